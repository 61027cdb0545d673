import LullCore
import Testing

@testable import LullModel

/// Bluetooth as a person leaves it: not allowed, turned off, turned off in the middle of a massage.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct BluetoothTests {
    private let room: Room
    private let app: AppModel

    init() throws {
        room = try Room.ready()
        app = AppModel(room.shell, lightStore: FakeLightStore())
    }

    @Test(
        "not allowed or off, a start says which, nothing turns, and the next start works",
        arguments: [(RadioFault.permissionMissing, "the permission is missing"), (.bluetoothOff, "Bluetooth is off")])
    func refused(fault: RadioFault, said: String) async throws {
        await app.tonight.look()
        try await room.massager.breakPhone(fault: fault)
        try await [app.tonight.start].tap("Start the massage")
        await app.session.untilOver()
        #expect(app.session.events.last == .ended(reason: .notReached(fault: fault), stopped: .neverRan))
        #expect(app.session.lines.contains { $0.text.contains(said) }, "\(app.session.lines)")
        #expect(try await room.massager.motor() == 0)
        await app.session.done?.tap()
        #expect(app.tonight.reminder?.time == "20:20" && app.tonight.warning == nil)
        try await room.massager.breakPhone(fault: nil)
        try await [app.tonight.start].tap("Start the massage")
        try await app.session.until("that it runs") { $0.stage == .running }
        await app.session.stop.tap()
        await app.session.untilOver()
        #expect(app.session.events.last == .ended(reason: .stoppedByPerson, stopped: .observed))
    }

    @Test("turned off in the middle, the link is told lost with the time the massager stops by itself, and it does")
    func turnedOff() async throws {
        await app.tonight.look()
        try await [app.tonight.start].tap("Start the massage")
        try await app.session.until("a motor that runs") { ($0.level.observed ?? 0) > 0 }
        try await room.massager.breakPhone(fault: .bluetoothOff)
        await app.session.untilOver()
        let lost = try #require(app.session.told.first)
        #expect(lost.hasPrefix("The link is lost. The massager stops by itself by 15:"), "\(app.session.told)")
        #expect(app.session.events.last == .ended(reason: .linkLost, stopped: .byFailSafe))
        #expect(try await room.massager.motor() == 0)
    }
}
