#if os(Linux)
    import Foundation
    import Testing
    import UserNotifications

    @testable import LullApple
    @testable import LullModel

    /// What is told of a massage outside the app while others sleep, over a stand-in for Apple's centre.
    @Suite(.serialized, .timeLimit(.minutes(1)))
    struct SilentTests {
        private let notifications = SystemNotifications()

        private func lockScreen() async -> LockScreen {
            await LockScreen(notifications: notifications, words: ReminderWords(Words(.en), Times()))
        }

        private func posted(_ id: String) async throws -> UNNotificationRequest {
            let requests = await UNUserNotificationCenter.current().pendingNotificationRequests()
            return try #require(requests.first { $0.identifier == id })
        }

        private func end(isQuiet: Bool) -> SessionGlance {
            SessionGlance(
                title: "Ended", line: "The massage ran to its end.", stop: "Stop", endsAt: nil, isOver: true,
                isQuiet: isQuiet)
        }

        @Test("the end of a quiet massage makes no sound and does not light up the phone; that of another does")
        func ends() async throws {
            let screen = await lockScreen()
            await screen.end(end(isQuiet: true))
            let quiet = try await posted(Kept.sessionEnd).content
            #expect(quiet.sound == nil && quiet.interruptionLevel == .passive)
            await screen.end(end(isQuiet: false))
            let loud = try await posted(Kept.sessionEnd).content
            #expect(loud.sound != nil && loud.interruptionLevel == .active)
            await notifications.removePending([Kept.sessionEnd])
        }

        @Test("what calls for the person is heard whatever runs")
        func calls() async throws {
            let screen = await lockScreen()
            await screen.show(end(isQuiet: true))
            await screen.alert("The link is lost.")
            let alert = try await posted(Kept.trouble).content
            #expect(alert.sound != nil && alert.interruptionLevel == .active)
            await notifications.removePending([Kept.trouble])
        }

        @Test("what comes without a sound is only listed while the app is open")
        func whileOpen() async throws {
            let screen = await lockScreen()
            let listener = NotificationListener { _ in
            } responded: { _, _, _ in
            }
            listener.listen()
            for (isQuiet, options) in [(true, [.list]), (false, [.banner, .list, .sound])]
                as [(Bool, UNNotificationPresentationOptions)]
            {
                await screen.end(end(isQuiet: isQuiet))
                let centre = UNUserNotificationCenter.current()
                let shown = try #require(centre.standInDeliver(Kept.sessionEnd, at: .now))
                #expect(await centre.standInPresent(shown) == options)
                await notifications.removeDelivered([Kept.sessionEnd])
            }
        }
    }
#endif
