//! Backups: whole diaries in one file each, made by themselves or by hand, and how one comes back.
//!
//! They lie in a folder beside the diary. A file is a ZIP archive of the diary as SQLite keeps it and of a manifest with
//! its checksum; with a passphrase the archive is wrapped by age (<https://age-encryption.org/v1>).

mod bundle;
mod restore;
mod rotation;
mod seal;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, backup};
use serde::{Deserialize, Serialize};

use super::files;
use super::migrate::SCHEMA;
use super::open::BUSY_TIMEOUT;
use super::salvage::row_counts;
use super::{StoreError, check};
use crate::invalid::{Invalid, Reason};

pub(crate) use restore::{bring_back, read_diary};
pub use seal::Passphrase;

/// The folder, inside the data folder, of all backups.
pub const BACKUPS: &str = "backups";
/// How a backup's name ends.
pub const BACKUP_ENDING: &str = "lull";
const AUTOMATIC: &str = "auto-";
/// A diary of two centuries is smaller; more is an archive made to fill the memory.
const LONGEST_BYTES: u64 = 512 * 1024 * 1024;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupKind {
    /// By itself, once a day; 7 days and 4 weeks are kept.
    Automatic,
    /// The person asked for it.
    ByHand,
    /// What a restored backup took the place of.
    BeforeRestore,
    /// What an import changed.
    BeforeImport,
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`Manifest::FORMAT`].
    pub format: String,
    /// Of this manifest; a higher one is refused.
    pub version: u32,
    pub kind: BackupKind,
    pub made: Timestamp,
    /// The Lull that made it.
    pub lull: String,
    /// The diary's schema.
    pub schema: i64,
    /// Length of the diary in it.
    pub bytes: u64,
    /// SHA-256 of the diary in it, in hexadecimal.
    pub sha256: String,
    /// Rows by table.
    pub rows: std::collections::BTreeMap<String, u32>,
}

impl Manifest {
    pub const FORMAT: &'static str = "lull-backup";
    pub const VERSION: u32 = 1;
}

/// A backup's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    pub path: PathBuf,
    pub bytes: u64,
    /// `None` when a passphrase hides it, or when the file is damaged.
    pub manifest: Option<Manifest>,
    pub locked: bool,
}

/// Makes a backup in the diary's own folder, named by its kind and moment, or in the given file. The diary is looked at
/// whole first: a damaged one never takes the place of a good backup.
pub(crate) fn make(
    connection: &Connection,
    data: &Path,
    target: Option<&Path>,
    kind: BackupKind,
    passphrase: Option<&Passphrase>,
    now: &crate::time::Now,
) -> Result<Backup, StoreError> {
    let diary = copy(connection)?;
    let manifest = bundle::manifest(&diary, row_counts(connection)?, kind, SCHEMA, now.at);
    let mut bytes = bundle::pack(&diary, &manifest)?;
    if let Some(passphrase) = passphrase {
        bytes = seal::seal(&bytes, passphrase)?;
    }
    let path = match target {
        Some(path) => path.to_owned(),
        None => {
            let folder = make_folder(data)?;
            named(&folder, kind, now)
        }
    };
    files::write_whole(&path, &bytes).map_err(|error| files::failed(&path, &error))?;
    Ok(Backup {
        path,
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        manifest: passphrase.is_none().then_some(manifest),
        locked: passphrase.is_some(),
    })
}

/// Whether a file to be written is one the diary lives in: anything in its own folder that is not named as a backup.
pub(crate) fn is_the_diarys_own(target: &Path, data: &Path) -> bool {
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let same_folder = match (folder.canonicalize(), data.canonicalize()) {
        (Ok(folder), Ok(data)) => folder == data,
        (Ok(_) | Err(_), _) => folder == data,
    };
    same_folder
        && target
            .extension()
            .is_none_or(|ending| ending != BACKUP_ENDING)
}

/// Makes today's automatic backup, when there is none yet, and takes away the ones that have had their time.
pub(crate) fn keep_daily(
    connection: &Connection,
    data: &Path,
    now: &crate::time::Now,
) -> Result<Option<Backup>, StoreError> {
    let today = now.local().date();
    let folder = data.join(BACKUPS);
    if automatic_path(&folder, today).exists() {
        return Ok(None);
    }
    let made = make(connection, data, None, BackupKind::Automatic, None, now)?;
    let dates: Vec<Date> = automatic(data).into_iter().map(|(date, _)| date).collect();
    for date in rotation::outlived(&dates, today) {
        let path = automatic_path(&folder, date);
        files::remove(&path).map_err(|error| files::failed(&path, &error))?;
    }
    Ok(Some(made))
}

