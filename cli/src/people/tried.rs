//! Two ways to plan that were tried and lost, kept so that the comparison can be run again.

use lull_core::diary::{History, Symptoms};
use lull_core::time::{Night, minutes_after_noon};

/// The standard normal's 0.2 quantile.
const FIFTH: f64 = -0.8416;

/// A running 0.2 quantile with forgetting: every onset weighs 0.95 of the next one. Three onsets in a row on one side
/// of the older half of them start it anew.
pub(crate) fn tracker(onsets: &[f64], prior: f64) -> f64 {
    let mut kept: Vec<f64> = Vec::new();
    for onset in onsets {
        kept.push(*onset);
        let newest = &kept[kept.len().saturating_sub(3)..];
        let older = &kept[..kept.len() - newest.len()];
        let beyond = |late: bool| {
            newest.iter().all(|new| {
                older
                    .iter()
                    .filter(|old| if late { *old < new } else { *old > new })
                    .count()
                    * 10
                    >= older.len() * 9
            })
        };
        if older.len() >= 8 && (beyond(true) || beyond(false)) {
            kept = newest.to_vec();
        }
    }
    if onsets.len() < 5 {
        return prior;
    }
    let mut weight = 1.0;
    let mut weighed: Vec<(f64, f64)> = kept
        .iter()
        .rev()
        .map(|onset| {
            weight *= 0.95;
            (*onset, weight)
        })
        .collect();
    weighed.sort_by(|one, other| one.0.total_cmp(&other.0));
    let whole: f64 = weighed.iter().map(|(_, weight)| weight).sum();
    let mut below = 0.0;
    for (onset, weight) in &weighed {
        below += weight;
        if below >= 0.2 * whole {
            return *onset;
        }
    }
    prior
}

/// Level and trend; an onset after a session, or none after one, says only "not before the session", which moves the
/// level to the mean of the truncated bell and shrinks nothing.
pub(crate) fn kalman(history: &History, prior: f64, night: Night) -> f64 {
    let (mut level, mut trend) = (prior, 0.0);
    let (mut level_variance, mut covariance, mut trend_variance) = (8_100.0_f64, 0.0_f64, 0.5_f64);
    let mut noise = 1_600.0_f64;
    let mut onsets = 0_u32;
    let mut last: Option<Night> = None;
    for seen in &history.nights {
        let passed = last.map_or(1, |last| seen.night.since(last));
        last = Some(seen.night);
        for _ in 0..passed {
            level += trend;
            level_variance += 2.0 * covariance + trend_variance + 9.0;
            covariance += trend_variance;
            trend_variance += 0.01;
        }
        let session = seen
            .sessions
            .iter()
            .map(|session| f64::from(minutes_after_noon(session.start)))
            .reduce(f64::min);
        let onset = seen
            .onset
            .map(|(time, _)| f64::from(minutes_after_noon(time)));
        let variance = level_variance + noise;
        let surprise = match (onset, session) {
            (Some(onset), _) => {
                onsets += 1;
                Some(onset - level)
            }
            (None, Some(start)) if seen.symptoms == Some(Symptoms::None) => {
                // mean excess of a bell cut off at the session: a rough one, which is enough for a rule that lost
                let low = (start - level) / variance.sqrt();
                (low > 0.0).then_some(low * variance.sqrt())
            }
            (None, Some(_) | None) => None,
        };
        if let Some(surprise) = surprise {
            let (gain, gain_trend) = (level_variance / variance, covariance / variance);
            level += gain * surprise;
            trend += gain_trend * surprise;
            trend_variance -= gain_trend * covariance;
            covariance -= gain * covariance;
            level_variance -= gain * level_variance;
            noise += 0.06 * ((surprise * surprise).min(9.0 * variance) - level_variance - noise);
            noise = noise.max(60.0);
        }
    }
    if onsets < 5 {
        return prior;
    }
    let ahead = f64::from(last.map_or(1, |last| night.since(last)));
    level + ahead * trend + FIFTH * (level_variance + noise).sqrt()
}
