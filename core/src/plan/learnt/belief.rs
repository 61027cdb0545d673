//! What is believed of a person's untreated onset, night by night: a grid over level, spread, trend and what sessions do.
//!
//! Every combination of the four carries a weight. A night multiplies each weight by how likely the combination makes
//! what was logged; between nights, levels wander a little, follow their trend, and rarely jump.

use super::shape::share_below;

/// Spreads considered, in minutes: standard deviations of single nights.
const SPREADS: [f64; 5] = [10.0, 18.0, 32.0, 56.0, 100.0];
const SPREAD_PRIOR: [f64; 5] = [0.12, 0.24, 0.3, 0.24, 0.1];
/// Trends considered, in minutes a night.
const TRENDS: [f64; 3] = [-2.7, 0.0, 2.7];
const TREND_PRIOR: [f64; 3] = [0.06, 0.88, 0.06];
/// What sessions before the onset may do to it, in families: levels and spreads are learnt for each family by itself,
/// because the same log means another level when sessions delay and when they do not.
const FAMILIES: [(f64, &[Effect]); 3] = [
    (0.5, &[Effect::new(1.0, 0.0, 0.0, 0)]),
    (
        0.25,
        &[
            Effect::new(0.55, 0.9, 0.0, 0),
            Effect::new(0.45, 0.85, 0.1, 1),
        ],
    ),
    (
        0.25,
        &[
            Effect::new(0.5, 0.8, 0.5, 1),
            Effect::new(0.5, 0.9, 0.95, 1),
        ],
    ),
];
/// How far a level wanders from one night to the next: the standard deviation in minutes.
const WANDER: f64 = 2.2;
/// How often a level jumps to anywhere.
const JUMP: f64 = 0.004;
/// How often a night is like no other and tells nothing of the rest. Far more often than a jump: one far-off onset alone
/// is no news of a changed level, two are.
const ODD: f64 = 0.08;
/// An odd night's onset lies anywhere in so many minutes.
const ANY_TIME: f64 = 900.0;
/// How often trend and spread change into another.
const TREND_CHANGE: f64 = 0.01;
const SPREAD_CHANGE: f64 = 0.01;
/// Minutes between two levels of the grid, unless the diary spans too much.
const STEP: f64 = 6.0;
const LEVELS_MOST: f64 = 80.0;
/// Keeps a weight above nothing: nothing is impossible.
const TINY: f64 = 1e-9;
/// A weight that may be left out of tonight.
const SLIGHT: f64 = 2e-5;
/// Later than any night.
const NEVER: f64 = 9_999.0;
/// How fast old nights fade in the share of nights with symptoms.
const FADING: f64 = 0.99;

/// Delays considered, evenly between the two, in minutes.
const DELAYS: [(f64, f64); 2] = [(10.0, 100.0), (20.0, 200.0)];

/// One way in which sessions may act, and how far it is believed.
#[derive(Clone, Copy, Debug)]
struct Effect {
    weight: f64,
    /// Share of treated nights on which it does anything.
    works: f64,
    /// Of those, the share on which no symptoms come.
    removes: f64,
    /// Which of the delays there is else.
    delay: usize,
    /// Nights with and without symptoms, as if no session had been; older ones fade.
    symptoms: f64,
    quiet: f64,
}

impl Effect {
    const fn new(weight: f64, works: f64, removes: f64, delay: usize) -> Self {
        Self {
            weight,
            works,
            removes,
            delay,
            symptoms: 4.0,
            quiet: 1.0,
        }
    }
}

/// What one night says, in minutes after noon with the day's habits taken away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Evidence {
    pub(super) kind: Kind,
    /// Start of the night's first session.
    pub(super) session: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Symptoms, at that minute give or take half `width`, remembered with that error.
    Onset { at: f64, width: f64, error: f64 },
    /// Symptoms, nobody knows when.
    Symptoms,
    /// No symptoms.
    Quiet,
}

