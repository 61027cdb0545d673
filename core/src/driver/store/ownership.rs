//! Who drives the massager: one process at a time, known by a lock the system lets go of when that process dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{StoreError, files};

/// The lock's file inside the data folder. It is empty; only the lock on it means something.
pub const SESSION_LOCK: &str = "session.lock";
/// Held by everybody who has the diary open.
const PRESENCE_LOCK: &str = "diary.lock";
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
            Err(TryLockError::Error(error)) => Err(files::failed(&path, &error)),
        }
    }
}

/// Everybody who has the diary open holds this; whoever replaces its file holds it alone.
#[derive(Debug)]
pub(super) struct Presence {
    path: PathBuf,
    file: File,
    alone: bool,
}

impl Presence {
    /// `None` when somebody has the diary open.
    pub(super) fn alone(data: &Path) -> Result<Option<Self>, StoreError> {
        Self::wait_alone(data, Duration::ZERO)
    }

    /// `None` when somebody had the diary open for all of `patience`.
    pub(super) fn wait_alone(data: &Path, patience: Duration) -> Result<Option<Self>, StoreError> {
        Self::take(data, patience, true)
    }

    /// `None` when somebody was alone with the diary for all of `patience`.
    pub(super) fn among_others(
        data: &Path,
        patience: Duration,
    ) -> Result<Option<Self>, StoreError> {
        Self::take(data, patience, false)
    }

    pub(super) fn is_alone(&self) -> bool {
        self.alone
    }

    /// Lets others open the diary as well.
    pub(super) fn welcome_others(&mut self, patience: Duration) -> Result<(), StoreError> {
        if !self.alone {
            return Ok(());
        }
        let unlocked = self.file.unlock();
        unlocked.map_err(|error| files::failed(&self.path, &error))?;
        if !patiently(&self.path, patience, || self.file.try_lock_shared())? {
            return Err(StoreError::Busy);
        }
        self.alone = false;
        Ok(())
    }

    fn take(data: &Path, patience: Duration, alone: bool) -> Result<Option<Self>, StoreError> {
        let path = data.join(PRESENCE_LOCK);
        let file = open(&path)?;
        let taken = patiently(&path, patience, || {
            if alone {
                file.try_lock()
            } else {
                file.try_lock_shared()
            }
        })?;
        Ok(taken.then_some(Self { path, file, alone }))
    }
}

/// An exclusive lock on a file, gone when dropped.
#[derive(Debug)]
pub(super) struct FileLock {
    _file: File,
}

impl FileLock {
    /// `None` when somebody else held it for all of `patience`.
    pub(super) fn take(path: &Path, patience: Duration) -> Result<Option<Self>, StoreError> {
        let file = open(path)?;
        let taken = patiently(path, patience, || file.try_lock())?;
        Ok(taken.then_some(Self { _file: file }))
    }
}

/// False when somebody else held the lock for all of `patience`.
#[allow(
    clippy::disallowed_methods,
    reason = "waits for another process on a lock that cannot be waited for with a limit"
)]
fn patiently(
    path: &Path,
    patience: Duration,
    lock: impl Fn() -> Result<(), TryLockError>,
) -> Result<bool, StoreError> {
    let mut waited = Duration::ZERO;
    loop {
        match lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if waited < patience => {
                std::thread::sleep(RETRY_EVERY);
                waited += RETRY_EVERY;
            }
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(files::failed(path, &error)),
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
        .map_err(|error| files::failed(path, &error))
}
