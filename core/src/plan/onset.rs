//! When a night's symptoms will probably start.
//!
//! First rule: what the person says, else bedtime minus three hours, until enough onsets were observed to take a low
//! quantile of them. Only nights before the planned one are looked at.

use std::collections::BTreeMap;

use jiff::civil::Time;

use super::quantile::type7_hundredths;
use super::{Basis, Interval, Reason};
use crate::diary::History;
use crate::settings::Settings;
use crate::time::{Night, Now, minutes_after_noon, time_after_noon};

/// Most people's legs start 2 to 4 hours before their usual bedtime (product facts A1 row 2 and d3: the prior is
/// bedtime minus 3 h).
const HOURS_BEFORE_BED: u8 = 3;
/// Observed onsets from which on the diary is believed.
pub(super) const OBSERVED_NEEDED: u16 = 5;
/// Observed onsets that count, newest first: a baseline that drift can still leave behind.
const OBSERVED_MOST: usize = 28;
/// The quantile planned with. Below the median because a reminder after the onset is worse than an early one.
const PLANNED_PERCENT: u8 = 20;

/// What is expected of a night, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Estimate {
    pub(super) onset: Time,
    pub(super) interval: Option<Interval>,
    pub(super) basis: Basis,
    /// Most important first.
    pub(super) reasons: Vec<Reason>,
}

pub(super) fn estimate(
    night: Night,
    history: &History,
    settings: &Settings,
    now: &Now,
) -> Estimate {
    let observed = observed_onsets(night, history, now);
    let nights = u16::try_from(observed.len()).unwrap_or(u16::MAX);
    from_diary(&observed, nights).unwrap_or_else(|| {
        let mut estimate = from_settings(night, settings);
        estimate.reasons.push(Reason::NotEnoughNights {
            observed: nights,
            needed: OBSERVED_NEEDED,
        });
        estimate
    })
}

/// Minutes after noon of the newest onsets known for nights before `night`, ascending.
///
/// A night later than now cannot have been observed; such nights are left behind by a clock that was set back.
fn observed_onsets(night: Night, history: &History, now: &Now) -> Vec<u16> {
    let today = now.night();
    let mut by_night = BTreeMap::<Night, u16>::new();
    for seen in &history.nights {
        if seen.night >= night || seen.night > today {
            continue;
        }
        if let Some((time, _)) = seen.onset {
            let minutes = minutes_after_noon(time);
            // Two onsets of one night: the first urge is the onset, whatever the order of the list.
            by_night
                .entry(seen.night)
                .and_modify(|first| *first = minutes.min(*first))
                .or_insert(minutes);
        }
    }
    let mut newest: Vec<u16> = by_night.into_values().rev().take(OBSERVED_MOST).collect();
    newest.sort_unstable();
    newest
}

fn from_diary(observed: &[u16], nights: u16) -> Option<Estimate> {
    if nights < OBSERVED_NEEDED {
        return None;
    }
    let down = |percent| minute(observed, percent, 0);
    let nearest = |percent| minute(observed, percent, 50);
    let up = |percent| minute(observed, percent, 99);
    Some(Estimate {
        onset: down(PLANNED_PERCENT)?,
        // The ends are rounded outwards: never narrower than what is known.
        interval: Some(Interval {
            p10: down(10)?,
            p50: nearest(50)?,
            p90: up(90)?,
            nights,
        }),
        basis: Basis::Diary,
        reasons: vec![Reason::FromDiary {
            nights,
            earliest: down(0)?,
            latest: up(100)?,
        }],
    })
}

/// A quantile as a clock time, after `carry` hundredths of a minute were added.
fn minute(observed: &[u16], percent: u8, carry: u32) -> Option<Time> {
    let hundredths = type7_hundredths(observed, percent)?;
    let minutes = u16::try_from((hundredths + carry) / 100).ok()?;
    Some(time_after_noon(minutes))
}

pub(super) fn from_settings(night: Night, settings: &Settings) -> Estimate {
    let habits = settings.habits(night);
    let (onset, basis, reason) = match habits.onset {
        Some(onset) => (onset, Basis::OwnOnset, Reason::FromOwnOnset { onset }),
        None => {
            let bedtime = habits.bedtime;
            // A bedtime shortly after noon: the onset stays in the same night, which begins at noon.
            let minutes =
                minutes_after_noon(bedtime).saturating_sub(u16::from(HOURS_BEFORE_BED) * 60);
            let reason = Reason::FromBedtime {
                bedtime,
                hours_before: HOURS_BEFORE_BED,
            };
            (time_after_noon(minutes), Basis::Bedtime, reason)
        }
    };
    Estimate {
        onset,
        interval: None,
        basis,
        reasons: vec![reason],
    }
}
