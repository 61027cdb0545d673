//! What may be told of a night beyond the essentials: each part left out means "not said", and "none" is an answer.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::diary::{BodyPart, Score};
use crate::invalid::{Invalid, Reason};

/// Longest rest before symptoms that is kept, in minutes: half a day.
pub const REST_MAX_MINUTES: u16 = 720;
/// Longest relief and longest walk that are kept, in minutes.
pub const STRETCH_MAX_MINUTES: u16 = 720;
/// Most walks of one night.
pub const WALKS_MAX: usize = 20;
/// Most tags of one night, and the longest one in bytes of UTF-8.
pub const TAGS_MAX: usize = 20;
pub const TAG_MAX_BYTES: usize = 60;

/// Everything about a night that a morning log of four taps does not ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Which side of a body part, where that was said; only for parts the entry names.
    pub sides: BTreeMap<BodyPart, Side>,
    /// What the person was doing when symptoms began.
    pub situation: Option<Situation>,
    /// Minutes at rest before symptoms began, 0 to 720.
    pub rest_minutes: Option<u16>,
    /// How long relief lasted after the session or the walk.
    pub relief: Option<Relief>,
    /// Walks of the night, because of the legs.
    pub walks: Vec<Walk>,
    /// Symptoms while sitting still on the day of the evening, before 17:00.
    pub daytime: Option<Daytime>,
    /// 0 wide awake, 10 could not stay awake; the day after the night.
    pub sleepiness: Option<Score>,
    /// 0 very low, 10 very good; the day after the night.
    pub mood: Option<Score>,
    /// What the day and evening held. `None`: not asked; an empty set: none of them.
    pub triggers: Option<BTreeSet<Trigger>>,
    /// The person's own words.
    pub tags: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Left,
    Right,
    Both,
}

/// What the person was doing when symptoms began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    Sitting,
    Lying,
    /// In a car, bus, train or plane.
    Travelling,
    /// In a cinema, theatre, lecture: where one cannot get up.
    Audience,
    Other,
    Unknown,
}

/// How long relief lasted after moving or a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Relief {
    /// There was none.
    None,
    /// Only as long as it went on.
    WhileMoving,
    /// For some minutes after, 1 to 720.
    For {
        minutes: u16,
    },
    RestOfNight,
    Unknown,
}

/// One walk because of the legs; a time or length left out was not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    pub at: Option<Time>,
    /// 1 to 720.
    pub minutes: Option<u16>,
}

/// Symptoms of the day, while sitting still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Daytime {
    Yes,
    None,
    Unknown,
}

/// What may go with better or worse evenings. Some people notice them; none is a cause for everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Coffee, tea, cola, energy drinks after midday.
    Caffeine,
    Alcohol,
    Nicotine,
    /// A heavy meal in the three hours before bed.
    HeavyMeal,
    /// Exercise that ended well before the evening.
    ExerciseEarly,
    /// Exercise in the evening.
    ExerciseLate,
    LongSitting,
    /// A warm bath.
    Bath,
    Stress,
    /// Bed or rising at an unusual time.
    IrregularSleep,
    /// Light, noise or heat in the bedroom.
    Bedroom,
    /// Screens in bed or just before it.
    Screens,
}

impl Trigger {
    pub const ALL: [Self; 12] = [
        Self::Caffeine,
        Self::Alcohol,
        Self::Nicotine,
        Self::HeavyMeal,
        Self::ExerciseEarly,
        Self::ExerciseLate,
        Self::LongSitting,
        Self::Bath,
        Self::Stress,
        Self::IrregularSleep,
        Self::Bedroom,
        Self::Screens,
    ];
}

impl Details {
    /// True when nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks every part against its range; `body_parts` are the ones the entry names.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub fn validate(&self, body_parts: &BTreeSet<BodyPart>) -> Result<(), Invalid> {
        if self.sides.keys().any(|part| !body_parts.contains(part)) {
            let other = "body_parts".into();
            return Err(Invalid::new("sides", Reason::Contradicts { other }));
        }
        if let Some(minutes) = self.rest_minutes {
            within("rest_minutes", minutes.into(), 0, REST_MAX_MINUTES.into())?;
        }
        if let Some(Relief::For { minutes }) = self.relief {
            within("relief", minutes.into(), 1, STRETCH_MAX_MINUTES.into())?;
        }
        within("walks", length(self.walks.len()), 0, length(WALKS_MAX))?;
        for walk in &self.walks {
            if let Some(minutes) = walk.minutes {
                within("walks", minutes.into(), 1, STRETCH_MAX_MINUTES.into())?;
            }
        }
        within("tags", length(self.tags.len()), 0, length(TAGS_MAX))?;
        self.tags.iter().try_for_each(|tag| check_tag(tag))
    }
}

/// A tag is one to sixty bytes of text on one line, without a comma or semicolon and without spaces around it.
fn check_tag(tag: &str) -> Result<(), Invalid> {
    if tag.is_empty() {
        return Err(Invalid::new("tags", Reason::Missing));
    }
    if tag.len() > TAG_MAX_BYTES {
        let reason = Reason::TooLong {
            max_bytes: TAG_MAX_BYTES as u64,
            got_bytes: tag.len() as u64,
        };
        return Err(Invalid::new("tags", reason));
    }
    if tag.trim() != tag || tag.contains([',', ';']) || tag.contains(char::is_control) {
        let reason = Reason::Malformed {
            expected: "a word or a few on one line, without comma or semicolon".into(),
            got: tag.replace(char::is_control, "\u{fffd}"),
        };
        return Err(Invalid::new("tags", reason));
    }
    Ok(())
}

fn within(field: &str, got: i64, min: i64, max: i64) -> Result<(), Invalid> {
    if (min..=max).contains(&got) {
        Ok(())
    } else {
        Err(Invalid::new(field, Reason::OutOfRange { min, max, got }))
    }
}

fn length(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
