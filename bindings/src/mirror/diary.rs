//! One night as the person tells it, and the nights as kept.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Time;
use lull_core::app;
pub use lull_core::app::{Changes, Imported, SessionRecord};
use lull_core::diary;
pub use lull_core::diary::{BodyPart, Helped, Onset, OnsetSource, Score, Symptoms};
use lull_core::time::Night;

use super::{Details, EndReason, ProgramKind, Stopped};
use crate::error::ApiError;

/// Parts of the body, each once.
pub type BodyParts = BTreeSet<BodyPart>;

uniffi::custom_type!(
    /// Parts of the body, each once.
    BodyParts, Vec<BodyPart>, {
        remote,
        lower: |parts| parts.into_iter().collect(),
        try_lift: |list| Ok(list.into_iter().collect()),
    }
);

/// What the person logged about a night; everything left out means "not said".
///
/// A type of its own rather than a remote one: its scores must be refused under their own names.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Entry {
    pub night: Night,
    #[uniffi(default = None)]
    pub symptoms: Option<Symptoms>,
    #[uniffi(default = None)]
    pub onset: Option<Onset>,
    /// Worst of the night, 0 to 10.
    #[uniffi(default = None)]
    pub severity: Option<u8>,
    /// 0 worst, 10 best.
    #[uniffi(default = None)]
    pub sleep_quality: Option<u8>,
    /// Times got up because of the legs.
    #[uniffi(default = None)]
    pub got_up: Option<u8>,
    /// Lights out that night.
    #[uniffi(default = None)]
    pub bedtime: Option<Time>,
    /// Whether the session helped, in the person's own judgement.
    #[uniffi(default = None)]
    pub helped: Option<Helped>,
    #[uniffi(default = [])]
    pub body_parts: BodyParts,
    /// What a morning log of the essentials does not ask; absent means that nothing of it was said.
    #[uniffi(default = None)]
    pub details: Option<Details>,
    #[uniffi(default = "")]
    pub note: String,
}

impl From<diary::Entry> for Entry {
    fn from(entry: diary::Entry) -> Self {
        let diary::Entry {
            night,
            symptoms,
            onset,
            severity,
            sleep_quality,
            got_up,
            bedtime,
            helped,
            body_parts,
            details,
            note,
        } = entry;
        Self {
            night,
            symptoms,
            onset,
            severity: severity.map(Score::value),
            sleep_quality: sleep_quality.map(Score::value),
            got_up,
            bedtime,
            helped,
            body_parts,
            details: (!details.is_empty()).then(|| details.into()),
            note,
        }
    }
}

impl TryFrom<Entry> for diary::Entry {
    type Error = ApiError;

    fn try_from(entry: Entry) -> Result<Self, ApiError> {
        let Entry {
            night,
            symptoms,
            onset,
            severity,
            sleep_quality,
            got_up,
            bedtime,
            helped,
            body_parts,
            details,
            note,
        } = entry;
        Ok(Self {
            night,
            symptoms,
            onset,
            severity: score("severity", severity)?,
            sleep_quality: score("sleep_quality", sleep_quality)?,
            got_up,
            bedtime,
            helped,
            body_parts,
            details: details
                .map(TryInto::try_into)
                .transpose()?
                .unwrap_or_default(),
            note,
        })
    }
}

/// Did symptoms come?
#[uniffi::remote(Enum)]
pub enum Symptoms {
    Yes,
    /// They stayed away.
    #[uniffi(name = "No")]
    None,
    Unknown,
}

/// When symptoms began.
#[uniffi::remote(Enum)]
pub enum Onset {
    DontKnow,
    At { time: Time, source: OnsetSource },
}

/// How an onset came to be known.
#[uniffi::remote(Enum)]
pub enum OnsetSource {
    /// A tap at that moment.
    Live,
    /// A memory.
    Recalled,
}

/// Whether the session helped.
#[uniffi::remote(Enum)]
pub enum Helped {
    Yes,
    Somewhat,
    No,
    Unknown,
}

/// Where the symptoms were.
#[uniffi::remote(Enum)]
pub enum BodyPart {
    Feet,
    Calves,
    Thighs,
    Arms,
    Trunk,
}

pub(super) fn score(field: &str, value: Option<u8>) -> Result<Option<Score>, ApiError> {
    let score = value.map(|value| Score::new(field, value.into()));
    Ok(score.transpose()?)
}

