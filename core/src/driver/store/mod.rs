//! Storage: SQLite. Decides what is kept and in which shape; one transaction a write, on disk before it returns.

pub(crate) mod columns;
pub(crate) mod devices;
pub(crate) mod diary;
pub(crate) mod health;
pub(crate) mod journal;
mod migrate;
mod open;
pub mod ownership;
pub(crate) mod reminders;
pub(crate) mod sessions;
pub(crate) mod settings;
#[cfg(test)]
mod tests;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use thiserror::Error;

pub use migrate::{APPLICATION_ID, SCHEMA, migrations};
pub use open::DATABASE_FILE;

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
    connection: Connection,
}

impl Store {
    /// Runs `work` as one write: all of it is on disk when this returns `Ok`, none of it otherwise.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let value = work(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// Runs `work` on one consistent state of the diary.
    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)
                .map_err(StoreError::from)?;
        work(&transaction)
    }
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
        ) {
            return Self::Damaged { detail };
        }
        let Some(code) = error.sqlite_error_code() else {
            return Self::Other { detail };
        };
        if code == ErrorCode::DiskFull {
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
