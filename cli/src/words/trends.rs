//! Trends in words: plain, with their spread, and never more than the numbers carry.

use std::path::Path;

use lull_core::diary::associations::{Association, SIDE_MIN_NIGHTS, Seen};
use lull_core::diary::four_weeks::{ComparedWeek, FourWeeks, Verdict, WeekSeen};
use lull_core::diary::spread::{Difference, RARE, Spread};
use lull_core::diary::trends::{NightGroup, Trends, Week};
use lull_core::time::time_after_noon;

use super::{count, details, time};

pub(crate) const NOTHING_LOGGED: &str =
    "Nothing was logged in these nights. lull log begins; lull import reads a diary from a file.";
pub(crate) const WEEK_HEADER: &str =
    "  Week            Logged Symptoms  Started  Severity (mean)  Sleep  Up Sessions";
pub(crate) const BESIDE_HEADING: &str = "Nights with and without a session";
pub(crate) const FOUR_WEEKS_CAUTION: &str = "You against yourself, without anything to compare with: in trials, people with a sham \
    device improved by several points too. Neighbouring nights resemble each other, which makes chance look rarer than it is.";
pub(crate) const ASSOCIATIONS_HEADING: &str = "What went with better or worse nights";
pub(crate) const NO_ASSOCIATIONS: &str = "Too few nights yet: something is said from ten nights with and ten nights without on. \
    Log what the day held with lull log --triggers.";
pub(crate) const ASSOCIATIONS_CAUTION: &str = "These go together in your diary; that does not tell why. The intervals are wide \
    enough for having looked at several things at once.";

pub(crate) fn not_drawn(error: &dyn std::error::Error) -> String {
    format!("svg: the charts could not be drawn ({error}); none was written.")
}

pub(crate) fn written(file: &Path) -> String {
    format!("Written: {}", file.display())
}

/// `21:05`, of minutes after noon.
pub(crate) fn clock(minutes_after_noon: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1439"
    )]
    let minutes = minutes_after_noon.round().clamp(0.0, 1439.0) as u16;
    time(time_after_noon(minutes))
}

pub(crate) fn heading(trends: &Trends) -> String {
    format!(
        "{} to {}",
        count(trends.nights, "night", "nights"),
        super::night(trends.to)
    )
}

pub(crate) fn facts(trends: &Trends) -> Vec<(&'static str, String)> {
    let all = &trends.all;
    let mut facts = vec![(
        "Logged",
        format!(
            "{} of {}: {} with symptoms, {} without",
            all.logged,
            count(trends.nights, "night", "nights"),
            all.with_symptoms,
            all.without_symptoms
        ),
    )];
    if let Some(onset) = all.onset {
        let mut told = format!(
            "{}, half of the nights {} to {} ({})",
            clock(onset.median),
            clock(onset.low),
            clock(onset.high),
            count(onset.nights, "night", "nights")
        );
        if let Some(before) = all.onset_before_bed {
            told.push_str(&format!("; {}", before_bed(before.median)));
        }
        facts.push(("Started", told));
    }
    if let Some(drift) = trends.onset_minutes_per_week {
        facts.push(("Moving", moving(drift)));
    }
    facts.extend(
        all.severity
            .map(|spread| ("Severity", of_ten(spread, all.mean_severity))),
    );
    facts.extend(
        all.sleep
            .map(|spread| ("Sleep", of_ten(spread, all.mean_sleep))),
    );
    if all.got_up.is_some() {
        facts.push((
            "Got up",
            format!("on {}", count(all.nights_up, "night", "nights")),
        ));
    }
    if all.daytime > 0 {
        facts.push((
            "By day",
            format!("symptoms on {}", count(all.daytime, "day", "days")),
        ));
    }
    if let Some(rest) = all.rest {
        facts.push(("Rest before", format!("{:.0} min", rest.median)));
    }
    let sessions = &trends.sessions;
    if let Some(minutes) = sessions.minutes {
        facts.push((
            "Sessions",
            format!(
                "{} on {}, {:.0} min; where the start is known, {} began before symptoms and {} after",
                sessions.count,
                count(sessions.nights, "night", "nights"),
                minutes.median,
                sessions.before_onset,
                sessions.after_onset
            ),
        ));
    }
    facts
}

fn before_bed(minutes: f64) -> String {
    let (minutes, side) = if minutes < 0.0 {
        (-minutes, "after lights-out")
    } else {
        (minutes, "before lights-out")
    };
    format!("{:.0} min {side}", minutes)
}

fn moving(minutes_per_week: f64) -> String {
    match minutes_per_week.round() {
        0.0 => "start about the same from week to week".to_owned(),
        earlier if earlier < 0.0 => format!("start {:.0} min earlier a week", -earlier),
        later => format!("start {later:.0} min later a week"),
    }
}

fn of_ten(spread: Spread, mean: Option<f64>) -> String {
    format!(
        "{:.0} of 10, half of the nights {:.0} to {:.0}; mean {:.1}",
        spread.median,
        spread.low,
        spread.high,
        mean.unwrap_or(spread.median)
    )
}

/// `26 Oct - 1 Nov`.
pub(crate) fn week(week: &Week) -> String {
    let (from, to) = (week.from.date(), week.to.date());
    if from.month() == to.month() {
        format!(
            "{} - {} {:.3}",
            from.day(),
            to.day(),
            super::month(to.month())
        )
    } else {
        format!(
            "{} {:.3} - {} {:.3}",
            from.day(),
            super::month(from.month()),
            to.day(),
            super::month(to.month())
        )
    }
}

