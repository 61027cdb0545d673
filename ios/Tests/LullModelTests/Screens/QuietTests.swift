import LullCore
import Testing

@testable import LullModel

/// A massage while others sleep.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct QuietTests {
    private let room: Room
    private let app: AppModel

    init() throws {
        room = try .ready()
        room.phone.clock.set("2026-11-22T02:25")
        app = AppModel(room.shell, lightStore: FakeLightStore())
    }

    private func start() async throws {
        await app.tonight.look()
        await app.tonight.another.tap()
        guard case .start(let model)? = app.way.places.last else { throw Missing(what: "the screen") }
        try await model.which?.tap("In the night, quiet, 15 minutes")
        #expect(app.light.shown == .system)
        try await [model.start].tap("Start the massage")
        try await app.session.until("that it runs") { $0.stage == .running }
    }

    @Test("the screens are dim red whatever was chosen, and stay so until the end of it was left")
    func light() async throws {
        try await start()
        #expect(app.light.shown == .red && app.light.light == .system, "the choice stays the person's")
        #expect(app.session.quietly == "Dark and silent, so that nobody wakes.")
        await app.session.stop.tap()
        await app.session.untilOver()
        #expect(app.light.shown == .red && app.session.quietly == nil)
        await app.session.done?.tap()
        #expect(app.light.shown == .system)
    }

    @Test("it is neither felt nor heard from its beginning to its end")
    func silent() async throws {
        try await start()
        await app.session.untilOver()
        #expect(app.session.events.last == .ended(reason: .complete, stopped: .observed))
        #expect(await room.display.felt.isEmpty)
        #expect(await room.display.said.isEmpty)
    }

    @Test("what a tap brought about is read out, up to the end of a stop that was asked for")
    func answers() async throws {
        try await start()
        try await app.session.until("the level it holds") { if case .hold = $0.step { true } else { false } }
        try await app.session.controls.tap("Pause")
        try await app.session.until("a pause") { $0.stage == .paused && $0.canResume }
        try await [app.session.stop].tap("Stop")
        await app.session.untilOver()
        let said = await room.display.said
        #expect(said.first == "Paused", "\(said)")
        #expect(said.contains("You stopped it. The motor was seen to stand still."), "\(said)")
        #expect(await room.display.felt.isEmpty)
    }

    @Test("where nothing stops the massager without the phone, swiping Lull away is said to be worse")
    func forGood() async throws {
        try await start()
        let model = app.session
        #expect(model.stayOpen?.hasSuffix("then only the massager's own fail-safe stops it.") == true)
        model.view?.failSafe = .nothing
        #expect(model.stayOpen?.hasSuffix("nothing would stop the massager.") == true)
        model.view?.link = .noRadio
        #expect(model.stayOpen == nil)
        await model.stop.tap()
        await model.untilOver()
    }

    @Test("nothing left running comes first: a lost link is felt and read out")
    func lostLink() async throws {
        try await start()
        try await room.massager.inject(fault: .dropFor(seconds: 3600))
        await app.session.untilOver()
        let lost = try #require(app.session.told.first)
        #expect(await room.display.felt == [.warning])
        #expect(await room.display.said == [lost])
    }
}
