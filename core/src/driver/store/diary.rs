//! Entries and what was asked for single nights: what a night's row holds, and the planner's view of all of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Time;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use super::columns::{
    At, from_json, from_night_text, from_text, from_word, get, get_option, json, moment_text,
    night_text, time, unreadable, word,
};
use super::{clocks, sessions};
use crate::app::NightRecord;
use crate::diary::{
    BodyPart, Change, Details, Entry, History, HistoryNight, Onset, OnsetSource, PastSession,
    Score, Side, Trigger,
};
use crate::plan;
use crate::reminder::whereabouts::Whereabouts;
use crate::time::{Night, Now};

const COLUMNS: &str = "night, symptoms, onset_source, onset_time, severity, sleep_quality, got_up, bedtime, helped, body_parts, note, \
    sides, situation, rest_minutes, relief, walks, daytime, sleepiness, mood, triggers, tags";
/// The places of [`COLUMNS`].
mod at {
    use super::At;

    pub(super) const NIGHT: At = At(0, "night");
    pub(super) const SYMPTOMS: At = At(1, "symptoms");
    pub(super) const ONSET_SOURCE: At = At(2, "onset_source");
    pub(super) const ONSET_TIME: At = At(3, "onset_time");
    pub(super) const SEVERITY: At = At(4, "severity");
    pub(super) const SLEEP_QUALITY: At = At(5, "sleep_quality");
    pub(super) const GOT_UP: At = At(6, "got_up");
    pub(super) const BEDTIME: At = At(7, "bedtime");
    pub(super) const HELPED: At = At(8, "helped");
    pub(super) const BODY_PARTS: At = At(9, "body_parts");
    pub(super) const NOTE: At = At(10, "note");
    pub(super) const SIDES: At = At(11, "sides");
    pub(super) const SITUATION: At = At(12, "situation");
    pub(super) const REST_MINUTES: At = At(13, "rest_minutes");
    pub(super) const RELIEF: At = At(14, "relief");
    pub(super) const WALKS: At = At(15, "walks");
    pub(super) const DAYTIME: At = At(16, "daytime");
    pub(super) const SLEEPINESS: At = At(17, "sleepiness");
    pub(super) const MOOD: At = At(18, "mood");
    pub(super) const TRIGGERS: At = At(19, "triggers");
    pub(super) const TAGS: At = At(20, "tags");
}
/// Between the words of a set in one column, in the database and in CSV files.
pub(crate) const SET_SEPARATOR: char = ';';

pub(crate) fn entry(connection: &Connection, night: Night) -> Result<Option<Entry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE night = ?1");
    let found = connection
        .prepare_cached(&sql)?
        .query_row([night_text(night)], read_entry)
        .optional()?;
    Ok(found)
}

/// Keeps an entry in place of the night's earlier one.
pub(crate) fn put_entry(
    connection: &Connection,
    entry: &Entry,
    at: Timestamp,
) -> Result<(), StoreError> {
    let (onset_source, onset_time) = match entry.onset {
        None => (None, None),
        Some(Onset::DontKnow) => (Some("dont_know".to_owned()), None),
        Some(Onset::At { time, source }) => (Some(word(source)), Some(time.to_string())),
    };
    let details = &entry.details;
    connection
        .prepare_cached(
            "INSERT INTO entry (night, symptoms, onset_source, onset_time, severity, sleep_quality, got_up,
                                bedtime, helped, body_parts, note, sides, situation, rest_minutes, relief, walks,
                                daytime, sleepiness, mood, triggers, tags, logged_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                     ?20, ?21, ?22, ?22)
             ON CONFLICT (night) DO UPDATE SET
               symptoms = excluded.symptoms, onset_source = excluded.onset_source,
               onset_time = excluded.onset_time, severity = excluded.severity,
               sleep_quality = excluded.sleep_quality, got_up = excluded.got_up,
               bedtime = excluded.bedtime, helped = excluded.helped,
               body_parts = excluded.body_parts, note = excluded.note, sides = excluded.sides,
               situation = excluded.situation, rest_minutes = excluded.rest_minutes,
               relief = excluded.relief, walks = excluded.walks, daytime = excluded.daytime,
               sleepiness = excluded.sleepiness, mood = excluded.mood,
               triggers = excluded.triggers, tags = excluded.tags,
               changed_at = excluded.changed_at",
        )?
        .execute(params![
            night_text(entry.night),
            entry.symptoms.map(word),
            onset_source,
            onset_time,
            entry.severity.map(Score::value),
            entry.sleep_quality.map(Score::value),
            entry.got_up,
            entry.bedtime.map(|time| time.to_string()),
            entry.helped.map(word),
            body_parts_text(entry),
            entry.note,
            sides_text(details),
            details.situation.map(word),
            details.rest_minutes,
            details.relief.as_ref().map(json).transpose()?,
            json(&details.walks)?,
            details.daytime.map(word),
            details.sleepiness.map(Score::value),
            details.mood.map(Score::value),
            details.triggers.as_ref().map(words_text),
            json(&details.tags)?,
            moment_text(at),
        ])?;
    Ok(())
}

