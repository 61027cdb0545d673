//! `lull plan`: tonight's expected start, reminder and reasons.

use clap::Args;
use jiff::tz::TimeZone;
use lull_core::plan::as_yesterday;
use lull_core::settings::Settings;

use crate::device;
use crate::exit::Failure;
use crate::output::{Out, accent, quiet};
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Plan {}

impl Plan {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        let now = stage.now();
        let plan = app.plan(&now)?;
        if stage.out.is_json() {
            return stage.out.json(&plan);
        }
        let settings = app.settings()?;
        let device = device::called(&app, &settings.device)?;
        let zone = app.clock_that_counts(&now)?.zone;
        show(stage.out, "Tonight", &plan, &settings, &device, &zone)?;
        if zone != now.zone {
            stage.out.blank()?;
            stage.out.say(&words::reminder::home_time(&plan.zone))?;
        }
        if !app.is_set_up()? {
            stage.out.blank()?;
            stage.out.say(words::plan::NOT_SET_UP)?;
        }
        Ok(())
    }
}

/// A plan as a person reads it; `device` is what a start drives, in words.
pub(crate) fn show(
    out: Out,
    heading: &str,
    plan: &lull_core::plan::Plan,
    settings: &Settings,
    device: &str,
    zone: &TimeZone,
) -> Result<(), Failure> {
    out.heading(&format!("{heading} · {}", words::night(plan.night)))?;
    out.fact("Legs may start", &words::plan::onset(plan))?;
    out.fact(
        "Reminder",
        &accent(words::plan::remind(plan, zone)).to_string(),
    )?;
    out.fact(
        "Then",
        &words::plan::then(plan.program, settings.hold_level, device),
    )?;
    if !plan.reasons.is_empty() {
        out.line(format_args!("\n  {}", quiet("Why")))?;
        for reason in &plan.reasons {
            out.item(&words::plan::reason(reason))?;
        }
    }
    if let Some(before) = as_yesterday(plan, settings) {
        out.blank()?;
        out.say(&words::plan::take_back(before))?;
    }
    Ok(())
}
