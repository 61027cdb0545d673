//! Flags from how the nights were.

use super::{Advice, Evidence, Flag, FlagKind};
use crate::diary::Daytime;
use crate::diary::spread::Scores;
use crate::diary::told::{Told, ToldNight};
use crate::time::Night;

/// 17:00, in minutes after noon.
const FIVE_IN_THE_AFTERNOON: u16 = 300;
/// Sleep of 0 to 3 of 10 counts as prevented (ours).
const PREVENTED_SLEEP: u8 = 3;

/// Sleep prevented on most nights: at least 4 of the last 7 or 8 of the last 14 nights with sleep 0-3 of 10 and
/// symptoms. Source: the massage article this app began with (see a doctor "if symptoms prevent sleep most nights");
/// the numbers are ours.
pub(super) fn sleep_prevented(told: &Told, last_night: Night) -> Option<Flag> {
    let prevented = |night: &ToldNight| {
        night.had_symptoms()
            && night
                .entry
                .sleep_quality
                .is_some_and(|sleep| sleep.value() <= PREVENTED_SLEEP)
    };
    [(7, 4), (14, 8)].into_iter().find_map(|(of, least)| {
        let found = count(told.last(of, last_night), prevented);
        (found >= least).then(|| Flag {
            kind: FlagKind::SleepPrevented,
            advice: Advice::Discuss,
            evidence: Evidence::Nights {
                found,
                of: of.into(),
            },
        })
    })
}

/// Daytime symptoms when seated: on at least 2 of 14 days, said so or began before 17:00. Source: the massage article
/// (symptoms "during the day when seated"); more than half of moderate to severe patients have them more than 3 days a
/// week (Tzonova 2012). The count is ours.
pub(super) fn daytime_symptoms(told: &Told, last_night: Night) -> Option<Flag> {
    let by_day = |night: &ToldNight| {
        night.entry.details.daytime == Some(Daytime::Yes)
            || night
                .onset()
                .is_some_and(|onset| onset < FIVE_IN_THE_AFTERNOON)
    };
    let found = count(told.last(14, last_night), by_day);
    (found >= 2).then_some(Flag {
        kind: FlagKind::DaytimeSymptoms,
        advice: Advice::Discuss,
        evidence: Evidence::Nights { found, of: 14 },
    })
}

/// Up at night because of the legs on at least 2 nights a week, two weeks running. Source: the clinical summary
/// ("multiple nights per week"); at least twice a week with moderate distress is what a consensus calls clinically
/// significant (Mayo Clinic Proceedings 2021 algorithm).
pub(super) fn night_walking(told: &Told, last_night: Night) -> Option<Flag> {
    let up = |night: &ToldNight| night.entry.times_up().is_some_and(|times| times > 0);
    let this_week = count(told.last(7, last_night), up);
    let week_before = count(told.last(7, last_night.plus(-7)), up);
    (this_week >= 2 && week_before >= 2).then_some(Flag {
        kind: FlagKind::NightWalking,
        advice: Advice::Discuss,
        evidence: Evidence::Nights {
            found: this_week + week_before,
            of: 14,
        },
    })
}

/// No improvement after several weeks: four weeks with at least 5 session nights each, and mean severity less than one
/// point below the week before the first session (or the first week with sessions, where none was logged before).
/// Source: the massage article ("no improvement after several weeks of consistent use"); the numbers are ours.
pub(super) fn no_improvement(told: &Told, last_night: Night) -> Option<Flag> {
    const WEEKS: u32 = 4;
    let consistent = (0..4).all(|week| {
        let nights = told.last(7, last_night.plus(-7 * week));
        count(nights, ToldNight::had_session) >= 5
    });
    if !consistent {
        return None;
    }
    let began = told
        .nights
        .iter()
        .find(|night| night.had_session())?
        .night();
    let before = scores(told.between(began.plus(-7), began.plus(-1)));
    let before = if before.nights() >= 4 {
        before
    } else {
        scores(told.between(began, began.plus(6)))
    };
    let after = scores(told.last(7, last_night));
    if before.nights() < 4 || after.nights() < 4 {
        return None;
    }
    let (before, after) = (before.mean()?, after.mean()?);
    (before - after < 1.0).then_some(Flag {
        kind: FlagKind::NoImprovement,
        advice: Advice::Discuss,
        evidence: Evidence::Means {
            before,
            after,
            weeks: WEEKS,
        },
    })
}

/// Worse after sessions: in each of the last two weeks, nights with a session at least one point worse on average than
/// nights without, with at least two of either kind. Source: 21 CFR 882.5895 (labels of vibration devices must tell to
/// stop if symptoms become worse); the numbers are ours. Sessions may simply fall on bad evenings: stop and ask.
pub(super) fn worse_after_sessions(told: &Told, last_night: Night) -> Option<Flag> {
    let worse = |nights: &[ToldNight]| {
        let side = |with: bool| {
            let nights = nights.iter().filter(|night| night.had_session() == with);
            let scores = Scores::of(nights.filter_map(ToldNight::felt));
            scores.mean().filter(|_| scores.nights() >= 2)
        };
        let (with, without) = (side(true)?, side(false)?);
        (with - without >= 1.0).then_some((with, without))
    };
    let this_week = worse(told.last(7, last_night))?;
    let week_before = worse(told.last(7, last_night.plus(-7)))?;
    Some(Flag {
        kind: FlagKind::WorseAfterSessions,
        advice: Advice::StopAndAsk,
        evidence: Evidence::Sides {
            with: (this_week.0 + week_before.0) / 2.0,
            without: (this_week.1 + week_before.1) / 2.0,
        },
    })
}

fn scores(nights: &[ToldNight]) -> Scores {
    Scores::of(nights.iter().filter_map(ToldNight::felt))
}

fn count(nights: &[ToldNight], matching: impl Fn(&ToldNight) -> bool) -> u32 {
    let count = nights.iter().filter(|night| matching(night)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
