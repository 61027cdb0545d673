//! The settings, kept as one document with a version of its own.

use rusqlite::{Connection, OptionalExtension};

use super::columns::{from_json, json};
use super::{StoreError, devices};
use crate::device::DeviceChoice;
use crate::settings::Settings;

/// Rises when an older document needs a change before it can be read.
const DOCUMENT_VERSION: i64 = 1;

/// `None` until the person saved some.
pub(crate) fn load(connection: &Connection) -> Result<Option<Settings>, StoreError> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT version, body FROM settings WHERE id = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(version, body)| {
            from_json(&body)
                .filter(|_| version == DOCUMENT_VERSION)
                .ok_or_else(|| StoreError::Damaged {
                    detail: format!("settings of version {version} cannot be read"),
                })
        })
        .transpose()
}

/// # Errors
/// [`StoreError::Damaged`] when the document means nothing to this Lull.
pub(crate) fn check_row(connection: &Connection, _row: i64) -> Result<(), StoreError> {
    load(connection).map(|_| ())
}

/// Puts a massager switched by hand in the place of a chosen device that is not kept here: another one must never be
/// switched on for it. True when there was such a one.
pub(crate) fn drop_missing_device(connection: &Connection) -> Result<bool, StoreError> {
    let Some(mut settings) = load(connection)? else {
        return Ok(false);
    };
    let DeviceChoice::Kept { id } = settings.device else {
        return Ok(false);
    };
    if devices::one(connection, id)?.is_some() {
        return Ok(false);
    }
    settings.device = DeviceChoice::Manual;
    save(connection, &settings)?;
    Ok(true)
}

pub(crate) fn save(connection: &Connection, settings: &Settings) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO settings (id, version, body) VALUES (1, ?1, ?2)
             ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body",
        )?
        .execute((DOCUMENT_VERSION, json(settings)?))?;
    Ok(())
}
