import LullCore

/// A chart of weeks and what it says in words, for whoever cannot see it.
public struct Chart: Identifiable, Sendable {
    public let heading: String
    /// The number that matters most.
    public let figure: String?
    public let lines: [Line]
    public let weeks: [ChartWeek]
    /// The ends of its scale, as the core measures.
    public let scale: ClosedRange<Double>
    /// Reads a value of the scale.
    public let label: @Sendable (Double) -> String
    public let legend: String?

    public var id: String { heading }

    /// The whole chart in words.
    public var described: String { "\(heading). \(weeks.map(\.described).joined(separator: " "))" }
}

/// One week in a chart.
public struct ChartWeek: Identifiable, Equatable, Sendable {
    public let id: String
    public let label: String
    public let value: String
    /// The same in words.
    public let described: String
    /// Where its bar lies; of a week nothing is known of, nowhere: at the beginning, without width.
    public let low: Double
    public let high: Double
    public let middle: Double?
}

extension TrendsModel {
    func onset(_ trends: Trends) -> Chart {
        let heading = words("trends.onset")
        guard let spread = trends.all.onset, let measured = trends.onsetScale else {
            return without(heading, "trends.noOnset")
        }
        let moving = trends.onsetMinutesPerWeek.map { Line(words.moving($0)) }
        let beforeBed = trends.all.onsetBeforeBed.map { Line(words.beforeBed($0.median)) }
        let scale = measured.low...measured.high
        let times = times
        let ends = ["from": times.afterNoon(scale.lowerBound), "to": times.afterNoon(scale.upperBound)]
        return Chart(
            heading: heading, figure: times.afterNoon(spread.median),
            lines: [Line(words.half(spread, times))] + [beforeBed, moving].compactMap { $0 },
            weeks: trends.weeks.map { week in
                guard let onset = week.group.onset else { return unknown(week, scale.lowerBound) }
                let value = times.afterNoon(onset.median)
                return drawn(week, value, "\(value). \(words.half(onset, times))", onset.low, onset.high, onset.median)
            },
            scale: scale, label: { times.afterNoon($0) }, legend: words("trends.onsetLegend", ends))
    }

    func severity(_ trends: Trends) -> Chart {
        means(trends, "trends.severity", "trends.severityLegend", none: "trends.noSeverity", []) { $0.meanSeverity }
    }

    func sleep(_ trends: Trends) -> Chart {
        let up = ["nights": words.counted("nightsOf", trends.all.nightsUp)]
        let gotUp = trends.all.gotUp == nil ? [] : [Line(words("trends.gotUp", up))]
        return means(trends, "trends.sleep", "trends.sleepLegend", none: "trends.noSleep", gotUp) { $0.meanSleep }
    }

    func massages(_ trends: Trends) -> Chart {
        let most = Double(trends.weeks.map(\.sessions).max() ?? 0)
        return Chart(
            heading: words("trends.sessions"), figure: nil, lines: words.sessions(trends.sessions).map { Line($0) },
            weeks: trends.sessions.count == 0
                ? []
                : trends.weeks.map { drawn($0, "\($0.sessions)", "\($0.sessions)", 0, Double($0.sessions), nil) },
            scale: 0...max(most, 1), label: { "\(Int($0))" }, legend: nil)
    }

    private func means(
        _ trends: Trends, _ key: String, _ legend: String, none: String, _ more: [Line], _ mean: (NightGroup) -> Double?
    ) -> Chart {
        guard let all = mean(trends.all) else { return without(words(key), none) }
        return Chart(
            heading: words(key), figure: words("trends.ofTen", ["points": times.mean(all)]), lines: more,
            weeks: trends.weeks.map { week in
                guard let value = mean(week.group) else { return unknown(week, 0) }
                return drawn(week, times.mean(value), times.mean(value), 0, value, nil)
            },
            scale: 0...10, label: { "\(Int($0))" }, legend: words(legend))
    }

    private func without(_ heading: String, _ key: String) -> Chart {
        Chart(
            heading: heading, figure: nil, lines: [Line(words(key), .quiet)], weeks: [], scale: 0...1,
            label: { _ in "" }, legend: nil)
    }

    private func drawn(
        _ week: Week, _ value: String, _ said: String, _ low: Double, _ high: Double, _ middle: Double?
    ) -> ChartWeek {
        let from = times.short(week.from)
        return ChartWeek(
            id: week.from, label: from, value: value, described: words("trends.week", ["from": from, "said": said]),
            low: low, high: high, middle: middle)
    }

    private func unknown(_ week: Week, _ start: Double) -> ChartWeek {
        drawn(week, "–", words("trends.notLogged"), start, start, nil)
    }
}
