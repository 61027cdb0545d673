//! What runs inside the virtual Bluetooth test bed: whole sessions over real BlueZ, and the fault matrix.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test program tells the console what it saw"
)]

mod bluez;
mod cell;
mod conformance;
mod device;
mod evening;
mod fault;
mod killed;
mod lab;
mod matrix;
mod smoke;
mod told;
mod verdict;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::device::Device;
use crate::matrix::Share;

/// Runs in the test bed's guest only.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// One device test in real time.
    Smoke,
    /// What a session may rely on, asked of the real radio.
    Conformance,
    /// Told against did, for every fault and device.
    Matrix {
        /// Only these devices.
        #[arg(long)]
        device: Vec<Device>,
        /// Only these rows.
        #[arg(long)]
        row: Vec<String>,
        /// Only this share of the rows, as in 1/2.
        #[arg(long, default_value = "1/1")]
        share: Share,
    },
    /// The app that is going to be killed.
    Session {
        #[arg(long)]
        folder: PathBuf,
    },
    /// The fresh process after it.
    Wake {
        #[arg(long)]
        folder: PathBuf,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().chore {
        Chore::Smoke => smoke::run().await.map(|()| true),
        Chore::Conformance => conformance::run().await,
        Chore::Matrix { device, row, share } => {
            let devices = if device.is_empty() {
                Device::ALL.to_vec()
            } else {
                device
            };
            matrix::run(&devices, &row, share).await
        }
        Chore::Session { folder } => killed::app(&folder).await.map(|()| true),
        Chore::Wake { folder } => killed::wake(&folder).map(|()| true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("FAILED: {error:#}");
            ExitCode::FAILURE
        }
    }
}
