//! On for a bounded time in one call, off, and what the plug says of both.

use std::time::Duration;

use super::advert::{Advert, Obstacle};
use super::auth::{Challenge, Password};
use super::frames::{Frame, Request};
use super::reply::{Answer, Failure, Inbox, Progress, Reply};
use super::{DATA, RX_CONTROL, TX_CONTROL};
use crate::device::mains::{self, FULL, LONGEST_ON, LOOK_EVERY, Learned, METER_LAG};
use crate::device::{
    Advertisement, Capabilities, Channel, DeviceState, Driver, Evidence, Fact, FailSafe, Intent,
    Level, Motion, Refusal, Step, StopCause, Terms,
};
use crate::time::Now;

/// Pause between two looks at an answer that is not there yet (devices.md 1.3).
pub const POLL_EVERY: Duration = Duration::from_millis(100);
/// The answer was read before it is waited for, so this only bounds a plug that answered something else.
const ANSWER_WITHIN: Duration = Duration::from_secs(1);
/// A timer may be told this much longer than it was asked for.
const TIMER_SLACK_SECONDS: f64 = 1.0;
/// RPC error: credentials are missing or wrong.
const UNAUTHORIZED: i64 = 401;
/// Tells the name of a request that answers a challenge from the name of the one that met it.
const AGAIN: u32 = 1 << 30;

/// A massager behind a Shelly plug. Its state is what the plug last said, and what it was last asked.
#[derive(Clone, Debug, Default)]
pub struct ShellyPlug {
    password: Option<Password>,
    learned: Option<Learned>,
    session: Option<u32>,
    /// The session's own off-timer; a longer one is not ours.
    longest: Duration,
    /// What the plug last wanted proven; kept over connections, since it holds for a while.
    challenge: Option<Challenge>,
    /// Name of the request that answers it. A second 401 means that the password is wrong.
    answers_challenge: Option<u32>,
    /// The request that was met by a challenge, to be sent again with its proof.
    interlude: Option<Frame>,
    /// Id of the request that went out last; answers to older ones are stale.
    last_id: u32,
    outgoing: Vec<u8>,
    /// First byte of the write that went out last, by which a refusal is matched.
    last_byte: u8,
    /// The request whose answer is being read.
    asked: Option<Frame>,
    inbox: Inbox,
    again: Option<Duration>,
    /// The plug accepted our "on"; kept over connections.
    began: bool,
    /// It accepted our "off" after that.
    ended: bool,
    /// What it last said on this connection.
    said: Option<Said>,
}

/// One status, judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    on: bool,
    timer: Timer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Timer {
    None,
    Ours(Duration),
    /// Longer than anything this session asked for.
    Foreign,
}

impl ShellyPlug {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `password`: as set in the maker's app, if one is. `learned`: the watts of the massager behind it, where a
    /// supervised test has learnt them.
    #[must_use]
    pub fn with(password: Option<Password>, learned: Option<Learned>) -> Self {
        Self {
            password,
            learned,
            ..Self::default()
        }
    }

    fn is_turning(&self) -> bool {
        let safe = |said: Said| said.on && matches!(said.timer, Timer::Ours(_));
        self.began && !self.ended && self.said.is_some_and(safe)
    }

    /// The `nth` request from here on.
    fn id(&self, nth: u32) -> u32 {
        self.last_id.wrapping_add(nth)
    }

    fn look(&self, nth: u32) -> Vec<Step> {
        self.request(Frame::Read { id: self.id(nth) }).exchange()
    }

    /// The frame with the proof that goes with the last challenge, where there was one.
    fn request(&self, frame: Frame) -> Request {
        let known = self.challenge.as_ref().zip(self.password.as_ref());
        // Nothing secret hangs on it, so what the session and the request are called is different enough.
        let cnonce = self.session.unwrap_or_default() ^ frame.id().rotate_left(16);
        let proof = known.map(|(challenge, password)| challenge.answer(password, cnonce));
        Request { frame, proof }
    }

    /// Does it, waits for its answer, then looks what became of it.
    fn command_and_look(&self, frame: Frame) -> Vec<Step> {
        let mut steps = self.request(frame).exchange();
        steps.push(Step::WaitFor {
            channel: DATA,
            starts_with: Vec::new(),
            within: ANSWER_WITHIN,
        });
        if self.learned.is_some() {
            steps.push(Step::Delay(METER_LAG));
        }
        steps.extend(self.look(2));
        steps
    }

