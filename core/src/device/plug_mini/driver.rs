//! Which frames bring a Plug Mini to an intent, and when an answer proves what the relay does.
//!
//! An answer does not say what it answers, and the answer to *off* may come with either state. So only the answer to a
//! read that was sent after the last switching frame counts as seen.

use std::time::Duration;

use super::advert::Advert;
use super::frames::{Frame, Reply};
use super::is_type;
use crate::device::mains::Milliwatts;
use crate::device::switchbot::{self, HEADER, MOST_MADE_UP_FOR, NOTIFY, OK, WRITE};
use crate::device::{
    Advertisement, Capabilities, Channel, DeviceState, Driver, Evidence, Fact, FailSafe, Feedback,
    Intent, Level, Motion, Step, StopCause, Terms, WriteMode,
};
use crate::time::Now;

/// How long the plug has to answer a frame; so long waits the driver most in use.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How often the relay is looked at while it should be on, so that a hand on the plug's button is noticed.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// A SwitchBot Plug Mini. Its state is what the plug last said.
#[derive(Clone, Debug, Default)]
pub struct PlugMini {
    /// The session it is driven for.
    session: Option<u32>,
    /// Told to switch on in this session.
    begun: bool,
    /// The relay was seen closed since.
    ran: bool,
    /// The last switching frame.
    switched: Option<Frame>,
    /// Frames of this connection that were not answered yet.
    unanswered: u8,
    /// So many of the next answers may still belong to frames from before the next read.
    not_of_a_read: u8,
    reads: u8,
}

impl PlugMini {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn runs(&self) -> bool {
        self.switched == Some(Frame::On) && self.ran
    }

    /// As many reads as it takes that one answer surely belongs to one of them. Only the last is not waited for: what
    /// it finds is told whenever it comes.
    fn look(&self, steps: &mut Vec<Step>) {
        for _ in 0..self.unanswered.min(MOST_MADE_UP_FOR) {
            ask(steps, Frame::Read);
        }
        steps.push(write(Frame::Read));
    }

    fn seen(&mut self, on: bool) -> Fact {
        self.ran |= on && self.begun;
        self.state(on)
    }

    fn state(&self, on: bool) -> Fact {
        let stopped_by = match self.switched {
            _ if on || !self.ran => None,
            Some(Frame::Off) => Some(StopCause::Client),
            // A hand on its button, a schedule in the maker's app, or no mains for a moment: it does not say.
            Some(Frame::On | Frame::Read) | None => Some(StopCause::Other),
        };
        Fact::State(DeviceState {
            motion: if on { Motion::Running } else { Motion::Still },
            // A closed relay belongs to the session once it was told to close, an open one once it was seen closed.
            session_id: self
                .session
                .filter(|_| if on { self.begun } else { self.ran }),
            level: if on {
                Level::from_percent_clamped(100)
            } else {
                Level::OFF
            },
            measured: None,
            remaining: Duration::ZERO,
            stopped_by,
            rest: Duration::ZERO,
        })
    }
}

impl Driver for PlugMini {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            levels: None,
            // The relay is read back; on the link it tells no watts.
            feedback: Feedback::Switched,
            fail_safe: FailSafe::None,
            // Off is off: the plug cannot tell a pause from an end.
            pause: false,
            rest: Duration::ZERO,
            longest: None,
            evidence: Evidence::A,
        }
    }

    fn assigned(&mut self, terms: &Terms) {
        self.session = Some(terms.session_id);
        self.begun = false;
        self.ran = false;
    }

    fn connected(&mut self) -> Vec<Step> {
        self.unanswered = 0;
        self.not_of_a_read = 0;
        self.reads = 0;
        let mut steps = vec![Step::Subscribe(NOTIFY)];
        ask(&mut steps, Frame::Read);
        steps
    }

    fn encode(&self, intent: Intent, _terms: &Terms, _now: &Now) -> Vec<Step> {
        let mut steps = Vec::new();
        match intent {
            // Seen to run for this session: a hand that switched it off meanwhile is not overruled.
            Intent::Run { level, .. } if level > Level::OFF && self.runs() => {
                steps.push(write(Frame::Read));
            }
            Intent::Run { level, .. } if level > Level::OFF => {
                ask(&mut steps, Frame::On);
                self.look(&mut steps);
            }
            Intent::Run { .. } | Intent::Stop => {
                ask(&mut steps, Frame::Off);
                self.look(&mut steps);
            }
        }
        steps
    }

    fn keep_alive(&self, _terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        Some((LOOK_EVERY, vec![write(Frame::Read)]))
    }

    fn refresh(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for _ in 0..=self.unanswered.min(MOST_MADE_UP_FOR) {
            ask(&mut steps, Frame::Read);
        }
        steps
    }

    fn decode(&mut self, channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        let unreadable = Fact::Unreadable {
            length: bytes.len(),
        };
        if channel != NOTIFY {
            return vec![unreadable];
        }
        self.unanswered = self.unanswered.saturating_sub(1);
        let of_a_read = self.not_of_a_read == 0 && self.reads > 0;
        if of_a_read {
            self.reads -= 1;
        }
        self.not_of_a_read = self.not_of_a_read.saturating_sub(1);
        vec![match Reply::decode(bytes) {
            Some(Reply::Accepted { on }) if of_a_read => self.seen(on),
            Some(Reply::Accepted { .. }) => Fact::Accepted { command: HEADER },
            Some(Reply::Refused(refusal)) => Fact::Refused {
                command: HEADER,
                refusal,
            },
            None => unreadable,
        }]
    }

    fn sending(&mut self, _channel: Channel, bytes: &[u8]) {
        let Some(frame) = Frame::parse(bytes) else {
            return;
        };
        match frame {
            Frame::Read => self.reads = self.reads.saturating_add(1),
            Frame::On | Frame::Off => {
                self.not_of_a_read = self.unanswered.saturating_add(1);
                self.reads = 0;
                self.switched = Some(frame);
            }
        }
        self.begun |= frame == Frame::On;
        self.unanswered = self.unanswered.saturating_add(1);
    }

    fn decode_advertisement(&mut self, advertisement: &Advertisement) -> Vec<Fact> {
        // Without the type byte (a passive scan) it is taken for ours: the caller knows whose advertisement it is.
        let foreign = switchbot::device_type(advertisement).is_some_and(|found| !is_type(found));
        let advert = Advert::of(advertisement).filter(|_| !foreign);
        advert.map_or_else(Vec::new, |advert| {
            let watts = Milliwatts::believable(advert.milliwatts());
            let watts = watts.map(|milliwatts| Fact::Power { milliwatts });
            watts.into_iter().chain([self.state(advert.on)]).collect()
        })
    }
}

fn write(frame: Frame) -> Step {
    Step::Write {
        channel: WRITE,
        bytes: frame.encode().to_vec(),
        mode: WriteMode::WithoutResponse,
    }
}

/// Writes a frame and waits until some frame is accepted.
fn ask(steps: &mut Vec<Step>, frame: Frame) {
    steps.push(write(frame));
    steps.push(Step::WaitFor {
        channel: NOTIFY,
        starts_with: vec![OK],
        within: ANSWER_WITHIN,
    });
}
