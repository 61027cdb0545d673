#if canImport(UserNotifications) && !os(macOS)
    import Foundation
    import LullModel
    import UserNotifications

    /// Hears what the person did with a notification, and what came while the app was open. It has to be there before the
    /// app has finished launching, or an answer that launched it is lost.
    public final class NotificationListener: NSObject, UNUserNotificationCenterDelegate, Sendable {
        private let presented: @MainActor @Sendable (String) async -> Void
        private let responded: @MainActor @Sendable (String, NotificationTap, String) async -> Void

        /// `responded` is told the notification's id, what was done with it, and the answers it offered.
        public init(
            presented: @escaping @MainActor @Sendable (String) async -> Void,
            responded: @escaping @MainActor @Sendable (String, NotificationTap, String) async -> Void
        ) {
            self.presented = presented
            self.responded = responded
        }

        public func listen() { UNUserNotificationCenter.current().delegate = self }

        // Handlers and not `async`: the system wants to be told on the main thread, which an asynchronous method does not
        // promise. Apple's objects are read before the hop, for they may not cross it.

        public func userNotificationCenter(
            _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
            withCompletionHandler completionHandler: @escaping @Sendable (UNNotificationPresentationOptions) -> Void
        ) {
            let id = notification.request.identifier
            let isSilent = notification.request.content.interruptionLevel == .passive
            Task { @MainActor [presented] in
                completionHandler(isSilent ? [.list] : [.banner, .list, .sound])
                await presented(id)
            }
        }

        /// The system lets the app run until it is told that the answer was taken.
        public func userNotificationCenter(
            _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
            withCompletionHandler completionHandler: @escaping @Sendable () -> Void
        ) {
            let request = response.notification.request
            let (id, offers) = (request.identifier, request.content.categoryIdentifier)
            let tap = NotificationTap(identifier: response.actionIdentifier)
            Task { @MainActor [responded] in
                await responded(id, tap, offers)
                completionHandler()
            }
        }
    }

    extension NotificationTap {
        init(identifier: String) {
            self =
                switch identifier {
                case UNNotificationDefaultActionIdentifier: .itself
                case UNNotificationDismissActionIdentifier: .cleared
                default: .button(identifier)
                }
        }
    }
#endif
