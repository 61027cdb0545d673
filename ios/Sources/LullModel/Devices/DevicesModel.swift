import LullCore
import Observation

/// The massagers that were added, and what can be heard around.
@MainActor
@Observable
public final class DevicesModel: Screen {
    private(set) var devices: [KeptDevice]?
    /// What a tap on Start drives.
    private(set) var chosen: DeviceChoice?
    private(set) var finds: [FoundDevice] = []
    /// Radios that could not be asked.
    private(set) var unheard: [ApiError] = []
    /// `nil` before the first search.
    private(set) var isSearching: Bool?

    @ObservationIgnored private var searching: Task<Void, Never>?
    @ObservationIgnored private let go: @MainActor (Way) async -> Void

    /// Where a tap leads from here.
    enum Way {
        case device(DeviceId)
        case add(FoundDevice)
    }

    init(_ shell: Shell, go: @escaping @MainActor (Way) async -> Void) {
        self.go = go
        super.init(shell)
    }

    public override var title: String { words("devices.title") }

    public override func look() async { await attempt { [self] in try await read() } }

    /// Nobody listens any more: letting go of a search ends it.
    public override func left() async { searching?.cancel() }

    public var inUse: String? {
        guard let chosen, let devices else { return nil }
        return words("devices.inUse", ["name": words.choice(chosen, devices)])
    }

    public var noneYet: String? { devices?.isEmpty == true ? words("devices.noneYet") : nil }

    /// Each leads to the device it names.
    public var kept: [Panel] {
        (devices ?? []).map { device in
            Panel(
                "kept \(device.id)", heading: device.name, [Line(words.short(device), .quiet)],
                controls: [named("devices.open", device.name) { [go] in await go(.device(device.id)) }])
        }
    }

    public var search: Control {
        Control(words("devices.search"), isEnabled: isSearching != true) { [self] in await listen() }
    }

    public var searchState: String? {
        isSearching.map { words($0 ? "devices.searching" : "devices.searched") }
    }

    public var unheardWarnings: [Warning] {
        unheard.map { Warning(text: words.trouble($0, times), controls: []) }
    }

    public var found: [Panel] { finds.enumerated().map { panel($0.element, number: $0.offset) } }

    /// Waits until every radio was asked.
    func untilSearched() async { await searching?.value }

    /// Something that was heard: to be used, to be added, or why it is neither.
    private func panel(_ found: FoundDevice, number: Int) -> Panel {
        let name = words.name(of: found)
        var lines = words.remarks(found).map { Line($0, .quiet) }
        var controls: [Control] = []
        if let choice = found.choice, choice == chosen {
            lines.append(Line(words("devices.used"), .strong))
        } else if case .kept(let id)? = found.choice {
            controls.append(named("devices.open", name) { [go] in await go(.device(id)) })
        } else if let choice = found.choice {
            controls.append(named("devices.use", name) { [self] in await use(choice) })
        } else if found.kind != nil && found.address != nil {
            controls.append(named("devices.add", name) { [go] in await go(.add(found)) })
        }
        return Panel("found \(number)", heading: name, lines, controls: controls)
    }

    private func use(_ choice: DeviceChoice) async {
        await attempt { [self] in
            _ = try await host.ask { app, _ in try app.use(choice) }
            try await read()
        }
    }

    private func listen() async {
        searching?.cancel()
        (finds, unheard, isSearching) = ([], [], true)
        searching = Task { [weak self] in await self?.hear() }
    }

    private func hear() async {
        do {
            let search = try await host.ask { try $0.searchDevices(now: $1) }
            for try await find in DeviceStream(search) {
                switch find {
                // a later find with the same address replaces an earlier one
                case .success(let found):
                    finds = finds.filter { $0.address == nil || $0.address != found.address } + [found]
                case .failure(let error): unheard.append(error)
                }
            }
            trouble = nil
        } catch is CancellationError {
            // the screen left, or another search began
        } catch {
            await failed(error)
        }
        isSearching = false
        await say(words("devices.searched"))
    }

    private func read() async throws {
        (devices, chosen) = try await host.ask { app, _ in (try app.devices(), try app.settings().device) }
    }

    private func named(_ key: String, _ name: String, tap: @escaping @MainActor () async -> Void) -> Control {
        Control(words(key), described: words("part.named", ["control": words(key), "of": name]), tap: tap)
    }
}

extension App {
    /// From now on a tap on Start drives this.
    func use(_ choice: DeviceChoice) throws -> Changes {
        var settings = try settings()
        settings.device = choice
        return try saveSettings(settings: settings)
    }
}
