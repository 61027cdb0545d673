//! The library for iPhones as one XCFramework, and the Xcode project over it. Only a Mac has what it takes.

use std::env::consts::OS;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bindings;
use crate::log::Log;
use crate::purity::std_is_installed;
use crate::size;
use crate::system;
use crate::workspace::Workspace;

/// The oldest iOS the app is for; the same in the project and in the package.
const DEPLOYMENT: &str = "17.0";
/// A telephone.
const PHONE: &str = "aarch64-apple-ios";
/// The simulator on either kind of Mac; Apple wants both in one archive.
const SIMULATORS: [&str; 2] = ["aarch64-apple-ios-sim", "x86_64-apple-ios"];
const ARCHIVE: &str = "liblull.a";
/// Below ios/App, where the project looks for it.
const FRAMEWORK: &str = "Frameworks/Lull.xcframework";
const PROJECT: &str = "project.yml";

/// What has to be there, and where it comes from.
const TOOLS: [(&str, &str, &str); 3] = [
    ("xcodebuild", "-version", "Xcode 26 or newer, opened once"),
    ("lipo", "-version", "Xcode's command line tools"),
    ("xcodegen", "--version", "brew install xcodegen"),
];

/// Builds the library for phone and simulators, packs it, and makes the project.
///
/// # Errors
/// When this is no Mac, something it needs is missing, or something cannot be built.
pub(crate) fn build(workspace: &Workspace, log: &mut Log) -> Result<()> {
    if !cfg!(target_os = "macos") {
        bail!("{}", elsewhere(OS));
    }
    check(workspace, log)?;
    bindings::generate(workspace, log)?;
    let phone = archive(workspace, PHONE, log)?;
    let simulator = workspace.own("ios-simulator");
    fs::create_dir_all(&simulator)?;
    let simulator = simulator.join(ARCHIVE);
    let mut lipo = Command::new("lipo");
    lipo.arg("-create").arg("-output").arg(&simulator);
    for target in SIMULATORS {
        lipo.arg(archive(workspace, target, log)?);
    }
    log.run(lipo)?;
    let app = workspace.path("ios/App");
    let framework = app.join(FRAMEWORK);
    if framework.exists() {
        // xcodebuild writes over none
        fs::remove_dir_all(&framework)
            .with_context(|| format!("cannot remove {}", framework.display()))?;
    }
    log.run(packing(&phone, &simulator, &framework))?;
    let mut project = Command::new("xcodegen");
    project.arg("generate").arg("--spec").arg(app.join(PROJECT));
    log.run(project)?;
    log.say(
        "the app's build comes next: open ios/App/Lull.xcodeproj, or as docs/ios.md says without a window",
    )
}

/// One archive of everything Rust, for one kind of processor.
fn archive(workspace: &Workspace, target: &str, log: &mut Log) -> Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo.args(["rustc", "--package", "lull-bindings", "--lib"]);
    cargo.args(["--profile", size::PROFILE, "--crate-type", "staticlib"]);
    cargo.args(["--target", target]);
    cargo.env("IPHONEOS_DEPLOYMENT_TARGET", DEPLOYMENT);
    log.run(cargo)?;
    let built = workspace.built(target).join(size::PROFILE).join(ARCHIVE);
    let bytes = fs::metadata(&built)
        .with_context(|| format!("cargo left no {}", built.display()))?
        .len();
    log.say(&format!("{:>9} KiB {}", bytes / 1024, built.display()))?;
    Ok(built)
}

/// Without headers: the package has them, beside the Swift that is generated with them.
fn packing(phone: &Path, simulator: &Path, framework: &Path) -> Command {
    let mut pack = Command::new("xcodebuild");
    pack.arg("-create-xcframework");
    pack.arg("-library").arg(phone);
    pack.arg("-library").arg(simulator);
    pack.arg("-output").arg(framework);
    pack
}

/// Says all that is missing at once.
fn check(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut missing: Vec<String> = TOOLS
        .iter()
        .filter(|(tool, asked, _)| !system::works(tool, &[*asked]))
        .map(|(tool, _, source)| format!("{tool} ({source})"))
        .collect();
    for target in [PHONE].iter().chain(&SIMULATORS) {
        if !std_is_installed(workspace, log, target)? {
            missing.push(format!("Rust's library (rustup target add {target})"));
        }
    }
    if !missing.is_empty() {
        bail!("missing on this Mac: {}", missing.join(", "));
    }
    Ok(())
}

/// What to do on a computer that is no Mac.
fn elsewhere(system: &str) -> String {
    let tools: Vec<&str> = TOOLS.iter().map(|(tool, _, _)| *tool).collect();
    format!(
        "an iPhone's app is built by Apple's tools, and this is {system}. On a Mac with {} run the same command; \
         it needs `rustup target add {PHONE} {}` there. What can be proved here is in `cargo xtask test --only swift`, \
         and docs/ios.md says what that is",
        tools.join(", "),
        SIMULATORS.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{DEPLOYMENT, FRAMEWORK, PHONE, SIMULATORS, elsewhere, packing};

    const PROJECT: &str = include_str!("../../ios/App/project.yml");
    const PACKAGE: &str = include_str!("../../ios/Package.swift");

    #[test]
    fn project_package_and_library_are_for_one_ios() {
        let (major, _) = DEPLOYMENT.split_once('.').unwrap();
        assert!(PROJECT.contains(&format!("iOS: \"{DEPLOYMENT}\"")));
        assert!(PACKAGE.contains(&format!(".iOS(.v{major})")));
    }

    #[test]
    fn the_project_links_what_is_built_here() {
        assert!(PROJECT.contains(&format!("framework: {FRAMEWORK}")));
    }

    #[test]
    fn elsewhere_it_says_what_is_needed_and_what_can_be_done_instead() {
        let said = elsewhere("linux");
        for word in [
            PHONE,
            SIMULATORS[0],
            SIMULATORS[1],
            "linux",
            "xcodegen",
            "--only swift",
        ] {
            assert!(said.contains(word), "{word}: {said}");
        }
    }

    #[test]
    fn one_framework_is_packed_of_a_phones_and_a_simulators_archive() {
        let (phone, simulator) = (Path::new("phone/liblull.a"), Path::new("sim/liblull.a"));
        let pack = packing(phone, simulator, Path::new("Lull.xcframework"));
        let arguments: Vec<_> = pack.get_args().map(|one| one.to_string_lossy()).collect();
        let expected = "-create-xcframework -library phone/liblull.a -library sim/liblull.a -output Lull.xcframework";
        assert_eq!(arguments.join(" "), expected);
    }
}
