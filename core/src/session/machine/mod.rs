//! The session machine: one massage from the tap to the observed stop.
//!
//! Sans-IO: every input carries `now`, [`Session::poll_output`] is drained until empty, [`Session::poll_deadline`] says
//! when to call [`Session::timeout`] again. Early, late and repeated timeouts are harmless.

mod clockwork;
mod observe;
mod snapshot;

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::journal::What;
use super::program::{Program, StepKind};
use super::view::{LevelProgress, LinkState};
use super::{Command, EndReason, SessionEvent, SessionId, Stopped, limits};
use crate::device::mains::{Milliwatts, WattsSeen};
use crate::device::{
    Capabilities, DeviceChoice, DeviceState, FAIL_SAFE_GRACE, FailSafe, Feedback, Intent, Level,
    LinkLossRule, Refusal, Terms,
};
use crate::diary::Score;
use crate::time::{Night, Now};

/// What a session is from its beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub id: SessionId,
    pub night: Night,
    pub program: Program,
    pub device: DeviceChoice,
    /// How the legs feel, where the person said.
    pub legs_now: Option<Score>,
}

/// What the session asks of the world, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Onto disk before the next output.
    Journal(What),
    /// Bring the link up.
    OpenLink,
    Want(Intent),
    /// Nothing is left to do on the link.
    CloseLink,
    Event(SessionEvent),
}

/// One session. Plain data.
#[derive(Clone, Debug)]
pub struct Session {
    order: Order,
    terms: Terms,
    phase: Phase,
    has_radio: bool,
    link: LinkState,
    lost_since: Option<Duration>,
    /// What the person was last told of a lost link.
    told_stops_by: Option<Duration>,
    capabilities: Option<Capabilities>,
    device: Option<DeviceState>,
    power: Option<Milliwatts>,
    /// Measured in the reading whose state comes next.
    power_told: Option<Milliwatts>,
    watts_seen: WattsSeen,
    /// When the device last spoke.
    heard_at: Duration,
    /// Program time gathered before the present stretch of running.
    gathered: Duration,
    /// When the device's own timer was armed at the latest, as far as we know.
    armed_at: Option<Duration>,
    running_since: Option<Duration>,
    paused_for: Duration,
    /// Last level asked of the device, and when the next upward step is due.
    commanded: Level,
    next_slew: Duration,
    /// When the running program next changes something by itself.
    next_look: Option<Duration>,
    /// The level from which the ramp goes down.
    ramp_from: Level,
    announced_step: Option<usize>,
    progress: LevelProgress,
    sag_told: bool,
    /// The person was told that nothing runs behind the plug, and not since that it does.
    idle_told: bool,
    still_runs_told: bool,
    /// The device took the stop, so a stillness seen from now on is not one from before a late start.
    stop_settled: bool,
    doubt_told: bool,
    out: VecDeque<Output>,
}

/// Times are monotonic.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    New,
    Connecting {
        since: Duration,
    },
    /// The start was asked for; no motion seen yet.
    Starting {
        since: Duration,
    },
    Running {
        since: Duration,
    },
    Paused {
        since: Duration,
    },
    Stopping {
        since: Duration,
        reason: EndReason,
    },
    Ended {
        reason: EndReason,
        stopped: Stopped,
    },
}

impl Session {
    /// `has_radio` is false for a device the person switches by hand.
    #[must_use]
    pub fn new(order: Order, has_radio: bool) -> Self {
        let terms = Terms {
            session_id: order.id.0,
            device_timer: order.program.total() + limits::DEVICE_TIMER_MARGIN,
            link_loss: LinkLossRule::StopAfter {
                seconds: limits::LINK_LOSS_SECONDS,
            },
        };
        Self {
            terms,
            phase: Phase::New,
            has_radio,
            link: if has_radio {
                LinkState::Connecting
            } else {
                LinkState::NoRadio
            },
            lost_since: None,
            told_stops_by: None,
            capabilities: None,
            device: None,
            power: None,
            power_told: None,
            watts_seen: WattsSeen::default(),
            heard_at: Duration::ZERO,
            gathered: Duration::ZERO,
            armed_at: None,
            running_since: None,
            paused_for: Duration::ZERO,
            commanded: Level::OFF,
            next_slew: Duration::ZERO,
            next_look: None,
            ramp_from: Level::OFF,
            announced_step: None,
            progress: LevelProgress::default(),
            sag_told: false,
            idle_told: false,
            still_runs_told: false,
            stop_settled: false,
            doubt_told: false,
            out: VecDeque::new(),
            order,
        }
    }

    #[must_use]
    pub fn id(&self) -> SessionId {
        self.order.id
    }

