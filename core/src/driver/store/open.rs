//! Opening a diary: what is made when it is missing, what is mended when it is damaged, and what is refused untouched.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::damage::{self, Damage, DamageKind};
use super::migrate::{self, APPLICATION_ID, SCHEMA};
use super::ownership::{FileLock, Presence};
use super::stamp::Stamp;
use super::{Store, StoreError, check, files, forget};

/// The diary's file inside the data folder.
pub const DATABASE_FILE: &str = "diary.sqlite";
/// Held while the file is made or brought to a newer schema, so that two processes do not both do it.
const MIGRATION_LOCK: &str = "migration.lock";
/// How long a write waits for another process before it is refused as busy.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a file is not opened as it is.
enum Unfit {
    /// To be set aside and mended.
    Damaged(DamageKind, StoreError),
    /// Left as it is.
    Refused(StoreError),
}

impl Unfit {
    fn into_error(self) -> StoreError {
        match self {
            Self::Damaged(_, error) | Self::Refused(error) => error,
        }
    }
}

impl Store {
    /// Opens the diary in the folder `data`, making both when they are missing. A damaged diary is set aside and what
    /// can be read of it saved; [`Store::mended`] then tells of it.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] names the folder or file that cannot be used, [`StoreError::NewerSchema`] leaves the
    /// file as it is, [`StoreError::Busy`] when another process held it for 5 s, [`StoreError::Damaged`] when it cannot
    /// be mended because another process has it open.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        make_folder(data)?;
        let file = data.join(DATABASE_FILE);
        if file.is_dir() {
            return Err(unusable(&file, "it is a folder, not a file"));
        }
        let mut presence = match Presence::alone(data)? {
            Some(alone) => alone,
            None => Presence::among_others(data, BUSY_TIMEOUT)?.ok_or(StoreError::Busy)?,
        };
        let mut mended = None;
        if presence.is_alone() {
            damage::take_place(data)?;
            if let Some(kind) = damage::at_first_sight(data)? {
                mended = Some(damage::mend(data, kind)?);
            }
        }
        let (connection, stamp) = match open_sound(data, &file, presence.is_alone()) {
            Ok(opened) => opened,
            Err(Unfit::Refused(error)) => return Err(error),
            Err(Unfit::Damaged(kind, error)) => {
                if !presence.is_alone() {
                    drop(presence);
                    presence = Presence::wait_alone(data, BUSY_TIMEOUT)?.ok_or(error)?;
                    damage::take_place(data)?;
                }
                mended = Some(damage::mend(data, kind)?);
                open_sound(data, &file, true).map_err(Unfit::into_error)?
            }
        };
        if presence.is_alone()
            && let Err(error) = forget::finish(&connection, data)
        {
            // the next opening tries again, and until then App::is_forgetting tells
            tracing::warn!(%error, "a forgetting is not finished");
        }
        presence.welcome_others(BUSY_TIMEOUT)?;
        Ok(Self {
            connection,
            stamp,
            mended,
            _presence: presence,
        })
    }

    /// What this opening found damaged and mended.
    #[must_use]
    pub fn mended(&self) -> Option<&Damage> {
        self.mended.as_ref()
    }
}

fn open_sound(data: &Path, file: &Path, alone: bool) -> Result<(Connection, Stamp), Unfit> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    files::make_private(file).map_err(|error| Unfit::Refused(files::failed(file, &error)))?;
    let mut connection =
        Connection::open_with_flags(file, flags).map_err(|error| unfit(file, error))?;
    // until it is known to be whole nothing is written into it, not even what its log holds
    let keep_log = |connection: &Connection, keep| {
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)
            .map_err(|error| unfit(file, error))
    };
    keep_log(&connection, true)?;
    recognise(&connection, file)?;
    let stamped = Stamp::is_current(file);
    let look = alone && !stamped && !is_new(&connection, file)?;
    if look {
        check::pages(&connection).map_err(unfit_store)?;
    }
    bring_up_to_date(&mut connection, data, file).map_err(unfit_store)?;
    if look {
        check::rows(&connection).map_err(unfit_store)?;
    }
    configure(&connection).map_err(|error| unfit(file, error))?;
    keep_log(&connection, false)?;
    damage::mark_known(data);
    if look {
        Stamp::write(file);
    }
    Ok((connection, Stamp::opened(file, stamped || look)))
}

/// A diary is nobody else's business: a folder made here is the person's own.
fn make_folder(data: &Path) -> Result<(), StoreError> {
    files::make_folder(data).map_err(|error| {
        if data.is_file() {
            unusable(data, "it is a file, not a folder")
        } else {
            files::failed(data, &error)
        }
    })
}

/// Tells what is no diary of this or an older Lull, before anything is written.
fn recognise(connection: &Connection, file: &Path) -> Result<(), Unfit> {
    let number = |sql| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|error| unfit(file, error))
    };
    connection
        .busy_timeout(BUSY_TIMEOUT)
        .map_err(|error| unfit(file, error))?;
    let program = number("PRAGMA application_id")?;
    let schema = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    let fresh = program == 0 && schema == 0 && tables == 0;
    if program != APPLICATION_ID && !fresh {
        let ours = number(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('entry', 'session', 'journal')",
        )?;
        // only the mark was damaged when the tables are ours
        let kind = if ours == 3 {
            DamageKind::Pages
        } else {
            DamageKind::AnotherProgram
        };
        let error = unusable(file, "it is a database of another program");
        return Err(Unfit::Damaged(kind, error));
    }
    if schema > SCHEMA {
        return Err(Unfit::Refused(StoreError::NewerSchema {
            found: schema,
            known: SCHEMA,
        }));
    }
    let read_only = connection
        .is_readonly("main")
        .map_err(|error| unfit(file, error))?;
    if read_only {
        return Err(Unfit::Refused(unusable(file, "it is read-only")));
    }
    if program == APPLICATION_ID && (schema < 1 || tables == 0) {
        let detail = format!("{}: schema {schema} with {tables} tables", file.display());
        return Err(Unfit::Damaged(
            DamageKind::Pages,
            StoreError::Damaged { detail },
        ));
    }
    Ok(())
}

fn is_new(connection: &Connection, file: &Path) -> Result<bool, Unfit> {
    connection
        .query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })
        .map_err(|error| unfit(file, error))
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

pub(super) fn configure(connection: &Connection) -> rusqlite::Result<()> {
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

fn unfit(file: &Path, error: rusqlite::Error) -> Unfit {
    let no_database = error.sqlite_error_code() == Some(ErrorCode::NotADatabase);
    let error = at(file, error);
    // a damaged header and a letter to a friend look alike: both may hold pages of a diary
    if no_database && matches!(error, StoreError::Damaged { .. }) {
        Unfit::Damaged(DamageKind::NoDatabase, error)
    } else {
        unfit_store(error)
    }
}

fn unfit_store(error: StoreError) -> Unfit {
    match error {
        error @ StoreError::Damaged { .. } => Unfit::Damaged(DamageKind::Pages, error),
        error @ (StoreError::Unusable { .. }
        | StoreError::NewerSchema { .. }
        | StoreError::Full
        | StoreError::ReadOnly
        | StoreError::Busy
        | StoreError::Other { .. }) => Unfit::Refused(error),
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
