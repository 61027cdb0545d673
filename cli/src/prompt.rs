//! Who answers questions: the person at a terminal, `--yes`, or nobody.

use std::io::{self, IsTerminal};

use console::{Key, Term};
use dialoguer::theme::Theme;
use dialoguer::{Confirm, Input, MultiSelect, Select};
use lull_core::invalid::Invalid;

use crate::exit::Failure;
use crate::output::{Out, accent, quiet};
use crate::words;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompter {
    /// A person at a terminal.
    Person,
    /// `--yes`: every question gets its default, and the answer is shown.
    Yes,
    /// No terminal: a question is an error that names the flag to give instead.
    Nobody,
}

/// A question and what to give on the command line instead of answering it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) field: &'a str,
    /// Such as `--bedtime 22:30`.
    pub(crate) flag: &'a str,
    pub(crate) text: &'a str,
}

/// One key of a question answered by a single key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyChoice<T> {
    pub(crate) key: char,
    pub(crate) label: &'static str,
    pub(crate) answer: T,
}

/// The key that is Enter.
pub(crate) const ENTER: char = '\n';

impl Prompter {
    pub(crate) fn new() -> Self {
        if io::stdin().is_terminal() && io::stderr().is_terminal() {
            Self::Person
        } else {
            Self::Nobody
        }
    }

    /// Asks for a text that `parse` understands; asks again until it does.
    pub(crate) fn text<T>(
        self,
        question: Question<'_>,
        default: Option<String>,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Result<T, Failure> {
        let answer = match self {
            Self::Nobody => return Err(nobody(question)),
            Self::Yes => {
                let answer = default.ok_or_else(|| nobody(question))?;
                show(question, &answer)?;
                answer
            }
            Self::Person => {
                let mut input = Input::<String>::with_theme(&Calm)
                    .with_prompt(question.text)
                    .allow_empty(true)
                    .validate_with(|text: &String| {
                        parse(text.trim())
                            .map(|_| ())
                            .map_err(|invalid| format!("  {}", invalid.reason))
                    });
                if let Some(default) = default {
                    input = input.default(default);
                }
                input.interact_text().map_err(|error| gone(&error))?
            }
        };
        Ok(parse(answer.trim())?)
    }

    /// Asks for yes or no.
    pub(crate) fn confirm(self, question: Question<'_>, default: bool) -> Result<bool, Failure> {
        match self {
            Self::Nobody => Err(nobody(question)),
            Self::Yes => {
                show(question, words::yes_no(default))?;
                Ok(default)
            }
            Self::Person => Confirm::with_theme(&Calm)
                .with_prompt(question.text)
                .default(default)
                .interact()
                .map_err(|error| gone(&error)),
        }
    }

    /// Asks for one of several answers.
    pub(crate) fn choose<T: Copy + PartialEq>(
        self,
        question: Question<'_>,
        answers: &[(T, &str)],
        default: T,
    ) -> Result<T, Failure> {
        let at = answers
            .iter()
            .position(|(answer, _)| *answer == default)
            .unwrap_or(0);
        let chosen = match self {
            Self::Nobody => return Err(nobody(question)),
            Self::Yes => {
                show(question, answers.get(at).map_or("", |(_, label)| *label))?;
                at
            }
            Self::Person => Select::with_theme(&Calm)
                .with_prompt(question.text)
                .items(answers.iter().map(|(_, label)| *label))
                .default(at)
                .interact()
                .map_err(|error| gone(&error))?,
        };
        Ok(answers.get(chosen).map_or(default, |(answer, _)| *answer))
    }

    /// Asks which of several apply; `--yes` says none does.
    pub(crate) fn choose_many<T: Copy>(
        self,
        question: Question<'_>,
        answers: &[(T, &str)],
    ) -> Result<Vec<T>, Failure> {
        let chosen = match self {
            Self::Nobody => return Err(nobody(question)),
            Self::Yes => {
                for (_, label) in answers {
                    Out::new(false).item(label)?;
                }
                show(question, words::NONE_OF_THEM)?;
                Vec::new()
            }
            Self::Person => MultiSelect::with_theme(&Calm)
                .with_prompt(question.text)
                .items(answers.iter().map(|(_, label)| *label))
                .interact()
                .map_err(|error| gone(&error))?,
        };
        Ok(chosen
            .into_iter()
            .filter_map(|index| answers.get(index).map(|(answer, _)| *answer))
            .collect())
    }

    /// Asks for one key; `--yes` presses the first.
    pub(crate) fn key<T: Copy>(
        self,
        out: Out,
        question: Question<'_>,
        choices: &[KeyChoice<T>],
    ) -> Result<T, Failure> {
        let first = choices.first().ok_or_else(|| nobody(question))?;
        match self {
            Self::Nobody => Err(nobody(question)),
            Self::Yes => {
                show(question, first.label)?;
                Ok(first.answer)
            }
            Self::Person => {
                out.say(question.text)?;
                for choice in choices {
                    out.line(format_args!(
                        "    {:<7}{}",
                        accent(key_name(choice.key)),
                        choice.label
                    ))?;
                }
                let term = Term::stderr();
                loop {
                    let pressed = match term.read_key() {
                        Ok(Key::Enter) => ENTER,
                        Ok(Key::Char(key)) => key.to_ascii_lowercase(),
                        Ok(_) => continue,
                        Err(error) => return Err(gone_io(&error)),
                    };
                    if let Some(choice) = choices.iter().find(|choice| choice.key == pressed) {
                        out.line(format_args!("  {}", quiet(choice.label)))?;
                        return Ok(choice.answer);
                    }
                }
            }
        }
    }
}

fn key_name(key: char) -> String {
    if key == ENTER {
        words::ENTER_KEY.to_owned()
    } else {
        key.to_string()
    }
}

/// Shows the answer `--yes` gave.
fn show(question: Question<'_>, answer: &str) -> Result<(), Failure> {
    let answer = if answer.is_empty() {
        words::LEFT_EMPTY
    } else {
        answer
    };
    Out::new(false).line(format_args!(
        "  {} {} {}",
        question.text,
        accent(answer),
        quiet(words::ANSWERED_BY_YES)
    ))
}

fn nobody(question: Question<'_>) -> Failure {
    Failure::invalid(question.field, words::failure::nobody_to_ask(question))
}

fn gone(error: &dialoguer::Error) -> Failure {
    match error {
        dialoguer::Error::IO(error) => gone_io(error),
    }
}

/// The terminal went away or Ctrl-C was pressed in a question: leave; nothing of this question was kept.
fn gone_io(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::Interrupted {
        crate::output::remark(words::LEFT_A_QUESTION);
        Failure::Left
    } else {
        Failure::invalid("terminal", words::failure::terminal(error))
    }
}

/// Our look for questions: indented like everything else, defaults in brackets, no decoration.
struct Calm;

impl Theme for Calm {
    fn format_prompt(&self, f: &mut dyn std::fmt::Write, prompt: &str) -> std::fmt::Result {
        write!(f, "  {prompt}")
    }

