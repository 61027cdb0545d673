//! One night as the person tells it. Nothing is obligatory; "none" and "don't know" are answers.

use std::collections::BTreeSet;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::diary::{Details, Walk};
use crate::invalid::{Invalid, Reason};
use crate::time::{Night, Now};

/// Longest free note that is kept, in bytes of UTF-8.
pub const NOTE_MAX_BYTES: usize = 4096;
/// Most times a person can have got up in one night.
pub const GOT_UP_MAX: u8 = 50;

/// What the person logged about a night. `None` means "not said".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub night: Night,
    pub symptoms: Option<Symptoms>,
    pub onset: Option<Onset>,
    /// Worst of the night.
    pub severity: Option<Score>,
    /// 0 worst, 10 best.
    pub sleep_quality: Option<Score>,
    /// Times got up because of the legs.
    pub got_up: Option<u8>,
    /// Lights out that night.
    pub bedtime: Option<Time>,
    /// Whether the session helped, in the person's own judgement.
    pub helped: Option<Helped>,
    pub body_parts: BTreeSet<BodyPart>,
    /// What a morning log of the essentials does not ask.
    #[serde(default)]
    pub details: Details,
    pub note: String,
}

/// Did symptoms come?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symptoms {
    Yes,
    None,
    Unknown,
}

/// When symptoms began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Onset {
    DontKnow,
    At { time: Time, source: OnsetSource },
}

