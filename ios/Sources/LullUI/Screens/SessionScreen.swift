import LullModel
import SwiftUI

/// A running massage: what it does, what is known of it, and Stop.
struct SessionScreen: View {
    let model: SessionModel

    var body: some View {
        Page(screen: model) {
            if let starting = model.starting { Quiet(starting) }
            if let quietly = model.quietly { Text(verbatim: quietly) }
            if model.step != nil { SessionProgressPanel(model: model) }
            if let whatHappened = model.whatHappened {
                Heading(whatHappened)
                ForEach(model.told.numbered) { Text(verbatim: $0.text) }
            }
            if let done = model.done {
                MainButton(done)
            } else if model.view != nil {
                MainButton(model.stop, height: 120)
                ForEach(model.controls) { SideButton($0) }
                if let stayOpen = model.stayOpen { Quiet(stayOpen) }
            }
        }
    }
}

private struct SessionProgressPanel: View {
    let model: SessionModel

    var body: some View {
        PanelFrame {
            if let step = model.step {
                Text(verbatim: step)
                    .font(.title2)
                    .accessibilityAddTraits(.updatesFrequently)
            }
            if let drawing = model.drawing { StretchDrawing(drawing: drawing) }
            if let how = model.how { Text(verbatim: how) }
            if let left = model.timeLeft {
                Text(verbatim: left)
                    .font(.largeTitle.monospacedDigit())
                    .accessibilityAddTraits(.updatesFrequently)
                // the countdown says it in words
                ProgressView(value: model.progress).accessibilityHidden(true)
            }
            ForEach(model.lines) { LineView(line: $0) }
        }
    }
}
