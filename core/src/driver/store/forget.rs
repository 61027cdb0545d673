//! Forgetting everything: what is overwritten, what is removed, and what is named because it is left.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::tables::tables;
use super::{BACKUPS, SET_ASIDE, Store, StoreError, files};

/// What is still on the disk after everything was forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// Rows that were overwritten.
    pub rows: u32,
    /// Files and folders with a diary in them that were removed.
    pub removed: Vec<PathBuf>,
    /// Backups and folders of things set aside that were left.
    pub left: Vec<PathBuf>,
}

/// Empties the diary. `secure_delete` overwrites each row, the log is cut to nothing, and the file is made anew without
/// its empty pages.
pub(crate) fn everything(
    store: &mut Store,
    data: &Path,
    backups_too: bool,
) -> Result<Forgotten, StoreError> {
    let rows = store.write(|connection| {
        let mut rows = 0;
        let all = tables(connection)?;
        // those that name others first
        for table in all.iter().rev() {
            rows += connection.execute(&format!("DELETE FROM \"{}\"", table.name), [])?;
        }
        connection.execute("DELETE FROM sqlite_sequence", [])?;
        Ok::<_, StoreError>(u32::try_from(rows).unwrap_or(u32::MAX))
    })?;
    let mut forgotten = Forgotten {
        rows,
        ..Forgotten::default()
    };
    store.shrink()?;
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
