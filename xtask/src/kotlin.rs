//! The Kotlin tests: their form, a JDK and Maven, the bindings, and the real library through JNA; what only Android can do,
//! in Robolectric.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bindings;
use crate::log::Log;
use crate::system::{self, NETWORK_TRIES};
use crate::workspace::Workspace;

/// Oldest Java the build knows.
const JAVA: u32 = 17;
/// Oldest Java that runs Android's image of API 36.
const JAVA_OF_36: u32 = 21;
/// Where Debian and its kin put Javas.
const JAVAS: &str = "/usr/lib/jvm";

/// Words by which Maven says that a download failed, so that no test was at fault.
const DOWNLOAD_FAILED: [&str; 4] = [
    "Could not transfer artifact",
    "Could not resolve dependencies",
    "PluginResolutionException",
    "UnresolvableModelException",
];

pub(crate) fn tests(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let project = workspace.path("android/pom.xml");
    if !project.is_file() {
        bail!("{} is missing", project.display());
    }
    prepare(log)?;
    bindings::generate(workspace, log)?;
    // serves the simulated massager that the screens' tests try out
    let mut terminal = workspace.cargo();
    terminal.args(["build", "--package", "lull-cli"]);
    log.run(terminal)?;
    downloading(log, || {
        let mut lint = maven(workspace, &workspace.debug());
        lint.args(["--non-recursive", "-Plint"]);
        lint
    })?;
    let java = newer_java(log)?;
    downloading(log, || {
        let mut tests = maven(workspace, &workspace.debug());
        if let Some(java) = &java {
            tests.arg(format!("-Dlull.java21={}", java.display()));
        }
        tests
    })
}

/// Runs Maven's verify, anew where a download failed.
fn downloading(log: &mut Log, maven: impl Fn() -> Command) -> Result<()> {
    for tried in 1..=NETWORK_TRIES {
        let mut verify = maven();
        if tried > 1 {
            // Maven remembers a failed download for a day unless it is told to look again.
            verify.arg("--update-snapshots");
        }
        verify.arg("verify");
        let outcome = log.run(verify);
        let Err(error) = outcome else { break };
        // Once a test ran everything was downloaded, and its failure is its own.
        if tried == NETWORK_TRIES || log.tests() > 0 || !log.mentions(&DOWNLOAD_FAILED)? {
            return Err(error);
        }
        log.say("a download failed: trying again")?;
    }
    Ok(())
}

/// A Java of 21 or later beside the one that builds: the image of API 36 needs it. Without one that level is left out, aloud.
fn newer_java(log: &mut Log) -> Result<Option<PathBuf>> {
    let found = fs::read_dir(JAVAS).into_iter().flatten().flatten();
    let newest = found
        .filter_map(|entry| Some((runtime_release(&entry.path())?, entry.path())))
        .max()
        .filter(|(release, _)| *release >= JAVA_OF_36);
    if newest.is_none() {
        log.say("ANDROID API 36 NOT TESTED: it needs a Java of 21 or later")?;
    }
    Ok(newest.map(|(_, path)| path))
}

/// What the Java in that folder says it is.
fn runtime_release(java: &Path) -> Option<u32> {
    let told = fs::read_to_string(java.join("release")).ok()?;
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("JAVA_VERSION="))?;
    release_of(&format!("javac {}", line.trim_matches('"')))
}

/// Maven over the parts that need no Android, with the library that cargo built there.
pub(crate) fn maven(workspace: &Workspace, built: &Path) -> Command {
    let mut maven = Command::new("mvn");
    maven.current_dir(workspace.path("android"));
    maven.args(["--batch-mode", "--no-transfer-progress"]);
    maven.arg("-Dstyle.color=never");
    maven.arg("-Dmaven.wagon.http.retryHandler.count=5");
    // A daemon would outlive the tests by two hours.
    maven.arg("-Dkotlin.compiler.daemon=false");
    maven.arg(format!("-Drust.target={}", built.display()));
    maven
}

/// Sees to a JDK and Maven, by installing them where we may.
pub(crate) fn prepare(log: &mut Log) -> Result<()> {
    let mut missing = Vec::new();
    if java_version().is_none_or(|version| version < JAVA) {
        missing.push("a JDK");
    }
    if !system::works("mvn", &["--version"]) {
        missing.push("Maven");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing.join(" and ");
    if !system::may_install() {
        bail!(
            "{missing} missing. Install JDK {JAVA} or newer and Maven (Debian: apt-get install \
             openjdk-{JAVA}-jdk-headless maven), or leave the part out with --skip kotlin"
        );
    }
    log.say(&format!("{missing} missing: installing"))?;
    let jdk = format!("openjdk-{JAVA}-jdk-headless");
    // Newer systems no longer carry the old release; their default is newer than it.
    let jdk = system::first_offered(log, &[jdk.as_str(), "default-jdk-headless"])?;
    system::install(log, &[jdk, "maven"]).context("cannot install a JDK and Maven")
}

/// The compiler's feature release: 17, 21 ...; `None` without a compiler.
fn java_version() -> Option<u32> {
    let output = Command::new("javac").arg("-version").output().ok()?;
    release_of(&String::from_utf8_lossy(&output.stdout))
}

fn release_of(printed: &str) -> Option<u32> {
    let version = printed.trim().strip_prefix("javac ")?;
    let mut numbers = version
        .split(|character: char| !character.is_ascii_digit())
        .map(str::parse);
    match numbers.next()?.ok()? {
        // before 9 they were called 1.8, 1.7 ...
        1 => numbers.next()?.ok(),
        release => Some(release),
    }
}

#[cfg(test)]
mod tests {
    use super::release_of;

    #[test]
    fn the_release_of_old_and_new_compilers_is_understood() {
        assert_eq!(release_of("javac 17.0.15\n"), Some(17));
        assert_eq!(release_of("javac 21\n"), Some(21));
        assert_eq!(release_of("javac 25-ea"), Some(25));
        assert_eq!(release_of("javac 1.8.0_442"), Some(8));
        assert_eq!(release_of("no such thing"), None);
        assert_eq!(release_of(""), None);
    }
}
