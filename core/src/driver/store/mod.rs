//! Storage: SQLite. Decides what is kept and in which shape; one transaction a write, on disk before it returns.

pub(crate) mod backup;
mod check;
pub(crate) mod clocks;
pub(crate) mod columns;
pub(crate) mod damage;
pub(crate) mod devices;
pub(crate) mod diary;
mod files;
pub(crate) mod forget;
pub(crate) mod health;
pub(crate) mod journal;
pub(crate) mod merge;
mod migrate;
mod open;
pub mod ownership;
pub(crate) mod reminders;
pub(crate) mod rest;
mod salvage;
pub(crate) mod sessions;
pub(crate) mod settings;
mod stamp;
pub(crate) mod tables;
#[cfg(test)]
mod tests;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use thiserror::Error;

pub use backup::{BACKUP_ENDING, BACKUPS, Backup, BackupKind, Manifest, Passphrase};
pub use damage::{Damage, DamageKind, SET_ASIDE, SetAside};
pub use forget::Forgotten;
pub use merge::{Merged, OnConflict};
pub use migrate::{APPLICATION_ID, SCHEMA, migrations};
pub use open::DATABASE_FILE;
pub use salvage::Saved;

use ownership::Presence;
use stamp::Stamp;

/// Why the diary could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder or file cannot be used; names it and says why.
    #[error("cannot use {path}: {why}")]
    Unusable { path: String, why: String },
    /// Written by a newer Lull; untouched.
    #[error(
        "the diary was written by a newer Lull (schema {found}, this one knows {known}); update Lull"
    )]
    NewerSchema { found: i64, known: i64 },
    #[error("no space left on the device")]
    Full,
    #[error("the folder or file is read-only")]
    ReadOnly,
    /// Another program held the diary for too long.
    #[error("the diary is busy")]
    Busy,
    /// The file is damaged or not a diary.
    #[error("the diary file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("storage failed: {detail}")]
    Other { detail: String },
}

/// One connection to the diary. Any number of them, in any number of processes, may be open on the same folder.
#[derive(Debug)]
pub struct Store {
    // in this order: the stamp is written when the connection has closed, and others may mend the file only then
    connection: Connection,
    stamp: Stamp,
    _presence: Presence,
    mended: Option<Damage>,
}

/// An error that may say that the file is damaged.
pub(crate) trait MayBeDamage {
    fn is_damage(&self) -> bool;
}

impl MayBeDamage for StoreError {
    fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }
}

impl Store {
    /// Runs `work` as one write: all of it is on disk when this returns `Ok`, none of it otherwise.
    pub(crate) fn write<T, E: From<StoreError> + MayBeDamage>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let written = (|| {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(StoreError::from)?;
            let value = work(&transaction)?;
            transaction.commit().map_err(StoreError::from)?;
            Ok(value)
        })();
        self.watch(written)
    }

    /// Runs `work` on one consistent state of the diary.
    pub(crate) fn read<T, E: From<StoreError> + MayBeDamage>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let read = (|| {
            let transaction =
                Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)
                    .map_err(StoreError::from)?;
            work(&transaction)
        })();
        self.watch(read)
    }

    /// Puts another diary of today's schema in this one's place, at one stroke.
    pub(crate) fn replace(&mut self, other: &Connection) -> Result<(), StoreError> {
        let replaced = backup::bring_back(other, &mut self.connection, open::BUSY_TIMEOUT);
        self.watch(replaced)
    }

    /// Damage met on the way makes the next opening look at everything.
    fn watch<T, E: MayBeDamage>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.as_ref().is_err_and(MayBeDamage::is_damage) {
            self.stamp.distrust();
        }
        result
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.stamp.closing();
    }
}

/// Makes the file anew without what was deleted, and empties its log.
fn shrink(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("VACUUM")?;
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    // another reader keeps the old pages in the log until it closes
    if busy { Err(StoreError::Busy) } else { Ok(()) }
}

/// An empty diary of that schema, in memory.
pub(crate) fn at_schema(schema: i64) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    // rows may come before the ones they name
    connection.pragma_update(None, "foreign_keys", false)?;
    let version = usize::try_from(schema).unwrap_or(usize::MAX);
    migrations()
        .to_version(&mut connection, version)
        .map_err(migrate::failed)?;
    Ok(connection)
}

/// Brings a diary in memory to today's schema and reads all of it.
///
/// # Errors
/// [`StoreError::Damaged`] names the column that means nothing to this Lull.
pub(crate) fn to_today(connection: &mut Connection) -> Result<(), StoreError> {
    migrate::to_latest(connection)?;
    check::rows(connection)
}

/// Every statement is a constant that tests have run: one that SQLite cannot make sense of met another schema than the one
/// it was written for, and that is damage, down to a single letter in the name of a function.
fn is_not_our_schema(error: &rusqlite::Error) -> bool {
    let failure = if let rusqlite::Error::SqlInputError { error, .. } = error {
        Some(error)
    } else {
        error.sqlite_error()
    };
    failure.is_some_and(|error| error.extended_code & 0xff == rusqlite::ffi::SQLITE_ERROR)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        if matches!(
            error,
            rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..)
        ) || is_not_our_schema(&error)
        {
            return Self::Damaged { detail };
        }
        let Some(code) = error.sqlite_error_code() else {
            return Self::Other { detail };
        };
        let extended = error.sqlite_error().map(|error| error.extended_code);
        // the index beside the log could not grow, which SQLite tells with another number than a full disk elsewhere
        let is_full =
            code == ErrorCode::DiskFull || extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        if is_full {
            Self::Full
        } else if code == ErrorCode::ReadOnly {
            Self::ReadOnly
        } else if code == ErrorCode::DatabaseBusy || code == ErrorCode::DatabaseLocked {
            Self::Busy
        } else if code == ErrorCode::DatabaseCorrupt || code == ErrorCode::NotADatabase {
            Self::Damaged { detail }
        } else {
            Self::Other { detail }
        }
    }
}
