import LullCore

extension Words {
    /// Between what times half of the nights lay.
    func half(_ spread: Spread, _ times: Times) -> String {
        let ends = ["from": times.afterNoon(spread.low), "to": times.afterNoon(spread.high)]
        return self("trends.half", ends.merging(["nights": counted("nightsOf", spread.nights)]) { $1 })
    }

    /// From onset to lights-out; negative is after it.
    func beforeBed(_ minutes: Double) -> String {
        let shown = ["minutes": "\(abs(Int(minutes.rounded())))"]
        return self(minutes < 0 ? "trends.beforeBed.after" : "trends.beforeBed.before", shown)
    }

    /// How onset moved; negative is earlier.
    func moving(_ minutesPerWeek: Double) -> String {
        let minutes = Int(minutesPerWeek.rounded())
        let way = minutes == 0 ? "same" : minutes < 0 ? "earlier" : "later"
        return self("trends.moving.\(way)", ["minutes": "\(abs(minutes))"])
    }

    func sessions(_ sessions: Sessions) -> [String] {
        if sessions.count == 0 { return [self("trends.noSessions")] }
        let counts = ["before": "\(sessions.beforeOnset)", "after": "\(sessions.afterOnset)"]
        let on = ["count": "\(sessions.count)", "nights": counted("nightsOf", sessions.nights)]
        let minutes = sessions.minutes.map { ["minutes": "\(Int($0.median.rounded()))"] }
        return [
            self("trends.sessionsOf", counts.merging(on) { $1 }), minutes.map { self("trends.sessionMinutes", $0) },
        ].compactMap { $0 }
    }

    func side(_ which: String, _ group: NightGroup, _ times: Times) -> String {
        let notSaid = self("trends.notSaid")
        return self(
            "trends.side",
            [
                "which": self(which), "logged": counted("nights", group.logged),
                "severity": group.meanSeverity.map { times.mean($0) } ?? notSaid,
                "sleep": group.meanSleep.map { times.mean($0) } ?? notSaid,
            ])
    }

    /// Severity with a massage beside without.
    func difference(_ difference: Difference?, _ times: Times) -> String {
        guard let difference else { return self("trends.tooFew") }
        let of100 = difference.chanceOf100
        let chance = of100 == 0 ? self("trends.chance.less") : self("trends.chance", ["of100": "\(of100)"])
        return self(
            "trends.difference",
            [
                "typical": points(difference.points, times),
                "low": points(difference.low, times),
                "high": points(difference.high, times), "chance": chance,
            ])
    }

    private func points(_ points: Double, _ times: Times) -> String {
        self("trends.points.\(comparison(points))", ["points": times.mean(abs(points))])
    }

    /// A difference in points is lower, higher or the same.
    func comparison(_ points: Double) -> String { points == 0 ? "same" : points < 0 ? "lower" : "higher" }
}
