//! Where things are: the checkout, its target folder, the cache; and that only one chore runs in a checkout at a time.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The checkout this chore works on.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workspace {
    /// Asks cargo, so that CARGO_TARGET_DIR and a call from a sub-folder both work.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
            .join("Cargo.toml");
        let output = Command::new(cargo_program())
            .args(["metadata", "--format-version=1", "--no-deps"])
            .arg("--manifest-path")
            .arg(&manifest)
            .output()
            .context("cannot start cargo")?;
        if !output.status.success() {
            bail!(
                "cargo metadata failed: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        let metadata: Metadata =
            serde_json::from_slice(&output.stdout).context("cargo metadata is not readable")?;
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Where cargo puts debug builds: the library, the generator, the terminal program.
    pub(crate) fn debug(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// Where cargo puts what it builds by this profile.
    pub(crate) fn built(&self, profile: &str) -> PathBuf {
        self.target.join(profile)
    }

    /// Where criterion leaves its figures.
    pub(crate) fn criterion(&self) -> PathBuf {
        self.target.join("criterion")
    }

    /// Where cargo puts the library, as this system names it.
    pub(crate) fn library(&self, profile: &str) -> PathBuf {
        use env::consts::{DLL_PREFIX, DLL_SUFFIX};
        self.built(profile)
            .join(format!("{DLL_PREFIX}lull{DLL_SUFFIX}"))
    }

    /// A program built for a WebAssembly target.
    pub(crate) fn wasm(&self, target: &str, package: &str) -> PathBuf {
        self.target
            .join(target)
            .join("debug")
            .join(format!("{package}.wasm"))
    }

    /// The chores' own folder below target.
    pub(crate) fn own(&self, below: &str) -> PathBuf {
        self.target.join("xtask").join(below)
    }

    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// cargo, run in the checkout.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(cargo_program());
        cargo.current_dir(&self.root);
        cargo
    }

    /// Waits until no other chore runs in this checkout; held until the returned file is dropped.
    pub(crate) fn lock(&self) -> Result<File> {
        lock_file(&self.own("lock"), "another chore runs in this checkout")
    }
}

/// Takes the lock at `path`, waiting for whoever holds it and saying so.
pub(crate) fn lock_file(path: &Path, held: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let file = File::create(path).with_context(|| format!("cannot open {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("{held}: waiting for it to end");
            file.lock()
                .with_context(|| format!("cannot lock {}", path.display()))?;
        }
        Err(TryLockError::Error(error)) => {
            return Err(error).with_context(|| format!("cannot lock {}", path.display()));
        }
    }
    Ok(file)
}

/// Lull's folder in the user's cache, for what is dear to make and the same for every checkout.
pub(crate) fn cache() -> Result<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME")
        .filter(|value| Path::new(value).is_absolute())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("no cache folder: neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(base.join("lull"))
}

/// The cargo that runs this chore, so that both use one toolchain.
fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
