import LullModel
import SwiftUI

/// The ways to everything that is not needed every evening.
struct MoreScreen: View {
    let model: MoreModel

    var body: some View {
        Page(screen: model) {
            ForEach(model.doors) { door in
                PanelFrame {
                    SideButton(door.control)
                    Quiet(door.about)
                }
            }
        }
    }
}

/// Patterns worth showing a doctor; then what is good to know.
struct DoctorScreen: View {
    let model: DoctorModel

    var body: some View {
        Page(screen: model) {
            if let about = model.about { Text(verbatim: about) }
            PanelsView(panels: model.flagPanels)
            SideButton(model.toReport)
            if let goodToKnow = model.goodToKnow { Heading(goodToKnow) }
            PanelsView(panels: model.cardPanels)
        }
    }
}

/// The calf stretches, to be read before they are done one after the other.
struct StretchScreen: View {
    let model: StretchModel

    var body: some View {
        Page(screen: model) {
            Text(verbatim: model.about)
            MainButton(model.start)
            ForEach(model.panels) { StretchPanelView(panel: $0) }
            Quiet(model.noDevice)
        }
    }
}

private struct StretchPanelView: View {
    let panel: StretchPanel

    var body: some View {
        PanelFrame {
            Heading(panel.heading)
            StretchDrawing(drawing: panel.drawing)
            ForEach(panel.lines) { LineView(line: $0) }
        }
    }
}

/// What Lull is and is not, what is not proven, and whose work it stands on.
struct AboutScreen: View {
    let model: AboutModel

    var body: some View {
        Page(screen: model) {
            ForEach(model.promises.numbered) { Text(verbatim: $0.text) }
            PanelsView(panels: model.panels)
        }
    }
}

/// Whether reminders will come, what stands in their way, and how the last ones fared.
struct ReliabilityScreen: View {
    let model: ReliabilityModel

    var body: some View {
        Page(screen: model) {
            ForEach(model.notices) { WarningView(warning: $0) }
            Heading(model.allowedTitle)
            PanelsView(panels: model.allowed)
            Quiet(model.watch)
            PanelView(panel: model.trial)
            if let fared = model.fared { PanelView(panel: fared) }
        }
    }
}

/// The page for the doctor, to read before it is handed over; and the diary as a file.
struct ReportScreen: View {
    let model: ReportModel

    var body: some View {
        Page(screen: model) {
            QuestionView(question: model.howMany)
            MainButton(model.sharePdf)
            SideButton(model.shareText)
            Quiet(model.onlyByYou)
            if !model.preview.isEmpty { Heading(model.previewTitle) }
            PanelsView(panels: model.preview)
            Heading(model.diaryTitle)
            Text(verbatim: model.diaryAbout)
            ForEach(model.shareDiary) { SideButton($0) }
        }
    }
}
