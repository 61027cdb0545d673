//! Flags from iron tests, medicines, mood and what the person said of themselves.

use jiff::Span;
use jiff::civil::Date;

use super::{Advice, Evidence, Flag, FlagKind};
use crate::diary::spread::Scores;
use crate::diary::told::{Told, ToldNight};
use crate::diary::{Background, Score};
use crate::time::Night;

/// 75 ng/mL, in tenths.
const LOW_FERRITIN_TENTHS: u32 = 750;
/// 20 %, in tenths.
const LOW_TSAT_TENTHS: u32 = 200;
/// Logged nights before a missing iron test is mentioned (ours): nobody is asked on the first day.
const SETTLED_NIGHTS: usize = 14;

/// Low iron stores: in the latest test that tells it, ferritin at most 75 ng/mL or transferrin saturation below 20 %.
/// Source: good-practice statement of the AASM guideline 2024/25, which says of these cut-offs that they "have not been
/// empirically tested". Assays differ between makers; iron only with a doctor.
pub(super) fn low_iron(told: &Told) -> Option<Flag> {
    let ferritin = told.labs.iter().rfind(|lab| lab.ferritin_tenths.is_some());
    let tsat = told.labs.iter().rfind(|lab| lab.tsat_tenths.is_some());
    let low_ferritin = ferritin.filter(|lab| {
        lab.ferritin_tenths
            .is_some_and(|value| value <= LOW_FERRITIN_TENTHS)
    });
    let low_tsat = tsat.filter(|lab| lab.tsat_tenths.is_some_and(|value| value < LOW_TSAT_TENTHS));
    let date = [low_ferritin, low_tsat]
        .into_iter()
        .flatten()
        .map(|lab| lab.date)
        .max()?;
    Some(Flag {
        kind: FlagKind::LowIron,
        advice: Advice::Discuss,
        evidence: Evidence::Iron {
            date,
            ferritin_tenths: low_ferritin.and_then(|lab| lab.ferritin_tenths),
            tsat_tenths: low_tsat.and_then(|lab| lab.tsat_tenths),
        },
    })
}

/// Iron not tested for twelve months. Source: AASM guideline 2024/25 (test regularly in all patients with clinically
/// significant restless legs); twelve months is ours.
pub(super) fn iron_not_tested(told: &Told, today: Date) -> Option<Flag> {
    let logged = told.nights.iter().filter(|night| night.is_logged()).count();
    if logged < SETTLED_NIGHTS {
        return None;
    }
    let last = told.labs.iter().map(|lab| lab.date).max();
    let a_year_ago = today.saturating_sub(Span::new().years(1));
    last.is_none_or(|last| last < a_year_ago).then_some(Flag {
        kind: FlagKind::IronNotTested,
        advice: Advice::Discuss,
        evidence: Evidence::LastTest { date: last },
    })
}

/// Medicines taken today of a class that may make restless legs worse. Source: the clinical summary and the massage
/// article; the AASM guideline 2024/25 and Mayo Clinic Proceedings 2021 as cited by secondary sources. A topic, never a
/// reason to stop on one's own.
pub(super) fn medicines_that_may_worsen(told: &Told, today: Date) -> Vec<Flag> {
    told.medicines
        .iter()
        .filter(|medicine| medicine.class.may_worsen() && medicine.taken_on(today))
        .map(|medicine| Flag {
            kind: FlagKind::MedicineMayWorsen,
            advice: Advice::AskDoNotStop,
            evidence: Evidence::Medicine {
                name: medicine.name.clone(),
                class: medicine.class,
            },
        })
        .collect()
}

/// Persistent low mood: mood logged on at least 7 of the last 14 days with a median of 3 of 10 or less. Source: the
/// clinical summary (depression goes with restless legs); the numbers are ours, and no test for depression.
pub(super) fn low_mood(told: &Told, last_night: Night) -> Option<Flag> {
    let moods = told
        .last(14, last_night)
        .iter()
        .filter_map(|night: &ToldNight| night.entry.details.mood)
        .map(Score::value);
    let moods = Scores::of(moods);
    let median = moods.spread()?.median;
    (moods.nights() >= 7 && median <= 3.0).then_some(Flag {
        kind: FlagKind::LowMood,
        advice: Advice::TalkToSomebody,
        evidence: Evidence::Mood {
            days: moods.nights(),
            median,
        },
    })
}

/// Pregnancy: ask the obstetrician before sessions. Source: the massage article; makers' labels.
pub(super) fn pregnancy(told: &Told) -> Option<Flag> {
    told.for_doctor
        .background
        .contains(&Background::Pregnancy)
        .then_some(Flag {
            kind: FlagKind::Pregnancy,
            advice: Advice::Discuss,
            evidence: Evidence::Said,
        })
}
