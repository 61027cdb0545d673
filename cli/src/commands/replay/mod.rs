//! `lull replay`: nights told line by line, plans answered line by line. One process is one person.

mod lines;
mod replayed;

use std::io::{self, BufRead};

use clap::Args;
use serde_json::json;

use crate::exit::Failure;
use crate::stage::Stage;

use lines::Line;
use replayed::Replayed;

#[derive(Debug, Args)]
pub(crate) struct Replay {}

impl Replay {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let mut input = io::stdin().lock();
        let mut person = Replayed::default();
        let mut number = 0_u64;
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = input
                .read_until(b'\n', &mut bytes)
                .map_err(|error| Failure::file("input", "standard input".as_ref(), &error))?;
            if read == 0 {
                return Ok(());
            }
            number += 1;
            match Line::read(&bytes).and_then(|line| person.take(line)) {
                Ok(None) => {}
                Ok(Some(answer)) => stage.out.json_line(&answer)?,
                Err(error) => stage
                    .out
                    .json_line(&json!({ "error": error, "line": number }))?,
            }
        }
    }
}
