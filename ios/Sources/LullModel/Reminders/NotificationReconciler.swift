import Foundation
import LullCore

/// Makes the system's notifications match the core's schedule. It never adds or drops one by itself.
///
/// It keeps no record: the system tells what it holds, and each notification carries what it was made from.
public struct NotificationReconciler: AlarmPort {
    /// The system holds 64 of one app and drops the others without a word; the rest is room for what is no reminder.
    static let slots: UInt16 = 40

    let centre: any NotificationCentre
    let words: ReminderWords
    let clock: any PhoneClock
    private let lane = Lane()

    public init(centre: any NotificationCentre, words: ReminderWords, clock: any PhoneClock) {
        self.centre = centre
        self.words = words
        self.clock = clock
    }

    /// An iPhone delivers to the minute and does not run the app for it; a repetition of its own would begin at once.
    public func capabilities() async -> Capabilities {
        Capabilities(
            exactAlarms: true, notifications: await centre.permission().showsAlerts, slots: Self.slots,
            repeatingAlarms: false, reportsFiring: false)
    }

    /// What is on the screen's list has come. One that was cleared leaves no trace.
    public func shown() async -> [ShownAlarm] {
        await centre.delivered().filter { isAlarm($0.id) }.map { ShownAlarm(id: $0.id, at: $0.at) }
    }

    public func exclusively<Answer: Sendable>(
        _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await lane.run(work)
    }

    public func apply(_ schedule: Schedule) async -> [AlarmId] {
        let now = clock.now()
        let wanted = schedule.alarms.map { PlannedNotification($0, phoneZone: now.zone, words: words) }
        let ids = Set(wanted.map(\.id))
        let held = await centre.pending()
        await centre.removePending(held.map(\.id).filter { !ids.contains($0) && !Kept.isOther($0) })
        await retract(now.at) { ids.contains($0.id) }
        await register(wanted)
        var refused: Set<AlarmId> = []
        for notification in wanted where !held.contains(notification) {
            do { try await centre.add(notification) } catch { refused.insert(notification.id) }
        }
        return await wanted.map(\.id).filter(refused.union(dropped(wanted)).contains)
    }

    /// Takes back what was shown: the answer to it was given.
    public func takeBack(_ id: AlarmId) async {
        guard let place = try? placeOf(id: id) else { return }
        await centre.removeDelivered(centre.delivered().filter { $0.place == place }.map(\.id))
    }

    /// Takes back whatever was shown and asks for this answer: it was given elsewhere.
    public func takeBack(asking action: Action) async {
        await centre.removeDelivered(standing(asking: action))
    }

    /// What was shown, still stands and asks for this answer.
    func standing(asking action: Action) async -> [AlarmId] {
        await centre.delivered().filter { NotificationCategory.id($0.category, asksFor: action) }.map(\.id)
    }

    /// What the system neither holds nor has shown although it did not refuse it.
    private func dropped(_ wanted: [PlannedNotification]) async -> [AlarmId] {
        let held = await centre.pending()
        let shown = await Set(centre.delivered().map(\.id))
        return wanted.filter { !held.contains($0) && !shown.contains($0.id) }.map(\.id)
    }

    /// Takes back what was shown and says nothing any more: it has expired, it will ring again, or another took its place.
    private func retract(_ now: Date, willRing: (ShownNotification) -> Bool) async {
        let shown = await centre.delivered().filter { !Kept.isOther($0.id) }
        let newest = Dictionary(shown.map { ($0.place, $0.at) }, uniquingKeysWith: max)
        let stale = shown.filter { $0.expires <= now || willRing($0) || $0.at != newest[$0.place] }
        await centre.removeDelivered(stale.map(\.id))
    }

    /// Also the categories of what is on the screen already: without them it would lose its buttons.
    private func register(_ wanted: [PlannedNotification]) async {
        let shown = await centre.delivered().map(\.category)
        let ids = Set(wanted.map(\.category) + shown).subtracting([""])
        await centre.register(ids.sorted().map { NotificationCategory(id: $0, words: words) })
    }
}

extension [HeldNotification] {
    fileprivate func contains(_ planned: PlannedNotification) -> Bool {
        contains { $0.id == planned.id && $0.fingerprint == planned.fingerprint }
    }
}

extension PlannedNotification {
    init(_ alarm: Alarm, phoneZone: String, words: ReminderWords) {
        self.init(
            id: alarm.id, place: (try? placeOf(id: alarm.id)) ?? alarm.id, title: words.title(alarm.message),
            body: words.body(alarm.message), category: NotificationCategory.id(of: alarm.actions),
            rings: Rings(alarm, phoneZone: phoneZone),
            // of all reminders only this one may break through a Focus
            breaksThrough: alarm.kind == .evening, expires: alarm.expires)
    }
}

/// Whether it is the core's name for an alarm: one of another Lull may mean nothing to this one.
func isAlarm(_ id: String) -> Bool { (try? placeOf(id: id)) != nil }

/// Notifications of this app that are no reminders.
public enum Kept {
    public static let test = "lull.test"
    public static let trouble = "lull.trouble"
    public static let sessionEnd = "lull.session-end"

    static func isOther(_ id: String) -> Bool { [test, trouble, sessionEnd].contains(id) }
}
