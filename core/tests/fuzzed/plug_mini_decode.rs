//! A plug that anyone may switch: an honest one whose answers get lost, or one that says anything at all.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, and what is not listed breaks the rule"
)]

use std::collections::VecDeque;

use arbitrary::{Result, Unstructured};
use lull_core::device::plug_mini::{Advert, Frame, PlugMini};
use lull_core::device::switchbot::{COMPANY, NOTIFY, SERVICE, WRITE};
use lull_core::device::{
    Advertisement, Channel, Driver, Fact, FailSafe, Intent, Level, Motion, Step,
};

use crate::asked;

/// A longer history only repeats itself.
const MOST_HAPPENINGS: usize = 300;
/// The frame of the recipe itself, and a read for every answer that is still to come.
const LONGEST_RECIPE: usize = 18;

/// Judges the history that `data` tells.
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

/// One answer on its way.
struct Answer {
    bytes: Vec<u8>,
    /// To a read that went out after the last switching frame of its time.
    proves: bool,
}

struct Watched {
    driver: PlugMini,
    terms: lull_core::device::Terms,
    honest: bool,
    /// What the relay does.
    on: bool,
    on_the_way: VecDeque<Answer>,
    story: Vec<String>,
}

impl Watched {
    fn new(u: &mut Unstructured<'_>) -> Result<Self> {
        let honest = u.arbitrary()?;
        let terms = asked::terms(u)?;
        let mut driver = PlugMini::new();
        driver.assigned(&terms);
        driver.connected();
        Ok(Self {
            driver,
            terms,
            honest,
            on: false,
            on_the_way: VecDeque::new(),
            story: Vec::new(),
        })
    }

    fn story(&self) -> String {
        self.story.join("\n")
    }

    fn happens(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=9)? {
            0 => {
                self.on_the_way.clear();
                let steps = self.driver.connected();
                self.send(u, &steps, None)?;
            }
            1 => {
                let steps = self.driver.refresh();
                self.send(u, &steps, None)?;
            }
            2 => {
                let alive = self.driver.keep_alive(&self.terms);
                let (_, steps) = alive.expect("a plug that runs is looked at");
                self.send(u, &steps, None)?;
            }
            3 | 4 => {
                let intent = asked::intent(u)?;
                let steps = self.driver.encode(intent, &self.terms, &asked::moment(u)?);
                self.send(u, &steps, Some(intent))?;
            }
            // somebody presses its button
            5 => self.on = u.arbitrary()?,
            6 => drop(self.on_the_way.pop_front()),
            7 if !self.honest => {
                let channel = *u.choose(&[NOTIFY, NOTIFY, WRITE, Channel(SERVICE)])?;
                let bytes = asked::bytes(u, 20)?;
                self.hears(channel, &bytes, false);
            }
            8 => self.advertises(u)?,
            _ => {
                if let Some(Answer { bytes, proves }) = self.on_the_way.pop_front() {
                    self.hears(NOTIFY, &bytes, proves);
                }
            }
        }
        assert_eq!(self.driver.fail_safe(&self.terms), FailSafe::None);
        Ok(())
    }

    /// Sends the beginning of a recipe; the link may end anywhere in it.
    fn send(
        &mut self,
        u: &mut Unstructured<'_>,
        steps: &[Step],
        wanted: Option<Intent>,
    ) -> Result<()> {
        let writes = asked::writes(steps);
        self.story.push(format!("{wanted:?}: {writes:02x?}"));
        assert!(writes.len() <= LONGEST_RECIPE, "{}", self.story());
        let frames: Vec<_> = writes
            .iter()
            .map(|(_, bytes)| Frame::parse(bytes))
            .collect();
        assert!(frames.iter().all(Option::is_some), "{}", self.story());
        let runs = matches!(wanted, Some(Intent::Run { level, .. }) if level > Level::OFF);
        let offs = frames.contains(&Some(Frame::Off));
        assert!(
            runs || !frames.contains(&Some(Frame::On)),
            "on for {wanted:?}: {}",
            self.story()
        );
        assert_eq!(offs, wanted.is_some() && !runs, "{}", self.story());
        let most = u.int_in_range(0..=writes.len())?;
        for (channel, bytes) in writes.iter().take(writes.len() - most) {
            assert_eq!(*channel, WRITE, "{}", self.story());
            self.driver.sending(*channel, bytes);
            self.takes(u, Frame::parse(bytes).expect("seen"))?;
        }
        Ok(())
    }

    /// What an honest plug makes of a frame: it may stick, and off may be answered with either state.
    fn takes(&mut self, u: &mut Unstructured<'_>, frame: Frame) -> Result<()> {
        let sticks = u.ratio(1, 8)?;
        let state = match frame {
            Frame::Read => self.on,
            Frame::On | Frame::Off => {
                for answer in &mut self.on_the_way {
                    answer.proves = false;
                }
                let wanted = frame == Frame::On;
                if !sticks {
                    self.on = wanted;
                }
                wanted || u.arbitrary()?
            }
        };
        self.on_the_way.push_back(Answer {
            bytes: vec![0x01, if state { 0x80 } else { 0x00 }],
            proves: frame == Frame::Read,
        });
        Ok(())
    }

    fn hears(&mut self, channel: Channel, bytes: &[u8], proves: bool) {
        let facts = self.driver.decode(channel, bytes);
        self.story
            .push(format!("{channel:?} {bytes:02x?} -> {facts:?}"));
        assert!(!facts.is_empty(), "nothing learnt: {}", self.story());
        for fact in &facts {
            match fact {
                Fact::State(state) => {
                    assert_eq!(channel, NOTIFY, "{}", self.story());
                    let on = bytes == [0x01, 0x80];
                    assert!(on || bytes == [0x01, 0x00], "{}", self.story());
                    assert_eq!(state.motion == Motion::Running, on, "{}", self.story());
                    let proven = proves || !self.honest;
                    assert!(
                        proven,
                        "seen in an answer to something else: {}",
                        self.story()
                    );
                }
                Fact::Accepted { .. } => {
                    assert!(matches!(bytes, [0x01, 0x80 | 0x00]), "{}", self.story());
                }
                Fact::Refused { .. } => {
                    assert!(!matches!(bytes, [] | [0x01, ..]), "{}", self.story());
                }
                Fact::Unreadable { length } => assert_eq!(*length, bytes.len()),
                other => panic!("a plug knows no such thing: {other:?}"),
            }
        }
    }

    fn advertises(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let data = asked::bytes(u, 20)?;
        let advertisement = Advertisement {
            manufacturer_data: vec![(COMPANY, data)],
            ..Advertisement::default()
        };
        let facts = self.driver.decode_advertisement(&advertisement);
        let advert = Advert::of(&advertisement);
        assert_eq!(facts.is_empty(), advert.is_none(), "{advertisement:?}");
        for fact in facts {
            match fact {
                Fact::Power { .. } => {}
                Fact::State(state) => {
                    let on = advert.is_some_and(|advert| advert.on);
                    assert_eq!(state.motion == Motion::Running, on, "{advertisement:?}");
                }
                other => panic!("no advertisement says {other:?}"),
            }
        }
        Ok(())
    }
}
