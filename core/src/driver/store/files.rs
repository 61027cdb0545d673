//! Writing files so that a power cut leaves the old or the new one, and never half of one; and so that nobody but the
//! person reads them.

use std::fs::{self, File, OpenOptions};
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

/// Makes a folder that is the person's own, and those above it that are missing; one that is there stays as it is.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    folder_maker().recursive(true).create(folder)
}

/// Makes a folder that is the person's own.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when it is there; else the file system's own.
pub(super) fn make_new_folder(folder: &Path) -> io::Result<()> {
    folder_maker().create(folder)
}

fn folder_maker() -> fs::DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "rights are set on unix only"))]
    let mut maker = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker
}

/// Sees to it that the database's file and what SQLite keeps beside it are for its owner alone; makes the file where it
/// is missing, because SQLite would make it for everybody and gives what lies beside it the same rights.
pub(super) fn make_private(file: &Path) -> io::Result<()> {
    private(OpenOptions::new().create(true).truncate(false).write(true)).open(file)?;
    #[cfg(unix)]
    for ending in ["", WAL, SHARED_MEMORY] {
        use std::os::unix::fs::PermissionsExt;
        let path = beside(file, ending);
        let open_to_others =
            fs::metadata(&path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0);
        if open_to_others {
            // a file system without rights, or another owner's file: it is used as it is
            let _ = fs::set_permissions(&path, fs::Permissions::from_mode(0o600));
        }
    }
    Ok(())
}

/// The same way of opening, but a file made by it is for its owner alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Writes a file whole or not at all, for its owner alone, and onto the disk before it returns.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = beside(path, ".part");
    remove(&unfinished)?;
    let mut file =
        private(OpenOptions::new().create(true).truncate(true).write(true)).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&unfinished, path)?;
    settle_folder(path)
}

/// Copies a file, for its owner alone, and brings the copy onto the disk.
pub(super) fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    let unfinished = beside(to, ".part");
    remove(&unfinished)?;
    let mut copy =
        private(OpenOptions::new().create(true).truncate(true).write(true)).open(&unfinished)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()?;
    drop(copy);
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
