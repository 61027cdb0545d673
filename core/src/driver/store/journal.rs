//! What a running session writes down before each of its acts, and what is asked of it from outside.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{
    from_json, from_night_text, from_text, from_word, get, get_option, json, moment_text,
    night_text, time, word,
};
use super::sessions::{self, zone_text};
use super::{Store, StoreError, clocks, diary};
use crate::app::SessionRecord;
use crate::device::DeviceChoice;
use crate::diary::Change;
use crate::session::journal::{CutOff, Record, What, active_time, legs_and_level, what_became_of};
use crate::session::level::Tried;
use crate::session::{EndReason, ProgramKind, SessionId, Stopped};
use crate::time::{Night, Now};

/// A session found cut off that the person has not yet been told of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Interruption {
    pub(crate) program: ProgramKind,
    pub(crate) night: Night,
    pub(crate) start_wall: jiff::civil::Time,
    pub(crate) stopped: Stopped,
    pub(crate) stops_by: Option<Timestamp>,
}

impl Store {
    /// Writes one line; it is on disk when this returns. [`What::Began`] makes the session known, [`What::Ended`]
    /// closes it; a second beginning of the same open session changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Other`] when the session never began, or its number was used before; else the storage's own.
    pub fn append(&mut self, record: &Record, zone: &TimeZone) -> Result<(), StoreError> {
        self.write(|connection| append(connection, record, zone))
    }

    /// Sessions without an end, oldest first.
    ///
    /// # Errors
    /// The storage's own.
    pub fn open_sessions(&self) -> Result<Vec<SessionId>, StoreError> {
        open_sessions(&self.connection)
    }

    /// A session's journal, oldest line first; empty when there is no such session.
    ///
    /// # Errors
    /// The storage's own.
    pub fn records(&self, session: SessionId) -> Result<Vec<Record>, StoreError> {
        records(&self.connection, session)
    }

    /// Asks whoever runs this session to stop it; true when it is still open.
    ///
    /// # Errors
    /// The storage's own.
    pub fn request_stop(&mut self, session: SessionId) -> Result<bool, StoreError> {
        self.write(|connection| {
            let asked = connection
                .prepare_cached(
                    "UPDATE session SET stop_requested = 1 WHERE number = ?1 AND ended_at IS NULL",
                )?
                .execute([session.0])?;
            Ok(asked > 0)
        })
    }

    /// Whether somebody asked for a stop through [`Store::request_stop`].
    ///
    /// # Errors
    /// The storage's own.
    pub fn stop_requested(&self, session: SessionId) -> Result<bool, StoreError> {
        let asked = self
            .connection
            .prepare_cached("SELECT stop_requested FROM session WHERE number = ?1")?
            .query_row([session.0], |row| row.get(0))
            .optional()?;
        Ok(asked.unwrap_or(false))
    }

    /// Visible sessions that began in `from..to`, oldest first.
    ///
    /// # Errors
    /// The storage's own.
    pub fn sessions_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<SessionRecord>, StoreError> {
        let kept = sessions::between(&self.connection, from, to)?;
        Ok(kept.into_iter().map(|kept| kept.record).collect())
    }

    /// When the massager last came to rest after a session Lull drove, deleted nights included. May lie ahead, when
    /// a cut-off session runs to its fail-safe time.
    ///
    /// # Errors
    /// The storage's own.
    pub fn last_session_end(&self) -> Result<Option<Timestamp>, StoreError> {
        let end = self
            .connection
            .prepare_cached(
                "SELECT max(ended_at) AS ended_at FROM session
                 WHERE source = 'driven' AND active_seconds > 0 AND stopped IS NOT 'never_ran'
                 AND program IS NOT 'device_test'",
            )?
            .query_row([], |row| get_option(row, "ended_at", from_text))?;
        Ok(end)
    }

    /// How long Lull made the massager turn in a night, for the daily cap; deleted nights included.
    ///
    /// # Errors
    /// The storage's own.
    pub fn active_in(&self, night: Night) -> Result<Duration, StoreError> {
        let seconds: u32 = self
            .connection
            .prepare_cached(
                "SELECT coalesce(sum(active_seconds), 0) FROM session
                 WHERE source = 'driven' AND night = ?1 AND stopped IS NOT 'never_ran'",
            )?
            .query_row([night_text(night)], |row| row.get(0))?;
        Ok(Duration::from_secs(seconds.into()))
    }

    /// Closes every session whose process died. Call it as the owner, before beginning a session.
    ///
    /// # Errors
    /// The storage's own.
    pub fn settle_cut_off(&mut self, now: &Now) -> Result<Vec<CutOff>, StoreError> {
        self.write(|connection| settle_cut_off(connection, false, now))
    }
}

