//! One night beside a simulated massager, judged by an onlooker who sees only orders, answers and phones.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "every test takes what it needs, and fails by panicking"
)]

use std::fmt::Write as _;
use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use lull_core::driver::radio::sim::massager::Massager;
use lull_core::driver::radio::sim::profile::{Feature, State, flag};

const SECOND: Duration = Duration::from_secs(1);
/// A longer night only repeats itself.
const MOST_ACTS: usize = 200;

/// Judges the night that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let Ok(feature) = feature(&mut told) else {
        return;
    };
    let mut night = Night::of(feature, SECOND / 2);
    night.lives_through(&Act::Connect);
    for _ in 0..MOST_ACTS {
        if told.is_empty() {
            break;
        }
        let Ok(act) = Act::arbitrary(&mut told) else {
            break;
        };
        night.lives_through(&act);
    }
    night.ends_by_itself();
}

/// The profile's worked example, or a massager of other abilities.
fn feature(u: &mut Unstructured<'_>) -> Result<Feature> {
    let usual = Feature::default();
    if u.ratio(3_u8, 4_u8)? {
        return Ok(usual);
    }
    let shortest_link_loss_s = u.int_in_range(1..=60)?;
    Ok(Feature {
        flags: u.arbitrary::<u32>()?,
        lowest_percent: u.int_in_range(0..=100)?,
        step_percent: u.int_in_range(0..=100)?,
        longest_session_s: u.int_in_range(1..=3600)?,
        rest_s: u.int_in_range(0..=900)?,
        longest_ramp_s: u.int_in_range(0..=300)?,
        shortest_link_loss_s,
        longest_link_loss_s: u.int_in_range(shortest_link_loss_s..=u8::MAX)?,
    })
}

/// What random phones, people and misfortunes do.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Write(Vec<u8>),
    Wait(Duration),
    Connect,
    Disconnect,
    PressButton,
    PowerOff,
    PowerOn,
}

impl<'a> Arbitrary<'a> for Act {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.int_in_range(0..=15)? {
            0 => Self::Connect,
            1 => Self::Disconnect,
            2 => Self::PressButton,
            3 => Self::PowerOff,
            4 => Self::PowerOn,
            5 => Self::Wait(Duration::from_millis(u.int_in_range(0..=3_000)?)),
            6 => Self::Wait(Duration::from_millis(u.int_in_range(0..=100_000)?)),
            7 => Self::Wait(Duration::from_secs(u.int_in_range(0..=2_000)?)),
            8 => Self::Write(vec![0x00]),
            9 => Self::Write(vec![0x09]),
            10 => Self::Write(vec![0x07, u.int_in_range(0..=3)?, 0, 0, 0]),
            11 => Self::Write(vec![0x08, u.int_in_range(1..=3)?]),
            12 => Self::Write(vec![0x02, 0xff, u.int_in_range(0..=101)?]),
            _ => {
                let op = u.int_in_range(0..=10)?;
                let length = u.int_in_range(0..=19)?;
                Self::Write([&[op], u.bytes(length)?].concat())
            }
        })
    }
}

/// What an onlooker knows who sees only orders, answers and phones, and judges the motor by it.
#[derive(Debug)]
struct Onlooker {
    feature: Feature,
    level: u8,
    ends_at: Option<Duration>,
    /// Seconds of the rule; `None` is detached.
    link_loss_s: Option<u8>,
    alive_at: Duration,
}

impl Onlooker {
    fn of(feature: Feature) -> Self {
        let usual = 10.max(feature.shortest_link_loss_s);
        Self {
            feature,
            level: if feature.has(flag::LEVEL) { 0 } else { 100 },
            ends_at: None,
            link_loss_s: Some(usual.min(feature.longest_link_loss_s)),
            alive_at: Duration::ZERO,
        }
    }

    fn sees_answer(&mut self, order: &[u8], answer: &[u8], fresh_start: bool, now: Duration) {
        self.alive_at = now;
        if answer[2] != 0x01 {
            return;
        }
        match *order {
            [0x02, _, percent] => self.level = percent,
            [0x04, 0, seconds] => self.link_loss_s = Some(seconds),
            [0x04, ..] => self.link_loss_s = None,
            [0x07, ..] if fresh_start => self.ends_at = Some(now + self.longest()),
            [0x08, 0x01] => self.ends_at = None,
            [0x01] => self.forgets(),
            _ => {}
        }
    }

    fn forgets(&mut self) {
        let alive_at = self.alive_at;
        *self = Self::of(self.feature);
        self.alive_at = alive_at;
    }

    fn longest(&self) -> Duration {
        Duration::from_secs(self.feature.longest_session_s.into())
    }

    /// The most the motor may turn at this moment.
    fn allows(&self, now: Duration) -> u8 {
        let rule = self
            .link_loss_s
            .map(|s| self.alive_at + Duration::from_secs(s.into()));
        let in_time = self.ends_at.is_some_and(|end| now < end);
        let in_touch = rule.is_none_or(|until| now < until);
        if in_time && in_touch { self.level } else { 0 }
    }
}

/// One night on one massager, watched closely while something may turn.
pub(crate) struct Night {
    pub(crate) massager: Massager,
    pub(crate) now: Duration,
    grain: Duration,
    connected: bool,
    onlooker: Onlooker,
    acts: Vec<String>,
}

