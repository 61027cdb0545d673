//! Arbitrary people, diaries and moments for property tests, and diaries made up of a few onsets.
#![allow(dead_code, reason = "every test file takes what it needs")]

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use lull_core::diary::{Change, Clocks, History, HistoryNight, OnsetSource, Symptoms};
use lull_core::plan::Plan;
use lull_core::settings::{
    FreeEvenings, LEAD_MINUTES, PRE_NOTICE_MINUTES, REPEAT_EVERY_MINUTES, REPEATS, Reminders,
    Repeat, Settings, Swipe, Travel, Weekday, Window,
};
use lull_core::time::{Night, Now, minutes_after_noon, time_after_noon};

/// Zones with odd offsets, odd transitions and none at all.
const ZONES: [&str; 10] = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "UTC",
];

/// Any moment of 2025 to 2030 in one of the zones.
pub(crate) fn now() -> impl Strategy<Value = Now> {
    let (first, last) = (1_735_689_600_000_i64, 1_924_991_999_999_i64);
    (first..=last, proptest::sample::select(ZONES.to_vec())).prop_map(|(millisecond, zone)| {
        Now::new(
            Timestamp::from_millisecond(millisecond).expect("in range"),
            TimeZone::get(zone).expect("bundled"),
            Duration::ZERO,
        )
    })
}

pub(crate) fn time() -> impl Strategy<Value = Time> {
    (0_u16..1440).prop_map(time_after_noon)
}

/// Two times of a night, the first one earlier.
fn two_times() -> impl Strategy<Value = (Time, Time)> {
    (0_u16..1439)
        .prop_flat_map(|early| (Just(early), early + 1..1440))
        .prop_map(|(early, late)| (time_after_noon(early), time_after_noon(late)))
}

/// Settings as a person may keep them, with a reminder on every evening.
pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    (
        two_times(),
        two_times(),
        proptest::option::of(time()),
        LEAD_MINUTES.0..=LEAD_MINUTES.1,
        any::<bool>(),
    )
        .prop_map(|(sleep, window, usual_onset, lead_minutes, morning_log)| {
            let settings = Settings {
                usual_bedtime: sleep.0,
                usual_rising: sleep.1,
                usual_onset,
                lead_minutes,
                window: Window {
                    earliest: window.0,
                    latest: window.1,
                },
                morning_log,
                ..Settings::default()
            };
            settings.validate().expect("built within the rules");
            settings
        })
}

/// The same with any reminders and with other habits on some evenings.
pub(crate) fn settings_with_reminders() -> impl Strategy<Value = Settings> {
    let free = (days(), two_times(), proptest::option::of(time()));
    (settings(), reminders(), proptest::option::of(free)).prop_map(|(settings, reminders, free)| {
        let free = free.filter(|(evenings, ..)| !evenings.is_empty());
        let fallback = reminders.fallback;
        let fallback = fallback.filter(|time| in_window(*time, &settings));
        let settings = Settings {
            reminders: Reminders {
                fallback,
                ..reminders
            },
            free_evenings: free.map(|(evenings, sleep, onset)| FreeEvenings {
                evenings,
                bedtime: sleep.0,
                rising: sleep.1,
                onset,
            }),
            ..settings
        };
        settings.validate().expect("built within the rules");
        settings
    })
}

/// Any reminders a person may want.
fn reminders() -> impl Strategy<Value = Reminders> {
    let often = || proptest::bool::weighted(0.8);
    let travel = vec![Travel::Ask, Travel::FollowLocal, Travel::KeepHome];
    (
        [often(), often(), often(), often()],
        proptest::option::of(PRE_NOTICE_MINUTES.0..=PRE_NOTICE_MINUTES.1),
        REPEAT_EVERY_MINUTES.0..=REPEAT_EVERY_MINUTES.1,
        REPEATS.0..=REPEATS.1,
        proptest::option::of(time()),
        proptest::sample::select(vec![Swipe::Snooze, Swipe::Quiet]),
        proptest::option::weighted(0.3, days()),
        proptest::sample::select(travel),
    )
        .prop_map(
            |(
                switches,
                pre_notice_minutes,
                every_minutes,
                most,
                fallback,
                swipe,
                quiet,
                travel,
            )| {
                let [evening, top_up, safety_net, open_app] = switches;
                Reminders {
                    evening,
                    pre_notice_minutes,
                    repeat: Repeat {
                        every_minutes,
                        most,
                    },
                    top_up,
                    safety_net,
                    fallback,
                    open_app,
                    swipe,
                    quiet_evenings: quiet.unwrap_or_default(),
                    travel,
                }
            },
        )
}

