import Foundation
import LullCore

@testable import LullModel

/// The notification centre as Apple describes it and people report it: 64 pending at most, the furthest dropped without a
/// word; the same id replaces; a calendar trigger without a zone follows the wall; a time that has passed never comes.
final class FakeCentre: NotificationCentre, @unchecked Sendable {
    static let most = 64

    private let lock = NSLock()
    private let clock: MovingClock
    private var held: [PlannedNotification] = []
    private var shownNow: [ShownNotification] = []
    private var categories: [NotificationCategory] = []
    private var may = NotificationPermission(wasAsked: true, showsAlerts: true, breaksThrough: true)
    private var refuses: @Sendable (String) -> Bool = { _ in false }
    private var changed = 0
    /// Calendars are slow, and a test asks often: what each rings at, by the zone it was worked out for.
    private var dues: [String: (rings: Rings, zone: String, at: Date?)] = [:]
    /// Shown by the system, in order, also what was cleared since.
    private var history: [ShownNotification] = []

    init(clock: MovingClock) { self.clock = clock }

    func permission() -> NotificationPermission { lock.withLock { may } }
    func delivered() -> [ShownNotification] { lock.withLock { shownNow } }

    func pending() -> [HeldNotification] {
        lock.withLock { held.map { HeldNotification(id: $0.id, fingerprint: $0.fingerprint) } }
    }

    func add(_ notification: PlannedNotification) throws {
        try lock.withLock {
            guard may.showsAlerts, !refuses(notification.id) else { throw Refusal() }
            changed += 1
            held.removeAll { $0.id == notification.id }
            guard let due = known(notification), due > clock.at else { return }
            held.append(notification)
            guard held.count > Self.most else { return }
            held.sort { soonness($0) < soonness($1) }
            held.removeLast()
        }
    }

    func removePending(_ ids: [String]) {
        lock.withLock {
            changed += held.count { ids.contains($0.id) }
            held.removeAll { ids.contains($0.id) }
        }
    }

    func removeDelivered(_ ids: [String]) {
        lock.withLock {
            changed += shownNow.count { ids.contains($0.id) }
            shownNow.removeAll { ids.contains($0.id) }
        }
    }

    func register(_ categories: [NotificationCategory]) { lock.withLock { self.categories = categories } }

    struct Refusal: Error {}
}

/// What a test does to it, and looks at.
extension FakeCentre {
    var planned: [PlannedNotification] { lock.withLock { held.sorted { soonness($0) < soonness($1) } } }
    var everShown: [ShownNotification] { lock.withLock { history } }
    /// How often something was added or removed.
    var changes: Int { lock.withLock { changed } }

    func allow(_ shows: Bool) { lock.withLock { may.showsAlerts = shows } }
    func refuse(_ ids: @escaping @Sendable (String) -> Bool) { lock.withLock { refuses = ids } }

    /// Puts one there that is not Lull's reminder, or that an older Lull left.
    func put(_ notification: PlannedNotification) { lock.withLock { held.append(notification) } }

    /// When it rings, by where the phone is now.
    func due(_ notification: PlannedNotification) -> Date? { lock.withLock { known(notification) } }

    private func known(_ notification: PlannedNotification) -> Date? {
        let zone = clock.zone
        if let known = dues[notification.id], known.rings == notification.rings, known.zone == zone { return known.at }
        let at: Date? =
            switch notification.rings {
            case .instant(let at): at
            case .wall(let wall, let pinned): TimeZone(identifier: pinned ?? zone)?.instant(of: wall)
            }
        dues[notification.id] = (notification.rings, zone, at)
        return at
    }

    /// The next one to ring. What a journey or a clock has left behind is gone.
    func next() -> Date? {
        lock.withLock {
            held.removeAll { soonness($0) <= clock.at }
            return held.compactMap(known).min()
        }
    }

    /// Everything due now is shown, where the person allows it.
    func ring() -> [ShownNotification] {
        lock.withLock {
            let due = held.filter { soonness($0) == clock.at }
            held.removeAll { soonness($0) == clock.at }
            guard may.showsAlerts else { return [] }
            let shown = due.map {
                ShownNotification(
                    id: $0.id, place: $0.place, category: $0.category, at: clock.at, expires: $0.expires)
            }
            shownNow.removeAll { old in shown.contains { $0.id == old.id } }
            shownNow += shown
            history += shown
            return shown
        }
    }

    /// The buttons the person sees on it: none where its category is not known any more.
    func buttons(_ shown: ShownNotification) -> [NotificationAnswer] {
        lock.withLock { categories.first { $0.id == shown.category }?.answers ?? [] }
    }

    /// The person did something with it: it leaves the list.
    func leaves(_ shown: ShownNotification) { lock.withLock { shownNow.removeAll { $0.id == shown.id } } }

    private func soonness(_ notification: PlannedNotification) -> Date { known(notification) ?? .distantPast }
}

/// A clock that a test moves, with the zone the phone is in.
final class MovingClock: PhoneClock, @unchecked Sendable {
    private let lock = NSLock()
    private var moment: Moment

    init(_ wall: String, zone: String = "Europe/Berlin") { moment = LullModelTests.moment(wall, zone: zone) }

    var at: Date { lock.withLock { moment.at } }
    var zone: String { lock.withLock { moment.zone } }
    func now() -> Moment { lock.withLock { moment } }

    /// Time passes.
    func pass(to at: Date) {
        lock.withLock {
            moment.monotonicMs += UInt64(max(0, at.timeIntervalSince(moment.at)) * 1000)
            moment.at = at
        }
    }

    /// The person sets the clock: no time has passed.
    func set(to at: Date) { lock.withLock { moment.at = at } }
    func travel(to zone: String) { lock.withLock { moment.zone = zone } }
    func boot() { lock.withLock { moment.monotonicMs = 60_000 } }
}

/// Chance that comes the same way every time.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64, by its published constants.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func one(in sides: Int) -> Bool { Int.random(in: 0..<sides, using: &self) == 0 }
    mutating func minutes(_ range: ClosedRange<Int>) -> TimeInterval {
        Double(Int.random(in: range, using: &self)) * 60
    }
}
