//! What is believed of a person's untreated onset: a grid over level, spread, trend and what sessions do.
//!
//! Every combination of the four carries a weight. A night multiplies each weight by how likely the combination makes
//! what was logged; between nights, levels wander a little, follow their trend, and rarely jump.

mod axis;
mod effect;
mod family;
mod forecast;

use self::axis::Axis;
use self::effect::{DELAYS, FAMILIES};
use self::family::{Family, NIGHTS_A_STEP, Room};
pub(super) use self::forecast::Forecast;
use super::bell::share_below;

/// Spreads considered, in minutes: standard deviations of single nights.
const SPREADS: [f64; 6] = [9.0, 15.0, 25.0, 42.0, 70.0, 115.0];
const SPREAD_PRIOR: [f64; 6] = [0.12, 0.19, 0.24, 0.22, 0.15, 0.08];
/// How often a night is like no other and tells nothing of the rest.
const ODD: f64 = 0.05;
/// An odd night's onset lies anywhere in so many minutes.
const ANY_TIME: f64 = 900.0;
/// Later than any night.
const NEVER: f64 = 9_999.0;
/// Before anything is known the grid reaches this far to both sides of the first guess, in its errors.
const FIRST_REACH: f64 = 1.6;
/// Levels considered reach this far beyond every onset seen, in minutes. More on the early side: a session may hide what
/// lies before it.
const ROOM_BEFORE: f64 = 60.0;
const ROOM_AFTER: f64 = 40.0;
/// A family believed less than this is given up.
const GIVEN_UP: f64 = 1e-5;

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
    axis: Axis,
    families: Vec<Family>,
    /// Nights that passed since levels last moved.
    waiting: u8,
    room: Room,
}

impl Belief {
    /// Before any night: around `centre`, give or take `error`.
    pub(super) fn new(centre: f64, error: f64) -> Self {
        let axis = Axis::around(centre - FIRST_REACH * error, centre + FIRST_REACH * error);
        let prior: Vec<f64> = (0..axis.levels)
            .map(|level| axis.share_of(level, |edge| share_below((edge - centre) / error)) + 1e-6)
            .collect();
        let whole: f64 = prior.iter().sum();
        let families = FAMILIES
            .iter()
            .map(|(share, effects)| Family::new(share / whole, effects, &prior))
            .collect();
        Self {
            axis,
            families,
            waiting: 0,
            room: Room::for_levels(axis.levels),
        }
    }

    /// One night passes.
    pub(super) fn night_passes(&mut self) {
        self.waiting += 1;
        if self.waiting < NIGHTS_A_STEP {
            return;
        }
        self.waiting = 0;
        let believed: Vec<f64> = self.families.iter().map(Family::believed).collect();
        let whole: f64 = believed.iter().sum();
        for (family, believed) in self.families.iter_mut().zip(believed) {
            family.given_up |= believed < GIVEN_UP * whole;
            family.scale(1.0 / whole);
            family.nights_pass(self.axis.levels, &mut self.room);
        }
        self.families.retain(|family| !family.given_up);
    }

    /// A night's log arrives.
    pub(super) fn learn(&mut self, evidence: Evidence) {
        match evidence.kind {
            Kind::Onset { at, width, error } => {
                self.learn_onset(at, width, error, evidence.session);
            }
            Kind::Symptoms => {
                for family in &mut self.families {
                    family.learn_symptoms(evidence.session.is_some());
                }
            }
            Kind::Quiet => match evidence.session {
                Some(start) => {
                    self.axis.between(start, NEVER, 0.0, &mut self.room.onset);
                    for family in &mut self.families {
                        family.learn_quiet_after_session(&mut self.room);
                    }
                }
                None => {
                    for family in &mut self.families {
                        family.learn_quiet();
                    }
                }
            },
        }
    }

    fn learn_onset(&mut self, at: f64, width: f64, error: f64, session: Option<f64>) {
        self.reach(at - ROOM_BEFORE, at + ROOM_AFTER);
        let (axis, room) = (self.axis, &mut self.room);
        axis.between(at - width / 2.0, at + width / 2.0, error, &mut room.onset);
        for share in &mut room.onset {
            *share = (1.0 - ODD) * *share + ODD * width / ANY_TIME;
        }
        let Some(start) = session.filter(|start| *start < at) else {
            for family in &mut self.families {
                family.learn_untreated(room);
            }
            return;
        };
        if self.families.iter().any(Family::has_effect) {
            for (later, (least, most)) in room.later.iter_mut().zip(DELAYS) {
                let low = (at - most).max(start);
                axis.between(low, (at - least).max(low), 0.0, later);
            }
        }
        for family in &mut self.families {
            family.learn_treated(width, room);
        }
    }

    /// Makes the grid reach so far. What was not looked at so far was as unlikely as a jump to it.
    fn reach(&mut self, low: f64, high: f64) {
        let (before, after) = self.axis.missing(low, high);
        if before + after > 0 {
            for family in &mut self.families {
                family.grow(self.axis.levels, before, after);
            }
            self.axis.grow(before, after);
            self.room = Room::for_levels(self.axis.levels);
        }
    }

    /// What tonight may look like when, besides, onsets scatter by `extra`.
    pub(super) fn tonight(&self, extra: f64) -> Forecast {
        Forecast::new(self.axis, self.families.iter().map(Family::weights), extra)
    }

    /// How likely it is that sessions do something.
    pub(super) fn sessions_matter(&self) -> f64 {
        let (mut whole, mut matter) = (0.0, 0.0);
        for family in &self.families {
            let believed = family.believed();
            whole += believed;
            if family.has_effect() {
                matter += believed;
            }
        }
        matter / whole
    }
}

/// A small count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
fn number(count: usize) -> f64 {
    count as f64
}
