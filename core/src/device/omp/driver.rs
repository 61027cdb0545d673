//! The order in which frames go out: control, session, link-loss rule, level, start; and what the answers change.

use std::time::Duration;

use super::frames::{Feature, Frame, RESPONSE, Response, RuleInForce, SUCCESS, Status};
use super::{CONTROL_POINT, FEATURE, MAJOR, SESSION_STATUS};
use crate::device::{
    Capabilities, Channel, DeviceState, Driver, Evidence, Fact, FailSafe, Feedback, Intent, Level,
    LevelRange, LinkLossRule, Motion, Refusal, Step, Terms, WriteMode,
};
use crate::time::Now;

/// How long the device has to answer a frame. Short enough that a lost answer does not starve the keep-alive of a
/// ten second link-loss rule.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// A stop is repeated sooner.
const STOP_ANSWER_WITHIN: Duration = Duration::from_secs(2);
/// A device that counts in whole seconds may tell this much more than it was asked for.
const TIMER_SLACK: Duration = Duration::from_secs(2);
/// The profile's own link-loss timeout, where a client names none.
const DEFAULT_LINK_LOSS_SECONDS: u8 = 10;

/// A massager that speaks the Open Massager Profile. Its state is what the device last said.
#[derive(Clone, Debug, Default)]
pub struct OpenMassager {
    terms: Option<Terms>,
    /// Kept over connections: it belongs to the device, not to the link.
    feature: Option<Feature>,
    /// What this connection taught us of the session on the device.
    activity: Activity,
    /// What stops the running session by the device's own word, where it gave one. Kept over connections: a doubt
    /// that a lost link took back would be a promise nobody gave.
    told: Option<FailSafe>,
    control: bool,
}

/// What the device is known to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Activity {
    #[default]
    Unknown,
    /// Its own word.
    Told {
        session_id: u32,
        motion: Motion,
        rule: RuleInForce,
        remaining: Duration,
    },
    /// It accepted our start and has not told its state since.
    Started,
    /// It accepted our pause and has not told its state since.
    Halted,
}

/// What becomes of one session on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Life {
    /// Never started, or over.
    None,
    Turning,
    Paused,
}

impl OpenMassager {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn limits(&self) -> Feature {
        self.feature.unwrap_or(Feature::UNTOLD)
    }

    fn life_of(&self, session: u32) -> Life {
        match self.activity {
            Activity::Started => Life::Turning,
            Activity::Halted => Life::Paused,
            Activity::Told {
                session_id, motion, ..
            } if session_id == session => match motion {
                Motion::Running => Life::Turning,
                Motion::Paused => Life::Paused,
                Motion::Still | Motion::Fault => Life::None,
            },
            Activity::Told { .. } | Activity::Unknown => Life::None,
        }
    }

    /// The level as the device takes it: down to its grid, but never below what turns the motor.
    fn fitted(&self, wanted: Level) -> Level {
        let limits = self.limits();
        let lowest = limits.lowest_level.percent().max(1);
        let above = wanted.percent().saturating_sub(lowest);
        let step = limits.level_step.max(1);
        Level::from_percent_clamped(lowest + above / step * step)
    }

    fn link_loss(&self, terms: &Terms) -> LinkLossRule {
        let limits = self.limits();
        match terms.link_loss {
            LinkLossRule::Detached if limits.allows_detached() => LinkLossRule::Detached,
            LinkLossRule::Detached => self.stop_after(u8::MAX),
            LinkLossRule::StopAfter { seconds } => self.stop_after(seconds),
        }
    }

    fn stop_after(&self, seconds: u8) -> LinkLossRule {
        let limits = self.limits();
        LinkLossRule::StopAfter {
            // in this order a device with crossed limits gets its longest, and none gets a panic
            seconds: seconds
                .max(limits.shortest_link_loss_seconds)
                .min(limits.longest_link_loss_seconds)
                .max(1),
        }
    }

    fn set_session(&self, terms: &Terms) -> Frame {
        let timer = terms.device_timer.min(self.limits().longest_session);
        Frame::SetSession {
            duration_seconds: u16::try_from(timer.as_secs()).unwrap_or(u16::MAX).max(1),
            // The session machine walks the levels itself; a second ramp under it would blur what was asked for.
            ramp_up_seconds: 0,
            ramp_down_seconds: 0,
        }
    }

