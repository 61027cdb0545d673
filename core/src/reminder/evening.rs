//! One night's evening reminder: whether it is still to come, was missed, or is settled.

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use super::audit::{Delivery, ON_TIME_WITHIN_MINUTES};
use super::schedule::Wake;
use super::{Action, Alarm, AlarmId, AlarmKind, Arg, notices};
use crate::diary::Change;
use crate::plan::{self, Plan};
use crate::time::{Night, instant_of, up_to_the_minute};

/// How much earlier an inexact evening alarm is armed: Android delivers it within an hour (product facts b1), and late
/// is worse than early.
pub const INEXACT_EARLY_MINUTES: u16 = 60;

/// A reminder stays useful until this long after the expected onset.
const USEFUL_AFTER_ONSET: SignedDuration = SignedDuration::from_hours(2);
/// A reminder that itself comes late, because the person chose so, stays at least this long.
const USEFUL_AFTER_REMINDER: SignedDuration = SignedDuration::from_mins(30);
/// How far before its time an exact alarm may be seen to fire: two clocks that disagree.
const CLOCK_DOUBT: SignedDuration = SignedDuration::from_secs(30);

const SNOOZES_MINUTES: [u16; 3] = [10, 20, 30];

/// What has become of a night's reminder.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Evening {
    Ahead(Box<Alarm>),
    /// Its time passed, nobody saw it come, and it would still be of use.
    Missed {
        time: Time,
        onset: Time,
    },
    /// Not wanted, already given, or of no use any more.
    Settled,
}

pub(super) fn evening(night: Night, wake: &Wake<'_>) -> Evening {
    let plan = wake.outlook.night(night);
    let change = wake.history.changes.get(&night);
    let Some(wanted) = wanted_at(&plan, change, wake) else {
        return Evening::Settled;
    };
    let expires = expires(&plan, wanted, wake);
    let came = came(night, wanted, change, wake);

    if wanted > wake.now.at {
        match change {
            // Once an evening. Without this a reminder delivered early would ring again at its proper time.
            None if came => Evening::Settled,
            None | Some(_) => {
                let at = armed_at(wanted, came, change, wake);
                Evening::Ahead(Box::new(alarm(&plan, at, wanted, expires, wake)))
            }
        }
    } else if !came && !answered(night, wake) && overdue(wanted, wake) && wake.now.at < expires {
        Evening::Missed {
            time: wake.now.zone.to_datetime(wanted).time(),
            onset: plan.onset,
        }
    } else {
        Evening::Settled
    }
}

/// The instant at which the person is to be reminded.
fn wanted_at(plan: &Plan, change: Option<&Change>, wake: &Wake<'_>) -> Option<Timestamp> {
    let remind = plan.remind?;
    Some(match change {
        // Not by way of the wall: in a fold the clock shows the snooze's end twice, and only one of them is meant.
        Some(Change::Snoozed { until }) => up_to_the_minute(*until),
        Some(Change::At { .. } | Change::Skip | Change::Done) | None => {
            instant_of(remind, &wake.now.zone)
        }
    })
}

/// The instant at which the system shall fire so that the person is reminded in time; always in the future.
fn armed_at(wanted: Timestamp, came: bool, change: Option<&Change>, wake: &Wake<'_>) -> Timestamp {
    // Ringing a snoozed reminder early would undo the snooze; likewise one that already came once this evening.
    let snoozed = matches!(change, Some(Change::Snoozed { .. }));
    if wake.capabilities.exact_alarms || came || snoozed {
        return wanted;
    }
    let soonest = up_to_the_minute(plus(wake.now.at, SignedDuration::from_nanos(1)));
    plus(wanted, -early()).max(soonest).min(wanted)
}

