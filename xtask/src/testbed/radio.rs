//! The part `radio` of the test run: the devices' firmware by itself, a smoke test in real time, conformance, the fault
//! matrix in virtual time on both versions of BlueZ, and its judge on trial. The matrix can be written down as a document.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::guest::{self, Job, Time};
use super::{Bluez, make};
use crate::log::Log;
use crate::workspace::Workspace;

const DOCUMENT: &str = "docs/devices/fault-matrix.md";

pub(crate) fn tests(workspace: &Workspace, log: &mut Log) -> Result<()> {
    firmware(workspace, log)?;
    make(workspace, log).context(
        "RADIO NOT TESTED: its test bed is not there and could not be made; --skip radio leaves the part out",
    )?;
    let client = client(workspace, log)?;
    let mut jobs = vec![smoke(&client), judge(&client)];
    jobs.extend(Bluez::ALL.map(|bluez| conformance(&client, bluez)));
    // the few large shares of the newer BlueZ first, so that none of them is left to run alone at the end
    for bluez in [Bluez::Trixie, Bluez::Bookworm] {
        jobs.extend(matrix(&client, bluez, part_of(bluez)).into_iter().rev());
    }
    let logs = guest::run(workspace, log, &jobs)?;
    for row in logs.iter().map(rows).collect::<Result<Vec<_>>>()?.concat() {
        println!("     {row}");
    }
    Ok(())
}

/// Plays the matrix and writes [`DOCUMENT`].
pub(crate) fn write_matrix(workspace: &Workspace, log: &mut Log) -> Result<()> {
    make(workspace, log)?;
    let client = client(workspace, log)?;
    let mut text = String::from(HEAD);
    for bluez in Bluez::ALL {
        let logs = guest::run(workspace, log, &matrix(&client, bluez, EVERYTHING))?;
        let rows = logs.iter().map(rows).collect::<Result<Vec<_>>>()?.concat();
        if rows.is_empty() {
            bail!("the matrix has no rows");
        }
        for row in &rows {
            println!("     {row}");
        }
        let _ = write!(text, "\n## BlueZ {}\n\n{COLUMNS}\n", bluez.version());
        for row in rows {
            text.push_str(&row);
            text.push('\n');
        }
    }
    let path = workspace.path(DOCUMENT);
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    log.say(&format!("wrote {DOCUMENT}"))
}

const HEAD: &str = "# Fault matrix: what the person was told, and what the motor did

Written by `cargo xtask matrix`; do not edit. Each line is at least one whole session of the real program over real BlueZ on
a virtual radio, with simulated devices, in virtual time. Seconds count from the tap on Start. *told* is what the person saw,
*did* what the motor's own log says, and *agree* answers: was the motor off by the time the person was told it would be?

**No real device was near this.**
";
const COLUMNS: &str = "| fault | device | told | did | agree |\n|---|---|---|---|---|";

fn smoke(client: &Path) -> Job {
    Job {
        name: "smoke".to_owned(),
        bluez: Bluez::Bookworm,
        time: Time::Real,
        programs: vec![client.to_path_buf()],
        script: "exec /payload/lull-testbed smoke".to_owned(),
    }
}

/// Sessions the matrix must find to differ: it can fail.
fn judge(client: &Path) -> Job {
    Job {
        name: "judge".to_owned(),
        bluez: Bluez::Bookworm,
        time: Time::Virtual,
        programs: vec![client.to_path_buf()],
        script: "exec /payload/lull-testbed judge".to_owned(),
    }
}

/// The devices without any radio: they must be right before anything is tested against them.
fn firmware(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut python = Command::new("python3");
    python.arg(workspace.path("testbed/guest/test_devices.py"));
    log.run(python)
}

fn conformance(client: &Path, bluez: Bluez) -> Job {
    Job {
        name: format!("conformance-{}", bluez.version()),
        bluez,
        time: Time::Virtual,
        programs: vec![client.to_path_buf()],
        script: "exec /payload/lull-testbed conformance".to_owned(),
    }
}

/// How much of the matrix.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// The guests it is dealt out to.
    shares: u32,
    devices: &'static str,
}

const EVERYTHING: Extent = Extent {
    shares: 12,
    devices: "",
};

/// Of every test run. What differs between versions of BlueZ is the stack under the drivers: on the second one a device
/// that bonds and one that does not are enough.
const fn part_of(bluez: Bluez) -> Extent {
    match bluez {
        Bluez::Bookworm => EVERYTHING,
        Bluez::Trixie => Extent {
            shares: 4,
            devices: " --device omp --device shelly",
        },
    }
}

fn matrix(client: &Path, bluez: Bluez, Extent { shares, devices }: Extent) -> Vec<Job> {
    let share = |share| Job {
        name: format!("matrix-{}-{share}", bluez.version()),
        bluez,
        time: Time::Virtual,
        programs: vec![client.to_path_buf()],
        script: format!("exec /payload/lull-testbed matrix --share {share}/{shares}{devices}"),
    };
    (1..=shares).map(share).collect()
}

/// The program that runs in the guest.
fn client(workspace: &Workspace, log: &mut Log) -> Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "lull-testbed"]);
    log.run(cargo)?;
    Ok(workspace.debug().join("lull-testbed"))
}

/// The lines of the table that a guest printed.
fn rows(log: &Log) -> Result<Vec<String>> {
    log.lines_after("TABLE ")
}
