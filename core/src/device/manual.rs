//! A massager without a radio: the person switches it, Lull keeps the time and never claims to know more.

use std::time::Duration;

use super::{
    Capabilities, Channel, Driver, Evidence, Fact, FailSafe, Feedback, Intent, Step, Terms,
};
use crate::time::Now;

/// No bytes, no answers, no fail-safe: everything about the motor is the person's to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manual;

impl Driver for Manual {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            levels: None,
            feedback: Feedback::None,
            fail_safe: FailSafe::None,
            // The person can switch it off and on again; the session's clock waits meanwhile.
            pause: true,
            rest: Duration::ZERO,
            longest: None,
            evidence: Evidence::Human,
        }
    }

    fn connected(&mut self) -> Vec<Step> {
        Vec::new()
    }

    fn encode(&self, _intent: Intent, _terms: &Terms, _now: &Now) -> Vec<Step> {
        Vec::new()
    }

    fn keep_alive(&self, _terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        None
    }

    fn decode(&mut self, _channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        vec![Fact::Unreadable {
            length: bytes.len(),
        }]
    }

    fn has_radio(&self) -> bool {
        false
    }
}
