#if canImport(UserNotifications) && !os(macOS)
    import Foundation
    import LullModel
    import UserNotifications

    /// Apple's notification centre. Not isolated and without state: Apple's objects never leave the function they are made
    /// in.
    public struct SystemNotifications: NotificationCentre {
        public init() {}

        private var centre: UNUserNotificationCenter { .current() }

        public func permission() async -> NotificationPermission {
            let settings = await centre.notificationSettings()
            let isAllowed =
                switch settings.authorizationStatus {
                case .authorized, .provisional, .ephemeral: true
                default: false
                }
            return NotificationPermission(
                wasAsked: settings.authorizationStatus != .notDetermined,
                showsAlerts: isAllowed && settings.alertSetting == .enabled,
                breaksThrough: isAllowed && settings.timeSensitiveSetting == .enabled)
        }

        public func pending() async -> [HeldNotification] {
            await centre.pendingNotificationRequests().map {
                HeldNotification(id: $0.identifier, fingerprint: $0.content.carried(.fingerprint))
            }
        }

        public func delivered() async -> [ShownNotification] {
            await centre.deliveredNotifications().map { shown in
                let content = shown.request.content
                return ShownNotification(
                    id: shown.request.identifier, place: content.threadIdentifier, category: content.categoryIdentifier,
                    at: shown.date, expires: content.expires)
            }
        }

        public func add(_ notification: PlannedNotification) async throws {
            try await centre.add(UNNotificationRequest(notification))
        }

        public func removePending(_ ids: [String]) async {
            centre.removePendingNotificationRequests(withIdentifiers: ids)
        }

        public func removeDelivered(_ ids: [String]) async {
            centre.removeDeliveredNotifications(withIdentifiers: ids)
        }

        public func register(_ categories: [NotificationCategory]) async {
            centre.setNotificationCategories(Set(categories.map(UNNotificationCategory.init)))
        }

        /// Asks the person; the system asks only once. Whether they may be shown.
        public func ask() async -> Bool {
            // an error is a refusal like any other: the checklist says what is missing
            (try? await centre.requestAuthorization(options: [.alert, .sound])) ?? false
        }

        /// Whether they may be heard, and seen on a locked phone; absent where the person was not asked yet.
        public func extras() async -> (sound: Bool, lockScreen: Bool)? {
            let settings = await centre.notificationSettings()
            guard settings.authorizationStatus != .notDetermined else { return nil }
            return (settings.soundSetting == .enabled, settings.lockScreenSetting == .enabled)
        }
    }
#endif
