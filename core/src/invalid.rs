//! What is wrong with an input: the field, and why. Typed, so that every shell can say it in its own language.

use core::fmt;

use serde::Serialize;
use thiserror::Error;

/// An input that was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[error("{field}: {reason}")]
pub struct Invalid {
    /// The field's name as in the glossary and in CSV headers, such as `severity`.
    pub field: String,
    pub reason: Reason,
}

impl Invalid {
    pub fn new(field: impl Into<String>, reason: Reason) -> Self {
        Self {
            field: field.into(),
            reason,
        }
    }
}

/// Why an input was refused. Its `Display` is the terminal's English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// Outside the allowed range, both ends allowed.
    OutOfRange { min: i64, max: i64, got: i64 },
    /// Not one of the words allowed here.
    NotOneOf { allowed: String, got: String },
    /// Not a clock time (`HH:MM`, 24 hours).
    NotATime { got: String },
    /// Not a date (`YYYY-MM-DD`).
    NotADate { got: String },
    /// Not a whole number.
    NotANumber { got: String },
    /// Not a time zone of the tz database.
    UnknownZone { got: String },
    /// A night that has not begun yet.
    InFuture { latest: String, got: String },
    /// Longer than what is kept.
    TooLong { max_bytes: u64, got_bytes: u64 },
    /// Text with a character no diary keeps (NUL).
    ForbiddenCharacter,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Needed and not given.
    Missing,
    /// Contradicts another field.
    Contradicts { other: String },
    /// Not written as it must be; `expected` says how.
    Malformed { expected: String, got: String },
    /// Something with this name is not known here.
    Unknown { got: String },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange { min, max, got } => write!(f, "{got} is outside {min} to {max}"),
            Self::NotOneOf { allowed, got } => write!(f, "“{got}” is not one of: {allowed}"),
            Self::NotATime { got } => {
                write!(f, "“{got}” is not a time; write it as HH:MM, such as 21:10")
            }
            Self::NotADate { got } => write!(
                f,
                "“{got}” is not a date; write it as YYYY-MM-DD, such as 2026-11-21"
            ),
            Self::NotANumber { got } => write!(f, "“{got}” is not a whole number"),
            Self::UnknownZone { got } => write!(
                f,
                "“{got}” is not a time zone; write it as in Europe/Berlin"
            ),
            Self::InFuture { latest, got } => {
                write!(f, "{got} has not begun yet; the latest is {latest}")
            }
            Self::TooLong {
                max_bytes,
                got_bytes,
            } => write!(f, "{got_bytes} bytes are too long; {max_bytes} are kept"),
            Self::ForbiddenCharacter => write!(f, "holds a NUL character; remove it"),
            Self::NotUtf8 => write!(f, "is not UTF-8 text; save it as UTF-8"),
            Self::Missing => write!(f, "is needed and was not given"),
            Self::Contradicts { other } => write!(f, "contradicts {other}; change one of the two"),
            Self::Malformed { expected, got } => write!(f, "“{got}” is not {expected}"),
            Self::Unknown { got } => write!(f, "“{got}” is not known here"),
        }
    }
}

/// What was typed, short enough to be shown in a sentence and without control characters.
#[must_use]
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}