/// How an onset came to be known: a tap at that moment is exact, a memory is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnsetSource {
    Live,
    Recalled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Helped {
    Yes,
    Somewhat,
    No,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyPart {
    Feet,
    Calves,
    Thighs,
    Arms,
    Trunk,
}

/// A person's own rating from 0 to 10. Not a licensed scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

impl Score {
    /// # Errors
    /// [`Invalid`] with the given field when `value` is above 10.
    pub fn new(field: &str, value: i64) -> Result<Self, Invalid> {
        u8::try_from(value)
            .ok()
            .filter(|score| *score <= 10)
            .map(Self)
            .ok_or_else(|| {
                Invalid::new(
                    field,
                    Reason::OutOfRange {
                        min: 0,
                        max: 10,
                        got: value,
                    },
                )
            })
    }

    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Score {
    type Error = Invalid;

    fn try_from(value: u8) -> Result<Self, Invalid> {
        Self::new("score", value.into())
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl Entry {
    /// A night about which nothing was said yet.
    #[must_use]
    pub fn empty(night: Night) -> Self {
        Self {
            night,
            symptoms: None,
            onset: None,
            severity: None,
            sleep_quality: None,
            got_up: None,
            bedtime: None,
            helped: None,
            body_parts: BTreeSet::new(),
            details: Details::default(),
            note: String::new(),
        }
    }

    /// The onset's clock time, when one is known.
    #[must_use]
    pub fn onset_time(&self) -> Option<Time> {
        match self.onset {
            Some(Onset::At { time, .. }) => Some(time),
            Some(Onset::DontKnow) | None => None,
        }
    }

    /// Notes "symptoms started now" on the night `now` belongs to. An earlier live tap of the same night stays: the
    /// first urge is the onset.
    pub fn symptoms_started(&mut self, now: &Now) {
        self.symptoms = Some(Symptoms::Yes);
        if !matches!(
            self.onset,
            Some(Onset::At {
                source: OnsetSource::Live,
                ..
            })
        ) {
            let local = now.local().time();
            let time = Time::constant(local.hour(), local.minute(), 0, 0);
            self.onset = Some(Onset::At {
                time,
                source: OnsetSource::Live,
            });
        }
    }

    /// Notes a walk that is over at `now` and was `minutes` long; it belongs to the night `now` belongs to.
    pub fn walked(&mut self, minutes: Option<u16>, now: &Now) {
        let local = now.local().time();
        let at = Time::constant(local.hour(), local.minute(), 0, 0);
        self.details.walks.push(Walk {
            at: Some(at),
            minutes,
        });
    }

    /// This entry with what it does not say taken from another one of the same night, field by field, as far as the two
    /// agree: a night said to be without symptoms takes over no onset.
    #[must_use]
    pub fn filled_from(&self, other: &Self) -> Self {
        // parts before their sides, because a side needs its part
        const FILLS: [fn(&mut Entry, &Entry); 19] = [
            |to, from| said(&mut to.symptoms, &from.symptoms),
            |to, from| said(&mut to.onset, &from.onset),
            |to, from| said(&mut to.severity, &from.severity),
            |to, from| said(&mut to.sleep_quality, &from.sleep_quality),
            |to, from| said(&mut to.got_up, &from.got_up),
            |to, from| said(&mut to.bedtime, &from.bedtime),
            |to, from| said(&mut to.helped, &from.helped),
            |to, from| told(&mut to.body_parts, &from.body_parts),
            |to, from| told(&mut to.note, &from.note),
            |to, from| told(&mut to.details.sides, &from.details.sides),
            |to, from| said(&mut to.details.situation, &from.details.situation),
            |to, from| said(&mut to.details.rest_minutes, &from.details.rest_minutes),
            |to, from| said(&mut to.details.relief, &from.details.relief),
            |to, from| told(&mut to.details.walks, &from.details.walks),
            |to, from| said(&mut to.details.daytime, &from.details.daytime),
            |to, from| said(&mut to.details.sleepiness, &from.details.sleepiness),
            |to, from| said(&mut to.details.mood, &from.details.mood),
            |to, from| said(&mut to.details.triggers, &from.details.triggers),
            |to, from| told(&mut to.details.tags, &from.details.tags),
        ];
        let mut filled = self.clone();
        for fill in FILLS {
            let mut more = filled.clone();
            fill(&mut more, other);
            if more.agrees().is_ok() {
                filled = more;
            }
        }
        filled
    }

    /// Times got up because of the legs, as said or as the walks tell.
    #[must_use]
    pub fn times_up(&self) -> Option<u8> {
        let walks = u8::try_from(self.details.walks.len()).unwrap_or(u8::MAX);
        match self.got_up {
            Some(said) => Some(said.max(walks)),
            None => Some(walks).filter(|walks| *walks > 0),
        }
    }

    /// Checks the entry against its ranges, against itself and against the moment it is kept.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept; nothing is changed then.
    pub fn validate(&self, now: &Now) -> Result<(), Invalid> {
        let latest = now.night();
        if self.night > latest {
            let reason = Reason::InFuture {
                latest: latest.to_string(),
                got: self.night.to_string(),
            };
            return Err(Invalid::new("night", reason));
        }
        self.agrees()
    }

    /// Checks the entry against its ranges and against itself, whenever it is kept.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub fn agrees(&self) -> Result<(), Invalid> {
        if let Some(got_up) = self.got_up.filter(|times| *times > GOT_UP_MAX) {
            let reason = Reason::OutOfRange {
                min: 0,
                max: GOT_UP_MAX.into(),
                got: got_up.into(),
            };
            return Err(Invalid::new("got_up", reason));
        }
        if self.onset_time().is_some() && self.symptoms == Some(Symptoms::None) {
            return Err(Invalid::new(
                "onset",
                Reason::Contradicts {
                    other: "symptoms".into(),
                },
            ));
        }
        if self.severity.is_some_and(|score| score.value() > 0)
            && self.symptoms == Some(Symptoms::None)
        {
            return Err(Invalid::new(
                "severity",
                Reason::Contradicts {
                    other: "symptoms".into(),
                },
            ));
        }
        self.details.validate(&self.body_parts)?;
        if self.note.len() > NOTE_MAX_BYTES {
            let reason = Reason::TooLong {
                max_bytes: NOTE_MAX_BYTES as u64,
                got_bytes: self.note.len() as u64,
            };
            return Err(Invalid::new("note", reason));
        }
        if self.note.contains('\0') {
            return Err(Invalid::new("note", Reason::ForbiddenCharacter));
        }
        Ok(())
    }
}

/// An answer that was not given is taken over.
fn said<T: Clone>(to: &mut Option<T>, from: &Option<T>) {
    if to.is_none() {
        to.clone_from(from);
    }
}

/// The same for what is empty while nothing was said.
fn told<T: Clone + Default + PartialEq>(to: &mut T, from: &T) {
    if *to == T::default() {
        to.clone_from(from);
    }
}
