import LullModel
import SwiftUI

/// A massage of the person's choosing: which one, how the legs feel, and how strongly it will hold.
struct StartScreen: View {
    let model: StartModel

    var body: some View {
        Page(screen: model) {
            if let which = model.which { QuestionView(question: which, isList: true) }
            if let legs = model.legs { QuestionView(question: legs) }
            if let bath = model.bath { TickView(tick: bath) }
            if let holds = model.holds { Text(verbatim: holds) }
            MainButton(model.start)
            if let hindrance = model.hindrance { Text(verbatim: hindrance) }
            if let device = model.device { Quiet(device) }
        }
    }
}
