//! Whether plans are the same to the byte on this machine and as WebAssembly, where both can run.

use std::process::Command;

use anyhow::{Result, bail};

use crate::log::Log;
use crate::purity::std_is_installed;
use crate::workspace::Workspace;

const PACKAGE: &str = "lull-agreement";
const TARGET: &str = "wasm32-wasip1";
/// What Node is told to do with the program.
const RUNNER: &str = include_str!("agreement.mjs");

pub(crate) fn check(workspace: &Workspace, log: &mut Log) -> Result<()> {
    if !std_is_installed(workspace, log, TARGET)? {
        return log.say(&format!(
            "PLANS ON WASM32 NOT COMPARED: rustup target add {TARGET}"
        ));
    }
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|output| output.status.success()) {
        return log.say("PLANS ON WASM32 NOT COMPARED: node is not installed");
    }
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", PACKAGE, "--target", TARGET]);
    log.run(cargo)?;
    let mut cargo = workspace.cargo();
    cargo.args(["run", "--quiet", "--package", PACKAGE]);
    let here = log.read(&mut cargo)?;
    let mut node = Command::new("node");
    node.args([
        "--no-warnings",
        "--input-type=module",
        "--eval",
        RUNNER,
        "--",
    ]);
    node.arg(workspace.wasm(TARGET, PACKAGE));
    let there = log.read(&mut node)?;
    let plans = agreeing(&here, &there)?;
    log.say(&format!(
        "{plans} plans are the same to the byte here and on {TARGET}"
    ))
}

/// How many lines there are when all are the same.
fn agreeing(here: &str, there: &str) -> Result<usize> {
    if here.is_empty() {
        bail!("{PACKAGE} printed no plan");
    }
    if here != there {
        let differs = here.lines().zip(there.lines()).find(|(a, b)| a != b);
        bail!("a plan depends on the processor: {differs:#?}");
    }
    Ok(here.lines().count())
}

#[cfg(test)]
mod tests {
    use super::agreeing;

    #[test]
    fn one_other_byte_is_a_failure_and_so_is_silence() {
        assert_eq!(agreeing("a\nb\n", "a\nb\n").ok(), Some(2));
        let error = agreeing("a\nb\n", "a\nc\n").map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.contains("\"c\"")));
        assert!(agreeing("", "").is_err());
    }
}
