import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct DevicesTests {
    private let room: Room
    private let app: AppModel

    init() throws {
        room = try .ready()
        app = AppModel(room.shell, lightStore: FakeLightStore())
    }

    private var kept: KeptDevice? { get throws { try room.phone.app.devices().first } }

    /// A massager that was added, and is not there now.
    private func withFeet() throws -> DeviceId {
        let reach = Reach.socket(path: "/nowhere/feet.sock")
        let new = NewDevice(
            name: "Feet", reach: reach, kind: .openMassager, secret: nil, description: nil, experimental: false)
        return try room.phone.app.addDevice(new: new, now: moment("15:00")).id
    }

    private func heard(_ kind: DeviceKind) -> FoundDevice {
        FoundDevice(
            choice: nil, name: "Warm one", signalDbm: -60, address: "C0:00:00:00:00:01", kind: kind, sure: true,
            obstacle: nil, notOffered: nil)
    }

    private func device(_ id: DeviceId) async -> DeviceModel {
        let model = DeviceModel(room.shell, id: id, session: app.session) { [app] way in
            if way == .session { await app.showSession() } else { await app.way.back() }
        }
        await app.way.open(.device(model))
        return model
    }

    @Test("a search tells what it hears, and a massager is used by its button")
    func search() async throws {
        let model = DevicesModel(room.shell) { _ in }
        await model.look()
        #expect(model.inUse == "In the evening: the simulated massager, to try things out." && model.noneYet != nil)
        try await [model.search].tap("Search")
        await model.untilSearched()
        #expect(model.searchState?.hasPrefix("Search finished") == true)
        #expect(await room.display.said.last == model.searchState)
        let simulated = try #require(model.found.first { $0.heading == "Simulated massager" })
        #expect(simulated.lines.contains { $0.text == "Used in the evening" } && simulated.controls.isEmpty)
        let manual = try #require(model.found.first { $0.heading == "A massager you switch yourself" })
        try await manual.controls.tap("Use it in the evening")
        #expect(try room.phone.app.settings().device == .manual)
        #expect(model.inUse == "In the evening: a massager you switch yourself; Lull keeps the time.")
    }

    @Test("what was heard is kept under the person's own name")
    func adding() async throws {
        var added: KeptDevice?
        let model = AddModel(room.shell, found: heard(.shellyPlug)) { added = $0 }
        #expect(model.name == "Warm one")
        model.name = "  "
        #expect(!model.keep.isEnabled)
        model.name = " Foot warmer "
        try await [model.keep].tap("Add")
        #expect(try added?.name == "Foot warmer" && kept?.ready == false && kept?.test == nil)
    }

    @Test("an experimental kind is added only by whoever says they know")
    func experimental() async throws {
        let model = AddModel(room.shell, found: heard(.sem6000)) { _ in }
        #expect(model.experimentalTick == nil)
        await model.keep.tap()
        #expect(model.warning?.text == "This kind of device is experimental.")
        #expect(try kept == nil)
        await model.experimentalTick?.tap()
        await model.keep.tap()
        #expect(try kept?.experimental == true && model.warning == nil)
    }

    @Test("a device is renamed, used and forgotten, and forgetting asks first")
    func changes() async throws {
        let id = try withFeet()
        let model = await device(id)
        #expect(model.title == "Feet" && model.facts.count == 3)
        model.newName = "Calves"
        try await [model.keepName].tap("Keep this name")
        #expect(try kept?.name == "Calves")
        try await [#require(model.use)].tap("Use it in the evening")
        #expect(try room.phone.app.settings().device == .kept(id: id) && model.use == nil)
        try await [model.forget].tap("Forget this massager")
        #expect(model.forgetWarning?.text.contains("From then on you switch your massager yourself") == true)
        try await #require(model.forgetWarning).controls.tap("Keep it")
        #expect(try kept != nil && model.forgetWarning == nil)
        await model.forget.tap()
        try await #require(model.forgetWarning).controls.tap("Forget it")
        #expect(try kept == nil && app.way.places.isEmpty)
    }

    @Test("only a test that ran to its end can have been passed, and what was seen decides")
    func supervisedTest() async throws {
        let model = await device(try withFeet())
        try await #require(model.test).controls.tap("Start the test")
        #expect(app.way.places.last == .session(app.session))
        await app.session.untilOver()
        #expect(app.session.lines.first?.text.hasPrefix("The massager was not reached") == true)
        try await [#require(app.session.done)].tap("Done")
        let seen = try #require(model.whatSeen)
        #expect(seen.controls.labels == ["It did not start", "It did not stop by itself"])
        try await seen.controls.tap("It did not start")
        #expect(try kept?.test?.result == .didNotStart && kept?.ready == false && model.whatSeen == nil)
        #expect(model.test?.lines.first?.text.hasPrefix("It did not start in its test.") == true)
    }

    @Test("that nothing stops a massager is said, and the person takes note of it once")
    func noFailSafe() async throws {
        let reach = Reach.bluetooth(address: "C0:00:00:00:00:02")
        let new = NewDevice(
            name: "Plug", reach: reach, kind: .plugMini, secret: nil, description: nil, experimental: false)
        let model = await device(try room.phone.app.addDevice(new: new, now: moment("15:00")).id)
        await model.test?.controls.first?.tap()
        #expect(app.session.warning?.text == "Nothing stops Plug without the phone. Take note of that first.")
        try await [#require(app.session.done)].tap("Done")
        try await #require(model.nothingStopsIt).controls.tap("I know, and stay beside it")
        #expect(try kept?.noFailSafeAcceptedAt != nil)
        #expect(model.nothingStopsIt?.controls.isEmpty == true)
    }
}
