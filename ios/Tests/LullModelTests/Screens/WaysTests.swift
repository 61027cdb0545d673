import LullCore
import Testing

@testable import LullModel

/// From screen to screen and back.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct WaysTests {
    private let room: Room
    private let app: AppModel

    init() throws {
        room = try .ready()
        app = AppModel(room.shell, lightStore: FakeLightStore())
    }

    private func openMore() async throws -> MoreModel {
        await app.tonight.look()
        try await app.tonight.ways.tap("More")
        guard case .more(let more)? = app.way.places.last else { throw Missing(what: "the screen") }
        return more
    }

    @Test("who has told nothing yet is asked first, and nobody twice")
    func onboarding() async throws {
        let new = Room(try Phone())
        let first = AppModel(new.shell, lightStore: FakeLightStore())
        await first.begin()
        guard case .setup(let setup)? = first.way.places.last else { throw Missing(what: "the set-up") }
        await setup.timeFields[0].set(clockTime("23:00"))
        await setup.done.tap()
        #expect(first.way.places.isEmpty && first.tonight.overview?.setUp == true)
        let again = AppModel(new.shell, lightStore: FakeLightStore())
        await again.begin()
        #expect(again.way.places.isEmpty)
    }

    @Test("every door leads to the screen it names")
    func doors() async throws {
        for index in MoreModel.Way.allCases.indices {
            let more = try await openMore()
            let door = more.doors[index]
            await door.control.tap()
            let shown = try #require(app.way.places.last?.screen)
            let name = door.control.label == "Your evenings" ? "About your evenings" : door.control.label
            #expect(shown.title == name && app.way.places.count == 2 && shown.warning == nil)
            #expect(!door.about.isEmpty && !door.about.contains("more."))
            await app.home()
            #expect(app.way.places.isEmpty)
        }
    }

    @Test("the system's own way back is heard of: a night that is taken out goes when its list is left")
    func systemBack() async throws {
        _ = try room.phone.app.log(entry: Entry(night: "2026-11-20", severity: 3), now: moment("12:30"))
        let more = try await openMore()
        await more.doors[0].control.tap()
        guard case .diary(let diary)? = app.way.places.last else { throw Missing(what: "the screen") }
        try await diary.panels[1].controls.tap("Take out")
        app.way.places.removeLast()
        await app.way.moving?.value
        #expect(try room.phone.app.entry(night: "2026-11-20") == nil)
    }

    @Test("from the doctor's patterns to the page, from the trends to the diary and a night, and back")
    func onwards() async throws {
        let more = try await openMore()
        await more.doors[1].control.tap()
        guard case .trends(let trends)? = app.way.places.last else { throw Missing(what: "the screen") }
        await trends.nothingYet?.controls.first?.tap()
        guard case .diary(let diary)? = app.way.places.last else { throw Missing(what: "the screen") }
        try await diary.panels[3].controls.tap("Log")
        guard case .morning(let morning)? = app.way.places.last else { throw Missing(what: "the screen") }
        try await morning.came?.tap("No")
        await morning.done.tap()
        #expect(app.way.places.last == .diary(diary))
        #expect(diary.panels[3].lines.first?.text == "No symptoms", "what is seen again is read anew")
    }

    @Test("Start leads to the massage, and its end back to the first screen")
    func start() async throws {
        await app.tonight.look()
        try await [app.tonight.start].tap("Start the massage")
        #expect(app.way.places == [.session(app.session)])
        try await app.session.until("a motor that runs") { ($0.level.observed ?? 0) > 0 }
        try await [app.session.stop].tap("Stop")
        await app.session.untilOver()
        try await [#require(app.session.done)].tap("Done")
        #expect(app.way.places.isEmpty)
        #expect(app.tonight.hindrance?.hasPrefix("Your legs rest until") == true)
        #expect(await !room.display.isKeptOn)
    }

    @Test("stretches are done one after the other, each with its how and its drawing")
    func stretch() async throws {
        let more = try await openMore()
        await more.doors[5].control.tap()
        guard case .stretch(let stretch)? = app.way.places.last else { throw Missing(what: "the screen") }
        #expect(stretch.panels.count == 3)
        #expect(stretch.about.hasPrefix("3 calf stretches. Nothing should hurt"))
        #expect(stretch.panels.map(\.lines.last?.text) == ["45 seconds", "45 seconds", "45 seconds"])
        try await [stretch.start].tap("Start the stretches")
        #expect(app.session.title == "Stretches")
        try await app.session.until("a stretch") { $0.stage == .running }
        let drawings = stretch.panels.map(\.drawing)
        #expect(app.session.drawing.map(drawings.contains) == true && app.session.how != nil)
        #expect(app.session.stayOpen == nil, "no link is lost")
        await app.session.untilOver()
        #expect(app.session.events.last == .ended(reason: .complete, stopped: .neverRan))
        #expect(app.session.drawing == nil)
    }

    @Test("a reminder starts what it calls for")
    func reminder() async throws {
        await app.start(reminder: "top-up-\(tonight)")
        #expect(app.session.view?.program == .topUp, "\(app.session.warning?.text ?? "")")
        await app.session.stop.tap()
        await app.session.untilOver()
    }

    @Test("the log that waits is opened from outside")
    func log() async throws {
        room.phone.clock.set("2026-11-22T07:30")
        await app.log()
        guard case .morning(let morning)? = app.way.places.last else { throw Missing(what: "the screen") }
        #expect(morning.night == tonight)
    }
}
