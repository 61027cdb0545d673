//! What the motor did lately. It outlives a restore and a forgetting: rest and the night's cap count it, and nobody may
//! start anew at once because a diary was changed.

use jiff::{SignedDuration, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::StoreError;
use super::columns::{moment_text, night_text};
use super::merge::free_session_number;
use crate::time::Now;

/// A night is noon to noon, and the person may fly west: what ended this long ago may still belong to tonight.
const COUNTS_FOR: SignedDuration = SignedDuration::from_hours(18);
/// Nights after which a session of a deleted night counts nowhere.
const HIDDEN_NIGHTS: i32 = 2;

/// Sessions Lull drove that rest or a night's cap still count. `?1` and `?2` are of [`bounds`].
const LATELY: &str =
    "source = 'driven' AND (night >= ?1 OR started_at >= ?2 OR coalesce(ended_at, '') >= ?2)";
const COLUMNS: &str = "number, night, program, started_at, zone, start_wall, latest_end, ended_at, \
    active_seconds, end_reason, stopped";

/// Takes what the motor did lately into a diary that is about to take this one's place. There it is out of sight, except
/// where that diary tells the same session. The device is left out: there it may be another one.
pub(crate) fn carry_over(
    here: &Connection,
    into: &Connection,
    now: &Now,
) -> Result<(), StoreError> {
    let (night, since) = bounds(now);
    let mut statement = here.prepare(&format!(
        "SELECT id, {COLUMNS} FROM session WHERE {LATELY} ORDER BY id"
    ))?;
    let rows = statement.query_map([night, since], Driven::of)?;
    for driven in rows {
        driven?.put(here, into)?;
    }
    Ok(())
}

/// Takes everything out of the session tables but what the motor did lately, of which only that it ran is left; how many
/// rows went and how many sessions are left.
pub(crate) fn forget_all_else(
    connection: &Connection,
    now: &Now,
) -> Result<(usize, usize), StoreError> {
    let (night, since) = bounds(now);
    let mut rows = connection.execute("DELETE FROM journal", [])?;
    // a massager that may still turn is told of whatever else is forgotten
    rows += connection.execute(
        &format!(
            "DELETE FROM interruption WHERE acknowledged = 1
             OR session NOT IN (SELECT id FROM session WHERE {LATELY})"
        ),
        [&night, &since],
    )?;
    rows += connection.execute(
        &format!("DELETE FROM session WHERE NOT ({LATELY})"),
        [&night, &since],
    )?;
    let left = connection.execute("UPDATE session SET hidden = 1, device = NULL", [])?;
    Ok((rows, left))
}

/// Takes sessions of deleted nights out for good when no limit counts them any more.
pub(crate) fn drop_outlived(connection: &Connection, now: &Now) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM session WHERE hidden = 1 AND night < ?1 AND ended_at IS NOT NULL
               AND id NOT IN (SELECT session FROM interruption WHERE acknowledged = 0)",
        )?
        .execute([night_text(now.night().plus(-HIDDEN_NIGHTS))])?;
    Ok(())
}

fn bounds(now: &Now) -> (String, String) {
    let since = now.at.saturating_sub(COUNTS_FOR).unwrap_or(Timestamp::MIN);
    (night_text(now.night()), moment_text(since))
}

/// A session as its row holds it.
struct Driven {
    id: i64,
    number: i64,
    started_at: String,
    values: Vec<Value>,
}

impl Driven {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let width = row.as_ref().column_count();
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            started_at: row.get("started_at")?,
            values: (1..width)
                .map(|index| row.get(index))
                .collect::<Result<_, _>>()?,
        })
    }

    fn put(mut self, here: &Connection, into: &Connection) -> Result<(), StoreError> {
        let same = into
            .prepare_cached(
                "SELECT id, ended_at IS NULL FROM session
                 WHERE source = 'driven' AND number = ?1 AND started_at = ?2",
            )?
            .query_row(params![self.number, self.started_at], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
            })
            .optional()?;
        let id = match same {
            Some((_, false)) => return Ok(()),
            // a backup made while it ran knows no end of it
            Some((id, true)) => {
                let [.., ended_at, active_seconds, end_reason, stopped] = self.values.as_slice()
                else {
                    return Ok(());
                };
                into.execute(
                    "UPDATE session SET ended_at = ?2, active_seconds = ?3, end_reason = ?4, stopped = ?5
                     WHERE id = ?1",
                    params![id, ended_at, active_seconds, end_reason, stopped],
                )?;
                id
            }
            None => {
                let free = free_session_number(into, self.number)?;
                if let Some(number) = self.values.first_mut() {
                    *number = Value::Integer(free);
                }
                into.execute(
                    &format!(
                        "INSERT INTO session ({COLUMNS}, source, hidden)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'driven', 1)"
                    ),
                    params_from_iter(&self.values),
                )?;
                into.last_insert_rowid()
            }
        };
        let untold: Option<Option<String>> = here
            .prepare_cached(
                "SELECT stops_by FROM interruption WHERE session = ?1 AND acknowledged = 0",
            )?
            .query_row([self.id], |row| row.get(0))
            .optional()?;
        if let Some(stops_by) = untold {
            into.execute(
                "INSERT OR IGNORE INTO interruption (session, stops_by) VALUES (?1, ?2)",
                params![id, stops_by],
            )?;
        }
        Ok(())
    }
}
