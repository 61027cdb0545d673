//! The phone's screens in a window on this computer, over the real library.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::bindings;
use crate::kotlin;
use crate::log::Log;
use crate::workspace::Workspace;

const PROGRAM: &str = "app.lull.desk.MainKt";

/// Builds the window's program and opens it; `arguments` are its own.
pub(crate) fn open(workspace: &Workspace, arguments: &[String], log: &mut Log) -> Result<()> {
    kotlin::prepare(log)?;
    bindings::generate(workspace, log)?;
    let paths = workspace.logs().join("desk-classpath.txt");
    let mut maven = kotlin::maven(workspace, &workspace.debug());
    maven.args(["--projects", "desk", "--also-make", "-DskipTests"]);
    maven.args(["package", "dependency:build-classpath"]);
    maven.arg(format!("-Dmdep.outputFile={}", paths.display()));
    log.run(maven)?;
    let others = fs::read_to_string(&paths).with_context(|| format!("no {}", paths.display()))?;
    let own = workspace.path("android/desk/target/classes");
    let mut java = Command::new("java");
    java.arg(format!(
        "-Djna.library.path={}",
        workspace.debug().display()
    ));
    let natives = workspace.logs().join("skiko");
    java.arg(format!("-Dskiko.data.path={}", natives.display()));
    java.arg("-cp");
    java.arg(format!("{}:{}", own.display(), others.trim()));
    java.arg(PROGRAM);
    if !arguments.iter().any(|argument| argument == "--data") {
        java.arg("--data").arg(workspace.built("desk-diary"));
    }
    java.args(arguments);
    log.run(java)
}
