#if os(Linux)
    import Foundation
    import LullCore
    import LullModel
    import Testing
    import UserNotifications

    @testable import LullApple

    /// The adapter over a stand-in for Apple's centre: what reaches the system, and what comes back from it.
    @Suite(.serialized, .timeLimit(.minutes(1)))
    struct NotificationTests {
        private let notifications = SystemNotifications()
        private let wall = WallTime(year: 2026, month: 11, day: 21, hour: 20, minute: 20, second: 0)

        private func planned(_ rings: Rings, breaksThrough: Bool = false) -> PlannedNotification {
            PlannedNotification(
                id: "evening-2026-11-21", place: "evening-2026-11-21", title: "title", body: "body",
                category: "start snooze:10", rings: rings, breaksThrough: breaksThrough,
                expires: Date(timeIntervalSince1970: 1_795_300_000))
        }

        private func request(_ planned: PlannedNotification) async throws -> UNNotificationRequest {
            try await notifications.add(planned)
            let requests = await UNUserNotificationCenter.current().pendingNotificationRequests()
            return try #require(requests.first { $0.identifier == planned.id })
        }

        @Test("what is planned reaches the system, and is found again as the same")
        func planned() async throws {
            let one = planned(.wall(wall, zone: nil), breaksThrough: true)
            let request = try await request(one)
            #expect(request.content.title == "title" && request.content.body == "body")
            #expect(request.content.categoryIdentifier == "start snooze:10")
            #expect(request.content.threadIdentifier == one.place)
            #expect(request.content.interruptionLevel == .timeSensitive)
            #expect(request.content.sound != nil)
            let trigger = try #require(request.trigger as? UNCalendarNotificationTrigger)
            #expect(trigger.dateComponents == wall.components && trigger.dateComponents.timeZone == nil)
            #expect(!trigger.repeats)
            let held = await notifications.pending()
            #expect(held.contains(HeldNotification(id: one.id, fingerprint: one.fingerprint)))
            let plain = try await self.request(planned(.wall(wall, zone: nil)))
            #expect(plain.content.interruptionLevel == .active)
        }

        @Test("a clock elsewhere is pinned, an instant is counted down to, and one that has passed is due at once")
        func triggers() async throws {
            let pinned = try await request(planned(.wall(wall, zone: "Asia/Tokyo"))).trigger
            let zone = (pinned as? UNCalendarNotificationTrigger)?.dateComponents.timeZone
            #expect(zone?.identifier == "Asia/Tokyo")
            let ahead = try await request(planned(.instant(Date(timeIntervalSinceNow: 600)))).trigger
            let left = try #require(ahead as? UNTimeIntervalNotificationTrigger).timeInterval
            #expect((590...600).contains(left))
            let past = try await request(planned(.instant(Date(timeIntervalSinceNow: -600)))).trigger
            #expect((past as? UNTimeIntervalNotificationTrigger)?.timeInterval == 1)
        }

        @Test("what was shown comes back with its time, its place, its answers and its end; then it is taken back")
        func shown() async throws {
            let one = planned(.wall(wall, zone: nil))
            try await notifications.add(one)
            let at = Date(timeIntervalSince1970: 1_795_000_000)
            UNUserNotificationCenter.current().standInDeliver(one.id, at: at)
            let shown = await notifications.delivered().filter { $0.id == one.id }
            let expected = ShownNotification(
                id: one.id, place: one.place, category: one.category, at: at, expires: one.expires)
            #expect(shown == [expected])
            await notifications.removeDelivered([one.id])
            #expect(await notifications.delivered().allSatisfy { $0.id != one.id })
            try await notifications.add(one)
            await notifications.removePending([one.id])
            #expect(await notifications.pending().allSatisfy { $0.id != one.id })
        }

        @Test("a start opens the app, a snooze does not, clearing is told, and a locked phone says little")
        func categories() async throws {
            await notifications.register([NotificationCategory(id: "start snooze:10", words: ReminderWords(Words(.en)))]
            )
            let known = await UNUserNotificationCenter.current().notificationCategories()
            let category = try #require(known.first { $0.identifier == "start snooze:10" })
            #expect(category.actions.map(\.identifier) == ["start", "snooze:10"])
            #expect(category.actions.map(\.title) == ["Start", "In 10 min"])
            #expect(category.actions.map(\.options) == [[.foreground], []])
            #expect(category.options == [.customDismissAction])
            #expect(category.hiddenPreviewsBodyPlaceholder == "Lull: a reminder")
        }

        @Test("nobody is reminded before they were asked")
        func permission() async {
            let allowed = await notifications.ask()
            #expect(allowed)
            let permission = await notifications.permission()
            #expect(permission == NotificationPermission(wasAsked: true, showsAlerts: true, breaksThrough: true))
            let extras = await notifications.extras()
            #expect(extras?.sound == true && extras?.lockScreen == true)
        }

        @MainActor
        @Test("the listener tells which notification, what was done, and what it offered")
        func listener() async throws {
            var heard: [String] = []
            let listener = NotificationListener { _ in
            } responded: { id, tap, offers in
                heard.append("\(id) \(tap) \(offers)")
            }
            listener.listen()
            let one = planned(.wall(wall, zone: nil))
            for action in [UNNotificationDefaultActionIdentifier, UNNotificationDismissActionIdentifier, "snooze:10"] {
                try await notifications.add(one)
                await answer(one.id, action)
            }
            let expected = ["itself", "cleared", "button(\"snooze:10\")"].map { "\(one.id) \($0) start snooze:10" }
            #expect(heard == expected)
            await notifications.removeDelivered([one.id])
        }

        private func answer(_ id: String, _ action: String) async {
            let centre = UNUserNotificationCenter.current()
            guard let shown = centre.standInDeliver(id, at: .now) else { return }
            await centre.standInAnswer(shown, action)
        }

        @MainActor
        @Test("the whole way: the real core plans, and Apple's centre holds it")
        func wholeWay() async throws {
            _ = await notifications.ask()
            let folder = FileManager.default.temporaryDirectory.appending(path: "lull-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let host = CoreHost(config: AppConfig(dataFolder: folder.path), clock: SystemClock())
            let reconciler = NotificationReconciler(centre: notifications, words: ReminderWords(), clock: SystemClock())
            let wakes = Wakes(host: host, reminders: reconciler)
            await wakes.wake(on: .launch)
            #expect(wakes.trouble == nil && wakes.notices == [])
            let held = await notifications.pending().map(\.id)
            #expect(held.count > 20 && held.count <= 40)
            #expect(await areComplete())
            await notifications.removePending(held)
        }

        private func areComplete() async -> Bool {
            await UNUserNotificationCenter.current().pendingNotificationRequests().allSatisfy {
                !$0.content.title.isEmpty && $0.trigger is UNCalendarNotificationTrigger
            }
        }
    }
#endif