    fn take(&mut self, progress: Progress, length: usize) -> Vec<Fact> {
        self.again = None;
        match progress {
            Progress::NotYet => self.again = Some(POLL_EVERY),
            Progress::Partly => {}
            Progress::Whole(reply) => return self.understand(reply, length),
            Progress::Useless => {
                self.asked = None;
                return vec![Fact::Unreadable { length }];
            }
        }
        Vec::new()
    }

    fn understand(&mut self, reply: Reply, length: usize) -> Vec<Fact> {
        let Some(asked) = self.asked else {
            return vec![Fact::Unreadable { length }];
        };
        if reply.id != asked.id() {
            // The answer to a request that was given up; ours comes after it.
            self.again = Some(POLL_EVERY);
            return Vec::new();
        }
        self.asked = None;
        let facts = match (reply.result, reply.error) {
            (None, Some(failure)) if self.is_challenged(asked, &failure) => return Vec::new(),
            (None, Some(failure)) => vec![self.refused(&failure)],
            (Some(answer), None) => self.answered(asked, &answer).unwrap_or_default(),
            (Some(_), Some(_)) | (None, None) => Vec::new(),
        };
        if facts.is_empty() {
            return vec![Fact::Unreadable { length }];
        }
        facts
    }

    /// Whether the plug only wants the password proven, which goes on by itself.
    fn is_challenged(&mut self, asked: Frame, failure: &Failure) -> bool {
        let proven_before = self.answers_challenge.take() == Some(asked.id());
        if failure.code != UNAUTHORIZED || self.password.is_none() {
            return false;
        }
        let message = failure.message.as_deref().unwrap_or_default();
        self.challenge = Challenge::of(message).filter(|_| !proven_before);
        self.interlude = self.challenge.as_ref().map(|_| asked);
        self.challenge.is_some()
    }

    fn refused(&self, failure: &Failure) -> Fact {
        Fact::Refused {
            command: self.last_byte,
            refusal: match failure.code {
                UNAUTHORIZED => Refusal::PasswordNeeded,
                -105 | 404 => Refusal::NotSupported,
                -103 => Refusal::InvalidParameter,
                _ => Refusal::Failed,
            },
        }
    }

    /// `None` when the answer does not fit the request.
    fn answered(&mut self, asked: Frame, answer: &Answer) -> Option<Vec<Fact>> {
        let accepted = vec![Fact::Accepted {
            command: self.last_byte,
        }];
        match asked {
            Frame::On { .. } => {
                answer.was_on?;
                self.began = true;
                self.ended = false;
                Some(accepted)
            }
            Frame::Off { .. } => {
                answer.was_on?;
                self.ended = true;
                Some(accepted)
            }
            Frame::Read { .. } if answer.id == Some(0) => self.status(answer),
            Frame::Read { .. } => None,
        }
    }

    /// The watts come before the state they were measured in.
    fn status(&mut self, answer: &Answer) -> Option<Vec<Fact>> {
        let said = Said {
            on: answer.output?,
            timer: self.timer(answer.timer_duration),
        };
        self.said = Some(said);
        let power = answer.power();
        let measured = self.learned.zip(power);
        let watts = power.map(|milliwatts| Fact::Power { milliwatts });
        let state = Fact::State(DeviceState {
            motion: self.motion(said),
            session_id: self.session.filter(|_| self.began),
            level: if said.on { FULL } else { Level::OFF },
            measured: measured.and_then(|(learned, power)| learned.measured(power)),
            // The plug tells how long its timer is, not what is left of it.
            remaining: match said.timer {
                Timer::Ours(length) => length,
                Timer::None | Timer::Foreign => Duration::ZERO,
            },
            stopped_by: (self.began && !said.on).then(|| self.stop_cause(answer)),
            rest: Duration::ZERO,
        });
        Some(watts.into_iter().chain([state]).collect())
    }

    fn timer(&self, seconds: Option<f64>) -> Timer {
        let Some(seconds) = seconds else {
            return Timer::None;
        };
        let most = self.longest.min(LONGEST_ON).as_secs_f64() + TIMER_SLACK_SECONDS;
        match Duration::try_from_secs_f64(seconds) {
            Ok(length) if length.is_zero() => Timer::None,
            Ok(length) if length.as_secs_f64() <= most => Timer::Ours(length),
            Ok(_) | Err(_) => Timer::Foreign,
        }
    }

    /// A pending timer turns the plug over, not off: on without one it would never stop, off with one it would start.
    fn motion(&self, said: Said) -> Motion {
        let safe = match (said.on, said.timer) {
            (true, Timer::Ours(_)) | (false, Timer::None) => true,
            (true, Timer::None | Timer::Foreign) | (false, Timer::Ours(_) | Timer::Foreign) => {
                false
            }
        };
        let driven = self.began && !self.ended;
        match (said.on, safe) {
            (_, false) if driven => Motion::Fault,
            (true, _) => Motion::Running,
            (false, true) => Motion::Still,
            // still for now
            (false, false) => Motion::Paused,
        }
    }

