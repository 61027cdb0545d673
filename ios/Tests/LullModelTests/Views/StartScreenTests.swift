#if os(Linux)
    import SwiftUI
    import Testing

    @testable import LullModel
    @testable import LullUI

    /// A massage of the person's choosing, as it is seen.
    @Suite(.timeLimit(.minutes(1)))
    @MainActor
    struct StartScreenTests {
        @Test("every answer is shown, and a tap on it is a tap on the model")
        func start() async throws {
            let model = StartModel(try Room.ready().shell) { _ in }
            await model.look()
            let seen = look(at: StartScreen(model: model))
            let answers = [model.which, model.legs].compactMap { $0 }.flatMap(\.answers).map(\.described)
            let texts = seen.map(\.text)
            for text in answers + [model.bath?.label, model.holds, model.start.label, model.device].compactMap({ $0 }) {
                #expect(texts.contains(text), "no “\(text)” in \(texts)")
            }
            let ten = try #require(seen.first { $0.text == model.legs?.answers.last?.described })
            ten.tap?()
            while model.legs?.answers.last?.isChosen != true { await Task.yield() }
            #expect(look(at: StartScreen(model: model)).map(\.text).contains { $0.contains("70 %") })
        }
    }
#endif