/// Every entry, in the order the rows were put in.
pub(crate) fn in_order_of_rows(connection: &Connection) -> Result<Vec<Entry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry ORDER BY rowid");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], read_entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the night's entry was last changed.
pub(crate) fn changed_at(connection: &Connection, night: Night) -> Result<Timestamp, StoreError> {
    let at = connection
        .prepare_cached("SELECT changed_at FROM entry WHERE night = ?1")?
        .query_row([night_text(night)], |row| get(row, "changed_at", from_text))?;
    Ok(at)
}

/// # Errors
/// [`StoreError::Damaged`] when the entry in that row means nothing to this Lull.
pub(crate) fn check_entry(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM entry WHERE rowid = ?1"))?
        .query_row([row], |row| read_entry(row).map(|_| ()))?;
    Ok(())
}

/// # Errors
/// [`StoreError::Damaged`] when the change in that row means nothing to this Lull.
pub(crate) fn check_change(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("SELECT * FROM night_change WHERE rowid = ?1")?
        .query_row([row], |row| {
            get(row, "night", from_night_text)?;
            read_change(row).map(|_| ())
        })?;
    Ok(())
}

/// True when there was one.
pub(crate) fn delete_entry(connection: &Connection, night: Night) -> Result<bool, StoreError> {
    let deleted = connection
        .prepare_cached("DELETE FROM entry WHERE night = ?1")?
        .execute([night_text(night)])?;
    Ok(deleted > 0)
}

/// Nights with an entry or a session, oldest first, both ends included.
pub(crate) fn nights(
    connection: &Connection,
    from: Night,
    to: Night,
) -> Result<Vec<NightRecord>, StoreError> {
    gather(connection, from, to, |_| true)
}

/// The same nights with only those sessions that are over and did happen: what an export tells.
pub(crate) fn told_nights(
    connection: &Connection,
    from: Night,
    to: Night,
) -> Result<Vec<NightRecord>, StoreError> {
    gather(connection, from, to, sessions::Kept::is_history)
}

/// What plans of `night` and of those after it may look at: only so many logged nights count, and a diary of ten years
/// costs no more than one of three months.
pub(crate) fn history(
    connection: &Connection,
    night: Night,
    whereabouts: &Whereabouts,
    now: &Now,
) -> Result<History, StoreError> {
    let from: Option<String> = connection
        .prepare_cached(
            "SELECT night FROM entry
             WHERE night < ?1 AND (symptoms IS NOT NULL OR onset_time IS NOT NULL OR bedtime IS NOT NULL)
             ORDER BY night DESC LIMIT 1 OFFSET ?2",
        )?
        .query_row(params![night_text(night), u32::try_from(plan::NIGHTS_LOOKED_AT).unwrap_or(u32::MAX)], |row| row.get(0))
        .optional()?;
    let from = match from {
        None => Night::new(jiff::civil::Date::MIN),
        Some(text) => from_night_text(&text).ok_or_else(|| unreadable("night"))?,
    };
    let last = Night::new(jiff::civil::Date::MAX);
    let nights = gather(connection, from, last, sessions::Kept::ran)?;
    let nights = nights
        .into_iter()
        .map(|night| {
            let sessions = night.sessions.iter().map(|session| PastSession {
                start: session.start_wall,
                minutes: session.minutes,
            });
            HistoryNight::new(&night.entry, sessions.collect())
        })
        .collect();
    Ok(History {
        nights,
        changes: changes(connection)?,
        clocks: clocks::noted(connection, whereabouts, now)?,
    })
}

