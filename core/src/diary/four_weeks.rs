//! The four-week check: the week before the first session, then four weeks with sessions, each beside that week.
//!
//! It compares a person with themselves. Without a sham to compare with, a drop of several points is as likely to be the
//! ordinary course of things or hope (in published trials the sham and placebo groups improved as much): the words say
//! so.

use serde::Serialize;

use crate::diary::spread::{Difference, RARE, Scores, Spread, difference};
use crate::diary::told::{Told, ToldNight};
use crate::time::Night;

/// Fewest nights with a severity for a week to be compared.
pub const WEEK_MIN_NIGHTS: u32 = 4;
/// How often an interval may miss.
const LEVEL: f64 = 0.05;

/// The check as far as it has come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FourWeeks {
    /// The night of the first session.
    pub began: Night,
    pub baseline: WeekSeen,
    /// Weeks 1 to 4, as many as have begun.
    pub weeks: Vec<ComparedWeek>,
}

/// One week's nights.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WeekSeen {
    pub from: Night,
    pub to: Night,
    pub mean_severity: Option<f64>,
    pub severity: Option<Spread>,
    pub mean_sleep: Option<f64>,
    pub session_nights: u32,
}

/// One week beside the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ComparedWeek {
    pub seen: WeekSeen,
    pub difference: Option<Difference>,
    pub verdict: Verdict,
}

/// What can be said of a week beside the baseline week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Fewer than four nights with a severity on one of the sides.
    TooFewNights,
    /// The week is not over.
    NotOver,
    CouldBeChance,
    Lower,
    Higher,
}

/// `None` before the first session.
#[must_use]
pub fn four_weeks(told: &Told, last_night: Night) -> Option<FourWeeks> {
    let began = told
        .nights
        .iter()
        .find(|night| night.had_session())?
        .night();
    let before = told.between(began.plus(-7), began.plus(-1));
    let baseline = scores(before);
    let weeks = (0..4)
        .map(|week| (began.plus(7 * week), began.plus(7 * week + 6)))
        .take_while(|(from, _)| *from <= last_night)
        .map(|(from, to)| {
            let nights = told.between(from, to);
            let scores = scores(nights);
            let enough = scores.nights() >= WEEK_MIN_NIGHTS && baseline.nights() >= WEEK_MIN_NIGHTS;
            let difference = enough
                .then(|| difference(&scores, &baseline, LEVEL))
                .flatten();
            ComparedWeek {
                seen: seen(from, to, nights),
                verdict: verdict(difference.as_ref(), to > last_night),
                difference,
            }
        })
        .collect();
    Some(FourWeeks {
        began,
        baseline: seen(began.plus(-7), began.plus(-1), before),
        weeks,
    })
}

fn verdict(difference: Option<&Difference>, running: bool) -> Verdict {
    match difference {
        _ if running => Verdict::NotOver,
        None => Verdict::TooFewNights,
        Some(difference) if difference.chance >= RARE || difference.points == 0.0 => {
            Verdict::CouldBeChance
        }
        Some(difference) if difference.points < 0.0 => Verdict::Lower,
        Some(_) => Verdict::Higher,
    }
}

fn scores(nights: &[ToldNight]) -> Scores {
    Scores::of(nights.iter().filter_map(ToldNight::felt))
}

fn seen(from: Night, to: Night, nights: &[ToldNight]) -> WeekSeen {
    let severity = scores(nights);
    let sleep = Scores::of(
        nights
            .iter()
            .filter_map(|night| night.entry.sleep_quality)
            .map(crate::diary::Score::value),
    );
    let with_session = nights.iter().filter(|night| night.had_session()).count();
    WeekSeen {
        from,
        to,
        mean_severity: severity.mean(),
        severity: severity.spread(),
        mean_sleep: sleep.mean(),
        session_nights: u32::try_from(with_session).unwrap_or(0),
    }
}
