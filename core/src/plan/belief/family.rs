//! One family of beliefs: its weights over trend, spread and level, and how nights change them.

use super::axis::STEP;
use super::effect::{DELAYS, Effect};
use super::{SPREAD_PRIOR, SPREADS, number};

/// Trends: earlier, none, later. A trend moves one level in so many nights, which is 3 minutes a night; moving whole
/// levels keeps what is known from blurring.
pub(super) const NIGHTS_A_STEP: u8 = 2;
const TREND_PRIOR: [f64; 3] = [0.1, 0.8, 0.1];
const PERIOD: f64 = NIGHTS_A_STEP as f64;
/// How often, each time levels move, a trend changes into another, and a spread.
const TREND_CHANGE: f64 = 0.003 * PERIOD;
const SPREAD_CHANGE: f64 = 0.004 * PERIOD;
/// How often a level jumps to anywhere, and to somewhere within [`NEAR`] levels.
const JUMP: f64 = 0.004 * PERIOD;
const JUMP_NEAR: f64 = 0.005 * PERIOD;
const NEAR: usize = 20;
const STAYS: f64 = 1.0 - TREND_CHANGE - SPREAD_CHANGE - JUMP - JUMP_NEAR;
/// A level wanders by 0.8 minutes a night, as a standard deviation: the share that goes one level up, and one down.
const WANDERS: f64 = PERIOD * 0.8 * 0.8 / (2.0 * STEP * STEP);
/// A night's minutes.
const NIGHT: f64 = 1440.0;
/// Keeps a weight above nothing: nothing is impossible.
const TINY: f64 = 1e-9;

#[derive(Clone, Debug)]
pub(super) struct Family {
    /// By trend, spread and level, in this order from the slowest to the fastest. They add up to how far the family is
    /// believed beside the others.
    weights: Vec<f64>,
    /// Their weights add up to 1.
    effects: Vec<Effect>,
    /// Not believed any more.
    pub(super) given_up: bool,
}

/// Room to work in, for all families; everything by spread and level.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// How likely tonight's onset is where no session changed it.
    pub(super) onset: Vec<f64>,
    /// The same where a session delayed it.
    pub(super) later: [Vec<f64>; DELAYS.len()],
    likely: Vec<f64>,
    /// Weights over all trends.
    all: Vec<f64>,
    /// By level: weights over all trends and spreads.
    levels: Vec<f64>,
    /// A row with one level more on both sides; also the sums of a row up to each level.
    row: Vec<f64>,
}

impl Room {
    pub(super) fn for_levels(levels: usize) -> Self {
        let room = || vec![0.0; SPREADS.len() * levels];
        Self {
            onset: room(),
            later: [room(), room()],
            likely: room(),
            all: room(),
            levels: vec![0.0; levels],
            row: vec![0.0; levels + 2],
        }
    }
}

impl Family {
    pub(super) fn new(share: f64, effects: &[Effect], prior: &[f64]) -> Self {
        let mut weights = Vec::with_capacity(TREND_PRIOR.len() * SPREADS.len() * prior.len());
        for trend in TREND_PRIOR {
            for spread in SPREAD_PRIOR {
                weights.extend(prior.iter().map(|level| share * trend * spread * level));
            }
        }
        Self {
            weights,
            effects: effects.to_vec(),
            given_up: false,
        }
    }

    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// How far this family is believed, beside the others.
    pub(super) fn believed(&self) -> f64 {
        sum(&self.weights)
    }

    /// Whether in this family sessions do anything at all.
    pub(super) fn has_effect(&self) -> bool {
        self.effects.iter().any(|effect| effect.works > 0.0)
    }

    pub(super) fn scale(&mut self, factor: f64) {
        for weight in &mut self.weights {
            *weight *= factor;
        }
    }

