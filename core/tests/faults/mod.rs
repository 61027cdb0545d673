//! A process that lives on a diary whose disk fails at a chosen change, and what it told before it ended.
#![allow(dead_code, reason = "every test file takes what it needs")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The test that plays the process, in each file that has faults.
const ROLE_TEST: &str = "the_process_that_meets_the_fault";
pub(crate) const ROLE: &str = "LULL_FAULT_ROLE";
pub(crate) const DATA: &str = "LULL_FAULT_FOLDER";

/// What happens at the chosen change of the disk, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing; changes are counted.
    None,
    /// The process is killed instead of the change.
    Kill(u64),
    /// The process is killed in the middle of the change.
    Torn(u64),
    /// The power goes: what was not brought onto the disk is lost, all of it or, with a seed, some of it.
    Power(u64, u32),
    /// That change and the next ones fail with an I/O error.
    Errors(u64, u32),
    /// From that change on the disk is full.
    Full(u64),
}

impl Fault {
    fn word(self) -> String {
        match self {
            Self::None => "count".to_owned(),
            Self::Kill(at) => format!("kill:{at}"),
            Self::Torn(at) => format!("torn:{at}"),
            Self::Power(at, seed) => format!("power:{at}:{seed}"),
            Self::Errors(at, times) => format!("eio:{at}:{times}"),
            Self::Full(at) => format!("full:{at}"),
        }
    }
}

/// How the process ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// What it said, line by line.
    pub(crate) said: Vec<String>,
    pub(crate) stderr: String,
    /// Changes to the disk, when it ended in order.
    pub(crate) changes: Option<u64>,
}

impl Ended {
    /// Killed by the fault, and by nothing else.
    pub(crate) fn was_killed(&self) -> bool {
        use std::os::unix::process::ExitStatusExt;
        self.status.signal() == Some(9)
    }
}

/// Runs this test binary again in that role, on that folder, with that fault.
pub(crate) fn run(role: &str, data: &Path, fault: Fault) -> Ended {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let count = scratch.path().join("count");
    let output = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", ROLE_TEST, "--nocapture", "--test-threads=1"])
        .env("LD_PRELOAD", shim())
        .env(ROLE, role)
        .env(DATA, data)
        .env("LULL_FAULT", fault.word())
        .env("LULL_FAULT_COUNT", &count)
        .env("RUST_BACKTRACE", "0")
        .output()
        .expect("starts");
    let said = String::from_utf8_lossy(&output.stdout);
    Ended {
        status: output.status,
        said: said.lines().map(str::to_owned).collect(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        changes: std::fs::read_to_string(count)
            .ok()
            .and_then(|text| text.trim().parse().ok()),
    }
}

/// The failing disk, compiled once for all tests of this binary.
fn shim() -> &'static Path {
    static SHIM: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = SHIM.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let library = folder.path().join("shim.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl")
            .status()
            .expect("a C compiler, which the bundled SQLite needs as well");
        assert!(compiled.success(), "the shim compiles");
        (folder, library)
    });
    path
}
