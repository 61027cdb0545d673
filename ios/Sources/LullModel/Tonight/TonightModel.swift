import LullCore
import Observation

/// Tonight at one glance: when, why, and whether everything is ready.
@MainActor
@Observable
public final class TonightModel: Screen {
    public private(set) var overview: Overview?
    public private(set) var isRunning = false
    /// "My legs have started" was just noted.
    public private(set) var noted = false
    public var whyShown = false

    @ObservationIgnored private let go: @MainActor (Way) async -> Void

    /// Where a tap leads from here.
    public enum Way: Equatable, Sendable {
        case start, another, session, setUp, more
        case log(Night)
    }

    init(_ shell: Shell, go: @escaping @MainActor (Way) async -> Void) {
        self.go = go
        super.init(shell)
    }

    public override var title: String { words("tonight.title") }

    public override func look() async { await wake(.launch) }

    /// The core got to run: launch, boot, a change of time, zone or permission.
    public func wake(_ reason: WakeReason) async {
        await attempt { [self] in
            try await wakeCore(reason)
            try await read()
        }
    }

    /// Before the first snapshot.
    public var reading: String? { overview == nil && trouble == nil ? words("tonight.reading") : nil }

    public var notices: [Warning] {
        shell.reminders.notices.map { notice in
            let controls = notice.kind == .zoneChanged ? zoneControls : [understood]
            return Warning(text: words.notice(notice, times), controls: controls)
        }
    }

    public var start: Control {
        if isRunning { return Control(words("tonight.running")) { [go] in await go(.session) } }
        let isReady = overview.map { $0.hindrance == nil } ?? false
        return Control(words("tonight.start"), isEnabled: isReady) { [go] in await go(.start) }
    }

    /// To choose which massage, and say how the legs feel.
    public var another: Control { Control(words("tonight.another")) { [go] in await go(.another) } }

    public var symptomsStarted: Control {
        Control(words("tonight.symptomsStarted")) { [self] in
            await attempt { [self] in
                _ = try await host.ask { try $0.symptomsStarted(now: $1) }
                await shell.reminders.answeredOnScreen(.alreadyStarted)
                try await wakeCore(.tap)
                try await read()
                noted = true
                await say(words("tonight.noted"))
            }
        }
    }

    public var ways: [Control] {
        let log = overview?.toLog.map { night in
            Control(words("tonight.toLog", ["night": times.night(night)])) { [go] in await go(.log(night)) }
        }
        let others = [
            Control(words("setup.open")) { [go] in await go(.setUp) },
            Control(words("more.title")) { [go] in await go(.more) },
        ]
        return (log.map { [$0] } ?? []) + others
    }

    /// What can be asked for this one evening.
    public var forTonight: [Control] {
        guard let overview else { return [] }
        var controls: [Control] = []
        if !whyShown { controls.append(Control(words("tonight.why")) { [self] in whyShown = true }) }
        if let yesterday = overview.asYesterday {
            let label = words("tonight.asYesterday", ["time": times.time(yesterday)])
            controls.append(control(label) { try $0.remindTonightAsYesterday(now: $1) })
        }
        if overview.plan.remindAt != nil {
            controls += [
                control(words("tonight.earlier")) { try $0.moveTonight(minutesLater: -offers().moveMinutes, now: $1) },
                control(words("tonight.later")) { try $0.moveTonight(minutesLater: offers().moveMinutes, now: $1) },
                control(words("tonight.skip"), answers: .skipTonight) { try $0.skipTonight(now: $1) },
            ]
        }
        if overview.asUsualOffered {
            controls.append(control(words("tonight.asUsual")) { try $0.tonightAsUsual(now: $1) })
        }
        return controls
    }

    private var zoneControls: [Control] {
        [
            control(words("tonight.keepHome")) { try $0.answerZone(answer: .keepHome, now: $1) },
            control(words("tonight.followLocal")) { try $0.answerZone(answer: .followLocal, now: $1) },
        ]
    }

    private var understood: Control {
        Control(words("tonight.understood")) { [self] in
            await attempt { [self] in
                await shell.reminders.acknowledge()
                try await read()
            }
        }
    }

    /// `answers`: what a reminder that still stands asks for, and is answered with by this.
    private func control(
        _ label: String, answers action: Action? = nil, _ what: @escaping @Sendable (App, Moment) throws -> Changes
    ) -> Control {
        Control(label) { [self] in
            await attempt { [self] in
                try await change(what)
                if let action { await shell.reminders.answeredOnScreen(action) }
                try await read()
            }
        }
    }

    private func read() async throws {
        let answer = try await host.ask { (try $0.overview(now: $1), try $0.runningSession() != nil) }
        (overview, isRunning) = answer
    }
}
