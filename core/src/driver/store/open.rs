//! Opening a diary: what is made when it is missing, and what is refused untouched.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::migrate::{self, APPLICATION_ID, SCHEMA};
use super::ownership::FileLock;
use super::{Store, StoreError};

/// The diary's file inside the data folder.
pub const DATABASE_FILE: &str = "diary.sqlite";
/// Held while the file is made or brought to a newer schema, so that two processes do not both do it.
const MIGRATION_LOCK: &str = "migration.lock";
/// How long a write waits for another process before it is refused as busy.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the diary in the folder `data`, making both when they are missing.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] names the folder or file that cannot be used, [`StoreError::NewerSchema`] and
    /// [`StoreError::Damaged`] leave the file as it is, [`StoreError::Busy`] when another process held it for 5 s.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        make_folder(data)?;
        let file = data.join(DATABASE_FILE);
        if file.is_dir() {
            return Err(unusable(&file, "it is a folder, not a file"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection =
            Connection::open_with_flags(&file, flags).map_err(|error| at(&file, error))?;
        recognise(&connection, &file)?;
        bring_up_to_date(&mut connection, data, &file)?;
        configure(&connection).map_err(|error| at(&file, error))?;
        Ok(Self { connection })
    }
}

/// A diary is nobody else's business: a folder made here is the person's own.
fn make_folder(data: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data).map_err(|error| {
        if data.is_file() {
            unusable(data, "it is a file, not a folder")
        } else {
            unusable(data, error)
        }
    })
}

/// Refuses what is not a diary of this or an older Lull, before anything is written.
fn recognise(connection: &Connection, file: &Path) -> Result<(), StoreError> {
    let number = |sql| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|error| at(file, error))
    };
    connection
        .busy_timeout(BUSY_TIMEOUT)
        .map_err(|error| at(file, error))?;
    let program = number("PRAGMA application_id")?;
    let schema = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    let fresh = program == 0 && schema == 0 && tables == 0;
    if program != APPLICATION_ID && !fresh {
        return Err(unusable(file, "it is a database of another program"));
    }
    if schema > SCHEMA {
        return Err(StoreError::NewerSchema {
            found: schema,
            known: SCHEMA,
        });
    }
    if connection
        .is_readonly("main")
        .map_err(|error| at(file, error))?
    {
        return Err(unusable(file, "it is read-only"));
    }
    Ok(())
}

fn bring_up_to_date(
    connection: &mut Connection,
    data: &Path,
    file: &Path,
) -> Result<(), StoreError> {
    if is_current(connection).map_err(|error| at(file, error))? {
        return Ok(());
    }
    let _lock =
        FileLock::take(&data.join(MIGRATION_LOCK), BUSY_TIMEOUT)?.ok_or(StoreError::Busy)?;
    // another process may have done it while this one waited
    if is_current(connection).map_err(|error| at(file, error))? {
        return Ok(());
    }
    connection
        .query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .map_err(|error| at(file, error))?;
    migrate::to_latest(connection)
}

fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    let schema: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    Ok(schema == SCHEMA && mode == "wal")
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    // FULL: an acknowledged entry survives a power cut, not only a crash of the program
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // a deleted night is overwritten, not only unlinked
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn unusable(path: &Path, why: impl core::fmt::Display) -> StoreError {
    StoreError::Unusable {
        path: path.display().to_string(),
        why: why.to_string(),
    }
}

/// A failure while opening, told with the path.
fn at(file: &Path, error: rusqlite::Error) -> StoreError {
    let code = error.sqlite_error_code();
    if code == Some(ErrorCode::CannotOpen) || code == Some(ErrorCode::PermissionDenied) {
        return unusable(file, "it cannot be opened");
    }
    match StoreError::from(error) {
        StoreError::ReadOnly => unusable(file, "it is read-only"),
        StoreError::Damaged { detail } => StoreError::Damaged {
            detail: format!("{}: {detail}", file.display()),
        },
        StoreError::Other { detail } => unusable(file, detail),
        other @ (StoreError::Unusable { .. }
        | StoreError::NewerSchema { .. }
        | StoreError::Full
        | StoreError::Busy) => other,
    }
}
