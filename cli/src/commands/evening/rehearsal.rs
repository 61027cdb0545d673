//! The demonstration: a scratch diary with four example weeks, a fast clock, and nothing that is kept.

use std::path::Path;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::Time;
use lull_core::app::App;
use lull_core::device::DeviceChoice;
use lull_core::diary::{Entry, Helped, Onset, OnsetSource, Score, Symptoms};
use lull_core::plan::Plan;
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, instant_of, minutes_after_noon, time_after_noon};
use tempfile::TempDir;

use super::timeline::Timeline;
use crate::clock::TimeSource;
use crate::demo;
use crate::exit::Failure;
use crate::output::Out;
use crate::stage::Stage;
use crate::words::evening;

/// The evening begins this long before the reminder.
const BEFORE_THE_REMINDER: SignedDuration = SignedDuration::from_mins(3);
/// A whole evening in about 16 seconds.
const SPEED: u32 = 120;

/// A rehearsed evening; the scratch diary goes with it.
#[derive(Debug)]
pub(super) struct Rehearsal {
    scratch: TempDir,
}

/// Makes the scratch diary and the moment at which the evening begins. Call it inside a runtime.
pub(super) fn open(
    stage: &Stage,
    device: &DeviceChoice,
    speed: Option<u32>,
) -> Result<(App, Timeline, Rehearsal), Failure> {
    let scratch = tempfile::Builder::new()
        .prefix("lull-demo-")
        .tempdir()
        .map_err(|error| Failure::file("data", Path::new(evening::SCRATCH), &error))?;
    let app = App::open(scratch.path())?;
    let today = stage.now();
    let tonight = Night::new(today.local().date());
    let six = instant_of(tonight.wall(Time::constant(18, 0, 0, 0)), &today.zone);
    let evening = Now::new(six, today.zone.clone(), Duration::ZERO);
    app.save_settings(&Settings {
        device: DeviceChoice::Simulated,
        ..Settings::default()
    })?;
    app.import_csv(demo::four_weeks_before(tonight).as_bytes(), &evening)?;
    let remind = app.plan(&evening)?.remind;
    let begin = remind
        .map(|wall| instant_of(wall, &today.zone))
        .and_then(|at| at.checked_sub(BEFORE_THE_REMINDER).ok())
        .unwrap_or(six);
    let source = TimeSource::Given(begin, today.zone);
    let time = Timeline::new(&source, device, speed.unwrap_or(SPEED));
    Ok((app, time, Rehearsal { scratch }))
}

impl Rehearsal {
    pub(super) fn introduce(&self, out: Out, speed: u32) -> Result<(), Failure> {
        out.blank()?;
        out.say(&evening::demo(self.scratch.path(), speed))
    }

    /// How the example person would tell the night: it came later and milder than expected.
    pub(super) fn morning_after(plan: &Plan) -> Entry {
        let score = |value| Score::new("score", value).ok();
        let onset = time_after_noon(minutes_after_noon(plan.onset) + 50);
        Entry {
            symptoms: Some(Symptoms::Yes),
            onset: Some(Onset::At {
                time: onset,
                source: OnsetSource::Recalled,
            }),
            severity: score(3),
            sleep_quality: score(7),
            got_up: Some(0),
            helped: Some(Helped::Yes),
            ..Entry::empty(plan.night)
        }
    }
}
