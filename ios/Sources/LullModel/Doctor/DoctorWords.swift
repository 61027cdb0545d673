import LullCore

extension Words {
    /// The numbers a flag rests on.
    func evidence(_ evidence: Evidence, _ times: Times) -> String {
        switch evidence {
        case .nights(let found, let of):
            return self("doctor.evidence.nights", ["found": "\(found)", "of": "\(of)"])
        case .means(let before, let after, let weeks):
            let args = ["before": times.mean(before), "after": times.mean(after), "weeks": "\(weeks)"]
            return self("doctor.evidence.means", args)
        case .sides(let with, let without):
            return self("doctor.evidence.sides", ["with": times.mean(with), "without": times.mean(without)])
        case .iron(let date, let ferritin, let saturation):
            let values = [
                ferritin.map { self("doctor.ferritin", ["value": times.tenths($0)]) },
                saturation.map { self("doctor.tsat", ["value": times.tenths($0)]) },
            ]
            return self("doctor.evidence.iron", ["list": listed(values), "date": times.date(date)])
        case .lastTest(let date):
            let last = date.map { self("doctor.evidence.lastTest", ["date": times.date($0)]) }
            return self("doctor.evidence.tests", ["last": last ?? self("doctor.evidence.noTest")])
        case .medicine(let name, let kind):
            return self("doctor.evidence.medicine", ["name": name, "kind": self("health.kind.\(kind)")])
        case .mood(let days, let median):
            return self("doctor.evidence.mood", ["median": "\(Int(median.rounded()))", "days": "\(days)"])
        case .pattern(let shift): return pattern(shift)
        case .said: return self("doctor.evidence.said")
        }
    }

    private func pattern(_ shift: PatternShift) -> String {
        let earlier = ["earlierMinutes": "\(Int(shift.earlierMinutes.rounded()))"]
        let signs = [
            self("doctor.pattern.earlier", earlier),
            shift.spread ? self("doctor.pattern.spread") : nil,
            shift.shorterRest ? self("doctor.pattern.shorterRest") : nil,
            shift.stronger ? self("doctor.pattern.stronger") : nil,
        ]
        return self("doctor.pattern", ["list": listed(signs)])
    }

    /// Facts in one sentence.
    func listed(_ facts: [String?]) -> String { facts.compactMap { $0 }.joined(separator: self("part.list")) }
}
