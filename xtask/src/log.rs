//! How commands of a chore run: everything goes to a log file, the closing lines of test runners also to the terminal,
//! and after a failure the end of the log.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::tally::Tally;

/// Lines of a failed part that are printed; the rest is in the log file.
const TAIL_LINES: usize = 80;

/// The log of one part.
#[derive(Debug)]
pub(crate) struct Log {
    path: PathBuf,
    file: File,
    /// Tests that ran so far.
    tally: Tally,
}

impl Log {
    /// Starts `folder/name.log` afresh.
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(format!("{name}.log"));
        let file =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            path,
            file,
            tally: Tally::default(),
        })
    }

    pub(crate) fn tests(&self) -> u64 {
        self.tally.tests()
    }

    /// The names of the tests that failed so far.
    pub(crate) fn failed_tests(&self) -> &[String] {
        self.tally.failed()
    }

    /// Says a line to the person and to the log.
    pub(crate) fn say(&mut self, line: &str) -> Result<()> {
        println!("   {line}");
        self.note(line.as_bytes())
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it cannot be started or does not end with success.
    pub(crate) fn run(&mut self, mut command: Command) -> Result<()> {
        let name = name(&command);
        self.say(&format!("$ {}", shown(&command)))?;
        // One pipe for both streams keeps their lines in the order they were written.
        let (reader, writer) = io::pipe()?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        // The command holds our copies of the pipe's writing end; while they are open the reader sees no end.
        drop(command);
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            while line.last().is_some_and(u8::is_ascii_whitespace) {
                line.pop();
            }
            self.note(&line)?;
            let text = String::from_utf8_lossy(&line);
            if self.tally.read(&text) || text.starts_with("== ") {
                println!("     {}", text.trim());
            }
            line.clear();
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("{name} ended with {status}");
        }
        Ok(())
    }

    /// Runs a command and hands back what it printed on standard output.
    ///
    /// # Errors
    /// When it cannot be started or does not end with success.
    pub(crate) fn read(&mut self, command: &mut Command) -> Result<String> {
        let name = name(command);
        self.note(format!("$ {}", shown(command)).as_bytes())?;
        let output = command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {name}"))?;
        self.note(&output.stderr)?;
        if !output.status.success() {
            self.note(&output.stdout)?;
            bail!("{name} ended with {}", output.status);
        }
        String::from_utf8(output.stdout).with_context(|| format!("{name} printed no UTF-8"))
    }

    /// Takes in another log with its tests, as if its commands had run here.
    ///
    /// # Errors
    /// When one of the two cannot be read or written.
    pub(crate) fn absorb(&mut self, other: &Self) -> Result<()> {
        self.note(other.text()?.as_bytes())?;
        self.tally.add(&other.tally);
        Ok(())
    }

    /// The rest of every line so far that begins with `word`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) fn lines_after(&self, word: &str) -> Result<Vec<String>> {
        let text = self.text()?;
        let rests = text.lines().filter_map(|line| line.strip_prefix(word));
        Ok(rests.map(str::to_owned).collect())
    }

    /// True when a line of the log so far contains one of the words.
    pub(crate) fn mentions(&self, words: &[&str]) -> Result<bool> {
        let text = self.text()?;
        Ok(words.iter().any(|word| text.contains(word)))
    }

    /// Prints the end of the log, and where the whole of it is.
    pub(crate) fn print_tail(&self) -> Result<()> {
        let text = self.text()?;
        let lines: Vec<&str> = text.lines().collect();
        let start = lines.len().saturating_sub(TAIL_LINES);
        println!("---- the end of {}", self.path.display());
        for line in lines.get(start..).unwrap_or_default() {
            println!("{line}");
        }
        println!("----");
        Ok(())
    }

    /// Everything in the log so far.
    pub(crate) fn text(&self) -> Result<String> {
        let bytes =
            fs::read(&self.path).with_context(|| format!("cannot read {}", self.path.display()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn note(&mut self, line: &[u8]) -> Result<()> {
        self.file
            .write_all(line)
            .and_then(|()| self.file.write_all(b"\n"))
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let words = command.get_args().map(|word| word.to_string_lossy());
    iter::once(name(command).into())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The program's name, whatever folder it comes from.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    name.to_string_lossy().into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::Log;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_streams_are_logged_in_order_and_tests_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "part").unwrap();
        let script = "echo one; echo two >&2; echo 'test result: ok. 3 passed; 0 failed; 1 ignored'; printf '\\377no newline'";
        log.run(shell(script)).unwrap();
        let text = log.text().unwrap();
        assert!(text.contains("one\ntwo\ntest result"), "{text}");
        assert!(text.ends_with("no newline\n"), "{text}");
        assert_eq!(log.tests(), 3);
        assert!(log.mentions(&["absent", "two"]).unwrap());
        assert!(!log.mentions(&["absent"]).unwrap());
    }

    #[test]
    fn a_failing_command_names_itself_and_its_exit_code() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "part").unwrap();
        let error = log.run(shell("exit 7")).unwrap_err().to_string();
        assert!(
            error.starts_with("sh ended with") && error.ends_with('7'),
            "{error}"
        );
        let error = log.read(&mut shell("echo gone >&2; exit 3")).unwrap_err();
        assert!(error.to_string().contains('3'), "{error}");
        assert!(log.mentions(&["gone"]).unwrap());
    }

    #[test]
    fn a_missing_program_is_an_error_and_no_panic() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), "part").unwrap();
        let error = log.run(Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("cannot start"), "{error}");
    }
}
