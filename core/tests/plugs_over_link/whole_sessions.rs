//! Whole sessions from the first request to the end that the person is told.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::DeviceChoice;
use lull_core::device::Driver;
use lull_core::device::Level;
use lull_core::device::Refusal;
use lull_core::device::link::Input;
use lull_core::device::link::Request;
use lull_core::device::sem6000::Sem6000;
use lull_core::device::shelly::ShellyPlug;
use lull_core::engine;
use lull_core::engine::Effect;
use lull_core::engine::Engine;
use lull_core::session::EndReason;
use lull_core::session::Program;
use lull_core::session::ProgramKind;
use lull_core::session::SessionId;
use lull_core::session::Stopped;
use lull_core::session::machine::Order;
use lull_core::time::Now;

use crate::bench::{LATENCY, Plug, SESSION};
use crate::fake_sem6000::FakeSem;
use crate::fake_shelly::FakeShelly;

/// How a whole session ends, how long the plug was on, and the transcript.
fn session<P: Plug>(
    driver: Box<dyn Driver>,
    plug: &mut P,
) -> (EndReason, Stopped, Duration, String) {
    let start: Timestamp = "2026-11-21T20:30:00.7Z".parse().expect("a timestamp");
    let mut now = Now::new(start, TimeZone::UTC, Duration::from_secs(1000));
    let order = Order {
        id: SessionId(SESSION),
        night: now.night(),
        program: Program::new(ProgramKind::TopUp, Level::from_percent_clamped(60)),
        device: DeviceChoice::Manual,
        legs_now: None,
    };
    let mut engine = Engine::new(order, driver);
    let mut due: VecDeque<(Duration, Input)> = VecDeque::new();
    let mut story = Vec::new();
    let mut on = Duration::ZERO;
    engine.handle(engine::Input::Start, &now);
    loop {
        while let Some(effect) = engine.poll_effect() {
            story.push(format!("{:10.3} {effect:?}", now.monotonic.as_secs_f64()));
            let Effect::Radio { op, request } = effect else {
                continue;
            };
            let at = now.monotonic + LATENCY;
            let mut value = Vec::new();
            match request {
                Request::Read(channel) => value = plug.read(channel, now.monotonic),
                Request::Write { channel, bytes, .. } => {
                    for bytes in plug.write(channel, &bytes, now.monotonic) {
                        let channel = plug.answers_on();
                        due.push_back((at, Input::Notified { channel, bytes }));
                    }
                }
                Request::Connect | Request::Bond | Request::Subscribe(_) => {}
                Request::Disconnect => plug.disconnected(),
            }
            let result = Ok(value);
            due.push_back((at, Input::Done { op, result }));
        }
        if let Some((reason, stopped)) = engine.ended() {
            return (reason, stopped, on, story.join("\n"));
        }
        let input = due.front().map(|(at, _)| *at);
        let timeout = engine.poll_deadline().map(|at| at.max(now.monotonic));
        let next = input.into_iter().chain(timeout).min();
        let wait = next.expect("it ends").saturating_sub(now.monotonic);
        on += if plug.is_on(now.monotonic) {
            wait
        } else {
            Duration::ZERO
        };
        now = now.later(wait);
        if input.is_some_and(|at| at <= now.monotonic) {
            let (_, input) = due.pop_front().expect("seen");
            engine.handle(engine::Input::Link(input), &now);
        } else {
            engine.handle(engine::Input::Timeout, &now);
        }
    }
}

#[test]
fn a_whole_session_on_a_plug_runs_its_twelve_minutes_and_is_seen_to_end() {
    fn story<P: Plug>(driver: Box<dyn Driver>, mut plug: P) {
        let (reason, stopped, on, story) = session(driver, &mut plug);
        assert_eq!(
            (reason, stopped),
            (EndReason::Complete, Stopped::SwitchedOff),
            "{story}"
        );
        assert_eq!(plug.starts(), 1, "{story}");
        let planned = Duration::from_secs(12 * 60);
        assert!(
            on >= planned && on < planned + Duration::from_secs(3),
            "{on:?}\n{story}"
        );
    }
    let plug = FakeShelly {
        chunk: 100,
        ..FakeShelly::default()
    };
    story(Box::new(ShellyPlug::new()), plug);
    story(Box::new(Sem6000::new()), FakeSem::default());
}

#[test]
fn a_session_that_is_not_let_in_ends_at_once_and_says_that_nothing_was_switched_on() {
    fn story<P: Plug>(driver: Box<dyn Driver>, mut plug: P) {
        let (reason, stopped, on, story) = session(driver, &mut plug);
        let refusal = Refusal::PasswordNeeded;
        assert_eq!(
            (reason, stopped),
            (EndReason::Refused { refusal }, Stopped::NeverRan),
            "{story}"
        );
        assert_eq!(on, Duration::ZERO, "{story}");
    }
    let plug = FakeShelly {
        chunk: 100,
        password: Some("secret"),
        ..FakeShelly::default()
    };
    story(Box::new(ShellyPlug::new()), plug);
    let plug = FakeSem {
        pin: [1, 2, 3, 4],
        ..FakeSem::default()
    };
    story(Box::new(Sem6000::new()), plug);
}
