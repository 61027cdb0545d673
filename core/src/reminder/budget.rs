//! Which alarms are kept when the system holds fewer than wanted: evenings before morning logs, the nearest first.

use super::{Alarm, AlarmKind};

/// The alarms that fit, and how much was given up for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    /// Soonest first.
    pub(super) alarms: Vec<Alarm>,
    /// Nights whose evening reminder fitted.
    pub(super) nights: u32,
    /// Alarms that did not fit, of either kind.
    pub(super) dropped: u32,
}

pub(super) fn fit(mut wanted: Vec<Alarm>, slots: u16) -> Fitted {
    // By night, not by instant: inexact evenings may be armed at the same moment.
    wanted.sort_by_key(|alarm| (alarm.kind, alarm.night));
    let dropped = wanted.len().saturating_sub(slots.into());
    wanted.truncate(slots.into());
    let evenings = wanted
        .iter()
        .filter(|alarm| alarm.kind == AlarmKind::Evening)
        .count();
    wanted.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Fitted {
        alarms: wanted,
        nights: count(evenings),
        dropped: count(dropped),
    }
}

fn count(alarms: usize) -> u32 {
    u32::try_from(alarms).unwrap_or(u32::MAX)
}
