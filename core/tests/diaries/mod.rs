//! Moments, entries and sessions the storage tests share.
#![allow(dead_code, reason = "every test file takes what it needs")]

pub(crate) mod imported;
pub(crate) mod lived_in;
pub(crate) mod missed;

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lull_core::app::App;
use lull_core::device::{DeviceChoice, FailSafe, Intent, Level, LinkLossRule, Terms};
use lull_core::diary::{
    BodyPart, Daytime, Details, Entry, Helped, Onset, OnsetSource, Relief, Score, Side, Situation,
    Symptoms, Trigger, Walk,
};
use lull_core::driver::store::Store;
use lull_core::session::journal::{Record, What};
use lull_core::session::{EndReason, ProgramKind, SessionId, Stopped};
use lull_core::time::{Night, Now};
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;
use tempfile::TempDir;

pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").expect("bundled")
}

/// A wall-clock moment in Berlin, such as `2026-11-21T18:00`.
pub(crate) fn now(wall: &str) -> Now {
    let wall: jiff::civil::DateTime = wall.parse().expect("a date-time");
    let at = wall.to_zoned(zone()).expect("in range").timestamp();
    Now::new(at, zone(), Duration::ZERO)
}

pub(crate) fn this_evening() -> Now {
    now("2026-11-21T18:00")
}

pub(crate) fn night(text: &str) -> Night {
    Night::new(text.parse().expect("a date"))
}

pub(crate) fn clock(text: &str) -> Time {
    text.parse().expect("a time")
}

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("a scratch folder")
}

pub(crate) fn app() -> (TempDir, App) {
    let folder = folder();
    let app = App::open(folder.path()).expect("opens");
    (folder, app)
}

pub(crate) fn full_entry() -> Entry {
    Entry {
        night: night("2026-11-20"),
        symptoms: Some(Symptoms::Yes),
        onset: Some(Onset::At {
            time: clock("21:10"),
            source: OnsetSource::Live,
        }),
        severity: Some(Score::new("severity", 6).expect("in range")),
        sleep_quality: Some(Score::new("sleep_quality", 5).expect("in range")),
        got_up: Some(1),
        bedtime: Some(clock("00:15")),
        helped: Some(Helped::Somewhat),
        body_parts: BTreeSet::from([BodyPart::Calves, BodyPart::Arms]),
        details: Details::default(),
        note: "coffee at 5, \"electric\" legs\nwalked — größere Mahlzeit".to_owned(),
    }
}

prop_compose! {
    fn any_time()(hour in 0_i8..24, minute in 0_i8..60, exact in any::<bool>(), second in 0_i8..60, nano in 0_i32..1_000_000_000) -> Time {
        if exact { Time::constant(hour, minute, second, nano) } else { Time::constant(hour, minute, 0, 0) }
    }
}

pub(crate) fn any_night() -> impl Strategy<Value = Night> {
    // up to the evening the tests play on
    let last = date(2026, 11, 21);
    (0_i64..46_000).prop_map(move |days| Night::new(back(last, days)))
}

fn back(from: Date, days: i64) -> Date {
    from.checked_sub(jiff::Span::new().days(days))
        .expect("within the calendar")
}

pub(crate) fn any_note() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ a-zäöü,;\"'=\t\r\n\u{feff}?-]{0,60}",
        any::<String>().prop_map(|text| text.replace('\0', "")),
        Just("x".repeat(4096)),
        Just("?".to_owned()),
    ]
}

/// Details whose sides are of the calves only: the entry has to name them.
pub(crate) fn any_details() -> impl Strategy<Value = Details> {
    let score =
        || option::of((0_i64..=10).prop_map(|value| Score::new("score", value).expect("in range")));
    let sides = option::of(prop_oneof![
        Just(Side::Left),
        Just(Side::Right),
        Just(Side::Both)
    ]);
    let situation = option::of(prop_oneof![
        Just(Situation::Sitting),
        Just(Situation::Lying),
        Just(Situation::Travelling),
        Just(Situation::Audience),
        Just(Situation::Other),
        Just(Situation::Unknown)
    ]);
    let relief = option::of(prop_oneof![
        Just(Relief::None),
        Just(Relief::WhileMoving),
        (1_u16..=720).prop_map(|minutes| Relief::For { minutes }),
        Just(Relief::RestOfNight),
        Just(Relief::Unknown)
    ]);
    let walk = (option::of(any_time()), option::of(1_u16..=720))
        .prop_map(|(at, minutes)| Walk { at, minutes });
    let daytime = option::of(prop_oneof![
        Just(Daytime::Yes),
        Just(Daytime::None),
        Just(Daytime::Unknown)
    ]);
    let triggers = option::of(btree_set(
        prop::sample::select(Trigger::ALL.to_vec()),
        0..=12,
    ));
    let tags = btree_set("[a-zäß]{1,12}( [a-z\"=]{1,8})?", 0..=4);
    (
        (sides, situation, option::of(0_u16..=720), relief),
        (prop::collection::vec(walk, 0..4), daytime, score(), score()),
        (triggers, tags),
    )
        .prop_map(
            |(
                (side, situation, rest_minutes, relief),
                (walks, daytime, sleepiness, mood),
                (triggers, tags),
            )| Details {
                sides: side
                    .map(|side| (BodyPart::Calves, side))
                    .into_iter()
                    .collect(),
                situation,
                rest_minutes,
                relief,
                walks,
                daytime,
                sleepiness,
                mood,
                triggers,
                tags,
            },
        )
}

