//! Set-up as questions, and the safety check, which the evening asks too.

use lull_core::app::App;
use lull_core::device::DeviceChoice;
use lull_core::device::kept::KeptDevice;
use lull_core::session::safety::SafetyCheck;
use lull_core::settings::Settings;
use lull_core::time::Now;

use super::{lead, usual_onset};
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::prompt::{Prompter, Question};
use crate::words;
use crate::words::{safety, setup};

/// Asks everything; what is kept is offered as the answer.
pub(super) fn ask(
    out: Out,
    prompter: Prompter,
    mut settings: Settings,
    app: &App,
    now: &Now,
) -> Result<Settings, Failure> {
    let question = |field, flag, text| Question { field, flag, text };
    if prompter != Prompter::Nobody {
        out.heading(setup::HEADING)?;
    }
    settings.usual_bedtime = prompter.text(
        question("bedtime", "--bedtime 22:30", setup::ASK_BEDTIME),
        Some(words::time(settings.usual_bedtime)),
        |text| input::time("bedtime", text),
    )?;
    settings.usual_rising = prompter.text(
        question("rising", "--rising 07:00", setup::ASK_RISING),
        Some(words::time(settings.usual_rising)),
        |text| input::time("rising", text),
    )?;
    settings.usual_onset = prompter.text(
        question("onset", "--onset 20:30", setup::ASK_ONSET),
        Some(settings.usual_onset.map_or(String::new(), words::time)),
        usual_onset,
    )?;
    settings.lead_minutes = prompter.text(
        question("lead", "--lead 40", setup::ASK_LEAD),
        Some(settings.lead_minutes.to_string()),
        lead,
    )?;
    settings.hold_level = prompter.text(
        question("level", "--level 50", setup::ASK_LEVEL),
        Some(settings.hold_level.percent().to_string()),
        input::level,
    )?;
    settings.device = ask_device(prompter, settings.device, &app.devices()?)?;
    out.blank()?;
    settings.safety = Some(ask_safety(out, prompter, now)?);
    Ok(settings)
}

fn ask_device(
    prompter: Prompter,
    kept: DeviceChoice,
    devices: &[KeptDevice],
) -> Result<DeviceChoice, Failure> {
    let question = Question {
        field: "device",
        flag: "--device simulated|manual|NAME",
        text: setup::ASK_DEVICE,
    };
    let mut choices: Vec<(DeviceChoice, String)> = devices
        .iter()
        .map(|device| {
            (
                DeviceChoice::Kept { id: device.id },
                device.name.to_string(),
            )
        })
        .collect();
    choices.push((DeviceChoice::Simulated, setup::DEVICE_SIMULATED.to_owned()));
    choices.push((DeviceChoice::Manual, setup::DEVICE_MANUAL.to_owned()));
    if choices.iter().all(|(choice, _)| *choice != kept) {
        choices.insert(0, (kept.clone(), words::session::device(&kept, None)));
    }
    let answers: Vec<(usize, &str)> = choices
        .iter()
        .enumerate()
        .map(|(at, (_, label))| (at, label.as_str()))
        .collect();
    let default = choices.iter().position(|(choice, _)| *choice == kept);
    let chosen = prompter.choose(question, &answers, default.unwrap_or(0))?;
    Ok(choices
        .into_iter()
        .nth(chosen)
        .map_or(kept, |(choice, _)| choice))
}

/// Asks the safety check; `--yes` answers that nothing of it applies, visibly.
pub(crate) fn ask_safety(out: Out, prompter: Prompter, now: &Now) -> Result<SafetyCheck, Failure> {
    out.say(safety::INTRODUCTION)?;
    let flag = "the answer with lull setup --safety none, or with what applies";
    let conditions = prompter.choose_many(
        Question {
            field: "safety",
            flag,
            text: safety::QUESTION,
        },
        &safety::CONDITIONS.map(|(_, condition)| (condition, safety::condition(condition))),
    )?;
    let doctor_agreed = !conditions.is_empty()
        && prompter.confirm(
            Question {
                field: "safety",
                flag: "--doctor-agreed",
                text: safety::DOCTOR_QUESTION,
            },
            false,
        )?;
    out.line("")?;
    out.say(safety::RECORDED)?;
    Ok(SafetyCheck {
        answered_at: now.at,
        conditions: conditions.into_iter().collect(),
        doctor_agreed,
        rehearsal: prompter == Prompter::Yes,
    })
}
