//! `lull devices test`: the lowest level for ten seconds under the person's eyes, then stop, and what they saw.

use clap::Args;
use lull_core::app::App;
use lull_core::device::DeviceChoice;
use lull_core::device::kept::{DeviceError, KeptDevice, TestResult};
use lull_core::driver::runtime::Outcome;
use lull_core::session::{ProgramKind, SessionView};
use serde_json::json;

use super::list;
use crate::device::{self, Wish};
use crate::exit::Failure;
use crate::input;
use crate::live::{self, Show};
use crate::output::Out;
use crate::prompt::{KeyChoice, Prompter, Question};
use crate::signals::LeaveRequests;
use crate::stage::Stage;
use crate::words::{devices, events};

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// The device, by its name or the beginning of it
    #[arg(value_name = "NAME")]
    device: String,
    /// What somebody beside it sees, where nobody can be asked: passed, did-not-start or did-not-stop
    #[arg(long, value_name = "ANSWER")]
    answer: Option<String>,
    /// You know that nothing stops this device without Lull, and stay beside it
    #[arg(long)]
    accept_no_fail_safe: bool,
    /// How much faster than the world the clock runs, for a simulated massager
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    speed: String,
}

const ANSWERS: [(&str, TestResult); 3] = [
    ("passed", TestResult::Passed),
    ("did-not-start", TestResult::DidNotStart),
    ("did-not-stop", TestResult::DidNotStop),
];

impl Test {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let speed = input::speed(&self.speed)?;
        let answer = self
            .answer
            .as_deref()
            .map(|text| input::word("answer", text, &ANSWERS))
            .transpose()?;
        let app = stage.open()?;
        let device = app.find_device(&self.device)?;
        if answer.is_none() && stage.prompter != Prompter::Person {
            return Err(Failure::invalid("answer", devices::SOMEBODY_MUST_SEE));
        }
        self.take_note(stage, &app, &device)?;
        let choice = DeviceChoice::Kept { id: device.id };
        device::in_its_time(&app, &choice, &stage.time)?;
        let out = stage.out;
        if !out.is_json() {
            out.heading(&devices::test_heading(&device))?;
            out.say(devices::TEST_INTRODUCTION)?;
        }
        if answer.is_none() {
            let ready = Question {
                field: "answer",
                flag: "--answer passed",
                text: devices::ASK_READY,
            };
            if !stage.prompter.confirm(ready, true)? {
                return out.say(devices::NOTHING_STARTED);
            }
        }
        let (outcome, view) = drive(stage, &app, &device, speed)?;
        if !TestResult::possible_after(&outcome.reason).contains(&TestResult::Passed) {
            // it said itself why, and what became of the motor
            live::judge(outcome, events::motor(&view))?;
            return Err(Failure::device(devices::TEST_NOT_FINISHED));
        }
        let result = match answer {
            // given before anybody saw it: worth nothing where the motor itself could not be seen
            Some(answer) => {
                live::judge(outcome, events::motor(&view))?;
                answer
            }
            None => ask(out, stage.prompter)?,
        };
        let device = app.record_device_test(device.id, result, view.learned, &stage.now())?;
        tell(out, &device, result, &view)
    }

    /// What nothing stops is not started before the person knows.
    fn take_note(&self, stage: &Stage, app: &App, device: &KeptDevice) -> Result<(), Failure> {
        let Err(DeviceError::NoFailSafe { name }) = device.may_run(ProgramKind::DeviceTest) else {
            return Ok(());
        };
        let accepted = self.accept_no_fail_safe
            || (stage.prompter == Prompter::Person && {
                stage.out.as_text().say(&devices::no_fail_safe(&name))?;
                let question = Question {
                    field: "accept-no-fail-safe",
                    flag: "--accept-no-fail-safe",
                    text: devices::ASK_NO_FAIL_SAFE,
                };
                stage.prompter.confirm(question, false)?
            });
        if !accepted {
            return Err(Failure::from(lull_core::app::AppError::from(
                DeviceError::NoFailSafe { name },
            )));
        }
        app.accept_no_fail_safe(device.id, &stage.now())?;
        Ok(())
    }
}

fn drive(
    stage: &Stage,
    app: &App,
    device: &KeptDevice,
    speed: u32,
) -> Result<(Outcome, SessionView), Failure> {
    let choice = DeviceChoice::Kept { id: device.id };
    device::runtime()?.block_on(async {
        let clock = device::clock(&stage.time, &choice, speed);
        let mut leave = LeaveRequests::listen().map_err(|error| device::no_runtime(&error))?;
        let (run, port) = device::prepare(
            app,
            ProgramKind::DeviceTest,
            choice,
            Wish::default(),
            &clock,
        )?;
        let show = Show {
            out: stage.out,
            clock: &clock,
            keys: stage.prompter == Prompter::Person && !stage.out.is_json(),
        };
        let outcome = live::watch(run, &port, &show, &mut leave).await?;
        Ok((outcome, port.view()))
    })
}

fn ask(out: Out, prompter: Prompter) -> Result<TestResult, Failure> {
    let choice = |key, label, answer| KeyChoice { key, label, answer };
    let question = Question {
        field: "answer",
        flag: "--answer passed",
        text: devices::ASK_WHAT_HAPPENED,
    };
    prompter.key(
        out,
        question,
        &[
            choice('y', devices::SAW_BOTH, TestResult::Passed),
            choice('n', devices::SAW_NO_START, TestResult::DidNotStart),
            choice('r', devices::SAW_NO_STOP, TestResult::DidNotStop),
        ],
    )
}

fn tell(
    out: Out,
    device: &KeptDevice,
    result: TestResult,
    view: &SessionView,
) -> Result<(), Failure> {
    if out.is_json() {
        out.json_line(&json!({ "device": list::as_json(device) }))?;
    }
    let has_meter = device.configuration.kind().has_meter();
    match result {
        TestResult::Passed if out.is_json() => Ok(()),
        TestResult::Passed => {
            out.blank()?;
            out.say(&devices::passed(device))?;
            match (view.learned, has_meter) {
                (Some(learned), _) => out.item(&devices::learned(learned)),
                (None, true) => out.item(devices::LEARNED_NOTHING),
                (None, false) => Ok(()),
            }
        }
        TestResult::DidNotStart => Err(Failure::device(devices::did_not_start(device))),
        TestResult::DidNotStop => Err(Failure::device(devices::did_not_stop(device))),
    }
}
