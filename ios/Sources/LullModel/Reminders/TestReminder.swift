import Foundation
import LullCore

extension NotificationReconciler {
    /// A reminder that the person asked for, to see whether reminders come: in a minute, on the way every other takes.
    /// False: the system would not take it.
    public func remindForTest() async -> Bool {
        let now = clock.now()
        let at = now.at.addingTimeInterval(60)
        let test = PlannedNotification(
            id: Kept.test, place: Kept.test, title: words.words("reminder.test.title"),
            body: words.words("reminder.test.body"), category: "",
            rings: .wall(WallTime(at, TimeZone(identifier: now.zone) ?? .current), zone: nil), breaksThrough: false,
            expires: at.addingTimeInterval(3600))
        do { try await centre.add(test) } catch { return false }
        return await centre.pending().contains { $0.id == test.id }
    }
}