pub(crate) fn any_entry() -> impl Strategy<Value = Entry> {
    let score =
        || option::of((0_i64..=10).prop_map(|value| Score::new("score", value).expect("in range")));
    let onset = prop_oneof![
        Just(None),
        Just(Some(Onset::DontKnow)),
        any_time().prop_map(|time| Some(Onset::At {
            time,
            source: OnsetSource::Live
        })),
        any_time().prop_map(|time| Some(Onset::At {
            time,
            source: OnsetSource::Recalled
        })),
    ];
    let symptoms = option::of(prop_oneof![
        Just(Symptoms::Yes),
        Just(Symptoms::None),
        Just(Symptoms::Unknown)
    ]);
    let helped = option::of(prop_oneof![
        Just(Helped::Yes),
        Just(Helped::Somewhat),
        Just(Helped::No),
        Just(Helped::Unknown)
    ]);
    let parts = btree_set(
        prop_oneof![
            Just(BodyPart::Feet),
            Just(BodyPart::Calves),
            Just(BodyPart::Thighs),
            Just(BodyPart::Arms),
            Just(BodyPart::Trunk)
        ],
        0..=5,
    );
    (
        (any_night(), symptoms, onset, score(), score()),
        (
            option::of(0_u8..=50),
            option::of(any_time()),
            helped,
            parts,
            any_note(),
        ),
    )
        .prop_map(
            |(
                (night, symptoms, onset, severity, sleep_quality),
                (got_up, bedtime, helped, body_parts, note),
            )| Entry {
                night,
                symptoms,
                onset,
                severity,
                sleep_quality,
                got_up,
                bedtime,
                helped,
                body_parts,
                details: Details::default(),
                note,
            },
        )
        .prop_filter("an entry the diary accepts", |entry| {
            entry.validate(&this_evening()).is_ok()
        })
}

/// A session's journal, a few lines long, its parts to be cut off anywhere.
pub(crate) struct Written {
    pub(crate) session: SessionId,
    pub(crate) began: Timestamp,
    pub(crate) records: Vec<Record>,
}

pub(crate) const DEVICE_MINUTES: i64 = 35;

/// Begins at `now`, runs for 25 minutes with a pause of 5, and ends in order.
pub(crate) fn journal(number: u32, now: &Now, fail_safe: FailSafe) -> Written {
    let session = SessionId(number);
    let line = |minutes: i64, what: What| Record {
        session,
        at: minutes_after(now.at, minutes),
        what,
    };
    let run = |percent: u8| What::Wants {
        intent: Intent::Run {
            level: Level::from_percent_clamped(percent),
            until: Duration::from_secs(25 * 60),
        },
    };
    let began = What::Began {
        night: now.night(),
        program: ProgramKind::Evening,
        device: DeviceChoice::Simulated,
        terms: Terms {
            session_id: number,
            device_timer: Duration::from_secs(DEVICE_MINUTES.unsigned_abs() * 60),
            link_loss: LinkLossRule::StopAfter { seconds: 10 },
        },
        latest_end: minutes_after(now.at, DEVICE_MINUTES),
        legs_now: None,
    };
    let ended = What::Ended {
        reason: EndReason::Complete,
        stopped: Stopped::Observed,
    };
    let records = vec![
        line(0, began),
        line(0, What::FailSafe { fail_safe }),
        line(1, run(20)),
        line(
            1,
            What::Observed {
                level: Level::from_percent_clamped(20),
            },
        ),
        line(6, run(50)),
        line(10, run(0)),
        line(15, run(50)),
        line(
            26,
            What::Wants {
                intent: Intent::Stop,
            },
        ),
        line(26, ended),
    ];
    Written {
        session,
        began: now.at,
        records,
    }
}

pub(crate) fn minutes_after(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes))
        .expect("in range")
}

/// Writes down a supervised test on that device that ran to its end at `now`.
pub(crate) fn device_test(store: &mut Store, number: u32, device: &DeviceChoice, now: &Now) {
    let mut test = journal(number, now, FailSafe::None).records;
    test.retain(|record| matches!(record.what, What::Began { .. } | What::Ended { .. }));
    for record in &mut test {
        record.at = now.at;
        if let What::Began {
            program,
            device: on,
            ..
        } = &mut record.what
        {
            *program = ProgramKind::DeviceTest;
            on.clone_from(device);
        }
    }
    write_down(store, &test);
}

pub(crate) fn write_down(store: &mut Store, records: &[Record]) {
    for record in records {
        store.append(record, &zone()).expect("is written");
    }
}
