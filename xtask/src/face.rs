//! What the bindings cost on the Java machine: the measuring is done in Kotlin (`android/core/bench`), over a release
//! library that also has a function that does nothing.

use anyhow::Result;

use crate::bindings;
use crate::kotlin;
use crate::log::Log;
use crate::workspace::Workspace;

/// Begins each line that is shown.
const FIGURE: &str = "FACE ";

pub(crate) fn measure(workspace: &Workspace, log: &mut Log) -> Result<()> {
    kotlin::prepare(log)?;
    for arguments in [
        &[
            "--release",
            "--package",
            "lull-bindings",
            "--features",
            "floor",
            "--lib",
            "--examples",
        ][..],
        &["--package", "lull-bindings-generator"],
    ] {
        let mut cargo = workspace.cargo();
        cargo.arg("build").args(arguments);
        log.run(cargo)?;
    }
    // the next `cargo xtask bindings`, of which every test run has one, writes the ordinary ones again
    bindings::generate_kotlin(workspace, log, "release")?;
    let mut maven = kotlin::maven(workspace, &workspace.built("release"));
    maven.args(["--projects", "core", "-Pbench", "test", "-Dtest=FaceBench"]);
    for line in log.read(&mut maven)?.lines() {
        if let Some((_, figure)) = line.split_once(FIGURE) {
            log.say(figure)?;
        }
    }
    Ok(())
}
