import LullCore
import Observation

/// What a new massager shall be called, and the password where it has one. Nothing is sent to it yet.
@MainActor
@Observable
public final class AddModel: Screen {
    public var name: String
    /// Never written anywhere before the core keeps it.
    public var secret = ""
    public var experimental = false
    /// The core wants to be told that the person knows it is experimental.
    private(set) var asksExperimental = false

    @ObservationIgnored private let found: FoundDevice
    @ObservationIgnored private let added: @MainActor (KeptDevice) async -> Void

    init(_ shell: Shell, found: FoundDevice, added: @escaping @MainActor (KeptDevice) async -> Void) {
        self.found = found
        self.added = added
        name = found.name ?? ""
        super.init(shell)
    }

    public override var title: String { words("devices.addTitle") }
    public var about: Panel {
        Panel(heading: words.name(of: found), words.remarks(found).map { Line($0, .quiet) })
    }
    public var nameLabel: String { words("devices.name") }
    public var secretLabel: String { words("devices.secret") }
    public var secretAbout: String { words("devices.secretAbout") }
    public var testComesNext: String { words("devices.testComesNext") }

    public var experimentalTick: Tick? {
        guard asksExperimental else { return nil }
        return Tick(label: words("devices.experimental"), isOn: experimental) { [self] in experimental.toggle() }
    }

    public var keep: Control {
        Control(words("devices.keep"), isEnabled: !name.isBlank) { [self] in await add() }
    }

    private func add() async {
        guard let address = found.address, let kind = found.kind else { return }
        let new = NewDevice(
            name: name.trimmed, reach: .bluetooth(address: address), kind: kind, secret: secret.isEmpty ? nil : secret,
            description: nil, experimental: experimental)
        var kept: KeptDevice?
        await attempt { [self] in
            do {
                kept = try await host.ask { try $0.addDevice(new: new, now: $1) }
            } catch ApiError.ExperimentalDevice {
                asksExperimental = true
                throw ApiError.ExperimentalDevice
            }
        }
        if let kept { await added(kept) }
    }
}
