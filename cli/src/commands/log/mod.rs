//! `lull log`: a night as the person tells it, by flags or by questions; a second log edits the first.

mod details;
mod note;
pub(crate) mod questions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Time;
use lull_core::app::App;
use lull_core::diary::entry::GOT_UP_MAX;
use lull_core::diary::{BodyPart, Entry, Helped, Onset, Score, Side, Symptoms};
use lull_core::time::{Night, Now};
use serde_json::json;

use self::details::SaidDetails;
use super::nights;
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::prompt::Prompter;
use crate::stage::Stage;
use crate::words;

/// Without any of these it asks, one question after the other.
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The evening's date [default: yesterday, which is last night]
    #[arg(long, value_name = "DATE")]
    night: Option<String>,
    /// Did symptoms come: yes, none or unknown
    #[arg(long, value_name = "WORD")]
    symptoms: Option<String>,
    /// When they started, or unknown
    #[arg(long, value_name = "HH:MM")]
    onset: Option<String>,
    /// Worst of the night, 0 to 10
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    severity: Option<String>,
    /// Sleep, 0 worst to 10 best
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    sleep: Option<String>,
    /// How often you got up because of your legs
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    got_up: Option<String>,
    /// Lights out that night
    #[arg(long, value_name = "HH:MM")]
    bedtime: Option<String>,
    /// Did the session help: yes, somewhat, no or unknown
    #[arg(long, value_name = "WORD")]
    helped: Option<String>,
    /// Where: feet, calves, thighs, arms, trunk, separated by commas, each with a side if you like (calves:left), or
    /// none
    #[arg(long, value_name = "A,B")]
    body_parts: Option<String>,
    /// A free note
    #[arg(long, value_name = "TEXT", conflicts_with = "note_file")]
    note: Option<String>,
    /// A file that holds the note, - for standard input
    #[arg(long, value_name = "FILE")]
    note_file: Option<PathBuf>,
    #[command(flatten)]
    details: details::DetailFlags,
}

impl Log {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let now = stage.now();
        let night = match &self.night {
            Some(text) => input::night("night", text)?,
            None => Night::new(now.local().date()).plus(-1),
        };
        // read before the diary is opened: a flag that cannot be used changes nothing, not even an empty folder
        let said = self.said()?;
        let app = stage.open()?;
        let kept = app.entry(night)?.unwrap_or_else(|| Entry::empty(night));
        let mut out = stage.out;
        let entry = if let Some(said) = said {
            settle(out, &kept, said.over(kept.clone()))?
        } else {
            out = out.as_text();
            let with_session = app
                .nights(Some(night), Some(night))?
                .iter()
                .any(|record| !record.sessions.is_empty());
            if stage.prompter != Prompter::Nobody {
                out.heading(&words::diary::log_heading(night))?;
            }
            questions::ask(stage.prompter, kept, with_session)?
        };
        let told = keep(&app, &entry, &now)?;
        if stage.out.is_json() {
            let zone = &now.zone;
            let records = app.nights(Some(night), Some(night))?;
            let nights: Vec<_> = records.iter().map(|one| nights::shown(one, zone)).collect();
            return stage
                .out
                .json(&json!({ "kept": nights.first(), "plan": app.plan(&now)? }));
        }
        show(out, &entry)?;
        out.blank()?;
        out.say(&told)
    }

    /// What the flags say; `None` when no flag says anything.
    fn said(&self) -> Result<Option<Said>, Failure> {
        fn read<T, E: Into<Failure>>(
            text: Option<&String>,
            parse: impl Fn(&str) -> Result<T, E>,
        ) -> Result<Option<T>, Failure> {
            text.map(|text| parse(text)).transpose().map_err(Into::into)
        }
        let note = match &self.note_file {
            Some(file) => Some(note::read(file)?),
            None => self.note.clone(),
        };
        let said = Said {
            symptoms: read(self.symptoms.as_ref(), input::symptoms)?,
            onset: read(self.onset.as_ref(), input::onset)?,
            severity: read(self.severity.as_ref(), |text| score("severity", text))?,
            sleep_quality: read(self.sleep.as_ref(), |text| score("sleep", text))?,
            got_up: read(self.got_up.as_ref(), |text| {
                input::small("got_up", text, 0, GOT_UP_MAX)
            })?,
            bedtime: read(self.bedtime.as_ref(), |text| input::time("bedtime", text))?,
            helped: read(self.helped.as_ref(), input::helped)?,
            body_parts: read(self.body_parts.as_ref(), details::parts_with_sides)?,
            details: self.details.said()?,
            note,
        };
        Ok((said != Said::default()).then_some(said))
    }
}

/// The fields that were given.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    symptoms: Option<Symptoms>,
    onset: Option<Onset>,
    severity: Option<Score>,
    sleep_quality: Option<Score>,
    got_up: Option<u8>,
    bedtime: Option<Time>,
    helped: Option<Helped>,
    body_parts: Option<(BTreeSet<BodyPart>, BTreeMap<BodyPart, Side>)>,
    details: SaidDetails,
    note: Option<String>,
}

