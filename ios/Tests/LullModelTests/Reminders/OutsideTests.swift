import Foundation
import LullCore
import Testing

@testable import LullModel

/// What is seen of Lull while no screen of it is.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct OutsideTests {
    @MainActor
    final class Lockscreen: SessionDisplay {
        private(set) var shown: [SessionGlance] = []
        private(set) var alerts: [String] = []
        private(set) var ended: [SessionGlance] = []

        func show(_ glance: SessionGlance) { shown.append(glance) }
        func alert(_ text: String) { alerts.append(text) }
        func end(_ glance: SessionGlance) { ended.append(glance) }
    }

    private func followed(_ bed: Bedside, _ screen: Lockscreen) -> RunningSession {
        RunningSession(host: bed.host, display: screen, words: .english) { await bed.wake(.notificationResponse) }
    }

    private func start(_ bed: Bedside, _ program: ProgramKind = .evening) async throws -> SessionHandle {
        try await bed.ask { try $0.startSession(request: SessionRequest(program: program, id: 7), now: $1) }
    }

    @Test("a massage is shown to its end, told once, and what is known of the motor is told with it")
    func massage() async throws {
        let (bed, screen) = (try Bedside("20:20"), Lockscreen())
        let running = followed(bed, screen)
        await running.follow()
        #expect(screen.shown == [] && !running.isRunning, "nothing runs yet")
        let session = try await start(bed)
        await running.follow()
        await running.follow()
        var follower = Follower(session)
        try await follower.until(.running)
        #expect(running.isRunning)
        try await running.stop()
        await running.untilOver()
        #expect(!running.isRunning)
        try await running.stop()
        #expect(screen.shown.allSatisfy { $0.stop == "Stop" && !$0.title.isEmpty })
        let end = try #require(screen.ended.first)
        #expect(screen.ended.count == 1 && end.isOver && end.endsAt == nil)
        #expect(!end.line.contains("session."), "\(end.line)")
        #expect(bed.told.last?.contains("wakes") == true)
    }

    @Test(
        "a quiet massage says of itself that its end makes no sound, and still calls for the person",
        arguments: [.evening, .acute] as [ProgramKind])
    func quiet(program: ProgramKind) async throws {
        let (bed, screen) = (try Bedside("20:20"), Lockscreen())
        let running = followed(bed, screen)
        let session = try await start(bed, program)
        await running.follow()
        var follower = Follower(session)
        try await follower.until(.running)
        try await bed.ask { try $0.simulatedMassager(now: $1).inject(fault: .dropFor(seconds: 3600)) }
        await running.untilOver()
        #expect(screen.ended.map(\.isQuiet) == [program == .acute])
        #expect(!screen.alerts.isEmpty)
    }

    @Test("a lost link is an alert of its own, with the time the massager stops by itself")
    func lostLink() async throws {
        let (bed, screen) = (try Bedside("20:20"), Lockscreen())
        let running = followed(bed, screen)
        let session = try await start(bed)
        await running.follow()
        var follower = Follower(session)
        try await follower.until(.running)
        try await bed.ask { try $0.simulatedMassager(now: $1).inject(fault: .dropFor(seconds: 3600)) }
        await running.untilOver()
        #expect(screen.alerts.contains { $0.contains("20:") || $0.contains("21:") }, "\(screen.alerts)")
        #expect(screen.ended.count == 1)
    }

    @Test("the home screen says when, or that no reminder comes, until its time has passed")
    func homeScreen() async throws {
        let bed = try Bedside()
        let glance = try await TonightGlance.read(bed.host, .english)
        #expect(glance.when.contains("20:20"))
        #expect(glance.until == instant("20:20"))
        try await bed.ask { _ = try $0.skipTonight(now: $1) }
        let skipped = try await TonightGlance.read(bed.host, .german)
        #expect(skipped.until == nil && !skipped.when.contains("20:20"))
        #expect([skipped.start, skipped.started, skipped.when].allSatisfy { !$0.contains("tonight.") })
    }

    @Test("symptoms that start are noted wherever they are told, and the evening is answered")
    func symptoms() async throws {
        let bed = try Bedside("19:00")
        await bed.wakes.symptomsStarted()
        #expect(bed.wakes.trouble == nil)
        #expect(try await bed.ask { app, _ in try app.entry(night: tonight)?.symptoms } == .yes)
    }

    @Test("whatever gives Lull a chance to run leads to the same plan", arguments: Occasion.allCases)
    func occasions(_ occasion: Occasion) async throws {
        let bed = try Bedside()
        await bed.wake(occasion)
        #expect(bed.centre.planned.contains { $0.id == "evening-\(tonight)" })
        #expect(bed.wakes.notices == [])
    }

    @Test("a refresh and the radio are told by their names")
    func reasons() {
        #expect(Occasion.backgroundRefresh.reason == .refresh && Occasion.bluetooth.reason == .bluetooth)
    }

    @Test("many occasions at once are one after the other, and the newest plan is what the system holds")
    func atOnce() async throws {
        let bed = try Bedside()
        await withTaskGroup(of: Void.self) { group in
            for occasion in Occasion.allCases { group.addTask { await bed.wakes.wake(on: occasion) } }
            group.addTask { try? await bed.ask { _ = try $0.skipTonight(now: $1) } }
        }
        await bed.wake(.sceneActive)
        #expect(!bed.centre.planned.contains { $0.id == "evening-\(tonight)" })
    }

    @Test("a diary that cannot be opened is told, and tried again at the next occasion")
    func unusable() async throws {
        let obstacle = FileManager.default.temporaryDirectory.appending(path: "lull-\(UUID().uuidString)")
        try Data("in the way".utf8).write(to: obstacle)
        defer { try? FileManager.default.removeItem(at: obstacle) }
        let clock = MovingClock("15:00")
        let host = CoreHost(config: AppConfig(dataFolder: obstacle.path), clock: clock)
        let centre = FakeCentre(clock: clock)
        let wakes = Wakes(
            host: host, reminders: NotificationReconciler(centre: centre, words: .english, clock: clock))
        await wakes.wake(on: .launch)
        guard case .StorageUnusable = wakes.trouble else {
            Issue.record("\(String(describing: wakes.trouble))")
            return
        }
        try FileManager.default.removeItem(at: obstacle)
        await wakes.wake(on: .sceneActive)
        #expect(wakes.trouble == nil && !centre.planned.isEmpty)
    }
}
