//! What is on the doctor's page: figures, charts, medicines, iron tests, patterns and the person's questions.
//!
//! What a doctor's visit needs was collected from the clinicians' advice to bring a symptom diary (RLS Foundation,
//! National Sleep Foundation). It holds nothing but what the diary holds.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::words::{Language, Words};
use crate::diary::flags::{Evidence, Flag, PatternShift, flags};
use crate::diary::told::{Told, ToldNight};
use crate::diary::trends::{NightGroup, Trends, Week, trends};
use crate::diary::{BodyPart, Lab, Medicine, Trigger};
use crate::time::{Night, time_after_noon};

/// Most lines of a list; the rest is counted.
const LIST_MAX: usize = 6;

/// The page as data: every form of it shows the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DoctorPage {
    pub language: Language,
    pub title: String,
    pub period: String,
    /// A line to write name and date of birth on by hand: Lull does not ask for them.
    pub name: String,
    pub figures: List<(String, String)>,
    pub charts: Vec<Chart>,
    pub legend: String,
    pub medicines: List<String>,
    pub iron: List<String>,
    pub flags: List<String>,
    pub triggers: List<String>,
    pub questions: List<String>,
    pub footer: String,
}

/// A heading and its lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List<T> {
    pub title: String,
    pub lines: Vec<T>,
}

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

/// The page of the nights from `from` to `to`, both included; `version` is the app's.
#[must_use]
pub fn doctor_page(
    told: &Told,
    from: Night,
    to: Night,
    version: &str,
    language: Language,
) -> DoctorPage {
    let words = Words::new(language);
    let say = |key: &str, values: &[&str]| words.say(key, values);
    let trends = trends(told, from, to);
    let nights = told.between(from, to);
    let medicines: Vec<&Medicine> = told
        .medicines
        .iter()
        .filter(|medicine| {
            medicine.until.is_none_or(|until| until >= from.date())
                && medicine
                    .since
                    .is_none_or(|since| since <= to.plus(1).date())
        })
        .collect();
    DoctorPage {
        language,
        title: say("title", &[]),
        period: say(
            "period",
            &[
                &day(from.date(), language),
                &day(to.date(), language),
                &trends.all.logged.to_string(),
                &trends.nights.to_string(),
            ],
        ),
        name: say("name", &[]),
        figures: List {
            title: say("figures", &[]),
            lines: figures(told, nights, &trends, &words, language),
        },
        charts: charts(nights, &trends, &medicines, &words),
        legend: say("legend", &[]),
        medicines: list(&words, "medicines", &numbered(&medicines, &words, language)),
        iron: list(&words, "iron", &iron(&told.labs, &words, language)),
        flags: list(
            &words,
            "flags",
            &flag_lines(&flags(told, to), &words, language),
        ),
        triggers: List {
            title: say("triggers", &[]),
            lines: trigger_lines(nights, &words),
        },
        questions: List {
            title: say("questions", &[]),
            lines: told
                .for_doctor
                .questions
                .iter()
                .map(|text| one_line(text))
                .collect(),
        },
        footer: say("footer", &[version]),
    }
}

fn figures(
    told: &Told,
    nights: &[ToldNight],
    trends: &Trends,
    words: &Words,
    language: Language,
) -> Vec<(String, String)> {
    let all = &trends.all;
    let mut lines = Vec::new();
    let mut add = |key: &str, value: String| lines.push((words.say(key, &[]), value));
    if all.logged > 0 {
        let a_week = f64::from(all.with_symptoms) * 7.0 / f64::from(all.logged);
        add(
            "symptom_nights",
            words.say(
                "symptom_nights.value",
                &[
                    &decimal(a_week, language),
                    &all.with_symptoms.to_string(),
                    &all.logged.to_string(),
                ],
            ),
        );
    }
    if let Some(onset) = all.onset {
        add(
            "onset",
            words.say(
                "onset.value",
                &[
                    &clock(onset.median),
                    &clock(onset.least),
                    &clock(onset.most),
                    &onset.nights.to_string(),
                ],
            ),
        );
    }
    if let Some(before) = all.onset_before_bed {
        let key = if before.median < 0.0 {
            "after_bed"
        } else {
            "before_bed"
        };
        add("onset_bed", words.say(key, &[&hours(before.median.abs())]));
    }
    if let Some(drift) = trends.onset_minutes_per_week {
        let minutes = drift.round();
        let told = format!("{:.0}", minutes.abs());
        add(
            "drift",
            match minutes {
                0.0 => words.say("drift.same", &[]),
                earlier if earlier < 0.0 => words.say("drift.earlier", &[&told]),
                _ => words.say("drift.later", &[&told]),
            },
        );
    }
    if let Some(severity) = all.severity {
        let (median, worst) = (whole(severity.median), whole(severity.most));
        add("severity", words.say("severity.value", &[&median, &worst]));
    }
    if let Some(sleep) = all.sleep {
        let (median, worst) = (whole(sleep.median), whole(sleep.least));
        add("sleep", words.say("sleep.value", &[&median, &worst]));
    }
    if let Some(up) = all.got_up.filter(|_| all.nights_up > 0) {
        let (nights, most) = (all.nights_up.to_string(), whole(up.most));
        add("got_up", words.say("got_up.value", &[&nights, &most]));
    }
    if all.daytime > 0 {
        add(
            "daytime",
            words.say("daytime.value", &[&all.daytime.to_string()]),
        );
    }
    if let Some(parts) = parts(told, nights, words, language) {
        add("where", parts);
    }
    if let Some(rest) = all.rest {
        add("rest", words.say("rest.value", &[&whole(rest.median)]));
    }
    if let Some(minutes) = trends.sessions.minutes {
        let sessions = &trends.sessions;
        add(
            "sessions",
            words.say(
                "sessions.value",
                &[
                    &sessions.count.to_string(),
                    &whole(minutes.median),
                    &sessions.before_onset.to_string(),
                    &sessions.after_onset.to_string(),
                ],
            ),
        );
        add("with", side(&trends.with_session, words, language));
        add("without", side(&trends.without_session, words, language));
    }
    if !told.for_doctor.background.is_empty() {
        let background: Vec<String> = told
            .for_doctor
            .background
            .iter()
            .map(|one| words.say(&format!("background.{}", word(one)), &[]))
            .collect();
        add("background", background.join(", "));
    }
    lines
}

