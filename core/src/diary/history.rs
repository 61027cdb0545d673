//! What the planner sees of the diary: nights with their observations, and what was asked for single nights.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::diary::{Entry, Onset, OnsetSource, Symptoms};
use crate::time::Night;

/// The planner's whole knowledge of the past, oldest night first, one item a night.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub nights: Vec<HistoryNight>,
    /// What the person asked for single nights, such as "skip tonight".
    pub changes: BTreeMap<Night, Change>,
    /// By which clocks nights were lived: each holds from its night on until the next one's.
    pub clocks: BTreeMap<Night, Clocks>,
}

/// The clocks of a night. They differ while a person keeps the time of home somewhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Clocks {
    /// The one on the wall, by which the person tells times.
    pub told: TimeZone,
    /// The one that counted for bedtime and reminders.
    pub counted: TimeZone,
}

/// One night's observations.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryNight {
    pub night: Night,
    pub symptoms: Option<Symptoms>,
    pub onset: Option<(Time, OnsetSource)>,
    pub bedtime: Option<Time>,
    pub sessions: Vec<PastSession>,
    /// The morning's questions were answered; a live tap of the evening alone is not that.
    pub answered: bool,
}

/// A session that began that night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastSession {
    pub start: Time,
    pub minutes: u16,
}

/// What the person asked for one night only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// No evening reminder this night.
    Skip,
    /// Remind at this time instead.
    At { time: Time },
    /// The reminder came and was put off until this instant.
    Snoozed { until: Timestamp },
    /// The person said tonight's symptoms already began, or started a session: no further reminder.
    Done,
}

impl HistoryNight {
    #[must_use]
    pub fn new(entry: &Entry, sessions: Vec<PastSession>) -> Self {
        Self {
            night: entry.night,
            symptoms: entry.symptoms,
            onset: match entry.onset {
                Some(Onset::At { time, source }) => Some((time, source)),
                Some(Onset::DontKnow) | None => None,
            },
            bedtime: entry.bedtime,
            sessions,
            answered: answered(entry),
        }
    }
}

/// "None" and "don't know" are answers too. A night of which only a live tap is known has not been asked about yet.
pub(crate) fn answered(entry: &Entry) -> bool {
    let only_a_live_tap = matches!(
        entry.onset,
        Some(Onset::At {
            source: OnsetSource::Live,
            ..
        })
    ) && entry.severity.is_none()
        && entry.sleep_quality.is_none();
    entry.symptoms.is_some() && !only_a_live_tap
}
