//! What a session may never exceed. One place; shells and drivers ask here.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::device::Level;

/// Longest program a person can start (devices.md 6: 30 min is the de facto ceiling of comparable devices).
pub const LONGEST_PROGRAM: Duration = Duration::from_secs(30 * 60);
/// Longest time between first motion and stop, pauses included. Nothing raises it.
pub const HARD_CAP: Duration = Duration::from_secs(60 * 60);
/// Least rest between two sessions (the Open Massager Profile's own default is 900 s).
pub const REST: Duration = Duration::from_secs(15 * 60);
/// Most massage minutes in one night, noon to noon.
pub const NIGHT_CAP_MINUTES: u16 = 120;
/// A longer pause ends the session: the person may have fallen asleep.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(10 * 60);

/// Every start begins at or below this level, whatever was chosen.
pub const START_LEVEL: Level = Level::from_percent_clamped(20);
/// Upward changes take at most this much per [`SLEW_TICK`]; down and stop are immediate.
pub const SLEW_PERCENT: u8 = 10;
pub const SLEW_TICK: Duration = Duration::from_secs(1);
/// One press of louder or softer.
pub const LEVEL_PRESS_PERCENT: u8 = 10;

/// The device's own timer is armed this much longer than the program, so that it is a backstop and not a race.
pub const DEVICE_TIMER_MARGIN: Duration = Duration::from_secs(60);
/// What we ask of a device that can stop by itself when the phone is gone: long enough for a radio hiccup, short enough
/// for someone who fell asleep beside a dead phone.
pub const LINK_LOSS_SECONDS: u8 = 30;
/// From the tap to the first motion; after that the start is given up and taken back.
pub const START_PATIENCE: Duration = Duration::from_secs(45);
/// A stop that was not confirmed by then is told to the person, while it goes on being asked for.
pub const STOP_CONFIRMATION: Duration = Duration::from_secs(10);
/// What the device said longer ago than this says nothing of the motor now.
pub const WORD_IS_FRESH: Duration = Duration::from_secs(10);
/// How long a stop is retried on a device with no fail-safe before the person is left with the plug.
pub const STOP_PATIENCE_WITHOUT_FAIL_SAFE: Duration = Duration::from_secs(5 * 60);

/// What already happened tonight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TonightSoFar {
    /// When the last massage ended.
    pub last_end: Option<Timestamp>,
    /// Massage minutes since noon.
    pub minutes: u16,
}

/// Why a massage may not start now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "limit", rename_all = "snake_case")]
pub enum Forbidden {
    /// Rest until then.
    Resting { until: Timestamp },
    /// The night's minutes are used up.
    NightCap { minutes: u16 },
}

/// Whether a massage may start at `now`.
///
/// # Errors
/// [`Forbidden`] says which limit and until when.
pub fn may_start(so_far: &TonightSoFar, now: Timestamp) -> Result<(), Forbidden> {
    if so_far.minutes >= NIGHT_CAP_MINUTES {
        return Err(Forbidden::NightCap {
            minutes: NIGHT_CAP_MINUTES,
        });
    }
    let after = |moment: Timestamp, time: Duration| {
        let time = SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
        moment.saturating_add(time).unwrap_or(Timestamp::MAX)
    };
    // A cut-off session may end ahead of now, at its fail-safe time; an end further ahead than any session can last
    // means that the clock was set back, and resting for hours would help nobody.
    match so_far
        .last_end
        .filter(|end| *end <= after(now, HARD_CAP))
        .map(|end| after(end, REST))
    {
        Some(until) if now < until => Err(Forbidden::Resting { until }),
        Some(_) | None => Ok(()),
    }
}

/// The level one slew tick later on the way from `now` to `target`.
#[must_use]
pub fn slewed(now: Level, target: Level) -> Level {
    if target <= now {
        target
    } else {
        target.min(Level::from_percent_clamped(
            now.percent().saturating_add(SLEW_PERCENT),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a timestamp")
    }

    #[test]
    fn a_second_session_waits_for_the_rest() {
        let so_far = TonightSoFar {
            last_end: Some(at("2026-11-21T19:30:00Z")),
            minutes: 26,
        };
        let until = at("2026-11-21T19:45:00Z");
        assert_eq!(
            may_start(&so_far, at("2026-11-21T19:44:59Z")),
            Err(Forbidden::Resting { until })
        );
        assert_eq!(may_start(&so_far, until), Ok(()));
    }

    #[test]
    fn a_clock_set_back_does_not_lock_the_massager() {
        let so_far = TonightSoFar {
            last_end: Some(at("2026-11-21T23:30:00Z")),
            minutes: 26,
        };
        assert_eq!(may_start(&so_far, at("2026-11-21T19:30:00Z")), Ok(()));
    }

    #[test]
    fn the_nights_cap_holds_on_both_sides_of_its_edge() {
        let so_far = |minutes| TonightSoFar {
            last_end: None,
            minutes,
        };
        assert_eq!(
            may_start(&so_far(NIGHT_CAP_MINUTES - 1), at("2026-11-21T19:30:00Z")),
            Ok(())
        );
        assert_eq!(
            may_start(&so_far(NIGHT_CAP_MINUTES), at("2026-11-21T19:30:00Z")),
            Err(Forbidden::NightCap {
                minutes: NIGHT_CAP_MINUTES
            })
        );
    }

    #[test]
    fn up_is_slewed_and_down_is_immediate() {
        let level = Level::from_percent_clamped;
        assert_eq!(slewed(level(20), level(65)), level(30));
        assert_eq!(slewed(level(60), level(65)), level(65));
        assert_eq!(slewed(level(90), level(20)), level(20));
    }
}
