//! One night's second reminder: lights out, time for a short session.

use jiff::{SignedDuration, Timestamp};

use super::schedule::Wake;
use super::{Action, Alarm, AlarmId, AlarmKind, Arg, notices, spacing};
use crate::diary::Change;
use crate::time::{Night, instant_of};

/// Long after lights-out nobody shall be woken by it.
const USEFUL: SignedDuration = SignedDuration::from_hours(1);

/// When the night's top-up is or was due, and its alarm where that is still to come. None on a night whose evening
/// reminder comes within half an hour of lights-out: that one does for both.
pub(super) fn top_up(
    night: Night,
    reminders: &[Timestamp],
    wake: &Wake<'_>,
) -> Option<(Timestamp, Option<Alarm>)> {
    let skipped = matches!(wake.history.changes.get(&night), Some(Change::Skip));
    if !wake.settings.reminders.top_up || wake.settings.is_quiet(night) || skipped {
        return None;
    }
    let bedtime = wake.settings.habits(night).bedtime;
    let at = instant_of(night.wall(bedtime), &wake.now.zone);
    if !spacing::is_apart(at, reminders) {
        return None;
    }
    // Never armed early, also when inexact: lights-out is when it is.
    let is_ahead = at > wake.now.at && !answered(night, wake);
    Some((at, is_ahead.then(|| alarm(night, at, wake))))
}

/// After an answer it does not come again, also when the clock is set back.
fn answered(night: Night, wake: &Wake<'_>) -> bool {
    wake.deliveries.iter().any(|delivery| {
        delivery.kind == AlarmKind::TopUp
            && delivery.night == night
            && delivery.acted.is_some_and(|(at, _)| at <= wake.now.at)
    })
}

fn alarm(night: Night, at: Timestamp, wake: &Wake<'_>) -> Alarm {
    let bedtime = wake.settings.habits(night).bedtime;
    let args = [
        ("bedtime", Arg::Time(bedtime)),
        ("program", Arg::Word("top_up".to_owned())),
    ];
    Alarm {
        id: AlarmId::new(AlarmKind::TopUp, night),
        message: notices::message("reminder.top_up", args),
        actions: vec![Action::Start, Action::SkipTonight, Action::Dismiss],
        expires: at.saturating_add(USEFUL).unwrap_or(at),
        ..wake.alarm(AlarmKind::TopUp, night, at)
    }
}
