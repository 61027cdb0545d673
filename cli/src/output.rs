//! How things are printed: text on stdout in at most 80 columns, or JSON; a reader that went away is no error.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use console::{StyledObject, measure_text_width, style};
use serde::Serialize;

use crate::exit::Failure;

/// Widest line we print.
pub(crate) const COLUMNS: usize = 80;
/// Where the values of a list of facts begin.
const LABEL_COLUMNS: usize = 17;

/// The way out for everything a command prints.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Out {
    json: bool,
}

impl Out {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether JSON was asked for.
    pub(crate) fn is_json(self) -> bool {
        self.json
    }

    /// The same way out, but for text only.
    pub(crate) fn as_text(self) -> Self {
        Self { json: false }
    }

    pub(crate) fn line(self, text: impl Display) -> Result<(), Failure> {
        written(writeln!(io::stdout().lock(), "{text}"))
    }

    pub(crate) fn blank(self) -> Result<(), Failure> {
        self.line("")
    }

    /// Bytes as they are, for exports.
    pub(crate) fn raw(self, text: &str) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        written(
            stdout
                .write_all(text.as_bytes())
                .and_then(|()| stdout.flush()),
        )
    }

    /// One value as JSON over several lines.
    pub(crate) fn json(self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from);
        written(text.and_then(|text| writeln!(io::stdout().lock(), "{text}")))
    }

    /// One value as JSON on one line, for streams.
    pub(crate) fn json_line(self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(io::Error::from);
        written(text.and_then(|text| {
            let mut stdout = io::stdout().lock();
            writeln!(stdout, "{text}").and_then(|()| stdout.flush())
        }))
    }

    /// A heading between two blank lines.
    pub(crate) fn heading(self, text: &str) -> Result<(), Failure> {
        self.line(format_args!("\n  {}\n", style(text).bold()))
    }

    /// A label and its value, aligned with its neighbours; a long value is wrapped under itself.
    pub(crate) fn fact(self, label: &str, value: &str) -> Result<(), Failure> {
        let padding = LABEL_COLUMNS.saturating_sub(measure_text_width(label));
        let indent = 2 + LABEL_COLUMNS;
        for (index, part) in wrapped(value, COLUMNS - indent).iter().enumerate() {
            if index == 0 {
                self.line(format_args!(
                    "  {}{:padding$}{part}",
                    style(label).dim(),
                    ""
                ))?;
            } else {
                self.line(format_args!("{:indent$}{part}", ""))?;
            }
        }
        Ok(())
    }

    /// A sentence, wrapped, indented like the facts.
    pub(crate) fn say(self, text: &str) -> Result<(), Failure> {
        for part in wrapped(text, COLUMNS - 2) {
            self.line(format_args!("  {part}"))?;
        }
        Ok(())
    }

    /// A line with its moment before it; a long one is wrapped under itself.
    pub(crate) fn noted(self, at: &str, text: &str) -> Result<(), Failure> {
        for (index, part) in wrapped(text, COLUMNS - 12).iter().enumerate() {
            let at = if index == 0 { at } else { "" };
            self.line(format_args!(
                "  {}  {part}",
                style(format_args!("{at:8}")).dim()
            ))?;
        }
        Ok(())
    }

    /// A sentence of a list.
    pub(crate) fn item(self, text: &str) -> Result<(), Failure> {
        for (index, part) in wrapped(text, COLUMNS - 4).iter().enumerate() {
            let bullet = if index == 0 { "·" } else { " " };
            self.line(format_args!("  {} {part}", style(bullet).dim()))?;
        }
        Ok(())
    }
}

/// What deserves the eye: the one colour we use, an amber that is kind to eyes in the dark.
pub(crate) fn accent<D: Display>(text: D) -> StyledObject<D> {
    style(text).yellow()
}

/// What may be overlooked.
pub(crate) fn quiet<D: Display>(text: D) -> StyledObject<D> {
    style(text).dim()
}

/// A side remark on stderr, where it never mixes with data. A closed stderr changes nothing.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Breaks text at spaces so that no line is wider than `columns`; a longer word stays whole.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let needs_new_line = lines.last().is_some_and(|line| {
            !line.is_empty() && measure_text_width(line) + 1 + measure_text_width(word) > columns
        });
        if needs_new_line {
            lines.push(word.to_owned());
        } else if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::OutputClosed
        } else {
            Failure::file("output", Path::new("standard output"), &error)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn wrapping_loses_no_word_and_keeps_the_width(words in prop::collection::vec("[a-zé·]{1,12}", 1..40)) {
            let lines = wrapped(&words.join(" "), 30);
            prop_assert!(lines.iter().all(|line| measure_text_width(line) <= 30), "{lines:?}");
            let again: Vec<_> = lines.iter().flat_map(|line| line.split(' ')).collect();
            prop_assert_eq!(again, words);
        }
    }
}