fn side(group: &NightGroup, words: &Words, language: Language) -> String {
    let mean = |mean: Option<f64>| match mean {
        Some(mean) => decimal(mean, language),
        None => words.say("not_said", &[]),
    };
    words.say(
        "side.value",
        &[
            &group.logged.to_string(),
            &mean(group.mean_severity),
            &mean(group.mean_sleep),
        ],
    )
}

/// The parts of the period, most often named first; arms and trunk with the first date they were ever named.
fn parts(told: &Told, nights: &[ToldNight], words: &Words, language: Language) -> Option<String> {
    let mut counts: BTreeMap<BodyPart, u32> = BTreeMap::new();
    for part in nights.iter().flat_map(|night| &night.entry.body_parts) {
        *counts.entry(*part).or_default() += 1;
    }
    let mut counts: Vec<(BodyPart, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(part, count)| (core::cmp::Reverse(*count), *part));
    let told: Vec<String> = counts
        .into_iter()
        .map(|(part, count)| {
            let name = words.say(&format!("part.{}", word(&part)), &[]);
            let counted = format!("{name} {count}");
            let first = told
                .nights
                .iter()
                .find(|night| night.entry.body_parts.contains(&part))
                .filter(|_| matches!(part, BodyPart::Arms | BodyPart::Trunk));
            match first {
                Some(first) => {
                    words.say("since", &[&counted, &day(first.night().date(), language)])
                }
                None => counted,
            }
        })
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

fn charts(
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
                &trends.from.to_string(),
                &trends.to.to_string(),
                &(shown.label)(first.2),
                &(shown.label)(last.2),
            ],
        ),
        title: shown.title.clone(),
        low,
        high,
        ticks,
        nights: trends.nights,
        dates: dates(trends),
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
fn dates(trends: &Trends) -> Vec<(u32, String)> {
    let step = (trends.nights / 6).max(1);
    (0..trends.nights)
        .step_by(usize::try_from(step).unwrap_or(1))
        .filter_map(|night| {
            let date = trends.from.plus(i32::try_from(night).ok()?).date();
            Some((night, format!("{}.{}.", date.day(), date.month())))
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

fn numbered(medicines: &[&Medicine], words: &Words, language: Language) -> Vec<String> {
    (1..)
        .zip(medicines)
        .map(|(number, medicine)| {
            let number: u32 = number;
            let mut text = format!("{number}. {}", one_line(&medicine.name));
            if !medicine.dose.is_empty() {
                text.push_str(&format!(" {}", one_line(&medicine.dose)));
            }
            let times: Vec<String> = medicine
                .times
                .iter()
                .map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
                .collect();
            if !times.is_empty() {
                text.push_str(&format!(", {}", times.join(" + ")));
            }
            if let Some(since) = medicine.since {
                text.push_str(&format!(
                    ", {}",
                    words.say("from", &[&day(since, language)])
                ));
            }
            if let Some(until) = medicine.until {
                text.push_str(&format!(
                    ", {}",
                    words.say("until", &[&day(until, language)])
                ));
            }
            text
        })
        .collect()
}

/// Newest first.
fn iron(labs: &[Lab], words: &Words, language: Language) -> Vec<String> {
    labs.iter()
        .rev()
        .map(|lab| {
            let mut told = Vec::new();
            if let Some(ferritin) = lab.ferritin_tenths {
                told.push(words.say("iron.ferritin", &[&tenths(ferritin, language)]));
            }
            if let Some(tsat) = lab.tsat_tenths {
                told.push(words.say("iron.tsat", &[&tenths(tsat, language)]));
            }
            if !lab.remark.is_empty() {
                told.push(one_line(&lab.remark));
            }
            format!("{}: {}", day(lab.date, language), told.join(", "))
        })
        .collect()
}

fn flag_lines(flags: &[Flag], words: &Words, language: Language) -> Vec<String> {
    flags
        .iter()
        .map(|flag| {
            let key = format!("flag.{}", word(&flag.kind));
            let say = |values: &[&str]| words.say(&key, values);
            match &flag.evidence {
                Evidence::Nights { found, of } => say(&[&found.to_string(), &of.to_string()]),
                Evidence::Means { before, after, .. } => {
                    say(&[&decimal(*before, language), &decimal(*after, language)])
                }
                Evidence::Sides { with, without } => {
                    say(&[&decimal(*with, language), &decimal(*without, language)])
                }
                Evidence::Iron { date, .. } => say(&[&day(*date, language)]),
                Evidence::Medicine { name, .. } => say(&[&one_line(name)]),
                Evidence::Mood { days, median } => say(&[&whole(*median), &days.to_string()]),
                Evidence::Pattern { shift } => {
                    say(&[&whole(shift.earlier_minutes), &signs(shift, words)])
                }
                Evidence::LastTest { .. } | Evidence::Said => say(&[]),
            }
        })
        .collect()
}

fn signs(shift: &PatternShift, words: &Words) -> String {
    [
        (shift.spread, "sign.spread"),
        (shift.shorter_rest, "sign.rest"),
        (shift.stronger, "sign.stronger"),
    ]
    .into_iter()
    .filter(|(seen, _)| *seen)
    .map(|(_, key)| words.say(key, &[]))
    .collect()
}

/// One line: what was marked most often, and of how many days the person was asked.
fn trigger_lines(nights: &[ToldNight], words: &Words) -> Vec<String> {
    let asked: Vec<_> = nights
        .iter()
        .filter_map(|night| night.entry.details.triggers.as_ref())
        .collect();
    let mut counts: Vec<(Trigger, usize)> = Trigger::ALL
        .into_iter()
        .map(|trigger| {
            let days = asked.iter().filter(|set| set.contains(&trigger)).count();
            (trigger, days)
        })
        .filter(|(_, days)| *days > 0)
        .collect();
    counts.sort_by_key(|(trigger, days)| (core::cmp::Reverse(*days), *trigger));
    if asked.is_empty() || counts.is_empty() {
        return Vec::new();
    }
    let told: Vec<String> = counts
        .into_iter()
        .take(LIST_MAX)
        .map(|(trigger, days)| {
            let name = words.say(&format!("trigger.{}", word(&trigger)), &[]);
            words.say("triggers.value", &[&name, &days.to_string()])
        })
        .collect();
    let of = words.say("triggers.of", &[&asked.len().to_string()]);
    vec![format!("{} ({of})", told.join(", "))]
}

/// A list cut to its most lines, or the sentence that says that it is empty.
fn list(words: &Words, key: &str, lines: &[String]) -> List<String> {
    let mut shown: Vec<String> = lines.iter().take(LIST_MAX).cloned().collect();
    if lines.len() > LIST_MAX {
        let more = (lines.len() - LIST_MAX).to_string();
        shown.push(words.say("more", &[&more]));
    }
    if shown.is_empty() {
        shown.push(words.say(&format!("{key}.none"), &[]));
    }
    List {
        title: words.say(key, &[]),
        lines: shown,
    }
}

/// The word serde gives a value without fields.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// `20 Nov 2026` or `20.11.2026`.
fn day(date: Date, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    match language {
        Language::En => {
            let month = usize::try_from(date.month() - 1)
                .ok()
                .and_then(|index| MONTHS.get(index));
            format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
        }
        Language::De => format!("{}.{}.{}", date.day(), date.month(), date.year()),
    }
}

fn clock(minutes_after_noon: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1439"
    )]
    let minutes = minutes_after_noon.round().clamp(0.0, 1439.0) as u16;
    let time = time_after_noon(minutes);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn hours(minutes: f64) -> String {
    let minutes = minutes.round();
    if minutes < 60.0 {
        format!("{minutes:.0} min")
    } else {
        format!(
            "{:.0} h {:02.0} min",
            (minutes / 60.0).floor(),
            minutes % 60.0
        )
    }
}

fn whole(value: f64) -> String {
    format!("{value:.0}")
}

fn decimal(value: f64, language: Language) -> String {
    let text = format!("{value:.1}");
    match language {
        Language::En => text,
        Language::De => text.replace('.', ","),
    }
}

fn tenths(tenths: u32, language: Language) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        _ => decimal(f64::from(tenths) / 10.0, language),
    }
}

/// The person's text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
