import LullCore
import Observation

/// The ways to everything that is not needed every evening.
@MainActor
@Observable
public final class MoreModel: Screen {
    public enum Way: String, CaseIterable, Sendable {
        case diary, trends, doctor, report, health, stretch, devices, reliability, setup, settings, backup, reading,
            about
    }

    /// A way to another screen: its name, and what is found there.
    public struct Door: Identifiable {
        public let control: Control
        public let about: String

        public var id: String { control.id }
    }

    @ObservationIgnored private let go: @MainActor (Way) async -> Void

    init(_ shell: Shell, go: @escaping @MainActor (Way) async -> Void) {
        self.go = go
        super.init(shell)
    }

    public override var title: String { words("more.title") }

    public var doors: [Door] {
        Way.allCases.map { way in
            let name = way == .setup ? words("more.setup") : words("\(way.rawValue).title")
            return Door(control: Control(name) { [go] in await go(way) }, about: words("more.about.\(way.rawValue)"))
        }
    }
}
