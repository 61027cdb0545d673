//! A diary that cannot be used as it is: what is wrong with it, and how it is set aside, saved and told of.
//!
//! Nothing is deleted. The damaged files go into a folder of their own first; then what can be read of them is put into
//! a fresh diary beside the old one; and only when that is whole on the disk does it take the old one's place. Cut off
//! anywhere, the next opening either begins again or finishes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::files::{self, SHARED_MEMORY, WAL, beside};
use super::open::DATABASE_FILE;
use super::salvage::{self, Saved};
use super::{StoreError, backup};

/// The folder, inside the data folder, of what was set aside.
pub const SET_ASIDE: &str = "set-aside";
/// Holds a fresh diary that is whole and waits to take its place.
const WAITING: &str = "diary.salvaged";
/// Holds a fresh diary in the making.
const MAKING: &str = "diary.salvaging";
const REPORT_FILE: &str = "report.json";
/// Beside a report the person has seen.
const SEEN_FILE: &str = "seen";
/// There was a diary here: its absence is worth telling.
const KNOWN: &str = "diary.known";

/// What was wrong with a diary's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DamageKind {
    /// Parts of the file do not fit together: a changed page, a file cut off.
    Pages,
    /// The log of the newest writes holds some that a damaged part hides.
    Log,
    /// The file is there and holds nothing.
    Empty,
    /// There was a diary, and its file is gone.
    Missing,
    /// Only the log of the newest writes is there.
    LogWithoutDiary,
    /// A database, but not Lull's.
    AnotherProgram,
    /// No database at all.
    NoDatabase,
}

/// What became of a damaged diary. Nothing of it was deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    pub kind: DamageKind,
    /// When it was noticed, by the system's clock.
    pub noticed: Timestamp,
    /// The folder with the damaged files; `None` when there was nothing left to keep.
    pub set_aside: Option<PathBuf>,
    pub saved: Saved,
    /// The newest automatic backup, for what could not be saved.
    pub newest_backup: Option<PathBuf>,
}

/// Notes that a diary lives here from now on.
pub(super) fn mark_known(data: &Path) {
    let mark = data.join(KNOWN);
    if !mark.exists() {
        // without it only the loss of the whole file would go unnoticed
        let _ = fs::write(mark, "");
    }
}

