//! What the nights show: how a stretch of nights was, week by week, and nights with a session beside nights without.

use serde::Serialize;

use crate::diary::spread::{Difference, Scores, Spread, difference, slope};
use crate::diary::told::{Told, ToldNight};
use crate::time::Night;

/// Fewest nights on either side before the two sides are compared.
pub const SIDE_MIN_NIGHTS: u32 = 5;
/// How often an interval may miss.
const LEVEL: f64 = 0.05;

/// A stretch of nights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trends {
    pub from: Night,
    pub to: Night,
    /// Nights of the stretch.
    pub nights: u32,
    pub all: NightGroup,
    /// Sevens of nights, oldest first; the last ends with `to`, the first may be shorter.
    pub weeks: Vec<Week>,
    /// The whole hours around the weeks' middle halves of onset, one at least: where a chart of them begins and ends.
    pub onset_scale: Option<Scale>,
    /// How onset moved, in minutes a week, over the medians of the weeks; negative is earlier. From three weeks on.
    pub onset_minutes_per_week: Option<f64>,
    pub with_session: NightGroup,
    pub without_session: NightGroup,
    /// Severity on nights with a session minus nights without. Not a measure of what sessions do: a bad evening may be
    /// why there was one, or why there was none.
    pub beside: Option<Difference>,
    pub sessions: Sessions,
}

/// What a group of nights was like.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NightGroup {
    /// Nights about which something was said.
    pub logged: u32,
    pub with_symptoms: u32,
    pub without_symptoms: u32,
    /// Minutes after noon.
    pub onset: Option<Spread>,
    /// Minutes from onset to lights-out; negative when symptoms began after it.
    pub onset_before_bed: Option<Spread>,
    /// 0 to 10; a night without symptoms is a 0.
    pub severity: Option<Spread>,
    pub mean_severity: Option<f64>,
    /// 0 worst to 10 best.
    pub sleep: Option<Spread>,
    pub mean_sleep: Option<f64>,
    /// Times got up.
    pub got_up: Option<Spread>,
    /// Nights the person got up at least once.
    pub nights_up: u32,
    /// Days with symptoms while sitting still.
    pub daytime: u32,
    /// Minutes at rest before symptoms began.
    pub rest: Option<Spread>,
}

/// Seven nights, fewer at the start of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Week {
    pub from: Night,
    pub to: Night,
    pub nights: u32,
    pub group: NightGroup,
    pub sessions: u32,
}

/// The ends of a chart, in minutes after noon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
}

/// Sessions of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sessions {
    pub count: u32,
    pub nights: u32,
    pub minutes: Option<Spread>,
    /// Sessions that began before symptoms did, and after; counted where an onset is known.
    pub before_onset: u32,
    pub after_onset: u32,
}

/// The trends of the nights from `from` to `to`, both included.
#[must_use]
pub fn trends(told: &Told, from: Night, to: Night) -> Trends {
    let nights = told.between(from, to);
    let (with, without): (Vec<&ToldNight>, Vec<&ToldNight>) =
        nights.iter().partition(|night| night.had_session());
    let (with_scores, without_scores) = (felt(&with), felt(&without));
    let enough =
        with_scores.nights() >= SIDE_MIN_NIGHTS && without_scores.nights() >= SIDE_MIN_NIGHTS;
    let weeks = weeks(told, from, to);
    Trends {
        from,
        to,
        nights: u32::try_from(to.since(from) + 1).unwrap_or(0),
        all: group(nights.iter()),
        onset_scale: onset_scale(&weeks),
        onset_minutes_per_week: drift(&weeks),
        weeks,
        with_session: group(with.iter().copied()),
        without_session: group(without.iter().copied()),
        beside: enough
            .then(|| difference(&with_scores, &without_scores, LEVEL))
            .flatten(),
        sessions: sessions(nights),
    }
}

