//! The diary on failing disks, for hours: its fault tests, many times as many, and their figures.

use std::fs;

use anyhow::{Context, Result};

use crate::log::Log;
use crate::workspace::Workspace;

/// Test files of the core that heed `LULL_SOAK`.
const TESTS: [&str; 3] = ["faults_on_disk", "cut_off_on_disk", "flipped_bits"];
/// How the lines with figures begin.
const FIGURES: [&str; 9] = [
    "kills:",
    "power cuts:",
    "I/O errors:",
    "full disks:",
    "flips:",
    "restore:",
    "import:",
    "mending:",
    "forgetting:",
];

/// `times` as much as in an ordinary test run: 40 kills, 40 power cuts, 20 I/O errors, 20 full disks and 150 flips each.
pub(crate) fn soak(workspace: &Workspace, times: u32, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--package", "lull-core"]);
    for test in TESTS {
        cargo.args(["--test", test]);
    }
    cargo.args(["--", "--nocapture", "--test-threads=2"]);
    cargo.env("LULL_SOAK", times.to_string());
    log.run(cargo)?;
    let path = workspace.logs().join("soak.log");
    let text = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    let figures: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            let start = FIGURES
                .iter()
                .filter_map(|figure| line.find(figure))
                .min()?;
            line.get(start..)
        })
        .collect();
    for line in figures {
        log.say(line)?;
    }
    Ok(())
}
