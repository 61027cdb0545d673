//! What an answer to an evening reminder changes for its night.

use jiff::{SignedDuration, Timestamp};

use super::Action;
use crate::diary::Change;
use crate::settings::{Reminders, Swipe};
use crate::time::Now;

/// Fewest and most minutes of one snooze.
pub const SNOOZE_MINUTES: (u16, u16) = (1, 120);

/// Minutes a reminder is put off by when it is swiped away: Android lets every notification be swiped, and a swipe is
/// no answer (product facts, point 5).
const SWIPED_MINUTES: u16 = 10;

/// What a night has seen of answers before this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    pub change: Option<Change>,
    /// How often the night's reminder was swiped away before.
    pub swipes: u8,
}

/// What an answer to an evening alarm changes for the alarm's night; `None` when it changes nothing.
///
/// A snooze outside [`SNOOZE_MINUTES`] is brought into it: whoever asked for a snooze must be reminded again. Swiping snoozes as often as a reminder is repeated, at least
/// once; after that the night stays quiet.
#[must_use]
pub fn change_for(
    action: Action,
    before: Answered,
    reminders: &Reminders,
    now: &Now,
) -> Option<Change> {
    match action {
        Action::Snooze { minutes } => {
            let (min, max) = SNOOZE_MINUTES;
            let until = put_off(now, minutes.clamp(min, max));
            Some(Change::Snoozed { until })
        }
        Action::Dismiss => swiped(before, reminders, now),
        Action::SkipTonight => Some(Change::Skip),
        Action::Start | Action::AlreadyStarted => Some(Change::Done),
        Action::Log | Action::OpenApp => None,
    }
}

fn swiped(before: Answered, reminders: &Reminders, now: &Now) -> Option<Change> {
    match before.change {
        // Another notification of the same evening is swept up: the answer given before stands.
        Some(Change::Skip | Change::Done) => return None,
        Some(Change::Snoozed { until }) if until > now.at => return None,
        Some(Change::Snoozed { .. } | Change::At { .. }) | None => {}
    }
    match reminders.swipe {
        Swipe::Snooze if before.swipes < reminders.repeat.most.max(1) => Some(Change::Snoozed {
            until: put_off(now, SWIPED_MINUTES),
        }),
        Swipe::Snooze | Swipe::Quiet => Some(Change::Skip),
    }
}

fn put_off(now: &Now, minutes: u16) -> Timestamp {
    now.at
        .saturating_add(SignedDuration::from_mins(minutes.into()))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::tz::TimeZone;

    use super::*;

    fn now() -> Now {
        let at = "2026-11-21T18:50:20Z".parse().expect("a timestamp");
        Now::new(at, TimeZone::UTC, Duration::ZERO)
    }

    fn first(action: Action) -> Option<Change> {
        change_for(action, Answered::default(), &Reminders::default(), &now())
    }

    fn snoozed(text: &str) -> Option<Change> {
        Some(Change::Snoozed {
            until: text.parse().expect("a timestamp"),
        })
    }

    #[test]
    fn a_snooze_ends_so_many_minutes_after_the_tap() {
        let thirty = first(Action::Snooze { minutes: 30 });
        assert_eq!(thirty, snoozed("2026-11-21T19:20:20Z"));
    }

    #[test]
    fn an_odd_snooze_from_a_shell_still_reminds_again() {
        let odd = |minutes| first(Action::Snooze { minutes });
        assert_eq!(odd(0), snoozed("2026-11-21T18:51:20Z"));
        assert_eq!(odd(999), snoozed("2026-11-21T20:50:20Z"));
    }

    #[test]
    fn every_answer_but_a_snooze_is_final() {
        assert_eq!(first(Action::SkipTonight), Some(Change::Skip));
        assert_eq!(first(Action::Start), Some(Change::Done));
        assert_eq!(first(Action::AlreadyStarted), Some(Change::Done));
        assert_eq!(first(Action::Log), None);
        assert_eq!(first(Action::OpenApp), None);
    }

    #[test]
    fn a_swipe_is_a_short_snooze_as_often_as_a_reminder_is_repeated() {
        let swipe = |swipes, change| {
            let before = Answered { change, swipes };
            change_for(Action::Dismiss, before, &Reminders::default(), &now())
        };
        for swipes in 0..3 {
            assert_eq!(swipe(swipes, None), snoozed("2026-11-21T19:00:20Z"));
        }
        assert_eq!(swipe(3, None), Some(Change::Skip));
        // an earlier answer of the same night stands
        assert_eq!(swipe(0, Some(Change::Done)), None);
        assert_eq!(swipe(0, Some(Change::Skip)), None);
        assert_eq!(swipe(0, snoozed("2026-11-21T18:55:00Z")), None);
        assert_eq!(
            swipe(0, snoozed("2026-11-21T18:45:00Z")),
            snoozed("2026-11-21T19:00:20Z")
        );
    }

    #[test]
    fn a_swipe_can_be_set_to_mean_seen() {
        let reminders = Reminders {
            swipe: Swipe::Quiet,
            ..Reminders::default()
        };
        let swiped = change_for(Action::Dismiss, Answered::default(), &reminders, &now());
        assert_eq!(swiped, Some(Change::Skip));
    }
}
