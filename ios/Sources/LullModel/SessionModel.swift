import LullCore
import Observation

/// What the session screen shows: the newest snapshot and everything that was told, in order.
@MainActor
@Observable
public final class SessionModel {
    public private(set) var view: SessionView?
    public private(set) var events: [SessionEvent] = []
    /// Why the last tap did nothing; the next one clears it.
    public private(set) var trouble: ApiError?

    @ObservationIgnored private let host: CoreHost
    @ObservationIgnored private var session: SessionHandle?
    @ObservationIgnored private var following: Task<Void, Never>?

    public init(host: CoreHost) { self.host = host }

    /// Starts a session, or joins the one that is running. `id` is a random number.
    public func start(_ program: ProgramKind, id: SessionId = .random(in: 1 ... .max)) async {
        let request = SessionRequest(program: program, id: id)
        await join { try $0.startSession(request: request, now: $1) }
    }

    /// Shows the session that is running, if one is.
    public func resumeShowing() async { await join { app, _ in try app.runningSession() } }

    public func pause() { send(.pause) }
    public func resume() { send(.resume) }
    public func louder() { send(.levelUp) }
    public func softer() { send(.levelDown) }
    public func stop() { send(.stop) }

    /// The screen is gone. The session goes on; its story is read from the start when the screen comes back.
    public func leave() {
        following?.cancel()
        following = nil
        session = nil
    }

    /// Waits until everything was shown that the session told.
    public func untilOver() async { await following?.value }

    private func join(_ find: @escaping @Sendable (App, Moment) throws -> SessionHandle?) async {
        trouble = nil
        do {
            guard let session = try await host.ask(find) else { return }
            leave()
            events = []
            view = try session.view()
            self.session = session
            following = Task { [weak self] in await self?.follow(session) }
        } catch {
            trouble = .from(error)
        }
    }

    private func follow(_ session: SessionHandle) async {
        do {
            for try await update in UpdateStream(session) {
                view = update.view
                events += update.events
            }
        } catch is CancellationError {
            // the screen left
        } catch {
            trouble = .from(error)
        }
    }

    private func send(_ command: Command) {
        trouble = nil
        do { try session?.command(command: command) } catch { trouble = .from(error) }
    }
}