/// Closes every open session whose owner is dead and leaves word of it for the person.
///
/// While `owned`, a living process runs one: the newest is its own and is left alone.
pub(crate) fn settle_cut_off(
    connection: &Connection,
    owned: bool,
    now: &Now,
) -> Result<Vec<CutOff>, StoreError> {
    let mut open = open_sessions(connection)?;
    if owned {
        open.pop();
    }
    let mut settled = Vec::new();
    for session in open {
        let journal = records(connection, session)?;
        if let Some(cut_off) = what_became_of(&journal, now) {
            close_cut_off(connection, &cut_off, now)?;
            settled.push(cut_off);
        }
    }
    Ok(settled)
}

/// What the person has not been told yet, oldest first.
pub(crate) fn interruptions(connection: &Connection) -> Result<Vec<Interruption>, StoreError> {
    // a cross join keeps this order: interruptions are few, and sessions are those of years
    let mut statement = connection.prepare_cached(
        "SELECT session.program, session.night, session.start_wall, session.stopped, interruption.stops_by
         FROM interruption CROSS JOIN session ON session.id = interruption.session
         WHERE interruption.acknowledged = 0 ORDER BY session.id",
    )?;
    let rows = statement.query_map([], read_interruption)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// # Errors
/// [`StoreError::Damaged`] when the interruption in that row means nothing to this Lull.
pub(crate) fn check_interruption(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "SELECT session.program, session.night, session.start_wall, session.stopped, interruption.stops_by
             FROM interruption JOIN session ON session.id = interruption.session
             WHERE interruption.session = ?1",
        )?
        .query_row([row], |row| read_interruption(row).map(|_| ()))
        // one without its session is an orphan, which is looked for elsewhere
        .optional()?;
    Ok(())
}

fn read_interruption(row: &Row<'_>) -> rusqlite::Result<Interruption> {
    Ok(Interruption {
        program: get(row, "program", from_word)?,
        night: get(row, "night", from_night_text)?,
        start_wall: get(row, "start_wall", time)?,
        // a session whose end was lost with a damaged field: nobody knows
        stopped: get_option(row, "stopped", from_word)?.unwrap_or(Stopped::Unknown),
        stops_by: get_option(row, "stops_by", from_text)?,
    })
}

