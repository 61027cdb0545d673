//! Which alarms are kept when the system holds fewer than wanted. Evening reminders come before everything, the nearest
//! first; of them the farthest give way to the net that catches all later nights. What slots are left goes to the
//! request to open Lull and then night by night to the rest.

use jiff::Timestamp;

use super::schedule::{HORIZON_NIGHTS, Wake};
use super::{Alarm, AlarmKind, horizon};
use crate::time::Night;

/// The alarms that fit, and how much was given up for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    /// Soonest first.
    pub(super) alarms: Vec<Alarm>,
    /// Nights whose evening reminder fitted.
    pub(super) nights: u32,
    /// Nights whose evening reminder did not fit, and the net where it did not.
    pub(super) nights_dropped: u32,
    /// Alarms beside those that did not fit.
    pub(super) extras_dropped: u32,
}

pub(super) fn fit(wanted: Vec<Alarm>, wake: &Wake<'_>) -> Fitted {
    let slots = usize::from(wake.capabilities.slots);
    let (mut kept, mut rest): (Vec<_>, Vec<_>) = wanted
        .into_iter()
        .partition(|alarm| alarm.kind == AlarmKind::Evening);
    // By night, not by instant: inexact evenings may be armed at the same moment.
    kept.sort_by_key(|alarm| alarm.night);
    rest.sort_by_key(|alarm| (alarm.night, alarm.kind));
    let all: Vec<Timestamp> = kept.iter().chain(&rest).map(|alarm| alarm.at).collect();

    let horizon_end = wake.now.night().plus(HORIZON_NIGHTS);
    let net_wanted = horizon::safety_net(horizon_end, &all, wake).is_some();
    let for_evenings = slots - usize::from(net_wanted && slots > 1);
    let uncovered = first_uncovered(&kept, for_evenings).unwrap_or(horizon_end);
    let mut nights_dropped = kept.len().saturating_sub(for_evenings);
    kept.truncate(for_evenings);
    let nights = kept.len();

    // With nights dropped nothing else is kept beside the evenings.
    let mut calls = if nights_dropped > 0 {
        kept.iter().map(|alarm| alarm.at).collect()
    } else {
        all
    };
    match horizon::safety_net(uncovered, &calls, wake) {
        Some(net) if kept.len() < slots => {
            calls.push(net.at);
            kept.push(net);
        }
        Some(_) => nights_dropped += 1,
        None => {}
    }
    let asks = horizon::open_app(uncovered, &calls, wake);
    let extras = asks.into_iter().chain(rest);
    let extras_wanted = extras.clone().count();
    let free = slots - kept.len();
    kept.extend(extras.take(free));
    kept.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Fitted {
        alarms: kept,
        nights: count(nights),
        nights_dropped: count(nights_dropped),
        extras_dropped: count(extras_wanted.saturating_sub(free)),
    }
}

fn first_uncovered(evenings: &[Alarm], slots: usize) -> Option<Night> {
    evenings.get(slots).map(|alarm| alarm.night)
}

fn count(alarms: usize) -> u32 {
    u32::try_from(alarms).unwrap_or(u32::MAX)
}
