//! Sessions as the diary shows them, whoever drove them; how they are read, and how an import changes them.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Time;
use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::columns::{
    At, from_json, from_night_text, from_text, from_word, get, get_option, json, moment_text,
    night_text, time,
};
use crate::app::SessionRecord;
use crate::device::DeviceChoice;
use crate::session::{EndReason, Stopped};
use crate::time::{Night, Now, instant_of};

const COLUMNS: &str =
    "id, source, night, program, started_at, start_wall, active_seconds, end_reason, stopped";

/// The places of [`COLUMNS`].
mod at {
    use super::At;

    pub(super) const ID: At = At(0, "id");
    pub(super) const SOURCE: At = At(1, "source");
    pub(super) const NIGHT: At = At(2, "night");
    pub(super) const PROGRAM: At = At(3, "program");
    pub(super) const STARTED_AT: At = At(4, "started_at");
    pub(super) const START_WALL: At = At(5, "start_wall");
    pub(super) const ACTIVE_SECONDS: At = At(6, "active_seconds");
    pub(super) const END_REASON: At = At(7, "end_reason");
    pub(super) const STOPPED: At = At(8, "stopped");
}

/// Who made the massager turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Lull; measured, so an import does not change it.
    Driven,
    /// Told by an imported diary.
    Imported,
}

/// A session with what only the store needs to know of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) record: SessionRecord,
    pub(crate) source: Source,
}

impl Kept {
    /// Whether the massager turned, or turns now.
    pub(crate) fn ran(&self) -> bool {
        let open = self.record.end.is_none();
        open || (self.record.minutes > 0 && self.record.stopped != Some(Stopped::NeverRan))
    }

    /// Over, and worth telling: what an export holds.
    pub(crate) fn is_history(&self) -> bool {
        self.record.end.is_some() && self.ran()
    }
}

/// Visible sessions of some nights, both ends included, oldest first.
pub(crate) fn of_nights(
    connection: &Connection,
    from: Night,
    to: Night,
) -> Result<Vec<Kept>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM session
         WHERE night BETWEEN ?1 AND ?2 AND hidden = 0 ORDER BY started_at, id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([night_text(from), night_text(to)], kept)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Visible sessions that began in `from..to`, oldest first.
pub(crate) fn between(
    connection: &Connection,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Kept>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM session
         WHERE started_at >= ?1 AND started_at < ?2 AND hidden = 0 ORDER BY started_at, id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([moment_text(from), moment_text(to)], kept)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// # Errors
/// [`StoreError::Damaged`] when the session in that row means nothing to this Lull.
pub(crate) fn check_row(connection: &Connection, row: i64) -> Result<(), StoreError> {
    let sql = format!("SELECT {COLUMNS}, device, latest_end, ended_at FROM session WHERE id = ?1");
    connection.prepare_cached(&sql)?.query_row([row], |row| {
        get_option::<DeviceChoice>(row, "device", from_json)?;
        get_option::<Timestamp>(row, "latest_end", from_text)?;
        get_option::<Timestamp>(row, "ended_at", from_text)?;
        kept(row).map(|_| ())
    })?;
    Ok(())
}

pub(crate) fn add_imported(
    connection: &Connection,
    night: Night,
    start: Time,
    minutes: u16,
    now: &Now,
) -> Result<(), StoreError> {
    let began = instant_of(night.wall(start), &now.zone);
    let ended = began
        .saturating_add(jiff::SignedDuration::from_mins(minutes.into()))
        .unwrap_or(Timestamp::MAX);
    connection
        .prepare_cached(
            "INSERT INTO session
               (source, night, started_at, zone, start_wall, ended_at, active_seconds, end_reason)
             VALUES ('imported', ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            night_text(night),
            moment_text(began),
            zone_text(&now.zone, began),
            start.to_string(),
            moment_text(ended),
            u32::from(minutes) * 60,
            json(&EndReason::NotDriven)?,
        ])?;
    Ok(())
}

pub(crate) fn correct_imported(
    connection: &Connection,
    kept: &SessionRecord,
    minutes: u16,
) -> Result<(), StoreError> {
    let ended = kept
        .start
        .saturating_add(jiff::SignedDuration::from_mins(minutes.into()))
        .unwrap_or(Timestamp::MAX);
    connection
        .prepare_cached("UPDATE session SET active_seconds = ?2, ended_at = ?3 WHERE id = ?1")?
        .execute(params![
            kept.id,
            u32::from(minutes) * 60,
            moment_text(ended)
        ])?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, kept: &SessionRecord) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM session WHERE id = ?1")?
        .execute([kept.id])?;
    Ok(())
}

/// Takes a night's sessions out of the diary; true when there were any.
///
/// Ones Lull drove are hidden instead, because rest and daily cap must not be forgotten with a diary entry; one still
/// running stays in sight.
pub(crate) fn forget_night(connection: &Connection, night: Night) -> Result<bool, StoreError> {
    let night = night_text(night);
    let deleted = connection
        .prepare_cached("DELETE FROM session WHERE night = ?1 AND source = 'imported'")?
        .execute([&night])?;
    let hidden = connection
        .prepare_cached(
            "UPDATE session SET hidden = 1
             WHERE night = ?1 AND source = 'driven' AND hidden = 0 AND ended_at IS NOT NULL",
        )?
        .execute([&night])?;
    Ok(deleted + hidden > 0)
}

/// The zone's name, or its offset at that moment when it has none.
pub(crate) fn zone_text(zone: &jiff::tz::TimeZone, at: Timestamp) -> String {
    zone.iana_name()
        .map_or_else(|| zone.to_offset(at).to_string(), str::to_owned)
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let source = get(row, at::SOURCE, |text| match text {
        "driven" => Some(Source::Driven),
        "imported" => Some(Source::Imported),
        _ => None,
    })?;
    let active: u32 = row.get(at::ACTIVE_SECONDS.0)?;
    let record = SessionRecord {
        id: row.get(at::ID.0)?,
        night: get(row, at::NIGHT, from_night_text)?,
        start: get(row, at::STARTED_AT, from_text)?,
        start_wall: get(row, at::START_WALL, time)?,
        minutes: whole_minutes(Duration::from_secs(active.into())),
        program: get_option(row, at::PROGRAM, from_word)?,
        end: get_option(row, at::END_REASON, from_json)?,
        stopped: get_option(row, at::STOPPED, from_word)?,
    };
    Ok(Kept { record, source })
}

/// To the nearest minute, as a person would say it; a massage that ran at all counts as one.
pub(crate) fn whole_minutes(active: Duration) -> u16 {
    let seconds = active.as_secs();
    let minutes = ((seconds + 30) / 60).max(u64::from(seconds > 0));
    u16::try_from(minutes).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::store::{SCHEMA, at_schema};

    #[test]
    fn every_column_stands_where_it_is_read() {
        let connection = at_schema(SCHEMA).expect("an empty diary");
        let statement = connection
            .prepare(&format!("SELECT {COLUMNS} FROM session"))
            .expect("prepares");
        let read = [
            at::ID,
            at::SOURCE,
            at::NIGHT,
            at::PROGRAM,
            at::STARTED_AT,
            at::START_WALL,
            at::ACTIVE_SECONDS,
            at::END_REASON,
            at::STOPPED,
        ];
        for At(at, name) in read {
            assert_eq!(statement.column_name(at).ok(), Some(name));
        }
        assert_eq!(statement.column_count(), read.len());
    }
}