pub(crate) fn put_change(
    connection: &Connection,
    night: Night,
    change: Change,
    at: Timestamp,
) -> Result<(), StoreError> {
    let (kind, time, until) = match change {
        Change::Skip => ("skip", None, None),
        Change::At { time } => ("at", Some(time), None),
        Change::Snoozed { until } => ("snoozed", None, Some(until)),
        Change::Done => ("done", None, None),
    };
    connection
        .prepare_cached(
            "INSERT INTO night_change (night, kind, time, until, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (night) DO UPDATE SET kind = excluded.kind, time = excluded.time,
               until = excluded.until, changed_at = excluded.changed_at",
        )?
        .execute(params![
            night_text(night),
            kind,
            time.map(|time: Time| time.to_string()),
            until.map(moment_text),
            moment_text(at),
        ])?;
    Ok(())
}

/// True when something had been asked for that night.
pub(crate) fn delete_change(connection: &Connection, night: Night) -> Result<bool, StoreError> {
    let deleted = connection
        .prepare_cached("DELETE FROM night_change WHERE night = ?1")?
        .execute([night_text(night)])?;
    Ok(deleted > 0)
}

pub(crate) fn change(connection: &Connection, night: Night) -> Result<Option<Change>, StoreError> {
    Ok(changes(connection)?.remove(&night))
}

