//! The diary in words: what a field's words are on the command line, and how an entry reads.

use std::path::Path;

use lull_core::app::Imported;
use lull_core::diary::{BodyPart, Entry, Helped, Onset, OnsetSource, Symptoms};

use lull_core::time::Night;

use super::{count, time};

pub(crate) const SYMPTOMS: [(&str, Symptoms); 3] = [
    ("yes", Symptoms::Yes),
    ("none", Symptoms::None),
    ("unknown", Symptoms::Unknown),
];

pub(crate) const HELPED: [(&str, Helped); 4] = [
    ("yes", Helped::Yes),
    ("somewhat", Helped::Somewhat),
    ("no", Helped::No),
    ("unknown", Helped::Unknown),
];

pub(crate) const BODY_PARTS: [(&str, BodyPart); 5] = [
    ("feet", BodyPart::Feet),
    ("calves", BodyPart::Calves),
    ("thighs", BodyPart::Thighs),
    ("arms", BodyPart::Arms),
    ("trunk", BodyPart::Trunk),
];

pub(crate) const SYMPTOMS_ANSWERS: [(Symptoms, &str); 3] = [
    (Symptoms::Yes, "yes"),
    (Symptoms::None, "no"),
    (Symptoms::Unknown, "don't know"),
];

pub(crate) const HELPED_ANSWERS: [(Helped, &str); 4] = [
    (Helped::Yes, "yes"),
    (Helped::Somewhat, "somewhat"),
    (Helped::No, "no"),
    (Helped::Unknown, "don't know"),
];

pub(crate) const ASK_SYMPTOMS: &str = "Did symptoms come?";
pub(crate) const ASK_ONSET: &str = "When did they start? (HH:MM, or unknown)";
pub(crate) const ASK_SEVERITY: &str = "Worst of the night, 0 to 10?";
pub(crate) const ASK_SLEEP: &str = "Sleep, 0 worst to 10 best?";
pub(crate) const ASK_GOT_UP: &str = "How often did you get up because of your legs?";
pub(crate) const ASK_HELPED: &str = "Did the session help?";
pub(crate) const ASK_NOTE: &str = "A note?";

pub(crate) fn log_heading(night: Night) -> String {
    format!(
        "Night of {} · Enter leaves an answer out",
        super::night(night)
    )
}

pub(crate) fn kept_heading(night: Night) -> String {
    format!("Kept · night of {}", super::night(night))
}

pub(crate) const CLEARED_WITHOUT_SYMPTOMS: &str = "A night without symptoms has no start and no severity, so what was kept of them was taken out.";
pub(crate) const NO_NIGHTS: &str =
    "No nights yet. Log one with lull log, or read a diary from a file with lull import.";
pub(crate) const NO_NIGHTS_IN_RANGE: &str = "No nights in this range; lull nights lists them all.";

/// What an import did.
pub(crate) fn imported(imported: Imported) -> String {
    let mut text = format!(
        "Read {}: {} new, {} changed, {} as they were",
        count(imported.nights, "night", "nights"),
        imported.added,
        imported.changed,
        imported.unchanged
    );
    if imported.sessions_added > 0 {
        text.push_str(&format!(
            "; {} added",
            count(imported.sessions_added, "session", "sessions")
        ));
    }
    text.push('.');
    text
}

pub(crate) fn exported(file: &Path) -> String {
    format!("The diary was written to {}.", file.display())
}

pub(crate) fn symptoms(symptoms: Symptoms) -> &'static str {
    match symptoms {
        Symptoms::Yes => "yes",
        Symptoms::None => "none",
        Symptoms::Unknown => "unknown",
    }
}

pub(crate) fn helped(helped: Helped) -> &'static str {
    match helped {
        Helped::Yes => "yes",
        Helped::Somewhat => "somewhat",
        Helped::No => "no",
        Helped::Unknown => "unknown",
    }
}

pub(crate) fn body_part(part: BodyPart) -> &'static str {
    match part {
        BodyPart::Feet => "feet",
        BodyPart::Calves => "calves",
        BodyPart::Thighs => "thighs",
        BodyPart::Arms => "arms",
        BodyPart::Trunk => "trunk",
    }
}

/// `21:10`, or `unknown`: as it is given on the command line.
pub(crate) fn onset_value(onset: Onset) -> String {
    match onset {
        Onset::DontKnow => "unknown".to_owned(),
        Onset::At { time: at, .. } => time(at),
    }
}

fn onset(onset: Onset) -> String {
    match onset {
        Onset::DontKnow => "you don't know when".to_owned(),
        Onset::At {
            time: at,
            source: OnsetSource::Live,
        } => format!("{}, noted at that moment", time(at)),
        Onset::At {
            time: at,
            source: OnsetSource::Recalled,
        } => format!("{}, from memory", time(at)),
    }
}

/// What is kept of a night: label and value of each field that was said.
pub(crate) fn entry(entry: &Entry) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    facts.extend(
        entry
            .symptoms
            .map(|said| ("Symptoms", symptoms(said).to_owned())),
    );
    facts.extend(entry.onset.map(|said| ("Started", onset(said))));
    facts.extend(
        entry
            .severity
            .map(|score| ("Worst severity", format!("{} of 10", score.value()))),
    );
    facts.extend(
        entry
            .sleep_quality
            .map(|score| ("Sleep", format!("{} of 10", score.value()))),
    );
    facts.extend(
        entry
            .got_up
            .map(|times| ("Got up", count(times, "time", "times"))),
    );
    facts.extend(entry.bedtime.map(|bedtime| ("Lights out", time(bedtime))));
    facts.extend(
        entry
            .helped
            .map(|said| ("Session helped", helped(said).to_owned())),
    );
    if !entry.body_parts.is_empty() {
        let parts: Vec<_> = entry
            .body_parts
            .iter()
            .map(|part| super::details::part_and_side(*part, &entry.details))
            .collect();
        facts.push(("Where", parts.join(", ")));
    }
    facts.extend(super::details::facts(&entry.details));
    if !entry.note.is_empty() {
        facts.push(("Note", entry.note.replace(char::is_control, " ")));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_flag_are_the_words_that_are_shown() {
        for (word, value) in SYMPTOMS {
            assert_eq!(symptoms(value), word);
        }
        for (word, value) in HELPED {
            assert_eq!(helped(value), word);
        }
        for (word, value) in BODY_PARTS {
            assert_eq!(body_part(value), word);
        }
    }
}
