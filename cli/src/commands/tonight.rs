//! `lull tonight`: one night's change, nothing lasting.

use clap::Args;

use lull_core::app::MOVE_MOST_MINUTES;

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
    /// Remind so many minutes earlier than planned
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    earlier: Option<String>,
    /// Remind so many minutes later than planned
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    later: Option<String>,
    /// Take back what the plan learnt since last night: remind at that night's time
    #[arg(long)]
    as_yesterday: bool,
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
        let minutes = |field, text: &Option<String>| {
            let text = text.as_deref();
            text.map(|text| input::small::<i16>(field, text, 1, MOVE_MOST_MINUTES))
                .transpose()
        };
        let earlier = minutes("earlier", &self.earlier)?;
        let later = minutes("later", &self.later)?;
        let app = stage.open()?;
        let now = stage.now();
        if let Some(at) = at {
            app.remind_tonight_at(at, &now)?;
        } else if let Some(minutes_later) = later.or(earlier.map(|minutes| -minutes)) {
            app.move_tonight(minutes_later, &now)?;
        } else if self.skip {
            app.skip_tonight(&now)?;
        } else if self.as_yesterday {
            app.remind_tonight_as_yesterday(&now)?;
        } else {
            app.tonight_as_usual(&now)?;
        }
        let plan = app.plan(&now)?;
        if stage.out.is_json() {
            stage.out.json(&plan)
        } else {
            let settings = app.settings()?;
            let device = device::called(&app, &settings.device)?;
            let zone = app.clock_that_counts(&now)?.zone;
            plan::show(stage.out, "Tonight", &plan, &settings, &device, &zone)
        }
    }
}
