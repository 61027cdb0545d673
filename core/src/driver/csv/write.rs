//! Writes nights in the documented columns, the same bytes for the same nights.

use csv::WriterBuilder;
use jiff::civil::Time;

use super::{Column, ToldSession, details, whole_minutes};
use crate::app::NightRecord;
use crate::diary::{Onset, Score};
use crate::driver::store::columns::word;
use crate::driver::store::diary::{SET_SEPARATOR, body_parts_text, sides_text};
use crate::time::minutes_after_noon;

/// The whole file. Seconds of times are left out.
pub(crate) fn write(nights: &[NightRecord]) -> Result<String, csv::Error> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(Column::ALL.map(Column::name))?;
    for night in nights {
        let sessions = told_sessions(night);
        writer.write_record(Column::ALL.map(|column| cell(column, night, &sessions)))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    String::from_utf8(bytes)
        .map_err(|error| csv::Error::from(std::io::Error::other(error.utf8_error())))
}

fn cell(column: Column, night: &NightRecord, sessions: &[ToldSession]) -> String {
    let entry = &night.entry;
    let told_more = &entry.details;
    let list = |item: &dyn Fn(&ToldSession) -> String| {
        let items: Vec<String> = sessions.iter().map(item).collect();
        items.join(&SET_SEPARATOR.to_string())
    };
    let score = |score: Option<Score>| score.map(|score| score.value().to_string());
    let told = match column {
        Column::Night => Some(entry.night.to_string()),
        Column::Bedtime => entry.bedtime.map(hours_and_minutes),
        Column::Symptoms => entry.symptoms.map(word),
        Column::Onset => entry.onset.map(|onset| match onset {
            Onset::DontKnow => "?".to_owned(),
            Onset::At { time, .. } => hours_and_minutes(time),
        }),
        Column::Severity => score(entry.severity),
        Column::SleepQuality => score(entry.sleep_quality),
        Column::GotUp => entry.got_up.map(|times| times.to_string()),
        Column::Helped => entry.helped.map(word),
        Column::BodyParts => Some(body_parts_text(entry)),
        Column::SessionStart => Some(list(&|session| hours_and_minutes(session.start))),
        Column::SessionMinutes => Some(list(&|session| session.minutes.to_string())),
        Column::Note => Some(entry.note.clone()),
        Column::Sides => Some(sides_text(told_more)),
        Column::Situation => told_more.situation.map(word),
        Column::RestMinutes => told_more.rest_minutes.map(|minutes| minutes.to_string()),
        Column::Relief => told_more.relief.map(details::relief_text),
        Column::Walks => Some(details::walks_text(&told_more.walks)),
        Column::Daytime => told_more.daytime.map(word),
        Column::Sleepiness => score(told_more.sleepiness),
        Column::Mood => score(told_more.mood),
        Column::Triggers => told_more.triggers.as_ref().map(details::triggers_text),
        Column::Tags => Some(details::tags_text(&told_more.tags)),
    };
    told.unwrap_or_default()
}

/// In the order of the night's clock, so that a file read back is written the same.
fn told_sessions(night: &NightRecord) -> Vec<ToldSession> {
    let mut sessions: Vec<ToldSession> = night
        .sessions
        .iter()
        .map(|session| ToldSession {
            start: whole_minutes(session.start_wall),
            minutes: session.minutes,
        })
        .collect();
    sessions.sort_by_key(|session| (minutes_after_noon(session.start), session.minutes));
    sessions
}

pub(super) fn hours_and_minutes(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
