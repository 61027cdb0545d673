import LullCore
import Observation

/// How a stretch of nights was, week by week.
@MainActor
@Observable
public final class TrendsModel: Screen {
    /// How many nights were asked for; absent at first: as many as the core offers then.
    public private(set) var nights: UInt16?
    private(set) var trends: Trends?
    /// Absent before the first massage.
    private(set) var fourWeeks: FourWeeks?
    private(set) var associations: [Association] = []

    @ObservationIgnored private let diary: @MainActor () async -> Void

    init(_ shell: Shell, diary: @escaping @MainActor () async -> Void) {
        self.diary = diary
        super.init(shell)
    }

    public override var title: String { words("trends.title") }

    public override func look() async {
        await attempt { [self] in
            let answer = try await host.ask { [nights] in
                let nights = try nights ?? offers().nightsAtFirst
                let associations = try $0.associations(nights: nights, now: $1)
                return (nights, try $0.trends(nights: nights, now: $1), try $0.fourWeeks(now: $1), associations)
            }
            (nights, trends, fourWeeks, associations) = answer
        }
    }

    public var howFar: Question {
        let choices = (shell.offers?.trendNights ?? []).map { ($0, words.counted("nights", $0)) }
        return Question(words("trends.howFar"), choices, chosen: nights, words: words) { [self] nights in
            self.nights = nights
            await look()
        }
    }

    public var logged: String? {
        trends.map { trends in
            let counts = ["with": "\(trends.all.withSymptoms)", "without": "\(trends.all.withoutSymptoms)"]
            let of = ["logged": "\(trends.all.logged)", "nights": words.counted("nightsOf", trends.nights)]
            return words("trends.logged", counts.merging(of) { $1 })
        }
    }

    /// Before the first logged night there is nothing to draw.
    public var nothingYet: Panel? {
        guard trends?.all.logged == 0 else { return nil }
        let toDiary = Control(words("diary.title")) { [diary] in await diary() }
        return Panel("nothing", [Line(words("trends.nothingYet"), .quiet)], controls: [toDiary])
    }

    public var charts: [Chart] {
        guard let trends, trends.all.logged > 0 else { return [] }
        return [onset(trends), severity(trends), sleep(trends), massages(trends)]
    }

    /// Comparisons, in words.
    public var comparisons: [Panel] {
        guard let trends, trends.all.logged > 0 else { return [] }
        return [beside(trends), fourWeeks.map { check($0) }, together].compactMap { $0 }
    }

    /// Nights with a massage beside nights without, in numbers.
    private func beside(_ trends: Trends) -> Panel? {
        guard trends.sessions.count > 0 else { return nil }
        return Panel(
            heading: words("trends.beside"),
            [
                Line(words.side("trends.withSession", trends.withSession, times)),
                Line(words.side("trends.withoutSession", trends.withoutSession, times)),
                Line(words.difference(trends.beside, times)),
                Line(words("trends.besideCaution"), .quiet),
            ])
    }

    private func check(_ check: FourWeeks) -> Panel {
        let weeks = check.weeks.enumerated().map { Line(words.week($0.offset + 1, $0.element, times)) }
        return Panel(
            heading: words("check.title"),
            [Line(words.baseline(check, times))] + weeks + [Line(words("check.caution"), .quiet)])
    }

    private var together: Panel? {
        guard !associations.isEmpty else { return nil }
        let lines = associations.map { Line(words.association($0, times)) }
        return Panel(
            heading: words("check.associations"), lines + [Line(words("check.associationsCaution"), .quiet)])
    }
}
