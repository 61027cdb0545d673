import LullModel
import SwiftUI

/// Night after night, to be read, corrected and filled in.
struct DiaryScreen: View {
    let model: DiaryModel

    var body: some View {
        Page(screen: model) {
            if let nothingYet = model.nothingYet { Text(verbatim: nothingYet) }
            PanelsView(panels: model.panels)
            ForEach(model.pages) { SideButton($0) }
        }
    }
}
