/// A question with answers to tap.
@MainActor
public struct Question: Identifiable {
    public let text: String
    /// What the ends of its scale mean.
    public let ends: String?
    public let answers: [Answer]

    nonisolated public var id: String { text }

    @MainActor
    public struct Answer: Identifiable {
        public let label: String
        public let described: String
        public let isChosen: Bool
        public let tap: @MainActor () async -> Void

        nonisolated public var id: String { described }
    }

    init<Value: Equatable>(
        _ text: String, _ choices: [(value: Value, label: String)], chosen: Value?, ends: String? = nil, words: Words,
        choose: @escaping @MainActor (Value) async -> Void
    ) {
        self.text = text
        self.ends = ends
        answers = choices.map { choice in
            Answer(
                label: choice.label, described: words("part.answer", ["question": text, "answer": choice.label]),
                isChosen: choice.value == chosen
            ) { await choose(choice.value) }
        }
    }
}
