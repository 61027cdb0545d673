//! Where the generated Kotlin and Swift go. A file is touched only when its content changed, so that nothing is
//! rebuilt in vain; none of it is committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::log::Log;
use crate::workspace::Workspace;

/// Builds the library and the generator, and writes the bindings.
pub(crate) fn generate(workspace: &Workspace, log: &mut Log) -> Result<()> {
    // Two builds: in one, cargo would give the library the generator's features.
    for package in ["lull-bindings", "lull-bindings-generator"] {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--package", package]);
        log.run(cargo)?;
    }
    let mut changed = generate_kotlin(workspace, log, "debug")?;
    let swift = run_generator(workspace, log, "swift", "debug")?;
    let sources = workspace.path("ios/Sources");
    for (from, to) in [
        ("LullCore.swift", "LullCore/LullCore.swift"),
        ("LullFFI.h", "LullFFI/LullFFI.h"),
        // SwiftPM looks for this name and no other.
        ("LullFFI.modulemap", "LullFFI/module.modulemap"),
    ] {
        changed += usize::from(put(&swift.join(from), &sources.join(to))?);
    }
    log.say(&format!("bindings: {changed} files changed"))
}

/// Writes the Kotlin bindings of the library that was built by this profile; how many files changed.
pub(crate) fn generate_kotlin(
    workspace: &Workspace,
    log: &mut Log,
    profile: &str,
) -> Result<usize> {
    let kotlin = run_generator(workspace, log, "kotlin", profile)?;
    mirror(&kotlin, &workspace.path("android/core/generated"))
}

/// Lets the generator write one language into an empty folder of ours.
fn run_generator(
    workspace: &Workspace,
    log: &mut Log,
    language: &str,
    profile: &str,
) -> Result<PathBuf> {
    let folder = workspace.own("bindings").join(language);
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut generator = Command::new(workspace.debug().join("uniffi-bindgen"));
    generator.current_dir(workspace.root());
    generator.args(["generate", "--language", language, "--no-format"]);
    generator.args(["--config", "uniffi.toml", "--out-dir"]);
    generator.arg(&folder).arg(workspace.library(profile));
    log.run(generator)?;
    Ok(folder)
}

/// Makes `to` hold exactly the files of `from`; how many changed, went or came.
fn mirror(from: &Path, to: &Path) -> Result<usize> {
    let wanted = files_below(from)?;
    if wanted.is_empty() {
        bail!("the generator wrote nothing into {}", from.display());
    }
    let mut changed = 0;
    for file in &wanted {
        changed += usize::from(put(&from.join(file), &to.join(file))?);
    }
    if to.is_dir() {
        for file in files_below(to)? {
            if !wanted.contains(&file) {
                let stale = to.join(file);
                fs::remove_file(&stale)
                    .with_context(|| format!("cannot remove {}", stale.display()))?;
                changed += 1;
            }
        }
    }
    Ok(changed)
}

/// Copies a file unless the same bytes are there already; true when it was copied.
fn put(from: &Path, to: &Path) -> Result<bool> {
    let new = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if fs::read(to).is_ok_and(|old| old == new) {
        return Ok(false);
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(to, new).with_context(|| format!("cannot write {}", to.display()))?;
    Ok(true)
}

/// Paths of all files below `folder`, relative to it, sorted.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let here = folder.join(&below);
        for item in
            fs::read_dir(&here).with_context(|| format!("cannot list {}", here.display()))?
        {
            let item = item?;
            let path = below.join(item.file_name());
            if item.file_type()?.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{files_below, mirror, put};

    fn write(folder: &Path, name: &str, content: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    #[test]
    fn a_file_with_the_same_content_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "new", "same");
        write(folder.path(), "old", "same");
        let old = folder.path().join("old");
        let before = fs::metadata(&old).unwrap().modified().unwrap();
        assert!(!put(&folder.path().join("new"), &old).unwrap());
        assert_eq!(fs::metadata(&old).unwrap().modified().unwrap(), before);
        write(folder.path(), "new", "other");
        assert!(put(&folder.path().join("new"), &old).unwrap());
        assert_eq!(fs::read_to_string(old).unwrap(), "other");
    }

    #[test]
    fn a_renamed_package_leaves_no_stale_file_behind() {
        let from = tempfile::tempdir().unwrap();
        let to = tempfile::tempdir().unwrap();
        write(from.path(), "app/lull/core/lull.kt", "new");
        write(to.path(), "uniffi/lull/lull.kt", "old");
        assert_eq!(mirror(from.path(), to.path()).unwrap(), 2);
        assert_eq!(
            files_below(to.path()).unwrap(),
            [Path::new("app/lull/core/lull.kt")]
        );
        assert_eq!(mirror(from.path(), to.path()).unwrap(), 0);
    }

    #[test]
    fn a_generator_that_wrote_nothing_is_an_error_and_deletes_nothing() {
        let from = tempfile::tempdir().unwrap();
        let to = tempfile::tempdir().unwrap();
        write(to.path(), "app/lull/core/lull.kt", "old");
        assert!(mirror(from.path(), to.path()).is_err());
        assert_eq!(files_below(to.path()).unwrap().len(), 1);
    }
}
