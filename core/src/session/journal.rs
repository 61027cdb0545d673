//! What is written down of a session so that a later wake can tell what became of it.
//!
//! Journal before effect: the intent is on disk before its first byte goes out, the outcome after.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::program::ProgramKind;
use super::{EndReason, SessionId, Stopped};
use crate::device::{DeviceChoice, FAIL_SAFE_GRACE, FailSafe, Intent, Level, Terms};
use crate::diary::Score;
use crate::time::{Night, Now};

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub session: SessionId,
    pub at: Timestamp,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// The first line: what is about to be done. `latest_end` is when the device's own timer has surely ended it.
    Began {
        night: Night,
        program: ProgramKind,
        device: DeviceChoice,
        terms: Terms,
        latest_end: Timestamp,
        /// How the legs felt, where the person said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        legs_now: Option<Score>,
    },
    /// What will stop the device without us, once it told.
    FailSafe {
        fail_safe: FailSafe,
    },
    /// About to be sent.
    Wants {
        intent: Intent,
    },
    /// The device was seen to run.
    Observed {
        level: Level,
    },
    Ended {
        reason: EndReason,
        stopped: Stopped,
    },
}

/// A session whose process died before it could write down an end.
#[derive(Clone, Debug, PartialEq)]
pub struct CutOff {
    pub session: SessionId,
    pub night: Night,
    pub program: ProgramKind,
    pub began: Timestamp,
    pub stopped: Stopped,
    /// When the device has surely stopped by itself; may lie ahead. `None` when it never ran or nothing stops it.
    pub stops_by: Option<Timestamp>,
    /// Where the diary lets it end: the latest moment the massager may have run, as far as one is known.
    pub ended: Timestamp,
    /// The longest the massager may have run.
    pub active: Duration,
}

/// Finds out from its journal what became of a session whose process is known to be dead.
///
/// `None` when the session ended in order, or never began.
#[must_use]
pub fn what_became_of(records: &[Record], now: &Now) -> Option<CutOff> {
    let began = records.iter().find_map(beginning)?;
    if records.iter().any(|record| is_end(&record.what)) {
        return None;
    }
    let last_line = records.iter().map(|record| record.at).max()?;
    let ran = records
        .iter()
        .any(|record| matches!(record.what, What::Wants { intent } if is_run(intent)));
    let stops_by = if ran {
        stops_by(records, &began, now)
    } else {
        None
    };
    let stopped = match (ran, stops_by) {
        (false, _) => Stopped::NeverRan,
        (true, Some(_)) => Stopped::ByFailSafe,
        (true, None) => Stopped::Unknown,
    };
    let ended = match stopped {
        Stopped::NeverRan => last_line,
        Stopped::Observed
        | Stopped::SwitchedOff
        | Stopped::Acknowledged
        | Stopped::ByFailSafe
        | Stopped::Unknown => stops_by.unwrap_or(now.at).max(last_line),
    };
    Some(CutOff {
        session: began.session,
        night: began.night,
        program: began.program,
        began: began.at,
        stopped,
        stops_by,
        ended,
        active: active_time(records, ended),
    })
}

/// How long the massager was meant to turn, pauses left out, if it turned until `until` unless told otherwise.
///
/// Never more than from the session's beginning to its latest end, whatever was done to the clock meanwhile.
#[must_use]
pub fn active_time(records: &[Record], until: Timestamp) -> Duration {
    let mut total = Duration::ZERO;
    let mut turning_since: Option<Timestamp> = None;
    for record in records {
        let turns = match record.what {
            What::Wants { intent } => Some(is_turning(intent)),
            What::Ended { .. } => Some(false),
            What::Began { .. } | What::FailSafe { .. } | What::Observed { .. } => None,
        };
        match (turns, turning_since) {
            (Some(true), None) => turning_since = Some(record.at),
            (Some(false), Some(since)) => {
                total = total.saturating_add(between(since, record.at.min(until)));
                turning_since = None;
            }
            (Some(true), Some(_)) | (Some(false), None) | (None, _) => {}
        }
    }
    if let Some(since) = turning_since {
        total = total.saturating_add(between(since, until));
    }
    records.iter().find_map(beginning).map_or(total, |began| {
        total.min(between(began.at, began.latest_end))
    })
}

