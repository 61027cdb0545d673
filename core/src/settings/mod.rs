//! What the person told us about their evenings, and what we assume until they do.

mod days;
mod offers;
mod reminders;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::device::{DeviceChoice, Level};
use crate::invalid::{Invalid, Reason};
use crate::session::safety::SafetyCheck;
use crate::time::{Night, minutes_after_noon};

pub use days::{FreeEvenings, Habits, Weekday};
pub use offers::{OFFERS, Offers};
pub use reminders::{
    PRE_NOTICE_MINUTES, REPEAT_EVERY_MINUTES, REPEATS, Reminders, Repeat, Swipe, Travel,
};

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
    /// Other habits on some evenings; `None`: every evening is an ordinary one.
    #[serde(default)]
    pub free_evenings: Option<FreeEvenings>,
    /// Minutes between reminder and predicted onset, 5 to 180. Default 40 (product table A1, row 1: 30-45).
    pub lead_minutes: u16,
    /// The level the evening program holds.
    pub hold_level: Level,
    /// Reminders come only inside this window.
    pub window: Window,
    /// The evening reminder comes at this time, whatever the diary says; `None`: it follows the plan.
    #[serde(default)]
    pub pinned: Option<Time>,
    /// Whether the morning log is asked by a reminder.
    pub morning_log: bool,
    /// Every other reminder.
    #[serde(default)]
    pub reminders: Reminders,
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
            free_evenings: None,
            lead_minutes: 40,
            hold_level: Level::from_percent_clamped(50),
            window: Window {
                earliest: Time::constant(15, 0, 0, 0),
                latest: Time::constant(1, 0, 0, 0),
            },
            pinned: None,
            morning_log: true,
            reminders: Reminders::default(),
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
        reminders::within("lead_minutes", self.lead_minutes, LEAD_MINUTES)?;
        if minutes_after_noon(self.window.earliest) >= minutes_after_noon(self.window.latest) {
            return Err(Invalid::new(
                "window.earliest",
                Reason::Contradicts {
                    other: "window.latest".into(),
                },
            ));
        }
        let allowed =
            minutes_after_noon(self.window.earliest)..=minutes_after_noon(self.window.latest);
        for (field, time) in [
            ("pinned", self.pinned),
            ("fallback", self.reminders.fallback),
        ] {
            if time.is_some_and(|time| !allowed.contains(&minutes_after_noon(time))) {
                let other = "window".to_owned();
                return Err(Invalid::new(field, Reason::Contradicts { other }));
            }
        }
        days::sleep_in_order(
            "usual_bedtime",
            self.usual_bedtime,
            "usual_rising",
            self.usual_rising,
        )?;
        if let Some(free) = &self.free_evenings {
            free.validate()?;
        }
        self.reminders.validate()
    }

    /// The habits of one night.
    #[must_use]
    pub fn habits(&self, night: Night) -> Habits {
        match &self.free_evenings {
            Some(free) if free.evenings.contains(&Weekday::of(night)) => Habits {
                bedtime: free.bedtime,
                rising: free.rising,
                onset: free.onset.or(self.usual_onset),
            },
            Some(_) | None => Habits {
                bedtime: self.usual_bedtime,
                rising: self.usual_rising,
                onset: self.usual_onset,
            },
        }
    }

    /// Whether the person wants no evening reminder on this weekday.
    #[must_use]
    pub fn is_quiet(&self, night: Night) -> bool {
        let quiet = &self.reminders.quiet_evenings;
        quiet.contains(&Weekday::of(night))
    }
}
