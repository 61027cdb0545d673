import LullCore
import Observation

/// Whether reminders will come, what stands in their way, and how the last ones fared.
@MainActor
@Observable
public final class ReliabilityModel: Screen {
    private(set) var checks: [Check] = []
    private(set) var audit: Audit?
    /// The clock the times are read on.
    private(set) var zone = ""
    /// What became of asking for a test reminder; `nil` before.
    private(set) var testIsSet: Bool?

    public override var title: String { words("reliability.title") }

    public override func look() async { await attempt { [self] in try await read() } }

    public var notices: [Warning] {
        shell.reminders.notices.map { Warning(text: words.notice($0, times), controls: []) }
    }

    public var allowedTitle: String { words("reliability.allowed") }

    /// What this phone allows; a way to change what it does not.
    public var allowed: [Panel] {
        checks.map { check in
            let name = words("reliability.check.\(check.kind)")
            let state = words("reliability.state.\(check.state)")
            let line = words("reliability.line", ["name": name, "state": state])
            if check.state == .ok { return Panel(name, [Line(line)]) }
            let fix = words("reliability.fix")
            let described = words("part.named", ["control": fix, "of": name])
            return Panel(
                name,
                [
                    Line(line, check.state == .hinders ? .strong : .plain),
                    Line(words("reliability.advice.\(check.kind)"), .quiet),
                ],
                controls: [Control(fix, described: described) { [self] in await fixed(check) }])
        }
    }

    /// What no phone tells: which of the two will show it.
    public var watch: String { words("reliability.watch") }

    /// A reminder to see with one's own eyes.
    public var trial: Panel {
        let about = Line(words("reliability.trialAbout"))
        let said = testIsSet.map { Line(words($0 ? "reliability.trialSet" : "reliability.trialRefused"), .strong) }
        let start = Control(words("reliability.trialStart")) { [self] in
            await attempt { [self] in
                let isSet = await shell.phone.readiness.remindForTest()
                testIsSet = isSet
                await say(words(isSet ? "reliability.trialSet" : "reliability.trialRefused"))
                try await read()
            }
        }
        return Panel(heading: words("reliability.trial"), [about] + (said.map { [$0] } ?? []), controls: [start])
    }

    /// How the reminders of the last weeks fared, and why some did not come on time.
    public var fared: Panel? {
        audit.map { audit in
            let lines =
                audit.onTime + audit.late + audit.missed == 0
                ? [Line(words("reliability.nothingDue"), .quiet)]
                : [Line(words.sum(audit), .strong)] + audit.causes.map { Line(words.why($0)) }
                    + audit.deliveries.reversed().filter(\.spoilt).map {
                        Line(words.delivery($0, times, zone: zone), .quiet)
                    }
            return Panel(heading: words("reliability.fared"), lines)
        }
    }

    private func fixed(_ check: Check) async {
        await attempt { [self] in
            await shell.phone.readiness.fix(check)
            try await read()
        }
    }

    /// What the phone allows now may change the plan.
    private func read() async throws {
        checks = await shell.phone.readiness.checks()
        try await wakeCore(.permissionChanged)
        (zone, audit) = try await host.ask {
            (try $0.clockThatCounts(now: $1).zone, try $0.audit(nights: offers().nightsAtFirst, now: $1))
        }
    }
}