/// What these nights were like.
pub fn group<'a>(nights: impl IntoIterator<Item = &'a ToldNight>) -> NightGroup {
    let nights: Vec<&ToldNight> = nights
        .into_iter()
        .filter(|night| night.is_logged())
        .collect();
    let severity = felt(&nights);
    let sleep = Scores::of(
        nights
            .iter()
            .filter_map(|night| night.entry.sleep_quality)
            .map(crate::diary::Score::value),
    );
    let ups: Vec<u8> = nights
        .iter()
        .filter_map(|night| night.entry.times_up())
        .collect();
    let counted = |matching: &dyn Fn(&ToldNight) -> bool| {
        let count = nights.iter().filter(|night| matching(night)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    NightGroup {
        logged: counted(&|_| true),
        with_symptoms: counted(&ToldNight::had_symptoms),
        without_symptoms: counted(&|night| {
            night.entry.symptoms == Some(crate::diary::Symptoms::None)
        }),
        onset: Spread::of(
            nights
                .iter()
                .filter_map(|night| night.onset())
                .map(f64::from),
        ),
        onset_before_bed: Spread::of(
            nights
                .iter()
                .filter_map(|night| Some(f64::from(night.bedtime()?) - f64::from(night.onset()?))),
        ),
        severity: severity.spread(),
        mean_severity: severity.mean(),
        sleep: sleep.spread(),
        mean_sleep: sleep.mean(),
        nights_up: u32::try_from(ups.iter().filter(|times| **times > 0).count()).unwrap_or(0),
        got_up: Spread::of(ups.into_iter().map(f64::from)),
        daytime: counted(&|night| night.entry.details.daytime == Some(crate::diary::Daytime::Yes)),
        rest: Spread::of(
            nights
                .iter()
                .filter_map(|night| night.entry.details.rest_minutes)
                .map(f64::from),
        ),
    }
}

fn felt(nights: &[&ToldNight]) -> Scores {
    Scores::of(nights.iter().filter_map(|night| night.felt()))
}

fn weeks(told: &Told, from: Night, to: Night) -> Vec<Week> {
    let mut weeks = Vec::new();
    let mut last = to;
    while last >= from {
        let first = last.plus(-6).max(from);
        let nights = told.between(first, last);
        weeks.push(Week {
            from: first,
            to: last,
            nights: u32::try_from(last.since(first) + 1).unwrap_or(0),
            group: group(nights),
            sessions: sessions(nights).count,
        });
        last = first.plus(-1);
    }
    weeks.reverse();
    weeks
}

fn onset_scale(weeks: &[Week]) -> Option<Scale> {
    const HOUR: f64 = 60.0;
    let onsets = || weeks.iter().filter_map(|week| week.group.onset);
    let earliest = onsets().map(|onset| onset.low).reduce(f64::min)?;
    let latest = onsets().map(|onset| onset.high).reduce(f64::max)?;
    let low = (earliest / HOUR).floor() * HOUR;
    let high = ((latest / HOUR).ceil() * HOUR).max(low + HOUR);
    Some(Scale { low, high })
}

fn drift(weeks: &[Week]) -> Option<f64> {
    let points: Vec<(f64, f64)> = weeks
        .iter()
        .filter_map(|week| {
            let since = f64::from(week.to.since(weeks.first()?.from));
            Some((since / 7.0, week.group.onset?.median))
        })
        .collect();
    (points.len() >= 3).then(|| slope(&points)).flatten()
}

fn sessions(nights: &[ToldNight]) -> Sessions {
    let all = || {
        nights
            .iter()
            .flat_map(|night| night.sessions.iter().map(move |session| (night, session)))
    };
    let counted = |matching: &dyn Fn(u16, u16) -> bool| {
        let count = all()
            .filter(|(night, session)| {
                let start = crate::time::minutes_after_noon(session.start);
                night.onset().is_some_and(|onset| matching(start, onset))
            })
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    Sessions {
        count: u32::try_from(all().count()).unwrap_or(u32::MAX),
        nights: u32::try_from(nights.iter().filter(|night| night.had_session()).count())
            .unwrap_or(u32::MAX),
        minutes: Spread::of(all().map(|(_, session)| f64::from(session.minutes))),
        before_onset: counted(&|start, onset| start < onset),
        after_onset: counted(&|start, onset| start >= onset),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn scale(onsets: &[Option<(f64, f64)>]) -> Option<(f64, f64)> {
        let night = Night::new(date(2026, 11, 20));
        let weeks = onsets.iter().map(|onset| Week {
            from: night,
            to: night,
            nights: 1,
            group: NightGroup {
                onset: onset.and_then(|(low, high)| {
                    let spread = Spread::of([low, high])?;
                    Some(Spread {
                        low,
                        high,
                        ..spread
                    })
                }),
                ..group(&[])
            },
            sessions: 0,
        });
        onset_scale(&weeks.collect::<Vec<_>>()).map(|scale| (scale.low, scale.high))
    }

    #[test]
    fn the_chart_of_onsets_holds_every_week_in_whole_hours_and_one_at_least() {
        assert_eq!(scale(&[None]), None);
        let spread = [Some((431.0, 482.0)), None, Some((475.0, 541.0))];
        assert_eq!(scale(&spread), Some((420.0, 600.0)));
        assert_eq!(scale(&[Some((480.0, 480.0))]), Some((480.0, 540.0)));
        // before noon of the next day, as after midnight
        assert_eq!(scale(&[Some((719.0, 721.0))]), Some((660.0, 780.0)));
    }
}
