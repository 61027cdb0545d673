import LullCore
import Observation

/// A running massage: what it does, what is known of it, and Stop, which works in every state.
@MainActor
@Observable
public final class SessionModel: Screen {
    public internal(set) var view: SessionView?
    /// Everything the person was told, in order.
    public internal(set) var events: [SessionEvent] = []
    /// The clock the times are read on.
    public private(set) var zone = ""
    /// A stop was asked for on this screen: the button says so at once.
    public private(set) var stopAsked = false

    @ObservationIgnored private var session: SessionHandle?
    /// The newest update that was shown.
    @ObservationIgnored var seen: UInt64 = 0
    /// The step that was read out last.
    @ObservationIgnored var said: String?
    /// The next step is the answer to a tap.
    @ObservationIgnored var isAnswering = false
    @ObservationIgnored private(set) lazy var stretches = shell.stretches
    @ObservationIgnored private var following: Task<Void, Never>?
    @ObservationIgnored private var finding: @Sendable (App, Moment) throws -> SessionHandle? = { app, _ in
        try app.runningSession()
    }
    @ObservationIgnored private let leave: @MainActor () async -> Void

    init(_ shell: Shell, leave: @escaping @MainActor () async -> Void) {
        self.leave = leave
        super.init(shell)
    }

    public override var title: String { words(view?.program == .stretch ? "stretch.title" : "session.title") }

    /// Starts a session, or joins the one that is running. `id` is a random number, chosen once: a start that is tried
    /// again is the same one. `legsNow`: how the legs feel, 0 to 10, where the person said.
    public func start(
        _ program: ProgramKind, device: DeviceChoice? = nil, legsNow: UInt8? = nil, afterBath: Bool = false,
        id: SessionId = .random(in: 1 ... .max)
    ) async {
        await begin {
            SessionRequest(program: program, id: id, device: device, legsNow: legsNow, afterBath: afterBath)
        }
    }

    /// Starts what the reminder calls for; without one, the massage of the evening.
    func start(reminder: AlarmId?, id: SessionId = .random(in: 1 ... .max)) async {
        await begin { SessionRequest(program: try programOf(reminder: reminder), id: id) }
    }

    private func begin(_ request: @escaping @Sendable () throws -> SessionRequest) async {
        // how the one before ended is no news of this one
        following?.cancel()
        (view, session, events, stopAsked, isAnswering) = (nil, nil, [], false, false)
        await join { app, now in try app.startSession(request: request(), now: now) }
    }

    /// For a screen that was away: it finds what runs, or how that ended which it last showed.
    public override func look() async { await join { [session] app, _ in try app.runningSession() ?? session } }

    /// The session goes on. Its story is read on from there when the screen comes back.
    public override func left() async {
        following?.cancel()
        await shell.phone.display.keepOn(false)
    }

    /// The same session once more; a massage that never started is tried again.
    public override var warning: Warning? {
        super.warning.map { warning in
            let again = Control(words("part.tryAgain")) { [self] in await join(finding) }
            return Warning(text: warning.text, controls: isOver ? [] : [again])
        }
    }

    /// Waits until everything was shown that the session told.
    public func untilOver() async { await following?.value }

    /// Others sleep: it stays dark and silent.
    public var isQuiet: Bool { view?.isQuiet ?? false }

    public var isOver: Bool { if case .ended? = view?.stage { true } else { false } }

    /// Never disabled: a second press asks again.
    public var stop: Control {
        Control(words(stopAsked || view?.stage == .stopping ? "session.stopping" : "session.stop")) { [self] in
            stopAsked = true
            await press(.stop)
        }
    }

    public var controls: [Control] {
        guard let view, !isOver else { return [] }
        let pause =
            view.canResume
            ? Control(words("session.resume")) { [self] in await press(.resume) }
            : Control(words("session.pause"), isEnabled: view.canPause) { [self] in await press(.pause) }
        return [
            Control(words("session.softer"), isEnabled: view.canChangeLevel) { [self] in await press(.levelDown) },
            Control(words("session.louder"), isEnabled: view.canChangeLevel) { [self] in await press(.levelUp) },
            pause,
        ]
    }

    /// The way back, once there is nothing to stop any more.
    public var done: Control? {
        guard isOver || (view == nil && trouble != nil) else { return nil }
        return Control(words("session.done")) { [leave] in await leave() }
    }

    private func press(_ command: Command) async {
        isAnswering = true
        await attempt { [self] in
            guard let session else { return }
            try await host.ask { _, _ in try session.command(command: command) }
        }
    }

    private func join(_ find: @escaping @Sendable (App, Moment) throws -> SessionHandle?) async {
        finding = find
        await attempt { [self] in
            guard let found = try await host.ask(find) else { return }
            following?.cancel()
            let (clock, now, id) = try await host.ask {
                (try $0.clockThatCounts(now: $1).zone, try found.view(), try found.id())
            }
            if id != view?.id { (events, seen) = ([], 0) }
            (zone, view, session) = (clock, now, found)
            await shell.phone.display.keepOn(!isOver)
            following = Task { [weak self] in await self?.follow(found) }
        }
    }
}
