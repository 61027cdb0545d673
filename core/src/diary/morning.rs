//! The morning's questions: one answer at a time, each kept by itself, and what an answer says of the others.

use std::collections::BTreeSet;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{
    BodyPart, Daytime, Entry, Helped, Onset, Relief, Score, Side, Situation, Symptoms, Trigger,
    Walk,
};
use crate::time::{MINUTES_PER_NIGHT, minutes_after_noon, time_after_noon};

/// Minutes between two onset times that are offered.
const CHOICE_STEP: u16 = 30;
/// So many are offered on each side of the expected one.
const CHOICES_EACH_SIDE: u16 = 3;

/// One answer about a night; `None` takes the answer back. The first six are the morning's own, the others are asked only
/// of those who want to tell more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "question", content = "answer", rename_all = "snake_case")]
pub enum MorningAnswer {
    Symptoms(Option<Symptoms>),
    Onset(Option<Onset>),
    /// Worst of the night.
    Severity(Option<Score>),
    SleepQuality(Option<Score>),
    GotUp(Option<u8>),
    Helped(Option<Helped>),
    /// Lights out that night.
    Bedtime(Option<Time>),
    /// Whether it was felt there.
    BodyPart {
        part: BodyPart,
        felt: bool,
    },
    /// On which side of a part it was felt; of a part that was not named, this names it.
    Side {
        part: BodyPart,
        side: Option<Side>,
    },
    Situation(Option<Situation>),
    /// Minutes at rest before symptoms began, 0 to 720.
    RestMinutes(Option<u16>),
    Relief(Option<Relief>),
    /// All walks of the night.
    Walks(Vec<Walk>),
    Daytime(Option<Daytime>),
    /// 0 wide awake, 10 could not stay awake.
    Sleepiness(Option<Score>),
    /// 0 very low, 10 very good.
    Mood(Option<Score>),
    Trigger {
        trigger: Trigger,
        present: bool,
    },
    /// None of the triggers; `false` takes that back.
    NoTriggers(bool),
    /// All tags of the night.
    Tags(BTreeSet<String>),
    /// Anything, in the person's own words; spaces around it are left out.
    Note(String),
}

impl Entry {
    /// Takes one answer in. The newest counts: a night that is said to be without symptoms loses its onset and its severity,
    /// and whoever tells an onset, a severity or a part of the body says that symptoms came.
    pub fn answer(&mut self, answer: MorningAnswer) {
        match answer {
            MorningAnswer::Symptoms(symptoms) => {
                self.symptoms = symptoms;
                if symptoms == Some(Symptoms::None) {
                    (self.onset, self.severity) = (None, None);
                }
            }
            MorningAnswer::Onset(onset) => {
                self.onset = onset;
                if matches!(onset, Some(Onset::At { .. })) {
                    self.symptoms = Some(Symptoms::Yes);
                }
            }
            MorningAnswer::Severity(severity) => {
                self.severity = severity;
                if severity.is_some_and(|score| score.value() > 0) {
                    self.symptoms = Some(Symptoms::Yes);
                }
            }
            MorningAnswer::SleepQuality(sleep_quality) => self.sleep_quality = sleep_quality,
            MorningAnswer::GotUp(got_up) => self.got_up = got_up,
            MorningAnswer::Helped(helped) => self.helped = helped,
            MorningAnswer::Bedtime(bedtime) => self.bedtime = bedtime,
            MorningAnswer::BodyPart { part, felt } => self.felt_in(part, felt),
            MorningAnswer::Side { part, side } => {
                match side {
                    Some(side) => {
                        self.felt_in(part, true);
                        self.details.sides.insert(part, side)
                    }
                    None => self.details.sides.remove(&part),
                };
            }
            MorningAnswer::Situation(situation) => self.details.situation = situation,
            MorningAnswer::RestMinutes(minutes) => self.details.rest_minutes = minutes,
            MorningAnswer::Relief(relief) => self.details.relief = relief,
            MorningAnswer::Walks(walks) => self.details.walks = walks,
            MorningAnswer::Daytime(daytime) => self.details.daytime = daytime,
            MorningAnswer::Sleepiness(sleepiness) => self.details.sleepiness = sleepiness,
            MorningAnswer::Mood(mood) => self.details.mood = mood,
            MorningAnswer::Trigger { trigger, present } => self.trigger(trigger, present),
            MorningAnswer::NoTriggers(none) => self.details.triggers = none.then(BTreeSet::new),
            MorningAnswer::Tags(tags) => self.details.tags = tags,
            MorningAnswer::Note(note) => note.trim().clone_into(&mut self.note),
        }
    }

    fn felt_in(&mut self, part: BodyPart, felt: bool) {
        if felt {
            self.body_parts.insert(part);
            self.symptoms = Some(Symptoms::Yes);
        } else {
            self.body_parts.remove(&part);
            // a side is one of a part that was named
            self.details.sides.remove(&part);
        }
    }

    /// With the last trigger taken back, nothing is said of triggers any more: "none of them" is an answer of its own.
    fn trigger(&mut self, trigger: Trigger, present: bool) {
        let mut triggers = self.details.triggers.take().unwrap_or_default();
        if present {
            triggers.insert(trigger);
        } else {
            triggers.remove(&trigger);
        }
        self.details.triggers = Some(triggers).filter(|triggers| !triggers.is_empty());
    }
}

