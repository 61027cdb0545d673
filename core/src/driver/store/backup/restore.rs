//! A backup coming back: read, checked, brought to today's schema, and only then put in the diary's place at one stroke.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, backup};

use super::{LONGEST_BYTES, Manifest, Passphrase, bundle, seal, unreadable};
use crate::driver::store::{APPLICATION_ID, SCHEMA, StoreError, check, to_today};
use crate::invalid::{Invalid, Reason};

const RETRY_EVERY: Duration = Duration::from_millis(50);

/// A backup's manifest and its diary, in memory, whole, and in today's schema.
///
/// # Errors
/// [`Invalid`] names `backup` or `passphrase` and says what is wrong with it.
pub(crate) fn read_diary(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<(Manifest, Connection), Invalid> {
    let cannot_read = |error: std::io::Error| {
        let got = format!("{}: {error}", path.display());
        Invalid::new("backup", Reason::Unknown { got })
    };
    let length = fs::metadata(path).map_err(cannot_read)?.len();
    if length > LONGEST_BYTES {
        let reason = Reason::TooLong {
            max_bytes: LONGEST_BYTES,
            got_bytes: length,
        };
        return Err(Invalid::new("backup", reason));
    }
    let bytes = seal::open(fs::read(path).map_err(cannot_read)?, passphrase)?;
    let (manifest, diary) = bundle::unpack(&bytes)?;
    let connection =
        opened(&diary).map_err(|error| unreadable("a backup of a sound diary", error))?;
    Ok((manifest, connection))
}

/// Puts the other diary in this one's place. Atomic: a transaction like any other, whole on disk when this returns, and
/// without a trace when it was cut off.
///
/// # Errors
/// [`StoreError::Busy`] when another process held one of them for all of `patience`; else the storage's own.
pub(crate) fn bring_back(
    from: &Connection,
    into: &mut Connection,
    patience: Duration,
) -> Result<(), StoreError> {
    let copying = backup::Backup::new(from, into)?;
    copy_whole(&copying, patience)
}

/// Copies all pages at one stroke, and waits for others that hold one of the two.
///
/// # Errors
/// [`StoreError::Busy`] when they did for all of `patience`.
#[allow(
    clippy::disallowed_methods,
    reason = "waits for another process on a lock that cannot be waited for with a limit"
)]
pub(super) fn copy_whole(
    copying: &backup::Backup<'_, '_>,
    patience: Duration,
) -> Result<(), StoreError> {
    let mut waited = Duration::ZERO;
    loop {
        match copying.step(-1)? {
            backup::StepResult::Done => return Ok(()),
            backup::StepResult::Busy | backup::StepResult::Locked if waited < patience => {
                std::thread::sleep(RETRY_EVERY);
                waited += RETRY_EVERY;
            }
            backup::StepResult::Busy | backup::StepResult::Locked => return Err(StoreError::Busy),
            backup::StepResult::More | _ => {
                return Err(StoreError::Other {
                    detail: "the copy of the diary did not end".to_owned(),
                });
            }
        }
    }
}

fn opened(diary: &[u8]) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", diary, diary.len(), false)?;
    let number = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let program = number("PRAGMA application_id")?;
    let schema = number("PRAGMA user_version")?;
    if program != APPLICATION_ID || schema < 1 {
        return Err(StoreError::Damaged {
            detail: "the database in it is not a diary".to_owned(),
        });
    }
    if schema > SCHEMA {
        return Err(StoreError::NewerSchema {
            found: schema,
            known: SCHEMA,
        });
    }
    check::pages(&connection)?;
    to_today(&mut connection)?;
    Ok(connection)
}
