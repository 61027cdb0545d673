//! A massager that tells a longer session than it was asked for, and whole sessions with it: the session's own end holds,
//! and nobody is told that the massager surely stands still.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::link::{Input, LinkFault, Request};
use lull_core::device::omp::{CONTROL_POINT, FEATURE, Frame, OpenMassager, SESSION_STATUS};
use lull_core::device::{DeviceChoice, FailSafe, Level};
use lull_core::engine::{self, Effect, Engine};
use lull_core::session::journal::What;
use lull_core::session::machine::Order;
use lull_core::session::{EndReason, Program, ProgramKind, SessionId, Stopped};
use lull_core::time::Now;

const LATENCY: Duration = Duration::from_millis(30);
/// Twelve minutes.
const PLANNED: Duration = Duration::from_secs(12 * 60);

/// A massager of the profile, reduced to what a session needs. Times are those of the test's clock.
struct Massager {
    /// It keeps to the timer and the link-loss rule it was given, and says so.
    honest: bool,
    id: u32,
    ends_at: Option<Duration>,
    stops_after: Duration,
    timer: Duration,
    level: u8,
    lost_at: Option<Duration>,
    ran: Duration,
}

impl Massager {
    const fn new(honest: bool) -> Self {
        Self {
            honest,
            id: 0,
            ends_at: None,
            stops_after: Duration::ZERO,
            timer: Duration::ZERO,
            level: 0,
            lost_at: None,
            ran: Duration::ZERO,
        }
    }

    fn is_on(&self, now: Duration) -> bool {
        let by_timer = self.ends_at.is_some_and(|end| now < end || !self.honest);
        let by_rule = self
            .lost_at
            .is_none_or(|lost| now < lost + self.stops_after || !self.honest);
        by_timer && by_rule
    }

    fn takes(&mut self, bytes: &[u8], now: Duration) -> Vec<(lull_core::device::Channel, Vec<u8>)> {
        match Frame::parse(bytes).expect("a frame of the list") {
            Frame::SetSession {
                duration_seconds, ..
            } => {
                self.timer = Duration::from_secs(duration_seconds.into());
            }
            Frame::SetLinkLoss { .. } => self.stops_after = Duration::from_secs(bytes[2].into()),
            Frame::SetLevel { level } => self.level = level.percent(),
            Frame::Start { session_id } => {
                self.id = session_id;
                self.ends_at = Some(now + self.timer);
            }
            Frame::Stop | Frame::Pause => self.ends_at = None,
            Frame::RequestControl | Frame::KeepAlive => {}
        }
        vec![
            (CONTROL_POINT, vec![0x80, bytes[0], 1]),
            (SESSION_STATUS, self.status(now)),
        ]
    }

    fn status(&self, now: Duration) -> Vec<u8> {
        let on = self.is_on(now);
        let state = match (on, self.id) {
            (true, _) => 2,
            (false, 0) => 0,
            (false, _) => 5,
        };
        let left = self
            .ends_at
            .map_or(Duration::ZERO, |end| end.saturating_sub(now));
        let left = u16::try_from(left.as_secs()).expect("short");
        let told = if self.honest || !on { left } else { u16::MAX };
        let mut status = vec![0, state, u8::from(state == 5), 0];
        status.extend(self.id.to_le_bytes());
        status.extend([0, 0]);
        status.extend(told.to_le_bytes());
        status.extend([self.level, if on { self.level } else { 0 }, 0xff]);
        status.extend([u8::from(!self.honest && on), 0, 0, 0, 0]);
        status
    }
}

struct Evening {
    reason: EndReason,
    stopped: Stopped,
    at: Duration,
    motor_on: bool,
    ran: Duration,
    /// What was promised to stop it, in order.
    promises: Vec<FailSafe>,
    story: String,
}

