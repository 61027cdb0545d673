//! A running session on the terminal: what it shows, which keys it takes, and how Ctrl-C ends it safely.

use std::pin::pin;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::tz::TimeZone;
use lull_core::driver::clock::Clock;
use lull_core::driver::runtime::{Outcome, SessionPort, SessionRun, Update};
use lull_core::session::{Command, EndReason, SessionEvent, SessionView, Stopped};
use serde_json::json;

use crate::device;
use crate::exit::Failure;
use crate::keyboard::Keyboard;
use crate::output::{Out, accent, quiet, remark};
use crate::signals::LeaveRequests;
use crate::words;
use crate::words::events::{self, Motor};

/// Program time between two plain progress lines where there is no terminal.
const PLAIN_EVERY: Duration = Duration::from_secs(5 * 60);
const BAR: &str = "{prefix}\n  {bar:44.yellow/black.bright}  {msg}";

/// Where and how a session is shown.
#[derive(Debug)]
pub(crate) struct Show<'a> {
    pub(crate) out: Out,
    pub(crate) clock: &'a Clock,
    /// Whether a person sits there to press keys.
    pub(crate) keys: bool,
}

/// Runs a session to its end and shows it. The first request to leave sends Stop and waits, the second leaves.
///
/// # Errors
/// [`Failure::Device`] when the person left before the stop was seen; says what stops the massager.
pub(crate) async fn watch(
    run: SessionRun,
    port: &SessionPort,
    show: &Show<'_>,
    leave: &mut LeaveRequests,
) -> Result<Outcome, Failure> {
    let mut screen = Screen::new(show);
    let mut keyboard = Keyboard::open(show.keys);
    let mut redraw = tokio::time::interval(device::look_every(show.clock.speed()));
    let mut running = pin!(run.run());
    let mut outcome = None;
    let mut stop_asked = false;
    loop {
        let shown = tokio::select! {
            done = &mut running, if outcome.is_none() => {
                outcome = Some(done);
                Ok(())
            }
            update = port.next_update() => match update {
                Some(update) => screen.update(&update),
                None => break,
            },
            key = keyboard.next() => {
                if let Some(command) = command_of(key) {
                    port.command(command);
                }
                Ok(())
            }
            () = leave.next() => {
                if stop_asked {
                    screen.clear();
                    let zone = show.clock.now().zone;
                    return Err(Failure::device(words::session::left_running(&port.view(), &zone)));
                }
                stop_asked = true;
                port.command(Command::Stop);
                screen.remark(words::session::STOP_ASKED);
                Ok(())
            }
            _ = redraw.tick() => screen.draw(&port.view()),
        };
        if shown.is_err() {
            // nobody sees the session any more, so nobody could stop it: end it, and wait for that without a word
            screen.mute();
            port.command(Command::Stop);
        }
    }
    screen.clear();
    let outcome = match outcome {
        Some(outcome) => outcome,
        None => running.await,
    };
    if screen.muted {
        return Err(Failure::OutputClosed);
    }
    Ok(outcome)
}

/// What a session's end means for the exit code: a massager that did not do its job is a failure.
///
/// That a massager switched by hand was not seen to stop is in its nature.
pub(crate) fn judge(outcome: Outcome, motor: Motor) -> Result<(), Failure> {
    let told = || events::ended(outcome.reason, outcome.stopped, motor);
    match outcome.reason {
        EndReason::StorageFailed => Err(Failure::Storage {
            field: "data".to_owned(),
            message: told(),
        }),
        EndReason::LinkLost
        | EndReason::NotReached { .. }
        | EndReason::Refused { .. }
        | EndReason::Interrupted => Err(Failure::device(told())),
        EndReason::StoppedByDevice { cause } if words::session::is_trouble(cause) => {
            Err(Failure::device(told()))
        }
        EndReason::Complete
        | EndReason::StoppedByPerson
        | EndReason::StoppedByDevice { .. }
        | EndReason::PausedTooLong
        | EndReason::HardCap
        | EndReason::NotDriven => match outcome.stopped {
            Stopped::Unknown if motor == Motor::Driven => Err(Failure::device(told())),
            Stopped::Unknown
            | Stopped::Observed
            | Stopped::SwitchedOff
            | Stopped::Acknowledged
            | Stopped::ByFailSafe
            | Stopped::NeverRan => Ok(()),
        },
    }
}

fn command_of(key: char) -> Option<Command> {
    match key {
        '+' | '=' => Some(Command::LevelUp),
        '-' => Some(Command::LevelDown),
        'p' => Some(Command::Pause),
        'r' => Some(Command::Resume),
        'q' => Some(Command::Stop),
        _ => None,
    }
}

/// The bar and the lines around it; plain lines where stderr is no terminal.
struct Screen<'a> {
    show: &'a Show<'a>,
    zone: TimeZone,
    bar: ProgressBar,
    next_plain: Duration,
    muted: bool,
}

