//! An arm that hears anything, and when it may move.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, and what is not listed breaks the rule"
)]

use arbitrary::{Result, Unstructured};
use lull_core::device::bot::{Advert, Bot, Frame, Info, LEAST_BATTERY_PERCENT, Mode, Password};
use lull_core::device::switchbot::{DATA, DATA_BEFORE, NOTIFY, SERVICE, WRITE};
use lull_core::device::{
    Advertisement, Channel, Driver, Fact, FailSafe, Intent, Level, Refusal, Step, Terms,
};

use crate::asked;

/// A longer history only repeats itself.
const MOST_HAPPENINGS: usize = 300;
/// Being asked first, the push, and a question for every answer that is still to come.
const LONGEST_RECIPE: usize = 18;

/// Judges the talk that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let Ok(mut arm) = Watched::new(&mut told) else {
        return;
    };
    for _ in 0..MOST_HAPPENINGS {
        if told.is_empty() || arm.happens(&mut told).is_err() {
            break;
        }
    }
}

struct Watched {
    driver: Bot,
    password: Option<Password>,
    terms: Terms,
    /// Told on this connection, and not taken back since.
    mode: Option<Mode>,
    battery_percent: Option<u8>,
    story: Vec<String>,
}

impl Watched {
    fn new(u: &mut Unstructured<'_>) -> Result<Self> {
        let locked: bool = u.arbitrary()?;
        let password = locked.then(|| Password::of("1234").expect("a password"));
        let terms = asked::terms(u)?;
        let mut driver = Bot::new(password);
        driver.assigned(&terms);
        driver.connected();
        Ok(Self {
            driver,
            password,
            terms,
            mode: None,
            battery_percent: None,
            story: Vec::new(),
        })
    }

    fn story(&self) -> String {
        self.story.join("\n")
    }

