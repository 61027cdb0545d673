//! Writing files so that a power cut leaves the old or the new one, and never half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::StoreError;

/// What SQLite keeps beside a database.
pub(super) const WAL: &str = "-wal";
pub(super) const SHARED_MEMORY: &str = "-shm";

/// The database's file with something behind its name.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Writes a file whole or not at all, and onto the disk before it returns.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = beside(path, ".part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&unfinished, path)?;
    settle_folder(path)
}

/// Copies a file, and brings the copy onto the disk.
pub(super) fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    let unfinished = beside(to, ".part");
    fs::copy(from, &unfinished)?;
    File::options().write(true).open(&unfinished)?.sync_all()?;
    fs::rename(&unfinished, to)?;
    settle_folder(to)
}

/// Brings a file's new name onto the disk.
pub(super) fn settle_folder(path: &Path) -> io::Result<()> {
    // other systems do not open folders and order such changes by themselves
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Removes a file that may be gone already.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A file's bytes; none when there is no such file.
pub(super) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A failure of the file system, told with the path.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are the standard library's, and more may come"
)]
pub(super) fn failed(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::Unusable {
            path: path.display().to_string(),
            why: error.to_string(),
        },
    }
}
