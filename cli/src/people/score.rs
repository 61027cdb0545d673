//! How well a rule served: its loss against an oracle that knows each night's true distribution.

use std::time::Duration;

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use lull_core::diary::History;
use lull_core::plan;
use lull_core::time::{Night, Now, instant_of, minutes_after_noon};

use super::chance::{Chance, Subject};
use super::evening::Person;
use super::rules::{Rule, quantile};
use super::worlds::World;

/// The quantile of the loss: a minute late costs four times a minute early.
const QUANTILE: f64 = 0.2;
/// Nights lived, and those that count: by then a rule has had a fortnight to learn.
const NIGHTS: u32 = 90;
const COUNTED_FROM: u32 = 15;

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

/// Lets `people` persons of a world live by a rule.
pub(crate) fn score(world: &World, rule: Rule, people: u32, seed: u64) -> Score {
    let mut score = Score::default();
    let oracle = oracle_offset(world);
    for person in 0..people {
        live(
            world,
            rule,
            seed.wrapping_mul(1_000_003) + u64::from(person),
            oracle,
            &mut score,
        );
    }
    score
}

/// One person's nights under Lull, for a picture.
pub(crate) fn nights_shown(world: &World, seed: u64) -> Vec<Shown> {
    live(world, Rule::Learnt, seed, 0.0, &mut Score::default())
}

fn live(world: &World, rule: Rule, seed: u64, oracle: f64, score: &mut Score) -> Vec<Shown> {
    let person = Person::new(world, seed, Night::new(date(2026, 2, 2)));
    let mut history = History::default();
    let mut shown = Vec::new();
    for number in 1..=NIGHTS {
        let evening = person.evening(world, number);
        let now = afternoon(evening.night);
        let planned = rule.onset(evening.night, &history, &person.settings, &now);
        let plan = (rule == Rule::Learnt)
            .then(|| plan::learnt::for_night(evening.night, &history, &person.settings, &now));
        let interval = plan.and_then(|plan| plan.interval).map(|interval| {
            (
                minutes_after_noon(interval.p10),
                minutes_after_noon(interval.p90),
            )
        });
        if evening.symptoms && number >= COUNTED_FROM {
            score.count(planned, evening.untreated, evening.centre + oracle);
            if let Some((low, high)) = interval {
                score.intervals += 1;
                let inside =
                    evening.untreated >= f64::from(low) && evening.untreated <= f64::from(high);
                score.covered += u32::from(inside);
            }
        }
        let lead = f64::from(person.settings.lead_minutes);
        let lived = person.lives(world, &evening, planned - lead);
        shown.push(Shown {
            number,
            untreated: evening.symptoms.then_some(evening.untreated),
            logged: lived
                .as_ref()
                .and_then(|night| night.onset)
                .map(|(time, _)| minutes_after_noon(time)),
            planned,
            interval,
        });
        history.nights.extend(lived);
    }
    shown
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
