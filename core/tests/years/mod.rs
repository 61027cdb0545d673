//! A made-up year of one made-up person, the same every time.
#![allow(dead_code, reason = "every user takes what it needs")]

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, date};
use lull_core::diary::told::{Told, ToldNight, ToldSession};
use lull_core::diary::{
    Background, BodyPart, Daytime, Entry, ForDoctor, Lab, Medicine, MedicineClass, Onset,
    OnsetSource, Score, Symptoms, Trigger,
};
use lull_core::time::{Night, time_after_noon};

pub(crate) const LAST: Date = date(2026, 11, 20);

/// A small generator of numbers without a pattern one would see (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from((self.0 >> 11) % most).unwrap_or(0)
    }

    fn hits(&mut self, percent: u64) -> bool {
        self.below(100) < i64::try_from(percent).unwrap_or(100)
    }
}

/// So many nights up to 20 November 2026: onset slowly earlier, sessions from the last hundred nights on, a night in
/// eight not logged.
pub(crate) fn nights(count: i32) -> Vec<ToldNight> {
    let mut chance = Chance(0x5eed_1234_abcd_0042);
    let last = Night::new(LAST);
    (0..count)
        .rev()
        .filter_map(|back| {
            let night = night(last.plus(-back), back, &mut chance);
            (!chance.hits(12)).then_some(night)
        })
        .collect()
}

fn night(night: Night, back: i32, chance: &mut Chance) -> ToldNight {
    let mut entry = Entry::empty(night);
    let bedtime = 620 + chance.below(50);
    entry.bedtime = Some(clock(bedtime));
    let with_session = back < 100 && chance.hits(60);
    if chance.hits(if with_session { 72 } else { 84 }) {
        entry.symptoms = Some(Symptoms::Yes);
        // up to a year ago half past nine, now about half past eight
        let drift = i64::from(back.min(365)) / 6;
        let onset = 505 + drift + chance.below(70) - chance.below(50);
        if !chance.hits(8) {
            entry.onset = Some(Onset::At {
                time: clock(onset),
                source: OnsetSource::Recalled,
            });
        }
        let severity = 4 + chance.below(5) - i64::from(with_session) - i64::from(chance.hits(30));
        entry.severity = score(severity);
        entry.body_parts.insert(BodyPart::Calves);
        if chance.hits(40) {
            entry.body_parts.insert(BodyPart::Feet);
        }
        if back < 45 && chance.hits(25) {
            entry.body_parts.insert(BodyPart::Arms);
        }
        entry.got_up = u8::try_from(if chance.hits(25) {
            1 + chance.below(3)
        } else {
            0
        })
        .ok();
        entry.details.rest_minutes = u16::try_from(20 + 5 * chance.below(8)).ok();
        entry.sleep_quality = score(7 - chance.below(5));
    } else {
        entry.symptoms = Some(Symptoms::None);
        entry.sleep_quality = score(6 + chance.below(4));
        entry.got_up = Some(0);
    }
    if chance.hits(4) {
        entry.details.daytime = Some(Daytime::Yes);
    }
    let triggers = [
        (Trigger::Caffeine, 45),
        (Trigger::LongSitting, 30),
        (Trigger::Stress, 25),
        (Trigger::Alcohol, 12),
    ];
    let held: BTreeSet<Trigger> = triggers
        .into_iter()
        .filter(|(_, percent)| chance.hits(*percent))
        .map(|(trigger, _)| trigger)
        .collect();
    entry.details.triggers = Some(held);
    let sessions = if with_session {
        vec![ToldSession {
            start: clock(470 + chance.below(60)),
            minutes: u16::try_from(20 + chance.below(11)).unwrap_or(20),
        }]
    } else {
        Vec::new()
    };
    ToldNight { entry, sessions }
}

/// The whole made-up diary of a year.
pub(crate) fn year() -> Told {
    let medicine = |name: &str, class, dose: &str, hour, since, until| Medicine {
        name: name.into(),
        class,
        dose: dose.into(),
        times: vec![Time::constant(hour, 0, 0, 0)],
        since,
        until,
    };
    Told {
        nights: nights(365),
        medicines: vec![
            medicine(
                "Pramipexole",
                MedicineClass::DopamineAgonist,
                "0.088 mg",
                20,
                Some(date(2026, 2, 3)),
                Some(date(2026, 10, 8)),
            ),
            medicine(
                "Pramipexole",
                MedicineClass::DopamineAgonist,
                "0.18 mg",
                20,
                Some(date(2026, 10, 9)),
                None,
            ),
            medicine("Sertraline", MedicineClass::Ssri, "50 mg", 8, None, None),
        ],
        labs: vec![
            Lab {
                date: date(2025, 9, 2),
                ferritin_tenths: Some(380),
                tsat_tenths: None,
                remark: String::new(),
            },
            Lab {
                date: date(2026, 9, 14),
                ferritin_tenths: Some(615),
                tsat_tenths: Some(212),
                remark: "morning, no iron the day before".into(),
            },
        ],
        for_doctor: ForDoctor {
            questions: vec![
                "It starts earlier than a year ago and is in my arms now. Is that the medicine?"
                    .into(),
                "Is my ferritin high enough for restless legs?".into(),
                "Could sertraline play a part?".into(),
            ],
            background: BTreeSet::from([Background::FamilyHistory]),
        },
    }
}

/// The same nights in the columns of `lull import`.
pub(crate) fn csv(count: i32) -> String {
    let mut csv = "night,bedtime,symptoms,onset,severity,sleep_quality,got_up,body_parts,session_start,session_minutes\n".to_owned();
    let time = |time: Option<Time>| {
        time.map_or(String::new(), |time| {
            format!("{:02}:{:02}", time.hour(), time.minute())
        })
    };
    let number = |number: Option<u8>| number.map_or(String::new(), |number| number.to_string());
    for night in nights(count) {
        let entry = &night.entry;
        let symptoms = match entry.symptoms {
            Some(Symptoms::Yes) => "yes",
            Some(Symptoms::None) => "none",
            Some(Symptoms::Unknown) | None => "",
        };
        let parts: Vec<String> = entry
            .body_parts
            .iter()
            .map(|part| format!("{part:?}").to_lowercase())
            .collect();
        let session = night.sessions.first();
        let row = [
            entry.night.to_string(),
            time(entry.bedtime),
            symptoms.to_owned(),
            time(entry.onset_time()),
            number(entry.severity.map(Score::value)),
            number(entry.sleep_quality.map(Score::value)),
            number(entry.got_up),
            parts.join(";"),
            time(session.map(|session| session.start)),
            session.map_or(String::new(), |session| session.minutes.to_string()),
        ];
        csv.push_str(&row.join(","));
        csv.push('\n');
    }
    csv
}

fn clock(minutes_after_noon: i64) -> Time {
    time_after_noon(u16::try_from(minutes_after_noon.clamp(0, 1439)).unwrap_or(0))
}

fn score(value: i64) -> Option<Score> {
    Score::new("score", value.clamp(0, 10)).ok()
}
