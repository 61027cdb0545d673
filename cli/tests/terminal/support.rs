//! A diary in a folder of its own, the program to run on it, and a massager in its own process.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Bounds every wait; nothing here takes a tenth of it on an idle machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
pub(crate) const EVENING: &str = "2026-11-21T18:00:00+01:00[Europe/Berlin]";

/// A diary folder that is gone after the test.
#[derive(Debug)]
pub(crate) struct Diary {
    folder: TempDir,
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Diary {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// A diary whose safety check is answered, driving what `device` names.
    pub(crate) fn set_up(device: &str) -> Self {
        let diary = Self::new();
        diary.ok(&["setup", "--safety", "none", "--device", device]);
        diary
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let file = self.path().join(name);
        std::fs::write(&file, content).expect("written");
        file
    }

    /// Runs `lull` on this diary in the evening of 21 November 2026 in Berlin.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_at(EVENING, arguments)
    }

    pub(crate) fn run_at(&self, now: &str, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_lull"))
            .env_clear()
            .arg("--data")
            .arg(self.path())
            .args(["--now", now])
            .args(arguments)
            .timeout(PATIENCE)
            .output()
            .expect("lull runs");
        Ran::of(&output)
    }

    /// The same, with something to read on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_lull"))
            .env_clear()
            .arg("--data")
            .arg(self.path())
            .args(["--now", EVENING])
            .args(arguments)
            .write_stdin(input)
            .timeout(PATIENCE)
            .output()
            .expect("lull runs");
        Ran::of(&output)
    }

    /// The same, where it must succeed; gives what it printed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:#?}");
        ran.out
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        json(&self.ok(arguments))
    }

    /// Starts `lull` and lets it run beside the test.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        let mut process = Process::new(env!("CARGO_BIN_EXE_lull"));
        process
            .env_clear()
            .arg("--data")
            .arg(self.path())
            .args(["--now", EVENING])
            .args(arguments);
        Running::start(process)
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Refused with this code and one sentence that names the field, with nothing on stdout.
    #[track_caller]
    pub(crate) fn refused(&self, code: i32, field: &str) {
        assert_eq!(self.code, code, "{self:#?}");
        assert_eq!(self.err.lines().count(), 1, "one sentence: {self:#?}");
        assert!(self.err.contains(field), "names {field}: {self:#?}");
        assert_eq!(self.out, "", "{self:#?}");
        for debug in ["Some(", "Err(", "panicked", "{ ", "::"] {
            assert!(!self.err.contains(debug), "plain words: {self:#?}");
        }
    }
}

/// Text without its line breaks, for sentences that may be wrapped anywhere.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in:\n{text}"))
}

/// A `lull` that runs beside the test; killed when dropped.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Running {
    fn start(mut process: Process) -> Self {
        let mut child = process
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("lull starts");
        let stdout = child.stdout.take().expect("piped");
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            lines,
            heard: Vec::new(),
        }
    }

    /// Reads lines until one contains `text`.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.heard.push(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(_) => panic!("no line with {text:?} after:\n{}", self.heard.join("\n")),
            }
        }
    }

    /// Sends a signal by its name, such as `INT`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Process::new("kill")
            .arg(format!("-{name}"))
            .arg(self.child.id().to_string())
            .status()
            .expect("kill runs");
        assert!(sent.success(), "{name} was sent");
    }

    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Waits for its end; every line it printed is in `out`.
    pub(crate) fn end(mut self) -> Ran {
        let status = self.child.wait().expect("it ends");
        let mut err = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            let _ = stderr.read_to_string(&mut err);
        }
        self.heard.extend(self.lines.iter());
        Ran {
            code: status.code().unwrap_or(-1),
            out: self.heard.join("\n"),
            err,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A simulated massager in a process of its own.
#[derive(Debug)]
pub(crate) struct Massager {
    folder: TempDir,
    pub(crate) running: Running,
}

impl Massager {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().expect("a folder"), arguments)
    }

    /// Taken from its supply and put back at the same place: what it remembers of rest is gone.
    pub(crate) fn start_anew(self, arguments: &[&str]) -> Self {
        let Self { folder, running } = self;
        running.kill();
        Self::start_in(folder, arguments)
    }

    fn start_in(folder: TempDir, arguments: &[&str]) -> Self {
        let mut process = Process::new(env!("CARGO_BIN_EXE_lull"));
        process
            .env_clear()
            .args(["massager", "--socket"])
            .arg(folder.path().join("massager.sock"))
            .args(arguments);
        let mut running = Running::start(process);
        running.wait_for("listens at");
        Self { folder, running }
    }

    /// As `--device` wants it.
    pub(crate) fn device(&self) -> String {
        format!(
            "socket:{}",
            self.folder.path().join("massager.sock").display()
        )
    }
}
