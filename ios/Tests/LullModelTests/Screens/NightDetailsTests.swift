import LullCore
import Testing

@testable import LullModel

/// Whatever is told of a night beyond the four taps is kept at once, and can be taken back.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct NightDetailsTests {
    private let room: Room
    private let model: MorningModel

    init() async throws {
        room = try .ready()
        room.phone.clock.set("2026-11-22T07:30")
        model = MorningModel(room.shell, night: tonight) {}
        await model.look()
    }

    /// What is kept of the night.
    private var entry: Entry? {
        do { return try room.phone.app.entry(night: tonight) } catch { Issue.record(error) }
        return nil
    }
    private var details: Details? { entry?.details }

    @Test("more is asked only of those who want to tell more")
    func unfolding() async throws {
        #expect(!model.isTellingMore)
        try await [model.tellMore].tap("Tell more")
        #expect(model.isTellingMore)
        try await [model.tellMore].tap("Show less")
        #expect(!model.isTellingMore)
    }

    @Test("where it was felt, and on which side")
    func parts() async throws {
        #expect(model.bodyParts.map(\.label) == ["Feet", "Calves", "Thighs", "Arms", "Trunk"] && model.sides.isEmpty)
        try await model.bodyParts.tap("Calves")
        try await model.bodyParts.tap("Feet")
        #expect(model.sides.map(\.text) == ["Feet: which side?", "Calves: which side?"])
        try await model.sides.last?.tap("Left")
        #expect(entry?.bodyParts == [.feet, .calves] && entry?.symptoms == .yes)
        #expect(details?.sides == [SideOf(part: .calves, side: .left)] && model.sides.last?.chosen == "Left")
        try await model.sides.last?.tap("Left")
        #expect(details == nil)
        try await model.bodyParts.tap("Calves")
        #expect(entry?.bodyParts == [.feet] && model.bodyParts.isOn("Calves") == false)
    }

    @Test("what came before it, and how long it was better")
    func situation() async throws {
        for (label, situation) in [("Travelling", Situation.travelling), ("Something else", .other)] {
            try await model.situation?.tap(label)
            #expect(details?.situation == situation && model.situation?.chosen == label)
        }
        try await model.rest?.tap("30 min")
        #expect(details?.restMinutes == 30)
        for (label, relief) in [
            ("Not at all", Relief.no), ("Only while moving", .whileMoving), ("60 min", .for(minutes: 60)),
            ("The rest of the night", .restOfNight), ("Don't know", .unknown),
        ] {
            try await model.relief?.tap(label)
            #expect(details?.relief == relief && model.relief?.chosen == label)
        }
        try await model.relief?.tap("Don't know")
        #expect(details?.relief == nil)
    }

    @Test("what is kept and is not among those offered is shown beside them")
    func beside() async throws {
        let kept = Details(restMinutes: 45, relief: .for(minutes: 25))
        _ = try room.phone.app.log(
            entry: Entry(night: tonight, symptoms: .yes, gotUp: 9, details: kept), now: room.phone.clock.now())
        await model.look()
        #expect(model.gotUp?.chosen == "9" && model.rest?.chosen == "45 min" && model.relief?.chosen == "25 min")
        let offers = try LullCore.offers()
        #expect(model.gotUp?.answers.count == offers.gotUp.count + 1)
        #expect(model.rest?.answers.count == offers.restMinutes.count + 1)
        #expect(model.relief?.answers.count == offers.reliefMinutes.count + 5)
    }

    @Test("a night without symptoms is not asked where they were and what went with them")
    func noSymptoms() async throws {
        try await model.came?.tap("No")
        #expect(model.bodyParts.isEmpty && model.sides.isEmpty && model.situation == nil)
        #expect(model.rest == nil && model.relief == nil && model.gotUp == nil)
        #expect(model.daytime != nil && model.mood != nil && !model.triggers.isEmpty && model.bedtime != nil)
    }

    @Test("lights-out is entered and taken back")
    func bedtime() async throws {
        #expect(model.bedtime?.shown == "Not said" && model.bedtime?.unset == nil)
        let clock = [model.bedtime, model.walkTime, model.otherTime].compactMap { $0?.taking {}.described }
        #expect(Set(clock).count == 3 && clock.first == "Lights out at: Take this time", "each says which it is")
        await model.bedtime?.set(clockTime("23:05"))
        #expect(entry?.bedtime == clockTime("23:05") && model.bedtime?.shown == "23:05")
        let unset = try #require(model.bedtime?.unset)
        try await [unset].tap("Lights out at: Not said")
        #expect(entry?.bedtime == nil && model.bedtime?.shown == "Not said")
    }

    @Test("walks are added with what is known of them, and removed one by one")
    func walks() async throws {
        await model.walkTime.set(clockTime("02:10"))
        try await model.walkMinutes.tap("20 min")
        try await [model.addWalk].tap("Add a walk")
        #expect(model.walkTime.shown == "Don't know" && model.walkMinutes.chosen == "Don't know", "ready for the next")
        await model.walkTime.set(clockTime("03:40"))
        try await [model.addWalk].tap("Add a walk")
        try await model.walkMinutes.tap("5 min")
        try await [model.addWalk].tap("Add a walk")
        await model.walkTime.set(clockTime("04:00"))
        try await [#require(model.walkTime.unset)].tap("When did you walk?: Don't know")
        try await [model.addWalk].tap("Add a walk")
        let said = ["Walk 02:10 · 20 min", "Walk 03:40", "Walk of 5 min", "A walk"]
        #expect(model.walks.flatMap(\.lines).map(\.text) == said)
        #expect(details?.walks.first == Walk(at: clockTime("02:10"), minutes: 20))
        let first = try #require(model.walks.first?.controls)
        try await first.tap("Remove: Walk 02:10 · 20 min")
        try await first.tap("Remove")
        #expect(model.walks.flatMap(\.lines).map(\.text) == Array(said.dropFirst()), "a second tap removes no other")
        #expect(details?.walks.count == 3)
    }

    @Test("more walks than a night holds are refused, and the one that was written stays")
    func tooManyWalks() async throws {
        for _ in 0..<20 { await model.addWalk.tap() }
        await model.walkTime.set(clockTime("05:00"))
        await model.addWalk.tap()
        #expect(model.warning != nil && model.walkTime.shown == "05:00")
        #expect(details?.walks.count == 20)
    }

    @Test("the day before: symptoms, sleepiness and mood")
    func day() async throws {
        try await model.daytime?.tap("Yes")
        try await model.sleepiness?.tap("7")
        try await model.mood?.tap("4")
        #expect(details == Details(daytime: .yes, sleepiness: 7, mood: 4))
        #expect(model.sleepiness?.ends == "0 wide awake · 10 could not stay awake" && model.mood?.chosen == "4")
        try await model.daytime?.tap("Yes")
        try await model.sleepiness?.tap("7")
        try await model.mood?.tap("4")
        #expect(details == nil)
    }

    @Test("what the day held is ticked, and that it held none of it is an answer of its own")
    func triggers() async throws {
        #expect(model.triggers.count == 13)
        for tick in model.triggers.dropLast() { await tick.tap() }
        #expect(details?.triggers?.count == 12)
        try await model.triggers.tap("None of these")
        #expect(details?.triggers == [] && model.triggers.isOn("None of these") == true)
        try await model.triggers.tap("A warm bath")
        #expect(details?.triggers == [.bath] && model.triggers.isOn("None of these") == false)
        try await model.triggers.tap("A warm bath")
        try await model.triggers.tap("None of these")
        try await model.triggers.tap("None of these")
        #expect(details == nil)
    }

    @Test("a note is kept on its button, and stays while something else is kept")
    func note() async throws {
        #expect(!model.keepNote.isEnabled)
        model.note = " A long drive. "
        try await model.mood?.tap("5")
        #expect(model.note == " A long drive. " && entry?.note == "")
        try await [model.keepNote].tap("Keep the note")
        #expect(entry?.note == "A long drive." && model.note == "A long drive." && !model.keepNote.isEnabled)
        model.note = ""
        try await [model.keepNote].tap("Keep the note")
        #expect(entry?.note == "")
    }

    @Test("whoever leaves with something written loses nothing, and what no diary keeps holds the screen open")
    func leaving() async throws {
        var times = 0
        let model = MorningModel(room.shell, night: tonight) { times += 1 }
        await model.look()
        model.note = "A long drive."
        model.tags = "bus; wine"
        await model.done.tap()
        #expect(entry?.note == "A long drive." && model.warning != nil && times == 0)
        model.tags = "bus"
        await model.done.tap()
        #expect(details?.tags == ["bus"] && times == 1)
        model.note = "A longer drive."
        await model.left()
        #expect(entry?.note == "A longer drive.")
    }

    @Test("words of one's own are kept one by one; what no diary keeps is refused, and stays to be corrected")
    func tags() async throws {
        #expect(!model.keepTags.isEnabled)
        model.tags = "wine\nbus , ,"
        try await [model.keepTags].tap("Keep these words")
        #expect(details?.tags == ["bus", "wine"] && model.tags == "bus, wine" && !model.keepTags.isEnabled)
        model.tags = "bus; wine"
        try await [model.keepTags].tap("Keep these words")
        #expect(model.warning != nil && model.tags == "bus; wine")
        #expect(details?.tags == ["bus", "wine"])
        model.tags = ""
        try await [model.keepTags].tap("Keep these words")
        #expect(details == nil && model.warning == nil)
    }
}
