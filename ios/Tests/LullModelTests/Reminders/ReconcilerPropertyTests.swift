import Foundation
import LullCore
import Testing

@testable import LullModel

/// Schedules, taps, journeys and refusals by chance: whatever the core may want, the system ends up holding just that, or
/// the core is told which it does not.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ReconcilerPropertyTests {
    @Test("the system holds what is wanted or it is told, whatever happened before", arguments: 1...30)
    func holdsOrTells(seed: Int) async {
        var run = Run(seed: UInt64(seed))
        for _ in 0..<40 {
            await run.step()
            // others have to get their turn on few processors
            await Task.yield()
            if run.failed { return }
        }
    }
}

private struct Run {
    private var chance: Chance
    private let clock = MovingClock("15:00")
    private let centre: FakeCentre
    private let reconciler: NotificationReconciler
    private var told: [String] = []
    private(set) var failed = false

    private static let zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Apia"]

    init(seed: UInt64) {
        chance = Chance(seed: seed)
        centre = FakeCentre(clock: clock)
        reconciler = NotificationReconciler(centre: centre, words: ReminderWords.english, clock: clock)
        told.append("seed \(seed)")
    }

    mutating func step() async {
        switch Int.random(in: 0..<8, using: &chance) {
        case 0, 1: pass()
        case 2: travel()
        case 3: answer()
        case 4: permission()
        case 5: stranger()
        default: await apply()
        }
    }

    private mutating func apply() async {
        let alarms = schedule()
        let others = centre.planned.filter { Kept.isOther($0.id) }
        let schedule = Schedule(generation: 1, alarms: alarms, notices: [])
        let refused = await reconciler.apply(schedule)
        told.append("wanted \(alarms.map { "\($0.id) \($0.at)" }), refused \(refused)")
        judge(alarms, refused, others)
        let before = centre.changes
        let again = await reconciler.apply(schedule)
        // what was refused is asked for again, nothing else is touched
        let asked = again.count { id in alarms.contains { $0.id == id && $0.at <= clock.at } }
        expect(again == refused, "a second time \(again) were refused")
        expect(refused.count > asked || centre.changes - before == asked, "a second time changed the system")
    }

    private mutating func judge(_ alarms: [Alarm], _ refused: [AlarmId], _ others: [PlannedNotification]) {
        let held = centre.planned
        let wanted = Set(alarms.map(\.id))
        expect(held.count <= FakeCentre.most, "\(held.count) pending")
        expect(held.filter { Kept.isOther($0.id) } == others || held.count == FakeCentre.most, "others were touched")
        for one in held where !Kept.isOther(one.id) { expect(wanted.contains(one.id), "\(one.id) is not wanted") }
        for alarm in alarms {
            let one = held.first { $0.id == alarm.id }
            guard let one, !refused.contains(alarm.id) else {
                expect(refused.contains(alarm.id), "\(alarm.id) is neither held nor told")
                continue
            }
            expect(centre.due(one) == alarm.at, "\(alarm.id) rings at \(String(describing: centre.due(one)))")
            expect(one.breaksThrough == (alarm.kind == .evening), "\(alarm.id) breaks through")
        }
        let shown = centre.delivered().filter { !Kept.isOther($0.id) }
        expect(shown.allSatisfy { $0.expires > clock.at }, "what has expired is still shown")
        expect(Set(shown.map(\.place)).count == shown.count, "one place is shown twice: \(shown.map(\.id))")
        expect(shown.allSatisfy { !wanted.contains($0.id) }, "what will ring again is still shown")
    }

    private mutating func schedule() -> [Alarm] {
        let zone = chance.one(in: 3) ? "Europe/Berlin" : clock.zone
        let count = chance.one(in: 4) ? Int.random(in: 0...90, using: &chance) : Int.random(in: 0...40, using: &chance)
        let named: [(String, AlarmKind)] = [
            ("evening", .evening), ("repeat-1", .repeat), ("repeat-2", .repeat), ("top-up", .topUp),
            ("morning-log", .morningLog), ("safety-net", .safetyNet), ("open-app", .openApp),
            ("pre-notice", .preNotice),
        ]
        var alarms: [AlarmId: Alarm] = [:]
        for _ in 0..<count {
            let (name, kind) = named[Int.random(in: 0..<named.count, using: &chance)]
            var alarm = Alarm.evening("20:20")
            let ahead = chance.one(in: 20) ? -chance.minutes(0...60) : chance.minutes(1...28_000)
            alarm.at = Date(timeIntervalSince1970: (clock.at.timeIntervalSince1970 + ahead).rounded())
            alarm.zone = zone
            alarm.wall = WallTime(alarm.at, TimeZone(identifier: zone) ?? .gmt)
            alarm.kind = kind
            alarm.id = "\(name)-\(alarm.wall.text.prefix(10))"
            alarm.expires = alarm.at.addingTimeInterval(chance.minutes(1...600))
            alarm.message.args["onset"] = .time(ClockTime(hour: UInt8.random(in: 0...23, using: &chance), minute: 0))
            alarms[alarm.id] = alarm
        }
        return alarms.values.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    private mutating func pass() {
        let end = clock.at.addingTimeInterval(chance.minutes(1...3000))
        while let next = centre.next(), next <= end {
            clock.pass(to: next)
            told.append("shown \(centre.ring().map(\.id))")
        }
        clock.pass(to: end)
    }

    private mutating func travel() {
        clock.travel(to: Self.zones.randomElement(using: &chance) ?? "UTC")
        if chance.one(in: 3) { clock.set(to: clock.at.addingTimeInterval(chance.minutes(-90...90))) }
        told.append("in \(clock.zone), at \(clock.at)")
    }

    private mutating func answer() {
        guard let shown = centre.delivered().randomElement(using: &chance) else { return }
        centre.leaves(shown)
        told.append("answered \(shown.id)")
    }

    private mutating func permission() {
        let allowed = !chance.one(in: 3)
        centre.allow(allowed)
        let refused = chance.one(in: 2) ? "" : "repeat"
        centre.refuse { !refused.isEmpty && $0.hasPrefix(refused) }
        told.append("allowed \(allowed), refuses \(refused)")
    }

    private mutating func stranger() {
        var other = PlannedNotification(.evening("20:20"), phoneZone: clock.zone, words: ReminderWords.english)
        other.id = chance.one(in: 2) ? Kept.test : "of-an-older-lull"
        other.rings = .instant(clock.at.addingTimeInterval(600))
        guard !centre.planned.contains(where: { $0.id == other.id }) else { return }
        centre.put(other)
        told.append("there is \(other.id)")
    }

    private mutating func expect(_ holds: Bool, _ why: String) {
        guard !holds, !failed else { return }
        failed = true
        Issue.record("\(why)\n\(told.joined(separator: "\n"))")
    }
}
