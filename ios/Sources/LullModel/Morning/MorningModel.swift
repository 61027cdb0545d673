import LullCore
import Observation

/// A night's questions: four taps, each kept at once, and more for whoever wants to tell more. A tap on the chosen answer
/// takes it back.
@MainActor
@Observable
public final class MorningModel: Screen {
    public let night: Night
    public private(set) var morning: Morning?
    /// What there is to choose from.
    private(set) var offers: Offers?
    public internal(set) var isTellingMore = false

    /// What is being written. Nothing of it is kept before the person says so.
    public var note = ""
    public var tags = ""
    var newWalk = Walk(at: nil, minutes: nil)

    @ObservationIgnored private let leave: @MainActor () async -> Void

    init(_ shell: Shell, night: Night, leave: @escaping @MainActor () async -> Void) {
        self.night = night
        self.leave = leave
        super.init(shell)
    }

    public override var title: String { words("morning.title") }
    public var about: String { words("morning.night", ["night": times.night(night)]) }
    public var keptAtOnce: String { words("morning.keptAtOnce") }

    public override func look() async {
        await attempt { [self] in
            let (offers, morning) = try await host.ask { [night] in
                (try LullCore.offers(), try $0.morning(night: night, now: $1))
            }
            self.offers = offers
            show(morning)
        }
    }

    public var came: Question? {
        morning.map { morning in
            let choices: [(Symptoms, String)] = [
                (.yes, words("morning.yes")), (.no, words("morning.no")), (.unknown, words("morning.dontKnow")),
            ]
            return question("morning.symptoms", choices, morning.entry.symptoms) { .symptoms(symptoms: $0) }
        }
    }

    /// Where legs did not bother nobody asks when and how.
    public var onset: Question? {
        guard let morning, morning.entry.symptoms != .no else { return nil }
        let said = morning.entry.onset?.time
        // a time that was tapped in the evening, or entered, is among those to see
        let offered = morning.onsetChoices + (said.map { morning.onsetChoices.contains($0) ? [] : [$0] } ?? [])
        let choices: [(Onset, String)] =
            offered.map { (.at(time: $0, source: .recalled), times.time($0)) } + [
                (.dontKnow, words("morning.dontKnow"))
            ]
        let chosen = said.map { Onset.at(time: $0, source: .recalled) } ?? morning.entry.onset
        return question("morning.onset", choices, chosen) { .onset(onset: $0) }
    }

    /// Any other time, to be entered.
    public var otherTime: TimeField? {
        guard let morning, morning.entry.symptoms != .no, let first = morning.onsetChoices.first else { return nil }
        return TimeField(
            label: words("morning.otherTime"), shown: "", time: morning.entry.onset?.time ?? first,
            change: words("morning.otherTime"), changeDescribed: words("morning.otherTime"),
            take: words("morning.thisTime"), unset: nil
        ) { [self] time in await answer(.onset(onset: .at(time: time, source: .recalled))) }
    }

    public var severity: Question? {
        guard let morning, morning.entry.symptoms != .no else { return nil }
        return points("morning.severity", ends: "morning.severityEnds", morning.entry.severity) {
            .severity(severity: $0)
        }
    }

    public var sleep: Question? {
        morning.map { morning in
            points("morning.sleep", ends: "morning.sleepEnds", morning.entry.sleepQuality) {
                .sleepQuality(sleepQuality: $0)
            }
        }
    }

    public var helped: Question? {
        guard let morning, morning.hadSession else { return nil }
        let choices: [(Helped, String)] = [
            (.yes, words("morning.yes")), (.somewhat, words("morning.somewhat")), (.no, words("morning.no")),
            (.unknown, words("morning.dontKnow")),
        ]
        return question("morning.helped", choices, morning.entry.helped) { .helped(helped: $0) }
    }

    /// What was written is kept first: nobody loses a note for want of one tap.
    public var done: Control {
        Control(words("morning.done")) { [self] in if await keepsWritten() { await leave() } }
    }

    public override func left() async { _ = await keepsWritten() }

    /// Whether nothing that was written would be lost.
    private func keepsWritten() async -> Bool {
        for keep in [keepNote, keepTags] where morning != nil && keep.isEnabled {
            await keep.tap()
            if trouble != nil { return false }
        }
        return true
    }

    func points(
        _ key: String, ends: String, _ chosen: UInt8?, _ answered: @escaping @MainActor (UInt8?) -> MorningAnswer
    ) -> Question {
        question(key, (0...10).map { (UInt8($0), "\($0)") }, chosen, ends: words(ends), answered)
    }

    func question<Value: Equatable & Sendable>(
        _ key: String, args: [String: String] = [:], _ choices: [(Value, String)], _ chosen: Value?,
        ends: String? = nil, _ answered: @escaping @MainActor (Value?) -> MorningAnswer
    ) -> Question {
        Question(words(key, args), choices, chosen: chosen, ends: ends, words: words) { [self] value in
            await answer(answered(value == chosen ? nil : value))
        }
    }

    func answer(_ answer: MorningAnswer) async { await self.answer { _ in answer } }

    /// An answer that is made of what is kept when its turn comes.
    func answer(_ made: @escaping @MainActor (Entry) -> MorningAnswer) async {
        await attempt { [self] in
            guard let morning else { return }
            let answer = made(morning.entry)
            show(try await host.ask { [night] in try $0.answerMorning(night: night, answer: answer, now: $1) })
            try await wakeCore(.tap)
        }
    }

    /// What is being written stays as it is while something else is kept.
    private func show(_ new: Morning) {
        if new.entry.note != morning?.entry.note { note = new.entry.note }
        if new.entry.tags != morning?.entry.tags { tags = words.listed(new.entry.tags) }
        morning = new
    }
}

extension Onset {
    var time: ClockTime? { if case .at(let time, _) = self { time } else { nil } }
}