    fn run(&self, level: Level, terms: &Terms) -> Vec<Step> {
        let set_level = self.limits().has_levels().then(|| Frame::SetLevel {
            level: self.fitted(level),
        });
        let start = Frame::Start {
            session_id: terms.session_id,
        };
        let mut steps = Vec::new();
        match (self.life_of(terms.session_id), level) {
            // still already
            (Life::Paused | Life::None, Level::OFF) => {}
            (Life::Turning, Level::OFF) => {
                self.ask_for_control(&mut steps);
                command(&mut steps, Frame::Pause);
                steps.push(Step::Read(SESSION_STATUS));
            }
            (Life::Turning, _) => {
                if let Some(frame) = set_level {
                    self.ask_for_control(&mut steps);
                    command(&mut steps, frame);
                }
            }
            (Life::Paused, _) => {
                self.ask_for_control(&mut steps);
                command_each(&mut steps, set_level.into_iter().chain([start]));
                steps.push(Step::Read(SESSION_STATUS));
            }
            (Life::None, _) => {
                let rule = Frame::SetLinkLoss {
                    rule: self.link_loss(terms),
                };
                let before = [Frame::RequestControl, self.set_session(terms), rule];
                let frames = before.into_iter().chain(set_level).chain([start]);
                command_each(&mut steps, frames);
                steps.push(Step::Read(SESSION_STATUS));
            }
        }
        steps
    }

    /// Control is lost with the link, so a session that outlived one needs it again.
    fn ask_for_control(&self, steps: &mut Vec<Step>) {
        if !self.control {
            command(steps, Frame::RequestControl);
        }
    }

    /// What really stops the session that runs under these terms, by the device's own word where it gave one: a timer or
    /// a rule other than the ones that were set is not promised to anybody.
    fn promise(&self, terms: &Terms) -> FailSafe {
        let set = fail_safe_of(self.link_loss(terms));
        match self.activity {
            Activity::Told {
                session_id,
                motion: Motion::Running | Motion::Paused,
                rule,
                remaining,
            } if session_id == terms.session_id => {
                if remaining > terms.device_timer.saturating_add(TIMER_SLACK) {
                    return FailSafe::None;
                }
                match rule {
                    RuleInForce::StopsAfter => set,
                    // The other way round it would stop sooner than promised, which harms nobody.
                    RuleInForce::Detached | RuleInForce::Unknown => FailSafe::DeviceTimer,
                }
            }
            Activity::Told { .. } => set,
            Activity::Unknown | Activity::Started | Activity::Halted => self.told.unwrap_or(set),
        }
    }

    fn decode_feature(&mut self, bytes: &[u8]) -> Fact {
        match Feature::decode(bytes) {
            Some(feature) if feature.major == MAJOR => {
                self.feature = Some(feature);
                Fact::Capable {
                    capabilities: Box::new(self.capabilities()),
                }
            }
            Some(feature) => Fact::Unsupported {
                major: feature.major,
            },
            None => unreadable(bytes),
        }
    }

    fn decode_response(&mut self, bytes: &[u8]) -> Fact {
        let Some(Response { opcode, refusal }) = Response::decode(bytes) else {
            return unreadable(bytes);
        };
        match refusal {
            None => {
                if opcode == Frame::RequestControl.opcode() {
                    self.control = true;
                } else if opcode == (Frame::Start { session_id: 0 }).opcode() {
                    self.activity = Activity::Started;
                } else if opcode == Frame::Pause.opcode() {
                    self.activity = Activity::Halted;
                }
                Fact::Accepted { command: opcode }
            }
            Some(refusal) => {
                if refusal == Refusal::NotPermitted {
                    self.control = false;
                }
                Fact::Refused {
                    command: opcode,
                    refusal,
                }
            }
        }
    }

    /// Its state, and what stops it where that is not what it was a moment ago.
    fn decode_status(&mut self, bytes: &[u8]) -> Vec<Fact> {
        let Some(status) = Status::decode(bytes) else {
            return vec![unreadable(bytes)];
        };
        let promised = self.terms.map(|terms| self.promise(&terms));
        self.activity = status
            .session_id
            .map_or(Activity::Unknown, |session_id| Activity::Told {
                session_id,
                motion: status.motion,
                rule: status.rule,
                remaining: status.remaining,
            });
        self.told = self
            .terms
            .filter(|terms| self.life_of(terms.session_id) != Life::None)
            .map(|terms| self.promise(&terms));
        // what stops a session that is over needs no telling
        let changed = self.told.is_some_and(|told| promised != Some(told));
        let capable = changed.then(|| Fact::Capable {
            capabilities: Box::new(self.capabilities()),
        });
        let state = Fact::State(DeviceState {
            motion: status.motion,
            session_id: status.session_id,
            level: status.commanded,
            measured: status.measured,
            remaining: status.remaining,
            stopped_by: status.stopped_by,
            rest: status.rest,
        });
        capable.into_iter().chain([state]).collect()
    }
}

