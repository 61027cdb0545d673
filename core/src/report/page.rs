//! What is on the doctor's page: figures, charts, medicines, iron tests, patterns and the person's questions.
//!
//! What a doctor's visit needs was collected from the clinicians' advice to bring a symptom diary (RLS Foundation,
//! National Sleep Foundation). It holds nothing but what the diary holds.

use serde::Serialize;

use super::charts::{Chart, charts};
use super::figures::figures;
use super::lines::{flag_lines, iron, numbered, trigger_lines};
use super::words::{Language, Words, one_line};
use crate::diary::Medicine;
use crate::diary::flags::flags;
use crate::diary::told::Told;
use crate::diary::trends::trends;
use crate::time::Night;

/// Most lines of a list; the rest is counted.
const LIST_MAX: usize = 6;

/// The page as data: every form of it shows the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DoctorPage {
    pub language: Language,
    pub title: String,
    pub period: String,
    /// A line to write name and date of birth on by hand: Lull does not ask for them.
    pub name: String,
    pub figures: List<(String, String)>,
    pub charts: Vec<Chart>,
    pub legend: String,
    pub medicines: List<String>,
    pub iron: List<String>,
    pub flags: List<String>,
    pub triggers: List<String>,
    pub questions: List<String>,
    pub footer: String,
}

/// A heading and its lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List<T> {
    pub title: String,
    pub lines: Vec<T>,
}

/// The page of the nights from `from` to `to`, both included; `version` is the app's.
#[must_use]
pub fn doctor_page(
    told: &Told,
    from: Night,
    to: Night,
    version: &str,
    language: Language,
) -> DoctorPage {
    let words = Words::new(language);
    let say = |key: &str, values: &[&str]| words.say(key, values);
    let trends = trends(told, from, to);
    let nights = told.between(from, to);
    let medicines: Vec<&Medicine> = told
        .medicines
        .iter()
        .filter(|medicine| {
            medicine.until.is_none_or(|until| until >= from.date())
                && medicine
                    .since
                    .is_none_or(|since| since <= to.plus(1).date())
        })
        .collect();
    DoctorPage {
        language,
        title: say("title", &[]),
        period: say(
            "period",
            &[
                &words.day(from.date()),
                &words.day(to.date()),
                &trends.all.logged.to_string(),
                &trends.nights.to_string(),
            ],
        ),
        name: say("name", &[]),
        figures: List {
            title: say("figures", &[]),
            lines: figures(told, nights, &trends, &words),
        },
        charts: charts(nights, &trends, &medicines, &words),
        legend: say("legend", &[]),
        medicines: list(&words, "medicines", &numbered(&medicines, &words)),
        iron: list(&words, "iron", &iron(&told.labs, &words)),
        flags: list(&words, "flags", &flag_lines(&flags(told, to), &words)),
        triggers: List {
            title: say("triggers", &[]),
            lines: trigger_lines(nights, &words),
        },
        questions: List {
            title: say("questions", &[]),
            lines: told
                .for_doctor
                .questions
                .iter()
                .map(|text| one_line(text))
                .collect(),
        },
        footer: say("footer", &[version]),
    }
}

/// A list cut to its most lines, or the sentence that says that it is empty.
fn list(words: &Words, key: &str, lines: &[String]) -> List<String> {
    let mut shown: Vec<String> = lines.iter().take(LIST_MAX).cloned().collect();
    if lines.len() > LIST_MAX {
        let more = (lines.len() - LIST_MAX).to_string();
        shown.push(words.say("more", &[&more]));
    }
    if shown.is_empty() {
        shown.push(words.say(&format!("{key}.none"), &[]));
    }
    List {
        title: words.say(key, &[]),
        lines: shown,
    }
}

#[cfg(feature = "pdf")]
impl DoctorPage {
    /// The same with every line of a list cut to so many characters, an ellipsis in place of the rest.
    pub(super) fn shortened(&self, longest: usize) -> Self {
        let cut = |list: &List<String>| List {
            title: list.title.clone(),
            lines: list
                .lines
                .iter()
                .map(|line| shortened(line, longest))
                .collect(),
        };
        Self {
            medicines: cut(&self.medicines),
            iron: cut(&self.iron),
            flags: cut(&self.flags),
            triggers: cut(&self.triggers),
            questions: cut(&self.questions),
            ..self.clone()
        }
    }
}

#[cfg(feature = "pdf")]
fn shortened(line: &str, longest: usize) -> String {
    if line.chars().count() <= longest {
        return line.to_owned();
    }
    let kept: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}