/// Onset times to choose from with one tap: half hours around the `expected` one, within the night; any other time can be
/// entered.
#[must_use]
pub fn onset_choices(expected: Time) -> Vec<Time> {
    let middle = (minutes_after_noon(expected) + CHOICE_STEP / 2) / CHOICE_STEP * CHOICE_STEP;
    let reach = CHOICE_STEP * CHOICES_EACH_SIDE;
    let latest = MINUTES_PER_NIGHT - CHOICE_STEP;
    // near an end of the night as many, on its other side
    let middle = middle.clamp(reach, latest - reach);
    (0..=2 * CHOICES_EACH_SIDE)
        .map(|step| time_after_noon(middle - reach + step * CHOICE_STEP))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diary::OnsetSource;
    use crate::time::Night;

    fn entry() -> Entry {
        Entry::empty(Night::new(date(2026, 11, 20)))
    }

    fn score(value: i64) -> Option<Score> {
        Some(Score::new("score", value).expect("in range"))
    }

    fn at(text: &str) -> Option<Onset> {
        Some(Onset::At {
            time: text.parse().expect("a time"),
            source: OnsetSource::Recalled,
        })
    }

    #[test]
    fn whatever_order_the_answers_come_in_the_entry_agrees_with_itself() {
        let answers = [
            MorningAnswer::Symptoms(Some(Symptoms::Yes)),
            MorningAnswer::Symptoms(Some(Symptoms::None)),
            MorningAnswer::Symptoms(Some(Symptoms::Unknown)),
            MorningAnswer::Symptoms(None),
            MorningAnswer::Onset(at("21:30")),
            MorningAnswer::Onset(Some(Onset::DontKnow)),
            MorningAnswer::Onset(None),
            MorningAnswer::Severity(score(0)),
            MorningAnswer::Severity(score(7)),
            MorningAnswer::Severity(None),
            MorningAnswer::SleepQuality(score(4)),
            MorningAnswer::GotUp(Some(2)),
            MorningAnswer::Helped(Some(Helped::Somewhat)),
            MorningAnswer::Bedtime(Some(Time::constant(23, 0, 0, 0))),
            MorningAnswer::BodyPart {
                part: BodyPart::Calves,
                felt: true,
            },
            MorningAnswer::BodyPart {
                part: BodyPart::Calves,
                felt: false,
            },
            MorningAnswer::Side {
                part: BodyPart::Calves,
                side: Some(Side::Left),
            },
            MorningAnswer::Side {
                part: BodyPart::Calves,
                side: None,
            },
            MorningAnswer::Trigger {
                trigger: Trigger::Caffeine,
                present: true,
            },
            MorningAnswer::NoTriggers(true),
            MorningAnswer::Note(" a long drive ".into()),
        ];
        for first in &answers {
            for second in &answers {
                for third in &answers {
                    let mut entry = entry();
                    for answer in [first, second, third] {
                        entry.answer(answer.clone());
                        entry.agrees().unwrap_or_else(|invalid| {
                            panic!("{first:?} {second:?} {third:?}: {invalid}")
                        });
                    }
                }
            }
        }
    }

    #[test]
    fn none_of_the_triggers_is_an_answer_and_nothing_said_is_not() {
        let mut entry = entry();
        let coffee = |present| MorningAnswer::Trigger {
            trigger: Trigger::Caffeine,
            present,
        };
        entry.answer(coffee(true));
        assert_eq!(entry.details.triggers, Some([Trigger::Caffeine].into()));
        entry.answer(coffee(false));
        assert_eq!(entry.details.triggers, None);
        entry.answer(MorningAnswer::NoTriggers(true));
        assert_eq!(entry.details.triggers, Some([].into()));
        entry.answer(coffee(true));
        assert_eq!(entry.details.triggers, Some([Trigger::Caffeine].into()));
        entry.answer(MorningAnswer::NoTriggers(false));
        assert_eq!(entry.details.triggers, None);
    }

    #[test]
    fn a_side_goes_with_its_part() {
        let mut entry = entry();
        let (part, side) = (BodyPart::Calves, Some(Side::Left));
        entry.answer(MorningAnswer::Side { part, side });
        assert_eq!(entry.body_parts, [part].into());
        assert_eq!(entry.symptoms, Some(Symptoms::Yes));
        entry.answer(MorningAnswer::BodyPart { part, felt: false });
        assert_eq!(entry.details.sides, [].into());
    }

    #[test]
    fn the_newest_answer_counts() {
        let mut entry = entry();
        entry.answer(MorningAnswer::Onset(at("21:30")));
        assert_eq!(entry.symptoms, Some(Symptoms::Yes));
        entry.answer(MorningAnswer::Symptoms(Some(Symptoms::None)));
        assert_eq!(entry.onset, None);
        entry.answer(MorningAnswer::Severity(score(3)));
        assert_eq!(entry.symptoms, Some(Symptoms::Yes));
    }

    #[test]
    fn onset_times_are_offered_around_the_expected_one_and_in_the_order_of_the_night() {
        for minute in 0..MINUTES_PER_NIGHT {
            let choices = onset_choices(time_after_noon(minute));
            assert_eq!(choices.len(), 7);
            let minutes: Vec<u16> = choices
                .iter()
                .map(|time| minutes_after_noon(*time))
                .collect();
            assert!(minutes.is_sorted(), "{choices:?}");
            let nearest = minutes.iter().map(|choice| choice.abs_diff(minute)).min();
            assert!(
                nearest.is_some_and(|far| far <= 29),
                "{minute}: {choices:?}"
            );
        }
        let times = onset_choices("20:50".parse().expect("a time"));
        let shown: Vec<String> = times
            .iter()
            .map(|time| time.strftime("%H:%M").to_string())
            .collect();
        assert_eq!(
            shown,
            [
                "19:30", "20:00", "20:30", "21:00", "21:30", "22:00", "22:30"
            ]
        );
    }
}
