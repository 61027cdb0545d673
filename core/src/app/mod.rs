//! The facade every shell calls: open, wake, log, plan, session. Sync, no radio, no runtime; a session is started
//! through [`App::prepare_session`] and run by [`crate::driver::runtime`].

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::device::DeviceChoice;
use crate::diary::Entry;
use crate::driver::store::StoreError;
use crate::invalid::Invalid;
use crate::plan::Plan;
use crate::reminder::audit::Audit;
use crate::reminder::{Action, AlarmId, Capabilities, Schedule, WakeReason};
use crate::session::safety::Gate;
use crate::session::{EndReason, ProgramKind, SessionId, Stopped};
use crate::settings::Settings;
use crate::time::{Night, Now};

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
    /// Another session is running; by another process when `elsewhere`.
    #[error("a session is already running")]
    SessionRunning { id: SessionId, elsewhere: bool },
    /// Limits forbid a start until `until`.
    #[error("rest until {until}")]
    Resting { until: Timestamp },
    /// The daily cap is reached.
    #[error("the daily cap of {minutes} minutes is reached")]
    DailyCap { minutes: u16 },
    #[error("no session is running")]
    NoSession,
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
}

/// The open diary and everything decided from it. Cheap to open, safe to open twice, also by two processes.
#[derive(Debug)]
pub struct App {
    data: PathBuf,
}

#[allow(
    clippy::todo,
    clippy::missing_errors_doc,
    unused_variables,
    reason = "skeleton"
)]
impl App {
    /// Opens the diary in `data`, making the folder when it is missing.
    pub fn open(data: &Path) -> Result<Self, AppError> {
        todo!()
    }
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Settings as kept, or the defaults; `None` in `safety` until the check was answered.
    pub fn settings(&self) -> Result<Settings, AppError> {
        todo!()
    }
    /// True once the person has saved settings.
    pub fn is_set_up(&self) -> Result<bool, AppError> {
        todo!()
    }
    pub fn save_settings(&self, settings: &Settings) -> Result<Changes, AppError> {
        todo!()
    }

    /// The one call of every wake: finds out what became of a cut-off session, plans, and returns the whole schedule.
    pub fn wake(
        &self,
        reason: WakeReason,
        now: &Now,
        capabilities: &Capabilities,
    ) -> Result<Schedule, AppError> {
        todo!()
    }
    /// The shell made the system match that generation; `refused` are alarms the system would not take.
    pub fn schedule_applied(
        &self,
        generation: u64,
        refused: &[AlarmId],
        now: &Now,
    ) -> Result<(), AppError> {
        todo!()
    }
    pub fn alarm_fired(&self, id: &AlarmId, now: &Now) -> Result<(), AppError> {
        todo!()
    }
    pub fn alarm_shown(&self, id: &AlarmId, now: &Now) -> Result<(), AppError> {
        todo!()
    }
    /// The person answered a reminder. Start is only recorded: the shell starts the session itself.
    pub fn alarm_acted(
        &self,
        id: &AlarmId,
        action: Action,
        now: &Now,
    ) -> Result<Changes, AppError> {
        todo!()
    }
    /// How reminders of the last `nights` nights fared.
    pub fn audit(&self, nights: u16, now: &Now) -> Result<Audit, AppError> {
        todo!()
    }

    pub fn plan(&self, now: &Now) -> Result<Plan, AppError> {
        todo!()
    }
    pub fn plan_for(&self, night: Night, now: &Now) -> Result<Plan, AppError> {
        todo!()
    }
    pub fn skip_tonight(&self, now: &Now) -> Result<Changes, AppError> {
        todo!()
    }
    pub fn remind_tonight_at(&self, time: Time, now: &Now) -> Result<Changes, AppError> {
        todo!()
    }
    /// Takes back what was asked for tonight only.
    pub fn tonight_as_usual(&self, now: &Now) -> Result<Changes, AppError> {
        todo!()
    }

    /// Keeps an entry, replacing that night's earlier one.
    pub fn log(&self, entry: &Entry, now: &Now) -> Result<Changes, AppError> {
        todo!()
    }
    pub fn entry(&self, night: Night) -> Result<Option<Entry>, AppError> {
        todo!()
    }
    pub fn symptoms_started(&self, now: &Now) -> Result<Entry, AppError> {
        todo!()
    }
    /// Nights with an entry or a session, oldest first, both ends included.
    pub fn nights(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<NightRecord>, AppError> {
        todo!()
    }
    pub fn delete_night(&self, night: Night) -> Result<Changes, AppError> {
        todo!()
    }

    /// Reads a diary in the documented columns. All or nothing.
    pub fn import_csv(&self, bytes: &[u8], now: &Now) -> Result<Imported, AppError> {
        todo!()
    }
    pub fn export_csv(&self) -> Result<String, AppError> {
        todo!()
    }

    pub fn safety_gate(&self) -> Result<Gate, AppError> {
        todo!()
    }
}
