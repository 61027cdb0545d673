//! Waiting for the reminder: a countdown that can be left at any moment, because its state is all in the diary.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::SignedDuration;
use lull_core::plan::Plan;
use lull_core::time::{Night, instant_of};

use super::Tonight;
use crate::device;
use crate::exit::Failure;
use crate::words;
use crate::words::evening;

/// Another lull may change tonight meanwhile, so the plan is made anew every so often, on the evening's clock.
const PLAN_EVERY: SignedDuration = SignedDuration::from_secs(10);

/// Why the waiting ended.
pub(super) enum Waited {
    /// The reminder's time has come.
    Due(Plan),
    /// Nothing is to be reminded of this night; the plan's reasons say why.
    NothingDue(Plan),
}

impl Tonight {
    /// Waits for the reminder of `night`, following whatever the diary says meanwhile.
    ///
    /// # Errors
    /// [`Failure::Left`] when the person left; what remains was told.
    pub(super) fn wait(&mut self, night: Night) -> Result<Waited, Failure> {
        let Self {
            app,
            out,
            time,
            runtime,
            leave,
            ..
        } = self;
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("\n  {msg}") {
            line.set_style(style);
        }
        let zone = app.clock_that_counts(&time.now())?.zone;
        let mut plan = app.plan_for(night, &time.now())?;
        let mut told = None;
        let mut planned = time.now().at;
        runtime.block_on(async {
            let mut look = tokio::time::interval(device::look_every(time.speed()));
            loop {
                let Some(wall) = plan.remind else {
                    line.finish_and_clear();
                    return Ok(Waited::NothingDue(plan));
                };
                let due = instant_of(wall, &zone);
                let left =
                    Duration::try_from(due.duration_since(time.now().at)).unwrap_or_default();
                if left.is_zero() {
                    line.finish_and_clear();
                    return Ok(Waited::Due(plan));
                }
                let at = words::time_at(due, &zone);
                if line.is_hidden() && told != Some(due) {
                    out.line(format_args!("\n  {}", evening::waiting(&at)))?;
                    told = Some(due);
                }
                line.set_message(evening::countdown(&at, left));
                tokio::select! {
                    _ = look.tick() => {}
                    () = leave.next() => {
                        line.finish_and_clear();
                        out.blank()?;
                        out.say(&evening::left_waiting(&at))?;
                        return Err(Failure::Left);
                    }
                }
                let now = time.now();
                if now.at.duration_since(planned).abs() >= PLAN_EVERY {
                    planned = now.at;
                    plan = app.plan_for(night, &now)?;
                }
            }
        })
    }
}

/// Rings where a person can hear it.
pub(super) fn bell() {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        let _ = stderr.write_all(b"\x07").and_then(|()| stderr.flush());
    }
}
