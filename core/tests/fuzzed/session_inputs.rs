//! One session's life with a device that obeys, dawdles, dies or lies, and the rules that hold whatever happens.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "every test takes what it needs, and fails by panicking"
)]

use std::fmt::Write as _;
use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use jiff::civil::date;
use jiff::tz::TimeZone;
use lull_core::device::link::{LinkFault, News};
use lull_core::device::{
    Capabilities, DeviceChoice, DeviceState, Evidence, Fact, FailSafe, Feedback, Intent, Level,
    LevelRange, Motion, Refusal, StopCause,
};
use lull_core::session::journal::What;
use lull_core::session::limits;
use lull_core::session::machine::{Order, Output, Session};
use lull_core::session::{Command, Program, ProgramKind, SessionEvent, SessionId, Stopped};
use lull_core::time::{Night, Now};

#[path = "session_news.rs"]
mod session_news;

/// A longer life only repeats itself.
const MOST_HAPPENINGS: usize = 200;

/// Judges the life that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let Ok(mut life) = born(&mut told) else {
        return;
    };
    life.start();
    for _ in 0..MOST_HAPPENINGS {
        if told.is_empty() {
            break;
        }
        let Ok(happening) = Happening::arbitrary(&mut told) else {
            break;
        };
        life.happen(&happening);
    }
    life.check();
    life.ends_left_alone();
}

fn born(u: &mut Unstructured<'_>) -> Result<Life> {
    let kind = *u.choose(&[
        ProgramKind::Evening,
        ProgramKind::TopUp,
        ProgramKind::Stretch,
        ProgramKind::DeviceTest,
    ])?;
    let hold = u.int_in_range(0..=100)?;
    let capabilities = if u.arbitrary()? {
        session_news::capabilities(u)?
    } else {
        capabilities(Feedback::Observed, FailSafe::DeviceTimer)
    };
    Ok(Life::new(kind, hold, capabilities, u.ratio(3_u8, 4_u8)?))
}

/// What may happen next in a session's life.
#[derive(Clone, Debug)]
pub(crate) enum Happening {
    Wait(u32),
    Press(Command),
    StartAgain,
    LinkDrops,
    LinkReturns,
    DeviceStops(StopCause),
    StartRefused,
    LevelRefused,
    MotorSags,
    DiskFull,
    EarlyTimeout,
    /// The link tells something, whatever the device really does.
    Hears(Box<News>),
}

impl<'a> Arbitrary<'a> for Happening {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.int_in_range(0..=19)? {
            0 => Self::Press(Command::Pause),
            1 => Self::Press(Command::Resume),
            2 => Self::Press(Command::LevelUp),
            3 => Self::Press(Command::LevelDown),
            4 => Self::Press(Command::Stop),
            5 => Self::StartAgain,
            6 => Self::LinkDrops,
            7 => Self::LinkReturns,
            8 => Self::DeviceStops(session_news::stop_cause(u)?),
            9 => Self::StartRefused,
            10 => Self::LevelRefused,
            11 => Self::MotorSags,
            12 => Self::DiskFull,
            13 => Self::EarlyTimeout,
            14 | 15 => Self::Hears(Box::new(session_news::news(u)?)),
            16 | 17 => Self::Wait(u.int_in_range(0..=20)?),
            _ => Self::Wait(u.int_in_range(0..=2_000)?),
        })
    }
}

/// A device as simple as can be: it does at once what it is told while the link is up.
#[derive(Debug)]
struct PlainDevice {
    capabilities: Capabilities,
    link_up: bool,
    motion: Motion,
    level: Level,
    started: bool,
    obeys: bool,
}

#[derive(Debug)]
pub(crate) struct Life {
    pub(crate) session: Session,
    pub(crate) now: Now,
    device: PlainDevice,
    pub(crate) wants: Vec<(Duration, Intent)>,
    journal: Vec<What>,
    pub(crate) events: Vec<SessionEvent>,
    pub(crate) transcript: String,
    first_motion: Option<Duration>,
    last_output: Option<Output>,
    /// It was told things that its device never said.
    rumours: bool,
}

pub(crate) fn capabilities(feedback: Feedback, fail_safe: FailSafe) -> Capabilities {
    Capabilities {
        levels: Some(LevelRange {
            min: Level::from_percent_clamped(20),
            max: Level::from_percent_clamped(100),
            step: 5,
        }),
        feedback,
        fail_safe,
        pause: true,
        rest: Duration::from_secs(900),
        longest: Some(Duration::from_secs(1800)),
        evidence: Evidence::OwnDesign,
    }
}

