import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct SettingsTests {
    private let room: Room
    private let model: SettingsModel

    init() async throws {
        room = try .ready()
        model = SettingsModel(room.shell)
        await model.look()
    }

    private var kept: Settings { get throws { try room.phone.app.settings() } }

    private var items: [SettingsItem] { model.parts.flatMap(\.items) }

    private func tick(_ label: String) throws -> Tick {
        try #require(
            items.compactMap { if case .tick(let tick) = $0 { tick } else { nil } }.first { $0.label == label })
    }

    private func question(_ text: String) throws -> Question {
        let all = items.compactMap { if case .question(let question) = $0 { question } else { nil } }
        return try #require(all.first { $0.text == text })
    }

    private func field(_ label: String) throws -> TimeField {
        try #require(
            items.compactMap { if case .time(let field) = $0 { field } else { nil } }.first { $0.label == label })
    }

    @Test("every statement can be switched, and is kept")
    func ticks() async throws {
        let labels = items.compactMap { if case .tick(let tick) = $0 { tick.label } else { nil } }
        #expect(labels.count == 19)
        for label in labels {
            let before = try (tick(label).isOn, kept)
            try await tick(label).tap()
            #expect(model.warning == nil, "\(label): \(model.warning?.text ?? "")")
            #expect(try tick(label).isOn != before.0 && kept != before.1, "\(label)")
        }
    }

    @Test("every answer can be chosen, and is kept")
    func questions() async throws {
        let texts = items.compactMap { if case .question(let question) = $0 { question.text } else { nil } }
        #expect(texts.count == 7)
        for text in texts {
            for label in try question(text).answers.map(\.label) {
                try await question(text).tap(label)
                #expect(model.warning == nil, "\(text) \(label): \(model.warning?.text ?? "")")
                #expect(try question(text).chosen == label)
            }
        }
        #expect(try kept == model.settings)
    }

    @Test("times are set, and taken back where none is an answer")
    func times() async throws {
        try await field("At a fixed time").set(clockTime("19:45"))
        #expect(try kept.pinned == clockTime("19:45"))
        try await field("At a fixed time").unset?.tap()
        #expect(try kept.pinned == nil)
        try await field("Not earlier than").set(clockTime("17:00"))
        try await field("Not later than").set(clockTime("23:30"))
        #expect(try kept.window == Window(earliest: clockTime("17:00"), latest: clockTime("23:30")))
    }

    @Test("evenings with other habits begin with the habits of the others, and go with the last of them")
    func freeEvenings() async throws {
        try await tick("Friday evening").tap()
        #expect(try kept.freeEvenings?.bedtime == kept.usualBedtime)
        try await field("On those, you go to bed at").set(clockTime("00:30"))
        try await field("On those, your legs start at").set(clockTime("22:00"))
        #expect(try kept.freeEvenings?.bedtime == clockTime("00:30") && kept.freeEvenings?.onset == clockTime("22:00"))
        try await tick("Friday evening").tap()
        #expect(try kept.freeEvenings == nil)
    }

    @Test("two quick taps are both kept")
    func quick() async throws {
        let (first, second) = try (tick("At lights-out, for a short massage"), tick("Monday"))
        let before = try kept
        async let one: Void = first.tap()
        async let other: Void = second.tap()
        _ = await (one, other)
        #expect(try kept.reminders.topUp != before.reminders.topUp && kept.reminders.quietEvenings == [.monday])
    }

    @Test("how the screen is lit is kept on the phone")
    func light() async throws {
        let store = FakeLightStore()
        try await LightModel(room.shell.words, store: store).question.tap("Black and dim red")
        #expect(LightModel(room.shell.words, store: store).light == .red)
    }
}