/// Whether today's automatic backup is still to be made.
pub(crate) fn is_due(data: &Path, now: &crate::time::Now) -> bool {
    !automatic_path(&data.join(BACKUPS), now.local().date()).exists()
}

/// The newest automatic backup.
pub(super) fn newest(data: &Path) -> Option<PathBuf> {
    automatic(data).pop().map(|(_, path)| path)
}

/// Every backup in the diary's folder, by name.
pub(crate) fn list(data: &Path) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(data.join(BACKUPS)) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|ending| ending == BACKUP_ENDING)
    });
    paths.sort();
    paths.into_iter().map(described).collect()
}

/// Reads a backup whole: its checksum, and that the diary in it is sound.
///
/// # Errors
/// [`Invalid`] names `backup` or `passphrase` and says what is wrong with it.
pub(crate) fn verify(path: &Path, passphrase: Option<&Passphrase>) -> Result<Manifest, Invalid> {
    let (manifest, _) = read_diary(path, passphrase)?;
    Ok(manifest)
}

/// The backups' own folder, for the person's eyes alone.
fn make_folder(data: &Path) -> Result<PathBuf, StoreError> {
    let folder = data.join(BACKUPS);
    files::make_folder(&folder).map_err(|error| files::failed(&folder, &error))?;
    Ok(folder)
}

fn named(folder: &Path, kind: BackupKind, now: &crate::time::Now) -> PathBuf {
    let moment = now.local().strftime("%Y-%m-%dT%H-%M-%S").to_string();
    let name = match kind {
        BackupKind::Automatic => return automatic_path(folder, now.local().date()),
        BackupKind::ByHand => format!("backup-{moment}"),
        BackupKind::BeforeRestore => format!("before-restore-{moment}"),
        BackupKind::BeforeImport => format!("before-import-{moment}"),
    };
    let free = |number: u32| {
        let name = match number {
            1 => format!("{name}.{BACKUP_ENDING}"),
            _ => format!("{name}-{number}.{BACKUP_ENDING}"),
        };
        folder.join(name)
    };
    (1..1000)
        .map(free)
        .find(|path| !path.exists())
        .unwrap_or_else(|| free(1000))
}

fn automatic_path(folder: &Path, date: Date) -> PathBuf {
    folder.join(format!("{AUTOMATIC}{date}.{BACKUP_ENDING}"))
}

/// Automatic backups with their dates, oldest first.
fn automatic(data: &Path) -> Vec<(Date, PathBuf)> {
    let Ok(entries) = fs::read_dir(data.join(BACKUPS)) else {
        return Vec::new();
    };
    let mut dated: Vec<(Date, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name()?.to_str()?.strip_prefix(AUTOMATIC)?;
            let date = name.strip_suffix(BACKUP_ENDING)?.strip_suffix('.')?;
            Some((date.parse().ok()?, path))
        })
        .collect();
    dated.sort();
    dated
}

fn described(path: PathBuf) -> Backup {
    let bytes = files::read_if_there(&path)
        .ok()
        .flatten()
        .unwrap_or_default();
    let locked = seal::is_sealed(&bytes);
    Backup {
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        manifest: bundle::manifest_of(&bytes).ok(),
        locked,
        path,
    }
}

/// The whole diary at one moment, as the bytes of a database file that needs no log beside it.
fn copy(connection: &Connection) -> Result<Vec<u8>, StoreError> {
    let mut still = Connection::open_in_memory()?;
    {
        let copying = backup::Backup::new(connection, &mut still)?;
        restore::copy_whole(&copying, BUSY_TIMEOUT)?;
    }
    check::whole(&still)?;
    let mut bytes = still.serialize("main")?.to_vec();
    // bytes 18 and 19 say whether a log belongs to the file: https://www.sqlite.org/fileformat2.html#file_format_version_numbers
    if let Some(versions) = bytes.get_mut(18..20) {
        versions.fill(1);
    }
    Ok(bytes)
}

fn unreadable(expected: &str, got: impl core::fmt::Display) -> Invalid {
    let reason = Reason::Malformed {
        expected: expected.to_owned(),
        got: got.to_string(),
    };
    Invalid::new("backup", reason)
}
