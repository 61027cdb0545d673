import LullModel
import SwiftUI

/// What a person tells once: their evening, and what speaks against a massage; and what the phone will ask.
struct SetupScreen: View {
    let model: SetupModel

    var body: some View {
        Page(screen: model) {
            Quiet(model.about)
            ForEach(model.timeFields) { TimeFieldView(field: $0) }
            if let lead = model.lead { QuestionView(question: lead) }
            SafetyPart(model: model)
            PanelView(panel: model.notificationsCard)
            PanelView(panel: model.bluetoothCard)
            MainButton(model.done)
        }
    }
}

private struct SafetyPart: View {
    let model: SetupModel

    var body: some View {
        Heading(model.safetyTitle)
        Text(verbatim: model.safetyWhy)
        TicksView(ticks: model.safety)
        if let askDoctor = model.askDoctor { WarningView(warning: askDoctor) }
    }
}
