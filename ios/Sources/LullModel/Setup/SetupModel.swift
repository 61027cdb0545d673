import LullCore
import Observation

/// What a person tells once: their evening, what speaks against a massage, and what the phone asks. Each change is kept at
/// once.
@MainActor
@Observable
public final class SetupModel: Screen {
    public private(set) var settings: Settings?
    /// Whether a massage may start, by the answers so far.
    public private(set) var gate: Gate?
    public private(set) var notifications = CheckState.unknown

    @ObservationIgnored private let leave: @MainActor () async -> Void

    init(_ shell: Shell, leave: @escaping @MainActor () async -> Void) {
        self.leave = leave
        super.init(shell)
    }

    public override var title: String { words("setup.title") }

    public override func look() async {
        await attempt { [self] in
            (settings, gate) = try await host.ask { app, _ in (try app.settings(), try app.safetyGate()) }
            try await askPhone()
        }
    }

    public var about: String { words("setup.information") }

    public var timeFields: [TimeField] {
        guard let settings else { return [] }
        return [
            shell.time(words("setup.bedtime"), settings.usualBedtime) { [self] time in
                await keep { if let time { $0.usualBedtime = time } }
            },
            shell.time(words("setup.rising"), settings.usualRising) { [self] time in
                await keep { if let time { $0.usualRising = time } }
            },
            shell.time(words("setup.onset"), settings.usualOnset, unless: words("setup.onsetUnknown")) { [self] time in
                await keep { $0.usualOnset = time }
            },
        ]
    }

    public var lead: Question? {
        settings.map { settings in
            let choices = shell.offered(shell.offers?.leadMinutes ?? [], settings.leadMinutes).map { minutes in
                (minutes, words("setup.minutes", ["minutes": "\(minutes)"]))
            }
            return Question(words("setup.lead"), choices, chosen: settings.leadMinutes, words: words) { [self] lead in
                await keep { $0.leadMinutes = lead }
            }
        }
    }

    public var done: Control { Control(words("setup.done")) { [leave] in await leave() } }

    func keep(_ changed: @escaping @Sendable (inout Settings, Moment) -> Void) async {
        await attempt { [self] in
            let (kept, open) = try await host.ask { app, now in
                let before = try app.settings()
                var after = before
                changed(&after, now)
                if after != before { _ = try app.saveSettings(settings: after) }
                return (after, try app.safetyGate())
            }
            (settings, gate) = (kept, open)
            try await wakeCore(.tap)
        }
    }

    private func keep(_ changed: @escaping @Sendable (inout Settings) -> Void) async {
        await keep { settings, _ in changed(&settings) }
    }

    func askPhone() async throws {
        let checks = await shell.phone.readiness.checks()
        notifications = checks.first { $0.kind == .notifications }?.state ?? .unknown
    }
}
