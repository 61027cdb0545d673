#if canImport(UIKit)
    import Foundation
    import LullCore
    import LullGlance
    import LullModel
    import UIKit
    import WidgetKit

    /// The process, and everything in it that lives as long. There is one.
    @MainActor
    public final class LullPhone: Actions {
        /// The screens' models.
        public let app: AppModel
        public let wakes: Wakes

        private let host: CoreHost
        private let words: ReminderWords
        private let notifications = SystemNotifications()
        private let reconciler: NotificationReconciler
        private let running: RunningSession
        private let lockScreen: LockScreen
        private let bluetooth: Bluetooth
        private let keepAlive: KeepAlive
        private let refresh: BackgroundRefresh
        private let files = PhoneFiles()
        private var listener: NotificationListener?
        private var heard: [any NSObjectProtocol] = []

        public init(folder: DiaryFolder, glances: GlanceFile) {
            // where it cannot be made, the core says so with its reason
            try? folder.make()
            let clock = SystemClock()
            words = ReminderWords()
            host = CoreHost(config: AppConfig(dataFolder: folder.url.path, bluetooth: true), clock: clock)
            reconciler = NotificationReconciler(centre: notifications, words: words, clock: clock)
            let (host, words) = (host, words)
            let wakes = Wakes(host: host, reminders: reconciler) { await Self.draw(host, words, glances) }
            let lockScreen = LockScreen(notifications: notifications, words: words)
            let keepAlive = KeepAlive()
            let running = RunningSession(host: host, display: lockScreen, words: words) {
                await wakes.wake(on: .notificationResponse)
                keepAlive.end()
            }
            let bluetooth = Bluetooth { await wakes.wake(on: .bluetooth) }
            let readiness = PhoneReadiness(notifications: notifications, reconciler: reconciler, bluetooth: bluetooth) {
                await wakes.wake(.permissionChanged)
            }
            let touch = PhoneTouch { await running.follow() }
            let system = PhoneSystem(
                readiness: readiness, sharing: files, picking: files, display: touch, haptics: touch, voice: touch,
                cloud: folder)
            let shell = Shell(host: host, reminders: wakes, phone: system, words: words.words, times: words.times)
            app = AppModel(shell, lightStore: PhoneLight())
            refresh = BackgroundRefresh { await wakes.wake(on: .backgroundRefresh) }
            (self.wakes, self.lockScreen, self.running) = (wakes, lockScreen, running)
            (self.bluetooth, self.keepAlive) = (bluetooth, keepAlive)
        }

        /// Before the app has finished launching.
        public func launched() {
            Performer.actions = self
            refresh.register()
            listener = NotificationListener { [wakes] id in
                await wakes.presented(id)
            } responded: { [weak self] id, tap, offers in
                await self?.respond(id, tap, offers)
            }
            listener?.listen()
            hear(UIApplication.significantTimeChangeNotification, .significantTimeChange)
            hear(.NSSystemTimeZoneDidChange, .zoneChange)
            Task {
                await lockScreen.clear()
                await wakes.wake(on: .launch)
            }
        }

        /// The app is on the screen.
        public func cameUp() async {
            keepAlive.end()
            bluetooth.watch()
            await wakes.wake(on: .sceneActive)
            await app.cameToFront()
            await running.follow()
        }

        /// The app has left the screen.
        public func wentAway() {
            if running.isRunning { keepAlive.begin() }
            BackgroundRefresh.ask()
        }

        public func startMassage() async throws {
            await app.start()
            if let trouble = app.session.trouble { throw trouble }
        }

        public func stopMassage() async throws { try await running.stop() }

        public func symptomsStarted() async throws {
            await wakes.symptomsStarted()
            if let trouble = wakes.trouble { throw trouble }
        }

        private func respond(_ id: String, _ tap: NotificationTap, _ offers: String) async {
            if let door = await wakes.respond(to: id, tap, offers: offers) { await app.open(door) }
        }

        private func hear(_ name: Notification.Name, _ occasion: Occasion) {
            heard.append(
                NotificationCenter.default.addObserver(forName: name, object: nil, queue: nil) { [wakes] _ in
                    Task { await wakes.wake(on: occasion) }
                })
        }

        /// The plan may have changed: the home screen shows the new one.
        private static func draw(_ host: CoreHost, _ words: ReminderWords, _ glances: GlanceFile) async {
            // a widget that cannot be drawn keeps what it shows until its time has passed
            guard let tonight = try? await TonightGlance.read(host, words) else { return }
            let until = tonight.until ?? .distantFuture
            let glance = Glance(when: tonight.when, start: tonight.start, started: tonight.started, until: until)
            guard (try? glances.write(glance)) == true else { return }
            WidgetCenter.shared.reloadTimelines(ofKind: TonightWidget.kind)
        }
    }
#endif
