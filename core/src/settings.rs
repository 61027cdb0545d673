//! What the person told us about their evenings, and what we assume until they do.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::device::{DeviceChoice, Level};
use crate::invalid::{Invalid, Reason};
use crate::session::safety::SafetyCheck;
use crate::time::minutes_after_noon;

/// Least and most minutes between reminder and predicted onset.
pub const LEAD_MINUTES: (u16, u16) = (5, 180);

/// Everything the person can set. Times are local wall-clock times, minutes exact, no zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Lights out on an ordinary evening.
    pub usual_bedtime: Time,
    /// Getting up on an ordinary morning; the morning log is asked 30 min later.
    pub usual_rising: Time,
    /// When the person says their legs usually start, if they know.
    pub usual_onset: Option<Time>,
    /// Minutes between reminder and predicted onset, 5 to 180. Default 40 (product table A1, row 1: 30-45).
    pub lead_minutes: u16,
    /// The level the evening program holds.
    pub hold_level: Level,
    /// Reminders come only inside this window.
    pub window: Window,
    /// Whether the morning log is asked by a reminder.
    pub morning_log: bool,
    /// The safety check before the first start ever; `None` until it was answered.
    pub safety: Option<SafetyCheck>,
    /// What a tap on Start drives.
    pub device: DeviceChoice,
}

/// Earliest and latest wall-clock time of an evening reminder within a night (noon to noon).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub earliest: Time,
    pub latest: Time,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            usual_bedtime: Time::constant(22, 30, 0, 0),
            usual_rising: Time::constant(7, 0, 0, 0),
            usual_onset: None,
            lead_minutes: 40,
            hold_level: Level::from_percent_clamped(50),
            window: Window {
                earliest: Time::constant(15, 0, 0, 0),
                latest: Time::constant(1, 0, 0, 0),
            },
            morning_log: true,
            safety: None,
            device: DeviceChoice::Simulated,
        }
    }
}

impl Settings {
    /// Checks every field against its range and the fields against each other.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub fn validate(&self) -> Result<(), Invalid> {
        let (min, max) = LEAD_MINUTES;
        if !(min..=max).contains(&self.lead_minutes) {
            let reason = Reason::OutOfRange {
                min: min.into(),
                max: max.into(),
                got: self.lead_minutes.into(),
            };
            return Err(Invalid::new("lead_minutes", reason));
        }
        if minutes_after_noon(self.window.earliest) >= minutes_after_noon(self.window.latest) {
            return Err(Invalid::new(
                "window.earliest",
                Reason::Contradicts {
                    other: "window.latest".into(),
                },
            ));
        }
        // A night runs from noon to noon: lights-out comes before getting up within it.
        if minutes_after_noon(self.usual_bedtime) >= minutes_after_noon(self.usual_rising) {
            return Err(Invalid::new(
                "usual_bedtime",
                Reason::Contradicts {
                    other: "usual_rising".into(),
                },
            ));
        }
        Ok(())
    }
}
