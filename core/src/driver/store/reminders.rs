//! What became of each alarm, and when the set of alarms counts as a new one.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;

use super::StoreError;
use super::columns::{
    from_json, from_night_text, from_text, from_word, get, get_option, json, moment_text,
    night_text, unreadable, word,
};
use crate::reminder::audit::{Cause, Delivery};
use crate::reminder::{Action, Alarm, AlarmId, Capabilities};
use crate::time::Night;

/// Deliveries of the nights from `from` on, oldest first.
pub(crate) fn deliveries(
    connection: &Connection,
    from: Night,
    to: Night,
) -> Result<Vec<Delivery>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT alarm, kind, night, planned, fired, shown, acted_at, acted, refused, swipes, hindered_by, untold, armed
         FROM delivery WHERE night BETWEEN ?1 AND ?2 ORDER BY planned, alarm",
    )?;
    let rows = statement.query_map([night_text(from), night_text(to)], read_delivery)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// # Errors
/// [`StoreError::Damaged`] when the delivery in that row means nothing to this Lull.
pub(crate) fn check_row(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("SELECT * FROM delivery WHERE rowid = ?1")?
        .query_row([row], |row| read_delivery(row).map(|_| ()))?;
    Ok(())
}

/// Keeps the set just planned as the wanted one and gives its generation, which rises only with a changed set.
///
/// `capabilities` say what stands in the way of all of them right now. Nights before `from` have no alarm ahead.
pub(crate) fn keep_schedule(
    connection: &Connection,
    alarms: &[Alarm],
    capabilities: &Capabilities,
    from: Night,
    now: Timestamp,
) -> Result<u64, StoreError> {
    withdraw(connection, alarms, from, now)?;
    for alarm in alarms {
        plan(connection, alarm, capabilities, now)?;
    }
    let generation = count(connection, alarms)?;
    connection
        .prepare_cached("UPDATE schedule SET woken_at = ?1 WHERE id = 1")?
        .execute([moment_text(now)])?;
    Ok(generation)
}

fn count(connection: &Connection, alarms: &[Alarm]) -> Result<u64, StoreError> {
    let wanted = json(&alarms)?;
    let kept: Option<(i64, String)> = connection
        .prepare_cached("SELECT generation, alarms FROM schedule WHERE id = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let generation = match kept {
        Some((generation, alarms)) if alarms == wanted => return Ok(generation.unsigned_abs()),
        Some((generation, _)) => generation + 1,
        None => 1,
    };
    connection
        .prepare_cached(
            "INSERT INTO schedule (id, generation, alarms) VALUES (1, ?1, ?2)
             ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, alarms = excluded.alarms",
        )?
        .execute(params![generation, wanted])?;
    Ok(generation.unsigned_abs())
}

/// The generation of the set last given to the shell; 0 before the first.
pub(crate) fn generation(connection: &Connection) -> Result<u64, StoreError> {
    let kept: Option<i64> = connection
        .prepare_cached("SELECT generation FROM schedule WHERE id = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(kept.unwrap_or(0).unsigned_abs())
}

/// Begins a new generation without any alarm, so that the next wake gives a set the shell does not take for one it has.
pub(crate) fn begin_generation(connection: &Connection, generation: u64) -> Result<(), StoreError> {
    let generation = i64::try_from(generation).unwrap_or(i64::MAX);
    connection.execute(
        "INSERT INTO schedule (id, generation, alarms) VALUES (1, ?1, '[]')
         ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, alarms = excluded.alarms, applied = 0",
        [generation],
    )?;
    Ok(())
}

/// Notes what probably became of alarms whose time has passed since the last wake without a sign of life: it outweighs
/// what stood in their way. Of what was overdue before, this wake's cause knows nothing.
pub(crate) fn explain_overdue(
    connection: &Connection,
    from: Night,
    cause: Cause,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE delivery SET hindered_by = ?1
             WHERE night >= ?2 AND planned < ?3
               AND planned > coalesce((SELECT woken_at FROM schedule WHERE id = 1), '')
               AND (hindered_by IS NULL
                    OR hindered_by IN ('notifications_off', 'background_restricted', 'exact_alarms_off'))
               AND coalesce(fired, shown, acted_at) IS NULL",
        )?
        .execute(params![word(cause), night_text(from), moment_text(now)])?;
    Ok(())
}

/// How often the night's evening reminder was swiped away.
pub(crate) fn swipes(connection: &Connection, night: Night) -> Result<u8, StoreError> {
    let swipes: i64 = connection
        .prepare_cached(
            "SELECT coalesce(sum(swipes), 0) FROM delivery
             WHERE night = ?1 AND kind IN ('evening', 'repeat')",
        )?
        .query_row([night_text(night)], |row| row.get(0))?;
    Ok(u8::try_from(swipes).unwrap_or(u8::MAX))
}

/// All that is read back of a kept alarm: its other fields may have been written by an older Lull.
#[derive(Deserialize)]
struct Held {
    id: AlarmId,
}

