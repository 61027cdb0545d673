//! What became of each part, and the closing table with its one last line.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::log::Log;
use crate::part::Part;
use crate::workspace::Workspace;
use crate::{builds, kotlin, licences, purity, rust, swift, testbed};

/// What became of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// One row of the closing table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    part: Part,
    outcome: Outcome,
    took: Duration,
    tests: u64,
    /// Failed tests by name. The closing table repeats them: where only the end of the output is kept, they are in it.
    failed: Vec<String>,
}

/// All rows, in running order.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

/// Runs one part; a failing part prints the end of its log and the run goes on.
///
/// # Errors
/// Only when the log itself cannot be written or read.
pub(crate) fn run_part(workspace: &Workspace, part: Part) -> Result<Row> {
    println!("== {}", part.name());
    let started = clock();
    let mut log = Log::create(&workspace.logs(), part.name())?;
    let result = chore_of(part)(workspace, &mut log).and_then(|()| proved_something(part, &log));
    let took = clock().saturating_duration_since(started);
    let outcome = match result {
        Ok(()) => {
            println!("   passed in {}", seconds(took));
            Outcome::Passed
        }
        Err(error) => {
            log.print_tail()?;
            println!("   FAILED in {}: {error:#}", seconds(took));
            Outcome::Failed
        }
    };
    Ok(Row {
        part,
        outcome,
        took,
        tests: log.tests(),
        failed: log.failed_tests().to_vec(),
    })
}

impl Report {
    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(crate) fn skip(&mut self, part: Part) {
        self.rows.push(Row {
            part,
            outcome: Outcome::Skipped,
            took: Duration::ZERO,
            tests: 0,
            failed: Vec::new(),
        });
    }

    pub(crate) fn failed(&self) -> usize {
        self.count(Outcome::Failed)
    }

    /// The table and the last line, which is `N passed, N failed, N skipped`, counted in parts.
    pub(crate) fn closing(&self) -> String {
        let mut text = String::from("\n");
        for row in &self.rows {
            let result = match row.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "NOT TESTED",
            };
            let line = match (row.outcome, row.tests) {
                (Outcome::Skipped, _) => format!("{:<9} {result}", row.part.name()),
                (Outcome::Passed | Outcome::Failed, 0) => {
                    format!(
                        "{:<9} {result:<10} {:>8}",
                        row.part.name(),
                        seconds(row.took)
                    )
                }
                (Outcome::Passed | Outcome::Failed, tests) => format!(
                    "{:<9} {result:<10} {:>8}  {tests} tests",
                    row.part.name(),
                    seconds(row.took)
                ),
            };
            // writing to a String cannot fail
            let _ = writeln!(text, "{line}");
            for name in &row.failed {
                let _ = writeln!(text, "          failed: {name}");
            }
        }
        let _ = writeln!(
            text,
            "{} passed, {} failed, {} skipped",
            self.count(Outcome::Passed),
            self.count(Outcome::Failed),
            self.count(Outcome::Skipped)
        );
        text
    }

    fn count(&self, outcome: Outcome) -> usize {
        self.rows
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    }
}

fn chore_of(part: Part) -> fn(&Workspace, &mut Log) -> Result<()> {
    match part {
        Part::Fmt => rust::check_format,
        Part::Licences => licences::check,
        Part::Purity => purity::check,
        Part::Builds => builds::check,
        Part::Clippy => rust::clippy,
        Part::Rust => rust::tests,
        Part::Doc => rust::documentation,
        Part::Kotlin => kotlin::tests,
        Part::Swift => swift::tests,
        Part::Radio => testbed::radio::tests,
    }
}

fn proved_something(part: Part, log: &Log) -> Result<()> {
    if part.must_run_tests() && log.tests() == 0 {
        bail!("not one test ran");
    }
    Ok(())
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long a part of the test run takes is a fact of this machine's clock"
)]
fn clock() -> Instant {
    Instant::now()
}

fn seconds(took: Duration) -> String {
    let tenths = took.as_millis() / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{}:{:02} min", tenths / 600, tenths % 600 / 10)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outcome, Report, Row, seconds};
    use crate::part::Part;

    fn row(part: Part, outcome: Outcome, tests: u64) -> Row {
        Row {
            part,
            outcome,
            took: Duration::from_millis(1_250),
            tests,
            failed: Vec::new(),
        }
    }

    #[test]
    fn the_last_line_counts_the_parts_and_nothing_follows_it() {
        let mut report = Report::default();
        report.add(row(Part::Fmt, Outcome::Passed, 0));
        report.add(row(Part::Rust, Outcome::Failed, 311));
        report.skip(Part::Kotlin);
        report.skip(Part::Swift);
        let text = report.closing();
        assert!(
            text.ends_with("\n1 passed, 1 failed, 2 skipped\n"),
            "{text}"
        );
        assert_eq!(report.failed(), 1);
    }

    #[test]
    fn every_part_has_one_line_and_a_skipped_one_says_so_in_capitals() {
        let mut report = Report::default();
        report.add(row(Part::Rust, Outcome::Passed, 311));
        report.skip(Part::Swift);
        let text = report.closing();
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(
            lines[0].starts_with("rust") && lines[0].ends_with("1.2 s  311 tests"),
            "{text}"
        );
        assert!(lines[1].starts_with("swift") && lines[1].ends_with("NOT TESTED"));
    }

    #[test]
    fn the_closing_table_names_every_failed_test_below_its_part() {
        let mut report = Report::default();
        report.add(Row {
            failed: vec!["link::a_drop".to_owned(), "night::an_end".to_owned()],
            ..row(Part::Rust, Outcome::Failed, 311)
        });
        let text = report.closing();
        assert!(
            text.contains(
                "311 tests\n          failed: link::a_drop\n          failed: night::an_end\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn times_read_in_seconds_then_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(40)), "0.0 s");
        assert_eq!(seconds(Duration::from_millis(59_999)), "59.9 s");
        assert_eq!(seconds(Duration::from_secs(61)), "1:01 min");
        assert_eq!(seconds(Duration::from_secs(600)), "10:00 min");
    }
}
