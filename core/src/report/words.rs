//! The words of the doctor's page, by key, in English and German (`core/texts/report.json`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
