import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct TrendsTests {
    private func shown(_ room: Room, diary: @escaping @MainActor () async -> Void = {}) async -> TrendsModel {
        let model = TrendsModel(room.shell, diary: diary)
        await model.look()
        return model
    }

    private func diaryOf(_ room: Room) throws {
        for day in 3...20 {
            let night = day < 10 ? "2026-11-0\(day)" : "2026-11-\(day)"
            let onset = Onset.at(time: clockTime("21:\(10 + day)"), source: .recalled)
            let entry = Entry(night: night, symptoms: .yes, onset: onset, severity: 5, sleepQuality: 6)
            _ = try room.phone.app.log(entry: entry, now: moment("12:30"))
        }
    }

    @Test("an empty diary has no charts and a way to the diary")
    func empty() async throws {
        var went = 0
        let model = await shown(try .ready()) { went += 1 }
        #expect(model.charts.isEmpty && model.comparisons.isEmpty)
        try await #require(model.nothingYet).controls.tap("Diary")
        #expect(went == 1)
    }

    @Test("charts come from the core's numbers, and say in words what they show")
    func charts() async throws {
        let room = try Room.ready()
        try diaryOf(room)
        let model = await shown(room)
        #expect(model.logged == "18 of 28 nights logged: 18 with symptoms, 0 without.")
        #expect(model.charts.map(\.heading) == ["When it started", "How bad it was", "Sleep", "Massages"])
        let onset = model.charts[0]
        #expect(onset.scale == 540...600 && onset.label(540) == "21:00")
        let bars = onset.weeks.filter { $0.middle != nil }
        #expect(!bars.isEmpty && bars.allSatisfy { onset.scale.contains($0.low) && onset.scale.contains($0.high) })
        let unknown = try #require(onset.weeks.first { $0.value == "–" })
        #expect(unknown.low == unknown.high && unknown.described.hasSuffix("nothing logged."))
        #expect(onset.described.contains("Week from") && !onset.described.contains("{"))
        #expect(model.charts[1].figure == "5.0 of 10" && model.charts[2].figure == "6.0 of 10")
        #expect(model.charts[3].weeks.isEmpty && model.charts[3].lines.map(\.text) == ["No massage in these nights."])
    }

    @Test("the scale of a chart and the chance in words are the core's")
    func measured() async throws {
        let room = try Room.ready()
        try diaryOf(room)
        let model = await shown(room)
        let scale = try #require(model.trends?.onsetScale)
        #expect(model.charts[0].scale == scale.low...scale.high)
        let (words, times) = (room.shell.words, room.shell.times)
        func said(_ of100: UInt8) -> String {
            words.difference(Difference(points: -1, low: -2, high: 0, chance: 0, chanceOf100: of100), times)
        }
        #expect(said(0).contains("in fewer than 1 of 100 comparisons"))
        #expect(said(7).contains("in 7 of 100 comparisons"))
    }

    @Test("another stretch of nights is another question to the core")
    func stretch() async throws {
        let room = try Room.ready()
        try diaryOf(room)
        let model = await shown(room)
        try await model.howFar.tap("7 nights")
        #expect(model.howFar.chosen == "7 nights")
        #expect(model.logged?.contains("of 7 nights") == true)
    }
}

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct DoctorTests {
    @Test("nothing stands out in an empty diary, and the cards are there all the same", arguments: [Language.en, .de])
    func nothing(language: Language) async throws {
        var reports = 0
        let model = DoctorModel(try Room.ready(language: language).shell) { reports += 1 }
        await model.look()
        #expect(model.flagPanels.isEmpty && !model.cardPanels.isEmpty)
        #expect(model.about?.hasPrefix(language == .en ? "Nothing stands out" : "Nichts") == true)
        await model.toReport.tap()
        #expect(reports == 1)
    }

    @Test("a flag comes with its numbers and advice, never a diagnosis")
    func flag() async throws {
        let room = try Room.ready()
        let lab = Lab(date: "2026-11-10", ferritinTenths: 400, tsatTenths: nil, remark: "")
        _ = try room.phone.app.addLab(lab: lab, now: moment("12:30"))
        let model = DoctorModel(room.shell) {}
        await model.look()
        let iron = try #require(model.flagPanels.first { $0.heading == "Iron stores on the low side" })
        #expect(iron.lines.first?.text.contains("Ferritin 40 ng/mL on 10 November 2026") == true)
        #expect(iron.lines.last?.weight == .strong)
        #expect(model.about == "These are patterns in your diary, not a diagnosis.")
    }
}
