#if canImport(ActivityKit) && !os(macOS)
    import ActivityKit
    import Foundation
    import LullGlance
    import LullModel

    /// A running massage on the locked phone: a Live Activity with Stop, and notifications for what cannot wait.
    @MainActor
    public final class LockScreen: SessionDisplay {
        private let notifications: any NotificationCentre
        private let words: ReminderWords
        private var activity: Activity<MassageAttributes>?

        public init(notifications: any NotificationCentre, words: ReminderWords) {
            self.notifications = notifications
            self.words = words
        }

        /// A Live Activity begins while the app is open, and stays up to eight hours: longer than any massage. Its updates
        /// have no alert with them: they neither sound nor light up the phone.
        public func show(_ glance: SessionGlance) async {
            if let activity {
                await activity.update(content(glance))
            } else if ActivityAuthorizationInfo().areActivitiesEnabled {
                // refused in the background, or for having too many: the screens and notifications are still there
                activity = try? Activity.request(attributes: MassageAttributes(), content: content(glance))
            }
        }

        public func alert(_ text: String) async { await post(Kept.trouble, words.trouble, text, isSilent: false) }

        public func end(_ glance: SessionGlance) async {
            if let activity {
                await activity.end(content(glance))
                self.activity = nil
            } else {
                await post(Kept.sessionEnd, glance.title, glance.line, isSilent: glance.isQuiet)
            }
        }

        /// Of a massage that was cut off with the process: nobody updates it any more.
        public func clear() async {
            for left in Activity<MassageAttributes>.activities where left.id != activity?.id {
                await left.end(nil, dismissalPolicy: .immediate)
            }
        }

        private func content(_ glance: SessionGlance) -> ActivityContent<MassageAttributes.ContentState> {
            let state = MassageAttributes.ContentState(
                title: glance.title, line: glance.line, stop: glance.stop, endsAt: glance.endsAt, isOver: glance.isOver)
            return ActivityContent(state: state, staleDate: glance.endsAt)
        }

        private func post(_ id: String, _ title: String, _ text: String, isSilent: Bool) async {
            let notification = PlannedNotification(
                id: id, place: id, title: title, body: text, category: "", rings: .instant(Date()),
                breaksThrough: false, isSilent: isSilent, expires: .distantFuture)
            // denied: the screen says the same
            try? await notifications.add(notification)
        }
    }
#endif
