//! Which nights of the diary the plan looks at, and how exactly their times are known.

use jiff::civil::Time;

use crate::diary::{History, HistoryNight, OnsetSource, Symptoms};
use crate::time::{Night, Now, minutes_after_noon};

use super::belief::{Evidence, Kind};
use super::body_clock::{self, BodyClock};

/// So many logged nights count, newest first: older ones say nothing about tonight any more, and looking at few keeps a
/// plan cheap whatever the diary's length.
pub const NIGHTS_LOOKED_AT: usize = 64;
/// Minutes within which a tap at the moment itself is exact.
const LIVE_WIDTH: f64 = 5.0;
/// How far memory errs, in minutes.
const MEMORY_ERROR: f64 = 9.0;
/// Steps in which people tell times, from coarse to fine.
const HEAPS: [u16; 4] = [30, 15, 5, 1];

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
    /// Minutes by which the clock these times were told by was ahead of the one that counted.
    pub(super) told_ahead: f64,
    /// Minutes by which the clock that counted was ahead of the body's.
    pub(super) body_ahead: f64,
}

/// The nights that count for the plan of one night, in order.
pub(super) fn before(
    night: Night,
    history: &History,
    body: &BodyClock,
    now: &Now,
) -> Vec<PastNight> {
    // A night later than now cannot have been observed; such nights are left behind by a clock that was set back.
    let end = night.min(now.night().plus(1));
    let mut told: Vec<PastNight> = history
        .nights
        .iter()
        .filter(|seen| seen.night < end)
        .map(PastNight::of)
        .filter(PastNight::tells)
        .collect();
    // a diary is in order already, which costs next to nothing
    told.sort_by_key(|past| past.night);
    let mut nights: Vec<PastNight> = Vec::with_capacity(NIGHTS_LOOKED_AT);
    for past in told.into_iter().rev() {
        match nights.last_mut() {
            Some(known) if known.night == past.night => *known = known.with(past),
            Some(_) | None => {
                if nights.len() == NIGHTS_LOOKED_AT {
                    break;
                }
                nights.push(past);
            }
        }
    }
    nights.reverse();
    for past in &mut nights {
        past.told_ahead = body_clock::told_ahead(past.night, history);
        past.body_ahead = body.ahead(past.night);
    }
    nights
}

/// Whether anything that counts is known of a night.
pub(super) fn is_logged(night: Night, history: &History) -> bool {
    history
        .nights
        .iter()
        .any(|seen| seen.night == night && PastNight::of(seen).tells())
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
            told_ahead: 0.0,
            body_ahead: 0.0,
        }
    }

    /// Whether it says anything about onsets or bedtimes.
    fn tells(&self) -> bool {
        self.onset.is_some() || self.bedtime.is_some() || self.symptoms.is_some()
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

    /// Whether the body's clock had not caught up with the one that counted.
    pub(super) fn is_jet_lagged(&self) -> bool {
        self.body_ahead != 0.0
    }

    /// Minutes after noon of the bedtime, by the clock that counted.
    pub(super) fn counted_bedtime(&self) -> Option<f64> {
        let told = f64::from(minutes_after_noon(self.bedtime?));
        Some(told - self.told_ahead)
    }

    /// A told time by the clock of the body, in minutes after noon.
    pub(super) fn by_the_body(&self, told: u16) -> f64 {
        f64::from(told) - self.told_ahead - self.body_ahead
    }

    /// What the night says once `explained` minutes are put down to its bedtime and weekday. "Don't know" says nothing.
    pub(super) fn evidence(&self, explained: f64, heaps: &Heaps) -> Option<Evidence> {
        let kind = match (self.onset, self.symptoms) {
            (Some((minutes, source)), _) => {
                let doubt = body_clock::doubt(self.body_ahead);
                let (width, error): (f64, f64) = match source {
                    OnsetSource::Live => (LIVE_WIDTH, 0.0),
                    OnsetSource::Recalled => (heaps.width().max(LIVE_WIDTH), MEMORY_ERROR),
                };
                Kind::Onset {
                    at: self.by_the_body(minutes) - explained,
                    width,
                    error: if self.is_jet_lagged() {
                        (error * error + doubt * doubt).sqrt()
                    } else {
                        error
                    },
                }
            }
            (None, Some(Symptoms::Yes)) => Kind::Symptoms,
            (None, Some(Symptoms::None)) => Kind::Quiet,
            (None, Some(Symptoms::Unknown) | None) => return None,
        };
        Some(Evidence {
            kind,
            session: self
                .session
                .map(|start| self.by_the_body(start) - explained),
        })
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
            session: self.session.into_iter().chain(other.session).min(),
            ..self
        }
    }
}

/// In which steps this person tells remembered times.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heaps {
    told: u16,
    /// How many of them keep each of [`HEAPS`].
    kept: [u16; HEAPS.len()],
}

impl Heaps {
    pub(super) fn learn(&mut self, past: &PastNight) {
        if let Some((minutes, OnsetSource::Recalled)) = past.onset {
            self.told += 1;
            for (kept, step) in self.kept.iter_mut().zip(HEAPS) {
                *kept += u16::from(minutes % step == 0);
            }
        }
    }

    /// The coarsest step that four of five remembered times keep.
    fn width(&self) -> f64 {
        let all = u32::from(self.told);
        let step = HEAPS
            .into_iter()
            .zip(self.kept)
            .find(|(_, kept)| u32::from(*kept) * 5 >= all * 4);
        f64::from(step.map_or(1, |(step, _)| step))
    }
}
