//! What of an onset is explained by the evening around it: a bedtime that moved, and the day of the week.
//!
//! Both are learnt from the diary. A bedtime shifts the onset by a share that is guessed at first and corrected by every
//! onset; which evenings are late ones is read from the bedtimes themselves, and what is left over for the evenings
//! before Saturday and Sunday is learnt besides.

use crate::time::{Night, minutes_after_noon};

use super::belief::Tonight;
use super::past::PastNight;

/// The share of a bedtime's shift that an onset follows, before anything is known, and how unsure that is.
const SHARE: f64 = 0.35;
const SHARE_ERROR: f64 = 0.3;
/// How far free evenings may differ beyond their bedtime, in minutes.
const FREE_EVENING_ERROR: f64 = 20.0;
/// Bedtimes further from the usual one than this teach nothing more.
const SHIFT_MOST: f64 = 150.0;
/// Bedtimes of ordinary nights scatter like this before any is known, which counts as so many nights.
const BEDTIME_VARIANCE: f64 = 400.0;
const BEDTIME_NIGHTS: f64 = 3.0;
/// Nights without a shift that each weekday starts with.
const WEEKDAY_NIGHTS: f64 = 2.0;
/// Variance of what memory adds, in square minutes.
const MEMORY_VARIANCE: f64 = 64.0;
/// An onset further off than so many standard deviations teaches no habit.
const ODD_DEVIATIONS: f64 = 3.0;

/// A person's evenings, as far as they explain onsets. Minutes throughout.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    usual_bedtime: f64,
    /// Sum and number of bedtime shifts of each weekday, from Monday.
    shifts: [(f64, f64); 7],
    /// Sum and number of squared differences from the weekday's own shift.
    scatter: (f64, f64),
    /// Share of a bedtime's shift, minutes of a free evening, and their covariance.
    share: f64,
    free: f64,
    share_variance: f64,
    covariance: f64,
    free_variance: f64,
}

impl Habits {
    pub(super) fn new(usual_bedtime: f64) -> Self {
        Self {
            usual_bedtime,
            shifts: [(0.0, WEEKDAY_NIGHTS); 7],
            scatter: (BEDTIME_VARIANCE * BEDTIME_NIGHTS, BEDTIME_NIGHTS),
            share: SHARE,
            free: 0.0,
            share_variance: SHARE_ERROR * SHARE_ERROR,
            covariance: 0.0,
            free_variance: FREE_EVENING_ERROR * FREE_EVENING_ERROR,
        }
    }

    /// How much later than the level an onset of such a night is expected.
    pub(super) fn expected(&self, night: Night) -> f64 {
        self.share * self.usual_shift(night) + self.free * free_evening(night)
    }

    /// The same for a night whose bedtime may be known.
    pub(super) fn known(&self, past: &PastNight) -> f64 {
        self.share * self.shift(past) + self.free * free_evening(past.night)
    }

    /// How much tonight's unknown bedtime adds to the scatter: a standard deviation.
    pub(super) fn scatter(&self) -> f64 {
        self.share.abs() * (self.scatter.0 / self.scatter.1).sqrt()
    }

    /// Takes in the bedtime of a night.
    pub(super) fn learn_bedtime(&mut self, past: &PastNight) {
        if past.bedtime.is_some() {
            let shift = self.shift(past);
            let odd = shift - self.usual_shift(past.night);
            self.scatter.0 += odd * odd;
            self.scatter.1 += 1.0;
            if let Some((sum, nights)) = self.shifts.get_mut(weekday(past.night)) {
                *sum += shift;
                *nights += 1.0;
            }
        }
    }

    /// Takes in an onset that no session can have moved. `expected` is what was believed before it.
    pub(super) fn learn_onset(&mut self, past: &PastNight, onset: f64, expected: &Tonight) {
        let (shift, free) = (self.shift(past), free_evening(past.night));
        let surprise = onset - expected.level - self.known(past);
        let of_share = self.share_variance * shift + self.covariance * free;
        let of_free = self.covariance * shift + self.free_variance * free;
        let variance = of_share * shift
            + of_free * free
            + expected.level_variance
            + expected.scatter
            + MEMORY_VARIANCE;
        if surprise * surprise > ODD_DEVIATIONS * ODD_DEVIATIONS * variance {
            return;
        }
        let (gain_share, gain_free) = (of_share / variance, of_free / variance);
        self.share = (self.share + gain_share * surprise).clamp(-0.2, 1.3);
        self.free += gain_free * surprise;
        self.share_variance -= gain_share * of_share;
        self.covariance -= gain_share * of_free;
        self.free_variance -= gain_free * of_free;
    }

    fn usual_shift(&self, night: Night) -> f64 {
        self.shifts
            .get(weekday(night))
            .map_or(0.0, |(sum, nights)| sum / nights)
    }

    fn shift(&self, past: &PastNight) -> f64 {
        past.bedtime.map_or_else(
            || self.usual_shift(past.night),
            |bedtime| {
                let shift = f64::from(minutes_after_noon(bedtime)) - self.usual_bedtime;
                shift.clamp(-SHIFT_MOST, SHIFT_MOST)
            },
        )
    }
}

fn weekday(night: Night) -> usize {
    usize::from(
        night
            .date()
            .weekday()
            .to_monday_zero_offset()
            .unsigned_abs(),
    )
}

/// 1 on the evenings before Saturday and Sunday.
fn free_evening(night: Night) -> f64 {
    if matches!(weekday(night), 4 | 5) {
        1.0
    } else {
        0.0
    }
}