impl Life {
    pub(crate) fn new(
        kind: ProgramKind,
        hold: u8,
        capabilities: Capabilities,
        obeys: bool,
    ) -> Self {
        let night = Night::new(date(2026, 11, 21));
        let zone = TimeZone::get("Europe/Berlin").expect("bundled");
        let at = lull_core::time::instant_of(date(2026, 11, 21).at(19, 0, 0, 0), &zone);
        let order = Order {
            id: SessionId(7),
            night,
            program: Program::new(kind, Level::from_percent_clamped(hold)),
            device: DeviceChoice::Simulated,
            legs_now: None,
        };
        let device = PlainDevice {
            capabilities,
            link_up: false,
            motion: Motion::Still,
            level: Level::OFF,
            started: false,
            obeys,
        };
        Self {
            session: Session::new(order, true),
            now: Now::new(at, zone, Duration::from_secs(1000)),
            device,
            wants: Vec::new(),
            journal: Vec::new(),
            events: Vec::new(),
            transcript: String::new(),
            first_motion: None,
            last_output: None,
            rumours: false,
        }
    }

    fn note(&mut self, what: &str) {
        let _ = writeln!(self.transcript, "{} {what}", self.now.local().time());
    }

    pub(crate) fn start(&mut self) {
        self.session.start(&self.now);
        self.drain();
    }

    /// Runs the outputs; the plain device answers within the same moment.
    fn drain(&mut self) {
        while let Some(output) = self.session.poll_output() {
            self.note(&format!("{output:?}"));
            match output.clone() {
                Output::Journal(what) => self.journal.push(what),
                Output::Event(event) => self.events.push(event),
                Output::OpenLink => {
                    self.device.link_up = true;
                    self.session.news(
                        News::Up(Box::new(self.device.capabilities.clone())),
                        &self.now,
                    );
                }
                Output::CloseLink => self.device.link_up = false,
                Output::Want(intent) => {
                    let before = self.last_output.clone();
                    let repeated_stop = intent == Intent::Stop
                        && self.wants.iter().any(|(_, want)| *want == Intent::Stop);
                    assert!(
                        before == Some(Output::Journal(What::Wants { intent })) || repeated_stop,
                        "an intent went out before it was journalled\n{}",
                        self.transcript
                    );
                    self.wants.push((self.now.monotonic, intent));
                    if self.device.link_up && self.device.obeys {
                        self.obey(intent);
                    }
                }
            }
            self.last_output = Some(output);
        }
    }

    fn obey(&mut self, intent: Intent) {
        self.session.news(News::Sent(intent), &self.now);
        match intent {
            Intent::Run { level, .. } => {
                self.device.started = true;
                self.device.motion = if level == Level::OFF {
                    Motion::Paused
                } else {
                    Motion::Running
                };
                self.device.level = level;
                self.first_motion.get_or_insert(self.now.monotonic);
            }
            Intent::Stop => {
                self.device.motion = Motion::Still;
                self.device.level = Level::OFF;
            }
        }
        self.session.news(News::Acknowledged(intent), &self.now);
        self.tell_state(None);
    }

    fn tell_state(&mut self, stopped_by: Option<StopCause>) {
        if self.device.capabilities.feedback < Feedback::Switched {
            return;
        }
        let state = DeviceState {
            motion: self.device.motion,
            session_id: self.device.started.then_some(7),
            level: self.device.level,
            measured: None,
            remaining: Duration::ZERO,
            stopped_by,
            rest: Duration::ZERO,
        };
        self.session.news(News::Fact(Fact::State(state)), &self.now);
    }

    /// Moves on, calling the machine at each of its deadlines.
    pub(crate) fn wait(&mut self, time: Duration) {
        let until = self.now.monotonic + time;
        let mut calls = 0;
        while let Some(deadline) = self
            .session
            .poll_deadline()
            .filter(|deadline| *deadline <= until)
        {
            self.now = self.now.later(deadline.saturating_sub(self.now.monotonic));
            self.session.timeout(&self.now);
            self.drain();
            calls += 1;
            assert!(
                calls < 100_000,
                "the deadline does not move on\n{}",
                self.transcript
            );
        }
        self.now = self.now.later(until.saturating_sub(self.now.monotonic));
    }

