//! The one place that reads a clock.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::time::Now;

/// A fast clock moves on by at most this much between two looks, so that a program that was held up for a moment loses
/// demonstration time instead of jumping over a deadline.
const LONGEST_FAST_STRIDE: Duration = Duration::from_secs(4);

/// A running clock that began at a given moment and may run faster than the world, for demonstrations. Clones show the
/// same time.
///
/// It follows tokio's clock, so a test with paused time runs a whole night in milliseconds.
#[derive(Clone, Debug)]
pub struct Clock {
    began: Now,
    origin: tokio::time::Instant,
    speed: u32,
    fast: Arc<Mutex<FastTime>>,
}

/// How far a fast clock has come.
#[derive(Debug)]
struct FastTime {
    looked: tokio::time::Instant,
    passed: Duration,
}

impl Clock {
    /// A clock that shows `began` now and runs `speed` times as fast as the world (at least 1).
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn starting_at(began: Now, speed: u32) -> Self {
        let origin = tokio::time::Instant::now();
        let fast = Arc::new(Mutex::new(FastTime {
            looked: origin,
            passed: Duration::ZERO,
        }));
        Self {
            began,
            origin,
            speed: speed.max(1),
            fast,
        }
    }

    /// The system's clock, in the zone the shell passed in.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn system(zone: TimeZone) -> Self {
        Self::starting_at(Now::new(Timestamp::now(), zone, Duration::ZERO), 1)
    }

    #[must_use]
    pub fn now(&self) -> Now {
        self.began.later(self.passed())
    }

    #[must_use]
    pub fn speed(&self) -> u32 {
        self.speed
    }

    /// Waits until the monotonic clock shows `deadline`; returns at once when it already does.
    pub async fn sleep_until(&self, deadline: Duration) {
        loop {
            let wait = deadline.saturating_sub(self.now().monotonic);
            if wait.is_zero() {
                return;
            }
            // a nanosecond on top, so that the division never makes this a busy loop
            tokio::time::sleep(self.in_the_world(wait) + Duration::from_nanos(1)).await;
        }
    }

    /// How long a wait of `on_this_clock` takes in the world.
    #[must_use]
    pub fn in_the_world(&self, on_this_clock: Duration) -> Duration {
        on_this_clock / self.speed
    }

    #[allow(clippy::disallowed_methods, reason = "this is the one clock")]
    fn passed(&self) -> Duration {
        if self.speed == 1 {
            return self.origin.elapsed();
        }
        let mut fast = self.fast.lock().unwrap_or_else(PoisonError::into_inner);
        let world = tokio::time::Instant::now();
        let stride = world
            .saturating_duration_since(fast.looked)
            .saturating_mul(self.speed);
        fast.looked = world;
        fast.passed += stride.min(LONGEST_FAST_STRIDE);
        fast.passed
    }
}
