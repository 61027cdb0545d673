#if canImport(UserNotifications)
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

        public func userNotificationCenter(
            _ center: UNUserNotificationCenter, willPresent notification: UNNotification
        ) async -> UNNotificationPresentationOptions {
            await presented(notification.request.identifier)
            return [.banner, .list, .sound]
        }

        public func userNotificationCenter(
            _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse
        ) async {
            let request = response.notification.request
            let tap = NotificationTap(identifier: response.actionIdentifier)
            await responded(request.identifier, tap, request.content.categoryIdentifier)
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