    pub(crate) fn happen(&mut self, happening: &Happening) {
        self.note(&format!("-- {happening:?}"));
        match happening {
            Happening::Wait(seconds) => self.wait(Duration::from_secs(u64::from(*seconds))),
            Happening::Press(command) => self.session.command(*command, &self.now),
            Happening::StartAgain => self.session.start(&self.now),
            Happening::LinkDrops => {
                self.device.link_up = false;
                self.session.news(
                    News::Down {
                        fault: LinkFault::Disconnected,
                        gave_up: false,
                    },
                    &self.now,
                );
            }
            Happening::LinkReturns => {
                if !self.device.link_up {
                    self.device.link_up = true;
                    self.session.news(
                        News::Up(Box::new(self.device.capabilities.clone())),
                        &self.now,
                    );
                    self.tell_state(None);
                    // As the link does: the newest intent is said again after a reconnect, unless it was a stop heard.
                    if let (Some((_, intent)), true) =
                        (self.wants.last().copied(), self.device.obeys)
                    {
                        self.drain();
                        if self.session.ended().is_none() {
                            self.obey(intent);
                        }
                    }
                }
            }
            Happening::DeviceStops(cause) => {
                if self.device.link_up && self.device.motion == Motion::Running {
                    self.device.motion = Motion::Still;
                    self.tell_state(Some(*cause));
                }
            }
            Happening::StartRefused | Happening::LevelRefused => {
                let refusal = Refusal::Resting {
                    wait: Duration::from_secs(60),
                };
                let fact = Some(Fact::Refused {
                    command: 7,
                    refusal,
                });
                let intent = Intent::Run {
                    level: Level::from_percent_clamped(20),
                    until: Duration::ZERO,
                };
                self.session.news(News::Failed { intent, fact }, &self.now);
            }
            Happening::MotorSags => {
                let state = DeviceState {
                    motion: self.device.motion,
                    session_id: self.device.started.then_some(7),
                    level: self.device.level,
                    measured: Some(Level::from_percent_clamped(1)),
                    remaining: Duration::ZERO,
                    stopped_by: None,
                    rest: Duration::ZERO,
                };
                if self.device.link_up {
                    self.session.news(News::Fact(Fact::State(state)), &self.now);
                }
            }
            Happening::DiskFull => self.session.persist_failed(&self.now),
            Happening::EarlyTimeout => self.session.timeout(&self.now),
            Happening::Hears(news) => {
                self.rumours = true;
                self.session.news(News::clone(news), &self.now);
            }
        }
        self.drain();
    }

    pub(crate) fn check(&self) {
        let say = |what: &str| format!("{what}\n{}", self.transcript);
        let mut last: Option<(Duration, u8)> = None;
        let mut stopped = false;
        for (at, intent) in &self.wants {
            match intent {
                Intent::Run { level, .. } => {
                    assert!(
                        !stopped,
                        "{}",
                        say("the motor was asked to run after a stop")
                    );
                    let percent = level.percent();
                    match last {
                        None => assert!(
                            *level <= limits::START_LEVEL,
                            "{}",
                            say("the start was not low")
                        ),
                        Some((before, from)) if percent > from => {
                            let after_pause = from == 0 && *level <= limits::START_LEVEL;
                            assert!(
                                after_pause || percent - from <= limits::SLEW_PERCENT,
                                "{}",
                                say("the level jumped up")
                            );
                            assert!(
                                after_pause || *at - before >= limits::SLEW_TICK,
                                "{}",
                                say("the level climbed too fast")
                            );
                        }
                        Some(_) => {}
                    }
                    last = Some((*at, percent));
                }
                Intent::Stop => stopped = true,
            }
        }
        let begun = self
            .journal
            .iter()
            .filter(|what| matches!(what, What::Began { .. }))
            .count();
        let ended = self
            .journal
            .iter()
            .filter(|what| matches!(what, What::Ended { .. }))
            .count();
        assert_eq!(begun, 1, "{}", say("a session begins once in the journal"));
        assert_eq!(
            ended,
            usize::from(self.session.ended().is_some()),
            "{}",
            say("a session ends once in the journal")
        );
        if self.session.ended().is_some() {
            assert!(
                matches!(self.journal.last(), Some(What::Ended { .. })),
                "{}",
                say("the end is the last line")
            );
            assert!(
                matches!(self.events.last(), Some(SessionEvent::Ended { .. })),
                "{}",
                say("the end is the last event")
            );
        }
        if let Some((_, Stopped::Observed | Stopped::NeverRan)) = self.session.ended() {
            assert!(
                self.rumours || self.device.motion == Motion::Still,
                "{}",
                say("said stopped, but the motor turns")
            );
        }
    }

    /// Left alone, it ends: the hard cap, the fail-safe and the patience without one bound everything.
    pub(crate) fn ends_left_alone(&mut self) {
        self.wait(
            limits::HARD_CAP
                + limits::LONGEST_PROGRAM
                + limits::STOP_PATIENCE_WITHOUT_FAIL_SAFE * 2,
        );
        assert!(
            self.session.ended().is_some(),
            "the session never ended\n{}",
            self.transcript
        );
        self.check();
    }
}
