import Foundation
import LullCore
import Testing

@testable import LullModel

/// Whole evenings at the screens, with what can go wrong in them.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct WholeEveningTests {
    private func app(_ room: Room) -> AppModel { AppModel(room.shell, lightStore: FakeLightStore()) }

    /// What a person taps on the first evening, in either language.
    @Test("the first evening: set-up, a massage, and the log of the morning", arguments: [Language.en, .de])
    func firstEvening(language: Language) async throws {
        let room = Room(try Phone(speed: 60), language: language)
        let words = room.shell.words
        room.phone.clock.set("15:00")
        let app = app(room)
        await app.tonight.look()
        try await app.tonight.ways.tap(words("setup.open"))
        guard case .setup(let setup)? = app.way.places.last else { throw Missing(what: "no set-up") }
        await setup.timeFields[2].set(clockTime("21:00"))
        try await setup.safety.tap(words("setup.noneApplies"))
        await setup.done.tap()
        #expect(app.tonight.start.isEnabled)
        room.phone.clock.set("20:30")
        try room.phone.app.alarmFired(id: "evening-\(tonight)", now: moment("20:30"))
        try room.phone.app.alarmShown(id: "evening-\(tonight)", now: moment("20:30"))
        await app.start(reminder: "evening-\(tonight)")
        let told = try room.phone.app.audit(nights: 1, now: moment("20:31")).deliveries.map(\.delivery)
        #expect(told.first { $0.id == "evening-\(tonight)" }?.acted?.action == .start)
        try await app.session.until("a motor that runs") { ($0.level.observed ?? 0) > 0 }
        try await [app.session.stop].tap(words("session.stop"))
        await app.session.untilOver()
        #expect(app.session.events.last == .ended(reason: .stoppedByPerson, stopped: .observed))
        await app.session.done?.tap()
        room.phone.clock.set("2026-11-22T07:30")
        await app.log()
        guard case .morning(let morning)? = app.way.places.last else { throw Missing(what: "no log") }
        try await morning.came?.tap(words("morning.yes"))
        try await morning.severity?.tap("3")
        try await morning.sleep?.tap("7")
        try await morning.helped?.tap(words("morning.somewhat"))
        await morning.done.tap()
        let night = try #require(try room.phone.app.nights(from: tonight, to: tonight).first)
        #expect(night.entry.severity == 3 && night.entry.helped == .somewhat && night.sessions.count == 1)
        #expect(app.tonight.overview?.toLog == nil)
    }

    @Test("an app that was ended by force in the middle of a massage tells so when it is opened again")
    func killed() async throws {
        let owner = try Phone(speed: 1)
        try owner.setUp()
        do {
            let phone = try Phone(speed: 1, folder: owner.folder)
            phone.clock.set("20:25")
            let model = SessionModel(Room(phone).shell) {}
            await model.start(.evening, id: 3)
            #expect(model.view?.id == 3)
            await model.left()
            // the process is gone with everything it held
        }
        let reopened = try Phone(speed: 1, folder: owner.folder)
        reopened.clock.set("20:27")
        let app = app(Room(reopened))
        // the thread that drove it takes a moment to end, on a busy computer a long one
        repeat { await app.tonight.look() } while !app.tonight.notices.contains { $0.text.contains("was cut off") }
        #expect(app.tonight.warning == nil && !app.tonight.isRunning)
        let cutOff = try #require(app.tonight.notices.first { $0.text.contains("was cut off") })
        #expect(cutOff.text.hasPrefix("The massage of 20:25 was cut off."), "\(cutOff.text)")
        try await cutOff.controls.tap("Understood")
        #expect(!app.tonight.notices.contains { $0.text.contains("was cut off") })
    }

    @Test("where Bluetooth does not work, a massager's first test says so, and reminders and the diary go on")
    func noBluetooth() async throws {
        // at the world's speed, as everything that is no simulation
        let phone = try Phone(speed: 1)
        try phone.setUp()
        phone.clock.set("15:00")
        let room = Room(phone)
        await room.readiness.set(.bluetooth, .hinders)
        let reach = Reach.bluetooth(address: "C0:00:00:00:00:01")
        let new = NewDevice(
            name: "Feet", reach: reach, kind: .openMassager, secret: nil, description: nil, experimental: false)
        let device = try room.phone.app.addDevice(new: new, now: moment("15:00"))
        let app = app(room)
        await app.tonight.look()
        await app.showSession()
        await app.session.start(.deviceTest, device: .kept(id: device.id))
        await app.session.untilOver()
        let said = app.session.warning?.text ?? app.session.lines.map(\.text).joined(separator: " ")
        #expect(said.contains("Bluetooth"), "\(said)")
        try await [#require(app.session.done)].tap("Done")
        #expect(app.tonight.reminder?.time == "20:20" && app.tonight.warning == nil)
        let check = ReliabilityModel(room.shell)
        await check.look()
        #expect(check.allowed.contains { $0.lines.first?.text == "Bluetooth: in the way" })
    }

    @Test("what a permission that is missing says, and what Bluetooth that is off says", arguments: [Language.en, .de])
    func denied(language: Language) throws {
        let words = try Room.ready(language: language).shell.words
        let missing = words.ended(.notReached(fault: .permissionMissing))
        let off = words.ended(.notReached(fault: .bluetoothOff))
        #expect(missing.contains(language == .en ? "the permission is missing" : "die Berechtigung fehlt"))
        #expect(off.contains(language == .en ? "Bluetooth is off" : "Bluetooth ist aus"))
    }

    @Test("without notifications the first screen says that no reminder can come, and everything else works")
    func noNotifications() async throws {
        let room = try Room.ready()
        await room.alarms.denyNotifications()
        let app = app(room)
        await app.tonight.look()
        #expect(app.tonight.notices.map(\.text).contains { $0.hasPrefix("Notifications are off") })
        try await app.tonight.forTonight.tap("15 min later")
        #expect(app.tonight.reminder?.time == "20:35" && app.tonight.start.isEnabled && app.tonight.warning == nil)
    }

    @Test("snoozes come again, and a start answers them all")
    func snoozes() async throws {
        let room = try Room.ready()
        let app = app(room)
        await app.tonight.look()
        let id = "evening-\(tonight)"
        for wall in ["20:20", "20:35"] {
            room.phone.clock.set(wall)
            try room.phone.app.alarmFired(id: id, now: moment(wall))
            try room.phone.app.alarmShown(id: id, now: moment(wall))
            _ = try room.phone.app.alarmActed(id: id, action: .snooze(minutes: 10), now: moment(wall))
            await app.tonight.wake(.tap)
            #expect(
                app.tonight.overview?.plan.reasons.contains { if case .snoozed = $0 { true } else { false } } == true)
            #expect(await room.alarms.held.contains { $0.kind == .evening && $0.at > instant(wall) }, "\(wall)")
        }
        room.phone.clock.set("20:46")
        try await [app.tonight.start].tap("Start the massage")
        try await app.session.until("that it runs") { $0.stage == .running }
        await app.session.stop.tap()
        await app.session.untilOver()
        await app.session.done?.tap()
        #expect(app.tonight.reminder?.time == nil)
        #expect(await !room.alarms.held.contains { $0.kind == .evening && $0.night == tonight })
    }

    @Test("abroad, the evening is moved to the clock there when the person says so")
    func abroad() async throws {
        let room = try Room.ready()
        let app = app(room)
        await app.tonight.look()
        room.phone.clock.show("15:00", zone: "America/New_York")
        await app.tonight.wake(.zoneChanged)
        let asked = try #require(app.tonight.notices.first)
        try await asked.controls.tap("The clock here")
        #expect(app.tonight.overview?.clock.zone == "America/New_York")
        #expect(app.tonight.overview?.plan.zone == "America/New_York")
        #expect(app.tonight.notices.isEmpty)
    }
}
