//! What news of the link mean for a session.

use super::super::view::{LinkState, MotorSeen};
use super::{Output, Phase, Session, limits, wall};
use crate::device::link::{LinkFault, News};
use crate::device::mains;
use crate::device::{
    Capabilities, DeviceState, Fact, FailSafe, Feedback, Intent, Level, Motion, Refusal, Rest,
    StopCause,
};
use crate::session::journal::What;
use crate::session::{EndReason, SessionEvent, Stopped};
use crate::time::Now;

/// The motor sags when it turns this much less than commanded (percentage points).
const SAG_PERCENT: u8 = 15;

impl Session {
    /// Takes in what the link learnt.
    pub fn news(&mut self, news: News, now: &Now) {
        if self.ended().is_some() {
            return;
        }
        match news {
            News::Up(capabilities) => self.link_up(*capabilities, now),
            News::Down { fault, gave_up } => self.link_down(fault, gave_up, now),
            News::Touched { gone } => self.touched(gone, now),
            News::Sent(intent) => self.progress.sent = level_of(intent),
            News::Acknowledged(intent) => self.acknowledged(intent, now),
            News::Failed { intent, fact } => self.failed(intent, fact, now),
            News::Fact(fact) => self.fact(fact, now),
        }
        self.advance(now);
    }

    fn link_up(&mut self, capabilities: Capabilities, now: &Now) {
        if self.has_radio {
            self.link = LinkState::Up;
        }
        self.out.push_back(Output::Journal(What::FailSafe {
            fail_safe: capabilities.fail_safe,
        }));
        if matches!(self.phase, Phase::Connecting { .. }) {
            if let Some(longest) = capabilities.longest {
                self.order
                    .program
                    .fit(longest.saturating_sub(limits::DEVICE_TIMER_MARGIN));
                self.terms.device_timer = self.terms.device_timer.min(longest);
            }
            if let (Some(range), Some(held)) =
                (capabilities.levels, self.order.program.hold_level())
            {
                self.order
                    .program
                    .set_hold_level(held.max(range.min).min(range.max));
            }
            self.capabilities = Some(capabilities);
            self.out.push_back(Output::Event(SessionEvent::Connected));
            self.warn_if_nothing_stops_it();
            self.ask_to_start(now);
        } else {
            self.capabilities = Some(capabilities);
            if self.lost_since.take().is_some() {
                self.out.push_back(Output::Event(SessionEvent::LinkBack));
                self.warn_if_nothing_stops_it();
            }
        }
    }

    /// A massager that the person switches has no radio, and they know that nothing else stops it.
    fn warn_if_nothing_stops_it(&mut self) {
        let alone = self.has_radio && self.fail_safe() == Some(FailSafe::None);
        if alone {
            self.out
                .push_back(Output::Event(SessionEvent::NothingStopsIt));
        }
    }

    fn link_down(&mut self, fault: LinkFault, gave_up: bool, now: &Now) {
        match self.phase {
            Phase::Connecting { .. } if gave_up => {
                self.end(EndReason::NotReached { fault }, Stopped::NeverRan);
            }
            Phase::New | Phase::Connecting { .. } | Phase::Ended { .. } => {}
            Phase::Starting { .. }
            | Phase::Running { .. }
            | Phase::Paused { .. }
            | Phase::Stopping { .. } => {
                self.link = LinkState::Lost;
                if self.lost_since.is_none() {
                    self.lost_since = Some(now.monotonic);
                    self.tell_lost(now);
                }
            }
        }
    }

    /// The device counts anew, so what was promised moves; the person hears of it once the link is gone again, or in
    /// time before the old promise is due.
    fn touched(&mut self, gone: bool, now: &Now) {
        if self.lost_since.is_none() {
            return;
        }
        self.lost_since = Some(now.monotonic);
        if gone && self.stops_by() > self.told_stops_by {
            self.tell_lost(now);
        }
    }

    pub(super) fn tell_lost(&mut self, now: &Now) {
        self.told_stops_by = self.stops_by();
        let stops_by = self.told_stops_by.map(|by| wall(now, by));
        self.out
            .push_back(Output::Event(SessionEvent::LinkLost { stops_by }));
    }

    fn acknowledged(&mut self, intent: Intent, now: &Now) {
        self.progress.acknowledged = level_of(intent);
        match (intent, self.phase) {
            // Without feedback from the motor an accepted start is as much as can be known.
            (Intent::Run { .. }, Phase::Starting { .. })
                if self.feedback() < Feedback::Switched =>
            {
                self.motion_began(now);
            }
            (Intent::Stop, Phase::Stopping { reason, .. }) => match self.feedback() {
                Feedback::None => self.end(reason, Stopped::Unknown),
                Feedback::Acknowledged => self.end(reason, Stopped::Acknowledged),
                Feedback::Switched | Feedback::Observed => self.stop_taken(),
            },
            (Intent::Run { .. } | Intent::Stop, _) => {}
        }
    }

