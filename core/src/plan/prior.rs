//! When symptoms will probably start as long as the diary is silent: what the person says, else bedtime minus three hours.

use jiff::civil::Time;

use super::{Basis, Reason};
use crate::settings::{Habits, Settings};
use crate::time::{Night, minutes_after_noon, time_after_noon};

/// Most people's legs start 2 to 4 hours before their usual bedtime (product facts A1 row 2 and d3: the prior is
/// bedtime minus 3 h).
const HOURS_BEFORE_BED: u8 = 3;
/// How far off the first guess may be: standard deviations in minutes.
const BEDTIME_ERROR: f64 = 90.0;
const OWN_ONSET_ERROR: f64 = 60.0;

/// The first guess of a night, and how far it may be off.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Prior {
    pub(super) onset: Time,
    /// A standard deviation, in minutes.
    pub(super) error: f64,
    pub(super) basis: Basis,
    pub(super) reason: Reason,
}

impl Prior {
    pub(super) fn new(night: Night, settings: &Settings) -> Self {
        Self::of(settings.habits(night))
    }

    /// That of an ordinary evening.
    pub(super) fn ordinary(settings: &Settings) -> Self {
        Self::of(Habits {
            bedtime: settings.usual_bedtime,
            rising: settings.usual_rising,
            onset: settings.usual_onset,
        })
    }

    fn of(habits: Habits) -> Self {
        if let Some(onset) = habits.onset {
            return Self {
                onset,
                error: OWN_ONSET_ERROR,
                basis: Basis::OwnOnset,
                reason: Reason::FromOwnOnset { onset },
            };
        }
        let bedtime = habits.bedtime;
        // A bedtime shortly after noon: the onset stays in the same night, which begins at noon.
        let minutes = minutes_after_noon(bedtime).saturating_sub(u16::from(HOURS_BEFORE_BED) * 60);
        Self {
            onset: time_after_noon(minutes),
            error: BEDTIME_ERROR,
            basis: Basis::Bedtime,
            reason: Reason::FromBedtime {
                bedtime,
                hours_before: HOURS_BEFORE_BED,
            },
        }
    }
}
