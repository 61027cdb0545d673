import LullModel
import SwiftUI

/// A night's log: four taps, each kept at once, and more for whoever wants to tell more.
struct MorningScreen: View {
    let model: MorningModel

    var body: some View {
        Page(screen: model) {
            Quiet(model.about)
            if let came = model.came { QuestionView(question: came) }
            if let onset = model.onset { QuestionView(question: onset) }
            if let otherTime = model.otherTime { TimeFieldView(field: otherTime) }
            if let severity = model.severity { QuestionView(question: severity) }
            if let sleep = model.sleep { QuestionView(question: sleep) }
            if let helped = model.helped { QuestionView(question: helped) }
            QuietButton(model.tellMore)
            if model.isTellingMore { NightDetailsView(model: model) }
            MainButton(model.done)
            Quiet(model.keptAtOnce)
        }
    }
}
