//! `lull nights`: the diary as a list.

use clap::Args;
use jiff::tz::TimeZone;
use lull_core::app::{NightRecord, SessionRecord};
use serde_json::{Value, json};

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
            let nights: Vec<_> = records
                .iter()
                .map(|record| as_json(record, &zone))
                .collect();
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
        let night = words::moment(
            entry
                .night
                .date()
                .to_datetime(jiff::civil::Time::midnight()),
        );
        let day = night
            .rsplit_once(' ')
            .map_or(night.as_str(), |(day, _)| day);
        out.line(
            format!(
                "  {day:<10} {:04}  {:<7}  {:<7}  {:>6}  {:>5}  {:>3}  {}",
                entry.night.date().year(),
                entry.symptoms.map_or("-", diary::symptoms),
                entry.onset.map_or("-".to_owned(), diary::onset_value),
                number(entry.severity.map(lull_core::diary::Score::value)),
                number(entry.sleep_quality.map(lull_core::diary::Score::value)),
                number(entry.got_up),
                sessions.join("; ")
            )
            .trim_end(),
        )?;
    }
    Ok(())
}

/// A night as JSON; `onset` is `HH:MM`, `unknown` or null.
pub(crate) fn as_json(record: &NightRecord, zone: &TimeZone) -> Value {
    let entry = &record.entry;
    json!({
        "night": entry.night,
        "symptoms": entry.symptoms.map(diary::symptoms),
        "onset": entry.onset.map(diary::onset_value),
        "severity": entry.severity,
        "sleep": entry.sleep_quality,
        "got_up": entry.got_up,
        "bedtime": entry.bedtime.map(words::time),
        "helped": entry.helped.map(diary::helped),
        "body_parts": entry.body_parts.iter().map(|part| diary::body_part(*part)).collect::<Vec<_>>(),
        "note": entry.note,
        "sessions": record.sessions.iter().map(|one| session(one, zone)).collect::<Vec<_>>(),
    })
}

/// `start` is the clock on the wall where it happened, as in the import's columns; `started_at` the moment.
fn session(record: &SessionRecord, zone: &TimeZone) -> Value {
    json!({
        "start": words::time(record.start_wall),
        "started_at": record.start.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        "minutes": record.minutes,
        "program": record.program,
        "end_reason": record.end.map(words::session::end_word),
        "end": record.end,
        "stopped": record.stopped,
    })
}
