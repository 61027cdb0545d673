//! `lull trends`: how a stretch of nights was, as a page, as JSON or as charts.

use std::path::PathBuf;

use clap::Args;
use lull_core::app::{App, TRENDS_MAX_NIGHTS};
use lull_core::diary::four_weeks::FourWeeks;
use lull_core::diary::trends::{Trends, Week};
use lull_core::settings::OFFERS;
use lull_core::time::Now;
use serde_json::json;

use crate::charts;
use crate::exit::Failure;
use crate::input;
use crate::output::{Out, quiet, remark};
use crate::stage::Stage;
use crate::words::trends as say;
use crate::{whole_file, words};

#[derive(Debug, Args)]
pub(crate) struct TrendsPage {
    /// How many nights back, such as 7, 28 or 90
    #[arg(long, value_name = "N", default_value_t = OFFERS.nights_at_first.to_string())]
    nights: String,
    /// Write the charts into this folder as SVG
    #[arg(long, value_name = "DIR")]
    svg: Option<PathBuf>,
}

impl TrendsPage {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let nights = input::small("nights", &self.nights, 7, TRENDS_MAX_NIGHTS)?;
        let now = stage.now();
        let app = stage.open()?;
        let trends = app.trends(nights, &now)?;
        if let Some(folder) = &self.svg {
            let told = app.told()?;
            let charts = charts::all(told.between(trends.from, trends.to), &trends);
            let charts = charts.map_err(|error| Failure::Storage {
                field: "svg".to_owned(),
                message: say::not_drawn(&error),
            })?;
            for chart in charts {
                let file = folder.join(chart.name);
                std::fs::create_dir_all(folder)
                    .and_then(|()| whole_file::write(&file, chart.svg.as_bytes()))
                    .map_err(|error| Failure::file("svg", &file, &error))?;
                remark(&say::written(&file));
            }
        }
        let four_weeks = app.four_weeks(&now)?;
        if stage.out.is_json() {
            let associations = app.associations(nights, &now)?;
            return stage.out.json(&json!({
                "trends": trends,
                "four_weeks": four_weeks,
                "associations": associations,
            }));
        }
        if trends.all.logged == 0 {
            return stage.out.say(say::NOTHING_LOGGED);
        }
        page(stage.out, &trends)?;
        if let Some(four_weeks) = four_weeks {
            four_weeks_page(stage.out, &four_weeks)?;
        }
        associations_page(stage.out, &app, nights, &now)
    }
}

fn page(out: Out, trends: &Trends) -> Result<(), Failure> {
    out.heading(&say::heading(trends))?;
    for (label, value) in say::facts(trends) {
        out.fact(label, &value)?;
    }
    out.blank()?;
    out.line(quiet(say::WEEK_HEADER))?;
    for week in &trends.weeks {
        out.line(week_line(week).trim_end())?;
    }
    out.heading(say::BESIDE_HEADING)?;
    out.fact("With", &say::side(&trends.with_session))?;
    out.fact("Without", &say::side(&trends.without_session))?;
    out.blank()?;
    out.say(&say::beside(trends))
}

fn week_line(week: &Week) -> String {
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
    let onset = week
        .group
        .onset
        .map_or("-".to_owned(), |onset| words::trends::clock(onset.median));
    format!(
        "  {:<15} {:>6} {:>8} {:>8}  {:>4} {:<10} {:>5} {:>3} {:>8}",
        say::week(week),
        week.group.logged,
        week.group.with_symptoms,
        onset,
        number(week.group.mean_severity),
        say::bar(week.group.mean_severity),
        number(week.group.mean_sleep),
        week.group.nights_up,
        week.sessions,
    )
}

fn four_weeks_page(out: Out, check: &FourWeeks) -> Result<(), Failure> {
    out.heading(&say::four_weeks_heading(check))?;
    out.fact("Week before", &say::baseline(check))?;
    for (number, week) in (1_u8..).zip(&check.weeks) {
        out.fact(&format!("Week {number}"), &say::compared(week))?;
    }
    out.blank()?;
    out.say(say::FOUR_WEEKS_CAUTION)
}

fn associations_page(out: Out, app: &App, nights: u16, now: &Now) -> Result<(), Failure> {
    let found = app.associations(nights, now)?;
    out.heading(say::ASSOCIATIONS_HEADING)?;
    if found.is_empty() {
        return out.say(say::NO_ASSOCIATIONS);
    }
    for one in &found {
        out.item(&say::association(one))?;
    }
    out.blank()?;
    out.say(say::ASSOCIATIONS_CAUTION)
}
