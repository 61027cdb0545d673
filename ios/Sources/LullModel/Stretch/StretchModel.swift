import LullCore
import Observation

/// The three calf stretches, to be read before they are done one after the other.
@MainActor
@Observable
public final class StretchModel: Screen {
    @ObservationIgnored private let begin: @MainActor () async -> Void

    init(_ shell: Shell, begin: @escaping @MainActor () async -> Void) {
        self.begin = begin
        super.init(shell)
    }

    public override var title: String { words("stretch.title") }
    public var about: String { words("stretch.about") }
    public var noDevice: String { words("stretch.noDevice") }
    public var start: Control { Control(words("stretch.start")) { [begin] in await begin() } }

    /// As many as the core's program has.
    public var panels: [Panel] {
        (1...3).map { Panel(heading: words("stretch.\($0).name"), [Line(words("stretch.\($0).how"))]) }
    }
}
