//! The lists of the doctor's page: medicines, iron tests, patterns and triggers, a line each.

use super::words::{Words, one_line, whole, word};
use crate::diary::flags::{Evidence, Flag, PatternShift};
use crate::diary::told::ToldNight;
use crate::diary::{Lab, Medicine, Trigger};

/// Most triggers of the line.
const TRIGGERS_MAX: usize = 6;

/// In the order of the list; the number is the one of the charts' marks.
pub(super) fn numbered(medicines: &[&Medicine], words: &Words) -> Vec<String> {
    (1..)
        .zip(medicines)
        .map(|(number, medicine)| {
            let number: u32 = number;
            let mut text = format!("{number}. {}", one_line(&medicine.name));
            if !medicine.dose.is_empty() {
                text.push_str(&format!(" {}", one_line(&medicine.dose)));
            }
            let times: Vec<String> = medicine
                .times
                .iter()
                .map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
                .collect();
            if !times.is_empty() {
                text.push_str(&format!(", {}", times.join(" + ")));
            }
            if let Some(since) = medicine.since {
                text.push_str(&format!(", {}", words.say("from", &[&words.day(since)])));
            }
            if let Some(until) = medicine.until {
                text.push_str(&format!(", {}", words.say("until", &[&words.day(until)])));
            }
            text
        })
        .collect()
}

/// Newest first.
pub(super) fn iron(labs: &[Lab], words: &Words) -> Vec<String> {
    labs.iter()
        .rev()
        .map(|lab| {
            let mut told = Vec::new();
            if let Some(ferritin) = lab.ferritin_tenths {
                told.push(words.say("iron.ferritin", &[&words.tenths(ferritin)]));
            }
            if let Some(tsat) = lab.tsat_tenths {
                told.push(words.say("iron.tsat", &[&words.tenths(tsat)]));
            }
            if !lab.remark.is_empty() {
                told.push(one_line(&lab.remark));
            }
            format!("{}: {}", words.day(lab.date), told.join(", "))
        })
        .collect()
}

pub(super) fn flag_lines(flags: &[Flag], words: &Words) -> Vec<String> {
    flags
        .iter()
        .map(|flag| {
            let key = format!("flag.{}", word(&flag.kind));
            let say = |values: &[&str]| words.say(&key, values);
            match &flag.evidence {
                Evidence::Nights { found, of } => say(&[&found.to_string(), &of.to_string()]),
                Evidence::Means { before, after, .. } => {
                    say(&[&words.decimal(*before), &words.decimal(*after)])
                }
                Evidence::Sides { with, without } => {
                    say(&[&words.decimal(*with), &words.decimal(*without)])
                }
                Evidence::Iron { date, .. } => say(&[&words.day(*date)]),
                Evidence::Medicine { name, .. } => say(&[&one_line(name)]),
                Evidence::Mood { days, median } => say(&[&whole(*median), &days.to_string()]),
                Evidence::Pattern { shift } => {
                    say(&[&whole(shift.earlier_minutes), &signs(shift, words)])
                }
                Evidence::LastTest { .. } | Evidence::Said => say(&[]),
            }
        })
        .collect()
}

fn signs(shift: &PatternShift, words: &Words) -> String {
    [
        (shift.spread, "sign.spread"),
        (shift.shorter_rest, "sign.rest"),
        (shift.stronger, "sign.stronger"),
    ]
    .into_iter()
    .filter(|(seen, _)| *seen)
    .map(|(_, key)| words.say(key, &[]))
    .collect()
}

/// One line: what was marked most often, and of how many days the person was asked.
pub(super) fn trigger_lines(nights: &[ToldNight], words: &Words) -> Vec<String> {
    let asked: Vec<_> = nights
        .iter()
        .filter_map(|night| night.entry.details.triggers.as_ref())
        .collect();
    let mut counts: Vec<(Trigger, usize)> = Trigger::ALL
        .into_iter()
        .map(|trigger| {
            let days = asked.iter().filter(|set| set.contains(&trigger)).count();
            (trigger, days)
        })
        .filter(|(_, days)| *days > 0)
        .collect();
    counts.sort_by_key(|(trigger, days)| (core::cmp::Reverse(*days), *trigger));
    if asked.is_empty() || counts.is_empty() {
        return Vec::new();
    }
    let told: Vec<String> = counts
        .into_iter()
        .take(TRIGGERS_MAX)
        .map(|(trigger, days)| {
            let name = words.say(&format!("trigger.{}", word(&trigger)), &[]);
            words.say("triggers.value", &[&name, &days.to_string()])
        })
        .collect();
    let of = words.say("triggers.of", &[&asked.len().to_string()]);
    vec![format!("{} ({of})", told.join(", "))]
}
