//! The evening's time: the system's clock, or a running one that may be fast, jump ahead and stand still.

use std::time::Duration;

use jiff::Timestamp;
use lull_core::device::DeviceChoice;
use lull_core::driver::clock::Clock;
use lull_core::time::Now;

use crate::clock::TimeSource;
use crate::device;

#[derive(Debug)]
pub(super) struct Timeline {
    source: TimeSource,
    device: DeviceChoice,
    /// `None`: the system's clock, read anew each time, so that a computer's sleep is noticed.
    running: Option<Clock>,
}

impl Timeline {
    /// Call it inside a runtime.
    pub(super) fn new(source: &TimeSource, device: &DeviceChoice, speed: u32) -> Self {
        let running = match source {
            TimeSource::System(_) if speed == 1 => None,
            TimeSource::System(_) | TimeSource::Given(..) => {
                Some(device::clock(source, device, speed))
            }
        };
        Self {
            source: source.clone(),
            device: device.clone(),
            running,
        }
    }

    pub(super) fn now(&self) -> Now {
        match &self.running {
            Some(clock) => clock.now(),
            None => self.source.now(),
        }
    }

    pub(super) fn speed(&self) -> u32 {
        self.running.as_ref().map_or(1, Clock::speed)
    }

    /// A clock for something that is timed from now on.
    pub(super) fn clock(&self) -> Clock {
        match &self.running {
            Some(clock) => clock.clone(),
            None => device::clock(&self.source, &self.device, 1),
        }
    }

    /// Goes ahead to `at` on a running clock; never back, and never with the system's clock.
    pub(super) fn jump_to(&mut self, at: Timestamp) {
        if let Some(clock) = &self.running {
            let now = clock.now();
            let ahead = Duration::try_from(at.duration_since(now.at)).unwrap_or_default();
            self.running = Some(self.from(&now.later(ahead), clock.speed()));
        }
    }

    /// Lets a fast clock stand still while a person answers: they think in the world's time.
    pub(super) fn hold<T>(&mut self, ask: impl FnOnce() -> T) -> T {
        let before = self.now();
        let answer = ask();
        if let Some(clock) = self.running.as_ref().filter(|clock| clock.speed() > 1) {
            self.running = Some(self.from(&before, clock.speed()));
        }
        answer
    }

    fn from(&self, now: &Now, speed: u32) -> Clock {
        match self.device {
            DeviceChoice::Simulated => Clock::demonstration(now.clone(), speed),
            DeviceChoice::SimulatedAt { .. } | DeviceChoice::Manual | DeviceChoice::Kept { .. } => {
                Clock::starting_at(now.clone(), speed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(speed: u32) -> Timeline {
        let source = TimeSource::new(Some("2026-11-21T18:00:00+01:00[Europe/Berlin]"));
        Timeline::new(
            &source.expect("a good moment"),
            &DeviceChoice::Manual,
            speed,
        )
    }

    #[test]
    fn a_jump_goes_ahead_and_never_back() {
        let mut time = timeline(1);
        let later: Timestamp = "2026-11-22T06:30:00Z".parse().expect("a moment");
        time.jump_to(later);
        assert!(time.now().at >= later);
        let monotonic = time.now().monotonic;
        time.jump_to(Timestamp::UNIX_EPOCH);
        assert!(time.now().at >= later);
        assert!(time.now().monotonic >= monotonic);
    }

    #[test]
    fn a_fast_clock_stands_still_while_somebody_answers() {
        let mut time = timeline(10_000);
        let before = time.now();
        let mut spent = 0_u64;
        let answered_at = time.hold(|| {
            for number in 0..200_000 {
                spent = std::hint::black_box(spent.wrapping_add(number));
            }
            before.clone()
        });
        let passed = time.now().monotonic.saturating_sub(answered_at.monotonic);
        // without standing still, the loop alone would have cost seconds on this clock
        assert!(passed < Duration::from_secs(5), "{passed:?}");
    }
}
