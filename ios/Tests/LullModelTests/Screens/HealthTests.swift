import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct HealthTests {
    private let room: Room
    private let model: HealthModel

    init() async throws {
        room = try .ready()
        model = HealthModel(room.shell)
        await model.look()
    }

    @Test("a medicine is kept, stopped, taken out and brought back")
    func medicine() async throws {
        #expect(model.noMedicines != nil && !model.keepMedicine.isEnabled)
        model.medicine = MedicineDraft(name: " Pramipexole ", dose: "0.18 mg")
        try await model.medicineKind.tap("dopamine agonist")
        try await [model.keepMedicine].tap("Keep this medicine")
        #expect(model.medicines.first?.lines.first?.text.hasPrefix("Pramipexole · 0.18 mg · dopamine agonist") == true)
        #expect(model.medicine == MedicineDraft())
        try await #require(model.medicines.first).controls.tap("Not taken any more: Pramipexole")
        #expect(try room.phone.app.medicines().first?.medicine.until == tonight)
        try await #require(model.medicines.first).controls.tap("Take out: Pramipexole")
        #expect(model.medicines.isEmpty)
        try await #require(model.goneWarning).controls.tap("Undo")
        #expect(model.medicines.count == 1 && model.goneWarning == nil)
    }

    @Test(
        "an iron test is written with a point or a comma",
        arguments: [("42.5", "", 425, nil), ("42,5", "18", 425, 180), ("", "17.3", nil, 173)]
            as [(String, String, UInt32?, UInt32?)])
    func lab(ferritin: String, saturation: String, kept: UInt32?, keptSaturation: UInt32?) async throws {
        model.lab = LabDraft(date: "2026-11-03", ferritin: ferritin, saturation: saturation)
        try await [model.keepLab].tap("Keep this test")
        let lab = try #require(try room.phone.app.labs().first?.lab)
        #expect(lab.date == "2026-11-03" && lab.ferritinTenths == kept && lab.tsatTenths == keptSaturation)
        try await #require(model.labs.first).controls.first?.tap()
        #expect(model.labs.isEmpty)
        await model.goneWarning?.controls.first?.tap()
        #expect(model.labs.count == 1)
    }

    @Test(
        "what is no number is refused by the name of its field, and stays to be corrected",
        arguments: ["much", "-4", "4.25", "40 ng"])
    func noNumber(written: String) async throws {
        model.lab.saturation = written
        try await [model.keepLab].tap("Keep this test")
        #expect(
            model.warning?.text
                == "That cannot be kept. Transferrin saturation: a number with at most one decimal, such as 18.5.")
        #expect(try room.phone.app.labs().isEmpty && model.lab.saturation == written)
        model.lab = LabDraft(ferritin: written, saturation: "20")
        try await [model.keepLab].tap("Keep this test")
        #expect(
            model.warning?.text
                == "That cannot be kept. Ferritin: a number with at most one decimal, such as 41.2.")
        model.lab.ferritin = "4,2"
        try await [model.keepLab].tap("Keep this test")
        #expect(try room.phone.app.labs().first?.lab.ferritinTenths == 42 && model.warning == nil)
    }

    @Test("an empty date is today's, and one that is none is refused")
    func refusedLab() async throws {
        #expect(!model.keepLab.isEnabled)
        model.lab.ferritin = "40"
        await model.keepLab.tap()
        #expect(try room.phone.app.labs().first?.lab.date == tonight)
        model.lab = LabDraft(date: "yesterday", ferritin: "40", saturation: "")
        await model.keepLab.tap()
        #expect(model.warning?.text.hasPrefix("That cannot be kept") == true)
        #expect(model.lab.date == "yesterday", "what was written stays")
    }

    @Test("questions for the doctor are kept, one a line")
    func questions() async throws {
        #expect(!model.keepQuestions.isEnabled)
        model.questions = " Is iron right for me? \n\nMay I swim?"
        try await [model.keepQuestions].tap("Keep the questions")
        #expect(try room.phone.app.forDoctor().questions == ["Is iron right for me?", "May I swim?"])
        #expect(!model.keepQuestions.isEnabled)
    }

    @Test("what applies can be ticked and unticked")
    func backgrounds() async throws {
        #expect(model.backgrounds.count == 5)
        try await model.backgrounds.tap("Neuropathy")
        #expect(try room.phone.app.forDoctor().background == [.neuropathy])
        try await model.backgrounds.tap("Neuropathy")
        #expect(try room.phone.app.forDoctor().background.isEmpty)
    }
}

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct ReliabilityTests {
    private func shown(_ room: Room) async -> ReliabilityModel {
        let model = ReliabilityModel(room.shell)
        await model.look()
        return model
    }

    @Test("every check says how it stands, and what hinders can be changed")
    func checks() async throws {
        let room = try Room.ready()
        await room.readiness.set(.bluetooth, .hinders)
        await room.readiness.set(.focus, .unknown)
        let model = await shown(room)
        #expect(model.allowed.count == CheckKind.allCases.count)
        #expect(model.allowed.first?.lines.map(\.text) == ["Notifications: fine"])
        let bluetooth = try #require(model.allowed.first { $0.id == "Bluetooth" })
        #expect(bluetooth.lines.first == Line("Bluetooth: in the way", .strong))
        #expect(bluetooth.lines.last?.text.contains("Reminders come all the same") == true)
        try await bluetooth.controls.tap("Change it: Bluetooth")
        #expect(await room.readiness.fixed == [.bluetooth])
    }

    @Test("a test reminder is set, or said to be refused")
    func trial() async throws {
        let room = try Room.ready()
        let model = await shown(room)
        try await model.trial.controls.tap("Remind me in one minute")
        #expect(model.trial.lines.last?.text == "Set. It comes in one minute.")
        #expect(await room.readiness.testsSet == 1)
        await room.readiness.refuseTest()
        try await model.trial.controls.tap("Remind me in one minute")
        #expect(model.trial.lines.last?.text.hasPrefix("The phone refused it.") == true)
    }

    @Test("how reminders fared is told in numbers, with the reasons")
    func fared() async throws {
        let room = try Room.ready()
        var model = await shown(room)
        #expect(model.fared?.lines.first?.text.hasPrefix("No evening reminder was due yet") == true)
        let app = room.phone.app
        let allowed = Capabilities(exactAlarms: true, notifications: true, slots: 500)
        _ = try app.wake(reason: .launch, now: moment("12:30"), capabilities: allowed)
        try app.alarmFired(id: "evening-\(tonight)", now: moment("20:45"))
        try app.alarmShown(id: "evening-\(tonight)", now: moment("20:45"))
        room.phone.clock.set("23:00")
        model = await shown(room)
        #expect(model.fared?.lines.first?.text == "0 on time, 1 late, at worst by 25 min, 0 missed")
        #expect(model.fared?.lines.contains { $0.text.contains("came 25 min late") } == true)
    }
}
