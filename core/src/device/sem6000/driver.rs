//! Login, clock, off-timer armed and read back, and only then on; and what the answers say.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::frames::{Answer, Frame, OffTimer, Pin, START, armed};
use super::{ANSWER, COMMAND, VENDOR};
use crate::device::mains::{self, FULL, LONGEST_ON, LOOK_EVERY, Learned, METER_LAG, Milliwatts};
use crate::device::{
    Capabilities, Channel, DeviceState, Driver, Evidence, Fact, FailSafe, Intent, Level, Motion,
    Refusal, Step, StopCause, Terms, WriteMode,
};
use crate::time::Now;

const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// A stop is repeated sooner.
const STOP_ANSWER_WITHIN: Duration = Duration::from_secs(2);
/// A stop does not depend on the login's answer, only leaves it this much time.
const LOGIN_BEFORE_STOP: Duration = Duration::from_millis(300);
/// What the vendor's value begins with.
const VENDOR_LETTERS: &[u8] = b"VOLCFT";
/// The plug counts in whole seconds, and its clock is set a moment before.
const TIMER_SLACK: Duration = Duration::from_secs(5);
/// A massager behind a SEM6000 plug. Its state is what the plug last said, and what it was last asked.
#[derive(Clone, Debug, Default)]
pub struct Sem6000 {
    pin: Pin,
    learned: Option<Learned>,
    session: Option<u32>,
    /// The session's own off-timer; a longer one is not ours.
    longest: Duration,
    logged_in: bool,
    /// The timer that went out last.
    asked: Option<OffTimer>,
    /// The whole length of that very timer, as the plug last told; `None` while it did not, or no more.
    armed: Option<Duration>,
    /// The switching frame that went out last and is not answered yet.
    switching: Option<Switching>,
    /// The plug accepted our "on"; kept over connections.
    began: bool,
    /// It accepted our "off" after that.
    ended: bool,
    /// What it measured last on this connection, since the last switching.
    state: Option<DeviceState>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Switching {
    On,
    Off,
}

impl Sem6000 {
    /// A plug with the PIN it came with, 0000.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn with(pin: Pin, learned: Option<Learned>) -> Self {
        Self {
            pin,
            learned,
            ..Self::default()
        }
    }

    fn is_turning(&self) -> bool {
        let on = self
            .state
            .is_some_and(|state| state.motion == Motion::Running);
        self.began && !self.ended && on && self.armed.is_some()
    }

    fn on(&self, seconds: u16, now: &Now) -> Option<Vec<Step>> {
        let local = whole_seconds(now.local());
        let end = local
            .checked_add(SignedDuration::from_secs(seconds.into()))
            .ok()?;
        let at = OffTimer::at(end)?;
        let mut steps = Vec::new();
        if !self.logged_in {
            command(&mut steps, Frame::Login { pin: self.pin });
        }
        command(&mut steps, Frame::SetClock { local });
        command(&mut steps, Frame::ArmOffTimer { at });
        steps.extend([write(Frame::ReadTimer), wait_for(armed(at), ANSWER_WITHIN)]);
        command(&mut steps, Frame::On);
        self.look_after_switching(&mut steps);
        Some(steps)
    }

    fn off(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if !self.logged_in {
            steps.push(write(Frame::Login { pin: self.pin }));
            steps.push(Step::Delay(LOGIN_BEFORE_STOP));
        }
        steps.push(write(Frame::Off));
        steps.push(wait_for(Frame::Off.accepted_by(), STOP_ANSWER_WITHIN));
        self.look_after_switching(&mut steps);
        steps
    }

    /// The plug has no value to read its state from, and its answer may overtake the radio's. So a look ends with
    /// reading the vendor's letters, upon which the measurement is told once more.
    fn look_after_switching(&self, steps: &mut Vec<Step>) {
        if self.learned.is_some() {
            steps.push(Step::Delay(METER_LAG));
        }
        command(steps, Frame::Measure);
        steps.push(Step::Read(VENDOR));
    }

    fn take(&mut self, answer: Answer) -> Vec<Fact> {
        let accepted = vec![Fact::Accepted { command: START }];
        match answer {
            Answer::Login { accepted: true } => {
                self.logged_in = true;
                accepted
            }
            Answer::Login { accepted: false } => {
                self.logged_in = false;
                vec![refused(Refusal::PasswordNeeded)]
            }
            Answer::Done {
                command: 0x03,
                accepted: true,
            } => {
                self.state = None;
                match self.switching.take() {
                    Some(Switching::On) => {
                        self.began = true;
                        self.ended = false;
                    }
                    Some(Switching::Off) => self.ended = true,
                    None => {}
                }
                accepted
            }
            Answer::Done { accepted: true, .. } => accepted,
            Answer::Done {
                accepted: false, ..
            } => vec![refused(Refusal::Failed)],
            Answer::Timer { off } => vec![self.timer(off)],
            Answer::Measured { on, power } => {
                let state = self.measured(on, power);
                self.state = Some(state);
                let watts = power.map(|milliwatts| Fact::Power { milliwatts });
                // The watts come before the state they were measured in.
                watts.into_iter().chain([Fact::State(state)]).collect()
            }
            // A sum that is wrong on the very answer that proves the timer must not let "on" follow.
            Answer::Damaged { command: 0x09 } if !self.began => {
                self.armed = None;
                vec![refused(Refusal::Failed)]
            }
            Answer::Damaged { .. } => Vec::new(),
        }
    }

