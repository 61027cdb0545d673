//! The cells of what a night holds beyond the essentials, both ways.

use std::collections::{BTreeMap, BTreeSet};

use super::Column;
use super::cells::{Cell, answer, clipped, clock_time, in_range, number, one_of, score};
use super::write::hours_and_minutes;
use crate::diary::details::{REST_MAX_MINUTES, STRETCH_MAX_MINUTES};
use crate::diary::{BodyPart, Daytime, Details, Relief, Side, Situation, Trigger, Walk};
use crate::driver::store::columns::word;
use crate::driver::store::diary::{SET_SEPARATOR, words_text};
use crate::invalid::{Invalid, Reason};

/// Between a part and its side.
const SIDE_SEPARATOR: char = '=';
/// Between a walk's time and its minutes.
const WALK_SEPARATOR: char = '/';
/// "None of them", which is an answer; an empty cell is none.
const NONE: &str = "none";

pub(super) fn sides((field, cell): Cell<'_>) -> Result<BTreeMap<BodyPart, Side>, Invalid> {
    items(cell)
        .map(|pair| {
            let (part, side) = pair.split_once(SIDE_SEPARATOR).ok_or_else(|| {
                malformed(field, "a part with its side, such as calves=left", pair)
            })?;
            Ok((
                one_of(field, part.trim(), "feet, calves, thighs, arms, trunk")?,
                one_of(field, side.trim(), "left, right, both")?,
            ))
        })
        .collect()
}

pub(super) fn situation(cell: Cell<'_>) -> Result<Option<Situation>, Invalid> {
    answer(
        cell,
        "sitting, lying, travelling, audience, other, unknown, ?",
        Situation::Unknown,
    )
}

pub(super) fn rest_minutes((field, cell): Cell<'_>) -> Result<Option<u16>, Invalid> {
    number(field, cell)?
        .map(|minutes| in_range(field, minutes, (0, REST_MAX_MINUTES.into())))
        .transpose()
}

pub(super) fn relief((field, cell): Cell<'_>) -> Result<Option<Relief>, Invalid> {
    Ok(Some(match cell.trim().to_ascii_lowercase().as_str() {
        "" => return Ok(None),
        NONE => Relief::None,
        "while_moving" => Relief::WhileMoving,
        "rest_of_night" => Relief::RestOfNight,
        "unknown" | "?" => Relief::Unknown,
        minutes if minutes.starts_with(|first: char| first.is_ascii_digit()) => Relief::For {
            minutes: stretch(field, minutes)?,
        },
        other => {
            let reason = Reason::NotOneOf {
                allowed: "none, while_moving, rest_of_night, unknown, ?, or minutes".to_owned(),
                got: clipped(other),
            };
            return Err(Invalid::new(field, reason));
        }
    }))
}

pub(super) fn walks((field, cell): Cell<'_>) -> Result<Vec<Walk>, Invalid> {
    items(cell)
        .map(|walk| {
            let (at, minutes) = match walk.split_once(WALK_SEPARATOR) {
                Some((at, minutes)) => (at.trim(), minutes.trim()),
                None => (walk, ""),
            };
            Ok(Walk {
                at: match at {
                    "" => None,
                    at => Some(clock_time(at).ok_or_else(|| {
                        let got = clipped(at);
                        Invalid::new(field, Reason::NotATime { got })
                    })?),
                },
                minutes: match minutes {
                    "" => None,
                    minutes => Some(stretch(field, minutes)?),
                },
            })
        })
        .collect()
}

pub(super) fn daytime(cell: Cell<'_>) -> Result<Option<Daytime>, Invalid> {
    answer(cell, "yes, none, unknown, ?", Daytime::Unknown)
}

pub(super) fn triggers((field, cell): Cell<'_>) -> Result<Option<BTreeSet<Trigger>>, Invalid> {
    match cell.trim() {
        "" => Ok(None),
        cell if cell.eq_ignore_ascii_case(NONE) => Ok(Some(BTreeSet::new())),
        cell => {
            let allowed = Trigger::ALL.map(word).join(", ");
            items(cell)
                .map(|trigger| one_of(field, trigger, &allowed))
                .collect::<Result<_, _>>()
                .map(Some)
        }
    }
}

pub(super) fn tags((_, cell): Cell<'_>) -> BTreeSet<String> {
    items(cell).map(str::to_owned).collect()
}

/// Everything of a row beyond the essentials; `cell` gives the cell of a column by its name.
pub(super) fn read<'a>(cell: impl Fn(Column) -> Cell<'a>) -> Result<Details, Invalid> {
    Ok(Details {
        sides: sides(cell(Column::Sides))?,
        situation: situation(cell(Column::Situation))?,
        rest_minutes: rest_minutes(cell(Column::RestMinutes))?,
        relief: relief(cell(Column::Relief))?,
        walks: walks(cell(Column::Walks))?,
        daytime: daytime(cell(Column::Daytime))?,
        sleepiness: score(cell(Column::Sleepiness))?,
        mood: score(cell(Column::Mood))?,
        triggers: triggers(cell(Column::Triggers))?,
        tags: tags(cell(Column::Tags)),
    })
}

pub(super) fn relief_text(relief: Relief) -> String {
    match relief {
        Relief::None => NONE.to_owned(),
        Relief::WhileMoving => "while_moving".to_owned(),
        Relief::For { minutes } => minutes.to_string(),
        Relief::RestOfNight => "rest_of_night".to_owned(),
        Relief::Unknown => "unknown".to_owned(),
    }
}

pub(super) fn walks_text(walks: &[Walk]) -> String {
    let one = |walk: &Walk| {
        let at = walk.at.map(hours_and_minutes).unwrap_or_default();
        match walk.minutes {
            Some(minutes) => format!("{at}{WALK_SEPARATOR}{minutes}"),
            // a walk of which nothing is known is one all the same
            None if at.is_empty() => WALK_SEPARATOR.to_string(),
            None => at,
        }
    };
    let walks: Vec<String> = walks.iter().map(one).collect();
    walks.join(&SET_SEPARATOR.to_string())
}

pub(super) fn triggers_text(triggers: &BTreeSet<Trigger>) -> String {
    if triggers.is_empty() {
        NONE.to_owned()
    } else {
        words_text(triggers)
    }
}

pub(super) fn tags_text(tags: &BTreeSet<String>) -> String {
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    tags.join(&SET_SEPARATOR.to_string())
}

/// A file knows no seconds: walks that differ in nothing else are the same.
pub(super) fn same_walks(kept: &[Walk], told: &[Walk]) -> bool {
    let whole = |walk: &Walk| Walk {
        at: walk.at.map(super::whole_minutes),
        minutes: walk.minutes,
    };
    kept.iter().map(whole).eq(told.iter().map(whole))
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SET_SEPARATOR)
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn stretch(field: &str, cell: &str) -> Result<u16, Invalid> {
    let minutes = number(field, cell)?.ok_or_else(|| Invalid::new(field, Reason::Missing))?;
    in_range(field, minutes, (1, STRETCH_MAX_MINUTES.into()))
}

fn malformed(field: &str, expected: &str, got: &str) -> Invalid {
    let reason = Reason::Malformed {
        expected: expected.to_owned(),
        got: clipped(got),
    };
    Invalid::new(field, reason)
}
