//! The stretches after the massage, each with what to do, each to be left out.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use lull_core::device::Level;
use lull_core::session::program::StepKind;
use lull_core::session::{Program, ProgramKind};

use super::Tonight;
use crate::device;
use crate::exit::Failure;
use crate::keyboard::Keyboard;
use crate::output::accent;
use crate::prompt::{Prompter, Question};
use crate::words;
use crate::words::evening;
use crate::words::stretches::{self, INTRODUCTION};

/// How one stretch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    ToTheEnd,
    LeftOut,
    LeftOutWithTheRest,
}

impl Tonight {
    pub(super) fn stretch(&mut self) -> Result<(), Failure> {
        self.out.heading(evening::STRETCHES)?;
        self.out.say(INTRODUCTION)?;
        let prompter = self.prompter;
        let question = Question {
            field: "answer",
            flag: "--yes",
            text: evening::STRETCH_NOW,
        };
        if !self.time.hold(|| prompter.confirm(question, true))? {
            return Ok(());
        }
        let steps = Program::new(ProgramKind::Stretch, Level::OFF).steps;
        for (index, step) in steps.iter().enumerate() {
            let StepKind::Stretch { exercise } = step.kind else {
                continue;
            };
            let stretch = stretches::stretch(exercise);
            self.out.line(format_args!(
                "\n  {}",
                accent(format_args!(
                    "{} of {}: {}",
                    index + 1,
                    steps.len(),
                    stretch.name
                ))
            ))?;
            self.out.say(stretch.how)?;
            match self.hold_stretch(step.duration)? {
                Held::ToTheEnd => {}
                Held::LeftOut => self.out.say(evening::LEFT_OUT)?,
                Held::LeftOutWithTheRest => return self.out.say(evening::LEFT_OUT),
            }
        }
        self.out.say(evening::STRETCHED)
    }

    fn hold_stretch(&mut self, each: Duration) -> Result<Held, Failure> {
        let Self {
            time,
            runtime,
            leave,
            prompter,
            ..
        } = self;
        let keys = *prompter == Prompter::Person;
        let bar = ProgressBar::with_draw_target(Some(each.as_secs()), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("  {bar:44.yellow/black.bright}  {msg}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        runtime.block_on(async {
            let clock = time.clock();
            let end = clock.now().monotonic + each;
            let mut keyboard = Keyboard::open(keys);
            let mut redraw = tokio::time::interval(device::look_every(time.speed()));
            let held = loop {
                tokio::select! {
                    () = clock.sleep_until(end) => break Held::ToTheEnd,
                    _ = redraw.tick() => {
                        let left = end.saturating_sub(clock.now().monotonic);
                        bar.set_position((each - left.min(each)).as_secs());
                        bar.set_message(evening::stretch_left(&words::countdown(left), keys));
                    }
                    key = keyboard.next() => match key {
                        'k' => break Held::LeftOut,
                        'q' => break Held::LeftOutWithTheRest,
                        _ => {}
                    },
                    () = leave.next() => break Held::LeftOutWithTheRest,
                }
            };
            bar.finish_and_clear();
            Ok(held)
        })
    }
}
