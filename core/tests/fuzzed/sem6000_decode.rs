//! A plug with an off-timer that hears anything, and what must go before its "on".

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, and what is not listed breaks the rule"
)]

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use lull_core::device::mains::{LONGEST_ON, Learned, Milliwatts};
use lull_core::device::sem6000::frames::armed;
use lull_core::device::sem6000::{ANSWER, COMMAND, Frame, Pin, Sem6000, VENDOR};
use lull_core::device::{
    Channel, Driver, Fact, FailSafe, Intent, Level, Motion, Step, StopCause, Terms,
};

use crate::asked;

/// A longer history only repeats itself.
const MOST_HAPPENINGS: usize = 300;
/// The plug counts in whole seconds, and its clock is set a moment before its timer.
const SLACK: Duration = Duration::from_secs(6);

/// Judges the talk that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let Ok(mut plug) = Watched::new(&mut told) else {
        return;
    };
    for _ in 0..MOST_HAPPENINGS {
        if told.is_empty() || plug.happens(&mut told).is_err() {
            break;
        }
    }
}

struct Watched {
    driver: Sem6000,
    terms: Terms,
    /// Bytes of the last timer that was armed.
    asked: [u8; 6],
    /// An "off" went out at some time.
    off: bool,
    story: Vec<String>,
}

impl Watched {
    fn new(u: &mut Unstructured<'_>) -> Result<Self> {
        let pin = Pin::try_from([u.int_in_range(0..=9)?, 2, 3, 4]).expect("digits");
        let watts = |watts| Milliwatts::from_watts(watts).expect("believable");
        let learned = Learned::new(watts(0.5), watts(20.0)).expect("far apart");
        let learned = u.arbitrary::<bool>()?.then_some(learned);
        let terms = asked::terms(u)?;
        let mut driver = Sem6000::with(pin, learned);
        driver.assigned(&terms);
        driver.connected();
        Ok(Self {
            driver,
            terms,
            asked: [0; 6],
            off: false,
            story: Vec::new(),
        })
    }

    fn story(&self) -> String {
        self.story.join("\n")
    }

