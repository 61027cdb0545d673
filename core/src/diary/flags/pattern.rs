//! The evening pattern moved: earlier, further, stronger. Under a dopaminergic medicine that is how augmentation begins;
//! without one the same happens over years, so it is only called a changed pattern then.

use super::{Advice, Evidence, Flag, FlagKind, PatternShift};
use crate::diary::BodyPart;
use crate::diary::spread::{Scores, Spread};
use crate::diary::told::{Told, ToldNight};
use crate::time::Night;

/// Symptom nights that make "now", of those with a known onset.
const RECENT_NIGHTS: usize = 14;
/// How far back those may lie.
const RECENT_REACH: u16 = 42;
/// Nights before them that make "before".
const BASELINE_NIGHTS: u16 = 28;
/// Fewest onsets of the baseline (ours).
const BASELINE_MIN: u32 = 7;
/// Fewest of the recent nights that must be as much earlier.
const EARLIER_MIN: usize = 7;
const TWO_HOURS: f64 = 120.0;
const FOUR_HOURS: f64 = 240.0;

/// Median onset of the last 14 symptom nights at least 2 h earlier than in the 28 nights before them, on at least 7 of
/// them, a shift of bedtime taken off. Further signs: arms or trunk newly named, rest before symptoms halved, median
/// severity two points up. One sign is a note, two or an onset at least 4 h earlier a flag.
///
/// Source of the signs: RLS Foundation 2018 (more intense, shorter rest, earlier, spreading) and clinicians' summaries
/// (2-4 h earlier); how often: Allen 2011 (about 8 % a year). The counting rule is ours. Travel across zones is not
/// known here.
pub(super) fn changed(told: &Told, last_night: Night) -> Option<Flag> {
    let with_onset: Vec<&ToldNight> = told
        .last(RECENT_REACH, last_night)
        .iter()
        .filter(|night| night.had_symptoms() && night.onset().is_some())
        .collect();
    let recent = with_onset
        .get(with_onset.len().checked_sub(RECENT_NIGHTS)?..)
        .unwrap_or_default();
    let begin = recent.first()?.night();
    let before = told.last(BASELINE_NIGHTS, begin.plus(-1));
    let before: Vec<&ToldNight> = before.iter().filter(|night| night.had_symptoms()).collect();

    let onset_before = onsets(&before).filter(|onset| onset.nights >= BASELINE_MIN)?;
    let onset_now = onsets(recent)?;
    let bedtime_earlier = match (bedtimes(&before), bedtimes(recent)) {
        (Some(before), Some(now)) => (before.median - now.median).max(0.0),
        (None, _) | (_, None) => 0.0,
    };
    let earlier_minutes = onset_before.median - onset_now.median - bedtime_earlier;
    let as_early = recent
        .iter()
        .filter_map(|night| night.onset())
        .filter(|onset| onset_before.median - f64::from(*onset) - bedtime_earlier >= TWO_HOURS)
        .count();
    if earlier_minutes < TWO_HOURS || as_early < EARLIER_MIN {
        return None;
    }

    let shift = PatternShift {
        earlier_minutes,
        spread: reaches_further(recent) && !reaches_further(&before),
        shorter_rest: shorter_rest(&before, recent),
        stronger: stronger(&before, recent),
    };
    let others = [shift.spread, shift.shorter_rest, shift.stronger];
    let enough = earlier_minutes >= FOUR_HOURS || others.contains(&true);
    let dopaminergic = told.medicines.iter().any(|medicine| {
        medicine.class.is_dopaminergic()
            && recent
                .iter()
                .any(|night| medicine.taken_on(night.night().date()))
    });
    Some(Flag {
        kind: if dopaminergic {
            FlagKind::Augmentation
        } else {
            FlagKind::PatternChanged
        },
        advice: match (enough, dopaminergic) {
            (false, _) => Advice::Watch,
            (true, true) => Advice::AskDoNotStop,
            (true, false) => Advice::Discuss,
        },
        evidence: Evidence::Pattern { shift },
    })
}

fn onsets(nights: &[&ToldNight]) -> Option<Spread> {
    Spread::of(
        nights
            .iter()
            .filter_map(|night| night.onset())
            .map(f64::from),
    )
}

fn bedtimes(nights: &[&ToldNight]) -> Option<Spread> {
    Spread::of(
        nights
            .iter()
            .filter_map(|night| night.bedtime())
            .map(f64::from),
    )
}

fn reaches_further(nights: &[&ToldNight]) -> bool {
    nights.iter().any(|night| {
        let parts = &night.entry.body_parts;
        parts.contains(&BodyPart::Arms) || parts.contains(&BodyPart::Trunk)
    })
}

fn shorter_rest(before: &[&ToldNight], now: &[&ToldNight]) -> bool {
    let rest = |nights: &[&ToldNight]| {
        let minutes = nights
            .iter()
            .filter_map(|night| night.entry.details.rest_minutes);
        Spread::of(minutes.map(f64::from)).filter(|rest| rest.nights >= 3)
    };
    match (rest(before), rest(now)) {
        (Some(before), Some(now)) => before.median > 0.0 && now.median <= before.median / 2.0,
        (None, _) | (_, None) => false,
    }
}

fn stronger(before: &[&ToldNight], now: &[&ToldNight]) -> bool {
    let severity =
        |nights: &[&ToldNight]| Scores::of(nights.iter().filter_map(|night| night.felt())).spread();
    match (severity(before), severity(now)) {
        (Some(before), Some(now)) => now.median - before.median >= 2.0,
        (None, _) | (_, None) => false,
    }
}
