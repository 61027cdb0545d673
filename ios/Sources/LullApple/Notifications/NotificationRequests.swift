#if canImport(UserNotifications) && !os(macOS)
    import Foundation
    import LullModel
    import UserNotifications

    /// What a notification carries through the system beside what is shown of it.
    enum Carried: String {
        case fingerprint, expires
    }

    extension UNNotificationContent {
        func carried(_ what: Carried) -> String { userInfo[what.rawValue] as? String ?? "" }

        /// One of another Lull says nothing of it and stays until it is answered.
        var expires: Date { Double(carried(.expires)).map(Date.init(timeIntervalSince1970:)) ?? .distantFuture }
    }

    extension UNNotificationRequest {
        convenience init(_ planned: PlannedNotification) {
            let content = UNMutableNotificationContent()
            content.title = planned.title
            content.body = planned.body
            content.categoryIdentifier = planned.category
            content.threadIdentifier = planned.place
            // a passive one is listed and does not light up the phone
            content.interruptionLevel = planned.isSilent ? .passive : planned.breaksThrough ? .timeSensitive : .active
            content.sound = planned.isSilent ? nil : .default
            content.userInfo = [
                Carried.fingerprint.rawValue: planned.fingerprint,
                Carried.expires.rawValue: "\(planned.expires.timeIntervalSince1970)",
            ]
            self.init(identifier: planned.id, content: content, trigger: planned.rings.trigger)
        }
    }

    extension Rings {
        var trigger: UNNotificationTrigger {
            switch self {
            case .wall(let wall, let zone):
                var components = wall.components
                components.timeZone = zone.flatMap(TimeZone.init(identifier:))
                return UNCalendarNotificationTrigger(dateMatching: components, repeats: false)
            case .instant(let at):
                // the system counts from now, and takes no time that has passed
                return UNTimeIntervalNotificationTrigger(timeInterval: max(1, at.timeIntervalSinceNow), repeats: false)
            }
        }
    }

    extension UNNotificationCategory {
        convenience init(_ category: NotificationCategory) {
            let actions = category.answers.map {
                UNNotificationAction(identifier: $0.id, title: $0.label, options: $0.opensApp ? [.foreground] : [])
            }
            // a reminder that is cleared is an answer too
            self.init(
                identifier: category.id, actions: actions, intentIdentifiers: [],
                hiddenPreviewsBodyPlaceholder: category.hidden, options: [.customDismissAction])
        }
    }
#endif
