//! Which schema this Lull knows and how an older one becomes it: forward only, one transaction, files never edited.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::StoreError;

/// The schema this Lull writes; counted in the file's `user_version`.
pub const SCHEMA: i64 = 5;

/// Marks the file as Lull's: "LULL" in the file's `application_id`.
pub const APPLICATION_ID: i64 = 0x4C55_4C4C;

/// Every schema change, oldest first.
#[must_use]
pub fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("../../../migrations/0001_diary.sql")),
        M::up(include_str!("../../../migrations/0002_details.sql")),
        M::up(include_str!("../../../migrations/0003_reminders.sql")),
        M::up(include_str!("../../../migrations/0004_device.sql")),
        M::up(include_str!("../../../migrations/0005_clocks.sql")),
    ])
}

pub(super) fn to_latest(connection: &mut Connection) -> Result<(), StoreError> {
    migrations().to_latest(connection).map_err(failed)
}

pub(super) fn failed(error: rusqlite_migration::Error) -> StoreError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other @ (rusqlite_migration::Error::SpecifiedSchemaVersion(_)
        | rusqlite_migration::Error::MigrationDefinition(_)
        | rusqlite_migration::Error::ForeignKeyCheck(_)
        | rusqlite_migration::Error::Hook(_)
        | rusqlite_migration::Error::FileLoad(_)
        | _) => StoreError::Other {
            detail: other.to_string(),
        },
    }
}
