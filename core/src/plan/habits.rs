//! What of an onset is explained by the evening around it: a bedtime that moved, and the day of the week.
//!
//! Both are learnt from the diary by two small regressions. One learns which weekdays have late bedtimes; the other which
//! share of a bedtime's shift the onset follows, and what of each weekday is left over besides.

use jiff::civil::Date;

use crate::settings::Settings;
use crate::time::{Night, minutes_after_noon};

use super::belief::Forecast;
use super::past::PastNight;

/// The share of a bedtime's shift that an onset follows, before anything is known, and how unsure that is.
const SHARE: f64 = 0.4;
const SHARE_ERROR: f64 = 0.28;
/// How far onsets may differ beyond their bedtime, in minutes: on two free evenings in a row, on one weekday by itself.
const FREE_ONSET_ERROR: f64 = 8.0;
const DAY_ONSET_ERROR: f64 = 3.0;
/// The same of bedtimes, and how far all of them may be from the usual one.
const FREE_BEDTIME_ERROR: f64 = 40.0;
const DAY_BEDTIME_ERROR: f64 = 12.0;
const USUAL_BEDTIME_ERROR: f64 = 40.0;
/// How much the usual bedtime moves from night to night.
const BEDTIME_WANDER: f64 = 1.5;
/// Bedtimes further from the usual one than this teach nothing more.
const SHIFT_MOST: f64 = 150.0;
/// Bedtimes of ordinary nights scatter like this before any is known, which counts as so many nights.
const BEDTIME_VARIANCE: f64 = 500.0;
const BEDTIME_NIGHTS: f64 = 4.0;
/// Variance of what memory adds, in square minutes.
const MEMORY_VARIANCE: f64 = 64.0;
/// An onset further off than so many standard deviations teaches no habit.
const ODD_DEVIATIONS: f64 = 3.0;

/// Any week will do: weekdays are all that is asked of it.
const A_MONDAY: Date = Date::constant(2024, 1, 1);

/// One number of its own, then one for each weekday from Monday.
const NUMBERS: usize = 8;
type Numbers = [f64; NUMBERS];

/// A person's evenings, as far as they explain onsets. Minutes throughout.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    usual_bedtime: f64,
    /// Its own number: how much all bedtimes differ from the usual one.
    bedtimes: Regression,
    /// Sum and number of squared differences from the weekday's own bedtime.
    scatter: (f64, f64),
    /// Its own number: the share of a bedtime's shift.
    onsets: Regression,
}

impl Habits {
    /// Before any night: what the person said of their evenings.
    pub(super) fn new(settings: &Settings) -> Self {
        let usual_bedtime = f64::from(minutes_after_noon(settings.usual_bedtime));
        let usual_onset = settings.usual_onset.map(minutes_after_noon);
        let mut bedtimes = Regression::new(
            0.0,
            USUAL_BEDTIME_ERROR,
            FREE_BEDTIME_ERROR,
            DAY_BEDTIME_ERROR,
        );
        let mut onsets = Regression::new(SHARE, SHARE_ERROR, FREE_ONSET_ERROR, DAY_ONSET_ERROR);
        for days in 0..7 {
            let night = Night::new(A_MONDAY).plus(days);
            let said = settings.habits(night);
            let place = 1 + weekday(night);
            let late = f64::from(minutes_after_noon(said.bedtime)) - usual_bedtime;
            bedtimes.numbers[place] = late;
            if let (Some(usual), Some(onset)) = (usual_onset, said.onset.map(minutes_after_noon)) {
                let later = f64::from(onset) - f64::from(usual);
                onsets.numbers[place] = later - SHARE * late;
            }
        }
        Self {
            usual_bedtime,
            bedtimes,
            scatter: (BEDTIME_VARIANCE * BEDTIME_NIGHTS, BEDTIME_NIGHTS),
            onsets,
        }
    }

    /// How much later than the level an onset of such a night is expected.
    pub(super) fn expected(&self, night: Night) -> f64 {
        self.onsets
            .value(&features(self.bedtimes.of_day(night), night))
    }

    /// The same for a night whose bedtime may be known.
    pub(super) fn known(&self, past: &PastNight) -> f64 {
        self.onsets.value(&features(self.shift(past), past.night))
    }

    /// How much tonight's unknown bedtime adds to the scatter: a standard deviation.
    pub(super) fn scatter(&self) -> f64 {
        self.onsets.numbers[0].abs() * (self.scatter.0 / self.scatter.1).sqrt()
    }

