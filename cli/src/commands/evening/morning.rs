//! The morning log at the evening's end: in the demonstration the morning comes at once, in real life it is offered.

use lull_core::diary::Entry;
use lull_core::reminder::{Action, AlarmId, AlarmKind, Capabilities, WakeReason};
use lull_core::time::Night;

use super::Tonight;
use super::rehearsal::Rehearsal;
use crate::commands::log;
use crate::exit::Failure;
use crate::prompt::Question;
use crate::words;
use crate::words::evening;

impl Tonight {
    pub(super) fn log(&mut self, night: Night) -> Result<(), Failure> {
        let kept = self
            .app
            .entry(night)?
            .unwrap_or_else(|| Entry::empty(night));
        if self.rehearsal.is_some() {
            let plan = self.app.plan_for(night, &self.time.now())?;
            self.sleep_until_the_log(night)?;
            let told = Entry {
                // symptoms noted live in the evening stay as they were
                onset: kept.onset.or(Rehearsal::morning_after(&plan).onset),
                ..Rehearsal::morning_after(&plan)
            };
            return self.ask_log(told);
        }
        self.out.blank()?;
        self.out.say(evening::LOG_IN_THE_MORNING)?;
        let prompter = self.prompter;
        let question = Question {
            field: "answer",
            flag: "--yes",
            text: evening::LOG_NOW,
        };
        if self.time.hold(|| prompter.confirm(question, false))? {
            self.ask_log(kept)?;
        }
        Ok(())
    }

    /// Jumps to the morning's reminder and rings it.
    fn sleep_until_the_log(&mut self, night: Night) -> Result<(), Failure> {
        let id = AlarmId::new(AlarmKind::MorningLog, night);
        let now = self.time.now();
        let schedule = self
            .app
            .wake(WakeReason::Update, &now, &Capabilities::default())?;
        self.app.schedule_applied(schedule.generation, &[], &now)?;
        if let Some(alarm) = schedule.alarms.iter().find(|alarm| alarm.id == id) {
            self.time.jump_to(alarm.at);
        }
        let now = self.time.now();
        self.out
            .heading(&evening::morning(&words::moment(now.local())))?;
        self.app.alarm_fired(&id, &now)?;
        self.app.alarm_shown(&id, &now)?;
        self.app.alarm_acted(&id, Action::Log, &now)?;
        Ok(())
    }

    fn ask_log(&mut self, entry: Entry) -> Result<(), Failure> {
        let prompter = self.prompter;
        let night = entry.night;
        let with_session = self
            .app
            .nights(Some(night), Some(night))?
            .iter()
            .any(|record| !record.sessions.is_empty());
        let entry = self
            .time
            .hold(|| log::questions::ask(prompter, entry, with_session))?;
        self.app.log(&entry, &self.time.now())?;
        log::show(self.out, &entry)
    }
}
