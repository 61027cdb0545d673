//! The facade every shell calls: open, wake, log, plan. Sync, no radio, no runtime; a session is prepared and run by
//! [`crate::driver::runtime`].

mod devices;
mod diary;
mod document;
mod giving;
mod health;
mod keeping;
mod morning;
mod overview;
mod start;
mod tonight;
mod transfer;
mod wake;

pub use devices::Forgotten;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Time;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::device::kept::DeviceError;
use crate::device::{DeviceChoice, Level};
use crate::diary::{Entry, Score};
use crate::driver::store::{MayBeDamage, Store, StoreError, devices as kept, settings};
use crate::invalid::Invalid;
use crate::session::safety::{self, Gate};
use crate::session::{EndReason, ProgramKind, SessionId, Stopped};
use crate::settings::Settings;
use crate::time::Night;

pub use giving::TRENDS_MAX_NIGHTS;
pub use health::{LabRecord, MedicineRecord};
pub use keeping::{COPIES_KEPT, RestoreHow, Restored};
pub use morning::Morning;
pub use overview::{Hindrance, Overview};
pub use tonight::MOVE_MOST_MINUTES;

/// Why a call did nothing.
#[derive(Debug, Error)]
pub enum AppError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The safety check forbids a start.
    #[error("the safety check comes first")]
    Safety(Gate),
    /// A session is running, in this process or another; `None` when it has just begun and is not written down yet.
    #[error("a session is already running")]
    SessionRunning { id: Option<SessionId> },
    /// Limits forbid a start until `until`.
    #[error("rest until {until}")]
    Resting { until: Timestamp },
    /// The daily cap is reached.
    #[error("the daily cap of {minutes} minutes is reached")]
    DailyCap { minutes: u16 },
    #[error("no session is running")]
    NoSession,
    /// A kept device cannot be added, named or driven.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// Row and field of the first bad row of an import; nothing was imported.
    #[error("line {line}: {invalid}")]
    BadRow { line: u64, invalid: Invalid },
}

/// What a write changed, so that a shell refreshes only that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub diary: bool,
    pub plan: bool,
    pub schedule: bool,
}

/// One night as kept, for lists and exports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NightRecord {
    pub entry: Entry,
    pub sessions: Vec<SessionRecord>,
}

/// Nights of the diary as a screen turns them over, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiaryPage {
    pub nights: Vec<DiaryNight>,
    /// Which page it is, 0 for the newest: the last one there is where a later one was asked for.
    pub page: u16,
    pub has_earlier: bool,
}

/// One night of a page, and what is kept of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiaryNight {
    pub night: Night,
    pub record: Option<NightRecord>,
}

/// One session as kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRecord {
    pub id: i64,
    pub night: Night,
    pub start: Timestamp,
    /// The same on the wall of the zone it happened in.
    pub start_wall: Time,
    pub minutes: u16,
    pub program: Option<ProgramKind>,
    pub end: Option<EndReason>,
    pub stopped: Option<Stopped>,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub nights: u32,
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub sessions_added: u32,
}

/// What a session shall be; checked against safety, limits and what already runs.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRequest {
    pub program: ProgramKind,
    /// `None`: the device of the settings.
    pub device: Option<DeviceChoice>,
    /// A random number from the shell or runtime; identifies the session to the device.
    pub id: SessionId,
    /// How the legs feel now, where the person said: moves the level held, see [`crate::session::level`].
    pub legs_now: Option<Score>,
    /// How strongly to hold, this once; `None`: as chosen in the settings, moved by `legs_now`.
    pub level: Option<Level>,
    /// Right after a warm bath: noted among tonight's triggers.
    pub after_bath: bool,
}

impl SessionRequest {
    /// A session as the settings have it.
    #[must_use]
    pub fn new(program: ProgramKind, id: SessionId) -> Self {
        Self {
            program,
            device: None,
            id,
            legs_now: None,
            level: None,
            after_bath: false,
        }
    }
}

/// The open diary and everything decided from it. Cheap to open, safe to open twice, also by two processes.
#[derive(Debug)]
pub struct App {
    data: PathBuf,
    store: Mutex<Store>,
}

impl App {
    /// Opens the diary in `data`, making the folder when it is missing.
    ///
    /// # Errors
    /// [`AppError::Store`], as [`Store::open`] tells.
    pub fn open(data: &Path) -> Result<Self, AppError> {
        Ok(Self {
            data: data.to_owned(),
            store: Mutex::new(Store::open(data)?),
        })
    }

    /// The folder everything is kept in.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Settings as kept, or the defaults; `None` in `safety` until the check was answered.
    ///
    /// # Errors
    /// The storage's own.
    pub fn settings(&self) -> Result<Settings, AppError> {
        self.read(|connection| Ok(settings::load(connection)?.unwrap_or_default()))
    }

    /// True once the person has saved settings.
    ///
    /// # Errors
    /// The storage's own.
    pub fn is_set_up(&self) -> Result<bool, AppError> {
        self.read(|connection| Ok(settings::load(connection)?.is_some()))
    }

    /// Keeps the settings in place of the earlier ones.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names the first field that cannot be kept; else the storage's own.
    pub fn save_settings(&self, settings: &Settings) -> Result<Changes, AppError> {
        settings.validate()?;
        self.write(|connection| {
            if let DeviceChoice::Kept { id } = settings.device
                && kept::one(connection, id)?.is_none()
            {
                return Err(DeviceError::Forgotten.into());
            }
            if settings::load(connection)?.as_ref() == Some(settings) {
                return Ok(Changes::default());
            }
            settings::save(connection, settings)?;
            Ok(Changes {
                diary: false,
                plan: true,
                schedule: true,
            })
        })
    }

    /// Whether a massage may start on this device, by the safety check's answers.
    ///
    /// # Errors
    /// The storage's own.
    pub fn safety_gate(&self, device: &DeviceChoice) -> Result<Gate, AppError> {
        let settings = self.settings()?;
        Ok(safety::gate(
            settings.safety.as_ref(),
            self.touch_of(device)?,
        ))
    }

    fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.store().write(work)
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.store().read(work)
    }

    /// A write that panicked was rolled back: what the lock guards is whole.
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MayBeDamage for AppError {
    fn is_damage(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_damage())
    }
}

impl From<rusqlite::Error> for AppError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
