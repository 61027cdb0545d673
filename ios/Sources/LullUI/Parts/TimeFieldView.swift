import LullModel
import SwiftUI

/// A time of day, which can be changed.
struct TimeFieldView: View {
    let field: TimeField
    @State private var isChanging = false
    @State private var entered = Date()

    var body: some View {
        PanelFrame {
            if !field.shown.isEmpty {
                Quiet(field.label)
                Text(verbatim: field.shown).font(.title)
            }
            if isChanging {
                DatePicker(field.label, selection: $entered, displayedComponents: .hourAndMinute)
                    .labelsHidden()
                    .frame(minHeight: 48)
                QuietButton(take)
            } else {
                QuietButton(change)
                if let unset = field.unset { QuietButton(unset) }
            }
        }
    }

    private var change: Control {
        field.changing {
            entered = field.moment
            isChanging = true
        }
    }

    private var take: Control {
        field.taking {
            isChanging = false
            await field.take(entered)
        }
    }
}
