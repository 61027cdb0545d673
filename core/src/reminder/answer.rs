//! What an answer to an evening reminder changes for its night.

use jiff::{SignedDuration, Timestamp};

use super::Action;
use crate::diary::Change;
use crate::invalid::{Invalid, Reason};
use crate::time::Now;

/// Fewest and most minutes of one snooze.
pub const SNOOZE_MINUTES: (u16, u16) = (1, 120);

/// Minutes a reminder is put off by when it is swiped away: Android lets every notification be swiped, and a swipe is
/// no answer (product facts, point 5).
const SWIPED_MINUTES: u16 = 10;

/// The end of a snooze asked for now.
///
/// # Errors
/// [`Invalid`] with the field `minutes` when they are outside [`SNOOZE_MINUTES`].
pub fn snooze_until(now: &Now, minutes: u16) -> Result<Timestamp, Invalid> {
    let (min, max) = SNOOZE_MINUTES;
    if (min..=max).contains(&minutes) {
        Ok(put_off(now, minutes))
    } else {
        let reason = Reason::OutOfRange {
            min: min.into(),
            max: max.into(),
            got: minutes.into(),
        };
        Err(Invalid::new("minutes", reason))
    }
}

/// What an answer to an evening alarm changes for the alarm's night; `None` when it changes nothing.
///
/// A snooze outside [`SNOOZE_MINUTES`] is brought into it: whoever asked for a snooze must be reminded again. Call
/// [`snooze_until`] first where a typed refusal is wanted.
#[must_use]
pub fn change_for(action: Action, now: &Now) -> Option<Change> {
    match action {
        Action::Snooze { minutes } => {
            let (min, max) = SNOOZE_MINUTES;
            let until = put_off(now, minutes.clamp(min, max));
            Some(Change::Snoozed { until })
        }
        Action::Dismiss => Some(Change::Snoozed {
            until: put_off(now, SWIPED_MINUTES),
        }),
        Action::SkipTonight => Some(Change::Skip),
        Action::Start | Action::AlreadyStarted => Some(Change::Done),
        Action::Log => None,
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

    #[test]
    fn a_snooze_ends_so_many_minutes_after_the_tap() {
        let until = snooze_until(&now(), 30).expect("in range");
        assert_eq!(until.to_string(), "2026-11-21T19:20:20Z");
        assert_eq!(
            change_for(Action::Snooze { minutes: 30 }, &now()),
            Some(Change::Snoozed { until })
        );
    }

    #[test]
    fn a_snooze_of_nothing_or_of_hours_is_refused_by_name() {
        for minutes in [0, 121, u16::MAX] {
            let refused = snooze_until(&now(), minutes).expect_err("out of range");
            assert_eq!(refused.field, "minutes");
        }
        assert!(snooze_until(&now(), 1).is_ok());
        assert!(snooze_until(&now(), 120).is_ok());
    }

    #[test]
    fn an_odd_snooze_from_a_shell_still_reminds_again() {
        let snoozed = |text: &str| {
            Some(Change::Snoozed {
                until: text.parse().expect("a timestamp"),
            })
        };
        assert_eq!(
            change_for(Action::Snooze { minutes: 0 }, &now()),
            snoozed("2026-11-21T18:51:20Z")
        );
        assert_eq!(
            change_for(Action::Snooze { minutes: 999 }, &now()),
            snoozed("2026-11-21T20:50:20Z")
        );
    }

    #[test]
    fn a_swipe_is_a_short_snooze_and_every_other_answer_is_final() {
        assert_eq!(
            change_for(Action::Dismiss, &now()),
            snooze_until(&now(), 10)
                .ok()
                .map(|until| Change::Snoozed { until })
        );
        assert_eq!(change_for(Action::SkipTonight, &now()), Some(Change::Skip));
        assert_eq!(change_for(Action::Start, &now()), Some(Change::Done));
        assert_eq!(
            change_for(Action::AlreadyStarted, &now()),
            Some(Change::Done)
        );
        assert_eq!(change_for(Action::Log, &now()), None);
    }
}