/// What was held in the latest sessions before which the person said how the legs felt, and whether it helped.
pub(crate) fn tried(connection: &Connection) -> Result<Vec<Tried>, StoreError> {
    /// Older ones say little of the legs of today.
    const LATEST: u32 = 60;
    let mut statement = connection.prepare_cached(
        "SELECT session.number, entry.helped FROM session
         JOIN entry ON entry.night = session.night
         JOIN journal ON journal.session = session.id
         WHERE session.source = 'driven' AND entry.helped IS NOT NULL
           AND json_extract(journal.what, '$.what') = 'began'
           AND json_extract(journal.what, '$.legs_now') IS NOT NULL
         ORDER BY session.id DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([LATEST], |row| {
        let number: u32 = row.get("number")?;
        Ok((SessionId(number), get(row, "helped", from_word)?))
    })?;
    let mut tried = Vec::new();
    for row in rows {
        let (session, helped) = row?;
        if let Some((legs_now, held)) = legs_and_level(&records(connection, session)?) {
            tried.push(Tried {
                legs_now,
                held,
                helped,
            });
        }
    }
    Ok(tried)
}

/// How the latest supervised test of a device ended; `None` before its first, and while one runs.
pub(crate) fn end_of_last_test(
    connection: &Connection,
    device: &DeviceChoice,
) -> Result<Option<EndReason>, StoreError> {
    let end = connection
        .prepare_cached(
            "SELECT end_reason FROM session
             WHERE source = 'driven' AND program = ?1 AND device = ?2 ORDER BY id DESC LIMIT 1",
        )?
        .query_row(
            params![word(ProgramKind::DeviceTest), json(device)?],
            |row| get_option(row, "end_reason", from_json),
        )
        .optional()?;
    Ok(end.flatten())
}

/// True when there was something to acknowledge.
pub(crate) fn acknowledge_interruptions(connection: &Connection) -> Result<bool, StoreError> {
    let seen = connection
        .prepare_cached("UPDATE interruption SET acknowledged = 1 WHERE acknowledged = 0")?
        .execute([])?;
    Ok(seen > 0)
}

/// # Errors
/// [`StoreError::Damaged`] when the line means nothing to this Lull.
pub(crate) fn check_row(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("SELECT * FROM journal WHERE seq = ?1")?
        .query_row([row], |row| {
            get::<Timestamp>(row, "at", from_text)?;
            get::<What>(row, "what", from_json).map(|_| ())
        })?;
    Ok(())
}

fn append(connection: &Connection, record: &Record, zone: &TimeZone) -> Result<(), StoreError> {
    let known: Option<(i64, bool)> = connection
        .prepare_cached("SELECT id, ended_at IS NULL FROM session WHERE number = ?1")?
        .query_row([record.session.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match (&record.what, known) {
        (What::Began { .. }, None) => {
            begin(connection, record, zone)?;
            write_line(connection, connection.last_insert_rowid(), record)
        }
        (What::Began { .. }, Some((_, true))) => Ok(()),
        (What::Began { .. }, Some((_, false))) => {
            Err(impossible(record, "its number was used before"))
        }
        (
            What::FailSafe { .. } | What::Wants { .. } | What::Observed { .. } | What::Ended { .. },
            None,
        ) => Err(impossible(record, "it never began")),
        (What::FailSafe { .. } | What::Wants { .. }, Some((row, _))) => {
            write_line(connection, row, record)
        }
        (What::Observed { .. }, Some((row, _))) => {
            write_line(connection, row, record)?;
            needs_no_reminder(connection, row, record.at, zone)
        }
        (What::Ended { reason, stopped }, Some((row, _))) => {
            write_line(connection, row, record)?;
            let active = active_time(&records(connection, record.session)?, record.at);
            end(connection, row, record.at, active, *reason, *stopped)
        }
    }
}

fn begin(connection: &Connection, record: &Record, zone: &TimeZone) -> Result<(), StoreError> {
    let What::Began {
        night,
        program,
        device,
        terms: _,
        latest_end,
        legs_now: _,
    } = &record.what
    else {
        return Err(impossible(record, "it never began"));
    };
    connection
        .prepare_cached(
            "INSERT INTO session
               (number, source, night, program, device, started_at, zone, start_wall, latest_end)
             VALUES (?1, 'driven', ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            record.session.0,
            night_text(*night),
            word(program),
            json(device)?,
            moment_text(record.at),
            zone_text(zone, record.at),
            zone.to_datetime(record.at).time().to_string(),
            moment_text(*latest_end),
        ])?;
    Ok(())
}

/// An evening massage that really runs is what the reminder of that night would have asked for: the night that runs by
/// the clock that counts, which need not be the one on the wall that the session belongs to.
fn needs_no_reminder(
    connection: &Connection,
    row: i64,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<(), StoreError> {
    let is_evening = connection
        .prepare_cached("SELECT 1 FROM session WHERE id = ?1 AND program = ?2")?
        .exists(params![row, word(ProgramKind::Evening)])?;
    if !is_evening {
        return Ok(());
    }
    let then = Now::new(at, zone.clone(), Duration::ZERO);
    let night = clocks::look(connection, &then)?.now.night();
    diary::put_change(connection, night, Change::Done, at)
}

fn write_line(connection: &Connection, row: i64, record: &Record) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO journal (session, at, what) VALUES (?1, ?2, ?3)")?
        .execute(params![row, moment_text(record.at), json(&record.what)?])?;
    Ok(())
}

/// The first end stands.
fn end(
    connection: &Connection,
    row: i64,
    ended: Timestamp,
    active: Duration,
    reason: EndReason,
    stopped: Stopped,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE session SET ended_at = ?2, active_seconds = ?3, end_reason = ?4, stopped = ?5
             WHERE id = ?1 AND ended_at IS NULL",
        )?
        .execute(params![
            row,
            moment_text(ended),
            u32::try_from(active.as_secs()).unwrap_or(u32::MAX),
            json(&reason)?,
            word(stopped),
        ])?;
    Ok(())
}

fn close_cut_off(connection: &Connection, cut_off: &CutOff, now: &Now) -> Result<(), StoreError> {
    let row: i64 = connection
        .prepare_cached("SELECT id FROM session WHERE number = ?1")?
        .query_row([cut_off.session.0], |row| row.get(0))?;
    let record = Record {
        session: cut_off.session,
        at: now.at,
        what: What::Ended {
            reason: EndReason::Interrupted,
            stopped: cut_off.stopped,
        },
    };
    write_line(connection, row, &record)?;
    end(
        connection,
        row,
        cut_off.ended,
        cut_off.active,
        EndReason::Interrupted,
        cut_off.stopped,
    )?;
    connection
        .prepare_cached("INSERT INTO interruption (session, stops_by) VALUES (?1, ?2)")?
        .execute(params![row, cut_off.stops_by.map(moment_text)])?;
    Ok(())
}

pub(crate) fn open_sessions(connection: &Connection) -> Result<Vec<SessionId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number FROM session WHERE ended_at IS NULL AND number IS NOT NULL ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| row.get(0).map(SessionId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn records(
    connection: &Connection,
    session: SessionId,
) -> Result<Vec<Record>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT journal.at, journal.what FROM journal JOIN session ON session.id = journal.session
         WHERE session.number = ?1 ORDER BY journal.seq",
    )?;
    let read = |row: &Row<'_>| {
        Ok(Record {
            session,
            at: get(row, "at", from_text)?,
            what: get(row, "what", from_json)?,
        })
    };
    let rows = statement.query_map([session.0], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn impossible(record: &Record, why: &str) -> StoreError {
    StoreError::Other {
        detail: format!("session {}: {why}", record.session.0),
    }
}
