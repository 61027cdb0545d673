//! The evening in words: from the countdown to good night.

use std::path::Path;
use std::time::Duration;

use lull_core::plan::Plan;
use lull_core::session::ProgramKind;

use super::{reminder, time};
use crate::output::accent;

pub(crate) const SCRATCH: &str = "the folder for temporary files";
pub(crate) const NOBODY: &str = "yes: there is no terminal to answer on; give --yes to answer every question with its default, or run lull \
     evening in a terminal.";
pub(crate) const START: &str = "start now";
pub(crate) const SNOOZE: &str = "in 10 minutes";
pub(crate) const SKIP: &str = "not tonight";
pub(crate) const ALREADY: &str = "they have already started";
pub(crate) const NOTHING_DUE: &str =
    "No reminder is due tonight. A massage any time is lull session start.";
pub(crate) const NOTED_SYMPTOMS: &str = "Noted for tonight.";
pub(crate) const SKIPPED: &str =
    "Skipped. Tomorrow is planned as usual; lull tonight --as-usual takes it back.";
pub(crate) const MASSAGE_ANYWAY: &str = "Massage now all the same?";
pub(crate) const SAFETY: &str = "Safety check";
pub(crate) const TRY_AGAIN: &str = "Try again?";
pub(crate) const STRETCHES: &str = "Stretches";
pub(crate) const STRETCH_NOW: &str = "Stretch now?";
pub(crate) const LEFT_OUT: &str = "Left out.";
pub(crate) const STRETCHED: &str = "Done. Good.";
pub(crate) const LOG_IN_THE_MORNING: &str =
    "In the morning, lull log asks how the night was: under 20 seconds.";
pub(crate) const LOG_NOW: &str = "Log this night already now?";
pub(crate) const DEMO_OVER: &str =
    "That was a whole evening. The scratch diary is deleted now; yours begins with lull setup.";
pub(crate) const GOOD_NIGHT: &str = "Good night.";

pub(crate) fn demo(scratch: &Path, speed: u32) -> String {
    format!(
        "Demonstration: four made-up weeks in a scratch diary ({}, deleted at the end), a simulated massager, and a \
         clock that runs {speed} times as fast.",
        scratch.display()
    )
}

pub(crate) fn waiting(at: &str) -> String {
    format!("Waiting for the reminder at {at}. Ctrl-C leaves; nothing is lost.")
}

pub(crate) fn countdown(at: &str, left: Duration) -> String {
    format!(
        "Reminder at {at}, in {}. Ctrl-C leaves; nothing is lost.",
        super::countdown(left)
    )
}

pub(crate) fn left_waiting(at: &str) -> String {
    format!(
        "Left. The reminder stays planned for {at}, but only a running lull evening rings it here: start it again \
         before that."
    )
}

/// The reminder itself.
pub(crate) fn banner(now: &str, plan: &Plan) -> String {
    let rule = "─".repeat(60);
    format!(
        "\n  {rule}\n  {}   {}\n          Expected around {}.\n  {rule}",
        accent(now),
        reminder::BANNER,
        time(plan.onset)
    )
}

pub(crate) fn massage(program: ProgramKind, device: &str) -> String {
    format!("Massage · {}, {}", super::plan::program(program), device)
}

pub(crate) fn stretch_left(left: &str, keys: bool) -> String {
    if keys {
        format!("{left}   k next   q enough")
    } else {
        left.to_owned()
    }
}

pub(crate) fn morning(moment: &str) -> String {
    format!("The next morning · {moment}")
}