    fn timer(&mut self, off: Option<(OffTimer, Duration)>) -> Fact {
        let most = self.longest.min(LONGEST_ON).saturating_add(TIMER_SLACK);
        let ours = off.filter(|(at, length)| Some(*at) == self.asked && *length <= most);
        self.armed = ours.map(|(_, length)| length);
        if self.armed.is_none() && !self.began {
            // it did not take the timer, so nothing may be switched on
            return refused(Refusal::Failed);
        }
        Fact::Accepted { command: START }
    }

    fn measured(&self, on: bool, power: Option<Milliwatts>) -> DeviceState {
        let judged = self.learned.zip(power);
        DeviceState {
            motion: match (on, self.armed) {
                (false, _) => Motion::Still,
                // The timer that was to end it is gone: it would never stop.
                (true, None) if self.began && !self.ended => Motion::Fault,
                (true, _) => Motion::Running,
            },
            session_id: self.session.filter(|_| self.began),
            level: if on { FULL } else { Level::OFF },
            measured: judged.and_then(|(learned, power)| learned.measured(power)),
            // The plug tells how long its timer is, not what is left of it.
            remaining: self.armed.filter(|_| on).unwrap_or_default(),
            stopped_by: (self.began && !on).then(|| self.stop_cause()),
            rest: Duration::ZERO,
        }
    }

    /// The plug does not tell why it is off.
    const fn stop_cause(&self) -> StopCause {
        if self.ended {
            StopCause::Client
        } else {
            StopCause::Other
        }
    }

    fn vendor(&self, bytes: &[u8]) -> Vec<Fact> {
        if bytes.starts_with(VENDOR_LETTERS) {
            self.state.map(Fact::State).into_iter().collect()
        } else {
            vec![Fact::Unsupported { major: 0 }]
        }
    }
}

impl Driver for Sem6000 {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            levels: None,
            feedback: mains::feedback(self.learned),
            fail_safe: FailSafe::DeviceTimer,
            // A massager that loses its mains for a pause may come back in standby.
            pause: false,
            rest: Duration::ZERO,
            longest: Some(LONGEST_ON),
            evidence: Evidence::C,
        }
    }

    fn assigned(&mut self, terms: &Terms) {
        self.session = Some(terms.session_id);
        self.longest = terms.device_timer;
    }

    fn connected(&mut self) -> Vec<Step> {
        self.logged_in = false;
        self.armed = None;
        self.switching = None;
        self.state = None;
        // A wrong PIN is no reason not to come up: the start is then refused for that reason.
        let answered = Frame::Login { pin: self.pin }.accepted_by();
        let any_answer = answered.get(..3).unwrap_or_default().to_vec();
        let mut steps = vec![
            Step::Read(VENDOR),
            Step::Subscribe(ANSWER),
            write(Frame::Login { pin: self.pin }),
            wait_for(any_answer, ANSWER_WITHIN),
        ];
        if self.asked.is_some() {
            // What became of our session must be known before anything is wanted of the plug again.
            steps.extend(self.refresh());
        } else {
            steps.push(write(Frame::Measure));
        }
        steps
    }

    fn encode(&self, intent: Intent, terms: &Terms, now: &Now) -> Vec<Step> {
        match intent {
            Intent::Stop => self.off(),
            Intent::Run { level, .. } if level == Level::OFF => self.off(),
            // On is on: a level changes nothing, and the timer already reaches to the session's end.
            Intent::Run { .. } if self.is_turning() => Vec::new(),
            Intent::Run { until, .. } => {
                mains::on_seconds(until, now.monotonic, terms.device_timer)
                    .and_then(|seconds| self.on(seconds, now))
                    .unwrap_or_else(|| self.off())
            }
        }
    }

    fn keep_alive(&self, _terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        Some((LOOK_EVERY, self.refresh()))
    }

    fn refresh(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.asked.is_some() {
            command(&mut steps, Frame::ReadTimer);
        }
        command(&mut steps, Frame::Measure);
        steps
    }

    fn sending(&mut self, channel: Channel, bytes: &[u8]) {
        if channel != COMMAND {
            return;
        }
        match Frame::parse(bytes) {
            Some(Frame::ArmOffTimer { at }) => {
                self.asked = Some(at);
                self.armed = None;
            }
            Some(Frame::On) => self.switching = Some(Switching::On),
            Some(Frame::Off) => self.switching = Some(Switching::Off),
            Some(
                Frame::Login { .. } | Frame::SetClock { .. } | Frame::ReadTimer | Frame::Measure,
            )
            | None => {}
        }
    }

    fn decode(&mut self, channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        if channel == VENDOR {
            return self.vendor(bytes);
        }
        let answer = Answer::decode(bytes).filter(|_| channel == ANSWER);
        let facts = answer.map_or_else(Vec::new, |answer| self.take(answer));
        if facts.is_empty() {
            return vec![Fact::Unreadable {
                length: bytes.len(),
            }];
        }
        facts
    }
}

/// The plug's clock has no fractions.
fn whole_seconds(local: DateTime) -> DateTime {
    local.with().subsec_nanosecond(0).build().unwrap_or(local)
}

fn refused(refusal: Refusal) -> Fact {
    Fact::Refused {
        command: START,
        refusal,
    }
}

/// Writes a frame and waits until the plug accepts it.
fn command(steps: &mut Vec<Step>, frame: Frame) {
    steps.push(write(frame));
    steps.push(wait_for(frame.accepted_by(), ANSWER_WITHIN));
}

fn write(frame: Frame) -> Step {
    Step::Write {
        channel: COMMAND,
        bytes: frame.encode(),
        mode: WriteMode::WithResponse,
    }
}

fn wait_for(starts_with: Vec<u8>, within: Duration) -> Step {
    Step::WaitFor {
        channel: ANSWER,
        starts_with,
        within,
    }
}
