//! What a single cell may hold, and how it is told what is wrong with it.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::de::DeserializeOwned;

use super::ToldSession;
use crate::diary::entry::GOT_UP_MAX;
use crate::diary::{BodyPart, Helped, Onset, OnsetSource, Score, Symptoms};
use crate::driver::store::columns::from_word;
use crate::driver::store::diary::SET_SEPARATOR;
use crate::invalid::{Invalid, Reason};
use crate::time::Night;

/// A column's name and what a row holds there.
pub(super) type Cell<'a> = (&'static str, &'a str);

/// Shortest and longest session a file may tell, in minutes.
const SESSION_MINUTES: (i64, i64) = (1, 240);
/// Earlier years are typing mistakes.
const FIRST_YEAR: i16 = 1900;
/// How much of a wrong cell an error repeats.
const CLIP_CHARS: usize = 60;

/// A cell's text; the field's name is for the error.
pub(super) fn text<'a>(field: &str, bytes: &'a [u8]) -> Result<&'a str, Invalid> {
    let text = core::str::from_utf8(bytes).map_err(|_| Invalid::new(field, Reason::NotUtf8))?;
    if text.contains('\0') {
        return Err(Invalid::new(field, Reason::ForbiddenCharacter));
    }
    Ok(text)
}

pub(super) fn night((field, cell): Cell<'_>) -> Result<Night, Invalid> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err(Invalid::new(field, Reason::Missing));
    }
    let digits = |range: core::ops::Range<usize>| {
        cell.get(range)
            .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let date = match (
        digits(0..4),
        cell.get(4..5),
        digits(5..7),
        cell.get(7..8),
        digits(8..10),
    ) {
        (Some(year), Some("-"), Some(month), Some("-"), Some(day)) if cell.len() == 10 => {
            numbers(year, month, day)
        }
        _ => None,
    };
    date.filter(|date| date.year() >= FIRST_YEAR)
        .map(Night::new)
        .ok_or_else(|| Invalid::new(field, Reason::NotADate { got: clipped(cell) }))
}

fn numbers(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

pub(super) fn time((field, cell): Cell<'_>) -> Result<Option<Time>, Invalid> {
    match cell.trim() {
        "" => Ok(None),
        cell => clock_time(cell)
            .map(Some)
            .ok_or_else(|| Invalid::new(field, Reason::NotATime { got: clipped(cell) })),
    }
}

pub(super) fn onset((field, cell): Cell<'_>) -> Result<Option<Onset>, Invalid> {
    if cell.trim() == "?" {
        return Ok(Some(Onset::DontKnow));
    }
    let source = OnsetSource::Recalled;
    Ok(time((field, cell))?.map(|time| Onset::At { time, source }))
}

pub(super) fn symptoms(cell: Cell<'_>) -> Result<Option<Symptoms>, Invalid> {
    answer(cell, "yes, none, unknown, ?", Symptoms::Unknown)
}

pub(super) fn helped(cell: Cell<'_>) -> Result<Option<Helped>, Invalid> {
    answer(cell, "yes, somewhat, no, unknown, ?", Helped::Unknown)
}

pub(super) fn score((field, cell): Cell<'_>) -> Result<Option<Score>, Invalid> {
    number(field, cell)?
        .map(|value| Score::new(field, value))
        .transpose()
}

pub(super) fn got_up((field, cell): Cell<'_>) -> Result<Option<u8>, Invalid> {
    let range = (0, i64::from(GOT_UP_MAX));
    number(field, cell)?
        .map(|value| in_range(field, value, range))
        .transpose()
}

pub(super) fn body_parts((field, cell): Cell<'_>) -> Result<BTreeSet<BodyPart>, Invalid> {
    cell.split(SET_SEPARATOR)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| one_of(field, part, "feet, calves, thighs, arms, trunk"))
        .collect()
}

/// Starts and minutes belong together one by one.
pub(super) fn sessions(
    (start_field, starts): Cell<'_>,
    (minutes_field, minutes): Cell<'_>,
) -> Result<Vec<ToldSession>, Invalid> {
    let starts: Vec<&str> = parts(starts);
    let minutes: Vec<&str> = parts(minutes);
    for index in 0..starts.len().max(minutes.len()) {
        if starts.get(index).is_none_or(|part| part.is_empty()) {
            return Err(Invalid::new(start_field, Reason::Missing));
        }
        if minutes.get(index).is_none_or(|part| part.is_empty()) {
            return Err(Invalid::new(minutes_field, Reason::Missing));
        }
    }
    let session = |(start, minutes): (&&str, &&str)| {
        let start = clock_time(start).ok_or_else(|| {
            let got = clipped(start);
            Invalid::new(start_field, Reason::NotATime { got })
        })?;
        let minutes = number(minutes_field, minutes)?
            .ok_or_else(|| Invalid::new(minutes_field, Reason::Missing))?;
        let minutes = in_range(minutes_field, minutes, SESSION_MINUTES)?;
        Ok(ToldSession { start, minutes })
    };
    starts.iter().zip(&minutes).map(session).collect()
}

fn parts(cell: &str) -> Vec<&str> {
    if cell.trim().is_empty() {
        return Vec::new();
    }
    cell.split(SET_SEPARATOR).map(str::trim).collect()
}

/// `H:MM`, `HH:MM`, or the same with `:00` behind, as spreadsheets write times.
pub(super) fn clock_time(cell: &str) -> Option<Time> {
    let cell = cell
        .strip_suffix(":00")
        .filter(|rest| rest.contains(':'))
        .unwrap_or(cell);
    let (hour, minute) = cell.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(hour) && digits(minute) && (1..=2).contains(&hour.len()) && minute.len() == 2) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

pub(super) fn number(field: &str, cell: &str) -> Result<Option<i64>, Invalid> {
    match cell.trim() {
        "" => Ok(None),
        cell => cell
            .parse()
            .map(Some)
            .map_err(|_| Invalid::new(field, Reason::NotANumber { got: clipped(cell) })),
    }
}

pub(super) fn in_range<T: TryFrom<i64>>(
    field: &str,
    value: i64,
    (min, max): (i64, i64),
) -> Result<T, Invalid> {
    let reason = Reason::OutOfRange {
        min,
        max,
        got: value,
    };
    Some(value)
        .filter(|value| (min..=max).contains(value))
        .and_then(|value| T::try_from(value).ok())
        .ok_or_else(|| Invalid::new(field, reason))
}

pub(super) fn answer<T: DeserializeOwned>(
    (field, cell): Cell<'_>,
    allowed: &str,
    unknown: T,
) -> Result<Option<T>, Invalid> {
    match cell.trim() {
        "" => Ok(None),
        "?" => Ok(Some(unknown)),
        cell => one_of(field, cell, allowed).map(Some),
    }
}

pub(super) fn one_of<T: DeserializeOwned>(
    field: &str,
    cell: &str,
    allowed: &str,
) -> Result<T, Invalid> {
    from_word(&cell.to_ascii_lowercase()).ok_or_else(|| {
        let reason = Reason::NotOneOf {
            allowed: allowed.to_owned(),
            got: clipped(cell),
        };
        Invalid::new(field, reason)
    })
}

pub(super) fn clipped(cell: &str) -> String {
    let mut clipped: String = cell.chars().take(CLIP_CHARS).collect();
    if clipped.len() < cell.len() {
        clipped.push('…');
    }
    clipped
}
