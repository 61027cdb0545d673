//! The massage of the evening: the safety check before the first one, the session, and what to do when it fails.

use lull_core::device::kept::Touch;
use lull_core::driver::runtime::Outcome;
use lull_core::session::safety::Gate;
use lull_core::session::{EndReason, ProgramKind};
use lull_core::time::Night;

use super::Tonight;
use crate::commands::setup::questions;
use crate::device::{self, Wish};
use crate::exit::Failure;
use crate::live::{self, Show};
use crate::prompt::{Prompter, Question};
use crate::words::events::{self, Motor};
use crate::words::{self, evening, safety};

impl Tonight {
    /// Runs the night's program. What went wrong with the massager is given back, so that the evening goes on.
    pub(super) fn massage(&mut self, night: Night) -> Result<Option<Failure>, Failure> {
        if !self.pass_safety()? {
            self.out.say(safety::STRETCHES_INSTEAD)?;
            return Ok(None);
        }
        let program = self.app.plan_for(night, &self.time.now())?.program;
        loop {
            let massager = device::called(&self.app, &self.device)?;
            self.out.heading(&evening::massage(program, &massager))?;
            let hold = self.app.hold_level(self.legs_now)?;
            if let Some(why) = words::session::hold(hold) {
                self.out.say(&why)?;
            }
            let (outcome, motor) = self.session(program)?;
            let trouble = live::judge(outcome, motor).err();
            let unreached = matches!(outcome.reason, EndReason::NotReached { .. });
            if !(unreached && self.prompter == Prompter::Person && self.wants_another_try()?) {
                return Ok(trouble);
            }
        }
    }

    fn session(&mut self, program: ProgramKind) -> Result<(Outcome, Motor), Failure> {
        let Self {
            app,
            out,
            prompter,
            time,
            runtime,
            leave,
            device,
            legs_now,
            ..
        } = self;
        let wish = Wish {
            legs_now: *legs_now,
            ..Wish::default()
        };
        runtime.block_on(async {
            let clock = time.clock();
            let (run, port) = device::prepare(app, program, device.clone(), wish, &clock)?;
            let show = Show {
                out: *out,
                clock: &clock,
                keys: *prompter == Prompter::Person,
            };
            let outcome = live::watch(run, &port, &show, leave).await?;
            Ok((outcome, events::motor(&port.view())))
        })
    }

    /// Whether a massage may start; asks what was never asked and records the answer.
    fn pass_safety(&mut self) -> Result<bool, Failure> {
        match self.app.safety_gate(&self.device)? {
            Gate::Open => Ok(true),
            gate @ Gate::AskDoctorFirst { .. } => {
                self.out.say(&safety::gate(&gate))?;
                Ok(false)
            }
            Gate::NotAnswered => {
                self.answer_safety()?;
                let gate = self.app.safety_gate(&self.device)?;
                if gate != Gate::Open {
                    self.out.say(&safety::gate(&gate))?;
                }
                Ok(gate == Gate::Open)
            }
        }
    }

    fn answer_safety(&mut self) -> Result<(), Failure> {
        let (out, prompter) = (self.out, self.prompter);
        // an answer nobody gave must never switch on a massager that touches somebody
        let touch = self.app.touch_of(&self.device)?;
        if prompter == Prompter::Yes && touch != Touch::Nobody {
            return Err(Failure::invalid("safety", safety::gate(&Gate::NotAnswered)));
        }
        out.heading(evening::SAFETY)?;
        let now = self.time.now();
        let check = self
            .time
            .hold(|| questions::ask_safety(out, prompter, &now))?;
        let mut settings = self.app.settings()?;
        settings.safety = Some(check);
        self.app.save_settings(&settings)?;
        Ok(())
    }

    fn wants_another_try(&mut self) -> Result<bool, Failure> {
        let prompter = self.prompter;
        let question = Question {
            field: "answer",
            flag: "--yes",
            text: evening::TRY_AGAIN,
        };
        self.time.hold(|| prompter.confirm(question, true))
    }
}
