import LullCore
import Observation

/// Patterns worth showing a doctor, each with its numbers; then what is good to know. Never a diagnosis.
@MainActor
@Observable
public final class DoctorModel: Screen {
    /// The weightiest first.
    private(set) var flags: [Flag]?
    private(set) var cards: [Card] = []

    @ObservationIgnored private let report: @MainActor () async -> Void

    init(_ shell: Shell, report: @escaping @MainActor () async -> Void) {
        self.report = report
        super.init(shell)
    }

    public override var title: String { words("doctor.title") }

    public override func look() async {
        await attempt { [self] in (flags, cards) = try await host.ask { (try $0.flags(now: $1), try $0.cards(now: $1)) }
        }
    }

    public var about: String? { flags.map { words($0.isEmpty ? "doctor.none" : "doctor.noDiagnosis") } }

    public var flagPanels: [Panel] {
        (flags ?? []).map { flag in
            Panel(
                heading: words("doctor.flag.\(flag.kind)"),
                [
                    Line(words.evidence(flag.evidence, times)),
                    Line(words("doctor.advice.\(flag.advice)"), .strong),
                ])
        }
    }

    public var toReport: Control { Control(words("doctor.toReport")) { [report] in await report() } }

    public var goodToKnow: String? { cards.isEmpty ? nil : words("doctor.goodToKnow") }

    public var cardPanels: [Panel] {
        cards.map { card in
            let text = words.language == .de ? card.de : card.en
            let args = ["sure": words("doctor.source.\(card.sure)"), "source": card.source]
            return Panel(card.key, heading: text.title, [Line(text.text), Line(words("doctor.source", args), .quiet)])
        }
    }
}
