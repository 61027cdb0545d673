//! A diary as a CSV file: which columns there are, what each may hold, and which files are refused.
//!
//! | column | holds |
//! |---|---|
//! | `night` | the evening's date, `YYYY-MM-DD`; the only column that must be there |
//! | `bedtime`, `onset` | `HH:MM`, 24 hours; before noon means the next date. `onset` may be `?`: don't know |
//! | `symptoms` | `yes`, `none`, `unknown` (or `?`) |
//! | `severity`, `sleep_quality` | 0 to 10 |
//! | `got_up` | 0 to 50 |
//! | `helped` | `yes`, `somewhat`, `no`, `unknown` (or `?`) |
//! | `body_parts` | any of `feet;calves;thighs;arms;trunk` |
//! | `session_start`, `session_minutes` | `HH:MM` and 1 to 240; several sessions as `18:40;22:31` and `25;12` |
//! | `note` | any text up to 4096 bytes, quoted where it holds commas, quotes or line breaks |
//! | `sides` | which side of a body part: `calves=left;feet=both` |
//! | `situation` | `sitting`, `lying`, `travelling`, `audience`, `other`, `unknown` (or `?`) |
//! | `rest_minutes` | 0 to 720, at rest before symptoms began |
//! | `relief` | `none`, `while_moving`, `rest_of_night`, `unknown` (or `?`), or 1 to 720 minutes |
//! | `walks` | `02:10/15;03:00;/5`: when, and after a bar how many minutes; either may be left out |
//! | `daytime` | `yes`, `none`, `unknown` (or `?`) |
//! | `sleepiness`, `mood` | 0 to 10 |
//! | `triggers` | any of the words of [`crate::diary::Trigger`], or `none` |
//! | `tags` | own words, with `;` between them |
//!
//! UTF-8 with or without a byte-order mark. Names in the first line decide, in any order; an empty cell means "not
//! logged" and leaves what the diary already holds.

mod cells;
mod details;
mod merge;
mod read;
pub mod table;
mod write;

use jiff::civil::Time;

use crate::diary::Entry;
use crate::invalid::Invalid;

pub(crate) use merge::{SessionChange, merge_entry, merge_sessions};
pub(crate) use read::read;
pub(crate) use write::write;

/// Longest file that is read, in bytes: 32 MiB, some two centuries of nights with full notes.
pub(crate) const FILE_MAX_BYTES: usize = 32 * 1024 * 1024;

/// What a file's cell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Night,
    Bedtime,
    Symptoms,
    Onset,
    Severity,
    SleepQuality,
    GotUp,
    Helped,
    BodyParts,
    SessionStart,
    SessionMinutes,
    Note,
    Sides,
    Situation,
    RestMinutes,
    Relief,
    Walks,
    Daytime,
    Sleepiness,
    Mood,
    Triggers,
    Tags,
}

impl Column {
    /// In the order they are written.
    const ALL: [Self; 22] = [
        Self::Night,
        Self::Bedtime,
        Self::Symptoms,
        Self::Onset,
        Self::Severity,
        Self::SleepQuality,
        Self::GotUp,
        Self::Helped,
        Self::BodyParts,
        Self::SessionStart,
        Self::SessionMinutes,
        Self::Note,
        Self::Sides,
        Self::Situation,
        Self::RestMinutes,
        Self::Relief,
        Self::Walks,
        Self::Daytime,
        Self::Sleepiness,
        Self::Mood,
        Self::Triggers,
        Self::Tags,
    ];

    /// The name in the first line; never changed once released.
    const fn name(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Bedtime => "bedtime",
            Self::Symptoms => "symptoms",
            Self::Onset => "onset",
            Self::Severity => "severity",
            Self::SleepQuality => "sleep_quality",
            Self::GotUp => "got_up",
            Self::Helped => "helped",
            Self::BodyParts => "body_parts",
            Self::SessionStart => "session_start",
            Self::SessionMinutes => "session_minutes",
            Self::Note => "note",
            Self::Sides => "sides",
            Self::Situation => "situation",
            Self::RestMinutes => "rest_minutes",
            Self::Relief => "relief",
            Self::Walks => "walks",
            Self::Daytime => "daytime",
            Self::Sleepiness => "sleepiness",
            Self::Mood => "mood",
            Self::Triggers => "triggers",
            Self::Tags => "tags",
        }
    }
}

/// One night as a file tells it: an absent field was not told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The physical line the record starts at, from 1.
    pub(crate) line: u64,
    pub(crate) entry: Entry,
    pub(crate) sessions: Vec<ToldSession>,
}

/// A session as a file tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ToldSession {
    /// Whole minutes.
    pub(crate) start: Time,
    pub(crate) minutes: u16,
}

/// Why a file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    File(Invalid),
    Row { line: u64, invalid: Invalid },
}

/// A time without its seconds: what a file can say of it.
fn whole_minutes(time: Time) -> Time {
    Time::constant(time.hour(), time.minute(), 0, 0)
}
