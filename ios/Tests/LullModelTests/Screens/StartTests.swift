import LullCore
import Testing

@testable import LullModel

/// A massage of the person's choosing.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct StartTests {
    private let room: Room
    private let app: AppModel

    init() throws {
        room = try .ready()
        room.phone.clock.set("20:25")
        app = AppModel(room.shell, lightStore: FakeLightStore())
    }

    private func open(_ app: AppModel) async throws -> StartModel {
        await app.tonight.look()
        await app.tonight.another.tap()
        guard case .start(let model)? = app.way.places.last else { throw Missing(what: "the screen") }
        return model
    }

    @Test("which one, how the legs feel and a bath are said first, and nothing starts before Start")
    func chosen() async throws {
        await app.tonight.look()
        try await [app.tonight.another].tap("Another massage…")
        guard case .start(let model)? = app.way.places.last else { throw Missing(what: "the screen") }
        #expect(
            model.which?.answers.map(\.label) == [
                "Before symptoms, 26 minutes", "At lights-out, 12 minutes", "In the night, quiet, 15 minutes",
            ])
        #expect(model.which?.chosen == "Before symptoms, 26 minutes")
        try await model.which?.tap("At lights-out, 12 minutes")
        try await model.legs?.tap("10")
        try await [#require(model.bath)].tap("After a warm bath")
        #expect(model.which?.chosen == "At lights-out, 12 minutes" && model.legs?.chosen == "10")
        #expect(model.bath?.isOn == true)
        let core = try await room.phone.host.app()
        #expect(try core.runningSession() == nil && core.entry(night: tonight) == nil)

        try await [model.start].tap("Start the massage")
        #expect(app.way.places == [.session(app.session)])
        #expect(app.session.view?.program == .topUp)
        #expect(try core.entry(night: tonight)?.details?.triggers == [.bath])
        try await app.session.until("the level that was said") { $0.level.wanted == 70 }
        await app.session.stop.tap()
        await app.session.untilOver()
        await app.session.done?.tap()
        #expect(app.way.places.isEmpty)
    }

    @Test("the level that will be held is said with its reason, and asked anew with each tap")
    func level() async throws {
        let model = try await open(app)
        let usual = "Holds 50 %, the strength you chose."
        #expect(model.holds == usual)
        try await model.legs?.tap("2")
        #expect(model.holds == "Holds 38 %, because of how your legs feel.")
        try await model.legs?.tap("2")
        #expect(model.holds == usual && model.legs?.chosen == nil, "taken back")
        let helped = HoldLevel(level: 55, reason: .helpedBefore(sessions: 3))
        #expect(Words(.en).holds(helped) == "Holds 55 %, which helped in 3 massages with legs like now.")
        #expect(Words(.de).holds(helped) == "Hält 55 %. Das half in 3 Massagen bei Beinen wie jetzt.")
    }

    @Test("what keeps a massage from starting is said, and Start is dimmed")
    func hindered() async throws {
        let model = try await open(AppModel(Room(try Phone()).shell, lightStore: FakeLightStore()))
        #expect(model.hindrance == "A few safety questions come before the first massage.")
        #expect(!model.start.isEnabled)
    }

    @Test("where a massage runs already nothing is asked, and the way leads to it")
    func running() async throws {
        await app.start()
        await app.home()
        let model = try await open(app)
        #expect(model.which == nil && model.legs == nil && model.bath == nil && model.holds == nil)
        try await [model.start].tap("A massage is running")
        #expect(app.way.places == [.session(app.session)] && app.session.view?.program == .evening)
        await app.session.stop.tap()
        await app.session.untilOver()
    }

    @Test("every massage the core offers has words in both languages")
    func words() throws {
        for words in [Words(.en), Words(.de)] {
            for massage in try offers().massages {
                #expect(words.has("start.program.\(massage.program)"))
                #expect(words.massage(massage).contains("\(massage.minutes) Minuten") || words.language == .en)
            }
        }
    }
}