/// One night as kept.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NightRecord {
    pub entry: Entry,
    pub sessions: Vec<SessionRecord>,
}

impl From<app::NightRecord> for NightRecord {
    fn from(record: app::NightRecord) -> Self {
        let app::NightRecord { entry, sessions } = record;
        Self {
            entry: entry.into(),
            sessions,
        }
    }
}

/// Nights of the diary as a screen turns them over, newest first.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct DiaryPage {
    pub nights: Vec<DiaryNight>,
    /// Which page it is, 0 for the newest: the last one there is where a later one was asked for.
    pub page: u16,
    pub has_earlier: bool,
}

/// One night of a page, and what is kept of it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct DiaryNight {
    pub night: Night,
    pub record: Option<NightRecord>,
}

impl From<app::DiaryPage> for DiaryPage {
    fn from(page: app::DiaryPage) -> Self {
        let app::DiaryPage {
            nights,
            page,
            has_earlier,
        } = page;
        let nights = nights.into_iter();
        let nights = nights.map(|app::DiaryNight { night, record }| DiaryNight {
            night,
            record: record.map(NightRecord::from),
        });
        Self {
            nights: nights.collect(),
            page,
            has_earlier,
        }
    }
}

/// One session as kept.
#[uniffi::remote(Record)]
pub struct SessionRecord {
    pub id: i64,
    pub night: Night,
    pub start: Timestamp,
    /// The same on the wall of the zone it happened in.
    pub start_wall: Time,
    pub minutes: u16,
    pub program: Option<ProgramKind>,
    /// Absent while it runs.
    pub end: Option<EndReason>,
    pub stopped: Option<Stopped>,
}

/// What a write changed, so that a shell refreshes only that.
#[uniffi::remote(Record)]
pub struct Changes {
    pub diary: bool,
    pub plan: bool,
    pub schedule: bool,
}

/// What an import did.
#[uniffi::remote(Record)]
pub struct Imported {
    pub nights: u32,
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub sessions_added: u32,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::mirror::{Daytime, Relief, Side, Situation, Tags, Trigger, Triggers, Walk};

    fn an_entry() -> Entry {
        Entry {
            night: Night::new("2026-11-20".parse().unwrap()),
            symptoms: Some(Symptoms::Yes),
            onset: Some(Onset::At {
                time: Time::constant(21, 10, 0, 0),
                source: OnsetSource::Recalled,
            }),
            severity: Some(6),
            sleep_quality: Some(5),
            got_up: Some(1),
            bedtime: Some(Time::constant(22, 45, 0, 0)),
            helped: Some(Helped::Somewhat),
            body_parts: BodyParts::from([BodyPart::Calves, BodyPart::Thighs]),
            details: Some(Details {
                sides: BTreeMap::from([(BodyPart::Calves, Side::Left)]),
                situation: Some(Situation::Travelling),
                rest_minutes: Some(40),
                relief: Some(Relief::For { minutes: 20 }),
                walks: vec![Walk {
                    at: Some(Time::constant(2, 10, 0, 0)),
                    minutes: None,
                }],
                daytime: Some(Daytime::Yes),
                sleepiness: Some(7),
                mood: Some(4),
                triggers: Some(Triggers::from([Trigger::LongSitting])),
                tags: Tags::from(["bus".into()]),
            }),
            note: "bus, 6 h".into(),
        }
    }

    #[test]
    fn an_entry_keeps_every_answer_on_its_way_in_and_out() {
        let entry = an_entry();
        let core = diary::Entry::try_from(entry.clone()).unwrap();
        assert_eq!(Entry::from(core), entry);
    }

    #[test]
    fn a_score_above_ten_is_refused_under_its_own_name() {
        for (field, entry) in [
            (
                "severity",
                Entry {
                    severity: Some(11),
                    ..an_entry()
                },
            ),
            (
                "sleep_quality",
                Entry {
                    sleep_quality: Some(255),
                    ..an_entry()
                },
            ),
            (
                "mood",
                Entry {
                    details: Some(Details {
                        mood: Some(11),
                        ..an_entry().details.unwrap()
                    }),
                    ..an_entry()
                },
            ),
        ] {
            let error = diary::Entry::try_from(entry).unwrap_err();
            assert!(
                matches!(&error, ApiError::InvalidInput { field: named, .. } if named == field),
                "{error}"
            );
        }
    }
}
