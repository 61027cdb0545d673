//! Prints the plans of made-up diaries, one JSON line each. `cargo xtask purity` runs it on this machine and as WebAssembly
//! and compares the bytes: a plan must not depend on the processor.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use lull_core::diary::{Clocks, History, HistoryNight, OnsetSource, PastSession, Symptoms};
use lull_core::plan::for_night;
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, time_after_noon};

const PEOPLE: u64 = 4;
const NIGHTS: i32 = 120;

fn main() -> serde_json::Result<()> {
    let settings = Settings::default();
    let first = Night::new(date(2026, 1, 5));
    // after the last of the nights, so that each can be planned as if it were the next
    let now = Now::new(
        Timestamp::constant(1_800_000_000, 0),
        TimeZone::UTC,
        Duration::ZERO,
    );
    for person in 1..=PEOPLE {
        let mut luck = Luck(person);
        let mut history = History {
            clocks: journeys(person, first),
            ..History::default()
        };
        for number in 0..NIGHTS {
            let night = first.plus(number);
            if number % 3 == 0 {
                let plan = for_night(night, &history, &settings, &now);
                println!("{}", serde_json::to_string(&plan)?);
            }
            history.nights.extend(lived(night, &mut luck));
        }
    }
    Ok(())
}

/// Every second person flies six hours west, and back three weeks later.
fn journeys(person: u64, first: Night) -> BTreeMap<Night, Clocks> {
    let stays: &[(i32, i8)] = if person.is_multiple_of(2) {
        &[(0, 1), (50, -5), (71, 1)]
    } else {
        &[(0, 1)]
    };
    stays
        .iter()
        .map(|(nights, hours)| {
            let zone = TimeZone::fixed(jiff::tz::offset(*hours));
            let (told, counted) = (zone.clone(), zone);
            (first.plus(*nights), Clocks { told, counted })
        })
        .collect()
}

/// A night with whatever may be logged about it.
fn lived(night: Night, luck: &mut Luck) -> Option<HistoryNight> {
    let around = |luck: &mut Luck, middle: u16, spread: u16| {
        time_after_noon(middle + luck.below(spread) + luck.below(spread))
    };
    let onset = around(luck, 420, 60);
    let bedtime = around(luck, 600, 45);
    let start = around(luck, 400, 40);
    let kind = luck.below(10);
    let (symptoms, onset) = match kind {
        0 => return None,
        1 => (Symptoms::Unknown, None),
        2 | 3 => (Symptoms::None, None),
        4 => (Symptoms::Yes, Some((onset, OnsetSource::Live))),
        _ => (Symptoms::Yes, Some((onset, OnsetSource::Recalled))),
    };
    let session = PastSession { start, minutes: 30 };
    let massaged = luck.below(3) > 0;
    Some(HistoryNight {
        sessions: Vec::from_iter(massaged.then_some(session)),
        night,
        symptoms: Some(symptoms),
        onset,
        bedtime: Some(bedtime),
        answered: true,
    })
}

/// Whole numbers that look like chance.
struct Luck(u64);

impl Luck {
    fn below(&mut self, end: u16) -> u16 {
        // the constants of Knuth's MMIX
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((self.0 >> 33) % u64::from(end)).unwrap_or_default()
    }
}
