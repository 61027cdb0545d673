//! What the bindings cost on the Java machine: the measuring is done in Kotlin (`android/core/src/bench`), over a release
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
    let generated = workspace.own("face");
    let library = workspace.library("release");
    bindings::write(workspace, log, "kotlin", &library, &generated)?;
    let mut maven = kotlin::maven(workspace, &workspace.built("release"));
    maven.arg(format!("-Dgenerated.sources={}", generated.display()));
    maven.args(["--projects", "core", "-Pbench", "test", "-Dtest=FaceBench"]);
    for line in log.read(&mut maven)?.lines() {
        if let Some((_, figure)) = line.split_once(FIGURE) {
            log.say(figure)?;
        }
    }
    Ok(())
}
