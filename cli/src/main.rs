//! `lull`: the terminal shell. It shows what the core decided, asks, and forwards the answers.
#![forbid(unsafe_code)]

mod args;
mod charts;
mod clock;
mod commands;
mod demo;
mod device;
mod exit;
mod input;
mod keyboard;
mod live;
mod output;
mod people;
mod prompt;
mod signals;
mod stage;
mod whole_file;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    let json = cli.global.json;
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(json),
    }
}
