//! What may be told of a night beyond the essentials.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use lull_core::diary;
pub use lull_core::diary::{Daytime, Relief, Side, Situation, Trigger, Walk};

use super::{BodyPart, Score};
use crate::error::ApiError;

/// Triggers, each once.
pub type Triggers = BTreeSet<Trigger>;
/// Tags, each once.
pub type Tags = BTreeSet<String>;

uniffi::custom_type!(
    /// Triggers, each once.
    Triggers, Vec<Trigger>, {
        remote,
        lower: |triggers| triggers.into_iter().collect(),
        try_lift: |list| Ok(list.into_iter().collect()),
    }
);

uniffi::custom_type!(
    /// Tags, each once.
    Tags, Vec<String>, {
        remote,
        lower: |tags| tags.into_iter().collect(),
        try_lift: |list| Ok(list.into_iter().collect()),
    }
);

/// Which side of which body part.
pub type Sides = BTreeMap<BodyPart, Side>;

/// One body part and its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SideOf {
    pub part: BodyPart,
    pub side: Side,
}

uniffi::custom_type!(
    /// Which side of which body part.
    Sides, Vec<SideOf>, {
        remote,
        lower: |sides| sides.into_iter().map(|(part, side)| SideOf { part, side }).collect(),
        try_lift: |list| Ok(list.into_iter().map(|one| (one.part, one.side)).collect()),
    }
);

/// Everything about a night beyond the essentials; what is left out was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Details {
    #[uniffi(default = [])]
    pub sides: Sides,
    #[uniffi(default = None)]
    pub situation: Option<Situation>,
    /// Minutes at rest before symptoms began, 0 to 720.
    #[uniffi(default = None)]
    pub rest_minutes: Option<u16>,
    #[uniffi(default = None)]
    pub relief: Option<Relief>,
    #[uniffi(default = [])]
    pub walks: Vec<Walk>,
    #[uniffi(default = None)]
    pub daytime: Option<Daytime>,
    /// 0 wide awake, 10 could not stay awake.
    #[uniffi(default = None)]
    pub sleepiness: Option<u8>,
    /// 0 very low, 10 very good.
    #[uniffi(default = None)]
    pub mood: Option<u8>,
    /// Absent: not asked; empty: none of them.
    #[uniffi(default = None)]
    pub triggers: Option<Triggers>,
    #[uniffi(default = [])]
    pub tags: Tags,
}

impl From<diary::Details> for Details {
    fn from(details: diary::Details) -> Self {
        let diary::Details {
            sides,
            situation,
            rest_minutes,
            relief,
            walks,
            daytime,
            sleepiness,
            mood,
            triggers,
            tags,
        } = details;
        Self {
            sides,
            situation,
            rest_minutes,
            relief,
            walks,
            daytime,
            sleepiness: sleepiness.map(Score::value),
            mood: mood.map(Score::value),
            triggers,
            tags,
        }
    }
}

impl TryFrom<Details> for diary::Details {
    type Error = ApiError;

    fn try_from(details: Details) -> Result<Self, ApiError> {
        let Details {
            sides,
            situation,
            rest_minutes,
            relief,
            walks,
            daytime,
            sleepiness,
            mood,
            triggers,
            tags,
        } = details;
        let score = |field, value: Option<u8>| {
            value
                .map(|value| Score::new(field, value.into()))
                .transpose()
        };
        Ok(Self {
            sides,
            situation,
            rest_minutes,
            relief,
            walks,
            daytime,
            sleepiness: score("sleepiness", sleepiness)?,
            mood: score("mood", mood)?,
            triggers,
            tags,
        })
    }
}

/// Which side.
#[uniffi::remote(Enum)]
pub enum Side {
    Left,
    Right,
    Both,
}

/// What the person was doing when symptoms began.
#[uniffi::remote(Enum)]
pub enum Situation {
    Sitting,
    Lying,
    Travelling,
    /// Where one cannot get up.
    Audience,
    Other,
    Unknown,
}

/// How long relief lasted after moving or a session.
#[uniffi::remote(Enum)]
pub enum Relief {
    #[uniffi(name = "No")]
    None,
    WhileMoving,
    For {
        minutes: u16,
    },
    RestOfNight,
    Unknown,
}

/// One walk because of the legs.
#[uniffi::remote(Record)]
pub struct Walk {
    pub at: Option<Time>,
    /// 1 to 720.
    pub minutes: Option<u16>,
}

/// Symptoms of the day, while sitting still.
#[uniffi::remote(Enum)]
pub enum Daytime {
    Yes,
    #[uniffi(name = "No")]
    None,
    Unknown,
}

/// What may go with better or worse evenings.
#[uniffi::remote(Enum)]
pub enum Trigger {
    /// After midday.
    Caffeine,
    Alcohol,
    Nicotine,
    /// In the three hours before bed.
    HeavyMeal,
    ExerciseEarly,
    ExerciseLate,
    LongSitting,
    Bath,
    Stress,
    IrregularSleep,
    /// Light, noise or heat.
    Bedroom,
    Screens,
}
