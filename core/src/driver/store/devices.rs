//! The kept devices, one row each.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use super::columns::{from_json, from_text, from_word, json, moment_text, word};
use crate::device::kept::{
    Configuration, DeviceId, DeviceName, DeviceTest, KeptDevice, NewDevice, Reach, Secret,
};
use crate::device::mains::{Learned, Milliwatts};

const COLUMNS: &str = "id, name, reach, kind, description, secret, idle_milliwatts, running_milliwatts, added_at, \
                       tested_at, test_result, no_fail_safe_accepted_at";

/// By name.
pub(crate) fn all(connection: &Connection) -> Result<Vec<KeptDevice>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM device ORDER BY name_key"))?;
    let rows = statement.query_map([], columns)?;
    rows.map(|row| device(row?)).collect()
}

pub(crate) fn one(connection: &Connection, id: DeviceId) -> Result<Option<KeptDevice>, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM device WHERE id = ?1"))?
        .query_row([id.0], columns)
        .optional()?
        .map(device)
        .transpose()
}

/// # Errors
/// [`StoreError::Damaged`] when the device in that row means nothing to this Lull.
pub(crate) fn check_row(connection: &Connection, row: i64) -> Result<(), StoreError> {
    one(connection, DeviceId(row)).map(|_| ())
}

pub(crate) fn add(
    connection: &Connection,
    new: &NewDevice,
    at: Timestamp,
) -> Result<DeviceId, StoreError> {
    let configuration = &new.configuration;
    connection
        .prepare_cached(
            "INSERT INTO device (name, name_key, reach, kind, description, secret, added_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            new.name.as_str(),
            new.name.key(),
            json(&new.reach)?,
            word(configuration.kind()),
            configuration.description(),
            configuration.secret().map(Secret::text),
            moment_text(at),
        ])?;
    Ok(DeviceId(connection.last_insert_rowid()))
}

pub(crate) fn rename(
    connection: &Connection,
    id: DeviceId,
    name: &DeviceName,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE device SET name = ?2, name_key = ?3 WHERE id = ?1")?
        .execute(params![id.0, name.as_str(), name.key()])?;
    Ok(())
}

pub(crate) fn forget(connection: &Connection, id: DeviceId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM device WHERE id = ?1")?
        .execute([id.0])?;
    Ok(())
}

pub(crate) fn set_test(
    connection: &Connection,
    id: DeviceId,
    test: DeviceTest,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE device SET tested_at = ?2, test_result = ?3 WHERE id = ?1")?
        .execute(params![id.0, moment_text(test.at), word(test.result)])?;
    Ok(())
}

pub(crate) fn set_learned(
    connection: &Connection,
    id: DeviceId,
    learned: Option<Learned>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE device SET idle_milliwatts = ?2, running_milliwatts = ?3 WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            learned.map(|learned| learned.idle().get()),
            learned.map(|learned| learned.running().get()),
        ])?;
    Ok(())
}

/// The first time counts.
pub(crate) fn accept_no_fail_safe(
    connection: &Connection,
    id: DeviceId,
    at: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE device SET no_fail_safe_accepted_at = coalesce(no_fail_safe_accepted_at, ?2) WHERE id = ?1",
        )?
        .execute(params![id.0, moment_text(at)])?;
    Ok(())
}

/// A row as it is written.
struct Columns {
    id: i64,
    name: String,
    reach: String,
    kind: String,
    description: Option<String>,
    secret: Option<String>,
    idle: Option<u32>,
    running: Option<u32>,
    added_at: String,
    tested_at: Option<String>,
    test_result: Option<String>,
    accepted_at: Option<String>,
}

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok(Columns {
        id: row.get(0)?,
        name: row.get(1)?,
        reach: row.get(2)?,
        kind: row.get(3)?,
        description: row.get(4)?,
        secret: row.get(5)?,
        idle: row.get(6)?,
        running: row.get(7)?,
        added_at: row.get(8)?,
        tested_at: row.get(9)?,
        test_result: row.get(10)?,
        accepted_at: row.get(11)?,
    })
}

fn device(row: Columns) -> Result<KeptDevice, StoreError> {
    let id = row.id;
    // never with the column's value: it may be the secret
    read(row).ok_or_else(|| StoreError::Damaged {
        detail: format!("device {id} cannot be read"),
    })
}

fn read(row: Columns) -> Option<KeptDevice> {
    let secret = row.secret.as_deref().map(Secret::new);
    let kind = from_word(&row.kind)?;
    let reach: Reach = from_json(&row.reach)?;
    let learned = match row.idle.zip(row.running) {
        Some((idle, running)) => Some(
            Learned::new(
                Milliwatts::believable(idle)?,
                Milliwatts::believable(running)?,
            )
            .ok()?,
        ),
        None => None,
    };
    let test = match row.tested_at.zip(row.test_result) {
        Some((at, result)) => Some(DeviceTest {
            at: from_text(&at)?,
            result: from_word(&result)?,
        }),
        None => None,
    };
    let accepted_at = match row.accepted_at {
        Some(at) => Some(from_text(&at)?),
        None => None,
    };
    Some(KeptDevice {
        id: DeviceId(row.id),
        name: DeviceName::new(&row.name).ok()?,
        reach,
        configuration: Configuration::new(kind, secret, row.description).ok()?,
        learned,
        added_at: from_text(&row.added_at)?,
        test,
        no_fail_safe_accepted_at: accepted_at,
    })
}
