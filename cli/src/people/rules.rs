//! What a person could go by instead of Lull, and Lull itself, behind one question: when do the legs start tonight?

use lull_core::diary::History;
use lull_core::plan::{self, Plan};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, minutes_after_noon};

use super::tried;

/// A way to choose tonight's reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    Learnt,
    /// Three hours before the usual bedtime.
    Bedtime,
    /// The first onset ever logged, for good: what a person would set an alarm to.
    Fixed,
    Mean,
    Median28,
    Fifth28,
    /// A quantile that forgets, and starts anew when three onsets in a row surprise it.
    Tracker,
    /// A Kalman filter of level and trend with censored updates.
    Kalman,
}

impl Rule {
    pub(crate) const BASELINES: [Self; 5] = [
        Self::Bedtime,
        Self::Fixed,
        Self::Mean,
        Self::Median28,
        Self::Fifth28,
    ];

    /// What was tried instead of the plan.
    pub(crate) const TRIED: [Self; 2] = [Self::Tracker, Self::Kalman];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Learnt => "learnt",
            Self::Bedtime => "bed - 3 h",
            Self::Fixed => "fixed",
            Self::Mean => "mean",
            Self::Median28 => "median 28",
            Self::Fifth28 => "20 % of 28",
            Self::Tracker => "tracker",
            Self::Kalman => "Kalman",
        }
    }

    /// For the head of a narrow column.
    pub(crate) fn short(self) -> &'static str {
        match self {
            Self::Learnt => "learnt",
            Self::Bedtime => "bed-3h",
            Self::Fixed => "fixed",
            Self::Mean => "mean",
            Self::Median28 => "med28",
            Self::Fifth28 => "q20/28",
            Self::Tracker => "track",
            Self::Kalman => "Kalman",
        }
    }

    /// What tonight's reminder counts with.
    pub(crate) fn counts_with(
        self,
        night: Night,
        history: &History,
        settings: &Settings,
        now: &Now,
    ) -> CountsWith {
        let prior = settings.usual_onset.map_or_else(
            || f64::from(minutes_after_noon(settings.usual_bedtime)) - 180.0,
            |said| f64::from(minutes_after_noon(said)),
        );
        let onsets = || -> Vec<f64> {
            history
                .nights
                .iter()
                .filter_map(|seen| seen.onset)
                .map(|(time, _)| f64::from(minutes_after_noon(time)))
                .collect()
        };
        let known = |wanted: usize, rule: fn(Vec<f64>) -> f64| {
            let onsets = onsets();
            if onsets.len() < 5 {
                prior
            } else {
                rule(onsets.into_iter().rev().take(wanted).collect())
            }
        };
        let onset = match self {
            Self::Learnt => {
                let plan = plan::for_night(night, history, settings, now);
                return CountsWith::plan(&plan, settings);
            }
            Self::Bedtime => prior,
            Self::Fixed => onsets().first().copied().unwrap_or(prior),
            Self::Mean => known(usize::MAX, |all| {
                all.iter().sum::<f64>() / f64::from(u32::try_from(all.len()).unwrap_or(1))
            }),
            Self::Median28 => known(28, |all| quantile(all, 0.5)),
            Self::Fifth28 => known(28, |all| quantile(all, 0.2)),
            Self::Tracker => tried::tracker(&onsets(), prior),
            Self::Kalman => tried::kalman(history, prior, night),
        };
        CountsWith {
            onset,
            interval: None,
        }
    }
}

/// The onset a reminder counts with, which is reminder plus lead, and where 8 of 10 onsets are expected. Minutes after
/// noon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CountsWith {
    pub(crate) onset: f64,
    pub(crate) interval: Option<(u16, u16)>,
}

impl CountsWith {
    fn plan(plan: &Plan, settings: &Settings) -> Self {
        let onset = plan.remind.map_or_else(
            || f64::from(minutes_after_noon(plan.onset)),
            |remind| f64::from(minutes_after_noon(remind.time()) + settings.lead_minutes),
        );
        let interval = plan.interval.map(|interval| {
            (
                minutes_after_noon(interval.p10),
                minutes_after_noon(interval.p90),
            )
        });
        Self { onset, interval }
    }
}

/// The type 7 quantile; 0 of nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "an index into a short list"
)]
pub(crate) fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let position = share * values.len().saturating_sub(1) as f64;
    let below = position.floor() as usize;
    let lower = values.get(below).copied().unwrap_or_default();
    let upper = values.get(below + 1).copied().unwrap_or(lower);
    lower + (upper - lower) * (position - position.floor())
}
