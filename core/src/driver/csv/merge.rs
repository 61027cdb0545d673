//! What a night becomes that is both in the diary and in a file: what the file tells wins, what it leaves out stays.

use std::collections::{BTreeMap, BTreeSet};

use super::{ToldSession, details, whole_minutes};
use crate::app::SessionRecord;
use crate::diary::{Details, Entry, Onset};
use crate::driver::store::sessions::{Kept, Source};

/// The night with the file's fields laid over the diary's.
pub(crate) fn merge_entry(kept: &Entry, told: &Entry) -> Entry {
    Entry {
        night: kept.night,
        symptoms: told.symptoms.or(kept.symptoms),
        onset: merge_onset(kept.onset, told.onset),
        severity: told.severity.or(kept.severity),
        sleep_quality: told.sleep_quality.or(kept.sleep_quality),
        got_up: told.got_up.or(kept.got_up),
        // a file knows no seconds: the same minute is the same time
        bedtime: match (kept.bedtime, told.bedtime) {
            (Some(kept), Some(told)) if whole_minutes(kept) == told => Some(kept),
            (kept, told) => told.or(kept),
        },
        helped: told.helped.or(kept.helped),
        body_parts: if told.body_parts.is_empty() {
            kept.body_parts.clone()
        } else {
            told.body_parts.clone()
        },
        details: merge_details(&kept.details, &told.details),
        note: if told.note.is_empty() {
            kept.note.clone()
        } else {
            told.note.clone()
        },
    }
}

fn merge_details(kept: &Details, told: &Details) -> Details {
    Details {
        sides: filled(&kept.sides, &told.sides, BTreeMap::is_empty),
        situation: told.situation.or(kept.situation),
        rest_minutes: told.rest_minutes.or(kept.rest_minutes),
        relief: told.relief.or(kept.relief),
        walks: filled(&kept.walks, &told.walks, |told| {
            told.is_empty() || details::same_walks(&kept.walks, told)
        }),
        daytime: told.daytime.or(kept.daytime),
        sleepiness: told.sleepiness.or(kept.sleepiness),
        mood: told.mood.or(kept.mood),
        triggers: told.triggers.clone().or_else(|| kept.triggers.clone()),
        tags: filled(&kept.tags, &told.tags, BTreeSet::is_empty),
    }
}

fn filled<T: Clone>(kept: &T, told: &T, is_empty: impl Fn(&T) -> bool) -> T {
    if is_empty(told) { kept } else { told }.clone()
}

/// A file does not know which onsets were tapped at that very moment; the same time stays what it was.
fn merge_onset(kept: Option<Onset>, told: Option<Onset>) -> Option<Onset> {
    match (kept, told) {
        (Some(Onset::At { time: at, source }), Some(Onset::At { time, .. }))
            if whole_minutes(at) == time =>
        {
            Some(Onset::At { time: at, source })
        }
        (kept, told) => told.or(kept),
    }
}

/// What an import does to one session of a night.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SessionChange {
    Add(ToldSession),
    /// The file tells another length of a session that was told before.
    Correct {
        kept: SessionRecord,
        minutes: u16,
    },
    /// Told before, and no longer in the file's list.
    Remove(SessionRecord),
}

/// A file that tells sessions of a night tells all of them; ones Lull drove stay as measured.
pub(crate) fn merge_sessions(kept: &[Kept], told: &[ToldSession]) -> Vec<SessionChange> {
    if told.is_empty() {
        return Vec::new();
    }
    let mut unmatched: Vec<&Kept> = kept.iter().filter(|kept| kept.is_history()).collect();
    let mut changes = Vec::new();
    for session in told {
        let same_start = |kept: &&Kept| whole_minutes(kept.record.start_wall) == session.start;
        let exact = unmatched
            .iter()
            .position(|kept| same_start(kept) && kept.record.minutes == session.minutes);
        let Some(index) = exact.or_else(|| unmatched.iter().position(same_start)) else {
            changes.push(SessionChange::Add(*session));
            continue;
        };
        let found = unmatched.remove(index);
        match found.source {
            Source::Driven => {}
            Source::Imported if found.record.minutes == session.minutes => {}
            Source::Imported => changes.push(SessionChange::Correct {
                kept: found.record.clone(),
                minutes: session.minutes,
            }),
        }
    }
    let told_before = unmatched
        .into_iter()
        .filter(|kept| kept.source == Source::Imported)
        .map(|kept| SessionChange::Remove(kept.record.clone()));
    changes.extend(told_before);
    changes
}
