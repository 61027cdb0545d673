//! When a Bot may move its arm, and which frames do it.
//!
//! Unless it is known on this connection to be in switch mode and charged, it is asked first, and its answer stops the
//! recipe before the arm moves.

use std::time::Duration;

use super::advert::Advert;
use super::frames::{Frame, Info, Password};
use super::{LEAST_BATTERY_PERCENT, Mode};
use crate::device::switchbot::{self, HEADER, MOST_MADE_UP_FOR, NOTIFY, OK, WRITE};
use crate::device::{
    Advertisement, Capabilities, Channel, Driver, Evidence, Fact, FailSafe, Feedback, Intent,
    Level, Refusal, Step, Terms, WriteMode,
};
use crate::time::Now;

/// How long it has to answer; the arm moves first.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// A SwitchBot Bot on a rocker switch. Its state is what the Bot last said.
#[derive(Clone, Debug, Default)]
pub struct Bot {
    password: Option<Password>,
    /// Told on this connection.
    mode: Option<Mode>,
    /// Told on this connection.
    battery_percent: Option<u8>,
    /// It accepted *on* in this session, and was told nothing else since.
    on: bool,
    last: Option<Frame>,
    /// Frames of this connection that were not answered yet.
    unanswered: u8,
}

impl Bot {
    /// `password`: as set in the maker's app, if one is.
    #[must_use]
    pub fn new(password: Option<Password>) -> Self {
        Self {
            password,
            ..Self::default()
        }
    }

    fn is_charged(&self) -> bool {
        self.battery_percent
            .is_some_and(|percent| percent >= LEAST_BATTERY_PERCENT)
    }

    /// What speaks against a start, as far as it was told.
    fn objections(&self) -> Vec<Fact> {
        let pressing = self.mode == Some(Mode::Press);
        let empty = self.battery_percent.is_some() && !self.is_charged();
        let unusable = |refusal| Fact::Unusable { refusal };
        let mut facts = Vec::new();
        facts.extend(pressing.then(|| unusable(Refusal::PressMode)));
        facts.extend(empty.then(|| unusable(Refusal::LowSupply)));
        facts
    }

    fn ask(&self, steps: &mut Vec<Step>, frame: Frame) {
        steps.push(Step::Write {
            channel: WRITE,
            bytes: frame.encode(self.password),
            mode: WriteMode::WithoutResponse,
        });
        steps.push(Step::WaitFor {
            channel: NOTIFY,
            starts_with: vec![OK],
            within: ANSWER_WITHIN,
        });
    }

    fn off(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.mode != Some(Mode::Switch) {
            self.ask(&mut steps, Frame::Info);
        }
        self.ask(&mut steps, Frame::Off);
        // An answer to an older frame must not pass for the one to this stop, so each may be followed by another.
        for _ in 0..self.unanswered.min(MOST_MADE_UP_FOR) {
            self.ask(&mut steps, Frame::Info);
        }
        steps
    }

    fn on(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.mode != Some(Mode::Switch) || !self.is_charged() {
            self.ask(&mut steps, Frame::Info);
        }
        self.ask(&mut steps, Frame::On);
        steps
    }

    fn told(&mut self, info: Info) -> Vec<Fact> {
        self.mode = Some(info.mode);
        self.battery_percent = Some(info.battery_percent);
        let mut facts = Vec::new();
        if info.mode == Mode::Press {
            // Refused, so that not even a stop goes on to move the arm.
            facts.push(refused(Refusal::PressMode));
        }
        facts.extend(self.objections());
        if facts.is_empty() {
            facts.push(Fact::Capable {
                capabilities: Box::new(self.capabilities()),
            });
        }
        facts
    }

    fn accepted(&mut self) -> Fact {
        // Only an answer that nothing else can have caused says where the arm is.
        self.on = match self.last {
            Some(Frame::On) => self.unanswered == 0,
            Some(Frame::Info) => self.on,
            Some(Frame::Off) | None => false,
        };
        Fact::Accepted { command: HEADER }
    }

    fn refused(&mut self, status: u8, length: usize) -> Vec<Fact> {
        let Some(refusal) = switchbot::refusal(status) else {
            return vec![Fact::Unreadable { length }];
        };
        if refusal == Refusal::NotSupported {
            // "Not in this mode": it was changed meanwhile, so it is asked for again.
            self.mode = None;
        }
        let mut facts = vec![refused(refusal)];
        if refusal == Refusal::PasswordNeeded {
            facts.push(Fact::Unusable { refusal });
        }
        facts
    }
}

impl Driver for Bot {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            levels: None,
            feedback: Feedback::Acknowledged,
            fail_safe: FailSafe::None,
            pause: true,
            rest: Duration::ZERO,
            longest: None,
            evidence: Evidence::A,
        }
    }

    fn assigned(&mut self, _terms: &Terms) {
        self.on = false;
    }

    fn connected(&mut self) -> Vec<Step> {
        self.mode = None;
        self.battery_percent = None;
        self.unanswered = 0;
        let mut steps = vec![Step::Subscribe(NOTIFY)];
        self.ask(&mut steps, Frame::Info);
        steps
    }

    fn encode(&self, intent: Intent, _terms: &Terms, _now: &Now) -> Vec<Step> {
        match intent {
            Intent::Run { level, .. } if level > Level::OFF => {
                if self.on {
                    // It did already; moving the arm again would wear it and switch on what a hand switched off.
                    Vec::new()
                } else {
                    self.on()
                }
            }
            Intent::Run { .. } | Intent::Stop => self.off(),
        }
    }

    fn keep_alive(&self, _terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        None
    }

    fn decode(&mut self, channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        let length = bytes.len();
        let unreadable = vec![Fact::Unreadable { length }];
        if channel != NOTIFY {
            return unreadable;
        }
        self.unanswered = self.unanswered.saturating_sub(1);
        if let Some(info) = Info::decode(bytes) {
            return self.told(info);
        }
        match bytes {
            [] => unreadable,
            [OK, ..] => vec![self.accepted()],
            [status, ..] => self.refused(*status, length),
        }
    }

    fn sending(&mut self, _channel: Channel, bytes: &[u8]) {
        let Some(frame) = Frame::parse(bytes, self.password) else {
            return;
        };
        self.on &= frame == Frame::Info;
        self.last = Some(frame);
        self.unanswered = self.unanswered.saturating_add(1);
    }

    fn decode_advertisement(&mut self, advertisement: &Advertisement) -> Vec<Fact> {
        let Some(advert) = Advert::of(advertisement) else {
            return Vec::new();
        };
        self.mode = Some(advert.mode);
        self.battery_percent = Some(advert.battery_percent);
        let mut facts = self.objections();
        if advert.password_set && self.password.is_none() {
            facts.push(Fact::Unusable {
                refusal: Refusal::PasswordNeeded,
            });
        }
        facts
    }
}

fn refused(refusal: Refusal) -> Fact {
    Fact::Refused {
        command: HEADER,
        refusal,
    }
}
