//! What is expected of a night in the words of a plan: an onset, an interval once enough is known, and the reasons.

use jiff::civil::Time;

use super::learner::{Expected, Learner};
use super::past::PastNight;
use super::prior::Prior;
use super::{Basis, Interval, Reason};
use crate::settings::Settings;
use crate::time::{Night, minutes_after_noon, time_after_noon};

/// Known onsets from which on the diary carries the plan alone, and an interval is told. Fewer already move the first
/// guess.
const OBSERVED_NEEDED: u16 = 5;
/// A smaller move needs no explanation.
const WORTH_SAYING_MINUTES: i32 = 5;
/// Newest onsets that explain a move.
const NEWEST: usize = 4;

/// What is expected of a night, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Estimate {
    pub(super) onset: Time,
    pub(super) interval: Option<Interval>,
    pub(super) basis: Basis,
    /// Most important first.
    pub(super) reasons: Vec<Reason>,
}

impl Estimate {
    /// What is expected as long as no onset is known.
    pub(super) fn silent(prior: Prior) -> Self {
        Self {
            onset: prior.onset,
            interval: None,
            basis: prior.basis,
            reasons: vec![
                prior.reason,
                Reason::NotEnoughNights {
                    observed: 0,
                    needed: OBSERVED_NEEDED,
                },
            ],
        }
    }

    pub(super) fn new(
        night: Night,
        learner: &Learner,
        expected: &Expected,
        seen: &[PastNight],
        settings: &Settings,
    ) -> Self {
        let observed = learner.onsets();
        let prior = Prior::new(night, settings);
        if observed == 0 {
            return Self::silent(prior);
        }
        let onset = minute(expected.planned);
        let mut reasons = Vec::new();
        let told = told(seen);
        let body = whole(expected.body_ahead);
        if body == 0 && whole(expected.body_was_ahead) == 0 {
            reasons.extend(moved(seen, minute(expected.yesterday), onset));
        } else if body != 0 {
            reasons.push(Reason::BodyClock {
                minutes_later: i16::try_from(body).unwrap_or_default(),
            });
        }
        if minute(expected.wanted) != onset {
            reasons.push(Reason::StepLimited {
                wanted: minute(expected.wanted),
                to: onset,
            });
        }
        reasons.extend(told);
        if observed < OBSERVED_NEEDED {
            reasons.push(prior.reason);
            reasons.push(Reason::NotEnoughNights {
                observed,
                needed: OBSERVED_NEEDED,
            });
        }
        let nights = learner.moved_by_sessions();
        if nights > 0 {
            reasons.push(Reason::SessionsMoveOnset { nights });
        }
        let minutes_later = whole(expected.usual);
        if observed >= OBSERVED_NEEDED && minutes_later.abs() >= WORTH_SAYING_MINUTES {
            reasons.push(Reason::Weekday {
                minutes_later: i16::try_from(minutes_later).unwrap_or_default(),
            });
        }
        let is_learnt = observed >= OBSERVED_NEEDED;
        let interval = || {
            Some(Interval {
                // The ends are rounded outwards: never narrower than what is known.
                p10: minute(expected.at(0.1)?),
                p50: minute(expected.at(0.5)? + 0.5),
                p90: minute(expected.at(0.9)? + 1.0),
                nights: observed,
            })
        };
        Self {
            onset,
            interval: if is_learnt { interval() } else { None },
            basis: if is_learnt { Basis::Diary } else { prior.basis },
            reasons,
        }
    }
}

/// Between which times the onsets of the diary came.
fn told(seen: &[PastNight]) -> Option<Reason> {
    let onsets = || onsets(seen);
    Some(Reason::FromDiary {
        nights: u16::try_from(onsets().count()).unwrap_or(u16::MAX),
        earliest: time_after_noon(onsets().min()?),
        latest: time_after_noon(onsets().max()?),
    })
}

fn onsets(seen: &[PastNight]) -> impl DoubleEndedIterator<Item = u16> {
    seen.iter()
        .filter_map(|past| past.onset.map(|(minutes, _)| minutes))
}

/// Why tonight counts with another onset than last night did.
fn moved(seen: &[PastNight], yesterday: Time, today: Time) -> Option<Reason> {
    let minutes = |time| i32::from(minutes_after_noon(time));
    let by = minutes(today) - minutes(yesterday);
    let newest: Vec<u16> = onsets(seen).rev().take(NEWEST).collect();
    let onsets = u16::try_from(newest.len()).unwrap_or(u16::MAX);
    if by >= WORTH_SAYING_MINUTES {
        let after = time_after_noon(newest.iter().copied().min()?);
        Some(Reason::LaterThanYesterday {
            yesterday,
            onsets,
            after,
        })
    } else if by <= -WORTH_SAYING_MINUTES {
        let before = time_after_noon(newest.iter().copied().max()?);
        Some(Reason::EarlierThanYesterday {
            yesterday,
            onsets,
            before,
        })
    } else {
        None
    }
}

/// The clock time of a minute after noon, rounded down and kept within the night.
fn minute(minutes_after_noon: f64) -> Time {
    let minutes = whole(minutes_after_noon.clamp(0.0, 1439.0));
    time_after_noon(u16::try_from(minutes).unwrap_or_default())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates; minutes of a night are small"
)]
fn whole(minutes: f64) -> i32 {
    minutes.floor() as i32
}
