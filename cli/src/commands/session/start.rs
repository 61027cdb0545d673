//! `lull session start`: a session from the first byte to the seen stop.

use clap::Args;
use lull_core::device::DeviceChoice;
use lull_core::session::ProgramKind;
use serde_json::json;

use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::live::{self, Show};
use crate::prompt::Prompter;
use crate::signals::LeaveRequests;
use crate::stage::Stage;
use crate::words::events;

#[derive(Debug, Args)]
pub(crate) struct Start {
    /// evening, top-up or stretch
    #[arg(long, value_name = "PROGRAM", default_value = "evening")]
    program: String,
    /// What to drive: a device you added, simulated, manual or socket:PATH [default: as set up]
    #[arg(long, value_name = "DEVICE")]
    device: Option<String>,
    /// How much faster than the world the clock runs, for trying things out
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    speed: String,
}

const PROGRAMS: [(&str, ProgramKind); 3] = [
    ("evening", ProgramKind::Evening),
    ("top-up", ProgramKind::TopUp),
    ("stretch", ProgramKind::Stretch),
];

impl Start {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let program = input::word("program", &self.program, &PROGRAMS)?;
        let speed = input::speed(&self.speed)?;
        let chosen = self.device.as_deref().map(input::device).transpose()?;
        let app = stage.open()?;
        let choice = match program {
            ProgramKind::Stretch => DeviceChoice::Manual,
            ProgramKind::Evening | ProgramKind::TopUp | ProgramKind::DeviceTest => match chosen {
                Some(word) => word.resolve(&app)?,
                None => app.settings()?.device,
            },
        };
        device::in_its_time(&app, &choice, &stage.time)?;
        let runtime = device::runtime()?;
        let (outcome, motor) = runtime.block_on(async {
            let clock = device::clock(&stage.time, &choice, speed);
            let mut leave = LeaveRequests::listen().map_err(|error| device::no_runtime(&error))?;
            let (run, port) = device::prepare(&app, program, choice, &clock)?;
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
