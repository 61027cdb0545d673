//! The massager itself: a deterministic machine that runs sessions and ends them, whatever the phone does.
//!
//! Time is an argument, on the massager's own clock; it never goes back. Nothing here knows a radio: the
//! [`peripheral`](super::peripheral) brings orders in and status values out.
//!
//! Where the profile leaves room, this massager decides:
//! - A pause keeps the session. Its clock stands still, but the longest session counts from Start, pauses included, so
//!   a forgotten pause ends too. Losing the phone ends a pause like a running session.
//! - A stop of what stands still already succeeds, so that a repeated stop is harmless.
//! - A level between 1 and the lowest is refused (03); others are rounded down to the step.
//! - While a session lasts, Set session succeeds only with what already holds; anything else is the wrong state (85).
//! - The status is notified when state, session, target, rule or stop reason change, not for each percent of a ramp.
//! - How long the power was off cannot be known, so a rest that was owed begins again at power-on.

use std::collections::VecDeque;
use std::time::Duration;

use super::change::Face;
use super::happening::{Diary, Happening};
use super::motor::{Motor, MotorLog};
use super::profile::{Feature, SessionTerms, State, Status, StopReason, flag};
use super::session::{Session, secs};

/// Ended sessions whose late, repeated Start is recognised.
const ENDED_IDS_KEPT: usize = 16;

/// A massager. Advance it with [`Massager::advance`]; every other call advances it by itself.
#[derive(Clone, Debug)]
pub struct Massager {
    pub(super) feature: Feature,
    pub(super) now: Duration,
    pub(super) motor: Motor,
    pub(super) target_percent: u8,
    pub(super) terms: Option<SessionTerms>,
    pub(super) rule: LinkLossRule,
    pub(super) session: Option<Session>,
    pub(super) phone: Phone,
    pub(super) rest_until: Option<Duration>,
    /// The power went off during a session or a rest.
    pub(super) rest_owed: bool,
    pub(super) ended_ids: VecDeque<u32>,
    /// The next start is answered with this code, once.
    pub(super) refusal: Option<u8>,
    pub(super) powered: bool,
    pub(super) last: LastSession,
    sequence: u8,
    pub(super) status_due: bool,
    pub(super) told: Face,
    pub(super) diary: Diary,
}

/// What happens to a session when the phone is gone or silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkLossRule {
    StopAfter { seconds: u8 },
    Detached,
}

/// The phone as the massager knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phone {
    Gone { since: Duration },
    Here { in_control: bool, heard: Duration },
}

#[derive(Clone, Copy, Debug)]
pub(super) struct LastSession {
    id: u32,
    elapsed_s: u16,
    /// [`StopReason::None`] while a session lasts.
    pub(super) reason: StopReason,
}

impl Massager {
    /// A new massager, switched on at `now`, that never ran.
    #[must_use]
    pub fn new(feature: Feature, now: Duration) -> Self {
        let rule = default_rule(&feature);
        let target_percent = target_at_rest(&feature);
        Self {
            feature,
            now,
            motor: Motor::new(feature.lowest_percent),
            target_percent,
            terms: None,
            rule,
            session: None,
            phone: Phone::Gone { since: now },
            rest_until: None,
            rest_owed: false,
            ended_ids: VecDeque::new(),
            refusal: None,
            powered: true,
            last: LastSession {
                id: 0,
                elapsed_s: 0,
                reason: StopReason::None,
            },
            sequence: 0,
            status_due: false,
            told: Face::of_new(target_percent, rule),
            diary: Diary::default(),
        }
    }

    /// The massager's own clock.
    #[must_use]
    pub const fn now(&self) -> Duration {
        self.now
    }

    #[must_use]
    pub const fn feature(&self) -> Feature {
        self.feature
    }

    /// What the motor turns at, in percent; 0 is still.
    #[must_use]
    pub const fn motor_percent(&self) -> u8 {
        self.motor.turning_percent()
    }

    /// What the motor did so far.
    #[must_use]
    pub const fn motor_log(&self) -> &MotorLog {
        self.motor.log()
    }

