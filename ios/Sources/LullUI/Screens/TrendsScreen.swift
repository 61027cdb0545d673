import Charts
import LullModel
import SwiftUI

/// How a stretch of nights was, week by week.
struct TrendsScreen: View {
    let model: TrendsModel

    var body: some View {
        Page(screen: model) {
            QuestionView(question: model.howFar)
            if let logged = model.logged { Text(verbatim: logged) }
            if let nothingYet = model.nothingYet { PanelView(panel: nothingYet) }
            ForEach(model.charts) { ChartPanel(chart: $0) }
            PanelsView(panels: model.comparisons)
        }
    }
}

private struct ChartPanel: View {
    let chart: LullModel.Chart

    var body: some View {
        PanelFrame {
            Heading(chart.heading)
            if let figure = chart.figure { Text(verbatim: figure).font(.title.bold()) }
            ForEach(chart.lines) { LineView(line: $0) }
            if !chart.weeks.isEmpty { WeekBars(chart: chart) }
            if let legend = chart.legend { Quiet(legend) }
        }
    }
}

/// Weeks below each other, each with its number: readable without the bars, and with large letters.
private struct WeekBars: View {
    let chart: LullModel.Chart
    @Environment(\.palette) private var palette
    @ScaledMetric private var row: CGFloat = 44

    var body: some View {
        Charts.Chart {
            ForEach(chart.weeks) { week in
                BarMark(
                    xStart: .value("", week.low), xEnd: .value("", week.high), y: .value("", week.label),
                    height: .fixed(14)
                )
                .foregroundStyle(week.middle == nil ? palette.strong.colour : palette.outline.colour)
                .annotation(position: .trailing) { Text(verbatim: week.value).fontWeight(.bold) }
                if let middle = week.middle {
                    PointMark(x: .value("", middle), y: .value("", week.label))
                        .foregroundStyle(palette.strong.colour)
                        .symbolSize(120)
                }
            }
        }
        // weeks without a bar keep their line
        .chartYScale(domain: chart.weeks.map(\.label))
        .chartXScale(domain: chart.scale)
        .chartXAxis {
            AxisMarks(values: .automatic(desiredCount: 4)) { value in
                AxisGridLine().foregroundStyle(palette.outline.colour)
                AxisValueLabel {
                    if let at = value.as(Double.self) { Quiet(chart.label(at)) }
                }
            }
        }
        .chartYAxis {
            AxisMarks { value in
                AxisValueLabel {
                    if let week = value.as(String.self) { Quiet(week) }
                }
            }
        }
        .frame(height: row * CGFloat(chart.weeks.count + 1))
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(chart.described)
    }
}
