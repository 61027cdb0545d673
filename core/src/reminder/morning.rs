//! One night's morning-log prompt: half an hour after the usual rising that ends the night, unless it was logged.

use jiff::{SignedDuration, Span, Timestamp};

use super::schedule::Wake;
use super::{Action, Alarm, AlarmId, AlarmKind, Arg, notices, spacing};
use crate::time::{Night, instant_of};

/// Minutes between the usual rising and the prompt.
const AFTER_RISING_MINUTES: i64 = 30;
/// A prompt near or after noon stays at least this long.
const USEFUL: SignedDuration = SignedDuration::from_hours(4);

/// The prompt for a night, when it is still to come and wanted; later where it would come close to a reminder.
pub(super) fn morning_log(night: Night, calls: &[Timestamp], wake: &Wake<'_>) -> Option<Alarm> {
    if !wake.settings.morning_log || logged(night, wake) {
        return None;
    }
    let rising = night.wall(wake.settings.habits(night).rising);
    let prompt = rising.saturating_add(Span::new().minutes(AFTER_RISING_MINUTES));
    // Never armed early, also when inexact: a prompt before rising would wake the person.
    let at = spacing::first_apart(instant_of(prompt, &wake.now.zone), calls);
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
    let useful = at.saturating_add(USEFUL).unwrap_or(at);
    Alarm {
        id: AlarmId::new(AlarmKind::MorningLog, night),
        message: notices::message("reminder.morning_log", [("night", Arg::Night(night))]),
        actions: vec![Action::Log, Action::Dismiss],
        expires: instant_of(noon, &wake.now.zone).max(useful),
        ..wake.alarm(AlarmKind::MorningLog, night, at)
    }
}