    /// What happened so far, oldest first.
    pub fn happenings(&self) -> impl Iterator<Item = Happening> + '_ {
        self.diary.entries()
    }

    #[must_use]
    pub fn state(&self) -> State {
        match &self.session {
            None if self.rest_until.is_some() => State::Resting,
            None => State::Idle,
            Some(session) if session.is_paused() => State::Paused,
            Some(session) if session.is_closing() => State::RampingDown,
            Some(_) if self.motor.commanded_percent() < self.target_percent => State::RampingUp,
            Some(_) => State::Holding,
        }
    }

    #[must_use]
    pub fn status(&self) -> Status {
        let (session_id, elapsed_s, remaining_s) = match &self.session {
            Some(session) => {
                let elapsed_s = whole_seconds(session.ran(self.now));
                let own_s = session.terms().duration_s.saturating_sub(elapsed_s);
                let left = session.remaining(self.longest(), self.now);
                (session.id(), elapsed_s, own_s.min(seconds_up(left)))
            }
            None => (self.last.id, self.last.elapsed_s, 0),
        };
        Status {
            sequence: self.sequence,
            state: self.state(),
            stop_reason: self.last.reason,
            session_id,
            elapsed_s,
            remaining_s,
            target_percent: self.target_percent,
            commanded_percent: self.motor.commanded_percent(),
            measured_percent: self
                .feature
                .has(flag::MOTION_MEASURED)
                .then(|| self.motor.turning_percent()),
            link_loss_policy: match self.rule {
                LinkLossRule::StopAfter { .. } => 0,
                LinkLossRule::Detached => 1,
            },
            rest_s: self.rest_left_s(),
        }
    }

    /// Brings the massager to `now`: everything due until then happens, each at its own moment.
    pub fn advance(&mut self, now: Duration) {
        while let Some(at) = self.next_deadline().filter(|at| *at <= now) {
            self.now = self.now.max(at);
            self.do_what_is_due();
            self.settle();
        }
        self.now = self.now.max(now);
    }

    /// When the massager next does something by itself.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        match &self.session {
            Some(session) => {
                let own = session.next_deadline(self.longest());
                let phone = self.phone_deadline().map(|(at, _)| at);
                Some(phone.map_or(own, |at| own.min(at)))
            }
            None => self.rest_until,
        }
    }

    #[must_use]
    pub const fn is_powered(&self) -> bool {
        self.powered
    }

    /// True once after each moment at which a status must be notified. The sequence number has then moved on, by one
    /// however many reasons that moment had.
    pub(super) fn take_status_due(&mut self) -> bool {
        let due = core::mem::take(&mut self.status_due);
        self.sequence = self.sequence.wrapping_add(due.into());
        due
    }

    pub(super) fn longest(&self) -> Duration {
        secs(self.feature.longest_session_s)
    }

    pub(super) fn rest_left_s(&self) -> u16 {
        self.rest_until
            .map_or(0, |until| seconds_up(until.saturating_sub(self.now)))
    }

    /// Ends the session, if there is one. Down is immediate.
    pub(super) fn end(&mut self, reason: StopReason) {
        let Some(session) = self.session.take() else {
            return;
        };
        self.motor.command(0, self.now);
        self.last = LastSession {
            id: session.id(),
            elapsed_s: whole_seconds(session.ran(self.now)),
            reason,
        };
        if self.ended_ids.len() == ENDED_IDS_KEPT {
            self.ended_ids.pop_front();
        }
        self.ended_ids.push_back(session.id());
        self.begin_rest();
    }

    pub(super) fn begin_rest(&mut self) {
        let rest = secs(self.feature.rest_s);
        self.rest_until = (!rest.is_zero()).then(|| self.now + rest);
    }

    pub(super) fn forget_orders(&mut self) {
        self.target_percent = target_at_rest(&self.feature);
        self.terms = None;
        self.rule = default_rule(&self.feature);
    }

    /// Moves the motor as far as it may go now: down at once, up by at most one percent, and only when a step is due.
    pub(super) fn follow_session(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let commanded = self.motor.commanded_percent();
        let mut wanted = session.wanted_percent(self.target_percent, self.now);
        let lowest = self.motor.lowest_percent();
        if wanted > 0 && commanded >= lowest && !session.is_closing() {
            // a softer target early in the opening ramp must not let a turning motor stall and start again
            wanted = wanted.max(lowest);
        }
        if wanted < commanded {
            self.motor.command(wanted, self.now);
        } else if wanted > commanded && session.move_is_due(self.now) {
            self.motor.command(commanded + 1, self.now);
        }
        session.plan_move(
            self.motor.commanded_percent(),
            self.target_percent,
            self.now,
        );
    }

    fn do_what_is_due(&mut self) {
        if self.rest_until.is_some_and(|until| until <= self.now) {
            self.rest_until = None;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some(reason) = session.end_due(secs(self.feature.longest_session_s), self.now) {
            return self.end(reason);
        }
        if let Some((_, reason)) = self.phone_deadline().filter(|(at, _)| *at <= self.now) {
            return self.end(reason);
        }
        let Some(session) = &mut self.session else {
            return;
        };
        if session.closing_is_due(self.now) {
            let from_percent = self.motor.commanded_percent();
            session.close(from_percent, StopReason::SessionComplete, self.now);
        }
        if session.take_second(self.now) {
            self.owe_status();
        }
        self.follow_session();
    }

    /// When the phone's absence or silence ends the session, and with which reason.
    fn phone_deadline(&self) -> Option<(Duration, StopReason)> {
        let LinkLossRule::StopAfter { seconds } = self.rule else {
            return None;
        };
        let patience = Duration::from_secs(seconds.into());
        Some(match self.phone {
            Phone::Gone { since } => (since + patience, StopReason::LinkLost),
            Phone::Here { heard, .. } => (heard + patience, StopReason::KeepAliveMissed),
        })
    }
}

/// An on/off massager has one level; others wait to be told.
const fn target_at_rest(feature: &Feature) -> u8 {
    if feature.has(flag::LEVEL) { 0 } else { 100 }
}

/// Stop 10 s after the phone is gone, as near as the massager's own range allows.
fn default_rule(feature: &Feature) -> LinkLossRule {
    LinkLossRule::StopAfter {
        seconds: 10
            .max(feature.shortest_link_loss_s)
            .min(feature.longest_link_loss_s),
    }
}

fn whole_seconds(time: Duration) -> u16 {
    u16::try_from(time.as_secs()).unwrap_or(u16::MAX)
}

fn seconds_up(time: Duration) -> u16 {
    whole_seconds(time + Duration::from_nanos(999_999_999))
}
