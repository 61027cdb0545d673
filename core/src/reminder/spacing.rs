//! How far reminders of different purposes stay apart: nobody is called twice in a row for two things.

use jiff::{SignedDuration, Timestamp};

/// Minutes between two reminders of different purposes, at least.
pub const APART_MINUTES: u16 = 30;

/// Whether `at` is far enough from every one of `taken`.
pub(super) fn is_apart(at: Timestamp, taken: &[Timestamp]) -> bool {
    taken.iter().all(|other| !is_close(at, *other))
}

/// The first moment from `at` on that is far enough from every one of `taken`.
pub(super) fn first_apart(at: Timestamp, taken: &[Timestamp]) -> Timestamp {
    let mut moment = at;
    // each step passes one of them at least
    for _ in 0..=taken.len() {
        let close = taken.iter().filter(|other| is_close(moment, **other));
        match close.max() {
            Some(last) => moment = last.saturating_add(apart()).unwrap_or(moment),
            None => break,
        }
    }
    moment
}

fn is_close(one: Timestamp, other: Timestamp) -> bool {
    one.duration_since(other).abs() < apart()
}

fn apart() -> SignedDuration {
    SignedDuration::from_mins(APART_MINUTES.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    #[test]
    fn thirty_minutes_are_far_enough_and_a_minute_less_is_not() {
        assert!(is_apart(minute(0), &[minute(30), minute(-30)]));
        assert!(!is_apart(minute(0), &[minute(29)]));
        assert!(!is_apart(minute(0), &[minute(-29)]));
        assert!(!is_apart(minute(0), &[minute(0)]));
    }

    #[test]
    fn a_moment_moves_behind_everything_it_is_too_close_to() {
        assert_eq!(first_apart(minute(0), &[]), minute(0));
        assert_eq!(first_apart(minute(0), &[minute(10)]), minute(40));
        let taken = [minute(60), minute(-10), minute(30)];
        assert_eq!(first_apart(minute(0), &taken), minute(90));
    }
}
