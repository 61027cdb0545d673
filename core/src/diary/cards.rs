//! Short texts for the person, each with its source and how sure it is; which of them fit is decided here.
//!
//! The texts are data with keys (`core/texts/cards.json`), in English and German. What no source supports is not in it.

use serde::{Deserialize, Serialize};

use crate::diary::Trigger;
use crate::diary::flags::{FlagKind, flags};
use crate::diary::told::Told;
use crate::time::Night;

const CARDS: &str = include_str!("../../texts/cards.json");
/// Nights looked back for what was logged.
const RECENT_NIGHTS: u16 = 14;

/// One card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub key: String,
    pub when: When,
    pub sure: Sure,
    /// As it can be looked up.
    pub source: String,
    pub en: CardText,
    pub de: CardText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardText {
    pub title: String,
    pub text: String,
}

/// When a card fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Always,
    /// Fewer than ten nights with a session so far.
    FewSessions,
    /// The first session was four weeks ago or longer.
    FourWeeksOfSessions,
    CaffeineLogged,
    AlcoholLogged,
    LateExerciseLogged,
    IronNotTested,
    NightWalking,
    MedicineMayWorsen,
    Dopaminergic,
}

/// How sure the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    WellSupported,
    /// A guideline says so without trials behind it.
    GoodPractice,
    SomeSupport,
    /// One small study, or only common advice.
    Weak,
}

/// Every card there is, in reading order. Empty only if the file could not be read, which a test forbids.
#[must_use]
pub fn all() -> Vec<Card> {
    serde_json::from_str(CARDS).unwrap_or_default()
}

/// The cards that fit, those for a special moment first.
#[must_use]
pub fn fitting(told: &Told, last_night: Night) -> Vec<Card> {
    let raised = flags(told, last_night);
    let (mut special, always): (Vec<Card>, Vec<Card>) = all()
        .into_iter()
        .filter(|card| {
            fits(card.when, told, last_night, &|kind| {
                raised.iter().any(|flag| flag.kind == kind)
            })
        })
        .partition(|card| card.when != When::Always);
    special.extend(always);
    special
}

fn fits(when: When, told: &Told, last_night: Night, raised: &dyn Fn(FlagKind) -> bool) -> bool {
    let logged = |trigger: Trigger| {
        told.last(RECENT_NIGHTS, last_night).iter().any(|night| {
            let triggers = night.entry.details.triggers.as_ref();
            triggers.is_some_and(|triggers| triggers.contains(&trigger))
        })
    };
    let mut with_session = told.nights.iter().filter(|night| night.had_session());
    let today = last_night.plus(1).date();
    match when {
        When::Always => true,
        When::FewSessions => with_session.count() < 10,
        When::FourWeeksOfSessions => with_session
            .next()
            .is_some_and(|first| last_night.since(first.night()) >= 27),
        When::CaffeineLogged => logged(Trigger::Caffeine),
        When::AlcoholLogged => logged(Trigger::Alcohol),
        When::LateExerciseLogged => logged(Trigger::ExerciseLate),
        When::IronNotTested => raised(FlagKind::IronNotTested),
        When::NightWalking => raised(FlagKind::NightWalking),
        When::MedicineMayWorsen => raised(FlagKind::MedicineMayWorsen),
        When::Dopaminergic => told
            .medicines
            .iter()
            .any(|medicine| medicine.class.is_dopaminergic() && medicine.taken_on(today)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diary::told::ToldNight;
    use crate::diary::{Details, Entry};

    fn last_night() -> Night {
        Night::new(jiff::civil::date(2026, 11, 20))
    }

    fn keys(told: &Told) -> Vec<String> {
        let fitting = fitting(told, last_night());
        fitting.into_iter().map(|card| card.key).collect()
    }

    #[test]
    fn every_card_has_its_own_key_a_source_and_both_languages() {
        let cards: Vec<Card> = serde_json::from_str(CARDS).expect("the file reads");
        let keys: BTreeSet<_> = cards.iter().map(|card| &card.key).collect();
        assert_eq!(keys.len(), cards.len());
        for card in &cards {
            for text in [
                &card.source,
                &card.en.title,
                &card.en.text,
                &card.de.title,
                &card.de.text,
            ] {
                assert!(!text.trim().is_empty(), "{}", card.key);
            }
            assert!(
                card.en.text.len() < 420 && card.de.text.len() < 520,
                "short: {}",
                card.key
            );
        }
    }

    #[test]
    fn no_card_says_what_no_source_supports() {
        for card in all() {
            for text in [&card.en.text, &card.de.text] {
                let text = text.to_lowercase();
                for claim in [
                    "circulation",
                    "durchblutung",
                    "fda",
                    "clinically proven",
                    "oscillation",
                ] {
                    assert!(!text.contains(claim), "{}: {claim}", card.key);
                }
            }
        }
    }

    #[test]
    fn coffee_in_the_diary_brings_its_card_and_no_coffee_does_not() {
        let night = |trigger: Option<Trigger>| ToldNight {
            entry: Entry {
                details: Details {
                    triggers: Some(trigger.into_iter().collect()),
                    ..Details::default()
                },
                ..Entry::empty(last_night())
            },
            sessions: Vec::new(),
        };
        let told = |trigger| Told {
            nights: vec![night(trigger)],
            ..Told::default()
        };
        assert_eq!(keys(&told(Some(Trigger::Caffeine)))[..1], ["before_onset"]);
        assert!(keys(&told(Some(Trigger::Caffeine))).contains(&"caffeine".to_owned()));
        assert!(!keys(&told(None)).contains(&"caffeine".to_owned()));
    }
}
