#if canImport(UIKit)
    import LullModel
    import UIKit

    /// What this phone says of itself, and the place in its settings where each thing is mended.
    public struct PhoneReadiness: Readiness {
        private let notifications: SystemNotifications
        private let reconciler: NotificationReconciler
        private let bluetooth: Bluetooth
        private let asked: @MainActor @Sendable () async -> Void

        /// `asked` is told when the person has answered the system's question.
        public init(
            notifications: SystemNotifications, reconciler: NotificationReconciler, bluetooth: Bluetooth,
            asked: @escaping @MainActor @Sendable () async -> Void
        ) {
            self.notifications = notifications
            self.reconciler = reconciler
            self.bluetooth = bluetooth
            self.asked = asked
        }

        public func checks() async -> [Check] {
            let permission = await notifications.permission()
            let extras = await notifications.extras()
            let refreshes = await UIApplication.shared.backgroundRefreshStatus == .available
            let radio = await bluetooth.state
            return CheckKind.allCases.map { kind in
                let state: CheckState =
                    switch kind {
                    case .notifications: told(permission.showsAlerts)
                    case .timeSensitive: told(permission.breaksThrough)
                    case .sound: told(extras?.sound)
                    case .lockScreen: told(extras?.lockScreen)
                    case .background: told(refreshes)
                    case .bluetooth: told(radio.isReady)
                    // only apps that message people may ask for it
                    case .focus: .unknown
                    }
                return Check(kind: kind, state: state)
            }
        }

        /// What can be asked for is asked for; everything else is one tap in the system's settings.
        public func fix(_ check: Check) async {
            switch check.kind {
            case .notifications, .timeSensitive, .sound, .lockScreen:
                if await notifications.permission().wasAsked {
                    await open(UIApplication.openNotificationSettingsURLString)
                } else {
                    await askForNotifications()
                }
            case .background, .bluetooth, .focus: await open(UIApplication.openSettingsURLString)
            }
        }

        public func askForNotifications() async {
            _ = await notifications.ask()
            await asked()
        }

        public func remindForTest() async -> Bool { await reconciler.remindForTest() }

        private func told(_ isFine: Bool?) -> CheckState { isFine.map { $0 ? .ok : .hinders } ?? .unknown }

        @MainActor
        private func open(_ place: String) async {
            guard let url = URL(string: place) else { return }
            _ = await UIApplication.shared.open(url)
        }
    }

    extension Bluetooth.State {
        /// Absent where the phone does not tell, or the person was not asked yet.
        var isReady: Bool? {
            switch self {
            case .ready: true
            case .denied, .off: false
            case .notAsked, .unknown: nil
            }
        }
    }
#endif
