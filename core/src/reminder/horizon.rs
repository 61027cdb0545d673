//! What comes where the nights laid out end: a request to open Lull, and a net for nights nobody planned.

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use super::schedule::Wake;
use super::{Action, Alarm, AlarmId, AlarmKind, Arg, Recurrence, notices, spacing};
use crate::plan;
use crate::time::{Night, instant_of};

/// In the early afternoon of the last night laid out: by day, and before any ordinary reminder.
const OPEN_APP_AT: Time = Time::constant(13, 0, 0, 0);
/// How long these prompts stay.
const USEFUL: SignedDuration = SignedDuration::from_hours(4);

/// The reminder for nights from `uncovered` on, for which none is laid out: every day at the person's fallback time, or
/// once where the system cannot repeat.
pub(super) fn safety_net(uncovered: Night, calls: &[Timestamp], wake: &Wake<'_>) -> Option<Alarm> {
    let reminders = &wake.settings.reminders;
    if !reminders.safety_net || !reminders.evening {
        return None;
    }
    let night = (0..7)
        .map(|days| uncovered.plus(days))
        .find(|night| !wake.settings.is_quiet(*night))?;
    let time = reminders
        .fallback
        .unwrap_or_else(|| plan::unlearnt_reminder(wake.settings));
    let at = spacing::first_apart(instant_of(night.wall(time), &wake.now.zone), calls);
    if at <= wake.now.at {
        return None;
    }
    Some(Alarm {
        id: AlarmId::new(AlarmKind::SafetyNet, night),
        recurrence: if wake.capabilities.repeating_alarms {
            Recurrence::Daily
        } else {
            Recurrence::Once
        },
        message: notices::message("reminder.safety_net", [("time", Arg::Time(time))]),
        actions: vec![Action::Start, Action::OpenApp, Action::SkipTonight],
        expires: useful(at),
        ..wake.alarm(AlarmKind::SafetyNet, night, at)
    })
}

/// The request to open Lull on the last night before `uncovered`, while that is still ahead.
pub(super) fn open_app(uncovered: Night, calls: &[Timestamp], wake: &Wake<'_>) -> Option<Alarm> {
    let night = uncovered.plus(-1);
    if !wake.settings.reminders.open_app {
        return None;
    }
    let at = instant_of(night.wall(OPEN_APP_AT), &wake.now.zone);
    let at = spacing::first_apart(at, calls);
    if at <= wake.now.at {
        return None;
    }
    Some(Alarm {
        id: AlarmId::new(AlarmKind::OpenApp, night),
        message: notices::message("reminder.open_app", [("last", Arg::Night(night))]),
        actions: vec![Action::OpenApp, Action::Dismiss],
        expires: useful(at),
        ..wake.alarm(AlarmKind::OpenApp, night, at)
    })
}

fn useful(at: Timestamp) -> Timestamp {
    at.saturating_add(USEFUL).unwrap_or(at)
}