/// A whole session; with `lost_after` the link is gone for ever then.
fn session(honest: bool, lost_after: Option<Duration>) -> Evening {
    let start: Timestamp = "2026-11-21T20:30:00Z".parse().expect("a timestamp");
    let began = Duration::from_secs(1000);
    let mut now = Now::new(start, TimeZone::UTC, began);
    let order = Order {
        id: SessionId(7),
        night: now.night(),
        program: Program::new(ProgramKind::TopUp, Level::from_percent_clamped(60)),
        // only written into the journal
        device: DeviceChoice::Simulated,
        legs_now: None,
    };
    let mut engine = Engine::new(order, Box::new(OpenMassager::new()));
    let mut massager = Massager::new(honest);
    let mut due: VecDeque<(Duration, Input)> = VecDeque::new();
    let (mut promises, mut story) = (Vec::new(), Vec::new());
    engine.handle(engine::Input::Start, &now);
    loop {
        while let Some(effect) = engine.poll_effect() {
            let at = now.monotonic;
            story.push(format!("{:10.3} {effect:02x?}", at.as_secs_f64()));
            match effect {
                Effect::Persist(record) => {
                    if let What::FailSafe { fail_safe } = record.what {
                        promises.push(fail_safe);
                    }
                }
                Effect::Event(_) => {}
                Effect::Radio { op, request } => {
                    let mut result = Ok(Vec::new());
                    match request {
                        Request::Disconnect => {}
                        _ if massager.lost_at.is_some() => result = Err(LinkFault::NotFound),
                        Request::Read(FEATURE) => {
                            result = Ok(vec![
                                1, 0, 1, 2, 0, 0, 1, 10, 1, 8, 7, 0, 0, 0, 0, 0, 5, 60, 0, 0,
                            ]);
                            if let Ok(feature) = &mut result {
                                feature[10..12].copy_from_slice(&1800_u16.to_le_bytes());
                            }
                        }
                        Request::Read(_) => result = Ok(massager.status(at)),
                        Request::Write { bytes, .. } => {
                            for (channel, bytes) in massager.takes(&bytes, at) {
                                due.push_back((at + LATENCY, Input::Notified { channel, bytes }));
                            }
                        }
                        Request::Connect | Request::Bond | Request::Subscribe(_) => {}
                    }
                    due.push_back((at + LATENCY, Input::Done { op, result }));
                }
            }
        }
        if let Some((reason, stopped)) = engine.ended() {
            let at = now.monotonic;
            return Evening {
                reason,
                stopped,
                at: at - began,
                motor_on: massager.is_on(at),
                ran: massager.ran,
                promises,
                story: story.join("\n"),
            };
        }
        let loss = lost_after
            .map(|after| began + after)
            .filter(|_| massager.lost_at.is_none());
        let input = due.front().map(|(at, _)| *at);
        let timeout = engine.poll_deadline().map(|at| at.max(now.monotonic));
        let next = input.into_iter().chain(timeout).chain(loss).min();
        let wait = next.expect("it ends").saturating_sub(now.monotonic);
        if massager.is_on(now.monotonic) {
            massager.ran += wait;
        }
        now = now.later(wait);
        if loss.is_some_and(|at| at <= now.monotonic) {
            massager.lost_at = Some(now.monotonic);
            due.clear();
            engine.handle(engine::Input::Link(Input::Dropped), &now);
        } else if input.is_some_and(|at| at <= now.monotonic) {
            let (_, input) = due.pop_front().expect("seen");
            engine.handle(engine::Input::Link(input), &now);
        } else {
            engine.handle(engine::Input::Timeout, &now);
        }
    }
}

#[test]
fn a_longer_session_told_by_the_massager_does_not_make_the_evening_longer() {
    for honest in [true, false] {
        let evening = session(honest, None);
        let story = &evening.story;
        let ended = (evening.reason, evening.stopped);
        assert_eq!(ended, (EndReason::Complete, Stopped::Observed), "{story}");
        assert!(!evening.motor_on, "{story}");
        let most = PLANNED + Duration::from_secs(3);
        assert!(
            evening.ran <= most && evening.at <= most + Duration::from_secs(5),
            "{story}"
        );
        let promised = evening.promises.last();
        assert_eq!(
            promised == Some(&FailSafe::None),
            !honest,
            "{:?}",
            evening.promises
        );
    }
}

#[test]
fn after_a_lost_link_only_a_massager_that_told_the_truth_is_said_to_have_stopped() {
    let loss = Some(Duration::from_secs(300));
    let honest = session(true, loss);
    assert_eq!(honest.stopped, Stopped::ByFailSafe, "{}", honest.story);
    assert!(!honest.motor_on, "{}", honest.story);
    let liar = session(false, loss);
    assert_eq!(liar.stopped, Stopped::Unknown, "{}", liar.story);
    assert!(liar.motor_on, "it goes on, and nobody was told otherwise");
}
