//! The levels that are looked at: evenly spaced minutes after noon, growing where onsets appear.

use super::super::bell::share_below;
use super::{SPREADS, number};

/// Minutes between two levels.
pub(super) const STEP: f64 = 6.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    first: f64,
    pub(super) levels: usize,
}

impl Axis {
    pub(super) fn around(low: f64, high: f64) -> Self {
        let first = (low / STEP).floor() * STEP;
        Self {
            first,
            levels: steps(high - first) + 1,
        }
    }

    pub(super) fn at(self, level: usize) -> f64 {
        self.first + number(level) * STEP
    }

    /// What lies around one level of something known below each minute.
    pub(super) fn share_of(self, level: usize, below: impl Fn(f64) -> f64) -> f64 {
        let edge = self.at(level) - STEP / 2.0;
        below(edge + STEP) - below(edge)
    }

    /// How many levels are missing before and after, to reach so far.
    pub(super) fn missing(self, low: f64, high: f64) -> (usize, usize) {
        let last = self.at(self.levels - 1);
        (steps(self.first - low), steps(high - last))
    }

    pub(super) fn grow(&mut self, before: usize, after: usize) {
        self.first -= number(before) * STEP;
        self.levels += before + after;
    }

    /// By spread and level: the share of nights between two minutes, seen with an error.
    pub(super) fn between(self, low: f64, high: f64, error: f64, shares: &mut [f64]) {
        for (spread, row) in SPREADS.iter().zip(shares.chunks_exact_mut(self.levels)) {
            let scale = 1.0 / (spread * spread + error * error).sqrt();
            let (low, high) = ((low - self.first) * scale, (high - self.first) * scale);
            let step = STEP * scale;
            let mut moved = 0.0;
            for share in row {
                *share = share_below(high - moved) - share_below(low - moved);
                moved += step;
            }
        }
    }
}

/// Steps that cover so many minutes; none for a negative distance.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a night has few steps"
)]
fn steps(minutes: f64) -> usize {
    (minutes / STEP).ceil().clamp(0.0, 1_000.0) as usize
}
