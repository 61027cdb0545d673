//! `lull lab`: iron tests as the laboratory wrote them.

use clap::{Args, Subcommand};
use lull_core::app::App;
use lull_core::diary;
use lull_core::invalid::{Invalid, Reason};

use crate::exit::Failure;
use crate::input;
use crate::stage::Stage;
use crate::words::health;

#[derive(Debug, Args)]
pub(crate) struct Lab {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an iron test
    Add(Add),
    /// Iron tests, oldest first
    List,
    /// Take a wrongly entered one out
    Delete {
        /// Its number
        number: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// The day the blood was taken [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// In ng/mL, which is the same as ug/L
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    ferritin: Option<String>,
    /// Transferrin saturation in percent
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    tsat: Option<String>,
    /// Assay or laboratory, morning or not, iron taken before: assays differ
    #[arg(long, value_name = "TEXT", default_value = "")]
    remark: String,
}

impl Lab {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let now = stage.now();
        match &self.what {
            What::List => list(stage, &stage.open()?),
            What::Add(add) => {
                let tenths = |field, text: &Option<String>| {
                    text.as_deref()
                        .map(|text| diary::health::tenths(field, text))
                        .transpose()
                };
                let lab = diary::Lab {
                    date: match &add.date {
                        Some(text) => input::day("date", text)?,
                        None => now.local().date(),
                    },
                    ferritin_tenths: tenths("ferritin", &add.ferritin)?,
                    tsat_tenths: tenths("tsat", &add.tsat)?,
                    remark: add.remark.clone(),
                };
                lab.validate(&now)?;
                let app = stage.open()?;
                app.add_lab(&lab, &now)?;
                list(stage, &app)
            }
            What::Delete { number } => {
                let id = input::number("number", number, 0, i64::MAX)?;
                let app = stage.open()?;
                if !app.delete_lab(id)?.diary {
                    let got = number.clone();
                    return Err(Invalid::new("number", Reason::Unknown { got }).into());
                }
                list(stage, &app)
            }
        }
    }
}

fn list(stage: &Stage, app: &App) -> Result<(), Failure> {
    let kept = app.labs()?;
    let out = stage.out;
    if out.is_json() {
        return out.json(&kept);
    }
    if kept.is_empty() {
        return out.say(health::NO_LABS);
    }
    kept.iter()
        .try_for_each(|one| out.item(&health::numbered_lab(one)))
}