    fn stop_cause(&self, answer: &Answer) -> StopCause {
        let tells = |word: &str| answer.errors.iter().any(|error| error == word);
        if tells("overtemp") {
            StopCause::OverTemperature
        } else if tells("undervoltage") {
            StopCause::LowSupply
        } else if self.ended {
            StopCause::Client
        } else {
            match answer.source.as_deref() {
                Some("timer") => StopCause::Complete,
                Some("button" | "switch") => StopCause::DeviceButton,
                Some("init") => StopCause::PowerWasLost,
                Some(_) | None => StopCause::Other,
            }
        }
    }
}

impl Driver for ShellyPlug {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            levels: None,
            feedback: mains::feedback(self.learned),
            fail_safe: FailSafe::DeviceTimer,
            // A massager that loses its mains for a pause may come back in standby.
            pause: false,
            rest: Duration::ZERO,
            longest: Some(LONGEST_ON),
            evidence: Evidence::B,
        }
    }

    fn assigned(&mut self, terms: &Terms) {
        self.session = Some(terms.session_id);
        self.longest = terms.device_timer;
    }

    fn connected(&mut self) -> Vec<Step> {
        self.outgoing.clear();
        self.asked = None;
        self.answers_challenge = None;
        self.interlude = None;
        self.inbox = Inbox::default();
        self.again = None;
        self.said = None;
        self.look(1)
    }

    fn encode(&self, intent: Intent, terms: &Terms, now: &Now) -> Vec<Step> {
        let off = || self.command_and_look(Frame::Off { id: self.id(1) });
        match intent {
            Intent::Stop => off(),
            Intent::Run { level, .. } if level == Level::OFF => off(),
            // On is on: a level changes nothing, and the timer already reaches to the session's end.
            Intent::Run { .. } if self.is_turning() => Vec::new(),
            Intent::Run { until, .. } => {
                match mains::on_seconds(until, now.monotonic, terms.device_timer) {
                    Some(seconds) => self.command_and_look(Frame::On {
                        id: self.id(1),
                        seconds,
                    }),
                    None => off(),
                }
            }
        }
    }

    fn keep_alive(&self, _terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        Some((LOOK_EVERY, self.look(1)))
    }

    fn refresh(&self) -> Vec<Step> {
        self.look(1)
    }

    fn sending(&mut self, channel: Channel, bytes: &[u8]) {
        if channel == TX_CONTROL {
            self.outgoing.clear();
            self.asked = None;
            self.interlude = None;
            self.inbox = Inbox::default();
        } else if channel == DATA {
            self.outgoing.extend_from_slice(bytes);
            self.last_byte = bytes.first().copied().unwrap_or_default();
            if let Some(Request { frame, .. }) = Request::parse(&self.outgoing) {
                self.asked = Some(frame);
                self.last_id = frame.id();
            }
        }
    }

    fn decode(&mut self, channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        self.again = None;
        let length = bytes.len();
        if self.asked.is_none() {
            return vec![Fact::Unreadable { length }];
        }
        if channel == RX_CONTROL {
            let progress = self.inbox.announced(bytes);
            self.take(progress, length)
        } else if channel == DATA {
            let progress = self.inbox.chunk(bytes);
            if progress == Progress::Partly {
                self.again = Some(Duration::ZERO);
                return Vec::new();
            }
            self.take(progress, length)
        } else {
            vec![Fact::Unreadable { length }]
        }
    }

    fn read_again(&self, _channel: Channel) -> Option<Duration> {
        self.again
    }

    fn interlude(&mut self) -> Vec<Step> {
        let Some(frame) = self.interlude.take() else {
            return Vec::new();
        };
        let frame = frame.with_id(frame.id() ^ AGAIN);
        self.answers_challenge = Some(frame.id());
        self.request(frame).exchange()
    }

    fn decode_advertisement(&mut self, advertisement: &Advertisement) -> Vec<Fact> {
        let obstacle = Advert::of(advertisement).and_then(|advert| advert.obstacle());
        let refusal = match obstacle {
            Some(Obstacle::CallsOff) => Some(Refusal::ControlOff),
            Some(Obstacle::PasswordSet) if self.password.is_none() => Some(Refusal::PasswordNeeded),
            Some(Obstacle::PasswordSet) | None => None,
        };
        let unusable = |refusal| Fact::Unusable { refusal };
        refusal.map(unusable).into_iter().collect()
    }
}
