//! One night's morning-log prompt: half an hour after the usual rising that ends the night, unless it was logged.

use jiff::{SignedDuration, Span, Timestamp};

use super::schedule::Wake;
use super::{Action, Alarm, AlarmId, AlarmKind, Arg, notices};
use crate::time::{Night, instant_of};

/// Minutes between the usual rising and the prompt.
const AFTER_RISING_MINUTES: i64 = 30;
/// A prompt near or after noon stays at least this long.
const USEFUL: SignedDuration = SignedDuration::from_hours(4);

/// The prompt for a night, when it is still to come and wanted.
pub(super) fn morning_log(night: Night, wake: &Wake<'_>) -> Option<Alarm> {
    if !wake.settings.morning_log || logged(night, wake) {
        return None;
    }
    let rising = night.wall(wake.settings.usual_rising);
    let prompt = rising.saturating_add(Span::new().minutes(AFTER_RISING_MINUTES));
    // Never armed early, also when inexact: a prompt before rising would wake the person.
    let at = instant_of(prompt, &wake.now.zone);
    (at > wake.now.at).then(|| alarm(night, at, wake))
}

fn logged(night: Night, wake: &Wake<'_>) -> bool {
    wake.history
        .nights
        .iter()
        .any(|seen| seen.night == night && seen.answered)
}

fn alarm(night: Night, at: Timestamp, wake: &Wake<'_>) -> Alarm {
    let (_, noon) = night.bounds();
    let expires = instant_of(noon, &wake.now.zone).max(at.saturating_add(USEFUL).unwrap_or(at));
    Alarm {
        id: AlarmId::new(AlarmKind::MorningLog, night),
        kind: AlarmKind::MorningLog,
        night,
        at,
        wanted: at,
        wall: wake.now.zone.to_datetime(at),
        zone: wake.zone_name(),
        exactness: wake.exactness(),
        message: notices::message("reminder.morning_log", [("night", Arg::Night(night))]),
        actions: vec![Action::Log, Action::Dismiss],
        expires,
    }
}
