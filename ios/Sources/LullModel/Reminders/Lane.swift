/// One after the other, in the order in which they came. What began is finished, also when whoever waits for it gives up.
public actor Lane {
    private var last: Task<Void, Never>?

    public init() {}

    public func run<Answer: Sendable>(_ work: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
        let before = last
        let mine = Task {
            await before?.value
            return try await work()
        }
        last = Task { _ = try? await mine.value }
        return try await mine.value
    }
}
