//! Boots guests with something to run in them, two at a time, and collects what each printed.

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, bail};

use super::Bluez;
use crate::log::Log;
use crate::workspace::Workspace;

/// Guests that run side by side; each is one busy process.
const SIDE_BY_SIDE: usize = 2;

/// One guest's work.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// Also the name of its log.
    pub(crate) name: String,
    pub(crate) bluez: Bluez,
    pub(crate) time: Time,
    /// Programs put into the guest at /payload.
    pub(crate) programs: Vec<PathBuf>,
    /// What the guest's shell runs; its exit code is the job's.
    pub(crate) script: String,
}

/// Which time passes in a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    /// The world's.
    Real,
    /// Waits are skipped, not slept.
    Virtual,
}

/// Runs all jobs; each one's log becomes a part of `log`, in the order of the jobs.
///
/// # Errors
/// Names every job that failed; the others have run all the same.
pub(crate) fn run(workspace: &Workspace, log: &mut Log, jobs: &[Job]) -> Result<Vec<Log>> {
    let queue: Mutex<VecDeque<&Job>> = Mutex::new(jobs.iter().collect());
    // a function of its own: a lock taken in the head of a loop is held through its body
    let next = || lock(&queue).pop_front();
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                while let Some(job) = next() {
                    let outcome = boot(workspace, job);
                    lock(&done).push((job.name.clone(), outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(name, _)| jobs.iter().position(|job| job.name == *name));
    let mut logs = Vec::new();
    let mut failed = Vec::new();
    for (name, outcome) in done {
        let (guest, result) = outcome?;
        log.absorb(&guest)?;
        if let Err(error) = result {
            log.say(&format!("{name} FAILED: {error:#}"))?;
            failed.push(name);
        }
        logs.push(guest);
    }
    if !failed.is_empty() {
        bail!("in the guest: {}", failed.join(", "));
    }
    Ok(logs)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn boot(workspace: &Workspace, job: &Job) -> Result<(Log, Result<()>)> {
    let payload = payload(workspace, job);
    fs::create_dir_all(&payload).with_context(|| format!("cannot make {}", payload.display()))?;
    for program in &job.programs {
        let name = program.file_name().context("a program has a name")?;
        let inside = payload.join(name);
        // a link costs nothing; on another file system it is copied
        let _ = fs::remove_file(&inside);
        if fs::hard_link(program, &inside).is_err() {
            fs::copy(program, &inside)
                .with_context(|| format!("cannot copy {}", program.display()))?;
        }
    }
    write_script(&payload, &job.script)?;
    let mut log = Log::create(&workspace.logs(), &format!("radio-{}", job.name))?;
    let mut boot = Command::new(workspace.path("testbed/boot.sh"));
    boot.arg(&payload).env("SUITE", job.bluez.suite());
    boot.env("TIMEOUT", "900").env_remove("TT");
    if job.time == Time::Virtual {
        boot.env("TT", "1");
    }
    let result = log.run(boot);
    Ok((log, result))
}

/// What the guest sees at /payload.
pub(super) fn payload(workspace: &Workspace, job: &Job) -> PathBuf {
    workspace.own("radio").join(&job.name)
}

fn write_script(payload: &std::path::Path, script: &str) -> Result<()> {
    let path = payload.join("run");
    fs::write(&path, format!("#!/bin/sh\n{script}\n"))
        .with_context(|| format!("cannot write {}", path.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
