import Foundation
import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct EveningTests {
    @Test("an evening from plan to morning log")
    func evening() async throws {
        let phone = try Phone()
        try phone.setUp()
        let room = Room(phone)
        let (alarms, model) = (room.alarms, TonightModel(room.shell) { _ in })

        phone.clock.set("15:00")
        await model.wake(.launch)
        #expect(model.trouble == nil)
        let plan = try #require(model.overview?.plan)
        #expect(plan.onset == clockTime("21:00"))
        #expect(plan.basis == .ownOnset)
        #expect(plan.remind?.text == "\(tonight)T20:20")
        #expect(model.start.isEnabled)

        let evening = try #require(await alarms.held.first { $0.id == "evening-\(tonight)" })
        #expect(evening.at == instant("20:20"))
        #expect(evening.wall.text == "\(tonight)T20:20")
        #expect(evening.actions.contains(.start))
        try phone.app.alarmFired(id: evening.id, now: moment("20:20"))
        try phone.app.alarmShown(id: evening.id, now: moment("20:20"))
        _ = try phone.app.alarmActed(id: evening.id, action: .start, now: moment("20:21"))

        phone.clock.set("20:21")
        let session = SessionModel(Room(phone).shell) {}
        await session.start(.evening, id: 7)
        #expect(session.trouble == nil)
        await session.untilOver()
        #expect(session.trouble == nil)
        #expect(session.events.first == .connecting, "\(session.events)")
        #expect(session.events.last == .ended(reason: .complete, stopped: .observed), "\(session.events)")
        let app = try await phone.host.app()
        #expect(try app.simulatedMassager(now: moment("20:55")).motor() == 0)

        let audit = try app.audit(nights: 1, now: moment("23:00"))
        let delivery = try #require(audit.deliveries.map(\.delivery).first { $0.id == evening.id })
        #expect(delivery.fired == instant("20:20"))
        #expect(delivery.acted?.action == .start)
        #expect(audit.onTime == 1)

        phone.clock.set("2026-11-22T07:35")
        let entry = Entry(
            night: tonight, symptoms: .yes, onset: .at(time: clockTime("21:10"), source: .recalled), severity: 4,
            sleepQuality: 7, gotUp: 1, helped: .somewhat, bodyParts: [.calves], note: "long bus ride")
        _ = try phone.app.log(entry: entry, now: moment("2026-11-22T07:35"))
        await model.look()
        #expect(model.trouble == nil)
        let night = try #require(try app.nights(from: nil, to: nil).first)
        #expect(night.entry == entry)
        #expect(night.sessions.map(\.end) == [.complete])
    }

    @Test("earlier onsets in the diary bring an earlier reminder")
    func learning() async throws {
        let phone = try Phone()
        try phone.setUp()
        let model = TonightModel(Room(phone).shell) { _ in }
        phone.clock.set("15:00")
        await model.wake(.launch)
        let before = try #require(model.overview?.plan.remind)
        for day in 14...20 {
            let onset = Onset.at(time: clockTime("19:\(10 + day)"), source: .recalled)
            let entry = Entry(night: "2026-11-\(day)", symptoms: .yes, onset: onset)
            _ = try phone.app.log(entry: entry, now: moment("15:00"))
            await model.look()
        }
        #expect(model.trouble == nil)
        #expect(model.overview?.plan.basis == .diary)
        #expect(try #require(model.overview?.plan.remind).text < before.text)
    }

    @Test("waking twice asks for the same alarms")
    func wakingTwice() throws {
        let phone = try Phone()
        try phone.setUp()
        let allowed = Capabilities(exactAlarms: true, notifications: true, slots: 40)
        let first = try phone.app.wake(reason: .launch, now: moment("15:00"), capabilities: allowed)
        let second = try phone.app.wake(reason: .boot, now: moment("15:01"), capabilities: allowed)
        #expect(first.alarms.map(\.id) == second.alarms.map(\.id))
        #expect(first.generation == second.generation)
    }

    @Test("an alarm the system refused is told")
    func refusedAlarm() async throws {
        let phone = try Phone()
        try phone.setUp()
        let room = Room(phone)
        await room.alarms.refuse([.evening])
        let model = TonightModel(room.shell) { _ in }
        await model.wake(.launch)
        await model.wake(.tap)
        #expect(room.reminders.notices.contains { $0.kind == .alarmRefused }, "\(room.reminders.notices)")
    }

    @Test("one evening can be skipped, moved and taken back")
    func changesForTonight() async throws {
        let phone = try Phone()
        try phone.setUp()
        let room = Room(phone)
        let (alarms, model) = (room.alarms, TonightModel(room.shell) { _ in })
        phone.clock.set("15:00")
        await model.look()
        try await model.forTonight.tap("Skip tonight")
        #expect(model.overview != nil && model.overview?.plan.remind == nil)
        #expect(await !alarms.held.contains { $0.id == "evening-\(tonight)" })
        try await model.forTonight.tap("As usual again")
        try await model.forTonight.tap("15 min earlier")
        #expect(model.overview?.plan.remind?.text == "\(tonight)T20:05")
        try await model.forTonight.tap("As usual again")
        #expect(model.overview?.plan.remind?.text == "\(tonight)T20:20")
        #expect(await alarms.held.contains { $0.id == "evening-\(tonight)" })
    }

    @Test("settings come back as they were saved")
    func settings() throws {
        let phone = try Phone()
        var settings = try phone.app.settings()
        settings.usualOnset = clockTime("20:45")
        settings.holdLevel = 60
        settings.window = Window(earliest: clockTime("16:00"), latest: clockTime("00:30"))
        settings.safety = SafetyCheck(
            answeredAt: Date(timeIntervalSince1970: 1_795_000_000.123), conditions: [.pregnancy, .neuropathy],
            doctorAgreed: true)
        settings.device = .simulatedAt(socket: "/run/massager")
        _ = try phone.app.saveSettings(settings: settings)
        let kept = try phone.app.settings()
        // A `Date` is a floating-point number: the same millisecond, made another way, may differ in its last bit.
        let shift = try #require(kept.safety).answeredAt.timeIntervalSince(
            Date(timeIntervalSince1970: 1_795_000_000.123))
        #expect(abs(shift) < 0.000_1)
        settings.safety?.answeredAt = try #require(kept.safety).answeredAt
        #expect(kept == settings)
        _ = try phone.app.saveSettings(settings: kept)
        #expect(try phone.app.settings() == kept, "an instant that went out comes back the same")
    }

    @Test("what is exported comes back the same, and a second import changes nothing")
    func exportAndImport() throws {
        let (from, to) = (try Phone(), try Phone())
        let entry = Entry(night: "2026-11-20", symptoms: .no, note: "Öl, \"warm\"; kühl\nzwei Zeilen")
        _ = try from.app.log(entry: entry, now: moment("15:00"))
        let csv = Data(try from.app.exportCsv().utf8)
        #expect(try to.app.importCsv(bytes: csv, now: moment("15:00")).added == 1)
        #expect(try to.app.entry(night: "2026-11-20") == entry)
        #expect(try to.app.importCsv(bytes: csv, now: moment("15:01")).unchanged == 1)
    }
}
