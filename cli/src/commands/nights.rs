//! `lull nights`: the diary as a list.

use clap::Args;
use jiff::tz::TimeZone;
use lull_core::app::{NightRecord, SessionRecord};
use lull_core::diary::{Details, Score};
use lull_core::session::{EndReason, ProgramKind, Stopped};
use lull_core::time::Night;
use serde::Serialize;

use crate::exit::Failure;
use crate::input;
use crate::output::{Out, quiet};
use crate::stage::Stage;
use crate::words;
use crate::words::diary;

#[derive(Debug, Args)]
pub(crate) struct Nights {
    /// The first night, such as 2026-11-01
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last night
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl Nights {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let read = |field, text: &Option<String>| {
            text.as_deref()
                .map(|text| input::night(field, text))
                .transpose()
        };
        let from = read("from", &self.from)?;
        let to = read("to", &self.to)?;
        let records = stage.open()?.nights(from, to)?;
        let zone = stage.now().zone;
        let out = stage.out;
        if out.is_json() {
            let nights: Vec<_> = records.iter().map(|record| shown(record, &zone)).collect();
            return out.json(&nights);
        }
        if records.is_empty() {
            return out.say(if from.is_none() && to.is_none() {
                diary::NO_NIGHTS
            } else {
                diary::NO_NIGHTS_IN_RANGE
            });
        }
        table(out, &records)
    }
}

fn table(out: Out, records: &[NightRecord]) -> Result<(), Failure> {
    out.line(quiet(format_args!(
        "  {:<14}  {:<8}  {:<7}  {:>6}  {:>5}  {:>3}  {}",
        "Night", "Symptoms", "Started", "Worst", "Sleep", "Up", "Sessions"
    )))?;
    for record in records {
        let entry = &record.entry;
        let number =
            |number: Option<u8>| number.map_or("-".to_owned(), |number| number.to_string());
        let sessions: Vec<_> = record.sessions.iter().map(words::session::record).collect();
        out.line(
            format!(
                "  {:<14}  {:<8}  {:<7}  {:>6}  {:>5}  {:>3}  {}",
                words::short_night(entry.night),
                entry.symptoms.map_or("-", diary::symptoms),
                entry.onset.map_or("-".to_owned(), diary::onset_value),
                number(entry.severity.map(Score::value)),
                number(entry.sleep_quality.map(Score::value)),
                number(entry.got_up),
                sessions.join("; ")
            )
            .trim_end(),
        )?;
    }
    Ok(())
}

/// A night as JSON, its fields in reading order; `onset` is `HH:MM`, `unknown` or null.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    night: Night,
    symptoms: Option<&'static str>,
    onset: Option<String>,
    severity: Option<Score>,
    sleep: Option<Score>,
    got_up: Option<u8>,
    bedtime: Option<String>,
    helped: Option<&'static str>,
    body_parts: Vec<&'static str>,
    details: &'a Details,
    note: &'a str,
    sessions: Vec<ShownSession>,
}

/// `start` is the clock on the wall where it happened, as in the import's columns; `started_at` the moment.
#[derive(Serialize)]
struct ShownSession {
    start: String,
    started_at: String,
    minutes: u16,
    program: Option<ProgramKind>,
    end_reason: Option<&'static str>,
    end: Option<EndReason>,
    stopped: Option<Stopped>,
}

pub(crate) fn shown<'a>(record: &'a NightRecord, zone: &TimeZone) -> Shown<'a> {
    let entry = &record.entry;
    Shown {
        night: entry.night,
        symptoms: entry.symptoms.map(diary::symptoms),
        onset: entry.onset.map(diary::onset_value),
        severity: entry.severity,
        sleep: entry.sleep_quality,
        got_up: entry.got_up,
        bedtime: entry.bedtime.map(words::time),
        helped: entry.helped.map(diary::helped),
        body_parts: entry
            .body_parts
            .iter()
            .map(|part| diary::body_part(*part))
            .collect(),
        details: &entry.details,
        note: &entry.note,
        sessions: record
            .sessions
            .iter()
            .map(|one| shown_session(one, zone))
            .collect(),
    }
}

fn shown_session(record: &SessionRecord, zone: &TimeZone) -> ShownSession {
    let started_at = record.start.to_zoned(zone.clone());
    ShownSession {
        start: words::time(record.start_wall),
        started_at: started_at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        minutes: record.minutes,
        program: record.program,
        end_reason: record.end.map(words::session::end_word),
        end: record.end,
        stopped: record.stopped,
    }
}
