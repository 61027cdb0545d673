//! The bench `radio`, in real time: Lull, a bare btleplug program and bleak in turns in one guest; what half an hour costs.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::guest::{self, Job, Time, payload};
use super::{Bluez, make};
use crate::log::Log;
use crate::workspace::Workspace;

pub(crate) fn measure(workspace: &Workspace, log: &mut Log) -> Result<()> {
    make(workspace, log)?;
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--release", "--package", "lull-testbed"]);
    log.run(cargo)?;
    let client = workspace.built("release").join("lull-testbed");
    let job = |name: &str, time, arguments: &str| Job {
        name: name.to_owned(),
        bluez: Bluez::Bookworm,
        time,
        programs: vec![client.clone(), workspace.path("testbed/bench/bleak_tap.py")],
        script: format!("exec /payload/lull-testbed {arguments}"),
    };
    let turns = job("bench", Time::Real, "bench");
    bleak(workspace, &turns, log)?;
    // one after the other: nothing else may run beside what is measured
    for job in [turns, job("bench-session", Time::Real, "bench-session")] {
        for guest in guest::run(workspace, log, &[job])? {
            for figure in guest.lines_after("FIGURE ")? {
                log.say(&figure)?;
            }
        }
    }
    Ok(())
}

/// Puts bleak beside the program. Not into the guest: nothing but this bench needs it.
fn bleak(workspace: &Workspace, job: &Job, log: &mut Log) -> Result<()> {
    let folder = payload(workspace, job).join("py");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let mut pip = Command::new("python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-compile",
    ]);
    pip.args([
        "--only-binary=:all:",
        "--require-hashes",
        "--root-user-action=ignore",
    ]);
    // of the guest, not of this machine
    pip.args([
        "--python-version",
        "3.11",
        "--implementation",
        "cp",
        "--abi",
        "cp311",
    ]);
    pip.args(["--platform", "manylinux2014_x86_64", "--platform", "any"]);
    pip.arg("--target").arg(&folder);
    pip.arg("--requirement");
    pip.arg(workspace.path("testbed/bench/requirements.txt"));
    log.run(pip)
}
