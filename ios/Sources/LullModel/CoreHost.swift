import LullCore

/// What the phone's clocks show. The core never reads one: every call that needs the time is handed a moment.
public protocol PhoneClock: Sendable {
    func now() -> Moment
}

/// Opens the core once and keeps every call to it off the main thread.
///
/// An opening that failed is tried again at the next call: the person may have freed space meanwhile.
public actor CoreHost {
    private let config: AppConfig
    private let clock: any PhoneClock
    private var opening: Task<App, any Error>?

    public init(config: AppConfig, clock: any PhoneClock) {
        self.config = config
        self.clock = clock
    }

    /// The open core.
    public func app() async throws -> App {
        let opening = self.opening ?? Task.detached { [config] in try App.open(config: config) }
        self.opening = opening
        do {
            return try await opening.value
        } catch {
            if self.opening == opening { self.opening = nil }
            throw error
        }
    }

    /// Asks the core something, at this moment.
    public func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (App, Moment) throws -> Answer
    ) async throws -> Answer {
        let app = try await app()
        let now = clock.now()
        return try await Task.detached { try question(app, now) }.value
    }
}
