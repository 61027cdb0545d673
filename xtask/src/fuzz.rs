//! The core on arbitrary input, each target for so many minutes of a processor, and what that came to.

use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::log::Log;
use crate::workspace::Workspace;

const PACKAGE: &str = "core/fuzz";
/// A fuzzer is started again after so many seconds, and begins with all it has found so far.
const SLICE_SECONDS: u64 = 120;
/// Dictionaries of the targets that read text.
const DICTIONARIES: [(&str, &str); 2] = [
    ("description", "core/fuzz/description.dict"),
    ("csv_import", "core/fuzz/csv.dict"),
];

/// Fuzzes `names`, or everything, as many at a time as there are processors.
pub(crate) fn fuzz(
    workspace: &Workspace,
    names: &[String],
    minutes: u32,
    log: &mut Log,
) -> Result<()> {
    let targets = chosen(workspace, names)?;
    log.read(Command::new("cargo").args(["fuzz", "--version"]))
        .context("it is installed with: cargo install cargo-fuzz --locked")?;
    log.run(fuzzer(workspace, "build"))?;
    let budget = Duration::from_secs(60 * u64::from(minutes));
    let waiting = Mutex::new(VecDeque::from(targets));
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(target) = next(&waiting) {
            match one(workspace, &target, budget) {
                Ok(figures) => println!("   {target}: {figures}"),
                Err(error) => lock(&failures).push(format!("{target}: {error:#}")),
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    match lock(&failures).as_slice() {
        [] => Ok(()),
        failures => bail!("{}", failures.join("\n")),
    }
}

/// The targets by name; each is a file.
fn chosen(workspace: &Workspace, names: &[String]) -> Result<Vec<String>> {
    let folder = workspace.path(PACKAGE).join("fuzz_targets");
    let mut all = Vec::new();
    for file in fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))? {
        let path = file?.path();
        all.extend(
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned()),
        );
    }
    all.sort();
    if let Some(unknown) = names.iter().find(|name| !all.contains(name)) {
        bail!("there is no target {unknown}; there are {}", all.join(", "));
    }
    Ok(if names.is_empty() {
        all
    } else {
        names.to_vec()
    })
}

/// Runs one target until it has used up its share of a processor, and tells what it did.
fn one(workspace: &Workspace, target: &str, budget: Duration) -> Result<String> {
    let mut log = Log::create(&workspace.logs(), &format!("fuzz-{target}"))?;
    let found = workspace.built("fuzz").join(target);
    fs::create_dir_all(&found).with_context(|| format!("cannot make {}", found.display()))?;
    loop {
        let path = workspace.logs().join(format!("fuzz-{target}.log"));
        log.run(slice(workspace, target, &found))
            .with_context(|| format!("the story of what broke is in {}", path.display()))?;
        let figures = Figures::of(&log.text()?);
        if figures.processor >= budget {
            return Ok(figures.to_string());
        }
    }
}

/// One run of the fuzzer. The shell tells how long its processor worked.
fn slice(workspace: &Workspace, target: &str, found: &Path) -> Command {
    let fuzzer = fuzzer(workspace, "run");
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\"; status=$?; times; exit $status", "sh"]);
    shell.arg(fuzzer.get_program()).args(fuzzer.get_args());
    // what it finds goes to the first folder
    shell.arg(target).arg(found);
    shell.arg(workspace.path(PACKAGE).join("corpus").join(target));
    shell.args(["--", "-print_final_stats=1"]);
    shell.arg(format!("-max_total_time={SLICE_SECONDS}"));
    let of_target = |(name, _): &&(&str, &str)| *name == target;
    if let Some((_, dictionary)) = DICTIONARIES.iter().find(of_target) {
        shell.arg(format!("-dict={dictionary}"));
    }
    bootstrapped(workspace, &mut shell);
    shell
}

fn fuzzer(workspace: &Workspace, chore: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["fuzz", chore, "--fuzz-dir", PACKAGE, "--sanitizer", "none"]);
    bootstrapped(workspace, &mut cargo);
    cargo
}

/// Coverage is counted by options of the compiler that stable ones hide.
fn bootstrapped(workspace: &Workspace, command: &mut Command) {
    command.current_dir(workspace.root());
    command.env("RUSTC_BOOTSTRAP", "1");
}

fn next(waiting: &Mutex<VecDeque<String>>) -> Option<String> {
    lock(waiting).pop_front()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // plain data: a panic elsewhere leaves it usable
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the slices of a target came to, read from their log.
#[derive(Debug, Default, PartialEq)]
struct Figures {
    processor: Duration,
    inputs: u64,
    /// Branches of the program that were taken.
    covered: u64,
}

impl Figures {
    fn of(log: &str) -> Self {
        let mut figures = Self::default();
        // of each two lines the second is about the shell's children
        for of_children in log.lines().filter_map(times).skip(1).step_by(2) {
            figures.processor += of_children;
        }
        for line in log.lines() {
            if let Some(inputs) = line.strip_prefix("stat::number_of_executed_units:") {
                figures.inputs += inputs.trim().parse::<u64>().unwrap_or_default();
            } else if let Some((_, rest)) = line.split_once(" cov: ") {
                let covered = rest.split(' ').next().and_then(|word| word.parse().ok());
                figures.covered = figures.covered.max(covered.unwrap_or_default());
            }
        }
        figures
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.processor.as_secs_f64() / 60.0;
        let Self {
            inputs, covered, ..
        } = self;
        write!(
            f,
            "{minutes:.1} processor minutes, {inputs} inputs, {covered} branches, no rule broken"
        )
    }
}

/// A line of the shell's `times`: user and system time, as in `1m2.50s 0m0.25s`.
fn times(line: &str) -> Option<Duration> {
    let (user, system) = line.split_once(' ')?;
    let seconds = |text: &str| {
        let (minutes, seconds) = text.strip_suffix('s')?.split_once('m')?;
        Some(60.0 * minutes.parse::<f64>().ok()? + seconds.parse::<f64>().ok()?)
    };
    Duration::try_from_secs_f64(seconds(user)? + seconds(system)?).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Figures;

    #[test]
    fn the_figures_of_all_slices_are_added_up() {
        let slice = "#8\tINITED cov: 300 ft: 1 corp: 1/1b\n#9\tDONE   cov: 471 ft: 2 corp: 3/9b\n\
            stat::number_of_executed_units: 1000\n0m0.00s 0m0.01s\n1m58.50s 0m1.50s\n";
        let figures = Figures::of(&slice.repeat(2));
        let expected = Figures {
            processor: Duration::from_secs(240),
            inputs: 2000,
            covered: 471,
        };
        assert_eq!(figures, expected);
    }
}
