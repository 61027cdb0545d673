//! Forgetting everything: what is overwritten, what is removed, and what is named because it is left.
//!
//! First a note of what is about to be done goes onto the disk, then the rows go at one stroke, then the files, then the
//! empty pages. Cut off before the stroke the diary is as it was; cut off after it, the next opening finishes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::tables::tables;
use super::{BACKUPS, SET_ASIDE, Store, StoreError, damage, files, reminders, rest};
use crate::time::Now;

/// Tables that are not emptied whole: what the motor did lately, and which set of alarms the system holds.
const KEPT_IN_PART: [&str; 4] = ["session", "journal", "interruption", "schedule"];
/// Holds a [`Note`] while there is something left to do.
const NOTE_FILE: &str = "diary.forgetting";

/// What is still on the disk after everything was forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// Rows that were overwritten.
    pub rows: u32,
    /// Sessions of the last hours of which it stays known that the motor ran, so that rest and the night's cap hold;
    /// they go by themselves.
    pub sessions_counted: u32,
    /// Files and folders with a diary in them that were removed.
    pub removed: Vec<PathBuf>,
    /// Backups and folders of things set aside that were left.
    pub left: Vec<PathBuf>,
}

/// What was asked for, and the generation of the alarms by which it is known whether the rows are gone.
#[derive(Serialize, Deserialize)]
struct Note {
    backups_too: bool,
    generation: u64,
}

/// Empties the diary. `secure_delete` overwrites each row, the log is cut to nothing, and the file is made anew without
/// its empty pages.
pub(crate) fn everything(
    store: &mut Store,
    data: &Path,
    backups_too: bool,
    now: &Now,
) -> Result<Forgotten, StoreError> {
    let generation = store.read(reminders::generation)? + 1;
    let note = Note {
        backups_too,
        generation,
    };
    put_note(data, &note)?;
    let emptied = store.write(|connection| {
        reminders::begin_generation(connection, generation)?;
        empty(connection, now)
    });
    let (rows, sessions) = match emptied {
        Ok(emptied) => emptied,
        Err(error) => {
            // nothing happened; a note that cannot be taken back is seen through by its generation
            let _ = files::remove(&data.join(NOTE_FILE));
            return Err(error);
        }
    };
    let mut forgotten = sweep(&store.connection, data, backups_too)?;
    forgotten.rows = u32::try_from(rows).unwrap_or(u32::MAX);
    forgotten.sessions_counted = u32::try_from(sessions).unwrap_or(u32::MAX);
    Ok(forgotten)
}

/// Whether a forgetting was cut off and is still to be finished.
pub(crate) fn is_unfinished(data: &Path) -> bool {
    data.join(NOTE_FILE).exists()
}

/// Finishes a forgetting that was cut off. To be called by whoever has the folder for itself.
///
/// # Errors
/// The storage's own; the next opening tries again.
pub(super) fn finish(connection: &Connection, data: &Path) -> Result<(), StoreError> {
    let path = data.join(NOTE_FILE);
    let Some(bytes) = files::read_if_there(&path).map_err(|error| files::failed(&path, &error))?
    else {
        return Ok(());
    };
    let note: Option<Note> = serde_json::from_slice(&bytes).ok();
    match note {
        Some(note) if reminders::generation(connection)? >= note.generation => {
            sweep(connection, data, note.backups_too).map(|_| ())
        }
        // the rows are all there: it was cut off before anything happened
        Some(_) | None => files::remove(&path).map_err(|error| files::failed(&path, &error)),
    }
}

fn put_note(data: &Path, note: &Note) -> Result<(), StoreError> {
    let path = data.join(NOTE_FILE);
    let text = serde_json::to_vec(note).map_err(|error| StoreError::Other {
        detail: error.to_string(),
    })?;
    files::write_whole(&path, &text).map_err(|error| files::failed(&path, &error))
}

/// How many rows went, and how many sessions are still counted.
fn empty(connection: &Connection, now: &Now) -> Result<(usize, usize), StoreError> {
    let (mut rows, sessions) = rest::forget_all_else(connection, now)?;
    // those that name others first
    for table in tables(connection)?.iter().rev() {
        if !KEPT_IN_PART.contains(&table.name.as_str()) {
            rows += connection.execute(&format!("DELETE FROM \"{}\"", table.name), [])?;
        }
    }
    connection.execute("DELETE FROM sqlite_sequence", [])?;
    Ok((rows, sessions))
}

/// Removes what else holds a diary, makes the file anew, and then takes the note away.
fn sweep(connection: &Connection, data: &Path, backups_too: bool) -> Result<Forgotten, StoreError> {
    let mut forgotten = Forgotten::default();
    damage::drop_unfinished(data)?;
    for folder in [BACKUPS, SET_ASIDE] {
        let mut found = contents(&data.join(folder))?;
        if !backups_too {
            forgotten.left.append(&mut found);
            continue;
        }
        for path in found {
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.map_err(|error| files::failed(&path, &error))?;
            forgotten.removed.push(path);
        }
    }
    super::shrink(connection)?;
    let note = data.join(NOTE_FILE);
    files::remove(&note).map_err(|error| files::failed(&note, &error))?;
    Ok(forgotten)
}

fn contents(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(files::failed(folder, &error)),
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
