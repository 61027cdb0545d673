import LullCore
import Testing

@testable import LullModel

/// The screen of a running massage says what is known, and no more.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct SessionScreenTests {
    private let room: Room
    private let model: SessionModel

    init() throws {
        room = try .ready()
        room.phone.clock.set("20:25")
        model = SessionModel(room.shell) {}
    }

    @Test("a whole massage: connecting, a countdown, an end that was seen")
    func whole() async throws {
        #expect(model.starting == "Connecting")
        await model.start(.topUp, id: 5)
        #expect(await room.display.isKeptOn)
        try await model.until("a motor that runs") { ($0.level.observed ?? 0) > 0 }
        #expect(model.timeLeft?.hasSuffix("left") == true && !model.isOver && model.done == nil)
        #expect(model.stayOpen?.hasPrefix("Do not swipe Lull away during a massage") == true && model.quietly == nil)
        #expect(model.lines.first?.text.hasPrefix("Ends by itself at 20:") == true, "\(model.lines)")
        await model.untilOver()
        #expect(model.lines.map(\.text) == ["The massage ran to its end.", "The motor was seen to stand still."])
        #expect(model.step == "Ended" && model.timeLeft == nil && model.done != nil && model.controls.isEmpty)
        #expect(model.stayOpen == nil)
        #expect(await room.display.isKeptOn == false)
        #expect(await room.display.felt.last == .done)
        #expect(await room.display.said.contains("The massage ran to its end. The motor was seen to stand still."))
    }

    @Test("softer, stronger, pause and go on do what they say")
    func controls() async throws {
        await model.start(.evening, id: 5)
        try await model.until("a massage") { $0.canChangeLevel && $0.level.observed == 50 }
        try await model.controls.tap("Stronger")
        try await model.until("a stronger level") { ($0.level.wanted ?? 0) > 50 }
        try await model.controls.tap("Softer")
        try await model.until("a softer level") { $0.level.wanted == 50 }
        try await model.controls.tap("Pause")
        try await model.until("a pause") { $0.stage == .paused && $0.canResume }
        #expect(model.step == "Paused")
        try await model.controls.tap("Go on")
        try await model.until("that it runs") { $0.stage == .running }
        try await [model.stop].tap("Stop")
        await model.untilOver()
    }

    @Test("Stop says at once that it was heard, and can be pressed again")
    func stop() async throws {
        await model.start(.evening, id: 5)
        try await [model.stop].tap("Stop")
        #expect(model.stop.label == "Stopping, until it is seen to stand still" && model.stop.isEnabled)
        await model.stop.tap()
        await model.untilOver()
        #expect(model.warning == nil)
    }

    @Test("a lost link is told with the time the massager stops by itself, felt and read out")
    func linkLoss() async throws {
        await model.start(.topUp, id: 5)
        try await model.until("that it runs") { $0.stage == .running }
        try await room.massager.inject(fault: .dropFor(seconds: 3600))
        await model.untilOver()
        let lost = try #require(model.told.first)
        #expect(lost.hasPrefix("The link is lost. The massager stops by itself by 20:"), "\(model.told)")
        #expect(model.whatHappened == "What happened")
        #expect(model.lines.map(\.text).first == "The link was lost and did not come back in time.")
        #expect(model.lines.last?.text == "The stop was not seen, but its own fail-safe has had its time.")
        #expect(await room.display.felt.contains(.warning))
        #expect(await room.display.said.contains(lost))
    }

    @Test("a massage that ended while its screen was away is shown so when it comes back, and nothing is told twice")
    func away() async throws {
        await model.start(.evening, id: 5)
        try await model.until("that it runs") { $0.stage == .running }
        await model.left()
        await model.untilOver()
        let running = try #require(try await room.phone.host.app().runningSession())
        try running.stop()
        var follower = Follower(running)
        _ = try await follower.toTheEnd()
        #expect(!model.isOver, "nobody looked")
        await model.look()
        await model.untilOver()
        #expect(model.isOver && model.done != nil)
        #expect(model.events == follower.heard, "\(model.events)")
        let felt = await room.display.felt
        await model.look()
        await model.untilOver()
        #expect(await room.display.felt == felt)
        #expect(await !room.display.isKeptOn)
    }

    @Test("a massager held by another phone is told, and there is a way back")
    func busy() async throws {
        try await room.massager.inject(fault: .busy)
        await model.start(.evening, id: 5)
        await model.untilOver()
        #expect(
            model.lines.map(\.text) == [
                "The massager was not reached: another phone holds it.", "It was never switched on.",
            ])
        #expect(model.done != nil)
    }

    @Test("what keeps a massage from starting is said, and the same start can be tried again")
    func refused() async throws {
        let unsafe = Room(try Phone())
        let model = SessionModel(unsafe.shell) {}
        await model.start(.evening, id: 9)
        #expect(model.warning?.text == "The safety check comes before the first massage." && model.done != nil)
        try unsafe.phone.answerSafetyCheck()
        try await #require(model.warning).controls.tap("Try again")
        #expect(model.warning == nil && model.view?.id == 9)
        await model.stop.tap()
        await model.untilOver()
    }

    @Test("why a massage did not start stays to be read, whatever ran before")
    func refusedAfterAnother() async throws {
        await model.start(.evening, id: 5)
        try await model.until("a motor that runs") { ($0.level.observed ?? 0) > 0 }
        await model.stop.tap()
        await model.untilOver()
        var settings = try room.phone.app.settings()
        settings.safety = nil
        _ = try room.phone.app.saveSettings(settings: settings)
        await model.start(.evening, id: 6)
        #expect(model.warning?.text == "The safety check comes before the first massage.")
        await model.look()
        #expect(model.view == nil && model.events.isEmpty)
    }

    @Test("what is known of a level: wanted, sent, accepted, seen, measured")
    func levels() {
        let words = room.shell.words
        func said(_ sent: Level?, _ acknowledged: Level?, _ observed: Level?, _ measured: Level? = nil) -> String {
            words.level(
                LevelProgress(
                    wanted: 40, sent: sent, acknowledged: acknowledged, observed: observed, measured: measured))
        }
        #expect(said(20, 20, 20) == "40 % wanted")
        #expect(said(40, 20, 20) == "40 %, sent")
        #expect(said(40, 40, 20) == "40 %, accepted by the massager")
        #expect(said(40, 40, 40) == "40 %, seen at the massager")
        #expect(said(40, 40, 40, 35) == "40 % wanted, 35 % measured at the motor")
    }
}
