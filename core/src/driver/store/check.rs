//! Whether a diary is whole: its pages, its rows, and that every row means something to this Lull.

use rusqlite::Connection;

use super::{StoreError, clocks, devices, diary, health, journal, reminders, sessions, settings};

/// Reads one row of a table the way the diary does.
type Reader = fn(&Connection, i64) -> Result<(), StoreError>;

/// Tables whose rows hold more than their constraints can check. Others are whole when SQLite says so.
const READERS: [(&str, Reader); 12] = [
    ("settings", settings::check_row),
    ("entry", diary::check_entry),
    ("session", sessions::check_row),
    ("journal", journal::check_row),
    ("interruption", journal::check_interruption),
    ("device", devices::check_row),
    ("night_clock", clocks::check_row),
    ("night_change", diary::check_change),
    ("delivery", reminders::check_row),
    ("medicine", health::check_medicine),
    ("lab", health::check_lab),
    ("for_doctor", health::check_for_doctor),
];

/// Takes rows out that mean nothing to this Lull, from a diary of today's schema; how many there were.
pub(super) fn drop_unreadable_rows(connection: &Connection) -> Result<u32, StoreError> {
    let mut dropped = 0;
    for (table, _) in READERS {
        for number in row_numbers(connection, table)? {
            if !row_is_readable(connection, table, number)? {
                connection.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [number])?;
                dropped += 1;
            }
        }
    }
    Ok(dropped)
}

/// Whether the row can be read; true for tables without a reader of their own.
pub(super) fn row_is_readable(
    connection: &Connection,
    table: &str,
    row: i64,
) -> Result<bool, StoreError> {
    let Some((_, read)) = READERS.iter().find(|(name, _)| *name == table) else {
        return Ok(true);
    };
    match read(connection, row) {
        Ok(()) => Ok(true),
        Err(StoreError::Damaged { .. }) => Ok(false),
        Err(
            other @ (StoreError::Unusable { .. }
            | StoreError::NewerSchema { .. }
            | StoreError::Full
            | StoreError::ReadOnly
            | StoreError::Busy
            | StoreError::Other { .. }),
        ) => Err(other),
    }
}

/// Looks at everything: pages, constraints, indices, references, rows.
///
/// # Errors
/// [`StoreError::Damaged`] says what is wrong, without a diary's content.
pub(super) fn whole(connection: &Connection) -> Result<(), StoreError> {
    pages(connection)?;
    rows(connection)
}

/// Looks at every page, constraint, index and reference, in a diary of any schema.
///
/// # Errors
/// [`StoreError::Damaged`] says what is wrong, without a diary's content.
pub(super) fn pages(connection: &Connection) -> Result<(), StoreError> {
    let damaged = |detail: String| StoreError::Damaged { detail };
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(damaged(said));
    }
    let orphan = connection
        .prepare("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")?
        .query_map([], |row| row.get::<_, String>(0))?
        .next()
        .transpose()?;
    if let Some(table) = orphan {
        return Err(damaged(format!("{table} names a row that is not there")));
    }
    Ok(())
}

/// Reads every row, in a diary of today's schema.
///
/// # Errors
/// [`StoreError::Damaged`] names the column that means nothing to this Lull.
pub(super) fn rows(connection: &Connection) -> Result<(), StoreError> {
    for (table, read) in READERS {
        for number in row_numbers(connection, table)? {
            read(connection, number)?;
        }
    }
    Ok(())
}

fn row_numbers(connection: &Connection, table: &str) -> Result<Vec<i64>, StoreError> {
    let numbers = connection
        .prepare(&format!("SELECT rowid FROM {table}"))?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(numbers)
}
