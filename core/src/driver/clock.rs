//! The one place that reads a clock.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::time::Now;

/// A demonstration's clock moves on by at most this much between two looks, so that a program that was held up for a
/// moment loses demonstration time instead of jumping over its deadlines.
const LONGEST_STRIDE: Duration = Duration::from_secs(4);

/// A running clock that began at a given moment and may run faster than the world, for demonstrations.
///
/// It follows tokio's clock, so a test with paused time runs a whole night in milliseconds. Only the wall of
/// [`Clock::system`] is the system's own.
#[derive(Clone, Debug)]
pub struct Clock {
    began: Now,
    origin: tokio::time::Instant,
    speed: u32,
    wall: Wall,
    /// Only in a demonstration; shared by clones, so that they show the same time.
    strides: Option<Arc<Mutex<Strides>>>,
}

/// How far a demonstration's clock has come.
#[derive(Debug)]
struct Strides {
    looked: tokio::time::Instant,
    passed: Duration,
}

/// Where the time of day comes from.
#[derive(Clone, Copy, Debug)]
enum Wall {
    /// As much later than the beginning as the monotonic clock is.
    SinceBeginning,
    /// Asked each time: the person may set it, and it counts the time the system slept.
    System,
}

impl Clock {
    /// A clock that shows `began` now and runs `speed` times as fast as the world (at least 1).
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn starting_at(began: Now, speed: u32) -> Self {
        Self {
            began,
            origin: tokio::time::Instant::now(),
            speed: speed.max(1),
            wall: Wall::SinceBeginning,
            strides: None,
        }
    }

    /// A fast clock to look at: it follows the world `speed` times as fast, but never in long jumps. Whatever the
    /// machine was busy with meanwhile, nobody misses a deadline by it.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn demonstration(began: Now, speed: u32) -> Self {
        let strides = Strides {
            looked: tokio::time::Instant::now(),
            passed: Duration::ZERO,
        };
        Self {
            strides: Some(Arc::new(Mutex::new(strides))),
            ..Self::starting_at(began, speed)
        }
    }

    /// The system's clock, in the zone the shell passed in. Its time of day moves when the person sets it.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn system(zone: TimeZone) -> Self {
        let clock = Self::starting_at(Now::new(Timestamp::now(), zone, Duration::ZERO), 1);
        Self {
            wall: Wall::System,
            ..clock
        }
    }

    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn now(&self) -> Now {
        let now = self.began.later(self.passed());
        match self.wall {
            Wall::SinceBeginning => now,
            Wall::System => Now {
                at: Timestamp::now(),
                ..now
            },
        }
    }

    #[must_use]
    pub fn speed(&self) -> u32 {
        self.speed
    }

    /// Waits until the monotonic clock shows `deadline`; returns at once when it already does.
    pub async fn sleep_until(&self, deadline: Duration) {
        loop {
            let ahead = deadline.saturating_sub(self.now().monotonic);
            if ahead.is_zero() {
                return;
            }
            // a nanosecond lost to the division must not make the loop spin
            let lost = Duration::from_nanos(1);
            tokio::time::sleep(self.in_the_world(ahead).saturating_add(lost)).await;
        }
    }

    /// How long a wait of `on_this_clock` takes in the world.
    #[must_use]
    pub fn in_the_world(&self, on_this_clock: Duration) -> Duration {
        on_this_clock / self.speed
    }

    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    fn passed(&self) -> Duration {
        let Some(strides) = &self.strides else {
            return self.origin.elapsed().saturating_mul(self.speed);
        };
        let mut strides = strides.lock().unwrap_or_else(PoisonError::into_inner);
        let world = tokio::time::Instant::now();
        let stride = world
            .saturating_duration_since(strides.looked)
            .saturating_mul(self.speed);
        strides.looked = world;
        strides.passed += stride.min(LONGEST_STRIDE);
        strides.passed
    }

    /// The moment on the wall when the monotonic clock shows `deadline`, as far as can be known now.
    #[must_use]
    pub fn wall_at(&self, deadline: Duration) -> Timestamp {
        let now = self.now();
        let signed = |duration| SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
        let ahead = signed(deadline).saturating_sub(signed(now.monotonic));
        now.at
            .saturating_add(ahead)
            .unwrap_or(if ahead.is_negative() {
                Timestamp::MIN
            } else {
                Timestamp::MAX
            })
    }
}

/// This moment for a radio, whose waits are the world's and never a demonstration's.
#[allow(clippy::disallowed_methods, reason = "this is the one clock")]
pub(super) fn in_the_world_now() -> tokio::time::Instant {
    tokio::time::Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evening(speed: u32) -> Clock {
        let at = "2026-11-21T18:00:00Z".parse().expect("a timestamp");
        let began = Now::new(at, TimeZone::UTC, Duration::from_secs(1000));
        Clock::starting_at(began, speed)
    }

    #[tokio::test(start_paused = true)]
    async fn sleeping_never_ends_early_and_never_spins_at_any_speed() {
        for speed in [1, 3, 7, 60, 999, 100_000] {
            let clock = evening(speed);
            let deadline = Duration::from_secs(1000) + Duration::from_nanos(1_234_567_891);
            clock.sleep_until(deadline).await;
            assert!(clock.now().monotonic >= deadline, "speed {speed}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_deadline_in_the_past_is_now_and_one_without_end_is_no_panic() {
        let clock = evening(1);
        clock.sleep_until(Duration::ZERO).await;
        assert_eq!(clock.now().monotonic, Duration::from_secs(1000));
        let endless = clock.sleep_until(Duration::MAX);
        let hour = Duration::from_secs(3600);
        assert!(tokio::time::timeout(hour, endless).await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_demonstration_held_up_for_long_loses_time_instead_of_jumping() {
        let began = evening(1).now();
        let clock = Clock::demonstration(began.clone(), 60);
        tokio::time::sleep(Duration::from_secs(100)).await;
        assert_eq!(clock.now(), began.later(LONGEST_STRIDE));
        clock.sleep_until(Duration::from_secs(2000)).await;
        assert!(clock.now().monotonic >= Duration::from_secs(2000));
    }

    #[tokio::test(start_paused = true)]
    async fn the_wall_is_told_for_deadlines_ahead_and_behind() {
        let clock = evening(60);
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(clock.now().at.to_string(), "2026-11-21T19:00:00Z");
        let at = |seconds| clock.wall_at(Duration::from_secs(seconds)).to_string();
        assert_eq!(at(1000 + 7200), "2026-11-21T20:00:00Z");
        assert_eq!(at(1000), "2026-11-21T18:00:00Z");
        assert_eq!(at(0), "2026-11-21T17:43:20Z");
    }
}
