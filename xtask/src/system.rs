//! What a machine must have for a part, how it gets it where we may install, and what a person is told where we may not.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::log::Log;

/// Tries of a step that needs the network. The network fails now and then; tests are never tried twice.
pub(crate) const NETWORK_TRIES: u32 = 3;

/// True when `program` can be started with these arguments and succeeds.
pub(crate) fn works(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// True on Debian or a system made from it, as root: only there do we install anything.
pub(crate) fn may_install() -> bool {
    is_root() && works("apt-get", &["--version"])
}

/// True on Debian itself or a system made from it.
pub(crate) fn is_debian_like() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

fn names_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| matches!(*key, "ID" | "ID_LIKE"))
        .flat_map(|(_, value)| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian")
}

#[cfg(unix)]
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(not(unix))]
pub(crate) fn is_root() -> bool {
    false
}

/// Installs Debian packages; the caller has asked [`may_install`].
pub(crate) fn install(log: &mut Log, packages: &[&str]) -> Result<()> {
    retry(log, "apt-get", |log| {
        log.run(apt(&["update"]))?;
        let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
        arguments.extend(packages);
        log.run(apt(&arguments))
    })
}

/// The first of the packages this system's sources offer.
pub(crate) fn first_offered<'a>(log: &mut Log, packages: &[&'a str]) -> Result<&'a str> {
    retry(log, "apt-get update", |log| log.run(apt(&["update"])))?;
    for package in packages {
        let mut policy = Command::new("apt-cache");
        policy.env("LC_ALL", "C").args(["policy", package]);
        if has_candidate(&log.read(&mut policy)?) {
            return Ok(package);
        }
    }
    bail!("apt offers none of {}", packages.join(", "))
}

fn has_candidate(policy: &str) -> bool {
    policy
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Candidate:"))
        .any(|candidate| candidate.trim() != "(none)")
}

fn apt(arguments: &[&str]) -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt.args(["--option", "Acquire::Retries=3"]);
    apt.args(arguments);
    apt
}

/// Tries a step that needs the network a bounded number of times.
///
/// # Errors
/// The last try's.
pub(crate) fn retry(
    log: &mut Log,
    what: &str,
    mut step: impl FnMut(&mut Log) -> Result<()>,
) -> Result<()> {
    for tried in 1..NETWORK_TRIES {
        match step(log) {
            Ok(()) => return Ok(()),
            Err(error) => log.say(&format!(
                "{what}: try {tried} of {NETWORK_TRIES} failed: {error:#}"
            ))?,
        }
        pause(tried);
    }
    step(log)
}

#[allow(
    clippy::disallowed_methods,
    reason = "a mirror that refused needs a moment before it is asked again"
)]
fn pause(tried: u32) {
    thread::sleep(Duration::from_secs(u64::from(tried) * 5));
}

#[cfg(test)]
mod tests {
    use super::{has_candidate, names_debian};

    #[test]
    fn debian_and_its_children_are_recognised_and_others_are_not() {
        assert!(names_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(names_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!names_debian(
            "ID=fedora\nHOME_URL=https://example.org/debian\n"
        ));
        assert!(!names_debian(""));
    }

    #[test]
    fn a_package_without_a_candidate_is_not_offered() {
        let offered = "maven:\n  Installed: (none)\n  Candidate: 3.8.7-1\n";
        assert!(has_candidate(offered));
        assert!(!has_candidate(&offered.replace("3.8.7-1", "(none)")));
        assert!(!has_candidate(""));
    }
}
