import LullCore
import Observation

/// A night's questions: four taps, each kept at once. A tap on the chosen answer takes it back.
@MainActor
@Observable
public final class MorningModel: Screen {
    public let night: Night
    public private(set) var morning: Morning?

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
        await attempt { [self] in morning = try await host.ask { [night] in try $0.morning(night: night, now: $1) } }
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

    public var gotUp: Question? {
        guard let morning, morning.entry.symptoms != .no else { return nil }
        let times = shell.offered([0, 1, 2, 3, 4, 5], morning.entry.gotUp).map { ($0, "\($0)") }
        return question("morning.gotUp", times, morning.entry.gotUp) { .gotUp(gotUp: $0) }
    }

    public var done: Control { Control(words("morning.done")) { [leave] in await leave() } }

    private func points(
        _ key: String, ends: String, _ chosen: UInt8?, _ answered: @escaping @MainActor (UInt8?) -> MorningAnswer
    ) -> Question {
        question(key, (0...10).map { (UInt8($0), "\($0)") }, chosen, ends: words(ends), answered)
    }

    private func question<Value: Equatable & Sendable>(
        _ key: String, _ choices: [(Value, String)], _ chosen: Value?, ends: String? = nil,
        _ answered: @escaping @MainActor (Value?) -> MorningAnswer
    ) -> Question {
        Question(words(key), choices, chosen: chosen, ends: ends, words: words) { [self] value in
            await answer(answered(value == chosen ? nil : value))
        }
    }

    private func answer(_ answer: MorningAnswer) async {
        await attempt { [self] in
            morning = try await host.ask { [night] in try $0.answerMorning(night: night, answer: answer, now: $1) }
            try await wakeCore(.tap)
        }
    }
}

extension Onset {
    var time: ClockTime? { if case .at(let time, _) = self { time } else { nil } }
}
