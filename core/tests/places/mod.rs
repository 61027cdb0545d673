//! The zones of the bundled tz database with their transitions, and how to tell when a clock shows a time.
#![allow(dead_code, reason = "every test file takes what it needs")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::{DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use lull_core::diary::History;
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{Alarm, AlarmKind, Capabilities, Schedule, schedule};
use lull_core::settings::Settings;
use lull_core::time::Now;

pub(crate) const FIRST: &str = "2024-01-01T00:00:00Z";
pub(crate) const LAST: &str = "2033-01-01T00:00:00Z";
pub(crate) const NANOSECOND: SignedDuration = SignedDuration::from_nanos(1);
/// The reminder of settings of which nothing was changed.
pub(crate) const USUAL_REMINDER: Time = Time::constant(18, 50, 0, 0);

/// Zones that share every offset and every transition of the years looked at, so one of them stands for all.
pub(crate) struct Group {
    pub(crate) names: Vec<String>,
    pub(crate) zone: TimeZone,
    pub(crate) transitions: Vec<Transition>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Transition {
    pub(crate) at: Timestamp,
    pub(crate) seconds_before: i32,
    pub(crate) seconds_after: i32,
}

/// Every zone of the bundled database; not the system's, which may be older or hold leap-second copies.
pub(crate) fn groups() -> Vec<Group> {
    let mut groups = BTreeMap::<(i32, Vec<Transition>), Group>::new();
    for (name, zone) in zones() {
        let (first, last) = (instant(FIRST), instant(LAST));
        let transitions: Vec<Transition> = transitions_from(&zone, first)
            .take_while(|transition| transition.at < last)
            .collect();
        groups
            .entry((offset(&zone, first), transitions.clone()))
            .or_insert_with(|| Group {
                names: Vec::new(),
                zone,
                transitions,
            })
            .names
            .push(name);
    }
    groups.into_values().collect()
}

pub(crate) fn zones() -> Vec<(String, TimeZone)> {
    let database = TimeZoneDatabase::bundled();
    let zone = |name: &str| database.get(name).expect("a listed zone");
    database
        .available()
        .map(|name| (name.to_string(), zone(name.as_str())))
        .collect()
}

pub(crate) fn transitions_from(
    zone: &TimeZone,
    first: Timestamp,
) -> impl Iterator<Item = Transition> {
    zone.following(first).map(|change| Transition {
        at: change.timestamp(),
        seconds_before: offset(zone, change.timestamp() - NANOSECOND),
        seconds_after: change.offset().seconds(),
    })
}

pub(crate) fn offset(zone: &TimeZone, at: Timestamp) -> i32 {
    zone.to_offset(at).seconds()
}

/// Whether the clock first reaches `wall` at `at`, said without the rules of gaps and folds.
pub(crate) fn is_first_showing(at: Timestamp, wall: DateTime, zone: &TimeZone) -> bool {
    zone.to_datetime(at) >= wall && has_yet_to_show(wall, at - NANOSECOND, zone)
}

/// Whether the clock has not reached `wall` by `at`: neither then nor just before it was last put back.
pub(crate) fn has_yet_to_show(wall: DateTime, at: Timestamp, zone: &TimeZone) -> bool {
    let last_change = zone.preceding(at + NANOSECOND).next();
    let before_change = last_change.map(|change| change.timestamp() - NANOSECOND);
    before_change
        .into_iter()
        .chain([at])
        .all(|at| zone.to_datetime(at) < wall)
}

pub(crate) fn of_kind(schedule: &Schedule, kind: AlarmKind) -> impl Iterator<Item = &Alarm> {
    let alarms = schedule.alarms.iter();
    alarms.filter(move |alarm| alarm.kind == kind)
}

pub(crate) fn as_planned(alarm: &Alarm) -> Delivery {
    Delivery::planned(alarm.id.clone(), alarm.kind, alarm.night, alarm.wanted)
}

pub(crate) fn plan(settings: &Settings, deliveries: &[Delivery], now: &Now) -> Schedule {
    schedule(
        &History::default(),
        settings,
        deliveries,
        &Capabilities {
            slots: 200,
            ..Capabilities::default()
        },
        now,
    )
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

pub(crate) fn transcripts(before: &Schedule, after: &Schedule) -> String {
    format!("before\n{}after\n{}", alarms(before), alarms(after))
}

pub(crate) fn alarms(schedule: &Schedule) -> String {
    let mut text = String::new();
    for alarm in &schedule.alarms {
        let id = alarm.id.as_str();
        let _ = writeln!(text, "{id} at {} = {}", alarm.at, alarm.wall);
    }
    text
}
