//! `lull session`: one massage without the evening around it.

mod start;
mod status;
mod stop;

use clap::{Args, Subcommand};

use crate::exit::Failure;
use crate::stage::Stage;

#[derive(Debug, Args)]
pub(crate) struct Session {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Start a session and show it to its end
    Start(start::Start),
    /// Stop the session that runs, also one of another lull
    Stop(stop::Stop),
    /// What is running
    Status(status::Status),
}

impl Session {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        match &self.what {
            What::Start(start) => start.run(stage),
            What::Stop(stop) => stop.run(stage),
            What::Status(status) => status.run(stage),
        }
    }
}
