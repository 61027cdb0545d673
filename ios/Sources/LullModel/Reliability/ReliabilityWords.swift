import LullCore

extension Words {
    func sum(_ audit: Audit) -> String {
        let counts = ["on_time": "\(audit.onTime)", "late": "\(audit.late)", "missed": "\(audit.missed)"]
        if audit.late == 0 { return self("reliability.sum", counts) }
        return self("reliability.sumWorst", counts.merging(["minutes": "\(audit.worstDelayMinutes)"]) { $1 })
    }

    /// Why so many came late or not at all.
    func why(_ count: CauseCount) -> String {
        let spoilt = listed([
            count.late > 0 ? self("reliability.late", ["late": "\(count.late)"]) : nil,
            count.missed > 0 ? self("reliability.missed", ["missed": "\(count.missed)"]) : nil,
        ])
        return self("reliability.why", ["list": spoilt, "why": self("reliability.cause.\(count.cause)")])
    }

    func delivery(_ audited: Audited, _ times: Times, zone: String) -> String {
        let delivery = audited.delivery
        let args = [
            "night": times.night(delivery.night), "kind": self("reliability.alarm.\(delivery.kind)"),
            "planned": times.time(delivery.planned, zone: zone), "came": fate(audited),
        ]
        return self("reliability.delivery", args)
    }

    private func fate(_ audited: Audited) -> String {
        switch audited.fate {
        case .late(let minutes): self("reliability.fate.late", ["minutes": "\(minutes)"])
        case .missed: self(audited.delivery.refused ? "reliability.fate.refused" : "reliability.fate.missed")
        case .onTime: self("reliability.fate.onTime")
        case .answered: self("reliability.fate.answered")
        case .replaced: self("reliability.fate.replaced")
        case .untold: self("reliability.fate.untold")
        case .open: self("reliability.fate.open")
        }
    }
}
