//! `lull export`: the diary as CSV, for spreadsheets, or as JSON, with everything in it. `lull import` reads both.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::Failure;
use crate::output::remark;
use crate::stage::Stage;
use crate::{whole_file, words};

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Where to write it [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// csv holds the nights; json holds everything but the passwords of your devices [default: by the file's ending,
    /// else csv]. Either can be read by whoever has the file
    #[arg(long, value_name = "csv|json")]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

impl Export {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        let by_ending = || {
            let ending = self.file.as_deref()?.extension()?;
            ending.eq_ignore_ascii_case("json").then_some(Format::Json)
        };
        let text = match self.format.or_else(by_ending).unwrap_or(Format::Csv) {
            Format::Csv => app.export_csv()?,
            Format::Json => app.export_json(&stage.now())?,
        };
        match &self.file {
            None => stage.out.raw(&text),
            Some(file) => {
                whole_file::write(file, text.as_bytes())
                    .map_err(|error| Failure::file("file", file, &error))?;
                remark(&words::diary::exported(file));
                Ok(())
            }
        }
    }
}
