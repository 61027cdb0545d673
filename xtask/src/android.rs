//! The library for Android phones, one for each kind of processor, and what the phone's own build has to know of this
//! computer. It links through the NDK, which the person brings.

mod ndk;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde::Deserialize;

use self::ndk::Ndk;
use crate::bindings;
use crate::builds::gradle::Catalog;
use crate::log::Log;
use crate::purity::std_is_installed;
use crate::size;
use crate::workspace::Workspace;

/// Phones with pages of 16 KB load nothing that is aligned to less.
const PAGE: u64 = 16 * 1024;
const LIBRARY: &str = "liblull.so";
/// Below android/.
const LIBRARIES: &str = "app/src/phone/jniLibs";
const LOCAL: &str = "local.lull.properties";

/// A kind of processor, by Android's name for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Abi {
    /// Nearly every phone.
    #[value(name = "arm64-v8a")]
    Arm64,
    /// Small old phones.
    #[value(name = "armeabi-v7a")]
    Arm32,
    /// Emulators, and a few tablets.
    #[value(name = "x86_64")]
    X86,
}

impl Abi {
    pub(crate) const ALL: [Self; 3] = [Self::Arm64, Self::Arm32, Self::X86];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64-v8a",
            Self::Arm32 => "armeabi-v7a",
            Self::X86 => "x86_64",
        }
    }

    /// Rust's name for it.
    fn target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-linux-android",
            Self::Arm32 => "armv7-linux-androideabi",
            Self::X86 => "x86_64-linux-android",
        }
    }

    /// The NDK's name for its compiler to phones from this level of Android on.
    fn compiler(self, level: u32) -> String {
        let target = match self {
            Self::Arm64 | Self::X86 => self.target(),
            Self::Arm32 => "armv7a-linux-androideabi",
        };
        format!("{target}{level}-clang")
    }
}

/// Builds the library for these processors, all when none is named, and puts everything where the phone's build looks.
///
/// # Errors
/// When there is no NDK, a part of the Rust toolchain is missing, or something cannot be built.
pub(crate) fn build(workspace: &Workspace, abis: &[Abi], log: &mut Log) -> Result<()> {
    let abis = if abis.is_empty() { &Abi::ALL } else { abis };
    let ndk = Ndk::find(|name| env::var_os(name))?;
    check_targets(workspace, abis, log)?;
    let level = Catalog::read(workspace)?.number("min-sdk")?;
    let java = btleplug_java(workspace, log)?;
    let local = workspace.path("android").join(LOCAL);
    fs::write(&local, properties(&java))
        .with_context(|| format!("cannot write {}", local.display()))?;
    bindings::generate(workspace, log)?;
    for (done, abi) in abis.iter().enumerate() {
        log.say(&format!("{} ({} of {})", abi.name(), done + 1, abis.len()))?;
        build_one(workspace, &ndk, *abi, level, log)?;
    }
    log.say("the phone's build comes next: gradle -p android assembleRelease (docs/android.md)")
}

fn build_one(workspace: &Workspace, ndk: &Ndk, abi: Abi, level: u32, log: &mut Log) -> Result<()> {
    let target = abi.target();
    let compiler = ndk.tool(&abi.compiler(level));
    let variable = target.replace('-', "_");
    let mut cargo = workspace.cargo();
    cargo.args(["rustc", "--package", "lull-bindings", "--lib"]);
    cargo.args(["--profile", size::PROFILE, "--crate-type", "cdylib"]);
    cargo.args(["--target", target, "--"]);
    cargo.args(size::LINKER);
    cargo.arg(format!("-Clink-arg=-Wl,-z,max-page-size={PAGE}"));
    cargo.env(
        format!("CARGO_TARGET_{}_LINKER", variable.to_uppercase()),
        &compiler,
    );
    // SQLite is C
    cargo.env(format!("CC_{variable}"), &compiler);
    cargo.env(format!("AR_{variable}"), ndk.tool("llvm-ar"));
    log.run(cargo)?;

    let built = workspace.built(target).join(size::PROFILE).join(LIBRARY);
    let folder = workspace.path("android").join(LIBRARIES).join(abi.name());
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let shipped = folder.join(LIBRARY);
    let mut strip = Command::new(ndk.tool("llvm-strip"));
    strip.arg("--strip-unneeded").arg("-o");
    strip.arg(&shipped).arg(&built);
    log.run(strip)?;

    let mut headers = Command::new(ndk.tool("llvm-readelf"));
    headers.args(["--program-headers", "--wide"]).arg(&shipped);
    let segments = alignments(&log.read(&mut headers)?);
    if segments.is_empty() || segments.iter().any(|aligned| *aligned < PAGE) {
        bail!("{}: segments aligned to {segments:?}", shipped.display());
    }
    let bytes = fs::metadata(&shipped)?.len();
    log.say(&format!("{:>9} KiB {}", bytes / 1024, shipped.display()))
}