#[derive(Clone, Debug)]
pub(super) struct Belief {
    grid: Grid,
    families: Vec<Family>,
    /// Room to work in.
    row: Vec<f64>,
    onset: Vec<f64>,
    later: [Vec<f64>; DELAYS.len()],
    likely: Vec<f64>,
}

/// The levels considered.
#[derive(Clone, Copy, Debug)]
struct Grid {
    first: f64,
    step: f64,
    levels: usize,
}

#[derive(Clone, Debug)]
struct Family {
    /// By trend, spread and level, in this order from the slowest to the fastest. They add up to how far the family is
    /// believed.
    weights: Vec<f64>,
    /// Their weights add up to 1.
    effects: Vec<Effect>,
}

impl Belief {
    /// Before any night: around `centre`, give or take `error`, on a grid from `least` to `most`.
    pub(super) fn new(centre: f64, error: f64, least: f64, most: f64) -> Self {
        let span = most - least;
        let step = (span / LEVELS_MOST).max(STEP);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most a hundred"
        )]
        let levels = (span / step) as usize + 3;
        let prior: Vec<f64> = (0..levels)
            .map(|level| {
                let edge = least + (number(level) - 0.5) * step;
                share_below((edge + step - centre) / error) - share_below((edge - centre) / error)
                    + 1e-6
            })
            .collect();
        let families = FAMILIES.map(|(share, effects)| {
            let mut weights = Vec::with_capacity(TRENDS.len() * SPREADS.len() * levels);
            for trend in TREND_PRIOR {
                for spread in SPREAD_PRIOR {
                    weights.extend(prior.iter().map(|level| share * trend * spread * level));
                }
            }
            Family {
                weights,
                effects: effects.to_vec(),
            }
        });
        let room = || vec![0.0; SPREADS.len() * levels];
        let mut belief = Self {
            grid: Grid {
                first: least,
                step,
                levels,
            },
            families: families.into(),
            row: vec![0.0; levels],
            onset: room(),
            later: [room(), room()],
            likely: room(),
        };
        belief.normalise();
        belief
    }

    /// One night passes.
    pub(super) fn night_passes(&mut self) {
        for family in &mut self.families {
            family.night_passes(self.grid, &mut self.row);
        }
    }

    /// A night's log arrives.
    pub(super) fn learn(&mut self, evidence: Evidence) {
        match evidence.kind {
            Kind::Onset { at, width, error } => {
                let grid = self.grid;
                grid.between(at - width / 2.0, at + width / 2.0, error, &mut self.onset);
                for share in &mut self.onset {
                    *share = (1.0 - ODD) * *share + ODD * width / ANY_TIME;
                }
                if let Some(start) = evidence.session.filter(|start| *start < at) {
                    for (later, (least, most)) in self.later.iter_mut().zip(DELAYS) {
                        let low = (at - most).max(start);
                        grid.between(low, (at - least).max(low), 0.0, later);
                    }
                    for family in &mut self.families {
                        family.learn_treated(&self.onset, &self.later, width, &mut self.likely);
                    }
                } else {
                    for family in &mut self.families {
                        family.learn_untreated(&self.onset, &mut self.likely);
                    }
                }
            }
            Kind::Symptoms => {
                for family in &mut self.families {
                    family.learn_symptoms(evidence.session.is_some());
                }
            }
            Kind::Quiet => match evidence.session {
                Some(start) => {
                    self.grid.between(start, NEVER, 0.0, &mut self.onset);
                    for family in &mut self.families {
                        family.learn_quiet_after_session(&self.onset, &mut self.likely);
                    }
                }
                None => {
                    for family in &mut self.families {
                        family.learn_quiet();
                    }
                }
            },
        }
        self.normalise();
    }

    fn normalise(&mut self) {
        let whole: f64 = self
            .families
            .iter()
            .map(|family| sum(&family.weights))
            .sum();
        for family in &mut self.families {
            family.scale(1.0 / whole);
        }
    }

    /// What tonight may look like when, besides, onsets scatter by `extra`.
    pub(super) fn tonight(&self, extra: f64) -> Tonight {
        let Grid {
            first,
            step,
            levels,
        } = self.grid;
        let mut cells = vec![0.0; SPREADS.len() * levels];
        for family in &self.families {
            for by_spread in family.weights.chunks_exact(cells.len()) {
                for (cell, weight) in cells.iter_mut().zip(by_spread) {
                    *cell += weight;
                }
            }
        }
        let mut parts = Vec::new();
        let (mut mean, mut square, mut scatter) = (0.0, 0.0, 0.0);
        for (spread, row) in SPREADS.iter().zip(cells.chunks_exact(levels)) {
            let scale = 1.0 / (spread * spread + extra * extra).sqrt();
            for (level, weight) in row
                .iter()
                .enumerate()
                .filter(|(_, weight)| **weight > SLIGHT)
            {
                let at = first + number(level) * step;
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
        let whole: f64 = parts.iter().map(|part| part.weight).sum();
        let level = mean / whole;
        Tonight {
            parts,
            whole,
            level,
            level_variance: (square / whole - level * level).max(0.0),
            scatter: scatter / whole,
        }
    }

    /// How likely it is that sessions do something.
    pub(super) fn sessions_matter(&self) -> f64 {
        self.families[1..]
            .iter()
            .map(|family| sum(&family.weights))
            .sum()
    }
}

impl Grid {
    /// By spread and level: the share of nights between two minutes, seen with an error.
    fn between(self, low: f64, high: f64, error: f64, shares: &mut [f64]) {
        for (spread, row) in SPREADS.iter().zip(shares.chunks_exact_mut(self.levels)) {
            let scale = 1.0 / (spread * spread + error * error).sqrt();
            let (low, high) = ((low - self.first) * scale, (high - self.first) * scale);
            let step = self.step * scale;
            let mut moved = 0.0;
            for share in row {
                *share = share_below(high - moved) - share_below(low - moved);
                moved += step;
            }
        }
    }
}

impl Family {
    fn night_passes(&mut self, grid: Grid, old: &mut [f64]) {
        let levels = grid.levels;
        let slab = SPREADS.len() * levels;
        mix(&mut self.weights, slab, &TREND_PRIOR, TREND_CHANGE);
        let wandering = WANDER * WANDER / (2.0 * grid.step * grid.step);
        for (trend, by_spread) in TRENDS.iter().zip(self.weights.chunks_exact_mut(slab)) {
            let moved = trend / grid.step;
            let keep = 1.0 - JUMP;
            let up = keep * (moved.max(0.0) + wandering);
            let down = keep * ((-moved).max(0.0) + wandering);
            let stays = keep - up - down;
            for row in by_spread.chunks_exact_mut(levels) {
                let anywhere = JUMP * sum(row) / number(levels);
                old.copy_from_slice(row);
                for (new, old) in row[1..].iter_mut().zip(old.windows(3)) {
                    *new = anywhere + stays * old[1] + up * old[0] + down * old[2];
                }
                let last = levels - 1;
                row[0] = anywhere + (stays + down) * old[0] + down * old[1];
                row[last] = anywhere + (stays + up) * old[last] + up * old[last - 1];
            }
            mix(by_spread, levels, &SPREAD_PRIOR, SPREAD_CHANGE);
        }
    }

    /// An onset that no session came before.
    fn learn_untreated(&mut self, onset: &[f64], likely: &mut [f64]) {
        let mut come = 0.0;
        for effect in &mut self.effects {
            let come_here = effect.come();
            come += effect.weight * come_here;
            effect.weight *= come_here;
            effect.count(0.0);
        }
        for (likely, onset) in likely.iter_mut().zip(onset) {
            *likely = come * onset;
        }
        self.weigh(likely);
    }

    /// An onset after a session: untouched, or delayed from some moment since the session's start.
    fn learn_treated(
        &mut self,
        onset: &[f64],
        later: &[Vec<f64>; DELAYS.len()],
        width: f64,
        likely: &mut [f64],
    ) {
        let mean_onset = self.expected(onset);
        let mean_later = [self.expected(&later[0]), self.expected(&later[1])];
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
        for (place, likely) in likely.iter_mut().enumerate() {
            *likely = untouched * onset[place]
                + delayed[0] * later[0][place]
                + delayed[1] * later[1][place];
        }
        self.weigh(likely);
    }

    /// Symptoms came, nobody knows when.
    fn learn_symptoms(&mut self, treated: bool) {
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
    }

    /// No symptoms, and no session that could have taken them away.
    fn learn_quiet(&mut self) {
        let mut likely = 0.0;
        for effect in &mut self.effects {
            let here = 1.0 - effect.come();
            likely += effect.weight * here;
            effect.weight *= here + TINY;
            effect.count(1.0);
        }
        self.scale(likely + TINY);
    }

    /// No symptoms after a session: a quiet night, or an onset after the session's start that was taken away.
    fn learn_quiet_after_session(&mut self, after: &[f64], likely: &mut [f64]) {
        let mean = self.expected(after);
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
        for (likely, after) in likely.iter_mut().zip(after) {
            *likely = quiet + removed * after;
        }
        self.weigh(likely);
    }

    /// The mean of something known for every spread and level.
    fn expected(&self, shares: &[f64]) -> f64 {
        let mean: f64 = self
            .weights
            .chunks_exact(shares.len())
            .map(|by_spread| product(by_spread, shares))
            .sum();
        mean / (sum(&self.weights) + 1e-300)
    }

    fn weigh(&mut self, likely: &[f64]) {
        for by_spread in self.weights.chunks_exact_mut(likely.len()) {
            for (weight, likely) in by_spread.iter_mut().zip(likely) {
                *weight *= likely + TINY;
            }
        }
        let whole: f64 = self.effects.iter().map(|effect| effect.weight).sum();
        for effect in &mut self.effects {
            effect.weight /= whole;
        }
    }

    fn scale(&mut self, factor: f64) {
        for weight in &mut self.weights {
            *weight *= factor;
        }
        let whole: f64 = self.effects.iter().map(|effect| effect.weight).sum();
        for effect in &mut self.effects {
            effect.weight /= whole;
        }
    }
}

impl Effect {
    /// The share of nights on which symptoms come unless a session takes them away.
    fn come(&self) -> f64 {
        self.symptoms / (self.symptoms + self.quiet)
    }

    fn count(&mut self, quiet: f64) {
        self.symptoms = self.symptoms * FADING + 1.0 - quiet;
        self.quiet = self.quiet * FADING + quiet;
    }
}

/// Lets a share of the weights of parallel parts move to other parts, by their prior.
fn mix(weights: &mut [f64], part: usize, prior: &[f64], change: f64) {
    for place in 0..part {
        let whole: f64 = weights.iter().skip(place).step_by(part).sum();
        for (weight, prior) in weights.iter_mut().skip(place).step_by(part).zip(prior) {
            *weight += change * (whole * prior - *weight);
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

/// The distribution of one night's onset.
#[derive(Clone, Debug)]
pub(super) struct Tonight {
    parts: Vec<Part>,
    whole: f64,
    /// The mean level.
    pub(super) level: f64,
    pub(super) level_variance: f64,
    /// Variance of single nights around the level.
    pub(super) scatter: f64,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    level: f64,
    /// One over the spread.
    scale: f64,
    weight: f64,
}

impl Tonight {
    /// The minute before which that share of such nights begins, to a quarter of a minute, rounded down.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let (mut low, mut high) = (-512.0, 2_048.0);
        while high - low > 0.25 {
            let middle = (low + high) / 2.0;
            let mut below = 0.0;
            for part in &self.parts {
                below += part.weight * share_below((middle - part.level) * part.scale);
            }
            if below < share * self.whole {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// A small count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
fn number(count: usize) -> f64 {
    count as f64
}