    /// What the device must know before it starts.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    #[must_use]
    pub fn ended(&self) -> Option<(EndReason, Stopped)> {
        match self.phase {
            Phase::Ended { reason, stopped } => Some((reason, stopped)),
            Phase::New
            | Phase::Connecting { .. }
            | Phase::Starting { .. }
            | Phase::Running { .. }
            | Phase::Paused { .. }
            | Phase::Stopping { .. } => None,
        }
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// Begins. Repeating it changes nothing: a second Start is the same session.
    pub fn start(&mut self, now: &Now) {
        if self.phase != Phase::New {
            return;
        }
        let longest = self.terms.device_timer + FAIL_SAFE_GRACE + limits::LONGEST_PAUSE;
        self.out.push_back(Output::Journal(What::Began {
            night: self.order.night,
            program: self.order.program.kind,
            device: self.order.device.clone(),
            terms: self.terms,
            latest_end: wall(now, now.monotonic + limits::START_PATIENCE + longest),
            legs_now: self.order.legs_now,
        }));
        if self.order.program.kind.drives_device() {
            self.phase = Phase::Connecting {
                since: now.monotonic,
            };
            self.out.push_back(Output::Event(SessionEvent::Connecting));
            self.out.push_back(Output::OpenLink);
        } else {
            self.link = LinkState::NoRadio;
            self.motion_began(now);
        }
    }

    /// What the person does. Impossible commands change nothing; a stop is always possible and repeatable.
    pub fn command(&mut self, command: Command, now: &Now) {
        match command {
            Command::Stop => self.stop(EndReason::StoppedByPerson, now),
            Command::Pause => self.pause(now),
            Command::Resume => self.resume(now),
            Command::LevelUp => self.press_level(true, now),
            Command::LevelDown => self.press_level(false, now),
        }
    }

    /// The journal cannot be written: what cannot be recorded is not continued. A stop goes on without its journal.
    pub fn persist_failed(&mut self, now: &Now) {
        self.stop(EndReason::StorageFailed, now);
    }

    /// Lets the clock take effect.
    pub fn timeout(&mut self, now: &Now) {
        self.advance(now);
    }

    /// Stops for a reason, wherever the session is.
    fn stop(&mut self, reason: EndReason, now: &Now) {
        match self.phase {
            Phase::New | Phase::Connecting { .. } => self.end(reason, Stopped::NeverRan),
            Phase::Starting { .. } | Phase::Running { .. } | Phase::Paused { .. } => {
                if !self.order.program.kind.drives_device() {
                    return self.end(reason, Stopped::NeverRan);
                }
                self.gathered = self.elapsed(now);
                self.phase = Phase::Stopping {
                    since: now.monotonic,
                    reason,
                };
                self.out.push_back(Output::Event(SessionEvent::Stopping));
                self.want(Intent::Stop);
            }
            // Asked again by an impatient person: say it to the device again.
            Phase::Stopping { .. } => self.out.push_back(Output::Want(Intent::Stop)),
            Phase::Ended { .. } => {}
        }
    }

    fn pause(&mut self, now: &Now) {
        if !matches!(self.phase, Phase::Running { .. }) {
            return;
        }
        if self
            .capabilities
            .as_ref()
            .is_some_and(|capable| !capable.pause)
        {
            self.out
                .push_back(Output::Event(SessionEvent::CommandRefused {
                    refusal: Refusal::NotSupported,
                }));
            return;
        }
        self.gathered = self.elapsed(now);
        self.phase = Phase::Paused {
            since: now.monotonic,
        };
        self.out.push_back(Output::Event(SessionEvent::Paused));
        self.run_at(Level::OFF, now);
    }

    fn resume(&mut self, now: &Now) {
        let Phase::Paused { since } = self.phase else {
            return;
        };
        self.paused_for += now.monotonic.saturating_sub(since);
        self.phase = Phase::Running {
            since: now.monotonic,
        };
        self.out.push_back(Output::Event(SessionEvent::Resumed));
        // Low first after a pause too, then slewed up by the clockwork.
        let level = self.target_level(now).min(limits::START_LEVEL);
        self.run_at(level, now);
        self.advance(now);
    }

    fn press_level(&mut self, up: bool, now: &Now) {
        let Some(held) = self.order.program.hold_level() else {
            return;
        };
        if !matches!(self.phase, Phase::Running { .. } | Phase::Starting { .. }) {
            return;
        }
        let (lowest, highest) = self
            .capabilities
            .as_ref()
            .and_then(|capable| capable.levels)
            .map_or(
                (limits::START_LEVEL, Level::from_percent_clamped(100)),
                |range| (range.min, range.max),
            );
        let pressed = if up {
            held.percent().saturating_add(limits::LEVEL_PRESS_PERCENT)
        } else {
            held.percent().saturating_sub(limits::LEVEL_PRESS_PERCENT)
        };
        let level = Level::from_percent_clamped(pressed)
            .max(lowest)
            .min(highest);
        if level != held {
            self.order.program.set_hold_level(level);
            self.out
                .push_back(Output::Event(SessionEvent::LevelChanged { level }));
            self.advance(now);
        }
    }

    /// First motion seen, or as much of it as the device can tell.
    fn motion_began(&mut self, now: &Now) {
        self.phase = Phase::Running {
            since: now.monotonic,
        };
        self.running_since = Some(now.monotonic);
        self.armed_at = Some(now.monotonic);
        if self.order.program.kind.drives_device() {
            self.out.push_back(Output::Journal(What::Observed {
                level: self.commanded,
            }));
        }
        self.tell_whether_it_runs();
        self.next_slew = now.monotonic + limits::SLEW_TICK;
        self.advance(now);
    }

    fn run_at(&mut self, level: Level, now: &Now) {
        self.commanded = level;
        self.next_slew = now.monotonic + limits::SLEW_TICK;
        self.sag_told = false;
        let until = now.monotonic
            + self.order.program.total().saturating_sub(self.elapsed(now))
            + limits::DEVICE_TIMER_MARGIN;
        self.want(Intent::Run { level, until });
    }

    /// Journal before effect.
    fn want(&mut self, intent: Intent) {
        self.progress.wanted = match intent {
            Intent::Run { level, .. } => Some(level),
            Intent::Stop => Some(Level::OFF),
        };
        if self.order.program.kind.drives_device() {
            self.out.push_back(Output::Journal(What::Wants { intent }));
            self.out.push_back(Output::Want(intent));
        }
    }

    fn end(&mut self, reason: EndReason, stopped: Stopped) {
        self.phase = Phase::Ended { reason, stopped };
        self.out
            .push_back(Output::Journal(What::Ended { reason, stopped }));
        self.out
            .push_back(Output::Event(SessionEvent::Ended { reason, stopped }));
        if self.link != LinkState::NoRadio {
            self.out.push_back(Output::CloseLink);
        }
    }

    /// Program time so far, pauses left out.
    fn elapsed(&self, now: &Now) -> Duration {
        match self.phase {
            Phase::Running { since } => self.gathered + now.monotonic.saturating_sub(since),
            Phase::New
            | Phase::Connecting { .. }
            | Phase::Starting { .. }
            | Phase::Paused { .. }
            | Phase::Stopping { .. }
            | Phase::Ended { .. } => self.gathered,
        }
    }

    fn fail_safe(&self) -> Option<FailSafe> {
        self.capabilities.as_ref().map(|capable| capable.fail_safe)
    }

    fn feedback(&self) -> Feedback {
        self.capabilities
            .as_ref()
            .map_or(Feedback::None, |capable| capable.feedback)
    }

    /// When the device has surely stopped without us (monotonic); `None` when nothing promises it. It is what the person
    /// is told, so the device's doubt about the moment is in it.
    fn stops_by(&self) -> Option<Duration> {
        let timer = self
            .armed_at
            .map(|armed| armed + self.paused_for + self.terms.device_timer);
        let promised = match self.fail_safe()? {
            FailSafe::None => None,
            FailSafe::DeviceTimer => timer,
            FailSafe::DeviceTimerAndLinkLoss { after } => {
                match (self.lost_since.map(|lost| lost + after), timer) {
                    (Some(rule), Some(timer)) => Some(rule.min(timer)),
                    (rule, timer) => rule.or(timer),
                }
            }
        };
        promised.map(|by| by + FAIL_SAFE_GRACE)
    }

    /// The program's level at this moment, before slewing.
    fn target_level(&self, now: &Now) -> Level {
        let Some(position) = self.order.program.at(self.elapsed(now)) else {
            return Level::OFF;
        };
        match position.step.kind {
            StepKind::WarmUp { level } => {
                level.min(self.order.program.hold_level().unwrap_or(level))
            }
            StepKind::Hold { level } => level,
            StepKind::RampDown => clockwork::ramp_level(self.ramp_from, position),
            StepKind::Stretch { .. } => Level::OFF,
        }
    }
}

/// The moment on the wall at which the monotonic clock shows `monotonic`, seen from `now`.
pub(super) fn wall(now: &Now, monotonic: Duration) -> Timestamp {
    let ahead = SignedDuration::try_from(monotonic.saturating_sub(now.monotonic))
        .unwrap_or(SignedDuration::MAX);
    now.at.saturating_add(ahead).unwrap_or(Timestamp::MAX)
}
