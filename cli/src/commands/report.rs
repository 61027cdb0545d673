//! `lull report`: one page for the doctor, as text, PDF or FHIR.

use std::path::{Path, PathBuf};

use clap::Args;
use lull_core::report::Language;
use lull_core::report::text::text;
use lull_core::time::Night;

use crate::exit::Failure;
use crate::input;
use crate::output::remark;
use crate::stage::Stage;
use crate::{whole_file, words};

/// Nights of a page when none are named.
const USUAL_NIGHTS: i32 = 90;

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The first night [default: 90 nights before the last]
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last night [default: last night]
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Write the page as PDF
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// Write the page as text; without a file to standard output, as when nothing is asked for
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    text: Option<PathBuf>,
    /// Write the nights as an HL7 FHIR R4 Bundle
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    fhir: Option<PathBuf>,
    /// en or de
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
}

impl Report {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let now = stage.now();
        let night = |field, text: &Option<String>| {
            text.as_deref()
                .map(|text| input::night(field, text))
                .transpose()
        };
        let last = Night::new(now.local().date()).plus(-1);
        let to = night("to", &self.to)?.unwrap_or(last);
        let from = night("from", &self.from)?.unwrap_or(to.plus(1 - USUAL_NIGHTS));
        let languages = [("en", Language::En), ("de", Language::De)];
        let language = input::word("language", &self.language, &languages)?;
        let app = stage.open()?;
        let page = app.doctor_page(from, to, language, &now)?;
        if let Some(file) = &self.pdf {
            let bytes = app.report_pdf(from, to, language, &now)?;
            write("pdf", file, &bytes)?;
        }
        if let Some(file) = &self.fhir {
            let bundle = app.fhir_bundle(from, to, &now)?;
            let json = serde_json::to_string_pretty(&bundle).map_err(std::io::Error::from);
            let json = json.map_err(|error| Failure::file("fhir", file, &error))? + "\n";
            self.give(stage, "fhir", file, &json)?;
        }
        if let Some(file) = &self.text {
            return self.give(stage, "text", file, &text(&page));
        }
        if self.pdf.is_none() && self.fhir.is_none() {
            return if stage.out.is_json() {
                stage.out.json(&page)
            } else {
                stage.out.raw(&text(&page))
            };
        }
        Ok(())
    }

    fn give(&self, stage: &Stage, field: &str, file: &Path, text: &str) -> Result<(), Failure> {
        if file == Path::new("-") {
            stage.out.raw(text)
        } else {
            write(field, file, text.as_bytes())
        }
    }
}

fn write(field: &str, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    whole_file::write(file, bytes).map_err(|error| Failure::file(field, file, &error))?;
    remark(&words::trends::written(file));
    Ok(())
}
