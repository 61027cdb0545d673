import LullCore

extension Words {
    func baseline(_ check: FourWeeks, _ times: Times) -> String {
        self("check.baseline", ["began": times.short(check.began), "severity": severity(check.baseline, times)])
    }

    /// One week beside the week before the first massage.
    func week(_ number: Int, _ week: ComparedWeek, _ times: Times) -> String {
        let points = week.difference?.points ?? 0
        let difference = self("check.difference.\(comparison(points))", ["points": times.mean(abs(points))])
        return self(
            "check.week",
            [
                "number": "\(number)", "severity": severity(week.seen, times),
                "nights": counted("nights", week.seen.sessionNights),
                "verdict": self("check.verdict.\(week.verdict)", ["difference": difference]),
            ])
    }

    func association(_ one: Association, _ times: Times) -> String {
        self(
            "check.association",
            [
                "trigger": self("check.trigger.\(one.trigger)"), "seen": self("check.association.\(one.seen)"),
                "with": times.mean(one.meanWith), "nights_with": "\(one.nightsWith)",
                "without": times.mean(one.meanWithout), "nights_without": "\(one.nightsWithout)",
            ])
    }

    private func severity(_ week: WeekSeen, _ times: Times) -> String {
        week.meanSeverity.map { self("check.severity", ["points": times.mean($0)]) } ?? self("check.noSeverity")
    }
}
