//! `lull export`: the diary as CSV, for spreadsheets, or as JSON, with everything in it. `lull import` reads both.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::exit::Failure;
use crate::output::remark;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Where to write it [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// csv holds the nights; json holds everything [default: by the file's ending, else csv]
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
                write(file, &text).map_err(|error| Failure::file("file", file, &error))?;
                remark(&words::diary::exported(file));
                Ok(())
            }
        }
    }
}

/// Writes beside the target and moves it there, so that an export cut off in the middle never takes an older one's
/// place. What is no plain file (`/dev/stdout`, a pipe) is written as it is.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if file.exists() && !file.is_file() {
        return OpenOptions::new()
            .write(true)
            .open(file)?
            .write_all(text.as_bytes());
    }
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}
