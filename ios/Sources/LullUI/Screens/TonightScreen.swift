import LullModel
import SwiftUI

/// Tonight at one glance: when, why, and whether everything is ready.
struct TonightScreen: View {
    let model: TonightModel

    var body: some View {
        Page(screen: model) {
            ForEach(model.notices) { WarningView(warning: $0) }
            if let reading = model.reading { Quiet(reading) }
            if let reminder = model.reminder { ReminderPanel(model: model, about: reminder.about, time: reminder.time) }
            MainButton(model.start)
            if let hindrance = model.hindrance { Text(verbatim: hindrance) }
            if let device = model.device { Quiet(device) }
            QuietButton(model.another)
            SideButton(model.symptomsStarted)
            if let noted = model.notedText { Text(verbatim: noted) }
            ForEach(model.ways) { SideButton($0) }
        }
    }
}

/// When, and why then.
private struct ReminderPanel: View {
    let model: TonightModel
    let about: String
    let time: String?

    var body: some View {
        PanelFrame {
            if let time {
                Quiet(about)
                Text(verbatim: time).font(.largeTitle.monospacedDigit().bold())
            } else {
                Text(verbatim: about).font(.title)
            }
            ForEach(model.lines) { LineView(line: $0) }
            Buttons(model.forTonight)
        }
    }
}