    /// Takes in the bedtime of a night.
    pub(super) fn learn_bedtime(&mut self, past: &PastNight) {
        let Some(bedtime) = past.counted_bedtime() else {
            return;
        };
        let late = self.late(bedtime);
        let features = features(1.0, past.night);
        let odd = late - self.bedtimes.value(&features);
        let variance = self.scatter.0 / self.scatter.1;
        // what the weekday's own bedtime, not known yet, adds to the surprise is no scatter
        let unknown = self.bedtimes.variance(&features);
        self.scatter.0 += odd * odd * variance / (variance + unknown);
        self.scatter.1 += 1.0;
        self.bedtimes.covariance[0][0] += BEDTIME_WANDER * BEDTIME_WANDER;
        self.bedtimes.learn(&features, odd, variance);
    }

    /// Takes in an onset that no session can have moved. `expected` is what was believed before it.
    pub(super) fn learn_onset(&mut self, past: &PastNight, onset: f64, expected: &Forecast) {
        let features = features(self.shift(past), past.night);
        let surprise = onset - expected.level - self.onsets.value(&features);
        let variance = expected.level_variance + expected.scatter + MEMORY_VARIANCE;
        let most = ODD_DEVIATIONS * ODD_DEVIATIONS * (variance + self.onsets.variance(&features));
        if surprise * surprise <= most {
            self.onsets.learn(&features, surprise, variance);
            self.onsets.numbers[0] = self.onsets.numbers[0].clamp(-0.2, 1.3);
        }
    }

    /// By how much this night's bedtime differs from what is usual by now.
    fn shift(&self, past: &PastNight) -> f64 {
        past.counted_bedtime().map_or_else(
            || self.bedtimes.of_day(past.night),
            |bedtime| self.late(bedtime) - self.bedtimes.numbers[0],
        )
    }

    fn late(&self, bedtime: f64) -> f64 {
        (bedtime - self.usual_bedtime).clamp(-SHIFT_MOST, SHIFT_MOST)
    }
}

/// A Bayesian linear regression, learnt one night at a time.
#[derive(Clone, Debug)]
struct Regression {
    numbers: Numbers,
    covariance: [Numbers; NUMBERS],
}

impl Regression {
    /// `free` is what two free evenings in a row have in common: Friday and Saturday, or Saturday and Sunday.
    fn new(own: f64, own_error: f64, free: f64, day: f64) -> Self {
        let mut numbers = [0.0; NUMBERS];
        numbers[0] = own;
        let mut covariance = [[0.0; NUMBERS]; NUMBERS];
        for (place, row) in covariance.iter_mut().enumerate() {
            row[place] = day * day;
        }
        covariance[0][0] = own_error * own_error;
        for pair in [[5, 6], [6, 7]] {
            for one in pair {
                for other in pair {
                    covariance[one][other] += free * free / 1.5;
                }
            }
        }
        Self {
            numbers,
            covariance,
        }
    }

    fn of_day(&self, night: Night) -> f64 {
        self.numbers[1 + weekday(night)]
    }

    fn value(&self, features: &Numbers) -> f64 {
        product(&self.numbers, features)
    }

    fn variance(&self, features: &Numbers) -> f64 {
        product(&self.toward(features), features)
    }

    fn learn(&mut self, features: &Numbers, surprise: f64, noise: f64) {
        let toward = self.toward(features);
        let whole = product(&toward, features) + noise;
        for (number, along) in self.numbers.iter_mut().zip(toward) {
            *number += along * surprise / whole;
        }
        for (row, one) in self.covariance.iter_mut().zip(toward) {
            for (cell, other) in row.iter_mut().zip(toward) {
                *cell -= one * other / whole;
            }
        }
    }

    fn toward(&self, features: &Numbers) -> Numbers {
        self.covariance.map(|row| product(&row, features))
    }
}

fn features(own: f64, night: Night) -> Numbers {
    let mut features = [0.0; NUMBERS];
    features[0] = own;
    features[1 + weekday(night)] = 1.0;
    features
}

fn product(left: &Numbers, right: &Numbers) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// From Monday, which is 0.
fn weekday(night: Night) -> usize {
    usize::from(
        night
            .date()
            .weekday()
            .to_monday_zero_offset()
            .unsigned_abs()
            % 7,
    )
}
