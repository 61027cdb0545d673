import LullCore
import Observation

/// One massager: what it is, what stops it, its test under the person's eyes, and what can be done with it.
@MainActor
@Observable
public final class DeviceModel: Screen {
    private(set) var device: KeptDevice?
    /// A tap on Start drives it.
    private(set) var isUsed = false
    /// A test that has just ended: what can have been seen of it, and what was learnt.
    private(set) var tested: (answers: [TestResult], learned: Learned?)?
    public var newName = ""
    /// Asked twice: what was learnt about it cannot be brought back.
    private(set) var forgetAsked = false

    @ObservationIgnored private var testBegan = false
    @ObservationIgnored private let id: DeviceId
    @ObservationIgnored private let session: SessionModel
    @ObservationIgnored private let go: @MainActor (Way) async -> Void

    enum Way { case session, back }

    init(_ shell: Shell, id: DeviceId, session: SessionModel, go: @escaping @MainActor (Way) async -> Void) {
        self.id = id
        self.session = session
        self.go = go
        super.init(shell)
    }

    public override var title: String { device?.name ?? words("devices.title") }

    public override func look() async {
        if testBegan, let view = session.view, view.program == .deviceTest, case .ended(let reason, _) = view.stage {
            testBegan = false
            let results = try? await host.ask { _, _ in try possibleTestResults(reason: reason) }
            tested = results.map { ($0, view.learned) }
        }
        await change { app, id, _ in try app.devices().first { $0.id == id } }
    }

    public var whatSeen: Panel? {
        tested.map { tested in
            let controls = tested.answers.map { result in
                Control(words("devices.saw.\(result)")) { [self] in
                    self.tested = nil
                    await change {
                        try $0.recordDeviceTest(id: $1, result: result, now: $2, learned: tested.learned)
                    }
                }
            }
            return Panel(heading: words("devices.whatSeen"), [], controls: controls)
        }
    }

    public var facts: [Line] { device.map { words.facts($0).map { Line($0) } } ?? [] }

    public var test: Panel? {
        device.map { device in
            let start = Control(words("devices.testStart")) { [self] in
                testBegan = true
                await go(.session)
                await session.start(.deviceTest, device: .kept(id: id))
            }
            return Panel(
                heading: words("devices.test"),
                [Line(words.tested(device.test?.result)), Line(words("devices.testAbout"), .quiet)], controls: [start])
        }
    }

    /// Nothing stops it without the phone: the person takes note of that once, before its first start.
    public var nothingStopsIt: Warning? {
        guard let device, device.failSafe == .nothing else { return nil }
        if device.noFailSafeAcceptedAt != nil { return Warning(text: words("devices.noteTaken"), controls: []) }
        let note = Control(words("devices.takeNote")) { [self] in
            await change { try $0.acceptNoFailSafe(id: $1, now: $2) }
        }
        return Warning(text: words("devices.nothingStopsIt"), controls: [note])
    }

    /// Absent while it is used already; then `used` says so.
    public var use: Control? {
        guard device != nil, !isUsed else { return nil }
        return Control(words("devices.use")) { [self] in
            await change { app, id, _ in
                _ = try app.use(.kept(id: id))
                return nil
            }
        }
    }

    public var used: String? { isUsed ? words("devices.used") : nil }

    public var nameLabel: String { words("devices.name") }
    public var keepName: Control {
        let name = newName.trimmed
        return Control(words("devices.keepName"), isEnabled: !name.isEmpty && name != device?.name) { [self] in
            await change { app, id, _ in try app.renameDevice(id: id, name: name) }
        }
    }

    public var forget: Control { Control(words("devices.forget")) { [self] in forgetAsked = true } }

    public var forgetWarning: Warning? {
        guard let device, forgetAsked else { return nil }
        let after = words("devices.forgetAfter")
        return Warning(
            text: words("devices.forgetAsk", ["name": device.name, "after": isUsed ? " \(after)" : ""]),
            controls: [
                Control(words("devices.forgetYes")) { [self] in await forgetIt() },
                Control(words("devices.forgetNo")) { [self] in forgetAsked = false },
            ])
    }

    private func forgetIt() async {
        await attempt { [self] in _ = try await host.ask { [id] app, _ in try app.forgetDevice(id: id) } }
        if trouble == nil { await go(.back) }
    }

    /// Does it and shows the device as it then is.
    private func change(_ what: @escaping @Sendable (App, DeviceId, Moment) throws -> KeptDevice?) async {
        await attempt { [self] in
            let (changed, chosen) = try await host.ask { [id] in (try what($0, id, $1), try $0.settings().device) }
            if let changed { device = changed }
            isUsed = chosen == .kept(id: id)
            newName = device?.name ?? ""
        }
    }
}
