//! The morning log as questions: under twenty seconds, every answer may be left empty.

use lull_core::diary::entry::GOT_UP_MAX;
use lull_core::diary::{Entry, Score, Symptoms};
use lull_core::invalid::Invalid;

use crate::exit::Failure;
use crate::input;
use crate::prompt::{Prompter, Question};
use crate::words::diary;

/// Asks about the night of `entry`; what is already in it is offered as the answer.
pub(crate) fn ask(
    prompter: Prompter,
    mut entry: Entry,
    with_session: bool,
) -> Result<Entry, Failure> {
    let symptoms = prompter.choose(
        question(
            "symptoms",
            "--symptoms yes|none|unknown",
            diary::ASK_SYMPTOMS,
        ),
        &diary::SYMPTOMS_ANSWERS,
        entry.symptoms.unwrap_or(Symptoms::Yes),
    )?;
    entry.symptoms = Some(symptoms);
    match symptoms {
        Symptoms::Yes => {
            entry.onset = optional(
                prompter,
                question("onset", "--onset HH:MM", diary::ASK_ONSET),
                entry.onset.map(diary::onset_value),
                input::onset,
            )?;
            entry.severity = optional(
                prompter,
                question("severity", "--severity N", diary::ASK_SEVERITY),
                entry.severity.map(|score| score.value().to_string()),
                |text| score("severity", text),
            )?;
        }
        Symptoms::None => {
            entry.onset = None;
            entry.severity = None;
        }
        Symptoms::Unknown => {}
    }
    entry.sleep_quality = optional(
        prompter,
        question("sleep", "--sleep N", diary::ASK_SLEEP),
        entry.sleep_quality.map(|score| score.value().to_string()),
        |text| score("sleep", text),
    )?;
    entry.got_up = optional(
        prompter,
        question("got_up", "--got-up N", diary::ASK_GOT_UP),
        entry.got_up.map(|times| times.to_string()),
        |text| input::small("got_up", text, 0, GOT_UP_MAX),
    )?;
    if with_session {
        entry.helped = Some(prompter.choose(
            question(
                "helped",
                "--helped yes|somewhat|no|unknown",
                diary::ASK_HELPED,
            ),
            &diary::HELPED_ANSWERS,
            entry.helped.unwrap_or(lull_core::diary::Helped::Unknown),
        )?);
    }
    entry.note = prompter.text(
        question("note", "--note TEXT", diary::ASK_NOTE),
        Some(entry.note.clone()),
        |text| Ok(text.to_owned()),
    )?;
    Ok(entry)
}

fn question<'a>(field: &'a str, flag: &'a str, text: &'a str) -> Question<'a> {
    Question { field, flag, text }
}

/// An answer that may be left empty; `-` takes out what was kept.
fn optional<T>(
    prompter: Prompter,
    question: Question<'_>,
    kept: Option<String>,
    parse: impl Fn(&str) -> Result<T, Invalid>,
) -> Result<Option<T>, Failure> {
    prompter.text(
        question,
        Some(kept.unwrap_or_default()),
        |text| match text {
            "" | "-" => Ok(None),
            text => parse(text).map(Some),
        },
    )
}

fn score(field: &str, text: &str) -> Result<Score, Invalid> {
    Score::new(field, input::number(field, text, 0, 10)?)
}