impl Said {
    /// The entry with these fields changed and no other.
    fn over(self, kept: Entry) -> Entry {
        let (body_parts, sides) = match self.body_parts {
            Some((parts, sides)) => (parts, Some(sides)),
            None => (kept.body_parts, None),
        };
        Entry {
            night: kept.night,
            symptoms: self.symptoms.or(kept.symptoms),
            onset: self.onset.or(kept.onset),
            severity: self.severity.or(kept.severity),
            sleep_quality: self.sleep_quality.or(kept.sleep_quality),
            got_up: self.got_up.or(kept.got_up),
            bedtime: self.bedtime.or(kept.bedtime),
            helped: self.helped.or(kept.helped),
            body_parts,
            details: self.details.over(kept.details, sides),
            note: self.note.unwrap_or(kept.note),
        }
    }
}

fn score(field: &str, text: &str) -> Result<Score, Failure> {
    let value = input::number(field, text, 0, 10)?;
    Ok(Score::new(field, value)?)
}

/// A night newly said to be without symptoms keeps no start and no severity from before; it says so.
fn settle(out: Out, kept: &Entry, mut entry: Entry) -> Result<Entry, Failure> {
    let newly_none =
        entry.symptoms == Some(Symptoms::None) && kept.symptoms != Some(Symptoms::None);
    let stale_onset = kept.onset.is_some() && entry.onset == kept.onset;
    let stale_severity = kept.severity.is_some() && entry.severity == kept.severity;
    if newly_none && (stale_onset || stale_severity) {
        if stale_onset {
            entry.onset = None;
        }
        if stale_severity {
            entry.severity = None;
        }
        if !out.is_json() {
            out.say(words::diary::CLEARED_WITHOUT_SYMPTOMS)?;
        }
    }
    Ok(entry)
}

/// Keeps the entry and says in one sentence how the coming night's plan moved.
fn keep(app: &App, entry: &Entry, now: &Now) -> Result<String, Failure> {
    let counted = app.clock_that_counts(now)?;
    let coming = counted.night().max(entry.night.plus(1));
    let before = app.plan_for(coming, now)?;
    app.log(entry, now)?;
    let after = app.plan_for(coming, now)?;
    Ok(words::plan::moved(&before, &after, &counted.zone))
}

/// What was kept.
pub(crate) fn show(out: Out, entry: &Entry) -> Result<(), Failure> {
    out.heading(&words::diary::kept_heading(entry.night))?;
    for (label, value) in words::diary::entry(entry) {
        out.fact(label, &value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use lull_core::diary::OnsetSource;

    use super::*;

    fn bad_night() -> Entry {
        Entry {
            symptoms: Some(Symptoms::Yes),
            onset: Some(Onset::At {
                time: Time::constant(21, 10, 0, 0),
                source: OnsetSource::Recalled,
            }),
            severity: Score::new("severity", 6).ok(),
            ..Entry::empty(Night::new(date(2026, 11, 20)))
        }
    }

    fn flags() -> Log {
        Log {
            night: None,
            symptoms: None,
            onset: None,
            severity: None,
            sleep: None,
            got_up: None,
            bedtime: None,
            helped: None,
            body_parts: None,
            note: None,
            note_file: None,
            details: details::DetailFlags::default(),
        }
    }

    #[test]
    fn only_the_given_fields_change() {
        let log = Log {
            sleep: Some("4".into()),
            ..flags()
        };
        let said = log.said().expect("good flags").expect("said");
        let entry = said.over(bad_night());
        assert_eq!(entry.sleep_quality.map(Score::value), Some(4));
        assert_eq!(
            (entry.onset, entry.severity),
            (bad_night().onset, bad_night().severity)
        );
        assert!(flags().said().expect("good flags").is_none());
    }

    #[test]
    fn a_night_corrected_to_no_symptoms_loses_its_old_start_but_not_a_newly_given_one() {
        let out = Out::new(true);
        let corrected = Entry {
            symptoms: Some(Symptoms::None),
            ..bad_night()
        };
        let entry = settle(out, &bad_night(), corrected.clone()).expect("settled");
        assert_eq!((entry.onset, entry.severity), (None, None));
        let contradictory = Entry {
            severity: Score::new("severity", 8).ok(),
            ..corrected
        };
        let entry = settle(out, &bad_night(), contradictory).expect("settled");
        assert_eq!(
            entry.severity.map(Score::value),
            Some(8),
            "left for the core to refuse"
        );
    }

    #[test]
    fn a_bad_flag_names_its_field() {
        for (log, field) in [
            (
                Log {
                    severity: Some("11".into()),
                    ..flags()
                },
                "severity",
            ),
            (
                Log {
                    severity: Some("-1".into()),
                    ..flags()
                },
                "severity",
            ),
            (
                Log {
                    sleep: Some("well".into()),
                    ..flags()
                },
                "sleep",
            ),
            (
                Log {
                    onset: Some("25:00".into()),
                    ..flags()
                },
                "onset",
            ),
            (
                Log {
                    got_up: Some("51".into()),
                    ..flags()
                },
                "got_up",
            ),
            (
                Log {
                    helped: Some("maybe".into()),
                    ..flags()
                },
                "helped",
            ),
            (
                Log {
                    symptoms: Some("some".into()),
                    ..flags()
                },
                "symptoms",
            ),
        ] {
            match log.said() {
                Err(Failure::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}