    pub(super) fn grow(&mut self, levels: usize, before: usize, after: usize) {
        let anywhere = self.believed() * JUMP * STEP / NIGHT;
        let mut grown = Vec::with_capacity(self.weights.len() / levels * (levels + before + after));
        let mut rows = self.weights.chunks_exact(levels);
        for trend in TREND_PRIOR {
            for spread in SPREAD_PRIOR {
                let outside = anywhere * trend * spread;
                grown.extend(std::iter::repeat_n(outside, before));
                grown.extend(rows.next().into_iter().flatten());
                grown.extend(std::iter::repeat_n(outside, after));
            }
        }
        self.weights = grown;
    }

    /// [`NIGHTS_A_STEP`] nights pass.
    pub(super) fn nights_pass(&mut self, levels: usize, room: &mut Room) {
        self.over_all_trends(&mut room.all);
        changes(levels, room);
        let slab = room.all.len();
        for (trend, by_spread) in self.weights.chunks_exact_mut(slab).enumerate() {
            let prior = TREND_PRIOR[trend];
            let rows = by_spread.chunks_exact_mut(levels);
            for (row, come) in rows.zip(room.all.chunks_exact(levels)) {
                // what lies at the edge stays there
                let old = &mut room.row;
                match trend {
                    0 => {
                        old[1..levels].copy_from_slice(&row[1..]);
                        old[levels] = 0.0;
                        old[1] += row[0];
                    }
                    1 => old[1..=levels].copy_from_slice(row),
                    _ => {
                        old[2..=levels].copy_from_slice(&row[..levels - 1]);
                        old[1] = 0.0;
                        old[levels] += row[levels - 1];
                    }
                }
                old[0] = old[1];
                old[levels + 1] = old[levels];
                for ((new, old), come) in row.iter_mut().zip(old.windows(3)).zip(come) {
                    let wandered = (1.0 - 2.0 * WANDERS) * old[1] + WANDERS * (old[0] + old[2]);
                    *new = STAYS * wandered + prior * come;
                }
            }
        }
    }

    /// An onset that no session came before.
    pub(super) fn learn_untreated(&mut self, room: &mut Room) {
        let mut come = 0.0;
        for effect in &mut self.effects {
            let come_here = effect.come();
            come += effect.weight * come_here;
            effect.weight *= come_here;
            effect.count(0.0);
        }
        for (likely, onset) in room.likely.iter_mut().zip(&room.onset) {
            *likely = come * onset;
        }
        self.weigh(&room.likely);
    }

    /// An onset after a session: untouched, or delayed from some moment since the session's start.
    pub(super) fn learn_treated(&mut self, width: f64, room: &mut Room) {
        if !self.has_effect() {
            self.learn_untreated(room);
            return;
        }
        self.over_all_trends(&mut room.all);
        let whole = sum(&room.all) + f64::MIN_POSITIVE;
        let mean_onset = product(&room.all, &room.onset) / whole;
        let mean_later = [0, 1].map(|delay: usize| product(&room.all, &room.later[delay]) / whole);
        let mut untouched = 0.0;
        let mut delayed = [0.0; DELAYS.len()];
        for effect in &mut self.effects {
            let come = effect.come();
            let (least, most) = DELAYS[effect.delay];
            let untouched_here = come * (1.0 - effect.works);
            let delayed_here =
                come * effect.works * (1.0 - effect.removes) * width / (most - least);
            untouched += effect.weight * untouched_here;
            delayed[effect.delay] += effect.weight * delayed_here;
            effect.weight *=
                untouched_here * mean_onset + delayed_here * mean_later[effect.delay] + TINY;
            effect.count(0.0);
        }
        let later = room.later[0].iter().zip(&room.later[1]);
        for ((likely, onset), later) in room.likely.iter_mut().zip(&room.onset).zip(later) {
            *likely = untouched * onset + delayed[0] * later.0 + delayed[1] * later.1;
        }
        self.weigh(&room.likely);
    }

    /// Symptoms came, nobody knows when.
    pub(super) fn learn_symptoms(&mut self, treated: bool) {
        let mut likely = 0.0;
        for effect in &mut self.effects {
            let removed = if treated {
                effect.works * effect.removes
            } else {
                0.0
            };
            let here = effect.come() * (1.0 - removed);
            likely += effect.weight * here;
            effect.weight *= here + TINY;
            effect.count(0.0);
        }
        self.scale(likely + TINY);
        self.even_out_effects();
    }

