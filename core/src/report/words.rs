//! The words of the doctor's page, by key, in English and German (`core/texts/report.json`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::time::time_after_noon;

const WORDS: &str = include_str!("../../texts/report.json");

/// A language the page is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    En,
    De,
}

impl Language {
    /// The tag of BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

#[derive(Debug, Deserialize)]
struct Sentence {
    en: String,
    de: String,
}

/// All sentences of one language.
#[derive(Debug)]
pub(super) struct Words {
    language: Language,
    sentences: BTreeMap<String, Sentence>,
}

impl Words {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            sentences: serde_json::from_str(WORDS).unwrap_or_default(),
        }
    }

    /// The sentence of a key, its `{}` filled in order. A key that is missing gives itself, which a test forbids.
    pub(super) fn say(&self, key: &str, values: &[&str]) -> String {
        let Some(sentence) = self.sentences.get(key) else {
            return key.to_owned();
        };
        let sentence = match self.language {
            Language::En => &sentence.en,
            Language::De => &sentence.de,
        };
        let mut values = values.iter();
        let mut parts = sentence.split("{}");
        let mut said = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            said.push_str(values.next().copied().unwrap_or_default());
            said.push_str(part);
        }
        said
    }

    /// `20 Nov 2026` or `20.11.2026`.
    pub(super) fn day(&self, date: Date) -> String {
        match self.language {
            Language::En => format!("{} {}", self.short_day(date), date.year()),
            Language::De => format!("{}{}", self.short_day(date), date.year()),
        }
    }

    /// `20 Nov` or `20.11.`, where the year is plain.
    pub(super) fn short_day(&self, date: Date) -> String {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        match self.language {
            Language::En => {
                let month = usize::try_from(date.month() - 1)
                    .ok()
                    .and_then(|index| MONTHS.get(index));
                format!("{} {}", date.day(), month.unwrap_or(&""))
            }
            Language::De => format!("{}.{}.", date.day(), date.month()),
        }
    }

    /// With one digit after the point, or the comma.
    pub(super) fn decimal(&self, value: f64) -> String {
        let text = format!("{value:.1}");
        match self.language {
            Language::En => text,
            Language::De => text.replace('.', ","),
        }
    }

    /// A number of tenths, whole where it is whole.
    pub(super) fn tenths(&self, tenths: u32) -> String {
        match tenths % 10 {
            0 => (tenths / 10).to_string(),
            _ => self.decimal(f64::from(tenths) / 10.0),
        }
    }
}

/// The word serde gives a value without fields.
pub(super) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub(super) fn clock(minutes_after_noon: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1439"
    )]
    let minutes = minutes_after_noon.round().clamp(0.0, 1439.0) as u16;
    let time = time_after_noon(minutes);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(super) fn hours(minutes: f64) -> String {
    let minutes = minutes.round();
    if minutes < 60.0 {
        format!("{minutes:.0} min")
    } else {
        format!(
            "{:.0} h {:02.0} min",
            (minutes / 60.0).floor(),
            minutes % 60.0
        )
    }
}

pub(super) fn whole(value: f64) -> String {
    format!("{value:.0}")
}

/// The person's text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_gaps_everywhere() {
        let sentences: BTreeMap<String, Sentence> =
            serde_json::from_str(WORDS).expect("the file reads");
        for (key, sentence) in &sentences {
            let gaps = |text: &str| text.matches("{}").count();
            assert_eq!(gaps(&sentence.en), gaps(&sentence.de), "{key}");
            assert!(!sentence.en.is_empty() && !sentence.de.is_empty(), "{key}");
        }
    }

    #[test]
    fn no_word_of_a_licensed_scale_is_used() {
        for scale in ["IRLS", "RLS-6", "Epworth", "PSQI"] {
            assert!(!WORDS.contains(scale), "{scale}");
        }
    }

    #[test]
    fn gaps_are_filled_in_order() {
        let words = Words::new(Language::En);
        assert_eq!(
            words.say("severity.value", &["5", "9"]),
            "median 5, worst 9"
        );
    }
}