    fn happens(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=9)? {
            0 => {
                let steps = self.driver.connected();
                self.send(u, &steps, None)?;
            }
            1 => {
                let alive = self.driver.keep_alive(&self.terms);
                let (period, steps) = alive.expect("a plug that runs is looked at");
                assert!(!period.is_zero());
                self.send(u, &steps, None)?;
            }
            2 | 3 => {
                let intent = asked::intent(u)?;
                let now = asked::moment(u)?;
                let steps = self.driver.encode(intent, &self.terms, &now);
                self.judge_on(&steps, intent, now.monotonic);
                self.send(u, &steps, Some(intent))?;
            }
            4 => {
                const LETTERS: [&[u8]; 3] = [b"VOLCFT\0", b"FOREO", b""];
                let letters = *u.choose(&LETTERS)?;
                self.hears(VENDOR, letters);
            }
            5 => {
                let seconds = u32::from(u.arbitrary::<u16>()?).to_be_bytes();
                let action = u.int_in_range(0..=3)?;
                let timer = self.asked;
                let payload = [&[0x09, 0, action], timer.as_slice(), &seconds[1..], &[0]].concat();
                self.hears(ANSWER, &framed(&payload));
            }
            6 => {
                let on = u.int_in_range(0..=2)?;
                let watts = u.arbitrary::<u32>()?.to_be_bytes();
                let payload = [&[0x04, 0, on], &watts[1..], &[230, 0, 87, 50, 0, 0]].concat();
                self.hears(ANSWER, &framed(&payload));
            }
            7 => {
                let command = *u.choose(&[0x01, 0x03, 0x08, 0x17])?;
                let result = u.int_in_range(0..=1)?;
                self.hears(ANSWER, &framed(&[command, 0, result]));
            }
            8 => {
                let payload = asked::bytes(u, 20)?;
                self.hears(ANSWER, &framed(&payload));
            }
            _ => {
                let channel = *u.choose(&[ANSWER, VENDOR, COMMAND])?;
                let bytes = asked::bytes(u, 24)?;
                self.hears(channel, &bytes);
            }
        }
        assert_eq!(self.driver.fail_safe(&self.terms), FailSafe::DeviceTimer);
        Ok(())
    }

    /// "On" comes right after waiting for the very timer that was armed before it, which ends in time.
    fn judge_on(&self, steps: &[Step], intent: Intent, now: Duration) {
        let (mut timer, mut proof) = (None, None);
        for step in steps {
            match step {
                Step::Write { bytes, .. } => match Frame::parse(bytes) {
                    Some(Frame::ArmOffTimer { at }) => timer = Some(at),
                    Some(Frame::On) => {
                        let timer = timer.expect("on without a timer");
                        assert_eq!(
                            proof,
                            Some(armed(timer)),
                            "on without its proof: {steps:02x?}"
                        );
                        let Intent::Run { level, until } = intent else {
                            panic!("on for a stop: {steps:02x?}");
                        };
                        assert!(
                            level > Level::OFF && until > now,
                            "{intent:?}: {steps:02x?}"
                        );
                    }
                    _ => {}
                },
                Step::WaitFor { starts_with, .. } => proof = Some(starts_with.clone()),
                _ => {}
            }
        }
    }

    fn send(
        &mut self,
        u: &mut Unstructured<'_>,
        steps: &[Step],
        wanted: Option<Intent>,
    ) -> Result<()> {
        let writes = asked::writes(steps);
        self.story.push(format!("{wanted:?}: {writes:02x?}"));
        let frames: Vec<_> = writes
            .iter()
            .map(|(_, bytes)| Frame::parse(bytes))
            .collect();
        assert!(frames.iter().all(Option::is_some), "{}", self.story());
        let has = |wanted: Frame| frames.contains(&Some(wanted));
        if wanted == Some(Intent::Stop) {
            assert!(has(Frame::Off), "{}", self.story());
        }
        if wanted.is_none() {
            assert!(!has(Frame::On) && !has(Frame::Off), "{}", self.story());
        }
        assert!(!(has(Frame::On) && has(Frame::Off)), "{}", self.story());
        let left_out = u.int_in_range(0..=writes.len())?;
        for (channel, bytes) in writes.iter().take(writes.len() - left_out) {
            assert_eq!(*channel, COMMAND, "{}", self.story());
            self.driver.sending(*channel, bytes);
            match Frame::parse(bytes) {
                Some(Frame::ArmOffTimer { at }) => self.asked = at.bytes(),
                Some(Frame::Off) => self.off = true,
                _ => {}
            }
        }
        Ok(())
    }

    fn hears(&mut self, channel: Channel, bytes: &[u8]) {
        let facts = self.driver.decode(channel, bytes);
        self.story
            .push(format!("{channel:?} {bytes:02x?} -> {facts:?}"));
        for fact in &facts {
            match fact {
                Fact::State(state) => {
                    assert!(channel != COMMAND, "{}", self.story());
                    let longest = self.terms.device_timer.min(LONGEST_ON) + SLACK;
                    assert!(state.remaining <= longest, "{}", self.story());
                    let driven = state.session_id.is_some() && !self.off;
                    let timed = !state.remaining.is_zero();
                    if driven && state.motion == Motion::Running {
                        assert!(timed, "it runs without its timer: {}", self.story());
                    }
                    let client = state.stopped_by == Some(StopCause::Client);
                    assert!(!client || self.off, "nobody stopped it: {}", self.story());
                }
                Fact::Unsupported { .. } => {
                    assert!(channel == VENDOR && !bytes.starts_with(b"VOLCFT"));
                }
                Fact::Accepted { .. } | Fact::Refused { .. } => {
                    assert!(
                        channel == ANSWER && bytes.first() == Some(&0x0f),
                        "{}",
                        self.story()
                    );
                }
                // its type keeps out what no plug carries
                Fact::Power { .. } => assert_eq!(channel, ANSWER, "{}", self.story()),
                Fact::Unreadable { length } => assert_eq!(*length, bytes.len()),
                other => panic!("this plug knows no such thing: {other:?}"),
            }
        }
    }
}

/// A payload as the plug frames it, with the right sum.
fn framed(payload: &[u8]) -> Vec<u8> {
    let sum = payload
        .iter()
        .fold(1_u8, |sum, byte| sum.wrapping_add(*byte));
    let length = u8::try_from(payload.len() + 1).expect("short");
    [&[0x0f, length], payload, &[sum, 0xff, 0xff]].concat()
}
