//! Which lines close a test runner's work, how many tests they speak of, and which lines name a failed test.

/// Tests counted from the closing lines of cargo, surefire, XCTest, Swift Testing and Python's unittest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Failed tests by the names their runners gave them.
    failed: Vec<String>,
    /// Runners that print one total per run: cargo, surefire's summary, Swift Testing, unittest.
    totals: u64,
    /// XCTest prints a line for every suite, the outer ones counting the inner ones again: the largest is the total.
    xctest: u64,
}

impl Tally {
    pub(crate) fn tests(&self) -> u64 {
        self.totals + self.xctest
    }

    /// The names of the tests that failed so far.
    pub(crate) fn failed(&self) -> &[String] {
        &self.failed
    }

    /// Another run's tests count here, too.
    pub(crate) fn add(&mut self, other: &Self) {
        self.totals += other.tests();
        self.failed.extend_from_slice(&other.failed);
    }

    /// Reads one line of output; true when it is worth showing: a closing line or a failed test.
    pub(crate) fn read(&mut self, line: &str) -> bool {
        let line = line.trim();
        if let Some(name) = failed_test(line) {
            self.failed.push(name.to_owned());
            return true;
        }
        if let Some(rest) = after(line, "test result: ") {
            let counts = rest.split_once(". ").map_or(rest, |(_, counts)| counts);
            self.totals += ["passed", "failed"]
                .iter()
                .filter_map(|word| counted(counts, word))
                .sum::<u64>();
            return true;
        }
        if let Some(rest) = after(line, "Tests run: ") {
            // One line per class carries its time; the one without is the module's sum.
            if !line.contains("Time elapsed") {
                self.totals += first_number(rest).unwrap_or(0);
            }
            return true;
        }
        if let Some(rest) = after(line, "Test run with ") {
            self.totals += first_number(rest).unwrap_or(0);
            return true;
        }
        if line.starts_with("Ran ") && line.contains(" tests in ") {
            let count = after(line, "Ran ").and_then(first_number);
            self.totals += count.unwrap_or(0);
            return true;
        }
        if line.starts_with("Executed ") {
            let count = after(line, "Executed ").and_then(first_number);
            self.xctest = self.xctest.max(count.unwrap_or(0));
            return true;
        }
        false
    }
}

/// The test that a line says has failed: cargo's, surefire's or Swift Testing's way of saying it.
fn failed_test(line: &str) -> Option<&str> {
    if let Some(name) = line
        .strip_prefix("test ")
        .and_then(|rest| rest.strip_suffix(" ... FAILED"))
    {
        return Some(name);
    }
    if line.ends_with("<<< FAILURE!") || line.ends_with("<<< ERROR!") {
        // the line of a class with failures counts its tests and names no single one
        let line = line.trim_start_matches("[ERROR] ");
        return (!line.starts_with("Tests run: "))
            .then(|| line.split_once(" -- ").map_or(line, |(name, _)| name));
    }
    let line = line.trim_start_matches(|character: char| !character.is_ascii());
    line.trim_start()
        .strip_prefix("Test ")
        .filter(|rest| !rest.starts_with("run with"))
        .and_then(|rest| rest.split_once(" failed after "))
        .map(|(name, _)| name)
}

fn after<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    line.find(words).and_then(|at| line.get(at + words.len()..))
}

fn first_number(text: &str) -> Option<u64> {
    let digits = text
        .split(|character: char| !character.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

/// The number before `word`, as in `12 passed; 0 failed`.
fn counted(text: &str, word: &str) -> Option<u64> {
    text.split(';')
        .find_map(|field| field.trim().strip_suffix(word))
        .and_then(|number| number.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{Tally, failed_test};

    #[test]
    fn every_runners_failed_test_is_named() {
        let cargo = "test device::link::tests::a_drop ... FAILED";
        assert_eq!(failed_test(cargo), Some("device::link::tests::a_drop"));
        let surefire = "[ERROR] app.lull.core.EveningTest.ends -- Time elapsed: 0.1 s <<< FAILURE!";
        assert_eq!(
            failed_test(surefire),
            Some("app.lull.core.EveningTest.ends")
        );
        let class = "[ERROR] Tests run: 4, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE!";
        assert_eq!(failed_test(class), None);
        let swift = "✘ Test anEvening() failed after 0.012 seconds with 1 issue.";
        assert_eq!(failed_test(swift), Some("anEvening()"));
        let run = "✘ Test run with 30 tests failed after 1 seconds with 1 issue.";
        assert_eq!(failed_test(run), None);
        for fine in ["test a ... ok", "✔ Test b() passed after 0.1 seconds.", ""] {
            assert_eq!(failed_test(fine), None);
        }
    }

    #[test]
    fn failed_tests_are_kept_over_several_runs() {
        let (mut all, mut one) = (Tally::default(), Tally::default());
        assert!(one.read("test a ... FAILED"));
        all.add(&one);
        assert!(all.read("  test b ... FAILED"));
        assert_eq!(all.failed(), ["a", "b"]);
    }

    fn tests(lines: &[&str]) -> u64 {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        tally.tests()
    }

    #[test]
    fn cargo_lines_add_up() {
        let lines = [
            "test plan::tonight::first ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s",
        ];
        assert_eq!(tests(&lines), 17);
    }

    #[test]
    fn surefire_counts_the_sum_and_not_each_class_again() {
        let lines = [
            "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.2 s -- in app.lull.core.EveningTest",
            "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.2 s -- in app.lull.core.CancelTest",
            "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0",
        ];
        assert_eq!(tests(&lines), 7);
    }

    #[test]
    fn nested_xctest_suites_count_once_and_swift_testing_adds_its_own() {
        let lines = [
            "\t Executed 4 tests, with 0 failures (0 unexpected) in 0.1 (0.1) seconds",
            "\t Executed 10 tests, with 0 failures (0 unexpected) in 0.5 (0.5) seconds",
            "✔ Test run with 2 tests passed after 0.001 seconds.",
        ];
        assert_eq!(tests(&lines), 12);
    }

    #[test]
    fn unittest_prints_one_total() {
        assert_eq!(
            tests(&["..................", "Ran 18 tests in 0.019s", "OK"]),
            18
        );
    }

    #[test]
    fn other_lines_are_not_closing_lines() {
        let mut tally = Tally::default();
        for line in [
            "Compiling lull-core",
            "test executed ... ok",
            "",
            "running 5 tests",
        ] {
            assert!(!tally.read(line), "{line}");
        }
        assert_eq!(tally, Tally::default());
    }
}
