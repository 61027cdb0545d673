//! `lull session start`: a session from the first byte to the seen stop.

use clap::Args;
use lull_core::device::DeviceChoice;
use lull_core::session::ProgramKind;
use serde_json::json;

use crate::device::{self, Wish};
use crate::exit::Failure;
use crate::input;
use crate::live::{self, Show};
use crate::prompt::Prompter;
use crate::signals::LeaveRequests;
use crate::stage::Stage;
use crate::words;
use crate::words::events;

#[derive(Debug, Args)]
pub(crate) struct Start {
    /// evening, top-up, acute (in the night, without a sound) or stretch
    #[arg(long, value_name = "PROGRAM", default_value = "evening")]
    program: String,
    /// What to drive: a device you added, simulated, manual or socket:PATH [default: as set up]
    #[arg(long, value_name = "DEVICE")]
    device: Option<String>,
    /// How your legs feel now, 0-10: moves how strongly the massage holds
    #[arg(long, value_name = "0-10", allow_hyphen_values = true)]
    legs: Option<String>,
    /// How strongly to hold this once, in percent
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    level: Option<String>,
    /// You come from a warm bath: noted among tonight's triggers
    #[arg(long)]
    after_bath: bool,
    /// How much faster than the world the clock runs, for trying things out
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    speed: String,
}

const PROGRAMS: [(&str, ProgramKind); 4] = [
    ("evening", ProgramKind::Evening),
    ("top-up", ProgramKind::TopUp),
    ("acute", ProgramKind::Acute),
    ("stretch", ProgramKind::Stretch),
];

impl Start {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let program = input::word("program", &self.program, &PROGRAMS)?;
        let speed = input::speed(&self.speed)?;
        let wish = Wish {
            legs_now: self.legs.as_deref().map(input::legs).transpose()?,
            level: self.level.as_deref().map(input::level).transpose()?,
            after_bath: self.after_bath,
        };
        let chosen = self.device.as_deref().map(input::device).transpose()?;
        let app = stage.open()?;
        let choice = match program {
            ProgramKind::Stretch => DeviceChoice::Manual,
            ProgramKind::Evening
            | ProgramKind::TopUp
            | ProgramKind::Acute
            | ProgramKind::DeviceTest => match chosen {
                Some(word) => word.resolve(&app)?,
                None => app.settings()?.device,
            },
        };
        device::in_its_time(&app, &choice, &stage.time)?;
        if wish.level.is_none() && program.drives_device() && !stage.out.is_json() {
            let hold = app.hold_level(wish.legs_now)?;
            if let Some(why) = words::session::hold(hold) {
                stage.out.say(&why)?;
            }
        }
        let runtime = device::runtime()?;
        let (outcome, motor) = runtime.block_on(async {
            let clock = device::clock(&stage.time, &choice, speed);
            let mut leave = LeaveRequests::listen().map_err(|error| device::no_runtime(&error))?;
            let (run, port) = device::prepare(&app, program, choice, wish, &clock)?;
            let show = Show {
                out: stage.out,
                clock: &clock,
                keys: stage.prompter == Prompter::Person && !stage.out.is_json(),
            };
            let outcome = live::watch(run, &port, &show, &mut leave).await?;
            Ok::<_, Failure>((outcome, events::motor(&port.view())))
        })?;
        if stage.out.is_json() {
            let outcome = json!({ "reason": outcome.reason, "stopped": outcome.stopped });
            stage.out.json_line(&json!({ "outcome": outcome }))?;
        }
        live::judge(outcome, motor)
    }
}
