//! Lull's chores: what CI runs is what a person runs.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore tells the person at the terminal what it does"
)]

mod agreement;
mod android;
mod bench;
mod bindings;
mod builds;
mod face;
mod fuzz;
mod ios;
mod kotlin;
mod licences;
mod log;
mod part;
mod phone;
mod purity;
mod report;
mod rust;
mod size;
mod soak;
mod swift;
mod system;
mod tally;
mod testbed;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::android::Abi;
use crate::bench::Bench;
use crate::log::Log;
use crate::part::Part;
use crate::report::{Report, run_part};
use crate::workspace::Workspace;

/// Lull's chores.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Runs every test there is: Rust, purity, licences, Kotlin, Swift, the radio in its test bed.
    Test {
        /// Leaves a part out; may be given several times. It is printed as NOT TESTED.
        #[arg(long, value_name = "NAME")]
        skip: Vec<Part>,
        /// Runs only this part; may be given several times. The others are printed as NOT TESTED.
        #[arg(long, value_name = "NAME")]
        only: Vec<Part>,
    },
    /// Builds the library and writes the Kotlin and Swift bindings into android/ and ios/.
    Bindings,
    /// Checks that the pure half of the core has no runtime, radio or database in it.
    Purity,
    /// Measures, and prints how the time grows with the amount of work.
    Bench {
        /// What to measure; everything when nothing is named.
        #[arg(value_name = "NAME")]
        names: Vec<Bench>,
    },
    /// Kills, power cuts, full and failing disks, flipped bits: the diary's fault tests many times over, with figures.
    Soak {
        /// How many times as much as in an ordinary test run.
        #[arg(long, value_name = "N", default_value_t = 50)]
        times: u32,
    },
    /// Arbitrary input to every decoder, machine and importer, held against their rules; needs cargo-fuzz.
    Fuzz {
        /// What to fuzz; everything when nothing is named.
        #[arg(value_name = "TARGET")]
        targets: Vec<String>,
        /// How long each works a processor.
        #[arg(long, value_name = "N", default_value_t = 10)]
        minutes: u32,
    },
    /// How large the library is that a phone has to carry, with its biggest parts; more than 5 MiB fails.
    Size,
    /// Opens the phone's screens in a window on this computer, over the real library and the simulated massager.
    Phone {
        /// For the window's program; --help shows them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Builds the library for Android phones through the NDK, and readies the phone's own build; see docs/android.md.
    ///
    /// The NDK is looked for in ANDROID_NDK_HOME and ANDROID_NDK_ROOT. The libraries go into android/app/src/phone/jniLibs,
    /// the bindings into android/core/generated, and what is this computer's own into android/local.lull.properties.
    Android {
        /// Only for this kind of processor; may be given several times. All when none is named.
        #[arg(long, value_name = "ABI")]
        abi: Vec<Abi>,
    },
    /// Builds the library for iPhones and simulators as an XCFramework, and makes the Xcode project; see docs/ios.md.
    ///
    /// Needs a Mac with Xcode, and XcodeGen. The XCFramework goes into ios/App/Frameworks, the project is
    /// ios/App/Lull.xcodeproj; neither is committed.
    Ios,
    /// Formats the Rust code.
    Fmt,
    /// Makes the virtual Bluetooth test bed, once: a guest for each BlueZ and a kernel, kept in the user's cache.
    Testbed,
    /// Plays the fault matrix in the test bed and writes it down in docs/devices/fault-matrix.md.
    Matrix,
}

/// Exit code for a request that makes no sense, as clap uses it.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli.chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &Chore) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match chore {
        Chore::Test { skip, only } => test(&workspace, skip, only),
        Chore::Bindings => alone(&workspace, "bindings", bindings::generate),
        Chore::Purity => alone(&workspace, "purity", purity::check),
        Chore::Bench { names } => alone(&workspace, "bench", |workspace, log| {
            bench::measure(workspace, names, log)
        }),
        Chore::Soak { times } => alone(&workspace, "soak", |workspace, log| {
            soak::soak(workspace, *times, log)
        }),
        Chore::Fuzz { targets, minutes } => alone(&workspace, "fuzz", |workspace, log| {
            fuzz::fuzz(workspace, targets, *minutes, log)
        }),
        Chore::Size => alone(&workspace, "size", size::measure),
        Chore::Phone { arguments } => alone(&workspace, "phone", |workspace, log| {
            phone::open(workspace, arguments, log)
        }),
        Chore::Android { abi } => alone(&workspace, "android", |workspace, log| {
            android::build(workspace, abi, log)
        }),
        Chore::Ios => alone(&workspace, "ios", ios::build),
        Chore::Fmt => alone(&workspace, "fmt", rust::format),
        Chore::Testbed => alone(&workspace, "testbed", testbed::make),
        Chore::Matrix => alone(&workspace, "matrix", testbed::radio::write_matrix),
    }
}

fn test(workspace: &Workspace, skip: &[Part], only: &[Part]) -> anyhow::Result<ExitCode> {
    let selection = part::select(skip, only);
    if !selection.iter().any(|(_, wanted)| *wanted) {
        eprintln!("xtask: --skip and --only leave nothing to test");
        return Ok(ExitCode::from(USAGE));
    }
    // Two runs in one checkout would tread on each other's bindings and Swift build folder.
    let _lock = workspace.lock()?;
    let mut report = Report::default();
    for (part, wanted) in selection {
        if wanted {
            report.add(run_part(workspace, part)?);
        } else {
            println!("{}", part.not_tested());
            report.skip(part);
        }
    }
    print!("{}", report.closing());
    Ok(if report.failed() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs one chore outside the test run; its failure is the program's.
fn alone(
    workspace: &Workspace,
    name: &str,
    chore: impl FnOnce(&Workspace, &mut Log) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let _lock = workspace.lock()?;
    let mut log = Log::create(&workspace.logs(), name)?;
    let outcome = chore(workspace, &mut log);
    if outcome.is_err() {
        log.print_tail()?;
    }
    outcome.map(|()| ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
