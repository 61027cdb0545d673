//! The charts of the doctor's page as data: a mark a night, a line a week, and where medicines changed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{Words, clock, whole};
use crate::diary::Medicine;
use crate::diary::told::ToldNight;
use crate::diary::trends::{Trends, Week};
use crate::time::Night;

/// One mark a night over the period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    pub title: String,
    /// The chart in a sentence, for those who cannot see it.
    pub alt: String,
    pub low: f64,
    pub high: f64,
    /// Values with a line and a label.
    pub ticks: Vec<(f64, String)>,
    /// Nights of the period.
    pub nights: u32,
    /// Nights with a date below, counted from 0.
    pub dates: Vec<(u32, String)>,
    pub points: Vec<Point>,
    /// First and last night of a week, and its middle.
    pub weeks: Vec<(u32, u32, f64)>,
    /// Nights on which a medicine began or ended, and its number in the list.
    pub marks: Vec<(u32, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    pub night: u32,
    pub value: f64,
    pub with_session: bool,
}

/// Onset, severity and sleep; a chart without a single week is left out.
pub(super) fn charts(
    nights: &[ToldNight],
    trends: &Trends,
    medicines: &[&Medicine],
    words: &Words,
) -> Vec<Chart> {
    let number = |value: f64| whole(value);
    let onset = Shown {
        title: words.say("chart.onset", &[]),
        of_night: &|night| night.onset().map(f64::from),
        of_week: &|week| week.group.onset.map(|onset| onset.median),
        label: &clock,
        scale: None,
    };
    let severity = Shown {
        title: words.say("chart.severity", &[]),
        of_night: &|night| night.felt().map(f64::from),
        of_week: &|week| week.group.mean_severity,
        label: &number,
        scale: Some((0.0, 10.0)),
    };
    let sleep = Shown {
        title: words.say("chart.sleep", &[]),
        of_night: &|night| night.entry.sleep_quality.map(|sleep| sleep.value().into()),
        of_week: &|week| week.group.mean_sleep,
        label: &number,
        scale: Some((0.0, 10.0)),
    };
    [onset, severity, sleep]
        .iter()
        .filter_map(|shown| chart(shown, nights, trends, medicines, words))
        .collect()
}

/// What one chart shows.
struct Shown<'a> {
    title: String,
    of_night: &'a dyn Fn(&ToldNight) -> Option<f64>,
    of_week: &'a dyn Fn(&Week) -> Option<f64>,
    label: &'a dyn Fn(f64) -> String,
    scale: Option<(f64, f64)>,
}

fn chart(
    shown: &Shown<'_>,
    nights: &[ToldNight],
    trends: &Trends,
    medicines: &[&Medicine],
    words: &Words,
) -> Option<Chart> {
    let place = |night: Night| u32::try_from(night.since(trends.from)).ok();
    let points: Vec<Point> = nights
        .iter()
        .filter_map(|night| {
            Some(Point {
                night: place(night.night())?,
                value: (shown.of_night)(night)?,
                with_session: night.had_session(),
            })
        })
        .collect();
    let weeks: Vec<(u32, u32, f64)> = trends
        .weeks
        .iter()
        .filter_map(|week| Some((place(week.from)?, place(week.to)?, (shown.of_week)(week)?)))
        .collect();
    let (first, last) = (weeks.first()?, weeks.last()?);
    let (low, high, step) = match shown.scale {
        Some((low, high)) => (low, high, 5.0),
        None => hours_around(&points),
    };
    let mut ticks = Vec::new();
    let mut tick = low;
    while tick <= high {
        ticks.push((tick, (shown.label)(tick)));
        tick += step;
    }
    Some(Chart {
        alt: words.say(
            "chart.alt",
            &[
                &shown.title,
                &words.day(trends.from.date()),
                &words.day(trends.to.date()),
                &(shown.label)(first.2),
                &(shown.label)(last.2),
            ],
        ),
        title: shown.title.clone(),
        low,
        high,
        ticks,
        nights: trends.nights,
        dates: dates(trends, words),
        points,
        weeks,
        marks: marks(trends, medicines),
    })
}

/// A medicine marks its first night and the first one without it; two that change on one night share a mark.
fn marks(trends: &Trends, medicines: &[&Medicine]) -> Vec<(u32, String)> {
    let mut marks: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (number, medicine) in (1_u32..).zip(medicines) {
        let began = medicine.since.map(Night::new);
        let ended = medicine.until.map(|until| Night::new(until).plus(1));
        for night in [began, ended].into_iter().flatten() {
            let place = u32::try_from(night.since(trends.from));
            if let (Ok(place), true) = (place, night <= trends.to) {
                marks.entry(place).or_default().push(number.to_string());
            }
        }
    }
    marks
        .into_iter()
        .map(|(place, numbers)| (place, numbers.join("/")))
        .collect()
}

/// About six dates, evenly spread.
fn dates(trends: &Trends, words: &Words) -> Vec<(u32, String)> {
    let step = (trends.nights / 6).max(1);
    (0..trends.nights)
        .step_by(usize::try_from(step).unwrap_or(1))
        .filter_map(|night| {
            let date = trends.from.plus(i32::try_from(night).ok()?).date();
            Some((night, words.short_day(date)))
        })
        .collect()
}

/// Whole hours around the points, and the hours between two lines.
fn hours_around(points: &[Point]) -> (f64, f64, f64) {
    let values = || points.iter().map(|point| point.value);
    let least = values().fold(f64::INFINITY, f64::min);
    let most = values().fold(f64::NEG_INFINITY, f64::max);
    if !(least.is_finite() && most.is_finite()) {
        return (360.0, 720.0, 120.0);
    }
    let low = (least / 60.0).floor() * 60.0;
    let high = ((most / 60.0).ceil() * 60.0).max(low + 120.0);
    let step = if high - low > 300.0 { 180.0 } else { 60.0 };
    (low, high, step)
}
