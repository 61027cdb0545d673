//! Writing a file whole or not at all.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// Writes beside the target and moves it there, so that a file cut off in the middle never takes an older one's place.
/// What is no plain file (`/dev/stdout`, a pipe) is written as it is.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if file.exists() && !file.is_file() {
        return OpenOptions::new().write(true).open(file)?.write_all(bytes);
    }
    // through a link to where the file really is, so that the link stays
    let real = file.canonicalize();
    let target = real.as_deref().unwrap_or(file);
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(target).map_err(|error| error.error)?;
    Ok(())
}
