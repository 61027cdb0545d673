//! `lull zone`: whose clock counts on a journey, and the answer to the question which one shall.

use clap::Args;
use lull_core::reminder::whereabouts::{Residence, ZoneAnswer};
use serde::Serialize;

use crate::exit::Failure;
use crate::input;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Zone {
    /// keep: reminders go by the clock at home; follow: by the clock here, which is home from now on. Without it, shows
    /// what holds
    #[arg(value_name = "keep|follow")]
    answer: Option<String>,
}

const ANSWERS: [(&str, ZoneAnswer); 2] = [
    ("keep", ZoneAnswer::KeepHome),
    ("follow", ZoneAnswer::FollowLocal),
];

/// Whose clock counts, for programs.
#[derive(Serialize)]
struct Shown {
    /// The zone whose clock counts.
    counts: String,
    /// The person has not said yet whose clock shall count here.
    asks: bool,
    residence: Option<Residence>,
}

impl Zone {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let answer = self
            .answer
            .as_deref()
            .map(|text| input::word("zone", text, &ANSWERS))
            .transpose()?;
        let app = stage.open()?;
        let now = stage.now();
        if let Some(answer) = answer {
            app.answer_zone(answer, &now)?;
        }
        let whereabouts = app.whereabouts(&now)?;
        if stage.out.is_json() {
            return stage.out.json(&Shown {
                counts: whereabouts.now.zone_name(),
                asks: whereabouts.asks,
                residence: app.residence()?,
            });
        }
        stage
            .out
            .say(&words::reminder::clock_that_counts(&whereabouts, &now))
    }
}
