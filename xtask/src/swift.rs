//! The Swift host tests, and where their toolchain comes from: a Mac's own, one on the PATH, or a Debian root of ours
//! that lives in the user's cache.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bindings;
use crate::log::Log;
use crate::system;
use crate::workspace::{Workspace, cache, lock_file};

/// Oldest major version whose language mode the package uses.
const SWIFT: u32 = 6;

/// Makes the root. Its text is the recipe: another text is another root.
const RECIPE: &str = include_str!("../scripts/swift-root.sh");

/// Runs Swift in the root.
const RUNNER: &str = include_str!("../scripts/swift-in-root.sh");

/// Left in the root when it is complete.
const STAMP: &str = "etc/lull-swift-root";

/// Simulated massages run many times faster than the world: among a hundred tests that begin at once, one would be over
/// before its test got a turn.
const ONE_AFTER_THE_OTHER: &str = "--no-parallel";

/// Folders of `ios/Sources` that [`bindings::generate`] writes.
const GENERATED: [&str; 2] = ["LullCore", "LullFFI"];

const HOW_TO: &str = "Swift is missing. Install a Swift 6 toolchain (swift.org) so that `swift` is on the PATH, or run \
    as root on Debian, where one is put into the cache, or leave the part out with --skip swift";

pub(crate) fn tests(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let package = workspace.path("ios/Package.swift");
    if !package.is_file() {
        bail!("{} is missing", package.display());
    }
    if swift_on_path().is_some_and(|release| release >= SWIFT) {
        let mut format = Command::new("swift");
        format.current_dir(workspace.path("ios"));
        log.run(lint(workspace, format)?)?;
        bindings::generate(workspace, log)?;
        return log.run(on_this_system(workspace));
    }
    let root = root(workspace, log)?;
    log.run(lint(workspace, in_root(workspace, &root)?)?)?;
    bindings::generate(workspace, log)?;
    let mut tests = in_root(workspace, &root)?;
    tests.args(["test", ONE_AFTER_THE_OTHER]);
    log.run(tests)
}

/// Formatting, of everything that is not generated. `swift` runs in the package's folder.
fn lint(workspace: &Workspace, mut swift: Command) -> Result<Command> {
    swift.args(["format", "lint", "--strict", "--recursive"]);
    swift.args(["Package.swift", "App", "StandIns", "Tests"]);
    let sources = workspace.path("ios/Sources");
    let entries =
        fs::read_dir(&sources).with_context(|| format!("cannot read {}", sources.display()))?;
    for entry in entries {
        let name = entry?.file_name();
        if !GENERATED.iter().any(|generated| name == *generated) {
            swift.arg(Path::new("Sources").join(name));
        }
    }
    Ok(swift)
}

/// The major version of the Swift on the PATH. Other programs go by that name too (OpenStack's storage client).
fn swift_on_path() -> Option<u32> {
    let output = Command::new("swift").arg("--version").output().ok()?;
    release_of(&String::from_utf8_lossy(&output.stdout))
}

fn release_of(printed: &str) -> Option<u32> {
    let (_, version) = printed.split_once("Swift version ")?;
    version.split('.').next()?.parse().ok()
}

/// `swift test` with the toolchain on the PATH.
fn on_this_system(workspace: &Workspace) -> Command {
    let library = workspace.debug();
    let mut swift = Command::new("swift");
    swift.args(["test", ONE_AFTER_THE_OTHER]);
    swift
        .arg("--package-path")
        .arg(workspace.path("ios"))
        .arg("--scratch-path")
        .arg(workspace.own("swift"));
    swift
        .arg("-Xlinker")
        .arg(format!("-L{}", library.display()));
    swift.args(["-Xlinker", "-llull"]);
    if cfg!(target_os = "macos") {
        // System tools drop DYLD_LIBRARY_PATH, so the test bundle has to know the folder itself.
        swift.args(["-Xlinker", "-rpath", "-Xlinker"]).arg(&library);
    } else {
        swift.args(["-Xlinker", "--allow-shlib-undefined"]);
        swift.env("LD_LIBRARY_PATH", &library);
    }
    swift
}

/// `swift` inside the root; what it shall do comes behind.
fn in_root(workspace: &Workspace, root: &Path) -> Result<Command> {
    // Swift's caches hold the root's compiler and the paths its runner mounts: with either of them they are made anew.
    let key = fnv1a([RECIPE, RUNNER].concat().as_bytes());
    let scratch = workspace.own(&format!("swift-in-root-{key:016x}"));
    fs::create_dir_all(&scratch).with_context(|| format!("cannot make {}", scratch.display()))?;
    let mut script = Command::new("bash");
    script.arg(workspace.path("xtask/scripts/swift-in-root.sh"));
    script
        .arg(root)
        .arg(workspace.path("ios"))
        .arg(workspace.debug())
        .arg(scratch);
    Ok(script)
}

/// The Debian root with Swift in it, made when it is not there.
fn root(workspace: &Workspace, log: &mut Log) -> Result<PathBuf> {
    if !cfg!(target_os = "linux") || !system::is_root() || !system::is_debian_like() {
        bail!("{HOW_TO}");
    }
    if !system::works("unshare", &["--mount", "true"]) {
        bail!(
            "this system does not let even root mount (a container without CAP_SYS_ADMIN?). {HOW_TO}"
        );
    }
    let name = format!("swift-root-{:016x}", fnv1a(RECIPE.as_bytes()));
    let cache = cache()?;
    let root = cache.join(&name);
    // Several checkouts share the root: the first makes it, the others wait.
    let _lock = lock_file(
        &cache.join(format!("{name}.lock")),
        "another checkout makes the Swift root",
    )?;
    if root.join(STAMP).is_file() {
        return Ok(root);
    }
    if !system::works("debootstrap", &["--version"]) {
        system::install(log, &["debootstrap"])?;
    }
    log.say(&format!(
        "making {} (550 MB to download, 2.7 GB on disk, once)",
        root.display()
    ))?;
    let mut script = Command::new("bash");
    script
        .arg(workspace.path("xtask/scripts/swift-root.sh"))
        .arg(&root);
    // debootstrap and chroot live in sbin, which is not on every root's PATH
    let path = env::var("PATH").unwrap_or_default();
    script.env("PATH", format!("{path}:/usr/sbin:/sbin"));
    log.run(script)?;
    Ok(root)
}

/// FNV-1a, 64 bits: short, and the same in every version of the compiler, unlike the standard library's hasher.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{RECIPE, STAMP, fnv1a, release_of};

    #[test]
    fn swift_is_told_from_its_namesakes() {
        let mac = "swift-driver version: 1.115 Apple Swift version 6.0.3 (swiftlang-6.0.3.1.10)";
        assert_eq!(release_of(mac), Some(6));
        assert_eq!(
            release_of("Swift version 5.10.1 (swift-5.10.1-RELEASE)\n"),
            Some(5)
        );
        assert_eq!(release_of("python-swiftclient 4.2.0\n"), None);
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // vectors of the FNV authors
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_recipe_leaves_the_stamp_that_is_looked_for() {
        assert!(RECIPE.contains(STAMP));
    }
}
