//! The flags beyond the essentials: each may be left out, each is refused under its own name.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use lull_core::diary::details::{REST_MAX_MINUTES, STRETCH_MAX_MINUTES};
use lull_core::diary::{BodyPart, Daytime, Details, Relief, Score, Side, Situation, Trigger, Walk};
use lull_core::invalid::{Invalid, Reason};

use crate::input;
use crate::words::{details, diary};

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "More, if you like")]
pub(crate) struct DetailFlags {
    /// What you were doing: sitting, lying, travelling, audience, other, unknown
    #[arg(long, value_name = "WORD")]
    situation: Option<String>,
    /// Minutes at rest before symptoms began
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    rest: Option<String>,
    /// How long relief lasted: minutes, none, while-moving, rest-of-night, unknown
    #[arg(long, value_name = "MINUTES|WORD", allow_hyphen_values = true)]
    relief: Option<String>,
    /// Walks because of your legs: HH:MM, HH:MM/MINUTES or /MINUTES, or none
    #[arg(long, value_name = "HH:MM/MIN,...")]
    walks: Option<String>,
    /// Symptoms while sitting still that day, before 17:00: yes, none or unknown
    #[arg(long, value_name = "WORD")]
    daytime: Option<String>,
    /// Sleepiness the day after, 0 wide awake to 10
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    sleepiness: Option<String>,
    /// Mood the day after, 0 very low to 10 very good
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    mood: Option<String>,
    /// caffeine, alcohol, nicotine, heavy-meal, exercise-early, exercise-late, long-sitting, bath, stress,
    /// irregular-sleep, bedroom, screens, or none of them
    #[arg(long, value_name = "A,B")]
    triggers: Option<String>,
    /// Your own words, separated by commas, or none
    #[arg(long, value_name = "A,B")]
    tags: Option<String>,
}

/// The details that were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SaidDetails {
    situation: Option<Situation>,
    rest_minutes: Option<u16>,
    relief: Option<Relief>,
    walks: Option<Vec<Walk>>,
    daytime: Option<Daytime>,
    sleepiness: Option<Score>,
    mood: Option<Score>,
    triggers: Option<Vec<Trigger>>,
    tags: Option<BTreeSet<String>>,
}

impl DetailFlags {
    pub(super) fn said(&self) -> Result<SaidDetails, Invalid> {
        fn read<T>(
            text: Option<&String>,
            parse: impl Fn(&str) -> Result<T, Invalid>,
        ) -> Result<Option<T>, Invalid> {
            text.map(|text| parse(text)).transpose()
        }
        let score = |field, text: &str| Score::new(field, input::number(field, text, 0, 10)?);
        Ok(SaidDetails {
            situation: read(self.situation.as_ref(), |text| {
                input::word("situation", text, &details::SITUATIONS)
            })?,
            rest_minutes: read(self.rest.as_ref(), |text| {
                input::small("rest", text, 0, REST_MAX_MINUTES)
            })?,
            relief: read(self.relief.as_ref(), relief)?,
            walks: read(self.walks.as_ref(), walks)?,
            daytime: read(self.daytime.as_ref(), |text| {
                input::word("daytime", text, &details::DAYTIMES)
            })?,
            sleepiness: read(self.sleepiness.as_ref(), |text| score("sleepiness", text))?,
            mood: read(self.mood.as_ref(), |text| score("mood", text))?,
            triggers: read(self.triggers.as_ref(), |text| {
                input::words("triggers", text, &details::TRIGGERS)
            })?,
            tags: read(self.tags.as_ref(), |text| Ok(tags(text)))?,
        })
    }
}

impl SaidDetails {
    /// The kept details with these changed and no other; `sides` are those given with the body parts.
    pub(super) fn over(self, kept: Details, sides: Option<BTreeMap<BodyPart, Side>>) -> Details {
        Details {
            sides: sides.unwrap_or(kept.sides),
            situation: self.situation.or(kept.situation),
            rest_minutes: self.rest_minutes.or(kept.rest_minutes),
            relief: self.relief.or(kept.relief),
            walks: self.walks.unwrap_or(kept.walks),
            daytime: self.daytime.or(kept.daytime),
            sleepiness: self.sleepiness.or(kept.sleepiness),
            mood: self.mood.or(kept.mood),
            triggers: self
                .triggers
                .map(|triggers| triggers.into_iter().collect())
                .or(kept.triggers),
            tags: self.tags.unwrap_or(kept.tags),
        }
    }
}

/// Body parts, each with its side or without: `calves:left,feet`.
pub(super) fn parts_with_sides(
    text: &str,
) -> Result<(BTreeSet<BodyPart>, BTreeMap<BodyPart, Side>), Invalid> {
    let mut parts = BTreeSet::new();
    let mut sides = BTreeMap::new();
    if is_none(text) {
        return Ok((parts, sides));
    }
    for one in text.split(',') {
        let (part, side) = match one.split_once(':') {
            Some((part, side)) => (part, Some(side)),
            None => (one, None),
        };
        let part = input::word("body_parts", part.trim(), &diary::BODY_PARTS)?;
        parts.insert(part);
        if let Some(side) = side {
            sides.insert(
                part,
                input::word("body_parts", side.trim(), &details::SIDES)?,
            );
        }
    }
    Ok((parts, sides))
}

fn relief(text: &str) -> Result<Relief, Invalid> {
    if text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        let minutes = input::small("relief", text, 1, STRETCH_MAX_MINUTES)?;
        return Ok(Relief::For { minutes });
    }
    input::word("relief", text, &details::RELIEFS)
}

fn walks(text: &str) -> Result<Vec<Walk>, Invalid> {
    if is_none(text) {
        return Ok(Vec::new());
    }
    text.split(',').map(|one| walk(one.trim())).collect()
}

fn walk(text: &str) -> Result<Walk, Invalid> {
    let (at, minutes) = match text.split_once('/') {
        Some((at, minutes)) => (at, Some(minutes)),
        None => (text, None),
    };
    if at.is_empty() && minutes.is_none() {
        return Err(Invalid::new("walks", Reason::Missing));
    }
    Ok(Walk {
        at: match at {
            "" => None,
            at => Some(input::time("walks", at)?),
        },
        minutes: minutes
            .map(|minutes| input::small("walks", minutes, 1, STRETCH_MAX_MINUTES))
            .transpose()?,
    })
}

fn tags(text: &str) -> BTreeSet<String> {
    if is_none(text) {
        return BTreeSet::new();
    }
    text.split(',')
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_none(text: &str) -> bool {
    text.trim().is_empty() || text.trim().eq_ignore_ascii_case("none")
}
