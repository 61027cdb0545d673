//! `lull import`: a diary from a CSV file, all of it or nothing.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use lull_core::invalid::{Invalid, Reason};

use crate::exit::Failure;
use crate::stage::Stage;
use crate::words;

/// A century of nights with full notes fits; a larger file is no diary.
const LONGEST_BYTES: u64 = 256 * 1024 * 1024;

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// UTF-8, with a first line of column names: night, bedtime, symptoms, onset, severity, sleep_quality, got_up,
    /// session_start, session_minutes, note (see what lull export writes)
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
}

impl Import {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let unreadable = |error: std::io::Error| {
            Failure::invalid("file", words::failure::file("file", &self.file, &error))
        };
        let got_bytes = fs::metadata(&self.file).map_err(unreadable)?.len();
        if got_bytes > LONGEST_BYTES {
            let reason = Reason::TooLong {
                max_bytes: LONGEST_BYTES,
                got_bytes,
            };
            return Err(Invalid::new("file", reason).into());
        }
        let bytes = fs::read(&self.file).map_err(unreadable)?;
        let app = stage.open()?;
        let now = stage.now();
        let before = app.plan(&now)?;
        let imported = app.import_csv(&bytes, &now)?;
        let out = stage.out;
        if out.is_json() {
            return out.json(&imported);
        }
        out.say(&words::diary::imported(imported))?;
        let after = app.plan(&now)?;
        out.say(&words::plan::moved(&before, &after, &now.zone))
    }
}
