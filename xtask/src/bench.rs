//! What can be measured, and how the figures are shown: each beside the smallest of its group, so that growth is seen
//! before microseconds are.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Deserialize;

use crate::face;
use crate::log::Log;
use crate::testbed;
use crate::workspace::Workspace;

/// One thing to measure; also the word on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    /// A plan, and a wake on a real store, by nights in the diary.
    Plan,
    /// Trends from a real store and the page for the doctor, by nights in the diary.
    Giving,
    /// A log and an opening with its wake, beside a bare SQLite program that does the same.
    Diary,
    /// Calls through the bindings on the Java machine, beside one that does nothing and beside the same in Rust; the first
    /// call of a process. Only when it is named: it needs Maven.
    Face,
    /// Tap to first on-write and reconnection over real BlueZ, beside a bare btleplug program and bleak; a long session's
    /// cost. Only when it is named: it needs the test bed.
    Radio,
}

/// Figures that belong together, smallest amount of work first.
struct Group {
    /// Criterion's name of the group.
    name: &'static str,
    /// What grows from one figure to the next.
    of: &'static str,
    amounts: &'static [u32],
}

/// The one part of criterion's `estimates.json` that is shown.
#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

impl Bench {
    /// Those of an ordinary machine.
    const EVERYWHERE: [Self; 3] = [Self::Plan, Self::Giving, Self::Diary];

    /// The package and the bench target; `None` for what runs elsewhere.
    fn target(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Plan => Some(("lull-core", "plan")),
            Self::Giving => Some(("lull-core", "giving")),
            Self::Diary => Some(("lull-core", "diary")),
            Self::Face | Self::Radio => None,
        }
    }

    fn groups(self) -> &'static [Group] {
        const NIGHTS: &[u32] = &[30, 300, 3_650];
        match self {
            // tells its ratios itself
            Self::Diary | Self::Face | Self::Radio => &[],
            Self::Plan => &[
                Group {
                    name: "plan",
                    of: "nights",
                    amounts: NIGHTS,
                },
                Group {
                    name: "wake",
                    of: "nights",
                    amounts: NIGHTS,
                },
            ],
            Self::Giving => &[
                Group {
                    name: "trends",
                    of: "nights",
                    amounts: NIGHTS,
                },
                Group {
                    name: "report",
                    of: "nights",
                    amounts: NIGHTS,
                },
            ],
        }
    }
}

/// Runs the benches that are named, or all that run everywhere, and prints their figures.
pub(crate) fn measure(workspace: &Workspace, names: &[Bench], log: &mut Log) -> Result<()> {
    let names = if names.is_empty() {
        &Bench::EVERYWHERE
    } else {
        names
    };
    for bench in names {
        let Some((package, target)) = bench.target() else {
            if *bench == Bench::Face {
                face::measure(workspace, log)?;
            } else {
                testbed::speed::measure(workspace, log)?;
            }
            continue;
        };
        let mut cargo = workspace.cargo();
        cargo.args(["bench", "--package", package, "--bench", target]);
        if bench.groups().is_empty() {
            for line in log.read(&mut cargo)?.lines() {
                log.say(line)?;
            }
            continue;
        }
        log.run(cargo)?;
        for group in bench.groups() {
            for line in figures(&workspace.criterion(), group)? {
                log.say(&line)?;
            }
        }
    }
    Ok(())
}

/// A group's lines: amount, median time, and the multiple of the group's first.
fn figures(folder: &Path, group: &Group) -> Result<Vec<String>> {
    let mut first = None;
    let mut lines = Vec::new();
    for amount in group.amounts {
        let path = folder.join(format!("{}/{amount}/new/estimates.json", group.name));
        let text =
            fs::read(&path).with_context(|| format!("criterion left no {}", path.display()))?;
        let estimates: Estimates = serde_json::from_slice(&text)
            .with_context(|| format!("{} is not readable", path.display()))?;
        let nanoseconds = estimates.median.point_estimate;
        let growth = nanoseconds / *first.get_or_insert(nanoseconds);
        lines.push(format!(
            "{:<8} {amount:>7} {:<8} {:>9} {growth:>8.2} x",
            group.name,
            group.of,
            shown(nanoseconds)
        ));
    }
    Ok(lines)
}

fn shown(nanoseconds: f64) -> String {
    if nanoseconds < 1e6 {
        format!("{:.1} us", nanoseconds / 1e3)
    } else {
        format!("{:.2} ms", nanoseconds / 1e6)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn growth_is_told_as_a_multiple_of_the_smallest_amount() {
        let folder = tempfile::tempdir().unwrap();
        for (amount, nanoseconds) in [(10, 2_000.0), (100, 3_000_000.0)] {
            let path = folder.path().join(format!("plan/{amount}/new"));
            fs::create_dir_all(&path).unwrap();
            let text = format!("{{\"median\":{{\"point_estimate\":{nanoseconds}}}}}");
            fs::write(path.join("estimates.json"), text).unwrap();
        }
        let group = |amounts| Group {
            name: "plan",
            of: "nights",
            amounts,
        };
        let lines = figures(folder.path(), &group(&[10, 100])).unwrap();
        assert!(lines[0].contains("2.0 us") && lines[0].ends_with("1.00 x"));
        assert!(lines[1].contains("3.00 ms") && lines[1].ends_with("1500.00 x"));
        assert!(figures(folder.path(), &group(&[10, 20])).is_err());
    }
}
