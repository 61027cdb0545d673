import LullCore

/// Starts a massage from outside the screens: a reminder's Start, a shortcut, a widget.
@MainActor
public struct MassageStart {
    private let host: CoreHost
    private let wakes: Wakes

    public init(host: CoreHost, wakes: Wakes) {
        self.host = host
        self.wakes = wakes
    }

    /// Starts what that reminder is for, absent: the massage of the evening; or joins the massage that runs.
    @discardableResult
    public func start(
        answering id: AlarmId? = nil, session: SessionId = .random(in: 1 ... .max)
    ) async throws -> SessionHandle {
        let started = try await host.ask { app, now in
            let program = try programOf(reminder: id)
            return try app.startSession(request: SessionRequest(program: program, id: session), now: now)
        }
        // Only what has begun is an answer.
        if let id { await wakes.answered(id, .start) }
        return started
    }

    /// Harmless when nothing runs.
    public func stop() async throws {
        try await host.ask { app, _ in try app.runningSession()?.stop() }
    }
}
