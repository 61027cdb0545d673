import LullCore
import Observation

/// The calf stretches, to be read before they are done one after the other.
@MainActor
@Observable
public final class StretchModel: Screen {
    @ObservationIgnored private let stretches: [Stretch]
    @ObservationIgnored private let begin: @MainActor () async -> Void

    init(_ shell: Shell, begin: @escaping @MainActor () async -> Void) {
        self.begin = begin
        stretches = shell.stretches
        super.init(shell)
    }

    public override var title: String { words("stretch.title") }
    public var about: String { words("stretch.about", ["stretches": words.counted("stretches", stretches.count)]) }
    public var noDevice: String { words("stretch.noDevice") }
    public var start: Control { Control(words("stretch.start")) { [begin] in await begin() } }

    /// In the order in which they are done.
    public var panels: [StretchPanel] {
        stretches.map { stretch in
            StretchPanel(
                id: stretch.exercise, heading: words("stretch.\(stretch.exercise).name"),
                drawing: Drawing(stretch, words),
                lines: [
                    Line(words("stretch.\(stretch.exercise).how")),
                    Line(words.counted("seconds", Int(stretch.hold)), .quiet),
                ])
        }
    }
}

/// One stretch: its name, how it looks, how it is done and for how long.
@MainActor
public struct StretchPanel: Identifiable {
    nonisolated public let id: UInt8
    public let heading: String
    public let drawing: Drawing
    public let lines: [Line]
}

extension Shell {
    /// In the order in which they are done; none when even the core cannot say.
    var stretches: [Stretch] { (try? LullCore.stretches()) ?? [] }
}
