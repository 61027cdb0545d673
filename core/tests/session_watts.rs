//! What watts say of the motor behind a plug, and what the person is told of it; and the word about a device that
//! nothing stops.
#![allow(clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::link::{LinkFault, News};
use lull_core::device::mains::{FULL, Milliwatts, feedback};
use lull_core::device::{
    Capabilities, DeviceChoice, DeviceState, Evidence, Fact, FailSafe, Feedback, Intent, Level,
    Motion,
};
use lull_core::session::machine::{Order, Output};
use lull_core::session::view::MotorSeen;
use lull_core::session::{
    Command, EndReason, Program, ProgramKind, Session, SessionEvent, SessionId, Stopped,
};
use lull_core::time::Now;

const ID: u32 = 7;

/// A session on a plug, and everything it told.
struct Evening {
    session: Session,
    now: Now,
    told: Vec<SessionEvent>,
    feedback: Feedback,
    fail_safe: FailSafe,
}

impl Evening {
    fn on_a_plug(feedback: Feedback, fail_safe: FailSafe) -> Self {
        let now = Now::new(Timestamp::UNIX_EPOCH, TimeZone::UTC, Duration::from_secs(1));
        let order = Order {
            id: SessionId(ID),
            night: now.night(),
            program: Program::new(ProgramKind::TopUp, FULL),
            device: DeviceChoice::Simulated,
            legs_now: None,
        };
        let mut evening = Self {
            session: Session::new(order, true),
            now,
            told: Vec::new(),
            feedback,
            fail_safe,
        };
        let now = evening.now.clone();
        evening.session.start(&now);
        evening.comes_up();
        evening
    }

    fn comes_up(&mut self) {
        let capabilities = Capabilities {
            levels: None,
            feedback: self.feedback,
            fail_safe: self.fail_safe,
            pause: false,
            rest: Duration::ZERO,
            longest: None,
            evidence: Evidence::B,
        };
        self.hears(News::Up(Box::new(capabilities)));
    }

    fn hears(&mut self, news: News) {
        self.now = self.now.later(Duration::from_secs(1));
        self.session.news(news, &self.now);
        while let Some(output) = self.session.poll_output() {
            if let Output::Event(event) = output {
                self.told.push(event);
            }
        }
    }

    /// The plug tells its relay and what the watts behind it were judged to be.
    fn plug_says(&mut self, motion: Motion, measured: Option<Level>) {
        self.hears(News::Fact(Fact::State(DeviceState {
            motion,
            session_id: Some(ID),
            level: if motion == Motion::Running {
                FULL
            } else {
                Level::OFF
            },
            measured,
            remaining: Duration::ZERO,
            stopped_by: None,
            rest: Duration::ZERO,
        })));
    }

    fn stops(&mut self) {
        let now = self.now.clone();
        self.session.command(Command::Stop, &now);
        self.hears(News::Acknowledged(Intent::Stop));
    }

    fn count(&self, event: &SessionEvent) -> usize {
        self.told.iter().filter(|told| *told == event).count()
    }

    fn motor(&self) -> MotorSeen {
        self.session.view(&self.now).motor
    }
}

fn with_watts() -> Evening {
    Evening::on_a_plug(Feedback::Observed, FailSafe::DeviceTimer)
}

#[test]
fn a_plug_that_is_on_with_the_knob_at_zero_is_not_said_to_run() {
    let mut evening = with_watts();
    evening.plug_says(Motion::Running, Some(Level::OFF));
    assert_eq!(
        evening.count(&SessionEvent::Running),
        0,
        "{:?}",
        evening.told
    );
    assert_eq!(evening.count(&SessionEvent::OnButNothingRuns), 1);
    assert_eq!(evening.motor(), MotorSeen::OnButStill);
    evening.plug_says(Motion::Running, Some(Level::OFF));
    assert_eq!(
        evening.count(&SessionEvent::OnButNothingRuns),
        1,
        "told once"
    );
    evening.plug_says(Motion::Running, Some(FULL));
    assert_eq!(evening.count(&SessionEvent::Running), 1);
    assert_eq!(evening.motor(), MotorSeen::Runs);
}

#[test]
fn a_massager_unplugged_in_mid_session_is_told_and_so_is_its_return() {
    let mut evening = with_watts();
    evening.plug_says(Motion::Running, Some(FULL));
    evening.plug_says(Motion::Running, Some(Level::OFF));
    // between the two figures nothing is claimed
    evening.plug_says(Motion::Running, None);
    evening.plug_says(Motion::Running, Some(FULL));
    let told: Vec<_> = evening
        .told
        .iter()
        .filter(|event| {
            matches!(
                event,
                SessionEvent::Running | SessionEvent::OnButNothingRuns
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            &SessionEvent::Running,
            &SessionEvent::OnButNothingRuns,
            &SessionEvent::Running
        ]
    );
}

#[test]
fn a_massager_that_draws_power_after_off_is_told_to_still_run_and_is_not_called_stopped() {
    let mut evening = with_watts();
    evening.plug_says(Motion::Running, Some(FULL));
    evening.stops();
    evening.plug_says(Motion::Still, Some(FULL));
    evening.plug_says(Motion::Still, Some(FULL));
    assert_eq!(
        evening.count(&SessionEvent::StillRuns),
        1,
        "{:?}",
        evening.told
    );
    assert_eq!(evening.motor(), MotorSeen::OffButRuns);
    assert_eq!(evening.session.ended(), None);
    evening.plug_says(Motion::Still, Some(Level::OFF));
    let end = (EndReason::StoppedByPerson, Stopped::Observed);
    assert_eq!(evening.session.ended(), Some(end));
}

#[test]
fn without_learnt_watts_a_plug_that_is_off_proves_the_plug_and_not_the_motor() {
    let mut evening = Evening::on_a_plug(feedback(None), FailSafe::DeviceTimer);
    evening.plug_says(Motion::Running, None);
    assert_eq!(evening.motor(), MotorSeen::Unseen);
    evening.stops();
    assert_eq!(
        evening.session.ended(),
        None,
        "an accepted stop is no proof that the relay opened"
    );
    evening.plug_says(Motion::Still, None);
    let end = (EndReason::StoppedByPerson, Stopped::SwitchedOff);
    assert_eq!(evening.session.ended(), Some(end));
}

#[test]
fn the_watts_of_the_moment_are_in_the_view() {
    let mut evening = with_watts();
    let milliwatts = Milliwatts::believable(20_400).expect("few");
    evening.hears(News::Fact(Fact::Power { milliwatts }));
    assert_eq!(evening.session.view(&evening.now).power, Some(milliwatts));
}

#[test]
fn a_device_that_nothing_stops_says_so_before_the_start_and_after_every_lost_link() {
    let mut evening = Evening::on_a_plug(Feedback::Switched, FailSafe::None);
    let before_it_runs = [
        SessionEvent::Connecting,
        SessionEvent::Connected,
        SessionEvent::NothingStopsIt,
    ];
    assert_eq!(evening.told, before_it_runs);
    evening.plug_says(Motion::Running, None);
    for losses in 1..=2 {
        evening.hears(News::Down {
            fault: LinkFault::Disconnected,
            gave_up: false,
        });
        evening.comes_up();
        assert_eq!(evening.count(&SessionEvent::NothingStopsIt), 1 + losses);
    }
}

#[test]
fn a_device_with_a_timer_of_its_own_is_not_said_to_have_none() {
    let mut evening = with_watts();
    evening.plug_says(Motion::Running, Some(FULL));
    assert_eq!(evening.count(&SessionEvent::NothingStopsIt), 0);
}