impl<'a> Screen<'a> {
    fn new(show: &'a Show<'a>) -> Self {
        let target = if show.out.is_json() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(8)
        };
        let bar = ProgressBar::with_draw_target(Some(1), target);
        if let Ok(style) = ProgressStyle::with_template(BAR) {
            bar.set_style(style.progress_chars("━━─"));
        }
        Self {
            show,
            zone: show.clock.now().zone,
            bar,
            next_plain: PLAIN_EVERY,
            muted: false,
        }
    }

    fn update(&mut self, update: &Update) -> Result<(), Failure> {
        if self.muted {
            return Ok(());
        }
        if self.show.out.is_json() {
            return self
                .show
                .out
                .json_line(&json!({ "view": update.view, "events": update.events }));
        }
        let at = words::second_at(self.show.clock.now().at, &self.zone);
        for event in &update.events {
            let Some(mut text) = events::event(event, &update.view, &self.zone) else {
                continue;
            };
            let mut how = None;
            if let SessionEvent::StepBegan { index } = event {
                // a snapshot is newer than its events, so only the step it shows can be described
                if *index == update.view.step_index {
                    text = events::step_began(&update.view);
                    how = words::stretches::how(update.view.step);
                }
            }
            let out = self.show.out;
            self.bar.suspend(|| {
                out.noted(&at, &text)?;
                how.map_or(Ok(()), |how| out.say(how))
            })?;
        }
        self.draw(&update.view)
    }

    fn draw(&mut self, view: &SessionView) -> Result<(), Failure> {
        if self.muted || self.show.out.is_json() {
            return Ok(());
        }
        if self.bar.is_hidden() {
            return self.draw_plain(view);
        }
        let whole = view.elapsed + view.remaining;
        self.bar.set_length(whole.as_secs().max(1));
        self.bar.set_position(view.elapsed.as_secs());
        self.bar.set_prefix(format!(
            "\n  {}  {}",
            accent(format_args!(
                "Step {} of {}: {}",
                view.step_index + 1,
                view.step_count,
                words::session::step(view.step)
            ))
            .for_stderr(),
            quiet(format_args!(
                "{} · until {}",
                words::session::stage(view.stage),
                words::time_at(view.ends_at, &self.zone)
            ))
            .for_stderr()
        ));
        let mut below = format!("{} left", words::countdown(view.remaining));
        for (label, line) in ["Level   ", "Massager"].iter().zip(self.below(view)) {
            below.push_str(&format!("\n  {} {line}", quiet(label).for_stderr()));
        }
        if self.show.keys {
            below.push_str(&format!("\n  {}", quiet(words::session::KEYS).for_stderr()));
        }
        self.bar.set_message(below);
        Ok(())
    }

    fn draw_plain(&mut self, view: &SessionView) -> Result<(), Failure> {
        if view.elapsed < self.next_plain || view.remaining.is_zero() {
            return Ok(());
        }
        while self.next_plain <= view.elapsed {
            self.next_plain += PLAIN_EVERY;
        }
        let at = words::second_at(self.show.clock.now().at, &self.zone);
        let left = format!(
            "{}, {} left",
            words::session::step(view.step),
            words::duration(view.remaining)
        );
        let out = self.show.out;
        out.noted(&at, &left)?;
        for line in self.below(view) {
            out.noted("", &line)?;
        }
        Ok(())
    }

    /// What stands under the bar: the level's way and the device, where Lull knows of them.
    fn below(&self, view: &SessionView) -> Vec<String> {
        match events::motor(view) {
            Motor::Driven => vec![
                words::session::level_progress(view),
                words::session::device_state(view, &self.zone),
            ],
            Motor::ByHand | Motor::Absent => Vec::new(),
        }
    }

    fn remark(&self, text: &str) {
        if !self.muted {
            self.bar.suspend(|| remark(&format!("  {text}")));
        }
    }

    fn mute(&mut self) {
        self.muted = true;
        self.clear();
    }

    fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use lull_core::device::StopCause;
    use lull_core::device::link::LinkFault;

    use super::*;

    fn code(reason: EndReason, stopped: Stopped) -> u8 {
        judge(Outcome { reason, stopped }, Motor::Driven)
            .map_or_else(|failure| failure.code(), |()| 0)
    }

    #[test]
    fn a_session_that_ended_as_wanted_is_a_success_and_a_device_in_trouble_is_not() {
        assert_eq!(code(EndReason::Complete, Stopped::Observed), 0);
        assert_eq!(code(EndReason::StoppedByPerson, Stopped::ByFailSafe), 0);
        let button = StopCause::DeviceButton;
        assert_eq!(
            code(
                EndReason::StoppedByDevice { cause: button },
                Stopped::Observed
            ),
            0
        );
        let motor = StopCause::MotorFault;
        assert_eq!(
            code(
                EndReason::StoppedByDevice { cause: motor },
                Stopped::Observed
            ),
            4
        );
        let fault = LinkFault::NotFound;
        assert_eq!(code(EndReason::NotReached { fault }, Stopped::NeverRan), 4);
        assert_eq!(code(EndReason::StoppedByPerson, Stopped::Unknown), 4);
        let by_hand = Outcome {
            reason: EndReason::Complete,
            stopped: Stopped::Unknown,
        };
        assert!(judge(by_hand, Motor::ByHand).is_ok());
        assert_eq!(code(EndReason::StorageFailed, Stopped::Observed), 5);
    }

    #[test]
    fn every_key_of_the_help_line_does_something() {
        for key in ['+', '-', 'p', 'r', 'q'] {
            assert!(words::session::KEYS.contains(key));
            assert!(command_of(key).is_some(), "{key}");
        }
        assert_eq!(command_of('x'), None);
    }
}
