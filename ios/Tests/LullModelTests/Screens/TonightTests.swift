import LullCore
import Testing

@testable import LullModel

/// Each control of the first screen does what its label says.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct TonightTests {
    private func shown(_ room: Room) async -> TonightModel {
        let model = TonightModel(room.shell) { _ in }
        await model.look()
        return model
    }

    @Test("one glance: when, why, and whether everything is ready")
    func glance() async throws {
        let model = await shown(try .ready())
        #expect(model.reminder?.time == "20:20")
        #expect(model.lines.map(\.text).contains("Legs usually start around 21:00, as you said"))
        #expect(model.device == "On the simulated massager, to try things out")
        #expect(model.start.isEnabled && model.hindrance == nil && model.warning == nil)
    }

    @Test("Why then tells the reasons and goes away")
    func why() async throws {
        let model = await shown(try .ready())
        let before = model.lines.count
        try await model.forTonight.tap("Why then")
        #expect(model.lines.count > before)
        #expect(!model.forTonight.labels.contains("Why then"))
    }

    @Test("a reminder is moved by a quarter of an hour, skipped and taken back")
    func moving() async throws {
        let model = await shown(try .ready())
        try await model.forTonight.tap("15 min later")
        #expect(model.reminder?.time == "20:35")
        try await model.forTonight.tap("15 min earlier")
        #expect(model.reminder?.time == "20:20")
        try await model.forTonight.tap("Skip tonight")
        #expect(model.reminder?.about == "No reminder tonight" && model.reminder?.time == nil)
        try await model.forTonight.tap("As usual again")
        #expect(model.reminder?.time == "20:20")
    }

    @Test("legs that have started are noted, and need no reminder")
    func started() async throws {
        let room = try Room.ready()
        let model = await shown(room)
        try await [model.symptomsStarted].tap("My legs have started")
        #expect(model.notedText == "Noted. Tonight needs no reminder any more.")
        #expect(try room.phone.app.entry(night: tonight)?.symptoms == .yes)
        #expect(model.reminder?.time == nil)
    }

    @Test("without the safety check no massage starts, and the screen says why")
    func unanswered() async throws {
        let model = await shown(Room(try Phone()))
        #expect(!model.start.isEnabled)
        #expect(model.hindrance == "A few safety questions come before the first massage.")
        #expect(model.lines.map(\.text).contains { $0.contains("rests on assumptions") })
    }

    @Test("ways lead where they say")
    func ways() async throws {
        let room = try Room.ready()
        room.phone.clock.set("2026-11-22T08:00")
        var gone: [TonightModel.Way] = []
        let model = TonightModel(room.shell) { gone.append($0) }
        await model.look()
        for control in [model.start, model.another] + model.ways { await control.tap() }
        #expect(gone == [.start, .another, .log(tonight), .setUp, .more])
        #expect(model.ways.first?.label == "How was Saturday 21 November?")
    }

    @Test(
        "abroad the person says which clock counts",
        arguments: [("The clock at home", "20:20"), ("The clock here", "20:20")])
    func abroad(answer: String, time: String) async throws {
        let room = try Room.ready()
        let model = await shown(room)
        room.phone.clock.show("15:00", zone: "Asia/Tokyo")
        await model.wake(.zoneChanged)
        let asked = try #require(model.notices.first { $0.controls.labels.contains(answer) })
        #expect(asked.text.contains("Asia/Tokyo") && asked.text.contains("Europe/Berlin"))
        try await asked.controls.tap(answer)
        #expect(!model.notices.contains { $0.controls.labels.contains(answer) })
        #expect(model.warning == nil)
        let zone = try #require(model.overview?.clock.zone)
        #expect(zone == (answer == "The clock here" ? "Asia/Tokyo" : "Europe/Berlin"))
    }

    @Test("a notice that is told once goes when it was understood")
    func understood() async throws {
        let room = try Room.ready()
        await room.alarms.refuse([.evening])
        let model = await shown(room)
        await model.look()
        let notice = try #require(model.notices.first)
        #expect(notice.text.hasPrefix("The phone refused"))
        await room.alarms.refuse([])
        try await notice.controls.tap("Understood")
        #expect(model.warning == nil)
    }
}
