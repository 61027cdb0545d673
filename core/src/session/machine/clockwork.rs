//! What the passing of time does to a session.

use std::time::Duration;

use super::super::program::{Position, StepKind};
use super::{LinkState, Output, Phase, Session, limits, wall};
use crate::device::{Level, Rest};
use crate::session::{EndReason, SessionEvent, Stopped};
use crate::time::Now;

/// The ramp down moves in steps of this length.
const RAMP_TICK: Duration = Duration::from_secs(5);
/// A stop by itself that will come later than told is told anew so long before.
const RETELL_BEFORE: Duration = Duration::from_secs(10);

/// The level that far into the ramp: straight down from `from`, in whole ticks, never below the start level before the
/// motor stops.
pub(super) fn ramp_level(from: Level, position: Position) -> Level {
    let total = position.step.duration.as_secs().max(1);
    let ticked = position.into.as_secs() / RAMP_TICK.as_secs() * RAMP_TICK.as_secs();
    let left = u64::from(from.percent()) * total.saturating_sub(ticked) / total;
    let level = Level::from_percent_clamped(u8::try_from(left).unwrap_or(100));
    level.max(limits::START_LEVEL).min(from)
}

impl Session {
    /// When [`Session::timeout`] should be called, on the monotonic clock; `None` when only an input can change
    /// anything.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Duration> {
        let next = self.phase_deadline();
        next.into_iter().chain(self.retell_deadline()).min()
    }

    fn phase_deadline(&self) -> Option<Duration> {
        match self.phase {
            Phase::New | Phase::Ended { .. } => None,
            Phase::Connecting { since } | Phase::Starting { since } => {
                Some(since + limits::START_PATIENCE)
            }
            Phase::Running { since } => {
                let cap = self.running_since.map(|first| first + limits::HARD_CAP);
                // Before the first look there is nothing to wait for: look now.
                [
                    Some(self.next_look.unwrap_or(since)),
                    cap,
                    self.lost_deadline(),
                ]
                .into_iter()
                .flatten()
                .min()
            }
            Phase::Paused { since } => {
                let cap = self.running_since.map(|first| first + limits::HARD_CAP);
                let pause = since + limits::LONGEST_PAUSE;
                [Some(pause), cap, self.lost_deadline()]
                    .into_iter()
                    .flatten()
                    .min()
            }
            Phase::Stopping { since, .. } => {
                let doubt = (!self.doubt_told).then_some(since + limits::STOP_CONFIRMATION);
                [Some(self.give_up_at(since)), doubt]
                    .into_iter()
                    .flatten()
                    .min()
            }
        }
    }

    /// Lets the clock take effect; harmless when called early or twice.
    pub(super) fn advance(&mut self, now: &Now) {
        let clock = now.monotonic;
        if self.retell_deadline().is_some_and(|due| clock >= due) {
            self.tell_lost(now);
        }
        match self.phase {
            Phase::Connecting { since } if clock >= since + limits::START_PATIENCE => {
                let fault = crate::device::link::LinkFault::TimedOut;
                self.end(EndReason::NotReached { fault }, Stopped::NeverRan);
            }
            Phase::Starting { since } if clock >= since + limits::START_PATIENCE => {
                let fault = crate::device::link::LinkFault::TimedOut;
                self.stop(EndReason::NotReached { fault }, now);
            }
            Phase::New
            | Phase::Connecting { .. }
            | Phase::Starting { .. }
            | Phase::Ended { .. } => {}
            Phase::Running { .. } => self.advance_running(now),
            Phase::Paused { since } => {
                if self.lost_deadline().is_some_and(|lost| clock >= lost) {
                    self.end(EndReason::LinkLost, Stopped::ByFailSafe);
                } else if self.cap_reached(clock) {
                    self.stop(EndReason::HardCap, now);
                } else if clock >= since + limits::LONGEST_PAUSE {
                    self.stop(EndReason::PausedTooLong, now);
                }
            }
            Phase::Stopping { since, reason } if clock >= self.give_up_at(since) => {
                let stopped = if self.stops_by().is_some() && !self.turns_still(clock) {
                    Stopped::ByFailSafe
                } else {
                    Stopped::Unknown
                };
                self.end(reason, stopped);
            }
            Phase::Stopping { since, .. } => {
                if !self.doubt_told && clock >= since + limits::STOP_CONFIRMATION {
                    self.doubt_told = true;
                    let stops_by = self.stops_by().map(|by| wall(now, by));
                    self.out
                        .push_back(Output::Event(SessionEvent::StopNotConfirmed { stops_by }));
                }
            }
        }
    }

    fn advance_running(&mut self, now: &Now) {
        let clock = now.monotonic;
        if self.lost_deadline().is_some_and(|lost| clock >= lost) {
            return self.end(EndReason::LinkLost, Stopped::ByFailSafe);
        }
        if self.cap_reached(clock) {
            return self.stop(EndReason::HardCap, now);
        }
        let Some(position) = self.order.program.at(self.elapsed(now)) else {
            return if self.order.program.kind.drives_device() {
                self.stop(EndReason::Complete, now);
            } else {
                self.end(EndReason::Complete, Stopped::NeverRan);
            };
        };
        if self.announced_step != Some(position.index) {
            self.announced_step = Some(position.index);
            if position.step.kind == StepKind::RampDown {
                self.ramp_from = self.commanded;
            }
            self.out.push_back(Output::Event(SessionEvent::StepBegan {
                index: position.index,
            }));
        }
        let mut next_look = clock + position.step.duration.saturating_sub(position.into);
        if self.order.program.kind.drives_device() {
            self.follow_target(now);
            if self.target_level(now) > self.commanded {
                next_look = next_look.min(self.next_slew);
            }
            if position.step.kind == StepKind::RampDown {
                let into_tick = Duration::from_nanos(
                    u64::try_from(position.into.as_nanos() % RAMP_TICK.as_nanos()).unwrap_or(0),
                );
                next_look = next_look.min(clock + RAMP_TICK.saturating_sub(into_tick));
            }
        }
        self.next_look = Some(next_look);
    }

    /// One slew step up when it is due; down at once.
    fn follow_target(&mut self, now: &Now) {
        let target = self.target_level(now);
        if target < self.commanded || (target > self.commanded && now.monotonic >= self.next_slew) {
            self.run_at(limits::slewed(self.commanded, target), now);
        }
    }

    fn cap_reached(&self, clock: Duration) -> bool {
        self.running_since
            .is_some_and(|first| clock >= first + limits::HARD_CAP)
    }

    /// Whether the device says right now that its motor turns: it has outlived its own promise.
    fn turns_still(&self, clock: Duration) -> bool {
        self.link == LinkState::Up
            && clock.saturating_sub(self.heard_at) <= limits::WORD_IS_FRESH
            && self.device.is_some_and(|device| {
                matches!(device.at_rest(), Rest::Turning | Rest::TurnsThoughStopped)
            })
    }

    /// When a lost link means that the device has stopped by itself.
    pub(super) fn lost_deadline(&self) -> Option<Duration> {
        self.lost_since?;
        self.stops_by()
    }

    /// When a promise that has moved meanwhile must be told anew: before the old one is due.
    fn retell_deadline(&self) -> Option<Duration> {
        self.lost_since?;
        let told = self.told_stops_by?;
        (self.stops_by() > Some(told) && self.ended().is_none())
            .then(|| told.saturating_sub(RETELL_BEFORE))
    }

    /// Until when a stop is retried: the fail-safe time, or a fixed patience when there is none.
    fn give_up_at(&self, since: Duration) -> Duration {
        self.stops_by()
            .unwrap_or(since + limits::STOP_PATIENCE_WITHOUT_FAIL_SAFE)
    }

    /// The start: low, whatever was chosen.
    pub(super) fn ask_to_start(&mut self, now: &Now) {
        self.phase = Phase::Starting {
            since: now.monotonic,
        };
        self.armed_at = Some(now.monotonic + limits::START_PATIENCE);
        let level = self.target_level(now).min(limits::START_LEVEL);
        self.run_at(level, now);
    }
}
