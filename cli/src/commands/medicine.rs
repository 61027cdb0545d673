//! `lull medicine`: what is taken, when and since when; a stopped one stays on the timeline.

use clap::{Args, Subcommand};
use lull_core::app::{App, MedicineRecord};
use lull_core::diary::{Medicine as Taken, MedicineClass};
use lull_core::invalid::{Invalid, Reason};
use serde_json::json;

use crate::exit::Failure;
use crate::input;
use crate::output::quiet;
use crate::stage::Stage;
use crate::words::health;

#[derive(Debug, Args)]
pub(crate) struct Medicine {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a medicine; for a changed dose, stop the old one and add a new one
    Add(Add),
    /// What is and was taken, with the numbers to name them by
    List,
    /// Note the last day of one; it stays on the timeline
    Stop(Stop),
    /// Take a wrongly entered one out
    Delete {
        /// Its number or name
        which: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// As on the package
    name: String,
    /// dopamine-agonist, levodopa, gabapentinoid, opioid, iron, ssri, tricyclic, lithium, antipsychotic,
    /// sedating-antihistamine, other, unknown [default: by the substance's name]
    #[arg(long, value_name = "WORD")]
    class: Option<String>,
    /// In your own words, such as "0.18 mg"
    #[arg(long, value_name = "TEXT", default_value = "")]
    dose: String,
    /// When it is taken
    #[arg(long, value_name = "HH:MM,HH:MM")]
    times: Option<String>,
    /// First day [default: longer ago than the diary]
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

#[derive(Debug, Args)]
struct Stop {
    /// Its number or name
    which: String,
    /// Last day it was taken [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Medicine {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let now = stage.now();
        match &self.what {
            What::List => list(stage, &stage.open()?),
            What::Add(add) => {
                let medicine = add.read()?;
                let app = stage.open()?;
                app.add_medicine(&medicine, &now)?;
                if !stage.out.is_json() && medicine.class.may_worsen() {
                    stage.out.say(health::MAY_WORSEN)?;
                    stage.out.blank()?;
                }
                list(stage, &app)
            }
            What::Stop(stop) => {
                let last = match &stop.on {
                    Some(text) => input::day("on", text)?,
                    None => now.local().date(),
                };
                let app = stage.open()?;
                let taken = app.medicines()?;
                let taken = taken.iter().filter(|kept| kept.medicine.until.is_none());
                app.stop_medicine(named(taken, &stop.which)?, last, &now)?;
                list(stage, &app)
            }
            What::Delete { which } => {
                let app = stage.open()?;
                app.delete_medicine(named(app.medicines()?.iter(), which)?)?;
                list(stage, &app)
            }
        }
    }
}

impl Add {
    fn read(&self) -> Result<Taken, Invalid> {
        Ok(Taken {
            name: self.name.clone(),
            class: match &self.class {
                Some(word) => input::word("class", word, &health::CLASSES)?,
                None => MedicineClass::of_substance(&self.name),
            },
            dose: self.dose.clone(),
            times: match &self.times {
                Some(times) => times
                    .split(',')
                    .map(|text| input::time("times", text.trim()))
                    .collect::<Result<_, _>>()?,
                None => Vec::new(),
            },
            since: self
                .since
                .as_deref()
                .map(|text| input::day("since", text))
                .transpose()?,
            until: None,
        })
    }
}

/// The number of the one that is meant, by number or by a name only one has.
fn named<'a>(kept: impl Iterator<Item = &'a MedicineRecord>, which: &str) -> Result<i64, Invalid> {
    let number: Option<i64> = which.parse().ok();
    let matches: Vec<i64> = kept
        .filter(|kept| {
            Some(kept.id) == number || kept.medicine.name.to_lowercase() == which.to_lowercase()
        })
        .map(|kept| kept.id)
        .collect();
    match matches.as_slice() {
        [one] => Ok(*one),
        [] => {
            let got = which.replace(char::is_control, "\u{fffd}");
            Err(Invalid::new("medicine", Reason::Unknown { got }))
        }
        [_, ..] => Err(Invalid::new(
            "medicine",
            Reason::Malformed {
                expected: "one medicine; use its number from lull medicine list".into(),
                got: which.replace(char::is_control, "\u{fffd}"),
            },
        )),
    }
}

fn list(stage: &Stage, app: &App) -> Result<(), Failure> {
    let kept = app.medicines()?;
    let out = stage.out;
    if out.is_json() {
        let shown: Vec<_> = kept
            .iter()
            .map(|kept| {
                json!({
                    "id": kept.id,
                    "medicine": kept.medicine,
                    "may_worsen": kept.medicine.class.may_worsen(),
                })
            })
            .collect();
        return out.json(&shown);
    }
    if kept.is_empty() {
        return out.say(health::NO_MEDICINES);
    }
    for one in &kept {
        out.item(&health::numbered_medicine(one))?;
    }
    if kept
        .iter()
        .any(|kept| kept.medicine.class == MedicineClass::Unknown)
    {
        out.blank()?;
        out.line(quiet(
            "  Say what kind it is with --class; some flags depend on it.",
        ))?;
    }
    Ok(())
}
