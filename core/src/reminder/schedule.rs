//! The whole desired set of alarms for the next nights, inside the system's slots.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::audit::Delivery;
use super::evening::{Evening, evening};
use super::morning::morning_log;
use super::top_up::top_up;
use super::{
    Alarm, AlarmId, AlarmKind, Capabilities, Exactness, Recurrence, Schedule, budget, notices,
    spacing,
};
use crate::diary::History;
use crate::plan::Outlook;
use crate::settings::Settings;
use crate::time::{Night, Now, up_to_the_minute};

/// Nights for which alarms are wanted: tonight and the thirteen after it.
pub const HORIZON_NIGHTS: i32 = 14;

/// The whole desired set of alarms. Pure: the generation is left at 0, the store counts it.
///
/// `deliveries` are those of the horizon's nights at least; more do no harm. `now` is in the zone whose clock counts,
/// see [`super::whereabouts`].
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
    let wanted = nights(tonight, HORIZON_NIGHTS);
    // The night after them as well: what is near the noon at its beginning gives way to it today as it will tomorrow.
    let looked_at = nights(tonight, HORIZON_NIGHTS + 1);
    let evenings: Vec<Evening> = looked_at
        .iter()
        .map(|night| evening(&wake.outlook.night(*night), &wake))
        .collect();
    let missed = evenings
        .iter()
        .filter_map(|evening| evening.missed)
        .find(|missed| missed.night == tonight);
    let mut alarms = apart(evenings, &looked_at, &wake);
    alarms.retain(|alarm| wanted.contains(&alarm.night));
    let fitted = budget::fit(alarms, &wake);
    let notices = notices::notices(missed, &fitted, &wake);
    Schedule {
        generation: 0,
        alarms: fitted.alarms,
        notices,
    }
}

/// All alarms of the nights, those of different purposes at a distance: the evening reminder stays where it is, a top-up
/// gives way to it, repetitions and announcements give way to a top-up, and the morning log moves behind all of them.
fn apart(evenings: Vec<Evening>, nights: &BTreeSet<Night>, wake: &Wake<'_>) -> Vec<Alarm> {
    // When they are wanted, and when an inexact one is armed for that.
    let reminders: Vec<Timestamp> = evenings
        .iter()
        .flat_map(|evening| {
            let armed = evening.alarms.iter();
            let armed = armed.filter(|alarm| alarm.kind == AlarmKind::Evening);
            evening
                .reminder
                .into_iter()
                .chain(armed.map(|alarm| alarm.at))
        })
        .collect();
    let mut due = Vec::new();
    let mut top_ups = Vec::new();
    for night in nights {
        if let Some((at, alarm)) = top_up(*night, &reminders, wake) {
            due.push(at);
            top_ups.extend(alarm);
        }
    }
    let mut calls = reminders;
    let mut alarms = Vec::new();
    for mut evening in evenings {
        evening.alarms.retain(|alarm| {
            let gives_way = matches!(alarm.kind, AlarmKind::Repeat | AlarmKind::PreNotice);
            !gives_way || spacing::is_apart(alarm.at, &due)
        });
        evening.repeats.retain(|at| spacing::is_apart(*at, &due));
        calls.extend(evening.repeats);
        calls.extend(evening.alarms.iter().map(|alarm| alarm.at));
        alarms.extend(evening.alarms);
    }
    calls.extend(due);
    alarms.extend(top_ups);
    let prompts = nights
        .iter()
        .filter_map(|night| morning_log(*night, &calls, wake));
    alarms.extend(prompts);
    alarms
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
    /// The first whole minute ahead.
    pub(super) fn soonest(&self) -> Timestamp {
        let ahead = SignedDuration::from_nanos(1);
        up_to_the_minute(self.now.at.saturating_add(ahead).unwrap_or(self.now.at))
    }

    /// An alarm with everything in it that follows from its kind, its night and its moment.
    pub(super) fn alarm(&self, kind: AlarmKind, night: Night, at: Timestamp) -> Alarm {
        Alarm {
            id: AlarmId::new(kind, night),
            kind,
            night,
            at,
            wanted: at,
            wall: self.now.zone.to_datetime(at),
            zone: self.now.zone_name(),
            exactness: if self.capabilities.exact_alarms {
                Exactness::Exact
            } else {
                Exactness::Inexact
            },
            recurrence: Recurrence::Once,
            message: notices::message("", []),
            actions: Vec::new(),
            expires: at,
        }
    }
}

/// `ahead` nights from tonight on, and last night: a snooze or a late rising can put its alarms past the noon at which a new
/// night begins. A set, because at the calendar's end nights saturate and would repeat.
fn nights(tonight: Night, ahead: i32) -> BTreeSet<Night> {
    (-1..ahead).map(|days| tonight.plus(days)).collect()
}