/// Says all that is missing at once.
fn check_targets(workspace: &Workspace, abis: &[Abi], log: &mut Log) -> Result<()> {
    let mut missing = Vec::new();
    for abi in abis {
        if !std_is_installed(workspace, log, abi.target())? {
            missing.push(abi.target());
        }
    }
    if !missing.is_empty() {
        bail!(
            "Rust's library for phones is missing: rustup target add {}",
            missing.join(" ")
        );
    }
    Ok(())
}

/// To what the parts of a library that are loaded are aligned: the last column of its LOAD headers.
fn alignments(headers: &str) -> Vec<u64> {
    headers
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("LOAD "))
        .filter_map(|line| line.rsplit(' ').next()?.strip_prefix("0x"))
        .filter_map(|aligned| u64::from_str_radix(aligned, 16).ok())
        .collect()
}

#[derive(Debug, Deserialize)]
struct Graph {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
}

/// The Java half of the btleplug that Cargo.lock names. It lies in the crate itself.
fn btleplug_java(workspace: &Workspace, log: &mut Log) -> Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo.args(["metadata", "--format-version=1", "--locked"]);
    let graph: Graph =
        serde_json::from_str(&log.read(&mut cargo)?).context("cargo metadata is not readable")?;
    let java = java_half(&graph).context("cargo metadata names no btleplug")?;
    if !java.is_dir() {
        bail!("btleplug has no Java at {}", java.display());
    }
    Ok(java)
}

fn java_half(graph: &Graph) -> Option<PathBuf> {
    let mut packages = graph.packages.iter();
    let btleplug = packages.find(|package| package.name == "btleplug")?;
    let folder = btleplug.manifest_path.parent()?;
    Some(folder.join("src/droidplug/java/src/main/java"))
}

/// What Gradle reads, in the form of Java's properties, where a backslash has to be doubled.
fn properties(java: &Path) -> String {
    let java = java.display().to_string().replace('\\', "\\\\");
    format!("# By `cargo xtask android`, for this computer alone.\nbtleplug.java={java}\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::ValueEnum;

    use super::{Abi, Graph, alignments, java_half, properties};

    #[test]
    fn an_abi_is_asked_for_by_androids_own_name() {
        for abi in Abi::ALL {
            let word = abi.to_possible_value().expect("none is hidden");
            assert_eq!(word.get_name(), abi.name());
        }
        assert_eq!(Abi::Arm64.compiler(31), "aarch64-linux-android31-clang");
        assert_eq!(Abi::Arm32.compiler(31), "armv7a-linux-androideabi31-clang");
    }

    #[test]
    fn what_is_loaded_must_be_aligned_and_is_told_by_the_last_column() {
        let headers = "Program Headers:\n  Type Offset VirtAddr PhysAddr FileSiz MemSiz Flg Align\n  \
             PHDR  0x000040 0x0000000000000040 0x0000000000000040 0x000268 0x000268 R   0x8\n  \
             LOAD  0x000000 0x0000000000000000 0x0000000000000000 0x0ef1d4 0x0ef1d4 R   0x4000\n  \
             LOAD  0x0ef1d8 0x00000000000f31d8 0x00000000000f31d8 0x2d4e58 0x2d4e58 R E 0x1000\n";
        assert_eq!(alignments(headers), [0x4000, 0x1000]);
        assert!(alignments("").is_empty());
    }

    #[test]
    fn btleplugs_java_lies_in_its_crate() {
        let graph: Graph = serde_json::from_str(
            r#"{"packages": [
                {"name": "jni", "manifest_path": "/crates/jni-0.22.4/Cargo.toml"},
                {"name": "btleplug", "manifest_path": "/crates/btleplug-0.13.5/Cargo.toml"}
            ]}"#,
        )
        .unwrap();
        let java = java_half(&graph).unwrap();
        let expected = "/crates/btleplug-0.13.5/src/droidplug/java/src/main/java";
        assert_eq!(java, Path::new(expected));
        assert!(properties(&java).ends_with(&format!("\nbtleplug.java={expected}\n")));
        assert!(properties(Path::new(r"C:\crates")).contains(r"=C:\\crates"));
    }
}
