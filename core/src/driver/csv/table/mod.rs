//! A table of nights that somebody else made: what its columns and words mean is guessed, shown, and can be changed.
//!
//! Nothing is guessed in silence: [`Guess`] tells every decision, and where two readings are equally good the import is
//! refused until the person chooses.

mod names;
mod nights;
mod text;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Refused, Row};
use crate::diary::Entry;
use crate::driver::store::OnConflict;
use crate::invalid::{Invalid, Reason};
use crate::time::Now;

pub use text::Encoding;
pub use words::DateOrder;

/// What a column can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Night,
    Bedtime,
    Symptoms,
    Onset,
    Severity,
    SleepQuality,
    GotUp,
    Helped,
    SessionUsed,
    SessionMinutes,
    SessionStart,
    Note,
}

impl Field {
    pub const ALL: [Self; 12] = [
        Self::Night,
        Self::Bedtime,
        Self::Symptoms,
        Self::Onset,
        Self::Severity,
        Self::SleepQuality,
        Self::GotUp,
        Self::Helped,
        Self::SessionUsed,
        Self::SessionMinutes,
        Self::SessionStart,
        Self::Note,
    ];

    /// The word on the command line and in errors; the one of the CSV column where there is one.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Bedtime => "bedtime",
            Self::Symptoms => "symptoms",
            Self::Onset => "onset",
            Self::Severity => "severity",
            Self::SleepQuality => "sleep_quality",
            Self::GotUp => "got_up",
            Self::Helped => "helped",
            Self::SessionUsed => "session_used",
            Self::SessionMinutes => "session_minutes",
            Self::SessionStart => "session_start",
            Self::Note => "note",
        }
    }

    /// # Errors
    /// [`Invalid`] lists the names there are.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let found = Self::ALL
            .into_iter()
            .find(|field| field.name() == text.trim());
        found.ok_or_else(|| {
            let reason = Reason::NotOneOf {
                allowed: Self::ALL.map(Self::name).join(", "),
                got: text.to_owned(),
            };
            Invalid::new("map", reason)
        })
    }
}

/// What the person decided instead of the guess; empty: everything is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportChoices {
    /// A column's header, or its number as in `#3`; an empty one leaves the field out.
    pub map: BTreeMap<Field, String>,
    pub date_order: Option<DateOrder>,
    pub delimiter: Option<char>,
    pub encoding: Option<Encoding>,
    /// How long a session ran of which only the start is told, 1 to 240 minutes.
    pub session_minutes: Option<u16>,
    /// What an empty cell about symptoms means in a row that tells other things; `None`: "don't know".
    pub unanswered: Option<Unanswered>,
    /// What becomes of a night that is in the diary as well.
    pub on_conflict: OnConflict,
}

/// What an empty cell about symptoms means in a row that tells other things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unanswered {
    /// The person filled the row in and did not know this.
    #[default]
    DontKnow,
    /// The person did not say.
    NotSaid,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGuess {
    pub header: String,
    /// `None`: not used.
    pub field: Option<Field>,
    /// Its first cell that is not empty.
    pub example: String,
}

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The file is in Lull's own columns; nothing had to be guessed.
    pub own_format: bool,
    pub encoding: Encoding,
    pub delimiter: char,
    /// `None` when every date tells its own order.
    pub date_order: Option<DateOrder>,
    pub columns: Vec<ColumnGuess>,
    /// Minutes taken for sessions of which only the start is told.
    pub assumed_minutes: Option<u16>,
    /// Ratings with a fraction, which were rounded to a whole number, a half upwards.
    pub rounded: u32,
    /// Rows with a date and nothing else: not logged, so not imported.
    pub empty_rows: u32,
    /// Rows that tell other things and leave the column of symptoms empty, which were taken for "don't know".
    pub taken_for_unknown: u32,
    /// The nights as they would be imported, in the file's order, with the number of sessions each tells.
    pub nights: Vec<(Entry, u32)>,
}

/// The rows of a file in whatever form, and how it was understood.
///
/// # Errors
/// [`Refused`] names the line and field of the first thing that cannot be kept, or the choice the person has to make.
pub(crate) fn read(
    bytes: &[u8],
    choices: &ImportChoices,
    now: &Now,
) -> Result<(Guess, Vec<Row>), Refused> {
    if choices.map.is_empty() && super::read::is_own_format(bytes) {
        let rows = super::read(bytes, now)?;
        let guess = Guess {
            own_format: true,
            encoding: Encoding::Utf8,
            delimiter: ',',
            date_order: Some(DateOrder::YearMonthDay),
            columns: Vec::new(),
            assumed_minutes: None,
            rounded: 0,
            empty_rows: 0,
            taken_for_unknown: 0,
            nights: summary(&rows),
        };
        return Ok((guess, rows));
    }
    let (encoding, content) = text::decode(bytes, choices.encoding)?;
    let (delimiter, records) = text::split(&content, choices.delimiter)?;
    let header = names::header(&records, choices)?;
    let (mut guess, rows) = nights::read(&records, &header, choices, now)?;
    guess.encoding = encoding;
    guess.delimiter = delimiter;
    guess.nights = summary(&rows);
    Ok((guess, rows))
}

fn summary(rows: &[Row]) -> Vec<(Entry, u32)> {
    let sessions = |row: &Row| u32::try_from(row.sessions.len()).unwrap_or(u32::MAX);
    rows.iter()
        .map(|row| (row.entry.clone(), sessions(row)))
        .collect()
}