impl Night {
    pub(crate) fn new() -> Self {
        Self::of(Feature::default(), Duration::from_millis(50))
    }

    /// On such a massager, watched so often while something may turn.
    fn of(feature: Feature, grain: Duration) -> Self {
        Self {
            massager: Massager::new(feature, Duration::ZERO),
            now: Duration::ZERO,
            grain,
            connected: false,
            onlooker: Onlooker::of(feature),
            acts: Vec::new(),
        }
    }

    pub(crate) fn lives_through(&mut self, act: &Act) {
        self.acts.push(format!("{:?} {act:?}", self.now));
        match act {
            Act::Write(order) if self.connected => self.write(order),
            Act::Wait(time) => self.wait(*time),
            Act::Connect if self.massager.is_powered() && !self.connected => {
                self.massager.link_up(self.now);
                self.connected = true;
                self.onlooker.alive_at = self.now;
            }
            Act::Disconnect if self.connected => {
                self.massager.link_down(self.now);
                self.connected = false;
                self.onlooker.alive_at = self.now;
            }
            Act::PressButton => {
                self.massager.press_stop_button(self.now);
                // on a massager without a button there is nothing to press
                if self.onlooker.feature.has(flag::STOP_BUTTON) {
                    self.onlooker.ends_at = None;
                }
            }
            Act::PowerOff if self.massager.is_powered() => {
                self.massager.power_off(self.now);
                self.connected = false;
                self.onlooker.forgets();
            }
            Act::PowerOn => self.massager.power_on(self.now),
            Act::Write(_) | Act::Connect | Act::Disconnect | Act::PowerOff => {}
        }
        self.is_judged();
    }

    fn write(&mut self, order: &[u8]) {
        let ran_before = self.massager.status().remaining_s > 0;
        let answer = self.massager.control_point(order[0], &order[1..], self.now);
        assert_eq!(&answer[..2], &[0x80, order[0]]);
        let extra_bytes = if answer[2] == 0x80 { 2 } else { 0 };
        assert_eq!(answer.len(), 3 + extra_bytes);
        self.onlooker
            .sees_answer(order, &answer, !ran_before, self.now);
    }

    pub(crate) fn wait(&mut self, time: Duration) {
        let until = self.now + time;
        while self.now < until {
            let step = if self.massager.motor_percent() > 0 {
                self.grain
            } else {
                Duration::from_millis(997)
            };
            let before = self.massager.status();
            self.now = (self.now + step).min(until);
            self.massager.advance(self.now);
            self.is_judged();
            let after = self.massager.status();
            if before.session_id == after.session_id && after.remaining_s > 0 {
                assert!(after.elapsed_s >= before.elapsed_s, "{}", self.story());
                assert!(after.remaining_s <= before.remaining_s, "{}", self.story());
            }
        }
    }

    fn is_judged(&self) {
        let motor = self.massager.motor_percent();
        let allowed = self.onlooker.allows(self.now);
        assert!(motor <= allowed, "{motor} > {allowed}: {}", self.story());

        let status = self.massager.status();
        assert!(status.commanded_percent <= status.target_percent);
        assert!(motor <= status.commanded_percent, "{}", self.story());
        let active = match status.state {
            State::RampingUp | State::Holding | State::RampingDown | State::Paused => true,
            State::Idle | State::Resting => false,
        };
        assert_eq!(active, status.remaining_s > 0, "{}", self.story());
        assert!(
            u32::from(status.elapsed_s) + u32::from(status.remaining_s)
                <= u32::from(self.onlooker.feature.longest_session_s)
        );
        assert_eq!(status.state == State::Resting, status.rest_s > 0);
        if !active || status.state == State::Paused {
            assert_eq!(motor, 0, "{}", self.story());
        }
    }

    /// The motor never gains more than 10 % per second.
    pub(crate) fn rises_slowly(&self) {
        let mut still_since = Duration::ZERO;
        let mut before: Option<(Duration, u8)> = None;
        for change in self.massager.motor_log().changes() {
            let (since, percent) = before.unwrap_or((still_since, 0));
            if change.percent > percent {
                let time = (change.at - since).as_millis();
                let gained = u128::from(change.percent - percent);
                assert!(gained * 100 <= time, "{}", self.story());
            }
            if change.percent == 0 {
                still_since = change.at;
            }
            before = (change.percent > 0).then_some((change.at, change.percent));
        }
    }

    pub(crate) fn story(&self) -> String {
        format!(
            "\nacts:\n{}\n{}{:?}\n{:?}",
            self.acts.join("\n"),
            transcript(&self.massager),
            self.massager.status(),
            self.onlooker
        )
    }

    /// Whatever happened, left alone it ends.
    pub(crate) fn ends_by_itself(&mut self) {
        self.rises_slowly();
        self.wait(self.onlooker.longest() + SECOND);
        assert_eq!(self.massager.motor_percent(), 0, "{}", self.story());
    }
}

pub(crate) fn transcript(massager: &Massager) -> String {
    let mut text = String::new();
    for happening in massager.happenings() {
        writeln!(text, "{happening}").expect("a string");
    }
    write!(text, "motor:\n{}", massager.motor_log()).expect("a string");
    text
}
