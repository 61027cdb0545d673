import LullCore

extension TonightModel {
    /// What stands above the time; the time itself; or that there is no reminder.
    public var reminder: (about: String, time: String?)? {
        guard let plan = overview?.plan else { return nil }
        guard let at = plan.remindAt else { return (words("tonight.noReminder"), nil) }
        return (words("tonight.reminderAt"), times.time(at, zone: plan.zone))
    }

    /// When symptoms may start, and why then.
    public var lines: [Line] {
        guard let overview else { return [] }
        let assumed = overview.setUp ? [] : [Line(words("tonight.notSetUp"), .quiet)]
        let reasons = whyShown ? overview.plan.reasons.map { Line(words.reason($0, times), .quiet) } : []
        return [Line(words.onset(overview.plan, times))] + assumed + reasons
    }

    /// What keeps a massage from starting.
    public var hindrance: String? {
        guard let overview, !isRunning else { return nil }
        return overview.hindrance.map { words.hindrance($0, times, zone: overview.clock.zone) }
    }

    /// What a tap on Start drives.
    public var device: String? { overview.map { words.device($0) } }

    public var notedText: String? { noted ? words("tonight.noted") : nil }
}

extension Words {
    /// When symptoms may start: the interval where the diary carries one.
    func onset(_ plan: Plan, _ times: Times) -> String {
        if let interval = plan.interval {
            let ends = ["p10": times.time(interval.p10), "p90": times.time(interval.p90)]
            return self("tonight.onset.interval", ends)
        }
        let key = plan.basis == .ownOnset ? "tonight.onset.ownOnset" : "tonight.onset.bedtime"
        return self(key, ["onset": times.time(plan.onset)])
    }

    func device(_ overview: Overview) -> String {
        switch overview.device {
        case .simulated: self("tonight.device.simulated")
        case .simulatedAt: self("tonight.device.simulatedAt")
        case .manual: self("tonight.device.manual")
        case .kept:
            overview.deviceName.map { self("tonight.device.named", ["name": $0]) } ?? self("tonight.device.forgotten")
        }
    }

    func hindrance(_ hindrance: Hindrance, _ times: Times, zone: String) -> String {
        switch hindrance {
        case .safety(.askDoctorFirst): self("tonight.hindrance.askDoctorFirst")
        case .safety: self("tonight.hindrance.notAnswered")
        case .notTested(let failed): self(failed ? "tonight.hindrance.testFailed" : "tonight.hindrance.notTested")
        case .noFailSafe: self("tonight.hindrance.noFailSafe")
        case .deviceForgotten: self("tonight.hindrance.deviceForgotten")
        case .resting(let until): self("tonight.hindrance.resting", ["until": times.time(until, zone: zone)])
        case .nightCap(let minutes): self("tonight.hindrance.nightCap", ["minutes": "\(minutes)"])
        }
    }
}
