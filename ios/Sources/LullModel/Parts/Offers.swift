import LullCore

extension Shell {
    /// A time of day that can be changed; `unless` is the answer that there is none, `start` what the clock begins with
    /// then.
    func time(
        _ label: String, _ time: ClockTime?, unless: String? = nil, start: ClockTime? = nil,
        set: @escaping @MainActor (ClockTime?) async -> Void
    ) -> TimeField {
        let change = words("setup.change")
        return TimeField(
            label: label, shown: time.map { times.time($0) } ?? unless ?? "",
            time: time ?? start ?? ClockTime(hour: 20, minute: 0), change: change,
            changeDescribed: words("part.named", ["control": change, "of": label]), take: words("morning.thisTime"),
            unset: time == nil
                ? nil : unless.map { Control($0, described: "\(label): \($0)") { await set(nil) } }
        ) { await set($0) }
    }

    /// What the core offers beside the chosen one; nothing but that when even the core cannot say.
    var offers: Offers? { try? LullCore.offers() }

    /// The chosen one is among those to see, whatever it is.
    func offered<Number: BinaryInteger>(_ all: [Number], _ chosen: Number?) -> [Number] {
        Set(all + (chosen.map { [$0] } ?? [])).sorted()
    }
}

/// Answers the core knows, in the order they are offered.
extension Condition {
    static let all: [Condition] = [
        .pregnancy, .bloodClots, .activeImplant, .brokenSkin, .neuropathy, .recentSurgeryOrFracture, .epilepsy,
        .bleedingOrHeart,
    ]
}

extension Weekday {
    static let all: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
}

extension Background {
    static let all: [Background] = [.familyHistory, .kidneyDisease, .neuropathy, .parkinsons, .pregnancy]
}

extension MedicineClass {
    static let all: [MedicineClass] = [
        .dopamineAgonist, .levodopa, .gabapentinoid, .opioid, .iron, .ssri, .tricyclic, .lithium, .antipsychotic,
        .sedatingAntihistamine, .other, .unknown,
    ]
}

extension BodyPart {
    static let all: [BodyPart] = [.feet, .calves, .thighs, .arms, .trunk]
}

extension Side {
    static let all: [Side] = [.left, .right, .both]
}

extension Situation {
    static let all: [Situation] = [.sitting, .lying, .travelling, .audience, .other, .unknown]
}

extension Daytime {
    static let all: [Daytime] = [.yes, .no, .unknown]
}

extension Trigger {
    static let all: [Trigger] = [
        .caffeine, .alcohol, .nicotine, .heavyMeal, .exerciseEarly, .exerciseLate, .longSitting, .bath, .stress,
        .irregularSleep, .bedroom, .screens,
    ]
}

extension Array where Element: Equatable {
    /// With it, or without it where it was in.
    func toggled(_ one: Element) -> [Element] { contains(one) ? filter { $0 != one } : self + [one] }
}