/// Notes what the system would not take of that generation; an answer to an older one says nothing of today's set.
pub(crate) fn applied(
    connection: &Connection,
    generation: u64,
    refused: &[AlarmId],
) -> Result<(), StoreError> {
    // one too large for a column was never given out
    let generation = i64::try_from(generation).unwrap_or(i64::MAX);
    let kept: Option<String> = connection
        .prepare_cached("SELECT alarms FROM schedule WHERE id = 1 AND generation = ?1")?
        .query_row([generation], |row| row.get(0))
        .optional()?;
    let Some(kept) = kept else {
        return Ok(());
    };
    let held: Vec<Held> = from_json(&kept).ok_or_else(|| StoreError::Damaged {
        detail: "the kept schedule cannot be read".to_owned(),
    })?;
    for Held { id } in held {
        connection
            .prepare_cached("UPDATE delivery SET refused = ?2 WHERE alarm = ?1")?
            .execute(params![id.as_str(), refused.contains(&id)])?;
    }
    connection
        .prepare_cached("UPDATE schedule SET applied = ?1 WHERE id = 1")?
        .execute([generation])?;
    Ok(())
}

/// The first report of a firing counts; a withdrawn alarm that fires anyway leaves no trace.
pub(crate) fn fired(
    connection: &Connection,
    id: &AlarmId,
    at: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE delivery SET
               fired = CASE WHEN rearmed THEN ?2 ELSE coalesce(fired, ?2) END,
               shown = CASE WHEN rearmed THEN NULL ELSE shown END,
               rearmed = 0
             WHERE alarm = ?1",
        )?
        .execute(params![id.as_str(), moment_text(at)])?;
    Ok(())
}

/// The first report counts. Some systems tell only this.
pub(crate) fn shown(
    connection: &Connection,
    id: &AlarmId,
    at: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE delivery SET
               fired = CASE WHEN rearmed THEN NULL ELSE fired END,
               shown = CASE WHEN rearmed THEN ?2 ELSE coalesce(shown, ?2) END,
               rearmed = 0
             WHERE alarm = ?1",
        )?
        .execute(params![id.as_str(), moment_text(at)])?;
    Ok(())
}

/// The newest answer counts; but swiping a reminder away is none once it was answered, until it comes again.
///
/// False when the answer does not count.
pub(crate) fn acted(
    connection: &Connection,
    id: &AlarmId,
    action: Action,
    at: Timestamp,
) -> Result<bool, StoreError> {
    if action == Action::Dismiss && answered(connection, id)? {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "UPDATE delivery SET acted = ?2, acted_at = ?3, swipes = min(swipes + ?4, 255) WHERE alarm = ?1",
        )?
        .execute(params![
            id.as_str(),
            json(&action)?,
            moment_text(at),
            action == Action::Dismiss,
        ])?;
    Ok(true)
}

fn answered(connection: &Connection, id: &AlarmId) -> Result<bool, StoreError> {
    let answered = connection
        .prepare_cached(
            "SELECT acted_at IS NOT NULL AND acted_at >= max(coalesce(fired, ''), coalesce(shown, ''))
             FROM delivery WHERE alarm = ?1",
        )?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    Ok(answered.unwrap_or(false))
}

/// An alarm taken back before its time was never due and is not missed.
fn withdraw(
    connection: &Connection,
    alarms: &[Alarm],
    from: Night,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT alarm FROM delivery
         WHERE night >= ?1 AND planned > ?2 AND coalesce(fired, shown, acted_at) IS NULL",
    )?;
    let ahead: Vec<String> = statement
        .query_map([night_text(from), moment_text(now)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ahead {
        if !alarms.iter().any(|alarm| alarm.id.as_str() == id) {
            connection
                .prepare_cached("DELETE FROM delivery WHERE alarm = ?1")?
                .execute([id])?;
        }
    }
    Ok(())
}

/// A time that has passed without a sign of life stays the wanted one, so that coming late shows as late.
fn plan(
    connection: &Connection,
    alarm: &Alarm,
    capabilities: &Capabilities,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO delivery (alarm, kind, night, planned) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (alarm) DO UPDATE SET
               planned = excluded.planned,
               rearmed = coalesce(fired, shown) IS NOT NULL
             WHERE planned <> excluded.planned
               AND (planned > ?5 OR coalesce(fired, shown, acted_at) IS NOT NULL)",
        )?
        .execute(params![
            alarm.id.as_str(),
            word(alarm.kind),
            night_text(alarm.night),
            moment_text(alarm.wanted),
            moment_text(now),
        ])?;
    connection
        .prepare_cached(
            "UPDATE delivery SET armed = ?4, untold = ?5,
               hindered_by = CASE WHEN planned > ?3 THEN ?2 ELSE hindered_by END
             WHERE alarm = ?1
               AND (armed IS NOT ?4 OR untold <> ?5 OR (planned > ?3 AND hindered_by IS NOT ?2))",
        )?
        .execute(params![
            alarm.id.as_str(),
            capabilities.hindrance().map(word),
            moment_text(now),
            moment_text(alarm.at),
            !capabilities.reports_firing,
        ])?;
    Ok(())
}

fn read_delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let (id, ..) = get(row, "alarm", AlarmId::parse)?;
    let acted_at = get_option(row, "acted_at", from_text)?;
    let acted = get_option(row, "acted", from_json)?;
    let planned = get(row, "planned", from_text)?;
    Ok(Delivery {
        id,
        armed: get_option(row, "armed", from_text)?.unwrap_or(planned),
        kind: get(row, "kind", from_word)?,
        night: get(row, "night", from_night_text)?,
        planned,
        fired: get_option(row, "fired", from_text)?,
        shown: get_option(row, "shown", from_text)?,
        acted: match (acted_at, acted) {
            (Some(at), Some(action)) => Some((at, action)),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(unreadable("acted")),
        },
        refused: row.get("refused")?,
        swipes: row.get("swipes")?,
        hindered_by: get_option(row, "hindered_by", from_word)?,
        untold: row.get("untold")?,
    })
}
