//! The one place that reads a clock.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::time::Now;

/// A running clock that began at a given moment and may run faster than the world, for demonstrations.
///
/// It follows tokio's clock, so a test with paused time runs a whole night in milliseconds.
#[derive(Clone, Debug)]
pub struct Clock {
    began: Now,
    origin: tokio::time::Instant,
    speed: u32,
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
        }
    }

    /// The system's clock, in the zone the shell passed in.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn system(zone: TimeZone) -> Self {
        Self::starting_at(Now::new(Timestamp::now(), zone, Duration::ZERO), 1)
    }

    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn now(&self) -> Now {
        let passed = self.origin.elapsed().saturating_mul(self.speed);
        self.began.later(passed)
    }

    #[must_use]
    pub fn speed(&self) -> u32 {
        self.speed
    }

    /// Waits until the monotonic clock shows `deadline`; returns at once when it already does.
    pub async fn sleep_until(&self, deadline: Duration) {
        let wait = deadline.saturating_sub(self.now().monotonic) / self.speed;
        // a nanosecond lost to the division must not make the loop spin
        tokio::time::sleep(wait + Duration::from_nanos(u64::from(wait > Duration::ZERO))).await;
    }

    /// How long a wait of `on_this_clock` takes in the world.
    #[must_use]
    pub fn in_the_world(&self, on_this_clock: Duration) -> Duration {
        on_this_clock / self.speed
    }

    /// The moment on the wall when the monotonic clock shows `deadline`.
    #[must_use]
    pub fn wall_at(&self, deadline: Duration) -> Timestamp {
        let ahead = SignedDuration::try_from(deadline.saturating_sub(self.began.monotonic))
            .unwrap_or(SignedDuration::MAX);
        self.began
            .at
            .saturating_add(ahead)
            .unwrap_or(Timestamp::MAX)
    }
}