    fn happens(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=7)? {
            0 => {
                let steps = self.driver.connected();
                self.mode = None;
                self.battery_percent = None;
                self.send(u, &steps, None)?;
            }
            1 | 2 => {
                let intent = asked::intent(u)?;
                let steps = self.driver.encode(intent, &self.terms, &asked::moment(u)?);
                self.send(u, &steps, Some(intent))?;
            }
            3 => self.advertises(u)?,
            4 => {
                let mut info = asked::bytes(u, 16)?;
                info.resize(info.len().max(11), 0);
                info[0] = 0x01;
                self.hears(NOTIFY, &info);
            }
            5 => self.hears(NOTIFY, &[0x01, 0xff, 0x00]),
            6 => {
                let status = u.arbitrary()?;
                self.hears(NOTIFY, &[status]);
            }
            _ => {
                let channel = *u.choose(&[NOTIFY, NOTIFY, WRITE, Channel(SERVICE)])?;
                let bytes = asked::bytes(u, 20)?;
                self.hears(channel, &bytes);
            }
        }
        assert_eq!(self.driver.fail_safe(&self.terms), FailSafe::None);
        assert_eq!(self.driver.keep_alive(&self.terms), None);
        Ok(())
    }

    fn send(
        &mut self,
        u: &mut Unstructured<'_>,
        steps: &[Step],
        wanted: Option<Intent>,
    ) -> Result<()> {
        let writes = asked::writes(steps);
        self.story.push(format!("{wanted:?}: {writes:02x?}"));
        assert!(writes.len() <= LONGEST_RECIPE, "{}", self.story());
        let frame = |bytes: &Vec<u8>| Frame::parse(bytes, self.password);
        let frames: Vec<_> = writes.iter().map(|(_, bytes)| frame(bytes)).collect();
        assert!(frames.iter().all(Option::is_some), "{}", self.story());
        let frames: Vec<_> = frames.into_iter().flatten().collect();
        let runs = matches!(wanted, Some(Intent::Run { level, .. }) if level > Level::OFF);
        let pushes: Vec<_> = frames
            .iter()
            .filter(|frame| **frame != Frame::Info)
            .collect();
        match (wanted, runs) {
            (None, _) => assert!(pushes.is_empty(), "{}", self.story()),
            (Some(_), true) => {
                assert!(
                    !frames.contains(&Frame::Off) && pushes.len() <= 1,
                    "{}",
                    self.story()
                );
            }
            (Some(_), false) => assert_eq!(pushes, [&Frame::Off], "{}", self.story()),
        }
        // Nothing moves before the mode is known, and nothing starts on an empty battery: it is asked first.
        let charged = self
            .battery_percent
            .is_some_and(|percent| percent >= LEAST_BATTERY_PERCENT);
        let known = self.mode == Some(Mode::Switch) && (charged || !runs);
        if !pushes.is_empty() && !known {
            assert_eq!(frames.first(), Some(&Frame::Info), "{}", self.story());
        }
        let left_out = u.int_in_range(0..=writes.len())?;
        for (channel, bytes) in writes.iter().take(writes.len() - left_out) {
            assert_eq!(*channel, WRITE, "{}", self.story());
            self.driver.sending(*channel, bytes);
        }
        Ok(())
    }

    fn hears(&mut self, channel: Channel, bytes: &[u8]) {
        let facts = self.driver.decode(channel, bytes);
        self.story
            .push(format!("{channel:?} {bytes:02x?} -> {facts:?}"));
        assert!(!facts.is_empty(), "nothing learnt: {}", self.story());
        let heard = channel == NOTIFY;
        if let Some(info) = Info::decode(bytes).filter(|_| heard) {
            self.mode = Some(info.mode);
            self.battery_percent = Some(info.battery_percent);
            let refused = |fact: &Fact| {
                matches!(
                    fact,
                    Fact::Refused {
                        refusal: Refusal::PressMode,
                        ..
                    }
                )
            };
            let presses = info.mode == Mode::Press;
            assert_eq!(facts.iter().any(refused), presses, "{}", self.story());
            let empty = info.battery_percent < LEAST_BATTERY_PERCENT;
            let flat = Fact::Unusable {
                refusal: Refusal::LowSupply,
            };
            assert_eq!(facts.contains(&flat), empty, "{}", self.story());
        } else if heard && matches!(bytes, [0x04 | 0x05, ..]) {
            self.mode = None;
        }
        for fact in &facts {
            match fact {
                Fact::Accepted { .. } | Fact::Capable { .. } => {
                    assert!(heard && bytes.first() == Some(&0x01), "{}", self.story());
                }
                Fact::Refused { .. } | Fact::Unusable { .. } => {
                    assert!(heard && !bytes.is_empty(), "{}", self.story());
                }
                Fact::Unreadable { length } => assert_eq!(*length, bytes.len()),
                other => panic!("an arm cannot know {other:?}"),
            }
        }
    }

    fn advertises(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let service = *u.choose(&[DATA, DATA_BEFORE])?;
        let mut data = asked::bytes(u, 6)?;
        if let Some(first) = data.first_mut().filter(|_| u.ratio(3, 4).unwrap_or(true)) {
            *first = *first & 0x80 | b'H';
        }
        let advertisement = Advertisement {
            service_data: vec![(service, data)],
            ..Advertisement::default()
        };
        let facts = self.driver.decode_advertisement(&advertisement);
        self.story
            .push(format!("{advertisement:02x?} -> {facts:?}"));
        let Some(advert) = Advert::of(&advertisement) else {
            assert_eq!(facts, [], "{}", self.story());
            return Ok(());
        };
        self.mode = Some(advert.mode);
        self.battery_percent = Some(advert.battery_percent);
        for (holds, refusal) in [
            (advert.mode == Mode::Press, Refusal::PressMode),
            (
                advert.battery_percent < LEAST_BATTERY_PERCENT,
                Refusal::LowSupply,
            ),
            (
                advert.password_set && self.password.is_none(),
                Refusal::PasswordNeeded,
            ),
        ] {
            let told = facts.contains(&Fact::Unusable { refusal });
            assert_eq!(told, holds, "{}", self.story());
        }
        Ok(())
    }
}
