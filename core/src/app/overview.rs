//! Everything the first screen shows, read at one moment, so that a shell asks once for a whole screen.

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{App, AppError};
use crate::device::DeviceChoice;
use crate::device::kept::{DeviceError, DeviceName};
use crate::diary::{Change, history};
use crate::driver::store::diary;
use crate::plan::{self, Plan};
use crate::reminder::whereabouts::Whereabouts;
use crate::session::ProgramKind;
use crate::session::safety::Gate;
use crate::time::{Night, Now};

/// Tonight at one glance: when, why, and whether everything is ready.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// False: the plan rests on assumptions.
    pub set_up: bool,
    pub whereabouts: Whereabouts,
    pub plan: Plan,
    /// Something was asked for tonight only, and can be taken back.
    pub as_usual_offered: bool,
    /// When the reminder would come without what the plan learnt since the night before; `None` where there is nothing to
    /// take back.
    pub as_yesterday: Option<Time>,
    /// What a tap on Start drives.
    pub device: DeviceChoice,
    /// A kept device's.
    pub device_name: Option<DeviceName>,
    /// What keeps the evening's massage from starting now.
    pub hindrance: Option<Hindrance>,
    /// The night before, while its morning was not logged.
    pub to_log: Option<Night>,
}

/// What keeps a massage from starting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Hindrance {
    /// The safety check comes first.
    Safety { gate: Gate },
    /// Its supervised test comes first; `failed`: the last one was not passed.
    NotTested { failed: bool },
    /// The person has not yet taken note that nothing stops it without the phone.
    NoFailSafe,
    /// What a tap on Start drove was forgotten.
    DeviceForgotten,
    /// The legs rest until then.
    Resting { until: Timestamp },
    /// So many minutes are enough for one night.
    NightCap { minutes: u16 },
}

impl App {
    /// Tonight at one glance.
    ///
    /// # Errors
    /// The storage's own.
    pub fn overview(&self, now: &Now) -> Result<Overview, AppError> {
        let settings = self.settings()?;
        let plan = self.plan(now)?;
        let before = plan.night.plus(-1);
        let asked_for =
            self.read(|connection| Ok::<_, AppError>(diary::change(connection, plan.night)?))?;
        let logged = self.entry(before)?.as_ref().is_some_and(history::answered);
        let device_name = match settings.device {
            DeviceChoice::Kept { id } => self.devices()?.into_iter().find(|device| device.id == id),
            DeviceChoice::Simulated | DeviceChoice::SimulatedAt { .. } | DeviceChoice::Manual => {
                None
            }
        };
        Ok(Overview {
            set_up: self.is_set_up()?,
            whereabouts: self.whereabouts(now)?,
            as_usual_offered: matches!(
                asked_for,
                Some(Change::Skip | Change::At { .. } | Change::Snoozed { .. })
            ),
            as_yesterday: plan::as_yesterday(&plan, &settings),
            plan,
            device_name: device_name.map(|device| device.name),
            hindrance: self.hindrance(ProgramKind::Evening, &settings.device, now)?,
            device: settings.device,
            to_log: (!logged).then_some(before),
        })
    }

    /// What keeps this program from starting now on this device, if anything does.
    ///
    /// # Errors
    /// The storage's own.
    pub fn hindrance(
        &self,
        program: ProgramKind,
        device: &DeviceChoice,
        now: &Now,
    ) -> Result<Option<Hindrance>, AppError> {
        Ok(match self.may_start(program, device, now) {
            Ok(()) => None,
            Err(AppError::Safety(gate)) => Some(Hindrance::Safety { gate }),
            Err(AppError::Resting { until }) => Some(Hindrance::Resting { until }),
            Err(AppError::DailyCap { minutes }) => Some(Hindrance::NightCap { minutes }),
            Err(AppError::Device(DeviceError::NotTested { failed, .. })) => {
                Some(Hindrance::NotTested { failed })
            }
            Err(AppError::Device(DeviceError::NoFailSafe { .. })) => Some(Hindrance::NoFailSafe),
            Err(AppError::Device(DeviceError::Forgotten)) => Some(Hindrance::DeviceForgotten),
            Err(error) => return Err(error),
        })
    }
}
