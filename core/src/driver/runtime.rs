//! The loop that runs a session's effects: the only place where the engine meets a clock and a radio.

use std::sync::Arc;

use super::clock::Clock;
use super::radio::{Address, Radio};
use crate::app::{App, AppError, SessionRequest};
use crate::session::{Command, EndReason, SessionEvent, SessionId, SessionView, Stopped};

/// One pull of news: the newest snapshot and every event since the last pull, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    pub view: SessionView,
    pub events: Vec<SessionEvent>,
}

/// How a session ended, and what is known of the motor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    pub reason: EndReason,
    pub stopped: Stopped,
}

/// A session ready to run: checked, its first journal line on disk, this process its owner.
#[derive(Debug)]
pub struct SessionRun;

/// The shell's hold on a running session: commands in, updates out. Cheap to clone, usable from any thread.
#[derive(Clone, Debug)]
pub struct SessionPort;

#[allow(
    clippy::todo,
    clippy::missing_errors_doc,
    clippy::unused_async,
    unused_variables,
    reason = "skeleton"
)]
impl SessionRun {
    /// Checks safety, limits and ownership, and writes the first journal line. Nothing is sent yet.
    pub fn prepare(
        app: &App,
        request: SessionRequest,
        radio: Arc<dyn Radio>,
        address: Address,
        clock: Clock,
    ) -> Result<(Self, SessionPort), AppError> {
        todo!()
    }
    /// Runs the session to its end. Dropping the future leaves the device to its fail-safe.
    pub async fn run(self) -> Outcome {
        todo!()
    }
}

#[allow(
    clippy::todo,
    clippy::missing_errors_doc,
    clippy::unused_async,
    unused_variables,
    reason = "skeleton"
)]
impl SessionPort {
    pub fn id(&self) -> SessionId {
        todo!()
    }
    /// Harmless after the end and when repeated.
    pub fn command(&self, command: Command) {
        todo!()
    }
    /// The next snapshot with all events since; `None` once the end was delivered. Dropping the future loses nothing.
    pub async fn next_update(&self) -> Option<Update> {
        todo!()
    }
    /// The newest snapshot, at once.
    pub fn view(&self) -> SessionView {
        todo!()
    }
}