    fn failed(&mut self, intent: Intent, fact: Option<Fact>, now: &Now) {
        let refusal = fact.and_then(|fact| match fact {
            Fact::Refused { refusal, .. } | Fact::Unusable { refusal } => Some(refusal),
            Fact::Capable { .. }
            | Fact::Accepted { .. }
            | Fact::State(_)
            | Fact::Unreadable { .. }
            | Fact::Unsupported { .. }
            | Fact::Power { .. } => None,
        });
        if intent == Intent::Stop {
            // Nothing to stop is as good as stopped; any other refusal is retried by the link.
            if refusal == Some(Refusal::WrongState) {
                self.stop_taken();
            }
            return;
        }
        match (self.phase, refusal) {
            (Phase::Starting { .. }, Some(refusal)) => self.start_refused(refusal, now),
            (Phase::Starting { .. }, None) => self.stop(
                EndReason::NotReached {
                    fault: LinkFault::TimedOut,
                },
                now,
            ),
            (Phase::Running { .. } | Phase::Paused { .. }, Some(refusal)) => {
                self.out
                    .push_back(Output::Event(SessionEvent::CommandRefused { refusal }));
            }
            // A level that went unanswered is the link's to repeat.
            (Phase::Running { .. } | Phase::Paused { .. }, None)
            | (
                Phase::New
                | Phase::Connecting { .. }
                | Phase::Stopping { .. }
                | Phase::Ended { .. },
                _,
            ) => {}
        }
    }

    /// A refused start left the motor still only if the device says so; otherwise it is stopped to be sure.
    fn start_refused(&mut self, refusal: Refusal, now: &Now) {
        let reason = EndReason::Refused { refusal };
        let still = self
            .device
            .is_some_and(|device| device.at_rest() == Rest::Still);
        // Who does not get in has switched nothing on, and could not switch it off either.
        if still || refusal == Refusal::PasswordNeeded {
            self.end(reason, Stopped::NeverRan);
        } else {
            self.stop(reason, now);
        }
    }

    fn fact(&mut self, fact: Fact, now: &Now) {
        match fact {
            Fact::State(state) => {
                self.note_watts(state, now);
                self.device_state(state, now);
            }
            Fact::Capable { capabilities } => {
                let fail_safe = capabilities.fail_safe;
                let other = self.fail_safe().is_some_and(|told| told != fail_safe);
                self.capabilities = Some(*capabilities);
                if other {
                    // What the next start of the program may rely on, should this one be killed.
                    self.out
                        .push_back(Output::Journal(What::FailSafe { fail_safe }));
                    self.warn_if_nothing_stops_it();
                }
            }
            Fact::Power { milliwatts } => {
                self.power = Some(milliwatts);
                self.power_told = Some(milliwatts);
            }
            Fact::Unsupported { .. } if matches!(self.phase, Phase::Connecting { .. }) => {
                self.end(
                    EndReason::NotReached {
                        fault: LinkFault::Rejected,
                    },
                    Stopped::NeverRan,
                );
            }
            Fact::Unusable { refusal } if matches!(self.phase, Phase::Connecting { .. }) => {
                self.end(EndReason::Refused { refusal }, Stopped::NeverRan);
            }
            Fact::Unsupported { .. }
            | Fact::Unusable { .. }
            | Fact::Accepted { .. }
            | Fact::Refused { .. }
            | Fact::Unreadable { .. } => {}
        }
    }

    /// The watts of a reading come before its state.
    fn note_watts(&mut self, state: DeviceState, now: &Now) {
        let Some(power) = self.power_told.take() else {
            return;
        };
        let settled = |since| now.monotonic.saturating_sub(since) > mains::METER_LAG;
        match (self.phase, state.motion, self.running_since) {
            (Phase::Running { .. }, Motion::Running, Some(since)) if settled(since) => {
                self.watts_seen.while_on(power);
            }
            (_, Motion::Still, None) => self.watts_seen.while_off(power),
            (_, Motion::Still | Motion::Running | Motion::Paused | Motion::Fault, _) => {}
        }
    }