    fn format_error(&self, f: &mut dyn std::fmt::Write, error: &str) -> std::fmt::Result {
        write!(f, "{error}")
    }

    fn format_confirm_prompt(
        &self,
        f: &mut dyn std::fmt::Write,
        prompt: &str,
        default: Option<bool>,
    ) -> std::fmt::Result {
        let hint = match default {
            Some(true) => "[Y/n]",
            Some(false) => "[y/N]",
            None => "[y/n]",
        };
        write!(f, "  {prompt} {} ", quiet(hint).for_stderr())
    }

    fn format_confirm_prompt_selection(
        &self,
        f: &mut dyn std::fmt::Write,
        prompt: &str,
        selection: Option<bool>,
    ) -> std::fmt::Result {
        let answer = selection.map_or("", words::yes_no);
        write!(f, "  {prompt} {}", accent(answer).for_stderr())
    }

    fn format_input_prompt(
        &self,
        f: &mut dyn std::fmt::Write,
        prompt: &str,
        default: Option<&str>,
    ) -> std::fmt::Result {
        match default.filter(|default| !default.is_empty()) {
            Some(default) => write!(
                f,
                "  {prompt} {} ",
                quiet(format_args!("[{default}]")).for_stderr()
            ),
            None => write!(f, "  {prompt} "),
        }
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn std::fmt::Write,
        prompt: &str,
        selection: &str,
    ) -> std::fmt::Result {
        write!(f, "  {prompt} {}", accent(selection).for_stderr())
    }

    fn format_multi_select_prompt(
        &self,
        f: &mut dyn std::fmt::Write,
        prompt: &str,
    ) -> std::fmt::Result {
        write!(
            f,
            "  {prompt}\n  {}",
            quiet(words::HOW_TO_MARK).for_stderr()
        )
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn std::fmt::Write,
        text: &str,
        active: bool,
    ) -> std::fmt::Result {
        if active {
            write!(f, "  {} {text}", accent("›").for_stderr())
        } else {
            write!(f, "    {text}")
        }
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn std::fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> std::fmt::Result {
        let cursor = if active { "›" } else { " " };
        let mark = if checked { "x" } else { " " };
        write!(f, "  {} [{mark}] {text}", accent(cursor).for_stderr())
    }

    fn format_multi_select_prompt_selection(
        &self,
        f: &mut dyn std::fmt::Write,
        prompt: &str,
        selections: &[&str],
    ) -> std::fmt::Result {
        let answer = if selections.is_empty() {
            words::NONE_OF_THEM.to_owned()
        } else {
            selections.join("; ")
        };
        write!(f, "  {prompt} {}", accent(answer).for_stderr())
    }
}
