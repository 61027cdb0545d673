//! `lull walk`: back from a walk because of the legs; one line, nothing asked, nothing bright.

use clap::Args;
use lull_core::diary::details::STRETCH_MAX_MINUTES;

use crate::exit::Failure;
use crate::input;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Walk {
    /// How long it was
    #[arg(value_name = "MINUTES")]
    minutes: Option<String>,
}

impl Walk {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let minutes = self
            .minutes
            .as_deref()
            .map(|text| input::small("minutes", text, 1, STRETCH_MAX_MINUTES))
            .transpose()?;
        let entry = stage.open()?.walked(minutes, &stage.now())?;
        if stage.out.is_json() {
            return stage.out.json(&entry);
        }
        stage.out.say(&words::details::walked(&entry))
    }
}
