//! Where the person is and whose clock counts: now, and on every night before.

use std::collections::BTreeMap;

use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{from_night_text, get, night_text};
use super::{StoreError, settings};
use crate::diary::Clocks;
use crate::plan;
use crate::reminder::whereabouts::{self, Residence, Whereabouts};
use crate::time::{Night, Now};

/// Whose clock counts at that moment.
pub(crate) fn look(connection: &Connection, now: &Now) -> Result<Whereabouts, StoreError> {
    let settings = settings::load(connection)?.unwrap_or_default();
    let residence = residence(connection)?;
    Ok(whereabouts::look(
        settings.reminders.travel,
        residence.as_ref(),
        now,
    ))
}

/// The zone the person lives by, and the one they keep its time in; `None` before the first wake.
pub(crate) fn residence(connection: &Connection) -> Result<Option<Residence>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT home, kept_in FROM residence WHERE id = 1")?
        .query_row([], |row| {
            Ok(Residence {
                home: row.get("home")?,
                kept_in: row.get("kept_in")?,
            })
        })
        .optional()?)
}

pub(crate) fn put_residence(
    connection: &Connection,
    residence: &Residence,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO residence (id, home, kept_in) VALUES (1, ?1, ?2)
             ON CONFLICT (id) DO UPDATE SET home = excluded.home, kept_in = excluded.kept_in",
        )?
        .execute(params![residence.home, residence.kept_in])?;
    Ok(())
}

/// Notes by which clocks the night to come is lived, and every one after it until something else is noted.
pub(crate) fn note(
    connection: &Connection,
    whereabouts: &Whereabouts,
    now: &Now,
) -> Result<(), StoreError> {
    let settings = settings::load(connection)?.unwrap_or_default();
    let night = plan::night_meant(&settings, &whereabouts.now);
    let (told, counted) = (now.zone_name(), whereabouts.now.zone_name());
    let held: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT told, counted FROM night_clock WHERE night <= ?1 ORDER BY night DESC LIMIT 1",
        )?
        .query_row([night_text(night)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // nights after this one were noted by a clock that ran ahead
    connection
        .prepare_cached("DELETE FROM night_clock WHERE night > ?1")?
        .execute([night_text(night)])?;
    if held != Some((told.clone(), counted.clone())) {
        connection
            .prepare_cached(
                "INSERT INTO night_clock (night, told, counted) VALUES (?1, ?2, ?3)
                 ON CONFLICT (night) DO UPDATE SET told = excluded.told, counted = excluded.counted",
            )?
            .execute(params![night_text(night), told, counted])?;
    }
    Ok(())
}

/// What was noted, and what holds now. Zones nobody knows any more are left out.
pub(crate) fn noted(
    connection: &Connection,
    whereabouts: &Whereabouts,
    now: &Now,
) -> Result<BTreeMap<Night, Clocks>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT night, told, counted FROM night_clock ORDER BY night")?;
    let rows = statement.query_map([], |row| {
        Ok((
            get(row, "night", from_night_text)?,
            row.get::<_, String>("told")?,
            row.get::<_, String>("counted")?,
        ))
    })?;
    let mut clocks = BTreeMap::new();
    for row in rows {
        let (night, told, counted) = row?;
        if let (Some(told), Some(counted)) = (zone(&told), zone(&counted)) {
            clocks.insert(night, Clocks { told, counted });
        }
    }
    let settings = settings::load(connection)?.unwrap_or_default();
    let tonight = plan::night_meant(&settings, &whereabouts.now);
    let here = Clocks {
        told: now.zone.clone(),
        counted: whereabouts.now.zone.clone(),
    };
    if clocks.range(..=tonight).next_back().map(|(_, held)| held) != Some(&here) {
        clocks.insert(tonight, here);
    }
    Ok(clocks)
}

/// # Errors
/// [`StoreError::Damaged`] when the night in that row is none.
pub(crate) fn check_row(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("SELECT night FROM night_clock WHERE rowid = ?1")?
        .query_row([row], |row| get(row, "night", from_night_text).map(|_| ()))?;
    Ok(())
}

fn zone(name: &str) -> Option<TimeZone> {
    DateTimeParser::new().parse_time_zone(name).ok()
}