    fn device_state(&mut self, state: DeviceState, now: &Now) {
        self.device = Some(state);
        self.heard_at = now.monotonic;
        let ours = state.session_id == Some(self.terms.session_id);
        self.progress.measured = state.measured;
        self.progress.observed = match state.motion {
            Motion::Running => Some(state.level),
            Motion::Still | Motion::Paused => Some(Level::OFF),
            Motion::Fault => None,
        };
        let rest = state.at_rest();
        match (self.phase, rest) {
            (Phase::Starting { .. }, Rest::Turning) if ours => self.motion_began(now),
            // It began and ended between two looks, or it refuses to begin again.
            (Phase::Starting { .. }, Rest::Still | Rest::Fault) if ours => {
                self.device_stopped(state, now);
            }
            (
                Phase::Running { .. } | Phase::Paused { .. },
                Rest::Still | Rest::Fault | Rest::TurnsThoughStopped,
            ) => {
                self.device_stopped(state, now);
            }
            (Phase::Running { .. }, Rest::Turning) => self.look_at_the_motor(state),
            (Phase::Stopping { reason, .. }, Rest::Still)
                if self.stop_settled || self.running_since.is_some() =>
            {
                self.end(reason, self.seen_off());
            }
            (Phase::Stopping { .. }, Rest::TurnsThoughStopped) => self.tell_that_it_still_runs(),
            // A fault cuts the motor in the device's hardware; it accepted the stop and can tell no more.
            (Phase::Stopping { reason, .. }, Rest::Fault) if self.stop_settled => {
                self.end(reason, Stopped::Acknowledged);
            }
            (
                Phase::Starting { .. } | Phase::Stopping { .. },
                Rest::Turning | Rest::TurnsThoughStopped | Rest::Still | Rest::Paused | Rest::Fault,
            )
            | (Phase::Running { .. }, Rest::Paused)
            | (Phase::Paused { .. }, Rest::Turning | Rest::Paused)
            | (Phase::New | Phase::Connecting { .. } | Phase::Ended { .. }, _) => {}
        }
    }

    /// The device ended the session by itself. It is believed when it stands still; otherwise it is stopped.
    fn device_stopped(&mut self, state: DeviceState, now: &Now) {
        let cause = state.stopped_by.unwrap_or(StopCause::Other);
        let reason = EndReason::StoppedByDevice { cause };
        if state.at_rest() == Rest::Still {
            self.end(reason, self.seen_off());
        } else {
            self.stop(reason, now);
        }
    }

    /// The device took the stop. What it said before counts only if it had been seen to run.
    fn stop_taken(&mut self) {
        self.stop_settled = true;
        let still = self
            .device
            .is_some_and(|device| device.at_rest() == Rest::Still);
        if let (Phase::Stopping { reason, .. }, true) =
            (self.phase, still && self.running_since.is_some())
        {
            self.end(reason, self.seen_off());
        }
    }

    /// What a device that says it is off proves of the motor.
    fn seen_off(&self) -> Stopped {
        match self.feedback() {
            Feedback::Observed => Stopped::Observed,
            Feedback::Switched => Stopped::SwitchedOff,
            Feedback::Acknowledged | Feedback::None => Stopped::Acknowledged,
        }
    }

    fn look_at_the_motor(&mut self, state: DeviceState) {
        let nothing_runs = self.motor_seen() == MotorSeen::OnButStill;
        let unclear = state.measured.is_none();
        if nothing_runs != self.idle_told && !unclear {
            self.tell_whether_it_runs();
        }
        if !nothing_runs {
            self.look_for_sag(state);
        }
    }

    /// "On" is not "runs" where a meter shows that nothing does.
    pub(super) fn tell_whether_it_runs(&mut self) {
        self.idle_told = self.motor_seen() == MotorSeen::OnButStill;
        self.out.push_back(Output::Event(if self.idle_told {
            SessionEvent::OnButNothingRuns
        } else {
            SessionEvent::Running
        }));
    }

    fn tell_that_it_still_runs(&mut self) {
        // before the stop was taken, what is measured may be the run
        if self.stop_settled && !self.still_runs_told {
            self.still_runs_told = true;
            self.out.push_back(Output::Event(SessionEvent::StillRuns));
        }
    }

    pub(super) fn motor_seen(&self) -> MotorSeen {
        let told = self.device.filter(|_| self.link == LinkState::Up);
        let Some(device) = told.filter(|_| self.feedback() == Feedback::Observed) else {
            return MotorSeen::Unseen;
        };
        match device.at_rest() {
            Rest::Turning if device.measured == Some(Level::OFF) => MotorSeen::OnButStill,
            Rest::Turning => MotorSeen::Runs,
            Rest::TurnsThoughStopped => MotorSeen::OffButRuns,
            Rest::Still | Rest::Paused => MotorSeen::Still,
            Rest::Fault => MotorSeen::Unseen,
        }
    }

    fn look_for_sag(&mut self, state: DeviceState) {
        let Some(measured) = state.measured else {
            return;
        };
        let commanded = state.level;
        if !self.sag_told && measured.percent() + SAG_PERCENT <= commanded.percent() {
            self.sag_told = true;
            self.out.push_back(Output::Event(SessionEvent::Sagging {
                commanded,
                measured,
            }));
        }
    }
}

fn level_of(intent: Intent) -> Option<Level> {
    Some(match intent {
        Intent::Run { level, .. } => level,
        Intent::Stop => Level::OFF,
    })
}
