/// Work done one piece after the other, in the order it was asked for: two quick taps are both kept.
@MainActor
final class Turn {
    private var last: Task<Void, Never>?

    func take<Answer: Sendable>(_ work: @escaping @MainActor () async throws -> Answer) async throws -> Answer {
        let before = last
        let mine = Task { @MainActor in
            await before?.value
            return try await work()
        }
        last = Task { _ = await mine.result }
        return try await mine.value
    }
}
