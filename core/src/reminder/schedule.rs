//! The whole desired set of alarms: evening reminders and morning logs of the next nights, inside the system's slots.

use std::collections::BTreeSet;

use super::audit::Delivery;
use super::evening::{Evening, evening};
use super::morning::morning_log;
use super::notices::{self, Missed};
use super::{Capabilities, Exactness, Schedule, budget};
use crate::diary::History;
use crate::plan::Outlook;
use crate::settings::Settings;
use crate::time::{Night, Now};

/// Nights for which alarms are wanted: tonight and the thirteen after it.
pub const HORIZON_NIGHTS: i32 = 14;

/// The whole desired set of alarms. Pure: the generation is left at 0, the store counts it.
///
/// `deliveries` are those of the horizon's nights at least; more do no harm.
#[must_use]
pub fn schedule(
    history: &History,
    settings: &Settings,
    deliveries: &[Delivery],
    capabilities: &Capabilities,
    now: &Now,
) -> Schedule {
    let wake = Wake {
        outlook: Outlook::new(history, settings, now),
        history,
        settings,
        deliveries,
        capabilities,
        now,
    };
    let tonight = now.night();
    let mut missed = None;
    let mut wanted = Vec::new();
    // Last night too: a snooze or a late rising can put its alarms past the noon at which a new night begins.
    for night in nights(tonight) {
        match evening(night, &wake) {
            Evening::Ahead(alarm) => wanted.push(*alarm),
            Evening::Missed { time, onset } if night == tonight => {
                missed = Some(Missed { night, time, onset });
            }
            Evening::Missed { .. } | Evening::Settled => {}
        }
        wanted.extend(morning_log(night, &wake));
    }

    let fitted = budget::fit(wanted, capabilities.slots);
    let notices = notices::notices(missed, &fitted, &wake);
    Schedule {
        generation: 0,
        alarms: fitted.alarms,
        notices,
    }
}

/// Everything a wake decides from.
#[derive(Debug)]
pub(super) struct Wake<'a> {
    /// The plans of all nights, from one look at the diary.
    pub(super) outlook: Outlook<'a>,
    pub(super) history: &'a History,
    pub(super) settings: &'a Settings,
    pub(super) deliveries: &'a [Delivery],
    pub(super) capabilities: &'a Capabilities,
    pub(super) now: &'a Now,
}

impl Wake<'_> {
    pub(super) fn exactness(&self) -> Exactness {
        if self.capabilities.exact_alarms {
            Exactness::Exact
        } else {
            Exactness::Inexact
        }
    }

    /// The zone's name in the tz database, or its offset where it has none.
    pub(super) fn zone_name(&self) -> String {
        let zone = &self.now.zone;
        zone.iana_name()
            .map_or_else(|| zone.to_offset(self.now.at).to_string(), str::to_owned)
    }
}

/// Last night and the horizon's. A set, because at the calendar's end nights saturate and would repeat.
fn nights(tonight: Night) -> BTreeSet<Night> {
    (-1..HORIZON_NIGHTS)
        .map(|days| tonight.plus(days))
        .collect()
}
