//! Who drives the massager: one process at a time, known by a lock the system lets go of when that process dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use super::StoreError;

/// The lock's file inside the data folder. It is empty; only the lock on it means something.
pub const SESSION_LOCK: &str = "session.lock";
/// A wake looks at the lock for a moment; a start that meets such a look tries again for this long.
const START_PATIENCE: Duration = Duration::from_secs(1);
const RETRY_EVERY: Duration = Duration::from_millis(5);

/// Held by the process that runs a session, for as long as it runs. Let go by dropping it, or by dying.
#[derive(Debug)]
pub struct SessionOwnership {
    _lock: FileLock,
}

impl SessionOwnership {
    /// Becomes the owner; `None` when another session runs, in this process or another.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] when the lock's file cannot be made.
    pub fn take(data: &Path) -> Result<Option<Self>, StoreError> {
        let lock = FileLock::take(&data.join(SESSION_LOCK), START_PATIENCE)?;
        Ok(lock.map(|_lock| Self { _lock }))
    }

    /// Whether a living process runs a session right now.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] when the lock's file cannot be made.
    pub fn is_held(data: &Path) -> Result<bool, StoreError> {
        Ok(Vacancy::look(data)?.is_none())
    }
}

/// Proof that nobody runs a session, and that nobody begins one while this is held.
#[derive(Debug)]
pub(crate) struct Vacancy {
    _file: File,
}

impl Vacancy {
    /// `None` when a living process runs a session. Any number of lookers may look at once.
    pub(crate) fn look(data: &Path) -> Result<Option<Self>, StoreError> {
        let path = data.join(SESSION_LOCK);
        let file = open(&path)?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(unusable(&path, &error)),
        }
    }
}

/// An exclusive lock on a file, gone when dropped.
#[derive(Debug)]
pub(super) struct FileLock {
    _file: File,
}

impl FileLock {
    /// `None` when somebody else held it for all of `patience`.
    #[allow(
        clippy::disallowed_methods,
        reason = "waits for another process on a lock that cannot be waited for with a limit"
    )]
    pub(super) fn take(path: &Path, patience: Duration) -> Result<Option<Self>, StoreError> {
        let file = open(path)?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self { _file: file })),
                Err(TryLockError::WouldBlock) if waited < patience => {
                    std::thread::sleep(RETRY_EVERY);
                    waited += RETRY_EVERY;
                }
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(unusable(path, &error)),
            }
        }
    }
}

fn open(path: &Path) -> Result<File, StoreError> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
        .map_err(|error| unusable(path, &error))
}

fn unusable(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Unusable {
        path: path.display().to_string(),
        why: error.to_string(),
    }
}
