//! The questions about a night, one answer at a time.

use jiff::civil::Time;
use lull_core::app;
use lull_core::diary;

use super::diary::score;
use super::{
    BodyPart, Daytime, Entry, Helped, Onset, Relief, Side, Situation, Symptoms, Tags, Trigger, Walk,
};
use crate::error::ApiError;

/// One answer about a night; without a value it takes the answer back. The first six are the morning's own, the others
/// are asked only of those who want to tell more.
///
/// A type of its own rather than a remote one: its scores must be refused under their own names.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum MorningAnswer {
    Symptoms {
        symptoms: Option<Symptoms>,
    },
    Onset {
        onset: Option<Onset>,
    },
    /// Worst of the night, 0 to 10.
    Severity {
        severity: Option<u8>,
    },
    /// 0 worst, 10 best.
    SleepQuality {
        sleep_quality: Option<u8>,
    },
    /// Times got up because of the legs.
    GotUp {
        got_up: Option<u8>,
    },
    Helped {
        helped: Option<Helped>,
    },
    /// Lights out that night.
    Bedtime {
        bedtime: Option<Time>,
    },
    /// Whether it was felt there.
    BodyPart {
        part: BodyPart,
        felt: bool,
    },
    /// On which side of a part; of one that was not named, this names it.
    Side {
        part: BodyPart,
        side: Option<Side>,
    },
    Situation {
        situation: Option<Situation>,
    },
    /// Minutes at rest before symptoms began, 0 to 720.
    RestMinutes {
        minutes: Option<u16>,
    },
    Relief {
        relief: Option<Relief>,
    },
    /// All walks of the night.
    Walks {
        walks: Vec<Walk>,
    },
    Daytime {
        daytime: Option<Daytime>,
    },
    /// 0 wide awake, 10 could not stay awake.
    Sleepiness {
        sleepiness: Option<u8>,
    },
    /// 0 very low, 10 very good.
    Mood {
        mood: Option<u8>,
    },
    Trigger {
        trigger: Trigger,
        present: bool,
    },
    /// None of the triggers; `false` takes that back.
    NoTriggers {
        none: bool,
    },
    /// All tags of the night.
    Tags {
        tags: Tags,
    },
    /// Anything, in the person's own words; spaces around it are left out.
    Note {
        note: String,
    },
}

impl TryFrom<MorningAnswer> for diary::MorningAnswer {
    type Error = ApiError;

    fn try_from(answer: MorningAnswer) -> Result<Self, ApiError> {
        Ok(match answer {
            MorningAnswer::Symptoms { symptoms } => Self::Symptoms(symptoms),
            MorningAnswer::Onset { onset } => Self::Onset(onset),
            MorningAnswer::Severity { severity } => Self::Severity(score("severity", severity)?),
            MorningAnswer::SleepQuality { sleep_quality } => {
                Self::SleepQuality(score("sleep_quality", sleep_quality)?)
            }
            MorningAnswer::GotUp { got_up } => Self::GotUp(got_up),
            MorningAnswer::Helped { helped } => Self::Helped(helped),
            MorningAnswer::Bedtime { bedtime } => Self::Bedtime(bedtime),
            MorningAnswer::BodyPart { part, felt } => Self::BodyPart { part, felt },
            MorningAnswer::Side { part, side } => Self::Side { part, side },
            MorningAnswer::Situation { situation } => Self::Situation(situation),
            MorningAnswer::RestMinutes { minutes } => Self::RestMinutes(minutes),
            MorningAnswer::Relief { relief } => Self::Relief(relief),
            MorningAnswer::Walks { walks } => Self::Walks(walks),
            MorningAnswer::Daytime { daytime } => Self::Daytime(daytime),
            MorningAnswer::Sleepiness { sleepiness } => {
                Self::Sleepiness(score("sleepiness", sleepiness)?)
            }
            MorningAnswer::Mood { mood } => Self::Mood(score("mood", mood)?),
            MorningAnswer::Trigger { trigger, present } => Self::Trigger { trigger, present },
            MorningAnswer::NoTriggers { none } => Self::NoTriggers(none),
            MorningAnswer::Tags { tags } => Self::Tags(tags),
            MorningAnswer::Note { note } => Self::Note(note),
        })
    }
}

/// What the morning's screen shows.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Morning {
    /// What was said so far.
    pub entry: Entry,
    /// Onset times to choose from with one tap, in the night's order.
    pub onset_choices: Vec<Time>,
    /// A massage ran that night, so that it can be asked whether it helped.
    pub had_session: bool,
}

impl From<app::Morning> for Morning {
    fn from(morning: app::Morning) -> Self {
        let app::Morning {
            entry,
            onset_choices,
            had_session,
        } = morning;
        Self {
            entry: entry.into(),
            onset_choices,
            had_session,
        }
    }
}
