//! `lull tonight`: one night's change, nothing lasting.

use clap::Args;

use super::plan;
use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::stage::Stage;

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Tonight {
    /// No reminder tonight
    #[arg(long)]
    skip: bool,
    /// Remind at this time tonight
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    /// Take back what was asked for tonight
    #[arg(long)]
    as_usual: bool,
}

impl Tonight {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let at = self
            .at
            .as_deref()
            .map(|text| input::time("at", text))
            .transpose()?;
        let app = stage.open()?;
        let now = stage.now();
        if let Some(at) = at {
            app.remind_tonight_at(at, &now)?;
        } else if self.skip {
            app.skip_tonight(&now)?;
        } else {
            app.tonight_as_usual(&now)?;
        }
        let plan = app.plan(&now)?;
        if stage.out.is_json() {
            stage.out.json(&plan)
        } else {
            let settings = app.settings()?;
            let device = device::called(&app, &settings.device)?;
            plan::show(stage.out, "Tonight", &plan, &settings, &device, &now.zone)
        }
    }
}