fn changes(connection: &Connection) -> Result<BTreeMap<Night, Change>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT night, kind, time, until FROM night_change")?;
    let rows = statement.query_map([], |row| {
        Ok((get(row, "night", from_night_text)?, read_change(row)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read_change(row: &Row<'_>) -> rusqlite::Result<Change> {
    let kind: String = row.get("kind")?;
    match kind.as_str() {
        "skip" => Ok(Change::Skip),
        "done" => Ok(Change::Done),
        "at" => Ok(Change::At {
            time: get(row, "time", time)?,
        }),
        "snoozed" => Ok(Change::Snoozed {
            until: get(row, "until", from_text)?,
        }),
        _ => Err(unreadable("kind")),
    }
}

fn gather(
    connection: &Connection,
    from: Night,
    to: Night,
    wanted: impl Fn(&sessions::Kept) -> bool,
) -> Result<Vec<NightRecord>, StoreError> {
    let mut nights: BTreeMap<Night, NightRecord> = entries(connection, from, to)?
        .into_iter()
        .map(|entry| {
            let sessions = Vec::new();
            (entry.night, NightRecord { entry, sessions })
        })
        .collect();
    for kept in sessions::of_nights(connection, from, to)? {
        if !wanted(&kept) {
            continue;
        }
        let night = kept.record.night;
        nights
            .entry(night)
            .or_insert_with(|| NightRecord {
                entry: Entry::empty(night),
                sessions: Vec::new(),
            })
            .sessions
            .push(kept.record);
    }
    Ok(nights.into_values().collect())
}

fn entries(connection: &Connection, from: Night, to: Night) -> Result<Vec<Entry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE night BETWEEN ?1 AND ?2 ORDER BY night");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([night_text(from), night_text(to)], read_entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        night: get(row, at::NIGHT, from_night_text)?,
        symptoms: get_option(row, at::SYMPTOMS, from_word)?,
        onset: read_onset(row)?,
        severity: read_score(row, at::SEVERITY)?,
        sleep_quality: read_score(row, at::SLEEP_QUALITY)?,
        got_up: row.get(at::GOT_UP.0)?,
        bedtime: get_option(row, at::BEDTIME, time)?,
        helped: get_option(row, at::HELPED, from_word)?,
        body_parts: get(row, at::BODY_PARTS, from_words::<BodyPart>)?,
        details: read_details(row)?,
        note: row.get(at::NOTE.0)?,
    })
}

fn read_details(row: &Row<'_>) -> rusqlite::Result<Details> {
    Ok(Details {
        sides: get(row, at::SIDES, from_sides_text)?,
        situation: get_option(row, at::SITUATION, from_word)?,
        rest_minutes: row.get(at::REST_MINUTES.0)?,
        relief: get_option(row, at::RELIEF, from_json)?,
        walks: get(row, at::WALKS, from_list)?,
        daytime: get_option(row, at::DAYTIME, from_word)?,
        sleepiness: read_score(row, at::SLEEPINESS)?,
        mood: read_score(row, at::MOOD)?,
        triggers: get_option(row, at::TRIGGERS, from_words::<Trigger>)?,
        tags: get(row, at::TAGS, from_list)?,
    })
}

fn read_onset(row: &Row<'_>) -> rusqlite::Result<Option<Onset>> {
    let source = row.get_ref(at::ONSET_SOURCE.0)?.as_str_or_null();
    match source.map_err(|_| unreadable("onset_source"))? {
        None => Ok(None),
        Some("dont_know") => Ok(Some(Onset::DontKnow)),
        Some(source) => Ok(Some(Onset::At {
            time: get(row, at::ONSET_TIME, time)?,
            source: from_word::<OnsetSource>(source).ok_or_else(|| unreadable("onset_source"))?,
        })),
    }
}

fn read_score(row: &Row<'_>, column: At) -> rusqlite::Result<Option<Score>> {
    let value: Option<i64> = row.get(column.0)?;
    value
        .map(|value| Score::new(column.1, value).map_err(|_| unreadable(column.1)))
        .transpose()
}

pub(crate) fn body_parts_text(entry: &Entry) -> String {
    words_text(&entry.body_parts)
}

/// A set of words in one column.
pub(crate) fn words_text<T: serde::Serialize>(set: &BTreeSet<T>) -> String {
    let words: Vec<String> = set.iter().map(word).collect();
    words.join(&SET_SEPARATOR.to_string())
}

/// Most nights have none.
fn from_list<T: serde::de::DeserializeOwned + Default>(text: &str) -> Option<T> {
    if text == "[]" {
        Some(T::default())
    } else {
        from_json(text)
    }
}

fn from_words<T: serde::de::DeserializeOwned + Ord>(text: &str) -> Option<BTreeSet<T>> {
    text.split(SET_SEPARATOR)
        .filter(|part| !part.is_empty())
        .map(from_word)
        .collect()
}

/// `calves=left;feet=both`.
pub(crate) fn sides_text(details: &Details) -> String {
    let sides: Vec<String> = details
        .sides
        .iter()
        .map(|(part, side)| format!("{}={}", word(part), word(side)))
        .collect();
    sides.join(&SET_SEPARATOR.to_string())
}

fn from_sides_text(text: &str) -> Option<BTreeMap<BodyPart, Side>> {
    text.split(SET_SEPARATOR)
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (part, side) = pair.split_once('=')?;
            Some((from_word(part)?, from_word(side)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::store::{SCHEMA, at_schema};

    #[test]
    fn every_column_stands_where_it_is_read() {
        let connection = at_schema(SCHEMA).expect("an empty diary");
        let statement = connection
            .prepare(&format!("SELECT {COLUMNS} FROM entry"))
            .expect("prepares");
        let named: Vec<String> = statement
            .column_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let read = [
            at::NIGHT,
            at::SYMPTOMS,
            at::ONSET_SOURCE,
            at::ONSET_TIME,
            at::SEVERITY,
            at::SLEEP_QUALITY,
            at::GOT_UP,
            at::BEDTIME,
            at::HELPED,
            at::BODY_PARTS,
            at::NOTE,
            at::SIDES,
            at::SITUATION,
            at::REST_MINUTES,
            at::RELIEF,
            at::WALKS,
            at::DAYTIME,
            at::SLEEPINESS,
            at::MOOD,
            at::TRIGGERS,
            at::TAGS,
        ];
        for (place, At(at, name)) in read.into_iter().enumerate() {
            assert_eq!(
                (at, Some(name)),
                (place, named.get(place).map(String::as_str))
            );
        }
        assert_eq!(named.len(), read.len());
    }
}
