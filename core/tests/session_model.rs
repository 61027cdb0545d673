//! The session machine against random lives and a device that obeys, dawdles, dies or lies.
//! A failing case prints the session's transcript.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::time::Duration;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use lull_core::device::link::{LinkFault, News};
use lull_core::device::{
    Capabilities, DeviceChoice, DeviceState, Evidence, Fact, FailSafe, Feedback, Intent, Level,
    LevelRange, Motion, Refusal, StopCause,
};
use lull_core::session::journal::What;
use lull_core::session::limits;
use lull_core::session::machine::{Order, Output, Session};
use lull_core::session::{
    Command, EndReason, Program, ProgramKind, SessionEvent, SessionId, Stopped,
};
use lull_core::time::{Night, Now};

/// What may happen next in a session's life.
#[derive(Clone, Debug)]
enum Happening {
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
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0_u32..400).prop_map(Happening::Wait),
        1 => Just(Happening::Press(Command::Pause)),
        1 => Just(Happening::Press(Command::Resume)),
        2 => Just(Happening::Press(Command::LevelUp)),
        1 => Just(Happening::Press(Command::LevelDown)),
        1 => Just(Happening::Press(Command::Stop)),
        1 => Just(Happening::StartAgain),
        1 => Just(Happening::LinkDrops),
        1 => Just(Happening::LinkReturns),
        1 => prop::sample::select(vec![StopCause::DeviceButton, StopCause::HardLimit, StopCause::OverTemperature])
            .prop_map(Happening::DeviceStops),
        1 => Just(Happening::StartRefused),
        1 => Just(Happening::LevelRefused),
        1 => Just(Happening::MotorSags),
        1 => Just(Happening::DiskFull),
        1 => Just(Happening::EarlyTimeout),
    ]
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
struct Life {
    session: Session,
    now: Now,
    device: PlainDevice,
    wants: Vec<(Duration, Intent)>,
    journal: Vec<What>,
    events: Vec<SessionEvent>,
    transcript: String,
    first_motion: Option<Duration>,
    last_output: Option<Output>,
}

