//! The first screen in one call.

use jiff::Timestamp;
use jiff::civil::Time;
use lull_core::app;
pub use lull_core::app::Hindrance;
use lull_core::time::Night;

use super::{ClockThatCounts, DeviceChoice, Gate, Plan};

/// Tonight at one glance: when, why, and whether everything is ready.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Overview {
    /// False: the plan rests on assumptions.
    pub set_up: bool,
    /// Every time of the plan is by it.
    pub clock: ClockThatCounts,
    pub plan: Plan,
    /// Something was asked for tonight only: `tonight_as_usual` takes it back.
    pub as_usual_offered: bool,
    /// The time at which `remind_tonight_as_yesterday` would remind; absent where there is nothing to take back.
    pub as_yesterday: Option<Time>,
    /// What a tap on Start drives.
    pub device: DeviceChoice,
    /// A kept device's.
    pub device_name: Option<String>,
    /// What keeps the evening's massage from starting now.
    pub hindrance: Option<Hindrance>,
    /// The night before, while its morning was not logged.
    pub to_log: Option<Night>,
}

impl From<app::Overview> for Overview {
    fn from(overview: app::Overview) -> Self {
        let app::Overview {
            set_up,
            whereabouts,
            plan,
            as_usual_offered,
            as_yesterday,
            device,
            device_name,
            hindrance,
            to_log,
        } = overview;
        Self {
            set_up,
            clock: whereabouts.into(),
            plan,
            as_usual_offered,
            as_yesterday,
            device,
            device_name: device_name.map(|name| name.to_string()),
            hindrance,
            to_log,
        }
    }
}

/// What keeps a massage from starting.
#[uniffi::remote(Enum)]
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
