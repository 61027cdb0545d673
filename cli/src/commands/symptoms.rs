//! `lull symptoms`: they started now.

use clap::Args;

use crate::exit::Failure;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Symptoms {}

impl Symptoms {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        let now = stage.now();
        let entry = app.symptoms_started(&now)?;
        if stage.out.is_json() {
            return stage.out.json(&entry);
        }
        let out = stage.out;
        out.heading(&format!("Night of {}", words::night(entry.night)))?;
        for (label, value) in words::diary::entry(&entry) {
            out.fact(label, &value)?;
        }
        out.blank()?;
        out.say(&words::plan::after_symptoms(
            &app.plan(&now)?,
            &app.clock_that_counts(&now)?.zone,
        ))
    }
}
