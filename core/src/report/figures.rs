//! The table of the doctor's page: what the nights of the period amount to.

use std::collections::BTreeMap;

use super::words::{Words, clock, hours, whole, word};
use crate::diary::BodyPart;
use crate::diary::told::{Told, ToldNight};
use crate::diary::trends::{NightGroup, Trends};

/// Label and value of each row; a row without a value is left out.
pub(super) fn figures(
    told: &Told,
    nights: &[ToldNight],
    trends: &Trends,
    words: &Words,
) -> Vec<(String, String)> {
    let all = &trends.all;
    let mut lines = Vec::new();
    let mut add = |key: &str, value: String| lines.push((words.say(key, &[]), value));
    if all.logged > 0 {
        let a_week = f64::from(all.with_symptoms) * 7.0 / f64::from(all.logged);
        add(
            "symptom_nights",
            words.say(
                "symptom_nights.value",
                &[
                    &words.decimal(a_week),
                    &all.with_symptoms.to_string(),
                    &all.logged.to_string(),
                ],
            ),
        );
    }
    if let Some(onset) = all.onset {
        add(
            "onset",
            words.say(
                "onset.value",
                &[
                    &clock(onset.median),
                    &clock(onset.least),
                    &clock(onset.most),
                    &onset.nights.to_string(),
                ],
            ),
        );
    }
    if let Some(before) = all.onset_before_bed {
        let key = if before.median < 0.0 {
            "after_bed"
        } else {
            "before_bed"
        };
        add("onset_bed", words.say(key, &[&hours(before.median.abs())]));
    }
    if let Some(drift) = trends.onset_minutes_per_week {
        let minutes = drift.round();
        let told = format!("{:.0}", minutes.abs());
        add(
            "drift",
            match minutes {
                0.0 => words.say("drift.same", &[]),
                earlier if earlier < 0.0 => words.say("drift.earlier", &[&told]),
                _ => words.say("drift.later", &[&told]),
            },
        );
    }
    if let Some(severity) = all.severity {
        let (median, worst) = (whole(severity.median), whole(severity.most));
        add("severity", words.say("severity.value", &[&median, &worst]));
    }
    if let Some(sleep) = all.sleep {
        let (median, worst) = (whole(sleep.median), whole(sleep.least));
        add("sleep", words.say("sleep.value", &[&median, &worst]));
    }
    if let Some(up) = all.got_up.filter(|_| all.nights_up > 0) {
        let (nights, most) = (all.nights_up.to_string(), whole(up.most));
        add("got_up", words.say("got_up.value", &[&nights, &most]));
    }
    if all.daytime > 0 {
        add(
            "daytime",
            words.say("daytime.value", &[&all.daytime.to_string()]),
        );
    }
    if let Some(parts) = parts(told, nights, words) {
        add("where", parts);
    }
    if let Some(rest) = all.rest {
        add("rest", words.say("rest.value", &[&whole(rest.median)]));
    }
    if let Some(minutes) = trends.sessions.minutes {
        let sessions = &trends.sessions;
        add(
            "sessions",
            words.say(
                "sessions.value",
                &[
                    &sessions.count.to_string(),
                    &whole(minutes.median),
                    &sessions.before_onset.to_string(),
                    &sessions.after_onset.to_string(),
                ],
            ),
        );
        add("with", side(&trends.with_session, words));
        add("without", side(&trends.without_session, words));
    }
    if !told.for_doctor.background.is_empty() {
        let background: Vec<String> = told
            .for_doctor
            .background
            .iter()
            .map(|one| words.say(&format!("background.{}", word(one)), &[]))
            .collect();
        add("background", background.join(", "));
    }
    lines
}

fn side(group: &NightGroup, words: &Words) -> String {
    let mean = |mean: Option<f64>| match mean {
        Some(mean) => words.decimal(mean),
        None => words.say("not_said", &[]),
    };
    words.say(
        "side.value",
        &[
            &group.logged.to_string(),
            &mean(group.mean_severity),
            &mean(group.mean_sleep),
        ],
    )
}

/// The parts of the period, most often named first; arms and trunk with the first date they were ever named.
fn parts(told: &Told, nights: &[ToldNight], words: &Words) -> Option<String> {
    let mut counts: BTreeMap<BodyPart, u32> = BTreeMap::new();
    for part in nights.iter().flat_map(|night| &night.entry.body_parts) {
        *counts.entry(*part).or_default() += 1;
    }
    let mut counts: Vec<(BodyPart, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(part, count)| (core::cmp::Reverse(*count), *part));
    let told: Vec<String> = counts
        .into_iter()
        .map(|(part, count)| {
            let name = words.say(&format!("part.{}", word(&part)), &[]);
            let counted = format!("{name} {count}");
            let first = told
                .nights
                .iter()
                .find(|night| night.entry.body_parts.contains(&part))
                .filter(|_| matches!(part, BodyPart::Arms | BodyPart::Trunk));
            match first {
                Some(first) => words.say("since", &[&counted, &words.day(first.night().date())]),
                None => counted,
            }
        })
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}
