//! One person's nights taken in one after the other: what is believed, and the onset planned with, night by night.
//!
//! The guard on movement lives here, outside the model: a plan moves from one night to the next only so far. All of it is
//! by the body's clock: a flight moves a reminder by as much as it moves the clock, at once, and no belief with it.

use jiff::civil::Date;

use crate::settings::Settings;
use crate::time::{Night, minutes_after_noon};

use super::belief::{Belief, Forecast};
use super::body_clock::BodyClock;
use super::habits::Habits;
use super::past::{Heaps, PastNight};
use super::prior::Prior;

/// The quantile planned with. Below the median because a reminder after the onset is worse than an early one.
const PLANNED_SHARE: f64 = 0.2;
/// Most minutes a plan may move from one night to the next: a person plans their evening around it. Earlier goes faster,
/// because late is worse than early.
pub(super) const EARLIER_MOST: f64 = 45.0;
pub(super) const LATER_MOST: f64 = 30.0;
/// Nights over which these limits are followed back; a plan that was held back has caught up long before.
const STEPS_BACK: i32 = 32;
/// After so many nights in a row without a log, further ones change nothing.
const GAP_MOST: u16 = 45;

/// What is known after so many nights, and what was planned with on the last of them.
#[derive(Clone, Debug)]
pub(super) struct Learner {
    body: BodyClock,
    belief: Belief,
    habits: Habits,
    heaps: Heaps,
    onsets: u16,
    treated: u16,
    /// The night that comes next; `None` before the first.
    next: Option<Night>,
    /// Nights in a row without a log.
    silent: u16,
    /// From this night on plans move in steps; earlier ones are not looked at.
    steps_from: Night,
    /// The onset planned with last, in minutes after noon by the body's clock; `None` until steps begin.
    planned: Option<f64>,
    /// The first guess, in minutes after noon.
    guess: f64,
}

/// One night as it is expected, by the clock that counts.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    /// `None` as long as no onset is known.
    forecast: Option<Forecast>,
    /// How much later than others such a night is.
    pub(super) usual: f64,
    /// Minutes by which onsets come later because the body's clock has not caught up; earlier when negative.
    pub(super) body_ahead: f64,
    /// The same of the night before.
    pub(super) body_was_ahead: f64,
    /// What the plan of the night before counted with.
    pub(super) yesterday: f64,
    /// The onset the diary asks to count with.
    pub(super) wanted: f64,
    /// The onset the plan counts with.
    pub(super) planned: f64,
}

impl Learner {
    /// Before any night. `nights` are the first and the last of those that will be taken in.
    pub(super) fn new(
        settings: &Settings,
        nights: Option<(Night, Night)>,
        body: &BodyClock,
    ) -> Self {
        let (habits, prior) = (Habits::new(settings), Prior::ordinary(settings));
        let guess = f64::from(minutes_after_noon(prior.onset));
        let steps_from = nights.map_or(Night::new(Date::MIN), |(_, last)| last.plus(-STEPS_BACK));
        Self {
            body: body.clone(),
            belief: Belief::new(guess, prior.error),
            habits,
            heaps: Heaps::default(),
            onsets: 0,
            treated: 0,
            next: None,
            silent: 0,
            steps_from,
            planned: nights
                .is_none_or(|(first, _)| first >= steps_from)
                .then_some(guess),
            guess,
        }
    }

    /// Onsets seen so far.
    pub(super) fn onsets(&self) -> u16 {
        self.onsets
    }

    /// Nights whose onset a session probably delayed or took away; 0 where sessions probably do nothing.
    pub(super) fn moved_by_sessions(&self) -> u16 {
        if self.treated > 0 && self.belief.sessions_matter() > 0.5 {
            self.treated
        } else {
            0
        }
    }

    /// Lets nights pass until `night` is the next one.
    pub(super) fn advance(&mut self, night: Night) {
        let Some(next) = self.next else {
            self.next = Some(night);
            return;
        };
        for passing in 0..night.since(next) {
            if self.silent == GAP_MOST {
                break;
            }
            self.silent += 1;
            self.step(next.plus(passing));
            self.night_passes();
        }
        self.next = Some(night.max(next));
    }

    /// A first guess does not wander.
    fn night_passes(&mut self) {
        if self.onsets > 0 {
            self.belief.night_passes();
        }
    }

    /// Plans a night that has passed, as far as plans move from it.
    fn step(&mut self, night: Night) {
        if night >= self.steps_from {
            let expected = self.expect(night);
            self.planned = Some(expected.planned - expected.body_ahead);
        }
    }

    /// What a night is expected to be, once all before it have passed.
    ///
    /// As long as no onset is known there is only the person's word, which is about the clock that counts.
    pub(super) fn expect(&self, night: Night) -> Expected {
        let usual = self.habits.expected(night);
        let forecast = (self.onsets > 0).then(|| self.forecast(self.body.doubt(night)));
        let (body_ahead, body_was_ahead) = if forecast.is_some() {
            (self.body.ahead(night), self.body.ahead(night.plus(-1)))
        } else {
            (0.0, 0.0)
        };
        let wanted = forecast.as_ref().map_or(self.guess, |forecast| {
            forecast.quantile(PLANNED_SHARE) + usual
        });
        let yesterday = self.planned.unwrap_or(wanted);
        let planned = wanted
            .max(yesterday - EARLIER_MOST)
            .min(yesterday + LATER_MOST);
        Expected {
            forecast,
            usual,
            body_ahead,
            body_was_ahead,
            yesterday: yesterday + body_was_ahead,
            wanted: wanted + body_ahead,
            planned: planned + body_ahead,
        }
    }

    /// `doubt` is what a journey adds to the scatter.
    fn forecast(&self, doubt: f64) -> Forecast {
        let scatter = self.habits.scatter();
        self.belief.tonight(if doubt > 0.0 {
            (scatter * scatter + doubt * doubt).sqrt()
        } else {
            scatter
        })
    }

    /// Takes in a logged night.
    pub(super) fn learn(&mut self, seen: &PastNight) {
        self.advance(seen.night);
        self.step(seen.night);
        self.heaps.learn(seen);
        let explained = self.habits.known(seen);
        if let Some((onset, _)) = seen.onset {
            self.onsets += 1;
            // a delayed onset would teach that late evenings are later than they are, and a journey is no habit
            let is_moved = seen.is_treated() && self.belief.sessions_matter() >= 0.5;
            if !is_moved && !seen.is_jet_lagged() {
                let before = self.forecast(0.0);
                self.habits
                    .learn_onset(seen, seen.by_the_body(onset), &before);
            }
        }
        if let Some(evidence) = seen.evidence(explained, &self.heaps) {
            self.belief.learn(evidence);
        }
        self.treated += u16::from(seen.may_be_moved());
        if !seen.is_jet_lagged() {
            self.habits.learn_bedtime(seen);
        }
        self.night_passes();
        self.silent = 0;
        self.next = Some(seen.night.plus(1));
    }
}

impl Expected {
    /// The minute before which that share of such nights begins, once an onset is known.
    pub(super) fn at(&self, share: f64) -> Option<f64> {
        let forecast = self.forecast.as_ref()?;
        Some(forecast.quantile(share) + self.usual + self.body_ahead)
    }
}