/// What can be seen without opening the database. To be called by whoever has the folder for itself.
pub(super) fn at_first_sight(data: &Path) -> Result<Option<DamageKind>, StoreError> {
    let file = data.join(DATABASE_FILE);
    let length = |path: &Path| match fs::metadata(path) {
        Ok(meta) => Ok(Some(meta.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(files::failed(path, &error)),
    };
    let wal = beside(&file, WAL);
    let logged = length(&wal)?.unwrap_or(0);
    let known = || data.join(KNOWN).exists();
    Ok(match length(&file)? {
        None | Some(0) if logged > 0 => Some(DamageKind::LogWithoutDiary),
        None => known().then_some(DamageKind::Missing),
        Some(0) => known().then_some(DamageKind::Empty),
        Some(_) if logged > 0 => {
            let bytes = fs::read(&wal).map_err(|error| files::failed(&wal, &error))?;
            salvage::log_hides_writes(&bytes).then_some(DamageKind::Log)
        }
        Some(_) => None,
    })
}

/// Puts a fresh diary in the damaged one's place, with everything that can still be read. To be called by whoever has
/// the folder for itself.
///
/// # Errors
/// The storage's own; the damaged diary is then as it was, and trying again is safe.
pub(super) fn mend(data: &Path, kind: DamageKind) -> Result<Damage, StoreError> {
    let file = data.join(DATABASE_FILE);
    let wal = beside(&file, WAL);
    let read = |path: &Path| {
        let bytes = files::read_if_there(path).map_err(|error| files::failed(path, &error))?;
        Ok::<_, StoreError>(bytes.unwrap_or_default())
    };
    let noticed = now();
    let set_aside = set_aside(data, noticed)?;

    drop_unfinished(data)?;
    let making = data.join(MAKING);
    let saved = if kind == DamageKind::AnotherProgram {
        salvage::salvage(&[], &[], &making)?
    } else {
        salvage::salvage(&read(&file)?, &read(&wal)?, &making)?
    };
    // rows of a diary without its first page: it was one
    let was_diary = kind == DamageKind::NoDatabase && !saved.rows.is_empty();
    let saved = if kind == DamageKind::NoDatabase && !was_diary {
        // what looked like pages in it was chance
        Saved::default()
    } else {
        saved
    };
    let damage = Damage {
        kind: if was_diary { DamageKind::Pages } else { kind },
        noticed,
        saved,
        newest_backup: backup::newest(data),
        set_aside: set_aside.clone(),
    };
    tell(data, &damage)?;
    let in_place = || {
        fs::File::options().write(true).open(&making)?.sync_all()?;
        fs::rename(&making, data.join(WAITING))?;
        files::settle_folder(&making)
    };
    in_place().map_err(|error| files::failed(&making, &error))?;
    take_place(data)?;
    Ok(damage)
}

/// Finishes what a mending cut off had got ready. To be called by whoever has the folder for itself.
///
/// # Errors
/// The storage's own; trying again is safe.
pub(super) fn take_place(data: &Path) -> Result<(), StoreError> {
    let waiting = data.join(WAITING);
    if !waiting.exists() {
        return Ok(());
    }
    let file = data.join(DATABASE_FILE);
    // the old log must be gone before the new file comes: SQLite would lay it over that one
    for ending in [WAL, SHARED_MEMORY, "-journal"] {
        let old = beside(&file, ending);
        files::remove(&old).map_err(|error| files::failed(&old, &error))?;
    }
    fs::rename(&waiting, &file)
        .and_then(|()| files::settle_folder(&file))
        .map_err(|error| files::failed(&waiting, &error))
}

/// Removes what a mending cut off left half made.
pub(super) fn drop_unfinished(data: &Path) -> Result<(), StoreError> {
    let making = data.join(MAKING);
    for leftover in ["", WAL, SHARED_MEMORY, "-journal"] {
        let leftover = beside(&making, leftover);
        files::remove(&leftover).map_err(|error| files::failed(&leftover, &error))?;
    }
    Ok(())
}

/// Damage the person has not been told of yet, oldest first.
pub(crate) fn untold(data: &Path) -> Vec<Damage> {
    let told = reports(data)
        .into_iter()
        .filter(|report| !report.with_file_name(SEEN_FILE).exists());
    told.filter_map(|report| serde_json::from_slice(&fs::read(report).ok()?).ok())
        .collect()
}

/// The person has been told; true when there was something to tell.
pub(crate) fn acknowledge(data: &Path) -> Result<bool, StoreError> {
    let mut news = false;
    for report in reports(data) {
        let seen = report.with_file_name(SEEN_FILE);
        if !seen.exists() {
            files::write_whole(&seen, b"").map_err(|error| files::failed(&seen, &error))?;
            news = true;
        }
    }
    Ok(news)
}

/// A damaged diary's files in a folder of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    pub folder: PathBuf,
    /// Of all files in it.
    pub bytes: u64,
}

/// Everything set aside, oldest first.
pub(crate) fn all_set_aside(data: &Path) -> Vec<SetAside> {
    let folders = folders(data).into_iter();
    folders
        .map(|folder| {
            let files = fs::read_dir(&folder).into_iter().flatten().flatten();
            let lengths = files.filter_map(|file| file.metadata().ok());
            SetAside {
                bytes: lengths.map(|meta| meta.len()).sum(),
                folder,
            }
        })
        .collect()
}

fn folders(data: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(data.join(SET_ASIDE)) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

fn reports(data: &Path) -> Vec<PathBuf> {
    let reports = folders(data)
        .into_iter()
        .map(|folder| folder.join(REPORT_FILE));
    reports.filter(|report| report.is_file()).collect()
}

/// Copies of the damaged files in a dated folder. Copies, because until a fresh diary is there the damaged one is the
/// only one. `None` when there is nothing to keep.
fn set_aside(data: &Path, noticed: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    let file = data.join(DATABASE_FILE);
    let kept: Vec<PathBuf> = ["", WAL, "-journal"]
        .into_iter()
        .map(|ending| beside(&file, ending))
        .filter(|path| fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() > 0))
        .collect();
    if kept.is_empty() {
        return Ok(None);
    }
    let folder = folder_for(data, noticed)?;
    for path in kept {
        let Some(name) = path.file_name() else {
            continue;
        };
        files::copy_whole(&path, &folder.join(name))
            .map_err(|error| files::failed(&path, &error))?;
    }
    Ok(Some(folder))
}

/// A new folder named by its moment, as every file system takes it: `2026-11-24T18-05-09Z`.
fn folder_for(data: &Path, noticed: Timestamp) -> Result<PathBuf, StoreError> {
    let name = noticed.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
    let all = data.join(SET_ASIDE);
    files::make_folder(&all).map_err(|error| files::failed(&all, &error))?;
    let mut attempt = 1;
    loop {
        let folder = match attempt {
            1 => all.join(&name),
            _ => all.join(format!("{name}-{attempt}")),
        };
        match files::make_new_folder(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => {
                attempt += 1;
            }
            Err(error) => return Err(files::failed(&folder, &error)),
        }
    }
}

/// Leaves word of it, so that whoever opens the diary next can tell the person, whatever becomes of this process.
fn tell(data: &Path, damage: &Damage) -> Result<(), StoreError> {
    let folder = match &damage.set_aside {
        Some(folder) => folder.clone(),
        None => folder_for(data, damage.noticed)?,
    };
    let report = folder.join(REPORT_FILE);
    let text = serde_json::to_vec_pretty(damage).map_err(|error| StoreError::Other {
        detail: error.to_string(),
    })?;
    files::write_whole(&report, &text).map_err(|error| files::failed(&report, &error))
}

#[allow(
    clippy::disallowed_methods,
    reason = "damage is noticed while opening, before anybody could say what time it is; the moment only names a folder"
)]
fn now() -> Timestamp {
    Timestamp::now()
}
