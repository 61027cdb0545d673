//! Tonight's plan put together: the expected onset, minus the lead, inside the person's window, unless the person
//! asked for something else this night.

use jiff::civil::Time;

use super::estimate::Estimate;
use super::outlook::estimates;
use super::prior::Prior;
use super::{Plan, Reason};
use crate::diary::{Change, History};
use crate::session::ProgramKind;
use crate::settings::Settings;
use crate::time::{Night, Now, instant_of, minutes_after_noon, time_after_noon, up_to_the_minute};

/// The evening a person means by "tonight".
///
/// Until the usual rising that is the night that is still running; someone who is up means the evening to come, although
/// the night they slept in lasts until noon in the diary.
#[must_use]
pub fn night_meant(settings: &Settings, now: &Now) -> Night {
    let running = now.night();
    let is_up = now.local() >= running.wall(settings.habits(running).rising);
    if is_up { running.plus(1) } else { running }
}

/// Tonight's plan.
#[must_use]
pub fn tonight(history: &History, settings: &Settings, now: &Now) -> Plan {
    for_night(night_meant(settings, now), history, settings, now)
}

/// The plan for any night, seen from `now`. Observations of that night and of later ones are not looked at.
#[must_use]
pub fn for_night(night: Night, history: &History, settings: &Settings, now: &Now) -> Plan {
    let mut estimates = estimates(night, night.plus(1), history, settings, now);
    let estimate = estimates
        .pop()
        .unwrap_or_else(|| Estimate::silent(Prior::new(night, settings)));
    put_together(night, estimate, history, settings, now)
}

/// The plan that follows from what is expected of a night.
pub(super) fn put_together(
    night: Night,
    estimate: Estimate,
    history: &History,
    settings: &Settings,
    now: &Now,
) -> Plan {
    let Estimate {
        onset,
        interval,
        basis,
        reasons: onset_reasons,
    } = estimate;

    let mut reasons = Vec::new();
    let mut snoozed = None;
    let remind = match history.changes.get(&night) {
        None if !settings.reminders.evening => {
            reasons.push(Reason::RemindersOff);
            reasons.extend(onset_reasons);
            None
        }
        None if settings.is_quiet(night) => {
            reasons.push(Reason::QuietEvening);
            reasons.extend(onset_reasons);
            None
        }
        None => {
            let (time, clamped) = usual_reminder(onset, settings);
            if let Some(time) = settings.pinned {
                reasons.push(Reason::PinnedByPerson { time });
            }
            reasons.extend(clamped);
            reasons.extend(onset_reasons);
            if settings.pinned.is_none() {
                reasons.push(Reason::Lead {
                    minutes: settings.lead_minutes,
                });
            }
            Some(night.wall(time))
        }
        Some(change) => {
            // The lead explains nothing here: the person moved or took away what it led to.
            let (remind, reason) = match change {
                Change::Skip => (None, Reason::SkippedByPerson),
                Change::Done => (None, Reason::AlreadyBegun),
                Change::At { time } => (
                    Some(night.wall(*time)),
                    Reason::ChosenByPerson { time: *time },
                ),
                Change::Snoozed { until } => {
                    let until = up_to_the_minute(*until);
                    let wall = now.zone.to_datetime(until);
                    snoozed = Some(until);
                    (Some(wall), Reason::Snoozed { until: wall.time() })
                }
            };
            reasons.push(reason);
            reasons.extend(onset_reasons);
            remind
        }
    };

    Plan {
        night,
        onset,
        interval,
        basis,
        remind,
        // Not by way of the wall for a snooze: in a fold the clock shows its end twice, and only one of them is meant.
        remind_at: snoozed.or_else(|| remind.map(|wall| instant_of(wall, &now.zone))),
        zone: now.zone_name(),
        program: ProgramKind::Evening,
        reasons,
    }
}

/// When the reminder would come had the plan learnt nothing since the night before; `None` where it moved nothing, or where
/// the person's own word counts tonight. With this a person takes a learnt move back.
#[must_use]
pub fn as_yesterday(plan: &Plan, settings: &Settings) -> Option<Time> {
    let planned = plan.remind?.time();
    let asked_for = plan.reasons.iter().any(|reason| {
        matches!(
            reason,
            Reason::ChosenByPerson { .. } | Reason::PinnedByPerson { .. } | Reason::Snoozed { .. }
        )
    });
    let yesterday = plan.reasons.iter().find_map(|reason| {
        if let Reason::LaterThanYesterday { yesterday, .. }
        | Reason::EarlierThanYesterday { yesterday, .. } = reason
        {
            Some(*yesterday)
        } else {
            None
        }
    })?;
    let (before, _) = usual_reminder(yesterday, settings);
    (!asked_for && before != planned).then_some(before)
}

/// The reminder of an evening on which the person asked for nothing special, and whether the window moved it.
pub(crate) fn usual_reminder(onset: Time, settings: &Settings) -> (Time, Option<Reason>) {
    let wanted = match settings.pinned {
        Some(pinned) => i32::from(minutes_after_noon(pinned)),
        None => i32::from(minutes_after_noon(onset)) - i32::from(settings.lead_minutes),
    };
    let earliest = i32::from(minutes_after_noon(settings.window.earliest));
    let latest = i32::from(minutes_after_noon(settings.window.latest));
    // Not `clamp`: it panics on a window that was never validated.
    let kept = wanted.max(earliest).min(latest);
    let to = clock(kept);
    let moved = (kept != wanted).then(|| Reason::ClampedToWindow {
        wanted: clock(wanted),
        to,
    });
    (to, moved)
}

/// The reminder of an ordinary evening of which nothing was learnt: what the person said, minus the lead, inside the
/// window.
pub(crate) fn unlearnt_reminder(settings: &Settings) -> Time {
    usual_reminder(Prior::ordinary(settings).onset, settings).0
}

fn clock(minutes_after_noon: i32) -> Time {
    time_after_noon(u16::try_from(minutes_after_noon.rem_euclid(1440)).unwrap_or_default())
}
