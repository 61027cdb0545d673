import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct DiaryTests {
    private let room: Room

    init() throws {
        room = try .ready()
        let entry = Entry(
            night: "2026-11-19", symptoms: .yes, onset: .at(time: clockTime("21:15"), source: .recalled), severity: 6,
            sleepQuality: 4, gotUp: 2)
        _ = try room.phone.app.log(entry: entry, now: moment("12:30"))
    }

    private func shown(open: @escaping @MainActor (Night) async -> Void = { _ in }) async -> DiaryModel {
        let model = DiaryModel(room.shell, open: open)
        await model.look()
        return model
    }

    private func panel(_ model: DiaryModel, _ night: Night) throws -> Panel {
        try #require(model.panels.first { $0.id == night })
    }

    @Test("two weeks of nights, newest first, each in one line")
    func nights() async throws {
        let model = await shown()
        #expect(model.panels.count == 14 && model.panels.first?.id == tonight)
        let line = try panel(model, "2026-11-19").lines.first?.text
        #expect(line == "Started 21:15 · severity 6 · sleep 4 · got up 2 times")
        #expect(try panel(model, tonight).lines.first?.text == "Nothing logged")
        #expect(model.nothingYet == nil)
    }

    @Test("walks and what the day held are told too, and a note in the person's own words below")
    func details() async throws {
        let app = room.phone.app
        let walk = Walk(at: clockTime("02:10"), minutes: nil)
        let triggers = Details(walks: [walk, walk], triggers: [.caffeine, .longSitting])
        let told = Entry(night: "2026-11-18", symptoms: .yes, details: triggers, note: "A long day.")
        _ = try app.log(entry: told, now: moment("12:30"))
        _ = try app.log(entry: Entry(night: "2026-11-17", note: "Quiet."), now: moment("12:30"))
        _ = try app.log(entry: Entry(night: "2026-11-16", details: Details(mood: 4)), now: moment("12:30"))
        let model = await shown()
        let line = "Symptoms · walked 2 times · Caffeine after midday, Long sitting"
        #expect(try panel(model, "2026-11-18").lines == [Line(line), Line("“A long day.”", .quiet)])
        #expect(try panel(model, "2026-11-17").lines == [Line("“Quiet.”", .quiet)])
        #expect(try panel(model, "2026-11-16").lines.map(\.text) == ["Details"], "never said to be nothing")
    }

    @Test("a night is opened to be logged or changed")
    func opening() async throws {
        var opened: [Night] = []
        let model = await shown { opened.append($0) }
        try await panel(model, "2026-11-19").controls.tap("Change")
        try await panel(model, "2026-11-18").controls.tap("Log")
        #expect(opened == ["2026-11-19", "2026-11-18"])
    }

    @Test("no symptoms is filled in with one tap")
    func noSymptoms() async throws {
        let model = await shown()
        try await panel(model, "2026-11-18").controls.tap("No symptoms")
        #expect(try room.phone.app.entry(night: "2026-11-18")?.symptoms == .no)
        #expect(try panel(model, "2026-11-18").lines.first?.text == "No symptoms")
    }

    @Test("a night that is taken out can be brought back until the list is left")
    func takenOut() async throws {
        let model = await shown()
        try await panel(model, "2026-11-19").controls.tap("Take out")
        #expect(try panel(model, "2026-11-19").lines.first?.text.contains("is taken out of the diary") == true)
        try await panel(model, "2026-11-19").controls.tap("Undo")
        await model.left()
        #expect(try room.phone.app.entry(night: "2026-11-19")?.severity == 6)
        try await panel(model, "2026-11-19").controls.tap("Take out")
        await model.left()
        #expect(try room.phone.app.entry(night: "2026-11-19") == nil)
    }

    @Test("older pages are turned to and back, over a change of the clock")
    func pages() async throws {
        let model = await shown()
        #expect(model.pages.labels == ["Earlier nights"])
        try await model.pages.tap("Earlier nights")
        try await model.pages.tap("Earlier nights")
        #expect(model.panels.map(\.id).first == "2026-10-24" && model.panels.map(\.id).last == "2026-10-11")
        try await model.pages.tap("Later nights")
        #expect(model.panels.first?.id == "2026-11-07")
    }

    @Test("before the first night there are no earlier ones to turn to")
    func lastPage() async throws {
        let last = try room.phone.app.diaryPage(page: .max, now: moment("18:00"))
        let model = await shown()
        await model.turn(to: last.page - 1)
        #expect(model.pages.labels == ["Earlier nights", "Later nights"])
        try await model.pages.tap("Earlier nights")
        #expect(model.pages.labels == ["Later nights"] && model.panels.map(\.id) == last.nights.map(\.night))
    }
}