fn capabilities(feedback: Feedback, fail_safe: FailSafe) -> Capabilities {
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
    fn new(kind: ProgramKind, hold: u8, capabilities: Capabilities, obeys: bool) -> Self {
        let night = Night::new(date(2026, 11, 21));
        let zone = TimeZone::get("Europe/Berlin").expect("bundled");
        let at = lull_core::time::instant_of(date(2026, 11, 21).at(19, 0, 0, 0), &zone);
        let order = Order {
            id: SessionId(7),
            night,
            program: Program::new(kind, Level::from_percent_clamped(hold)),
            device: DeviceChoice::Simulated,
            has_radio: true,
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
            session: Session::new(order),
            now: Now::new(at, zone, Duration::from_secs(1000)),
            device,
            wants: Vec::new(),
            journal: Vec::new(),
            events: Vec::new(),
            transcript: String::new(),
            first_motion: None,
            last_output: None,
        }
    }

    fn note(&mut self, what: &str) {
        let _ = writeln!(self.transcript, "{} {what}", self.now.local().time());
    }

    fn start(&mut self) {
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
        if self.device.capabilities.feedback < Feedback::Observed {
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
    fn wait(&mut self, time: Duration) {
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

    fn happen(&mut self, happening: &Happening) {
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
        }
        self.drain();
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let say = |what: &str| format!("{what}\n{}", self.transcript);
        let mut last: Option<(Duration, u8)> = None;
        let mut stopped = false;
        for (at, intent) in &self.wants {
            match intent {
                Intent::Run { level, .. } => {
                    prop_assert!(
                        !stopped,
                        "{}",
                        say("the motor was asked to run after a stop")
                    );
                    let percent = level.percent();
                    match last {
                        None => prop_assert!(
                            *level <= limits::START_LEVEL,
                            "{}",
                            say("the start was not low")
                        ),
                        Some((before, from)) if percent > from => {
                            let after_pause = from == 0 && *level <= limits::START_LEVEL;
                            prop_assert!(
                                after_pause || percent - from <= limits::SLEW_PERCENT,
                                "{}",
                                say("the level jumped up")
                            );
                            prop_assert!(
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
        prop_assert_eq!(begun, 1, "{}", say("a session begins once in the journal"));
        prop_assert_eq!(
            ended,
            usize::from(self.session.ended().is_some()),
            "{}",
            say("a session ends once in the journal")
        );
        if self.session.ended().is_some() {
            prop_assert!(
                matches!(self.journal.last(), Some(What::Ended { .. })),
                "{}",
                say("the end is the last line")
            );
            prop_assert!(
                matches!(self.events.last(), Some(SessionEvent::Ended { .. })),
                "{}",
                say("the end is the last event")
            );
        }
        if let Some((_, Stopped::Observed | Stopped::NeverRan)) = self.session.ended() {
            prop_assert!(
                self.device.motion == Motion::Still,
                "{}",
                say("said stopped, but the motor turns")
            );
        }
        Ok(())
    }
}

fn device() -> impl Strategy<Value = (Capabilities, bool)> {
    let feedback = prop::sample::select(vec![
        Feedback::None,
        Feedback::Acknowledged,
        Feedback::Observed,
    ]);
    let fail_safe = prop::sample::select(vec![
        FailSafe::None,
        FailSafe::DeviceTimer,
        FailSafe::DeviceTimerAndLinkLoss {
            after: Duration::from_secs(30),
        },
    ]);
    (feedback, fail_safe, prop::bool::weighted(0.8))
        .prop_map(|(feedback, safe, obeys)| (capabilities(feedback, safe), obeys))
}

fn kind() -> impl Strategy<Value = ProgramKind> {
    prop::sample::select(vec![
        ProgramKind::Evening,
        ProgramKind::TopUp,
        ProgramKind::Stretch,
        ProgramKind::DeviceTest,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_happens_the_rules_hold_and_every_session_ends(
        kind in kind(),
        hold in 20_u8..=100,
        (capabilities, obeys) in device(),
        happenings in prop::collection::vec(happening(), 0..40),
    ) {
        let mut life = Life::new(kind, hold, capabilities, obeys);
        life.start();
        for happening in &happenings {
            life.happen(happening);
            life.check()?;
        }
        // Left alone, it ends: the hard cap, the fail-safe and the patience without one bound everything.
        life.wait(limits::HARD_CAP + limits::LONGEST_PROGRAM + limits::STOP_PATIENCE_WITHOUT_FAIL_SAFE * 2);
        prop_assert!(life.session.ended().is_some(), "the session never ended\n{}", life.transcript);
        life.check()?;
    }
}

fn observed_device() -> Capabilities {
    capabilities(
        Feedback::Observed,
        FailSafe::DeviceTimerAndLinkLoss {
            after: Duration::from_secs(30),
        },
    )
}

#[test]
fn an_undisturbed_evening_runs_26_minutes_and_is_seen_to_stop() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    life.wait(Duration::from_secs(26 * 60));
    assert_eq!(
        life.session.ended(),
        Some((EndReason::Complete, Stopped::Observed)),
        "{}",
        life.transcript
    );
    let levels: Vec<u8> = life
        .wants
        .iter()
        .map(|(_, want)| match want {
            Intent::Run { level, .. } => level.percent(),
            Intent::Stop => 0,
        })
        .collect();
    assert_eq!(levels[..5], [20, 30, 40, 50, 60], "{}", life.transcript);
    assert!(
        levels[5..].windows(2).all(|pair| pair[1] < pair[0]),
        "the ramp goes down: {levels:?}\n{}",
        life.transcript
    );
}

#[test]
fn a_second_start_is_the_same_session() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    let events = life.events.len();
    life.start();
    assert_eq!(life.events.len(), events, "{}", life.transcript);
}

#[test]
fn a_lost_link_is_told_with_the_time_the_device_stops_by_itself() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    life.wait(Duration::from_secs(400));
    let lost_at = life.now.at;
    life.happen(&Happening::LinkDrops);
    let Some(SessionEvent::LinkLost {
        stops_by: Some(stops_by),
    }) = life.events.last()
    else {
        panic!("no word of the lost link\n{}", life.transcript);
    };
    assert_eq!(
        stops_by.as_second() - lost_at.as_second(),
        30,
        "{}",
        life.transcript
    );
    life.wait(Duration::from_secs(30) + limits::FAIL_SAFE_GRACE);
    assert_eq!(
        life.session.ended(),
        Some((EndReason::LinkLost, Stopped::ByFailSafe)),
        "{}",
        life.transcript
    );
}

#[test]
fn without_a_fail_safe_a_lost_device_is_never_called_stopped() {
    let mut life = Life::new(
        ProgramKind::Evening,
        60,
        capabilities(Feedback::Observed, FailSafe::None),
        true,
    );
    life.start();
    life.wait(Duration::from_secs(400));
    life.happen(&Happening::LinkDrops);
    assert!(
        matches!(
            life.events.last(),
            Some(SessionEvent::LinkLost { stops_by: None })
        ),
        "{}",
        life.transcript
    );
    life.wait(Duration::from_secs(3600));
    assert_eq!(
        life.session.ended(),
        Some((EndReason::Complete, Stopped::Unknown)),
        "{}",
        life.transcript
    );
}

#[test]
fn a_full_disk_stops_the_massage_instead_of_going_on_unrecorded() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    life.wait(Duration::from_secs(100));
    life.happen(&Happening::DiskFull);
    assert_eq!(
        life.session.ended(),
        Some((EndReason::StorageFailed, Stopped::Observed)),
        "{}",
        life.transcript
    );
}
