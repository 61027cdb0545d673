//! What tonight's untreated onset may be: a mixture of bells, and its quantiles.

use super::super::bell::share_below;
use super::SPREADS;
use super::axis::Axis;

/// A weight that may be left out.
const SLIGHT: f64 = 1e-4;

/// The distribution of one night's onset.
#[derive(Clone, Debug)]
pub(in super::super) struct Forecast {
    parts: Vec<Part>,
    whole: f64,
    /// The mean level.
    pub(in super::super) level: f64,
    pub(in super::super) level_variance: f64,
    /// Variance of single nights around the level.
    pub(in super::super) scatter: f64,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    level: f64,
    /// One over the spread.
    scale: f64,
    weight: f64,
}

impl Forecast {
    pub(super) fn new<'a>(
        axis: Axis,
        families: impl Iterator<Item = &'a [f64]>,
        extra: f64,
    ) -> Self {
        let mut cells = vec![0.0; SPREADS.len() * axis.levels];
        for weights in families {
            for by_spread in weights.chunks_exact(cells.len()) {
                for (cell, weight) in cells.iter_mut().zip(by_spread) {
                    *cell += weight;
                }
            }
        }
        let slight = SLIGHT * cells.iter().sum::<f64>();
        let mut parts = Vec::with_capacity(cells.len());
        let (mut whole, mut mean, mut square, mut scatter) = (0.0, 0.0, 0.0, 0.0);
        for (spread, row) in SPREADS.iter().zip(cells.chunks_exact(axis.levels)) {
            let scale = 1.0 / (spread * spread + extra * extra).sqrt();
            for (level, weight) in row
                .iter()
                .enumerate()
                .filter(|(_, weight)| **weight > slight)
            {
                let at = axis.at(level);
                whole += weight;
                mean += weight * at;
                square += weight * at * at;
                scatter += weight * spread * spread;
                parts.push(Part {
                    level: at,
                    scale,
                    weight: *weight,
                });
            }
        }
        let level = mean / whole;
        Self {
            parts,
            whole,
            level,
            level_variance: (square / whole - level * level).max(0.0),
            scatter: scatter / whole,
        }
    }

    /// The minute before which that share of such nights begins, right to a ten-thousandth of them.
    pub(in super::super) fn quantile(&self, share: f64) -> f64 {
        let wanted = share * self.whole;
        let near = 1e-4 * self.whole;
        let reach = 1.0 + (self.level_variance + self.scatter).sqrt();
        let (mut low, mut high) = (self.level - 2.0 * reach, self.level + 2.0 * reach);
        let (mut under, mut over) = (self.below(low) - wanted, self.below(high) - wanted);
        for _ in 0..16 {
            if under > 0.0 {
                (low, under) = (low - 4.0 * reach, self.below(low - 4.0 * reach) - wanted);
            }
            if over < 0.0 {
                (high, over) = (high + 4.0 * reach, self.below(high + 4.0 * reach) - wanted);
            }
        }
        // regula falsi; an end that stays put is believed half as much (the Illinois rule)
        let mut middle = low;
        for _ in 0..48 {
            middle = low + (high - low) * (under / (under - over)).clamp(0.0, 1.0);
            let miss = self.below(middle) - wanted;
            if miss.abs() <= near || high - low < 0.05 {
                break;
            }
            if miss < 0.0 {
                (low, under, over) = (middle, miss, over / 2.0);
            } else {
                (high, over, under) = (middle, miss, under / 2.0);
            }
        }
        middle
    }

    fn below(&self, minute: f64) -> f64 {
        self.parts
            .iter()
            .map(|part| part.weight * share_below((minute - part.level) * part.scale))
            .sum()
    }
}