/// Whether the system, or the person's answer, shows that the reminder wanted for that instant was given.
///
/// Only signs close enough before the instant count: an earlier one belongs to a time that was since moved. One later
/// than now comes from a clock that was wrong and proves nothing.
fn came(night: Night, wanted: Timestamp, change: Option<&Change>, wake: &Wake<'_>) -> bool {
    let close = match change {
        // Also when exact alarms are allowed by now: they may not have been when it was armed.
        None => early(),
        Some(Change::At { .. }) if !wake.capabilities.exact_alarms => early(),
        Some(Change::At { .. } | Change::Snoozed { .. } | Change::Skip | Change::Done) => {
            CLOCK_DOUBT
        }
    };
    let from = plus(wanted, -close);
    of_night(night, wake)
        .flat_map(|delivery| {
            let acted = delivery.acted.map(|(at, _)| at);
            [delivery.fired, delivery.shown, acted]
        })
        .flatten()
        .any(|sign| from <= sign && sign <= wake.now.at)
}

/// Whether the person gave an answer after which no reminder is missed.
fn answered(night: Night, wake: &Wake<'_>) -> bool {
    of_night(night, wake).any(|delivery| match delivery.acted {
        Some((_, Action::Start | Action::SkipTonight | Action::AlreadyStarted)) => true,
        Some((_, Action::Snooze { .. } | Action::Dismiss | Action::Log)) | None => false,
    })
}

fn of_night<'a>(night: Night, wake: &Wake<'a>) -> impl Iterator<Item = &'a Delivery> {
    wake.deliveries
        .iter()
        .filter(move |delivery| delivery.kind == AlarmKind::Evening && delivery.night == night)
}

/// Whether so much time has passed that the system is not just about to deliver.
fn overdue(wanted: Timestamp, wake: &Wake<'_>) -> bool {
    let grace = SignedDuration::from_mins(ON_TIME_WITHIN_MINUTES.into());
    wake.now.at > plus(wanted, grace)
}

fn expires(plan: &Plan, wanted: Timestamp, wake: &Wake<'_>) -> Timestamp {
    let onset = instant_of(plan.night.wall(plan.onset), &wake.now.zone);
    plus(onset, USEFUL_AFTER_ONSET).max(plus(wanted, USEFUL_AFTER_REMINDER))
}

fn alarm(
    plan: &Plan,
    at: Timestamp,
    wanted: Timestamp,
    expires: Timestamp,
    wake: &Wake<'_>,
) -> Alarm {
    let mut args = vec![
        ("onset", Arg::Time(plan.onset)),
        ("lead", Arg::Minutes(wake.settings.lead_minutes)),
    ];
    if let Some(Change::Snoozed { .. }) = wake.history.changes.get(&plan.night) {
        args.push(("original", Arg::Time(original(plan, wake))));
    }
    let mut actions = vec![Action::Start];
    actions.extend(SNOOZES_MINUTES.map(|minutes| Action::Snooze { minutes }));
    actions.extend([Action::SkipTonight, Action::AlreadyStarted]);
    Alarm {
        id: AlarmId::new(AlarmKind::Evening, plan.night),
        kind: AlarmKind::Evening,
        night: plan.night,
        at,
        wanted,
        wall: wake.now.zone.to_datetime(at),
        zone: wake.zone_name(),
        exactness: wake.exactness(),
        message: notices::message("reminder.evening", args),
        actions,
        expires,
    }
}

/// When a snoozed reminder came first, as far as known; else when it should have come.
fn original(plan: &Plan, wake: &Wake<'_>) -> Time {
    let seen = of_night(plan.night, wake)
        .filter_map(|delivery| delivery.fired.or(delivery.shown))
        .filter(|fired| *fired <= wake.now.at)
        .min();
    match seen {
        Some(fired) => {
            let wall = wake.now.zone.to_datetime(fired);
            Time::constant(wall.hour(), wall.minute(), 0, 0)
        }
        None => plan::usual_reminder(plan.onset, wake.settings).0,
    }
}

fn early() -> SignedDuration {
    SignedDuration::from_mins(INEXACT_EARLY_MINUTES.into())
}

fn plus(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}
