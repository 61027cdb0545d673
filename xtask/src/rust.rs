//! What the Rust code must pass: format, lints, tests, documentation.

use std::env;

use anyhow::Result;

use crate::log::Log;
use crate::workspace::Workspace;

/// What proptest draws its cases from, unless the person sets it: one commit gives one answer, and a new seed is drawn
/// on purpose and not by landing.
const SEED_VARIABLE: &str = "PROPTEST_RNG_SEED";
const SEED: &str = "20261129";

pub(crate) fn format(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["fmt", "--all"]);
    log.run(cargo)
}

pub(crate) fn check_format(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["fmt", "--all", "--check", "--", "--color=never"]);
    log.run(cargo)
}

pub(crate) fn clippy(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["clippy", "--workspace", "--all-targets"]);
    cargo.args(["--", "--deny", "warnings"]);
    log.run(cargo)?;
    // Without the driver other code is dead and other imports are unused.
    let mut cargo = workspace.cargo();
    cargo.args(["clippy", "--package", "lull-core", "--lib"]);
    cargo.args(["--no-default-features", "--", "--deny", "warnings"]);
    log.run(cargo)
}

pub(crate) fn tests(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    // Not `--all-targets`: benches are measured elsewhere. Doc tests have a part of their own.
    cargo.args(["test", "--workspace", "--lib", "--bins", "--tests"]);
    cargo.arg("--no-fail-fast");
    if env::var_os(SEED_VARIABLE).is_none() {
        cargo.env(SEED_VARIABLE, SEED);
        log.say(&format!(
            "random cases are those of seed {SEED}; {SEED_VARIABLE}=N draws others"
        ))?;
    }
    log.run(cargo)
}

pub(crate) fn documentation(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--workspace", "--doc", "--no-fail-fast"]);
    log.run(cargo)?;
    let mut cargo = workspace.cargo();
    cargo.env("RUSTDOCFLAGS", "--deny warnings");
    cargo.args(["doc", "--workspace", "--no-deps"]);
    log.run(cargo)
}
