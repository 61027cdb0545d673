//! `lull replay`: nights told line by line, plans answered line by line. One process is one person.

mod lines;
mod replayed;

use std::io::{self, BufRead, Read};

use clap::Args;
use serde_json::json;

use crate::exit::Failure;
use crate::stage::Stage;

use lines::Line;
use replayed::Replayed;

/// The longest line that can mean anything; what is longer is not kept in memory.
const LINE_MOST_BYTES: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(crate) struct Replay {}

impl Replay {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let mut input = io::stdin().lock();
        let mut person = Replayed::default();
        let mut number = 0_u64;
        let mut bytes = Vec::new();
        loop {
            let Some(length) = next_line(&mut input, &mut bytes)
                .map_err(|error| Failure::file("input", "standard input".as_ref(), &error))?
            else {
                return Ok(());
            };
            number += 1;
            let line = match length {
                Length::Whole => Line::read(&bytes),
                Length::TooLong => Err(format!("longer than {LINE_MOST_BYTES} bytes")),
            };
            match line.and_then(|line| person.take(line)) {
                Ok(None) => {}
                Ok(Some(answer)) => stage.out.json_line(&answer)?,
                Err(error) => stage
                    .out
                    .json_line(&json!({ "error": error, "line": number }))?,
            }
        }
    }
}

enum Length {
    Whole,
    /// The rest of it was passed over.
    TooLong,
}

/// The next line without what is too long of it; `None` at the end.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<Length>> {
    line.clear();
    if input
        .by_ref()
        .take(LINE_MOST_BYTES)
        .read_until(b'\n', line)?
        == 0
    {
        return Ok(None);
    }
    if line.ends_with(b"\n") || u64::try_from(line.len()).unwrap_or(u64::MAX) < LINE_MOST_BYTES {
        return Ok(Some(Length::Whole));
    }
    let is_over = input.fill_buf()?.is_empty();
    if !is_over {
        input.skip_until(b'\n')?;
    }
    Ok(Some(if is_over {
        Length::Whole
    } else {
        Length::TooLong
    }))
}