/// Ten cells for a score of 0 to 10.
pub(crate) fn bar(score: Option<f64>) -> String {
    let Some(score) = score else {
        return String::new();
    };
    (1..=10)
        .map(|cell| {
            if f64::from(cell) <= score.round() {
                '█'
            } else {
                '·'
            }
        })
        .collect()
}

pub(crate) fn side(group: &NightGroup) -> String {
    let number =
        |value: Option<f64>| value.map_or("not said".to_owned(), |mean| format!("{mean:.1}"));
    format!(
        "{}: severity {}, sleep {}",
        count(group.logged, "night", "nights"),
        number(group.mean_severity),
        number(group.mean_sleep)
    )
}

pub(crate) fn beside(trends: &Trends) -> String {
    match &trends.beside {
        None => "Too few nights on one side to compare them.".to_owned(),
        Some(beside) => format!(
            "Severity on nights with a session was typically {}: {}. A bad evening may be why there was a session, or why \
             there was none.",
            difference(beside),
            chance(beside.chance)
        ),
    }
}

/// `2 points lower (3 lower to 1 lower)`.
fn difference(difference: &Difference) -> String {
    let side = |points: f64| match points {
        0.0 => "the same".to_owned(),
        lower if lower < 0.0 => format!("{} lower", short(-lower)),
        higher => format!("{} higher", short(higher)),
    };
    let typical = match difference.points {
        0.0 => "the same".to_owned(),
        points => {
            let unit = if points.abs() == 1.0 {
                "point"
            } else {
                "points"
            };
            let way = if points < 0.0 { "lower" } else { "higher" };
            format!("{} {unit} {way}", short(points.abs()))
        }
    };
    format!(
        "{typical} ({} to {})",
        side(difference.low),
        side(difference.high)
    )
}

fn short(points: f64) -> String {
    if points.fract() == 0.0 {
        format!("{points:.0}")
    } else {
        format!("{points:.1}")
    }
}

fn chance(chance: f64) -> &'static str {
    if chance >= RARE {
        "this could be chance"
    } else {
        "chance alone would rarely do this"
    }
}

pub(crate) fn four_weeks_heading(check: &FourWeeks) -> String {
    format!(
        "Four-week check · first session {}",
        super::night(check.began)
    )
}

pub(crate) fn baseline(check: &FourWeeks) -> String {
    seen(&check.baseline)
}

fn seen(week: &WeekSeen) -> String {
    match (week.severity, week.mean_severity) {
        (Some(spread), Some(mean)) => format!(
            "severity {mean:.1} on average, {:.0} to {:.0} ({})",
            spread.least,
            spread.most,
            count(spread.nights, "night", "nights")
        ),
        (None, _) | (_, None) => "no severity was logged".to_owned(),
    }
}

pub(crate) fn compared(week: &ComparedWeek) -> String {
    let seen = format!(
        "{}, {}",
        seen(&week.seen),
        count(week.seen.session_nights, "session night", "session nights")
    );
    let told = match (&week.difference, week.verdict) {
        (_, Verdict::NotOver) => "the week is not over".to_owned(),
        (None, _) | (_, Verdict::TooFewNights) => "too few nights to compare".to_owned(),
        (Some(told), Verdict::CouldBeChance) => {
            format!("{}; this could be chance", difference(told))
        }
        (Some(told), Verdict::Lower | Verdict::Higher) => format!(
            "{} than the week before; chance alone would rarely do this",
            difference(told)
        ),
    };
    format!("{seen}: {told}")
}

pub(crate) fn association(one: &Association) -> String {
    let told = match one.seen {
        Seen::CouldBeChance => "this could be chance",
        Seen::Worse => "nights with it were worse",
        Seen::Milder => "nights with it were milder",
    };
    format!(
        "{}: severity {:.1} on {} with it, {:.1} on {} without; typically {}: {told}",
        details::trigger(one.trigger),
        one.mean_with,
        count(one.nights_with, "night", "nights"),
        one.mean_without,
        one.nights_without,
        difference(&one.difference),
    )
}

const _: () = assert!(SIDE_MIN_NIGHTS == 10, "NO_ASSOCIATIONS says ten");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_reads_with_its_interval_and_its_chance() {
        let told = Difference {
            points: -1.0,
            low: -2.0,
            high: 0.0,
            chance: 0.2,
            chance_of_100: 20,
        };
        assert_eq!(difference(&told), "1 point lower (2 lower to the same)");
        assert_eq!(chance(told.chance), "this could be chance");
        assert_eq!(chance(0.049), "chance alone would rarely do this");
    }

    #[test]
    fn a_bar_has_ten_cells_whatever_the_score() {
        for score in [0.0, 4.4, 4.5, 10.0] {
            assert_eq!(bar(Some(score)).chars().count(), 10);
        }
        assert_eq!(bar(Some(4.5)), "█████·····");
        assert_eq!(bar(None), "");
    }

    #[test]
    fn onsets_are_told_on_the_clock() {
        assert_eq!(clock(490.4), "20:10");
        assert_eq!(clock(750.0), "00:30");
    }
}
