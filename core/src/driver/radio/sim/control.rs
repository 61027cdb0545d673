//! What the massager answers to an order, and what the order changes.

use std::time::Duration;

use super::massager::{LinkLossRule, Massager, Phone};
use super::profile::{Feature, Halt, Order, Outcome, SessionTerms, StopReason, answer, flag};
use super::session::Session;

/// The channel byte that means every channel.
const ALL_CHANNELS: u8 = 0xff;

impl Massager {
    /// Obeys or refuses a write to the Control Point and returns the indication that answers it. `op` is the first
    /// byte. Any write shows that the phone is alive.
    pub fn control_point(&mut self, op: u8, parameters: &[u8], now: Duration) -> Vec<u8> {
        self.advance(now);
        if let Phone::Here { heard, .. } = &mut self.phone {
            *heard = self.now;
        }
        let outcome = match Order::parse(op, parameters) {
            Ok(order) => self.obey(order),
            Err(outcome) => outcome,
        };
        self.follow_session();
        self.settle();
        answer(op, outcome)
    }

    fn obey(&mut self, order: Order) -> Outcome {
        if needs_control(order) && !self.phone_is_in_control() {
            return Outcome::ControlNotPermitted;
        }
        match order {
            Order::RequestControl => {
                self.set_control(true);
                Outcome::Success
            }
            Order::Reset => {
                self.end(StopReason::Reset);
                self.forget_orders();
                self.set_control(false);
                Outcome::Success
            }
            Order::SetLevel { channel, percent } => self.set_level(channel, percent),
            Order::SetSession(terms) => self.set_session(terms),
            Order::SetLinkLoss { policy, timeout_s } => self.set_link_loss(policy, timeout_s),
            Order::Start { session_id } => self.start(session_id),
            Order::Halt(halt) => self.halt(halt),
            Order::KeepAlive => Outcome::Success,
        }
    }

    fn set_level(&mut self, channel: u8, percent: u8) -> Outcome {
        if !self.feature.has(flag::LEVEL) {
            return Outcome::OpNotSupported;
        }
        let known_channel = channel == 0 || channel == ALL_CHANNELS;
        match level_on_the_step(&self.feature, percent) {
            Some(level) if known_channel => {
                self.target_percent = level;
                Outcome::Success
            }
            Some(_) | None => Outcome::InvalidParameter,
        }
    }

    fn set_session(&mut self, terms: SessionTerms) -> Outcome {
        if !terms_are_possible(&self.feature, terms) {
            return Outcome::InvalidParameter;
        }
        match &self.session {
            Some(session) if session.terms() != terms => Outcome::WrongState,
            Some(_) | None => {
                self.terms = Some(terms);
                Outcome::Success
            }
        }
    }

    fn set_link_loss(&mut self, policy: u8, timeout_s: u8) -> Outcome {
        let range = self.feature.shortest_link_loss_s..=self.feature.longest_link_loss_s;
        self.rule = match policy {
            0 if range.contains(&timeout_s) => LinkLossRule::StopAfter { seconds: timeout_s },
            1 if self.feature.has(flag::DETACHED) => LinkLossRule::Detached,
            _ => return Outcome::InvalidParameter,
        };
        Outcome::Success
    }

    fn start(&mut self, session_id: u32) -> Outcome {
        if let Some(session) = &mut self.session {
            if session.id() != session_id {
                return Outcome::WrongState;
            }
            session.resume(self.now);
            return Outcome::Success;
        }
        if let Some(code) = self.refusal.take() {
            return Outcome::Chosen(code);
        }
        if self.ended_ids.contains(&session_id) {
            return Outcome::WrongState;
        }
        if self.rest_until.is_some() {
            return Outcome::Resting {
                wait_s: self.rest_left_s(),
            };
        }
        let Some(terms) = self.terms else {
            return Outcome::WrongState;
        };
        self.session = Some(Session::start(session_id, terms, self.now));
        self.last.reason = StopReason::None;
        Outcome::Success
    }

    fn halt(&mut self, halt: Halt) -> Outcome {
        let commanded = self.motor.commanded_percent();
        let Some(session) = &mut self.session else {
            return match halt {
                Halt::StopNow | Halt::RampDownThenStop => Outcome::Success,
                Halt::Pause => Outcome::WrongState,
            };
        };
        match halt {
            Halt::Pause => session.pause(self.now),
            Halt::RampDownThenStop if session.terms().ramp_down_s > 0 && !session.is_paused() => {
                session.close(commanded, StopReason::Client, self.now);
            }
            Halt::StopNow | Halt::RampDownThenStop => self.end(StopReason::Client),
        }
        Outcome::Success
    }

    fn phone_is_in_control(&self) -> bool {
        match self.phone {
            Phone::Here { in_control, .. } => in_control,
            Phone::Gone { .. } => false,
        }
    }

    fn set_control(&mut self, granted: bool) {
        if let Phone::Here { in_control, .. } = &mut self.phone {
            *in_control = granted;
        }
    }
}

/// Stop is everyone's right (safety rule 6); asking for control and being alive need none.
const fn needs_control(order: Order) -> bool {
    match order {
        Order::RequestControl | Order::KeepAlive | Order::Halt(Halt::StopNow) => false,
        Order::Reset
        | Order::SetLevel { .. }
        | Order::SetSession(_)
        | Order::SetLinkLoss { .. }
        | Order::Start { .. }
        | Order::Halt(Halt::Pause | Halt::RampDownThenStop) => true,
    }
}

/// The highest level on the massager's steps that is not above `percent`; `None` where the motor cannot turn so low,
/// or above 100.
fn level_on_the_step(feature: &Feature, percent: u8) -> Option<u8> {
    if percent == 0 {
        return Some(0);
    }
    if percent > 100 {
        return None;
    }
    let above_lowest = percent.checked_sub(feature.lowest_percent)?;
    Some(percent - above_lowest % feature.step_percent.max(1))
}

fn terms_are_possible(feature: &Feature, terms: SessionTerms) -> bool {
    let longest_ramp_s = if feature.has(flag::DEVICE_RAMP) {
        feature.longest_ramp_s
    } else {
        0
    };
    let ramps_s = u32::from(terms.ramp_up_s) + u32::from(terms.ramp_down_s);
    (1..=feature.longest_session_s).contains(&terms.duration_s)
        && terms.ramp_up_s.max(terms.ramp_down_s) <= longest_ramp_s
        && ramps_s <= u32::from(terms.duration_s)
}
