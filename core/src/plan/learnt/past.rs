//! Which nights of the diary the plan looks at, and how exactly their times are known.

use std::collections::BTreeMap;

use jiff::civil::Time;

use crate::diary::{History, HistoryNight, OnsetSource, Symptoms};
use crate::time::{Night, Now, minutes_after_noon};

use super::belief::{Evidence, Kind};

/// Older nights say nothing about tonight any more, and looking at few keeps a plan cheap whatever the diary's length.
const NIGHTS: i32 = 100;
/// Minutes within which a tap at the moment itself is exact.
const LIVE_WIDTH: f64 = 5.0;
/// How far memory errs, in minutes.
const MEMORY_ERROR: f64 = 8.0;
/// Steps in which people tell times, from coarse to fine.
const HEAPS: [u16; 3] = [30, 15, 5];

/// One night as the plan sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PastNight {
    pub(super) night: Night,
    pub(super) symptoms: Option<Symptoms>,
    /// Minutes after noon.
    pub(super) onset: Option<(u16, OnsetSource)>,
    pub(super) bedtime: Option<Time>,
    /// Start of the first session, in minutes after noon.
    pub(super) session: Option<u16>,
}

/// The nights that count for the plan of one night, in order.
#[derive(Clone, Debug)]
pub(super) struct Past {
    pub(super) nights: BTreeMap<Night, PastNight>,
    /// Remembered times come in steps of this many minutes.
    heap: f64,
}

impl Past {
    /// A night later than now cannot have been observed; such nights are left behind by a clock that was set back.
    pub(super) fn before(night: Night, history: &History, now: &Now) -> Self {
        let today = now.night();
        let mut nights = BTreeMap::<Night, PastNight>::new();
        for seen in &history.nights {
            if seen.night >= night || seen.night > today || night.since(seen.night) > NIGHTS {
                continue;
            }
            let past = PastNight::of(seen);
            nights
                .entry(seen.night)
                .and_modify(|known| *known = known.with(past))
                .or_insert(past);
        }
        let heap = heap(nights.values());
        Self { nights, heap }
    }

    pub(super) fn onsets(&self) -> impl DoubleEndedIterator<Item = u16> {
        self.nights
            .values()
            .filter_map(|past| past.onset.map(|(minutes, _)| minutes))
    }

    /// The bedtime that half of the nights stay below, in minutes after noon.
    pub(super) fn median_bedtime(&self) -> Option<u16> {
        let mut bedtimes: Vec<u16> = self
            .nights
            .values()
            .filter_map(|past| past.bedtime)
            .map(minutes_after_noon)
            .collect();
        bedtimes.sort_unstable();
        bedtimes.get(bedtimes.len() / 2).copied()
    }

    /// What a night says once `explained` minutes are put down to its bedtime and weekday. "Don't know" says nothing.
    pub(super) fn evidence(&self, past: &PastNight, explained: f64) -> Option<Evidence> {
        let kind = match (past.onset, past.symptoms) {
            (Some((minutes, source)), _) => {
                let (width, error) = match source {
                    OnsetSource::Live => (LIVE_WIDTH, 0.0),
                    OnsetSource::Recalled => (self.heap, MEMORY_ERROR),
                };
                Kind::Onset {
                    at: f64::from(minutes) - explained,
                    width,
                    error,
                }
            }
            (None, Some(Symptoms::Yes)) => Kind::Symptoms,
            (None, Some(Symptoms::None)) => Kind::Quiet,
            (None, Some(Symptoms::Unknown) | None) => return None,
        };
        Some(Evidence {
            kind,
            session: past.session.map(|start| f64::from(start) - explained),
        })
    }
}

impl PastNight {
    fn of(seen: &HistoryNight) -> Self {
        let starts = seen
            .sessions
            .iter()
            .map(|session| minutes_after_noon(session.start));
        Self {
            night: seen.night,
            symptoms: seen.symptoms,
            onset: seen
                .onset
                .map(|(time, source)| (minutes_after_noon(time), source)),
            bedtime: seen.bedtime,
            session: starts.min(),
        }
    }

    /// Whether a session began before the onset.
    pub(super) fn is_treated(&self) -> bool {
        match (self.session, self.onset) {
            (Some(start), Some((onset, _))) => start < onset,
            (Some(_) | None, None) | (None, Some(_)) => false,
        }
    }

    /// Whether a session may have delayed the onset or taken the symptoms away.
    pub(super) fn may_be_moved(&self) -> bool {
        self.is_treated()
            || (self.session.is_some()
                && self.onset.is_none()
                && self.symptoms == Some(Symptoms::None))
    }

    /// Two entries of one night, in whatever order: the first urge is the onset, the first session counts.
    fn with(self, other: Self) -> Self {
        let rank = |symptoms: Option<Symptoms>| match symptoms {
            None => 0,
            Some(Symptoms::Unknown) => 1,
            Some(Symptoms::None) => 2,
            Some(Symptoms::Yes) => 3,
        };
        let exactness = |source| match source {
            OnsetSource::Live => 0,
            OnsetSource::Recalled => 1,
        };
        let first = |a: Option<u16>, b: Option<u16>| a.into_iter().chain(b).min();
        Self {
            night: self.night,
            symptoms: if rank(self.symptoms) < rank(other.symptoms) {
                other.symptoms
            } else {
                self.symptoms
            },
            onset: self
                .onset
                .into_iter()
                .chain(other.onset)
                .min_by_key(|(minutes, source)| (*minutes, exactness(*source))),
            bedtime: self.bedtime.into_iter().chain(other.bedtime).min(),
            session: first(self.session, other.session),
        }
    }
}

/// The coarsest step that four of five remembered times keep.
fn heap<'a>(nights: impl Iterator<Item = &'a PastNight> + Clone) -> f64 {
    let recalled = nights.filter_map(|past| match past.onset {
        Some((minutes, OnsetSource::Recalled)) => Some(minutes),
        Some((_, OnsetSource::Live)) | None => None,
    });
    let all = recalled.clone().count();
    let step = HEAPS.into_iter().find(|step| {
        recalled
            .clone()
            .filter(|minutes| minutes % step == 0)
            .count()
            * 5
            >= all * 4
    });
    f64::from(step.unwrap_or(5))
}