    /// No symptoms, and no session that could have taken them away.
    pub(super) fn learn_quiet(&mut self) {
        let mut likely = 0.0;
        for effect in &mut self.effects {
            let here = 1.0 - effect.come();
            likely += effect.weight * here;
            effect.weight *= here + TINY;
            effect.count(1.0);
        }
        self.scale(likely + TINY);
        self.even_out_effects();
    }

    /// No symptoms after a session: a quiet night, or an onset after the session's start, the room's onset, taken away.
    pub(super) fn learn_quiet_after_session(&mut self, room: &mut Room) {
        self.over_all_trends(&mut room.all);
        let mean = product(&room.all, &room.onset) / (sum(&room.all) + f64::MIN_POSITIVE);
        let (mut quiet, mut removed) = (0.0, 0.0);
        for effect in &mut self.effects {
            let quiet_here = 1.0 - effect.come();
            let removed_here = effect.come() * effect.works * effect.removes;
            quiet += effect.weight * quiet_here;
            removed += effect.weight * removed_here;
            let here = quiet_here + removed_here * mean + TINY;
            effect.weight *= here;
            effect.count(quiet_here / here);
        }
        for (likely, after) in room.likely.iter_mut().zip(&room.onset) {
            *likely = quiet + removed * after;
        }
        self.weigh(&room.likely);
    }

    fn over_all_trends(&self, all: &mut [f64]) {
        let mut slabs = self.weights.chunks_exact(all.len());
        if let (Some(one), Some(two), Some(three)) = (slabs.next(), slabs.next(), slabs.next()) {
            for (((all, one), two), three) in all.iter_mut().zip(one).zip(two).zip(three) {
                *all = one + two + three;
            }
        }
    }

    fn weigh(&mut self, likely: &[f64]) {
        for by_spread in self.weights.chunks_exact_mut(likely.len()) {
            for (weight, likely) in by_spread.iter_mut().zip(likely) {
                *weight *= likely + TINY;
            }
        }
        self.even_out_effects();
    }

    fn even_out_effects(&mut self) {
        let whole: f64 = self.effects.iter().map(|effect| effect.weight).sum();
        for effect in &mut self.effects {
            effect.weight /= whole;
        }
    }
}

/// Turns the weights over all trends into what comes to each spread and level from other trends, spreads and levels.
fn changes(levels: usize, room: &mut Room) {
    room.levels.fill(0.0);
    for row in room.all.chunks_exact(levels) {
        for (all, weight) in room.levels.iter_mut().zip(row) {
            *all += weight;
        }
    }
    let near = JUMP_NEAR / number(2 * NEAR + 1);
    for (prior, row) in SPREAD_PRIOR.iter().zip(room.all.chunks_exact_mut(levels)) {
        let mut whole = 0.0;
        room.row[0] = 0.0;
        for (sum, weight) in room.row[1..].iter_mut().zip(row.iter()) {
            whole += weight;
            *sum = whole;
        }
        let anywhere = JUMP * whole * STEP / NIGHT;
        for (level, weight) in row.iter_mut().enumerate() {
            let around =
                room.row[(level + NEAR + 1).min(levels)] - room.row[level.saturating_sub(NEAR)];
            *weight = TREND_CHANGE * *weight
                + SPREAD_CHANGE * prior * room.levels[level]
                + anywhere
                + near * around;
        }
    }
}

/// The sum, in an order that is fixed and that processors like.
fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let chunks = values.chunks_exact(8);
    let rest: f64 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    lanes.iter().sum::<f64>() + rest
}

fn product(left: &[f64], right: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (left, right) = (left.chunks_exact(8), right.chunks_exact(8));
    let rest: f64 = left
        .remainder()
        .iter()
        .zip(right.remainder())
        .map(|(a, b)| a * b)
        .sum();
    for (left, right) in left.zip(right) {
        for (lane, (left, right)) in lanes.iter_mut().zip(left.iter().zip(right)) {
            *lane += left * right;
        }
    }
    lanes.iter().sum::<f64>() + rest
}
