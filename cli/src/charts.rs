//! Charts of the trends as SVG: readable in grey print and on a dark screen, because shape and not colour carries the
//! meaning and the picture brings its own paper.

use std::io;

use lull_core::diary::Score;
use lull_core::diary::told::ToldNight;
use lull_core::diary::trends::{Trends, Week};
use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::*;

use crate::words::trends::clock;

/// Minutes; onsets are drawn in hours, so that the lines fall on whole ones.
const HOUR: f64 = 60.0;
const SIZE: (u32, u32) = (760, 300);
const PAPER: RGBColor = RGBColor(253, 251, 246);
const INK: RGBColor = RGBColor(38, 38, 38);
const AMBER: RGBColor = RGBColor(178, 98, 0);
const FAINT: RGBColor = RGBColor(205, 200, 190);

/// One chart and the name of its file.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) name: &'static str,
    pub(crate) svg: String,
}

/// What a chart shows of each night, and of each week.
struct Series<'a> {
    name: &'static str,
    title: &'static str,
    of_night: &'a dyn Fn(&ToldNight) -> Option<f64>,
    of_week: &'a dyn Fn(&Week) -> Option<f64>,
    range: Option<(f64, f64)>,
    label: &'a dyn Fn(&f64) -> String,
}

/// Onset, severity and sleep of these nights.
///
/// # Errors
/// The drawing library's own, for the first chart it cannot draw.
pub(crate) fn all(nights: &[ToldNight], trends: &Trends) -> Result<Vec<Chart>, NotDrawn> {
    let number = |value: &f64| format!("{value:.0}");
    let time = |value: &f64| clock(*value * HOUR);
    let all = [
        Series {
            name: "onset.svg",
            title: "When symptoms started",
            of_night: &|night| night.onset().map(|onset| f64::from(onset) / HOUR),
            of_week: &|week| week.group.onset.map(|onset| onset.median / HOUR),
            range: None,
            label: &time,
        },
        Series {
            name: "severity.svg",
            title: "Severity, 0 to 10",
            of_night: &|night| night.felt().map(f64::from),
            of_week: &|week| week.group.mean_severity,
            range: Some((0.0, 10.0)),
            label: &number,
        },
        Series {
            name: "sleep.svg",
            title: "Sleep, 0 worst to 10 best",
            of_night: &|night| night.entry.sleep_quality.map(Score::value).map(f64::from),
            of_week: &|week| week.group.mean_sleep,
            range: Some((0.0, 10.0)),
            label: &number,
        },
    ];
    all.iter()
        .map(|series| {
            let mut svg = String::new();
            let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
            let drawn = draw(&root, series, nights, trends);
            drop(root);
            drawn.map(|()| Chart {
                name: series.name,
                svg,
            })
        })
        .collect()
}

/// The error of drawing into text.
type NotDrawn = DrawingAreaErrorKind<io::Error>;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

fn draw(
    root: &Area<'_>,
    series: &Series<'_>,
    nights: &[ToldNight],
    trends: &Trends,
) -> Result<(), NotDrawn> {
    root.fill(&PAPER)?;
    let points: Vec<(f64, f64, bool)> = nights
        .iter()
        .filter_map(|night| {
            let value = (series.of_night)(night)?;
            let at = f64::from(night.night().since(trends.from));
            Some((at, value, night.had_session()))
        })
        .collect();
    let (low, high) = series.range.unwrap_or_else(|| around(&points));
    let last = f64::from(trends.to.since(trends.from));
    let from = trends.from;
    let mut chart = ChartBuilder::on(root)
        .margin(12)
        .caption(series.title, ("sans-serif", 16).into_font().color(&INK))
        .x_label_area_size(30)
        .y_label_area_size(52)
        .build_cartesian_2d(-0.5..(last + 0.5), (low - 0.4)..(high + 0.4))?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(PAPER)
        .bold_line_style(FAINT)
        .axis_style(INK)
        .x_labels(7)
        .y_labels(6)
        .label_style(("sans-serif", 12).into_font().color(&INK))
        .x_label_formatter(&|day| {
            #[allow(clippy::cast_possible_truncation, reason = "a day of the chart")]
            let date = from.plus(day.round() as i32).date();
            format!("{}.{}.", date.day(), date.month())
        })
        .y_label_formatter(series.label)
        .draw()?;
    // a week's middle as a line through the week
    for week in &trends.weeks {
        if let Some(value) = (series.of_week)(week) {
            let begin = f64::from(week.from.since(trends.from)) - 0.5;
            let end = f64::from(week.to.since(trends.from)) + 0.5;
            chart.draw_series(LineSeries::new(
                [(begin, value), (end, value)],
                AMBER.stroke_width(2),
            ))?;
        }
    }
    chart
        .draw_series(
            points
                .iter()
                .filter(|point| !point.2)
                .map(|(at, value, _)| Circle::new((*at, *value), 3, INK.filled())),
        )?
        .label("night without a session")
        .legend(|(x, y)| Circle::new((x + 6, y), 3, INK.filled()));
    chart
        .draw_series(
            points
                .iter()
                .filter(|point| point.2)
                .map(|(at, value, _)| TriangleMarker::new((*at, *value), 5, AMBER.stroke_width(1))),
        )?
        .label("night with a session")
        .legend(|(x, y)| TriangleMarker::new((x + 6, y), 5, AMBER.stroke_width(1)));
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .label_font(("sans-serif", 12).into_font().color(&INK))
        .background_style(PAPER.mix(0.85))
        .draw()?;
    root.present()?;
    Ok(())
}

/// Whole hours around the points.
fn around(points: &[(f64, f64, bool)]) -> (f64, f64) {
    let least = points
        .iter()
        .map(|point| point.1)
        .fold(f64::INFINITY, f64::min);
    let most = points
        .iter()
        .map(|point| point.1)
        .fold(f64::NEG_INFINITY, f64::max);
    if least.is_finite() && most.is_finite() {
        (least.floor(), most.ceil() + 0.5)
    } else {
        (6.0, 12.0)
    }
}
