//! Whether a session may start, and which one runs.

use super::{App, AppError};
use crate::device::DeviceChoice;
use crate::diary::Score;
use crate::driver::store::journal;
use crate::session::level::{self, HoldLevel};
use crate::session::limits::{self, Forbidden, TonightSoFar};
use crate::session::safety::Gate;
use crate::session::{ProgramKind, SessionId};
use crate::time::Now;

impl App {
    /// Whether this program may start now on this device: the safety check first, then rest and the night's cap, then what
    /// a kept device itself asks for.
    ///
    /// A device test is seconds long and under the person's eyes; it passes the safety check but needs no rest.
    ///
    /// # Errors
    /// [`AppError::Safety`], [`AppError::Resting`], [`AppError::DailyCap`] or [`AppError::Device`] say what forbids it.
    pub fn may_start(
        &self,
        program: ProgramKind,
        device: &DeviceChoice,
        now: &Now,
    ) -> Result<(), AppError> {
        if !program.drives_device() {
            return Ok(());
        }
        match self.safety_gate(device)? {
            Gate::Open => {}
            closed @ (Gate::NotAnswered | Gate::AskDoctorFirst { .. }) => {
                return Err(AppError::Safety(closed));
            }
        }
        if program != ProgramKind::DeviceTest {
            self.has_rested(now)?;
        }
        match device {
            DeviceChoice::Kept { id } => Ok(self.device(*id)?.may_run(program)?),
            DeviceChoice::Simulated | DeviceChoice::SimulatedAt { .. } | DeviceChoice::Manual => {
                Ok(())
            }
        }
    }

    fn has_rested(&self, now: &Now) -> Result<(), AppError> {
        let so_far = {
            let store = self.store();
            let minutes = store.active_in(now.night())?.as_secs() / 60;
            TonightSoFar {
                last_end: store.last_session_end()?,
                minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
            }
        };
        limits::may_start(&so_far, now.at).map_err(|forbidden| match forbidden {
            Forbidden::Resting { until } => AppError::Resting { until },
            Forbidden::NightCap { minutes } => AppError::DailyCap { minutes },
        })
    }

    /// How strongly the next session holds, and why: what the person chose, moved by how the legs feel now and by what
    /// helped with legs like that before.
    ///
    /// # Errors
    /// The storage's own.
    pub fn hold_level(&self, legs_now: Option<Score>) -> Result<HoldLevel, AppError> {
        let chosen = self.settings()?.hold_level;
        let tried = match legs_now {
            Some(_) => self.read(|connection| Ok::<_, AppError>(journal::tried(connection)?))?,
            None => Vec::new(),
        };
        Ok(level::hold_level(chosen, legs_now, &tried))
    }

    /// The session that began and has no end yet, if any: it runs in some process, or was cut off.
    ///
    /// # Errors
    /// The storage's own.
    pub fn open_session(&self) -> Result<Option<SessionId>, AppError> {
        Ok(self.store().open_sessions()?.pop())
    }
}