/// How the legs felt at the beginning, and the level that was wanted the longest; `None` where the one was not said or
/// the motor was never to turn.
#[must_use]
pub fn legs_and_level(records: &[Record]) -> Option<(Score, Level)> {
    let legs = records.iter().find_map(|record| match record.what {
        What::Began { legs_now, .. } => legs_now,
        What::FailSafe { .. } | What::Wants { .. } | What::Observed { .. } | What::Ended { .. } => {
            None
        }
    })?;
    let mut wanted: BTreeMap<Level, Duration> = BTreeMap::new();
    let mut since: Option<(Level, Timestamp)> = None;
    for record in records {
        let level = match record.what {
            What::Wants {
                intent: Intent::Run { level, .. },
            } => Some(level),
            What::Wants {
                intent: Intent::Stop,
            }
            | What::Ended { .. } => None,
            What::Began { .. } | What::FailSafe { .. } | What::Observed { .. } => continue,
        };
        if let Some((level, from)) = since {
            let total = wanted.entry(level).or_default();
            *total = total.saturating_add(between(from, record.at));
        }
        since = level
            .filter(|level| *level > Level::OFF)
            .map(|level| (level, record.at));
    }
    let (level, _) = wanted.into_iter().max_by_key(|(_, total)| *total)?;
    Some((legs, level))
}

/// The first line's content.
struct Beginning {
    session: SessionId,
    at: Timestamp,
    night: Night,
    program: ProgramKind,
    latest_end: Timestamp,
}

fn beginning(record: &Record) -> Option<Beginning> {
    match record.what {
        What::Began {
            night,
            program,
            latest_end,
            ..
        } => Some(Beginning {
            session: record.session,
            at: record.at,
            night,
            program,
            latest_end,
        }),
        What::FailSafe { .. } | What::Wants { .. } | What::Observed { .. } | What::Ended { .. } => {
            None
        }
    }
}

/// A device nobody heard of has no fail-safe: only what the journal tells counts.
fn stops_by(records: &[Record], began: &Beginning, now: &Now) -> Option<Timestamp> {
    let told = records.iter().rev().find_map(|record| match record.what {
        What::FailSafe { fail_safe } => Some(fail_safe),
        What::Began { .. } | What::Wants { .. } | What::Observed { .. } | What::Ended { .. } => {
            None
        }
    })?;
    match told {
        FailSafe::DeviceTimer => Some(began.latest_end),
        // The process is dead by now, so the link was lost now at the latest.
        FailSafe::DeviceTimerAndLinkLoss { after } => {
            let after =
                SignedDuration::try_from(after + FAIL_SAFE_GRACE).unwrap_or(SignedDuration::MAX);
            let link_rule = now.at.saturating_add(after).unwrap_or(Timestamp::MAX);
            Some(began.latest_end.min(link_rule))
        }
        FailSafe::None => None,
    }
}

fn is_end(what: &What) -> bool {
    match what {
        What::Ended { .. } => true,
        What::Began { .. } | What::FailSafe { .. } | What::Wants { .. } | What::Observed { .. } => {
            false
        }
    }
}

fn is_run(intent: Intent) -> bool {
    match intent {
        Intent::Run { .. } => true,
        Intent::Stop => false,
    }
}

/// A pause is a run at level off.
fn is_turning(intent: Intent) -> bool {
    match intent {
        Intent::Run { level, .. } => level > Level::OFF,
        Intent::Stop => false,
    }
}

/// Zero when the clock was set back in between.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or(Duration::ZERO)
}
