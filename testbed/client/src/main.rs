//! What runs inside the virtual Bluetooth test bed: whole sessions over real BlueZ, and the fault matrix.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test program tells the console what it saw"
)]

mod bench;
mod bluez;
mod cell;
mod conformance;
mod cost;
mod crash;
mod device;
mod evening;
mod fault;
mod judge;
mod killed;
mod lab;
mod matrix;
mod rows;
mod smoke;
mod told;
mod verdict;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bench::Program;
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
    Conformance {
        /// Only these.
        #[arg(long)]
        only: Vec<String>,
    },
    /// Sessions that the judge of the matrix must find to differ.
    Judge,
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
    /// Lull beside a bare btleplug program and bleak.
    Bench {
        /// Runs of each.
        #[arg(long, default_value_t = 15)]
        rounds: u32,
    },
    /// One of the programs that are measured.
    BenchOne { program: Program, address: String },
    /// What half an hour costs.
    BenchSession,
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

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .on_thread_unpark(cost::busy::wakes)
        .on_thread_park(cost::busy::rests)
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(Cli::parse().chore)),
        Err(error) => Err(error.into()),
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

/// True when everything that was tested holds.
async fn run(chore: Chore) -> anyhow::Result<bool> {
    match chore {
        Chore::Smoke => smoke::run().await.map(|()| true),
        Chore::Conformance { only } => conformance::run(&only).await,
        Chore::Judge => judge::run().await,
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
        Chore::Bench { rounds } => bench::run(rounds).await,
        Chore::BenchOne { program, address } => bench::one(program, &address).await.map(|()| true),
        Chore::BenchSession => cost::run().await,
    }
}
