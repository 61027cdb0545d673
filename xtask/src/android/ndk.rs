//! Where Android's tools for native code are, and whether they will do.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// Where an NDK is looked for, in this order.
const NDK: [&str; 2] = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"];
/// The first NDK whose linker packs relocations as the library wants them.
const OLDEST_NDK: u32 = 26;
/// Android's tools for native code.
#[derive(Debug)]
pub(super) struct Ndk {
    tools: PathBuf,
}

impl Ndk {
    pub(super) fn find(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let Some((name, folder)) = NDK.into_iter().find_map(|name| {
            let folder = variable(name).filter(|folder| !folder.is_empty())?;
            Some((name, PathBuf::from(folder)))
        }) else {
            bail!(
                "no NDK: neither {} nor {} is set. Install Android's NDK, {OLDEST_NDK} or newer, with \
                 Android Studio or sdkmanager, and set {} to its folder, the one with \
                 source.properties in it",
                NDK[0],
                NDK[1],
                NDK[0]
            );
        };
        let about = folder.join("source.properties");
        let text = fs::read_to_string(&about)
            .with_context(|| format!("{name} names no NDK: cannot read {}", about.display()))?;
        let revision = revision(&text)
            .with_context(|| format!("{} names no Pkg.Revision", about.display()))?;
        if revision < OLDEST_NDK {
            bail!("the NDK of {name} is {revision}, and {OLDEST_NDK} or newer is needed");
        }
        let tools = folder
            .join("toolchains/llvm/prebuilt")
            .join(host(env::consts::OS)?)
            .join("bin");
        if !tools.is_dir() {
            bail!(
                "the NDK of {name} is for another system: no {}",
                tools.display()
            );
        }
        Ok(Self { tools })
    }

    pub(super) fn tool(&self, name: &str) -> PathBuf {
        let ending = match (cfg!(windows), name.ends_with("-clang")) {
            (false, _) => "",
            (true, true) => ".cmd",
            (true, false) => ".exe",
        };
        self.tools.join(format!("{name}{ending}"))
    }
}

/// The NDK's name for a computer's system. Those for Macs of either processor lie under one name.
fn host(system: &str) -> Result<&'static str> {
    match system {
        "linux" => Ok("linux-x86_64"),
        "macos" => Ok("darwin-x86_64"),
        "windows" => Ok("windows-x86_64"),
        other => bail!("there is no NDK for {other}"),
    }
}

/// 28, of `Pkg.Revision = 28.2.13676358`.
fn revision(properties: &str) -> Option<u32> {
    let line = properties
        .lines()
        .find_map(|line| line.trim().strip_prefix("Pkg.Revision"))?;
    let number = line.trim_start_matches([' ', '=']).split('.').next()?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Ndk, host, revision};

    #[test]
    fn without_an_ndk_the_person_is_told_which_variable_to_set() {
        let error = Ndk::find(|_| None).unwrap_err().to_string();
        assert!(
            error.contains("set ANDROID_NDK_HOME to its folder"),
            "{error}"
        );
        let error = Ndk::find(|_| Some("".into())).unwrap_err().to_string();
        assert!(error.contains("ANDROID_NDK_ROOT"), "{error}");
    }

    #[test]
    fn a_folder_that_is_no_ndk_or_an_old_one_is_refused_by_the_name_of_its_variable() {
        let folder = tempfile::tempdir().unwrap();
        let found =
            |name: &str| (name == "ANDROID_NDK_ROOT").then(|| folder.path().as_os_str().to_owned());
        let error = Ndk::find(found).unwrap_err().to_string();
        assert!(
            error.starts_with("ANDROID_NDK_ROOT names no NDK"),
            "{error}"
        );
        let about = folder.path().join("source.properties");
        fs::write(
            &about,
            "Pkg.Desc = Android NDK\nPkg.Revision = 25.2.9519653\n",
        )
        .unwrap();
        let error = Ndk::find(found).unwrap_err().to_string();
        assert!(error.contains("is 25"), "{error}");
    }

    #[test]
    fn a_whole_ndk_is_found_with_its_tools() {
        let folder = tempfile::tempdir().unwrap();
        let about = folder.path().join("source.properties");
        fs::write(&about, "Pkg.Revision = 28.2.13676358\n").unwrap();
        let system = host(std::env::consts::OS).unwrap();
        let tools = folder.path().join("toolchains/llvm/prebuilt").join(system);
        fs::create_dir_all(tools.join("bin")).unwrap();
        let ndk = Ndk::find(|_| Some(folder.path().into())).unwrap();
        assert!(ndk.tool("llvm-ar").starts_with(tools.join("bin")));
    }

    #[test]
    fn an_ndks_revision_is_its_first_number() {
        assert_eq!(
            revision("Pkg.Desc = NDK\nPkg.Revision = 28.2.136\n"),
            Some(28)
        );
        assert_eq!(revision("Pkg.Revision=30.0.1-beta1"), Some(30));
        assert_eq!(revision("Pkg.Desc = NDK"), None);
    }
}
