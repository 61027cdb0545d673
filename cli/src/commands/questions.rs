//! `lull questions`: what the person wants to ask, and what the doctor will ask about; both go on the doctor's page.

use clap::Args;

use crate::exit::Failure;
use crate::input;
use crate::stage::Stage;
use crate::words::health;

#[derive(Debug, Args)]
pub(crate) struct Questions {
    /// One of up to three questions, in place of the ones kept; none takes them out
    #[arg(long, value_name = "TEXT")]
    ask: Vec<String>,
    /// family-history, kidney-disease, neuropathy, parkinsons, pregnancy, or none
    #[arg(long, value_name = "A,B")]
    background: Option<String>,
}

impl Questions {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let background = self
            .background
            .as_deref()
            .map(|text| input::words("background", text, &health::BACKGROUNDS))
            .transpose()?;
        let app = stage.open()?;
        let mut words = app.for_doctor()?;
        if let Some(background) = background {
            words.background = background.into_iter().collect();
        }
        match self.ask.as_slice() {
            [] => {}
            [none] if none.eq_ignore_ascii_case("none") => words.questions.clear(),
            asked => words.questions = asked.to_vec(),
        }
        app.save_for_doctor(&words)?;
        let out = stage.out;
        if out.is_json() {
            return out.json(&words);
        }
        if words.questions.is_empty() {
            out.say(health::NO_QUESTIONS)?;
        }
        for question in health::questions(&words) {
            out.item(&question)?;
        }
        if !words.background.is_empty() {
            let told: Vec<_> = words
                .background
                .iter()
                .map(|one| health::background(*one))
                .collect();
            out.blank()?;
            out.fact("Background", &told.join(", "))?;
        }
        Ok(())
    }
}