impl Driver for OpenMassager {
    fn capabilities(&self) -> Capabilities {
        let limits = self.limits();
        Capabilities {
            levels: limits.has_levels().then(|| LevelRange {
                min: self.fitted(Level::OFF),
                max: self.fitted(Level::from_percent_clamped(100)),
                step: limits.level_step.max(1),
            }),
            feedback: Feedback::Observed,
            fail_safe: self.terms.map_or_else(
                || fail_safe_of(self.stop_after(DEFAULT_LINK_LOSS_SECONDS)),
                |terms| self.promise(&terms),
            ),
            pause: true,
            rest: limits.least_rest,
            longest: Some(limits.longest_session),
            evidence: Evidence::OwnDesign,
        }
    }

    fn assigned(&mut self, terms: &Terms) {
        self.terms = Some(*terms);
        self.told = None;
    }

    fn connected(&mut self) -> Vec<Step> {
        self.activity = Activity::Unknown;
        self.control = false;
        vec![
            // open to everybody, so a device of an unknown version is not bonded with
            Step::Read(FEATURE),
            Step::Bond,
            Step::Subscribe(CONTROL_POINT),
            Step::Subscribe(SESSION_STATUS),
            Step::Read(SESSION_STATUS),
        ]
    }

    fn encode(&self, intent: Intent, terms: &Terms, _now: &Now) -> Vec<Step> {
        match intent {
            Intent::Run { level, until: _ } => self.run(level, terms),
            Intent::Stop => {
                let mut steps = Vec::new();
                command_within(&mut steps, Frame::Stop, STOP_ANSWER_WITHIN);
                steps.push(Step::Read(SESSION_STATUS));
                steps
            }
        }
    }

    fn keep_alive(&self, terms: &Terms) -> Option<(Duration, Vec<Step>)> {
        match self.link_loss(terms) {
            LinkLossRule::Detached => None,
            LinkLossRule::StopAfter { seconds } => {
                let period = Duration::from_secs(seconds.into()) / 3;
                let mut steps = Vec::new();
                command_within(&mut steps, Frame::KeepAlive, ANSWER_WITHIN.min(period));
                Some((period, steps))
            }
        }
    }

    fn refresh(&self) -> Vec<Step> {
        vec![Step::Read(SESSION_STATUS)]
    }

    fn fail_safe(&self, terms: &Terms) -> FailSafe {
        self.promise(terms)
    }

    fn decode(&mut self, channel: Channel, bytes: &[u8]) -> Vec<Fact> {
        if channel == FEATURE {
            vec![self.decode_feature(bytes)]
        } else if channel == CONTROL_POINT {
            vec![self.decode_response(bytes)]
        } else if channel == SESSION_STATUS {
            self.decode_status(bytes)
        } else {
            vec![unreadable(bytes)]
        }
    }
}

fn fail_safe_of(rule: LinkLossRule) -> FailSafe {
    match rule {
        LinkLossRule::Detached => FailSafe::DeviceTimer,
        LinkLossRule::StopAfter { seconds } => FailSafe::DeviceTimerAndLinkLoss {
            after: Duration::from_secs(seconds.into()),
        },
    }
}

fn unreadable(bytes: &[u8]) -> Fact {
    Fact::Unreadable {
        length: bytes.len(),
    }
}

/// Writes a frame and waits until the device accepts it.
fn command(steps: &mut Vec<Step>, frame: Frame) {
    command_within(steps, frame, ANSWER_WITHIN);
}

fn command_each(steps: &mut Vec<Step>, frames: impl IntoIterator<Item = Frame>) {
    for frame in frames {
        command(steps, frame);
    }
}

fn command_within(steps: &mut Vec<Step>, frame: Frame, within: Duration) {
    steps.push(Step::Write {
        channel: CONTROL_POINT,
        bytes: frame.encode(),
        mode: WriteMode::WithResponse,
    });
    steps.push(Step::WaitFor {
        channel: CONTROL_POINT,
        starts_with: vec![RESPONSE, frame.opcode(), SUCCESS],
        within,
    });
}
