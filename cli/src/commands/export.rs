//! `lull export`: the diary as CSV, in the columns `lull import` reads.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::exit::Failure;
use crate::output::remark;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Where to write it [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Export {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let csv = stage.open()?.export_csv()?;
        match &self.file {
            None => stage.out.raw(&csv),
            Some(file) => {
                write(file, &csv).map_err(|error| Failure::file("file", file, &error))?;
                remark(&words::diary::exported(file));
                Ok(())
            }
        }
    }
}

/// Writes beside the target and moves it there, so that an export cut off in the middle never takes an older one's
/// place. What is no plain file (`/dev/stdout`, a pipe) is written as it is.
fn write(file: &Path, csv: &str) -> std::io::Result<()> {
    if file.exists() && !file.is_file() {
        return OpenOptions::new()
            .write(true)
            .open(file)?
            .write_all(csv.as_bytes());
    }
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(csv.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}
