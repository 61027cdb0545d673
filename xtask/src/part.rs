//! Which parts the test run has, in which order they run, and which of them were asked for.

use clap::ValueEnum;

/// One part of the test run; also the word `--skip` and `--only` take. Declared in running order: cheap first, and
/// the heavy ones one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Part {
    /// Rust code is formatted.
    Fmt,
    /// Licences and sources of every dependency are allowed.
    Licences,
    /// The pure half of the core stays pure.
    Purity,
    /// The two builds of the Android app name the same sources, versions and components.
    Builds,
    /// No lint speaks up.
    Clippy,
    /// Rust tests.
    Rust,
    /// Examples in the documentation run, and the documentation builds without a warning.
    Doc,
    /// The Kotlin host tests against the real library.
    Kotlin,
    /// The Swift host tests against the real library.
    Swift,
    /// Sessions over real BlueZ on a virtual radio: smoke test, conformance, fault matrix, and its judge.
    Radio,
}

impl Part {
    pub(crate) const ALL: [Self; 10] = [
        Self::Fmt,
        Self::Licences,
        Self::Purity,
        Self::Builds,
        Self::Clippy,
        Self::Rust,
        Self::Doc,
        Self::Kotlin,
        Self::Swift,
        Self::Radio,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Licences => "licences",
            Self::Purity => "purity",
            Self::Builds => "builds",
            Self::Clippy => "clippy",
            Self::Rust => "rust",
            Self::Doc => "doc",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
            Self::Radio => "radio",
        }
    }

    /// True when a run without a single test would be a failure: nothing was proved.
    pub(crate) fn must_run_tests(self) -> bool {
        match self {
            Self::Rust | Self::Kotlin | Self::Swift | Self::Radio => true,
            Self::Fmt | Self::Licences | Self::Purity | Self::Builds | Self::Clippy | Self::Doc => {
                false
            }
        }
    }

    /// What is printed instead of a result, in capitals so that nobody overlooks it.
    pub(crate) fn not_tested(self) -> String {
        format!("{} NOT TESTED", self.name().to_uppercase())
    }
}

/// Every part in running order, and whether it is wanted. `only` empty means all; `skip` wins over `only`.
pub(crate) fn select(skip: &[Part], only: &[Part]) -> Vec<(Part, bool)> {
    Part::ALL
        .into_iter()
        .map(|part| {
            let asked = only.is_empty() || only.contains(&part);
            (part, asked && !skip.contains(&part))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::{Part, select};

    fn wanted(skip: &[Part], only: &[Part]) -> Vec<Part> {
        select(skip, only)
            .into_iter()
            .filter_map(|(part, wanted)| wanted.then_some(part))
            .collect()
    }

    #[test]
    fn without_flags_every_part_runs_in_the_declared_order() {
        let parts = wanted(&[], &[]);
        assert_eq!(parts, Part::value_variants());
        assert!(
            parts.is_sorted(),
            "running order is the declared order: {parts:?}"
        );
    }

    #[test]
    fn a_skipped_part_is_listed_but_not_wanted() {
        let selection = select(&[Part::Swift], &[]);
        assert_eq!(selection.len(), Part::ALL.len());
        assert!(selection.contains(&(Part::Swift, false)));
        assert!(selection.contains(&(Part::Kotlin, true)));
    }

    #[test]
    fn only_keeps_the_running_order_whatever_order_it_was_asked_in() {
        assert_eq!(
            wanted(&[], &[Part::Purity, Part::Fmt]),
            [Part::Fmt, Part::Purity]
        );
    }

    #[test]
    fn skip_wins_over_only() {
        assert_eq!(wanted(&[Part::Fmt], &[Part::Fmt, Part::Rust]), [Part::Rust]);
        assert_eq!(wanted(&[Part::Fmt], &[Part::Fmt]), []);
    }

    #[test]
    fn the_word_on_the_command_line_is_the_word_that_is_printed() {
        for part in Part::ALL {
            let word = part.to_possible_value().expect("no part is hidden");
            assert_eq!(word.get_name(), part.name());
            assert_eq!(
                part.not_tested(),
                format!("{} NOT TESTED", part.name().to_uppercase())
            );
        }
    }
}
