//! Drives a described device: its frames, its keep-alive, and nothing that is not in the description.

use std::time::Duration;

use super::{Description, KeepAlive};
use crate::device::{
    Capabilities, Channel, Driver, Evidence, Fact, FailSafe, Feedback, Intent, Level, Step, Terms,
    WriteMode,
};
use crate::time::Now;

/// A device as the person described it.
#[derive(Clone, Debug)]
pub struct Described {
    description: Description,
    /// The last frame of this connection that set the motor, for a keep-alive that repeats it.
    last: Option<Vec<u8>>,
}

impl Described {
    #[must_use]
    pub const fn new(description: Description) -> Self {
        Self {
            description,
            last: None,
        }
    }

    fn write(&self, bytes: Vec<u8>) -> Step {
        Step::Write {
            channel: self.description.characteristic,
            bytes,
            mode: self.description.write,
        }
    }
}

impl Driver for Described {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            levels: self.description.levels.map(super::Levels::range),
            feedback: match self.description.write {
                // That the frame arrived, and no more.
                WriteMode::WithResponse => Feedback::Acknowledged,
                WriteMode::WithoutResponse => Feedback::None,
            },
            fail_safe: FailSafe::None,
            pause: true,
            rest: Duration::ZERO,
            longest: None,
            evidence: Evidence::D,
        }
    }

    fn connected(&mut self) -> Vec<Step> {
        self.last = None;
        let subscribe = self.description.subscribe.map(Step::Subscribe);
        let init = self.description.init.iter();
        let init = init.map(|frame| self.write(frame.clone()));
        subscribe.into_iter().chain(init).collect()
    }

    fn encode(&self, intent: Intent, _terms: &Terms, _now: &Now) -> Vec<Step> {
        let frame = match intent {
            Intent::Run { level, .. } if level > Level::OFF => self.description.run_frame(level),
            Intent::Run { .. } | Intent::Stop => self.description.stop.clone(),
        };
        vec![self.write(frame)]
    }

    fn keep_alive(&self, _terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        let KeepAlive { every, frame } = self.description.keep_alive.as_ref()?;
        let frame = frame.as_ref().or(self.last.as_ref())?;
        Some((*every, vec![self.write(frame.clone())]))
    }

    /// What it answers is not described.
    fn decode(&mut self, _channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        vec![Fact::Unreadable {
            length: bytes.len(),
        }]
    }

    fn sending(&mut self, channel: Channel, bytes: &[u8]) {
        let Description {
            characteristic,
            run,
            stop,
            checksum,
            ..
        } = &self.description;
        if channel == *characteristic && (bytes == stop || run.fits(bytes, *checksum)) {
            self.last = Some(bytes.to_vec());
        }
    }
}
