//! `lull import`: a diary from a file of any usual kind, shown before it is read, all of it or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use lull_core::app::App;
use lull_core::driver::csv::table::{DateOrder, Encoding, Field, Guess, ImportChoices, Unanswered};
use lull_core::driver::store::OnConflict;
use lull_core::invalid::{Invalid, Reason};
use lull_core::time::Now;

use crate::exit::Failure;
use crate::input;
use crate::prompt::Question;
use crate::stage::Stage;
use crate::words;

/// A century of nights with full notes fits; a larger file is no diary.
const LONGEST_BYTES: u64 = 256 * 1024 * 1024;

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A table of nights (CSV, from a spreadsheet or another app), or what lull export wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only show how the file would be read
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// What a column is about, as in onset=Started or onset=#4; onset= leaves it out. May be given several times.
    /// Fields: night, bedtime, symptoms, onset, severity, sleep_quality, got_up, helped, session_used,
    /// session_start, session_minutes, note
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// The order of day and month in 03/04/2026
    #[arg(long, value_name = "dmy|mdy")]
    date_format: Option<DateFormat>,
    /// What stands between the cells: a sign, or the word tab
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<String>,
    /// How letters are written
    #[arg(long, value_name = "NAME")]
    encoding: Option<Letters>,
    /// Minutes of a session of which the file tells only the start, 1 to 240
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    session_minutes: Option<String>,
    /// What an empty cell about symptoms means in a row that tells other things [default: unknown]
    #[arg(long, value_name = "unknown|unsaid")]
    no_answer: Option<NoAnswer>,
    /// A night that is in the diary too: keep the diary's, replace it, or fill in what it does not say
    #[arg(long, value_name = "WHAT", default_value = "replace")]
    on_conflict: Conflict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateFormat {
    Dmy,
    Mdy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Letters {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16")]
    Utf16,
    #[value(name = "windows-1252")]
    Windows1252,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NoAnswer {
    Unknown,
    Unsaid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Conflict {
    Keep,
    Replace,
    Fill,
}

impl Import {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let bytes = self.read()?;
        let choices = self.choices()?;
        let app = stage.open()?;
        let now = stage.now();
        if App::is_json_diary(&bytes) {
            return self.document(stage, &app, &bytes, &choices, &now);
        }
        let guess = app.preview_table(&bytes, &choices, &now)?;
        let out = stage.out;
        if self.dry_run {
            return if out.is_json() {
                out.json(&guess)
            } else {
                show(stage, &guess)
            };
        }
        // what is in Lull's own columns was not guessed, so there is nothing to ask
        if !guess.own_format && !self.yes {
            show(stage, &guess)?;
            let question = Question {
                field: "yes",
                flag: "--yes, or --dry-run to look at it first",
                text: words::keeping::ASK_IMPORT,
            };
            if !stage.prompter.confirm(question, true)? {
                return Err(Failure::Left);
            }
        }
        let before = app.plan(&now)?;
        let imported = app.import_table(&bytes, &choices, &now)?;
        if out.is_json() {
            return out.json(&imported);
        }
        out.say(&words::diary::imported(imported))?;
        let after = app.plan(&now)?;
        let zone = app.clock_that_counts(&now)?.zone;
        out.say(&words::plan::moved(&before, &after, &zone))?;
        out.say(words::keeping::UNDO_IMPORT)
    }

    fn document(
        &self,
        stage: &Stage,
        app: &App,
        bytes: &[u8],
        choices: &ImportChoices,
        now: &Now,
    ) -> Result<(), Failure> {
        if self.dry_run {
            return Err(Failure::invalid(
                "dry_run",
                words::keeping::NOTHING_TO_GUESS,
            ));
        }
        let merged = app.import_json(bytes, choices.on_conflict, now)?;
        if stage.out.is_json() {
            return stage.out.json(&merged);
        }
        stage
            .out
            .say(&format!("{}.", words::keeping::merged(merged)))?;
        for remark in words::keeping::after_document(merged) {
            stage.out.say(remark)?;
        }
        stage.out.say(words::keeping::UNDO_IMPORT)
    }

    fn read(&self) -> Result<Vec<u8>, Failure> {
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
        fs::read(&self.file).map_err(unreadable)
    }

    fn choices(&self) -> Result<ImportChoices, Failure> {
        let mut map = BTreeMap::new();
        for pair in &self.map {
            let (field, column) = pair
                .split_once('=')
                .ok_or_else(|| Failure::invalid("map", words::keeping::HOW_TO_MAP))?;
            map.insert(Field::parse(field)?, column.to_owned());
        }
        let minutes = self
            .session_minutes
            .as_deref()
            .map(|text| input::number("session_minutes", text, 1, 240))
            .transpose()?;
        let delimiter = match self.delimiter.as_deref() {
            None => None,
            Some("tab" | "\\t") => Some('\t'),
            Some(text) => {
                let mut letters = text.chars();
                match (letters.next(), letters.next()) {
                    (Some(sign), None) => Some(sign),
                    _ => return Err(Failure::invalid("delimiter", words::keeping::ONE_SIGN)),
                }
            }
        };
        Ok(ImportChoices {
            map,
            date_order: self.date_format.map(|order| match order {
                DateFormat::Dmy => DateOrder::DayMonthYear,
                DateFormat::Mdy => DateOrder::MonthDayYear,
            }),
            delimiter,
            encoding: self.encoding.map(|letters| match letters {
                Letters::Utf8 => Encoding::Utf8,
                Letters::Utf16 => Encoding::Utf16,
                Letters::Windows1252 => Encoding::Windows1252,
            }),
            session_minutes: minutes.and_then(|minutes| u16::try_from(minutes).ok()),
            unanswered: self.no_answer.map(|meant| match meant {
                NoAnswer::Unknown => Unanswered::DontKnow,
                NoAnswer::Unsaid => Unanswered::NotSaid,
            }),
            on_conflict: match self.on_conflict {
                Conflict::Keep => OnConflict::Keep,
                Conflict::Replace => OnConflict::Replace,
                Conflict::Fill => OnConflict::Fill,
            },
        })
    }
}

/// How many nights of a preview are shown.
const SHOWN_NIGHTS: usize = 5;

fn show(stage: &Stage, guess: &Guess) -> Result<(), Failure> {
    // a question's answer may go to a file: what is only to be looked at stays with the question
    let out = stage.out.as_text();
    out.say(&words::keeping::how_read(guess))?;
    for column in &guess.columns {
        out.item(&words::keeping::column(column))?;
    }
    for remark in words::keeping::remarks(guess) {
        out.say(&remark)?;
    }
    out.blank()?;
    for (entry, sessions) in guess.nights.iter().take(SHOWN_NIGHTS) {
        out.item(&words::keeping::previewed(entry, *sessions))?;
    }
    let more = guess.nights.len().saturating_sub(SHOWN_NIGHTS);
    if more > 0 {
        out.item(&words::keeping::and_more(more))?;
    }
    out.blank()
}
