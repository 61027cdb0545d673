//! How well a rule served: its loss against an oracle that knows each night's true distribution.

use std::time::Duration;

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use lull_core::diary::History;
use lull_core::time::{Night, Now, instant_of, minutes_after_noon};

use super::chance::{Chance, Subject};
use super::evening::Person;
use super::rules::{CountsWith, Rule, quantile};
use super::worlds::World;

/// The quantile of the loss: a minute late costs four times a minute early.
const QUANTILE: f64 = 0.2;
/// Nights lived, and those that count: by then a rule has had a fortnight to learn.
const NIGHTS: u32 = 90;
const COUNTED_FROM: u32 = 15;
/// So near to the oracle, for so many symptom nights in a row, a rule has converged.
const CONVERGED_MINUTES: f64 = 30.0;
const NEAR_IN_A_ROW: u32 = 5;

/// What one rule did in one world, over all its people.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    pub(crate) nights: u32,
    loss: f64,
    oracle_loss: f64,
    pub(crate) late: u32,
    early: Vec<f64>,
    intervals: u32,
    covered: u32,
    converged: Vec<f64>,
}

impl Score {
    /// Mean loss as a multiple of the oracle's.
    pub(crate) fn ratio(&self) -> f64 {
        self.loss / self.oracle_loss
    }

    /// Share of symptom nights on which the plan counted with a later onset than came.
    pub(crate) fn late_share(&self) -> f64 {
        f64::from(self.late) / f64::from(self.nights.max(1))
    }

    /// Median minutes by which the plan counted with an earlier onset than came.
    pub(crate) fn median_early(&self) -> f64 {
        quantile(self.early.clone(), 0.5)
    }

    /// Share of the 80 % intervals that held the untreated onset.
    pub(crate) fn coverage(&self) -> Option<f64> {
        (self.intervals > 0).then(|| f64::from(self.covered) / f64::from(self.intervals))
    }

    /// Median night from which on the rule was near the oracle; the last one where it never was.
    pub(crate) fn nights_to_converge(&self) -> f64 {
        quantile(self.converged.clone(), 0.5)
    }

    /// Takes in another group's nights.
    pub(crate) fn add(&mut self, other: Self) {
        self.nights += other.nights;
        self.loss += other.loss;
        self.oracle_loss += other.oracle_loss;
        self.late += other.late;
        self.early.extend(other.early);
        self.intervals += other.intervals;
        self.covered += other.covered;
        self.converged.extend(other.converged);
    }

    fn cover(&mut self, interval: Option<(u16, u16)>, onset: f64) {
        if let Some((low, high)) = interval {
            let inside = onset >= f64::from(low) && onset <= f64::from(high);
            self.intervals += 1;
            self.covered += u32::from(inside);
        }
    }

    fn count(&mut self, planned: f64, onset: f64, oracle: f64) {
        self.nights += 1;
        self.loss += pinball(planned, onset);
        self.oracle_loss += pinball(oracle, onset);
        self.late += u32::from(planned > onset);
        self.early.push(onset - planned);
    }
}

/// One night as a picture shows it; minutes after noon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    pub(crate) number: u32,
    /// The untreated onset, where symptoms would have come.
    pub(crate) untreated: Option<f64>,
    pub(crate) logged: Option<u16>,
    pub(crate) planned: f64,
    pub(crate) interval: Option<(u16, u16)>,
}

fn pinball(planned: f64, onset: f64) -> f64 {
    if planned > onset {
        (1.0 - QUANTILE) * (planned - onset)
    } else {
        QUANTILE * (onset - planned)
    }
}

/// Who lives in a world.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who {
    /// People who differ in their level and bedtime only.
    Alike,
    /// People who differ in everything but what the world is about.
    Strangers,
}

/// Lets `people` persons of a world live by a rule.
pub(crate) fn score(world: &World, who: Who, rule: Rule, people: u32, seed: u64) -> Score {
    let mut score = Score::default();
    let of_all = oracle_offset(world);
    for person in 0..people {
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(u64::from(person));
        match who {
            Who::Alike => live(world, rule, seed, of_all, &mut score),
            Who::Strangers => {
                let world = world.stranger(seed);
                live(&world, rule, seed, oracle_offset(&world), &mut score)
            }
        };
    }
    score
}

/// One person's nights under Lull, for a picture.
pub(crate) fn nights_shown(world: &World, seed: u64) -> Vec<Shown> {
    live(world, Rule::Learnt, seed, 0.0, &mut Score::default())
}

fn live(world: &World, rule: Rule, seed: u64, oracle: f64, score: &mut Score) -> Vec<Shown> {
    let person = Person::new(world, seed, Night::new(date(2026, 2, 2)));
    let mut history = History {
        clocks: world.clocks(person.first_night),
        ..History::default()
    };
    let mut shown = Vec::new();
    let mut convergence = Convergence::default();
    for number in 1..=NIGHTS {
        let evening = person.evening(world, number);
        let now = afternoon(evening.night);
        let CountsWith { onset, interval } =
            rule.counts_with(evening.night, &history, &person.settings, &now);
        let best = evening.centre + oracle;
        if evening.symptoms {
            convergence.take(number, (onset - best).abs() <= CONVERGED_MINUTES);
            if number >= COUNTED_FROM {
                score.count(onset, evening.untreated, best);
                score.cover(interval, evening.untreated);
            }
        }
        let lead = f64::from(person.settings.lead_minutes);
        let lived = person.lives(world, &evening, onset - lead);
        shown.push(Shown {
            number,
            untreated: evening.symptoms.then_some(evening.untreated),
            logged: lived
                .as_ref()
                .and_then(|night| night.onset)
                .map(|(time, _)| minutes_after_noon(time)),
            planned: onset,
            interval,
        });
        history.nights.extend(lived);
    }
    score
        .converged
        .push(f64::from(convergence.night.unwrap_or(NIGHTS)));
    shown
}

/// The night from which on a rule was near the oracle five times in a row.
#[derive(Clone, Copy, Debug, Default)]
struct Convergence {
    near: u32,
    since: u32,
    night: Option<u32>,
}

impl Convergence {
    fn take(&mut self, number: u32, is_near: bool) {
        if !is_near {
            self.near = 0;
            return;
        }
        if self.near == 0 {
            self.since = number;
        }
        self.near += 1;
        if self.near == NEAR_IN_A_ROW && self.night.is_none() {
            self.night = Some(self.since);
        }
    }
}

/// The moment the plan of a night is asked for: the day before it, when all earlier nights are known.
fn afternoon(night: Night) -> Now {
    let at = instant_of(night.wall(time(14, 0, 0, 0)), &TimeZone::UTC);
    Now::new(at, TimeZone::UTC, Duration::ZERO)
}

/// Where the 0.2 quantile of a night lies from its centre: drawn, because bedtime and a skewed spread add up.
fn oracle_offset(world: &World) -> f64 {
    let draws = (1..=20_000)
        .map(|draw| {
            let chance = Chance(4_242);
            let noise = if world.skewed {
                chance.waiting(draw, Subject::Onset) - 1.0
            } else {
                chance.normal(draw, Subject::Onset)
            };
            world.spread * noise
                + world.coupling * world.bedtime_spread * chance.normal(draw, Subject::Bedtime)
        })
        .collect();
    quantile(draws, QUANTILE)
}
