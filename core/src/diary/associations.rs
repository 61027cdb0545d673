//! What went with better or worse nights: only with enough nights on both sides, with an interval, and corrected for
//! having looked at many things at once. An association, nothing more: a bad day may bring both the coffee and the legs.

use serde::Serialize;

use crate::diary::Trigger;
use crate::diary::spread::{Difference, RARE, Scores, difference, holm};
use crate::diary::told::Told;
use crate::time::Night;

/// Fewest nights with, and fewest without, before anything is said.
pub const SIDE_MIN_NIGHTS: u32 = 10;

/// One trigger's nights beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Association {
    pub trigger: Trigger,
    pub nights_with: u32,
    pub nights_without: u32,
    pub mean_with: f64,
    pub mean_without: f64,
    /// Severity with minus without; the interval is as wide as looking at several triggers asks.
    pub difference: Difference,
    /// How often chance alone would give such a difference somewhere among the triggers looked at (Holm 1979).
    pub corrected_chance: f64,
    pub seen: Seen,
}

/// What can be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    CouldBeChance,
    /// Nights with it were worse.
    Worse,
    /// Nights with it were milder.
    Milder,
}

/// Triggers with enough nights on both sides, the least likely to be chance first. Only nights on which the person was
/// asked count.
#[must_use]
pub fn associations(told: &Told, from: Night, to: Night) -> Vec<Association> {
    let nights: Vec<_> = told
        .between(from, to)
        .iter()
        .filter_map(|night| Some((night.entry.details.triggers.as_ref()?, night.felt()?)))
        .collect();
    let sides: Vec<(Trigger, Scores, Scores)> = Trigger::ALL
        .into_iter()
        .map(|trigger| {
            let side = |with: bool| {
                Scores::of(
                    nights
                        .iter()
                        .filter(|(triggers, _)| triggers.contains(&trigger) == with)
                        .map(|(_, felt)| *felt),
                )
            };
            (trigger, side(true), side(false))
        })
        .filter(|(_, with, without)| {
            with.nights() >= SIDE_MIN_NIGHTS && without.nights() >= SIDE_MIN_NIGHTS
        })
        .collect();
    let looked_at = u32::try_from(sides.len()).unwrap_or(u32::MAX).max(1);
    let level = RARE / f64::from(looked_at);
    let found: Vec<_> = sides
        .iter()
        .filter_map(|(trigger, with, without)| {
            let difference = difference(with, without, level)?;
            Some((*trigger, with, without, difference))
        })
        .collect();
    let chances: Vec<f64> = found.iter().map(|found| found.3.chance).collect();
    let mut told: Vec<Association> = found
        .into_iter()
        .zip(holm(&chances))
        .filter_map(|((trigger, with, without, difference), corrected_chance)| {
            let (mean_with, mean_without) = (with.mean()?, without.mean()?);
            Some(Association {
                trigger,
                nights_with: with.nights(),
                nights_without: without.nights(),
                mean_with,
                mean_without,
                seen: match difference.points {
                    points if corrected_chance >= RARE || points == 0.0 => Seen::CouldBeChance,
                    points if points > 0.0 => Seen::Worse,
                    _ => Seen::Milder,
                },
                difference,
                corrected_chance,
            })
        })
        .collect();
    told.sort_by(|a, b| a.corrected_chance.total_cmp(&b.corrected_chance));
    told
}
