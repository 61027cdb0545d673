//! What goes beyond the essentials of a night, in words: the same on the command line and on the page.

use lull_core::diary::{BodyPart, Daytime, Details, Entry, Relief, Side, Situation, Trigger, Walk};

use super::{count, diary, time};

pub(crate) const SIDES: [(&str, Side); 3] = [
    ("left", Side::Left),
    ("right", Side::Right),
    ("both", Side::Both),
];

pub(crate) const SITUATIONS: [(&str, Situation); 6] = [
    ("sitting", Situation::Sitting),
    ("lying", Situation::Lying),
    ("travelling", Situation::Travelling),
    ("audience", Situation::Audience),
    ("other", Situation::Other),
    ("unknown", Situation::Unknown),
];

pub(crate) const RELIEFS: [(&str, Relief); 4] = [
    ("none", Relief::None),
    ("while-moving", Relief::WhileMoving),
    ("rest-of-night", Relief::RestOfNight),
    ("unknown", Relief::Unknown),
];

pub(crate) const DAYTIMES: [(&str, Daytime); 3] = [
    ("yes", Daytime::Yes),
    ("none", Daytime::None),
    ("unknown", Daytime::Unknown),
];

pub(crate) const TRIGGERS: [(&str, Trigger); 12] = [
    ("caffeine", Trigger::Caffeine),
    ("alcohol", Trigger::Alcohol),
    ("nicotine", Trigger::Nicotine),
    ("heavy-meal", Trigger::HeavyMeal),
    ("exercise-early", Trigger::ExerciseEarly),
    ("exercise-late", Trigger::ExerciseLate),
    ("long-sitting", Trigger::LongSitting),
    ("bath", Trigger::Bath),
    ("stress", Trigger::Stress),
    ("irregular-sleep", Trigger::IrregularSleep),
    ("bedroom", Trigger::Bedroom),
    ("screens", Trigger::Screens),
];

pub(crate) fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words
        .iter()
        .find(|(_, known)| known == value)
        .map_or("", |(word, _)| word)
}

/// `calves left`.
pub(crate) fn part_and_side(part: BodyPart, details: &Details) -> String {
    let part_word = diary::body_part(part);
    match details.sides.get(&part) {
        Some(side) => format!("{part_word} {}", word(&SIDES, side)),
        None => part_word.to_owned(),
    }
}

pub(crate) fn relief(relief: Relief) -> String {
    match relief {
        Relief::None => "none".to_owned(),
        Relief::WhileMoving => "only while moving".to_owned(),
        Relief::For { minutes } => format!("for {minutes} min"),
        Relief::RestOfNight => "for the rest of the night".to_owned(),
        Relief::Unknown => "you don't know how long".to_owned(),
    }
}

pub(crate) fn walk(walk: Walk) -> String {
    match (walk.at, walk.minutes) {
        (Some(at), Some(minutes)) => format!("{} for {minutes} min", time(at)),
        (Some(at), None) => time(at),
        (None, Some(minutes)) => format!("{minutes} min"),
        (None, None) => "one".to_owned(),
    }
}

/// `heavy meal`.
pub(crate) fn trigger(trigger: Trigger) -> String {
    word(&TRIGGERS, &trigger).replace('-', " ")
}

pub(crate) fn walked(entry: &Entry) -> String {
    let walks = entry.details.walks.len();
    format!(
        "Noted in tonight's diary: {} so far.",
        count(walks as u64, "walk", "walks")
    )
}

/// Label and value of each detail that was said.
pub(crate) fn facts(details: &Details) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let began = match (details.situation, details.rest_minutes) {
        (Some(situation), Some(minutes)) => Some(format!(
            "{}, after {minutes} min at rest",
            word(&SITUATIONS, &situation)
        )),
        (Some(situation), None) => Some(word(&SITUATIONS, &situation).to_owned()),
        (None, Some(minutes)) => Some(format!("after {minutes} min at rest")),
        (None, None) => None,
    };
    facts.extend(began.map(|began| ("Began", began)));
    facts.extend(details.relief.map(|told| ("Relief lasted", relief(told))));
    if !details.walks.is_empty() {
        let walks: Vec<_> = details.walks.iter().map(|one| walk(*one)).collect();
        facts.push(("Walked", walks.join(", ")));
    }
    let daytime = details.daytime.map(|said| word(&DAYTIMES, &said));
    facts.extend(daytime.map(|said| ("Daytime", said.to_owned())));
    let of_ten = |score: lull_core::diary::Score| format!("{} of 10", score.value());
    facts.extend(
        details
            .sleepiness
            .map(|score| ("Sleepiness", of_ten(score))),
    );
    facts.extend(details.mood.map(|score| ("Mood", of_ten(score))));
    facts.extend(details.triggers.as_ref().map(|set| {
        let words: Vec<_> = set.iter().map(|one| trigger(*one)).collect();
        let told = if words.is_empty() {
            "none of them".to_owned()
        } else {
            words.join(", ")
        };
        ("The day held", told)
    }));
    if !details.tags.is_empty() {
        let tags: Vec<_> = details.tags.iter().map(String::as_str).collect();
        facts.push(("Tags", tags.join(", ")));
    }
    facts
}