fn days() -> impl Strategy<Value = BTreeSet<Weekday>> {
    let week = vec![
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    proptest::collection::btree_set(proptest::sample::select(week), 0..4)
}

/// A diary around a moment: in no order, with nights twice, with nights still to come, with changes for some nights.
pub(crate) fn history(now: &Now) -> impl Strategy<Value = History> + use<> {
    let now = now.clone();
    let nights = {
        let now = now.clone();
        proptest::collection::vec(night(-60..20, now), 0..50)
    };
    let changes = proptest::collection::btree_map(-3..16, change(&now), 0..4);
    let journeys = proptest::collection::btree_map(-60..1, clocks(), 0..3);
    (nights, changes, journeys).prop_map(move |(nights, changes, journeys)| History {
        nights,
        clocks: journeys
            .into_iter()
            .map(|(days, clocks)| (now.night().plus(days), clocks))
            .collect(),
        changes: changes
            .into_iter()
            .map(|(days, change)| (now.night().plus(days), change))
            .collect(),
    })
}

fn clocks() -> impl Strategy<Value = Clocks> {
    let zone = || {
        proptest::sample::select(ZONES.to_vec())
            .prop_map(|zone| TimeZone::get(zone).expect("bundled"))
    };
    (zone(), zone()).prop_map(|(told, counted)| Clocks { told, counted })
}

fn night(days: std::ops::Range<i32>, now: Now) -> impl Strategy<Value = HistoryNight> {
    let symptoms = proptest::sample::select(vec![
        None,
        Some(Symptoms::Yes),
        Some(Symptoms::None),
        Some(Symptoms::Unknown),
    ]);
    let source = proptest::sample::select(vec![OnsetSource::Live, OnsetSource::Recalled]);
    let onset = proptest::option::weighted(0.7, (time(), source));
    (days, symptoms, onset, proptest::option::of(time())).prop_map(
        move |(days, symptoms, onset, bedtime)| HistoryNight {
            night: now.night().plus(days),
            symptoms,
            onset,
            bedtime,
            sessions: Vec::new(),
            answered: symptoms.is_some(),
        },
    )
}

/// Anything a person can ask for one night; snoozes end around now.
pub(crate) fn change(now: &Now) -> impl Strategy<Value = Change> + use<> {
    let at = now.at;
    prop_oneof![
        Just(Change::Skip),
        Just(Change::Done),
        time().prop_map(|time| Change::At { time }),
        (-7_200_i64..7_200).prop_map(move |seconds| Change::Snoozed {
            until: at + jiff::SignedDuration::from_secs(seconds),
        }),
    ]
}

/// Whether a wall-clock time lies in the person's window.
pub(crate) fn in_window(time: Time, settings: &Settings) -> bool {
    let (earliest, latest) = (settings.window.earliest, settings.window.latest);
    (minutes_after_noon(earliest)..=minutes_after_noon(latest)).contains(&minutes_after_noon(time))
}

/// A night on which symptoms came at that minute after noon.
pub(crate) fn symptoms_at(night: Night, minutes: u16) -> HistoryNight {
    HistoryNight {
        night,
        symptoms: Some(Symptoms::Yes),
        onset: Some((time_after_noon(minutes), OnsetSource::Recalled)),
        bedtime: None,
        sessions: Vec::new(),
        answered: true,
    }
}

/// A diary of the nights just before `now`, newest first.
pub(crate) fn diary(now: &Now, onsets: &[u16]) -> History {
    let nights = (1..)
        .zip(onsets)
        .map(|(days, minutes)| symptoms_at(now.night().plus(-days), *minutes))
        .collect();
    History {
        nights,
        ..History::default()
    }
}

pub(crate) fn berlin(text: &str) -> Now {
    let at = text.parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, Duration::ZERO)
}

/// The reminder in minutes after noon.
pub(crate) fn reminder(plan: &Plan) -> u16 {
    minutes_after_noon(plan.remind.expect("a reminder").time())
}
