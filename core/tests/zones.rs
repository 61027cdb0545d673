//! One evening alarm a night in every zone of the tz database, over every transition from 2025 to 2030.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use jiff::civil::{DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use lull_core::diary::History;
use lull_core::reminder::{Alarm, AlarmKind, Capabilities, HORIZON_NIGHTS, Schedule, schedule};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, Now, instant_of, minutes_after_noon, time_after_noon};

const FIRST: &str = "2025-01-01T00:00:00Z";
const LAST: &str = "2031-01-01T00:00:00Z";
const NANOSECOND: SignedDuration = SignedDuration::from_nanos(1);

/// Zones that share every offset and every transition of the years looked at, so one of them stands for all.
struct Group {
    names: Vec<String>,
    zone: TimeZone,
    transitions: Vec<Transition>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Transition {
    at: Timestamp,
    seconds_before: i32,
    seconds_after: i32,
}

#[test]
fn every_zone_gets_one_evening_alarm_a_night_over_every_transition() {
    let mut zones = 0;
    let mut zone_transitions = 0;
    let mut distinct_transitions = 0;
    let mut wakes = 0;
    for group in groups() {
        zones += group.names.len();
        zone_transitions += group.names.len() * group.transitions.len();
        distinct_transitions += group.transitions.len();
        for transition in &group.transitions {
            wakes += check_around(&group, transition);
        }
        // A zone that never changes its offset has ordinary nights to get right as well.
        if group.transitions.is_empty() {
            wakes += check_wakes(&group, &Settings::default(), &[instant(FIRST)]);
        }
    }
    println!(
        "{zones} zones, {zone_transitions} zone transitions ({distinct_transitions} distinct), {wakes} wakes"
    );
    assert!(zones > 400, "the bundled database holds only {zones} zones");
    assert!(
        zone_transitions > 2000,
        "only {zone_transitions} transitions were found"
    );
}

/// Every zone of the bundled database; not the system's, which may be older or hold leap-second copies.
fn groups() -> Vec<Group> {
    let database = TimeZoneDatabase::bundled();
    let mut groups = BTreeMap::<(i32, Vec<Transition>), Group>::new();
    for name in database.available() {
        let zone = database.get(name.as_str()).expect("a listed zone");
        let (first, last) = (instant(FIRST), instant(LAST));
        let transitions: Vec<Transition> = zone
            .following(first)
            .map(|change| Transition {
                at: change.timestamp(),
                seconds_before: offset(&zone, change.timestamp() - NANOSECOND),
                seconds_after: change.offset().seconds(),
            })
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
            .push(name.to_string());
    }
    groups.into_values().collect()
}

fn offset(zone: &TimeZone, at: Timestamp) -> i32 {
    zone.to_offset(at).seconds()
}

/// Wakes the core around one transition, with reminders and prompts put where the clock jumps.
fn check_around(group: &Group, transition: &Transition) -> usize {
    let at = transition.at;
    let night = Now::new(at, group.zone.clone(), Duration::ZERO).night();
    let evening_before = instant_of(night.plus(-1).date().at(15, 0, 0, 0), &group.zone);
    let second = SignedDuration::from_secs(1);
    let instants = [
        // the transition at the far end of the horizon
        instant_of(
            night.plus(1 - HORIZON_NIGHTS).date().at(12, 0, 0, 0),
            &group.zone,
        ),
        evening_before,
        at - second,
        at,
        at + second,
        at + SignedDuration::from_hours(3),
    ];
    let mut wakes = check_wakes(group, &Settings::default(), &instants);
    for wall in clock_jumps(transition) {
        wakes += check_wakes(group, &ringing_at(wall.time()), &instants);
    }
    wakes
}

/// The clock times a transition skips or repeats: where it begins, its middle, where it ends.
fn clock_jumps(transition: &Transition) -> [DateTime; 3] {
    let shown = |seconds: i32| {
        let shifted = transition.at + SignedDuration::from_secs(seconds.into());
        TimeZone::UTC.to_datetime(shifted)
    };
    let (before, after) = (transition.seconds_before, transition.seconds_after);
    [
        shown(before.min(after)),
        shown(i32::midpoint(before, after)),
        shown(before.max(after)),
    ]
}

/// Settings whose evening reminder is at that clock time, and the morning prompt too where the day has room for it.
fn ringing_at(time: Time) -> Settings {
    let defaults = Settings::default();
    let onset = (minutes_after_noon(time) + defaults.lead_minutes) % 1440;
    let evening = Settings {
        usual_onset: Some(time_after_noon(onset)),
        window: Window {
            earliest: Time::constant(12, 0, 0, 0),
            latest: Time::constant(11, 59, 0, 0),
        },
        ..defaults
    };
    let both = Settings {
        usual_bedtime: Time::constant(12, 0, 0, 0),
        usual_rising: time_after_noon(minutes_after_noon(time).saturating_sub(30)),
        ..evening.clone()
    };
    if both.validate().is_ok() {
        both
    } else {
        evening
    }
}

/// Plans at each instant and checks each schedule by itself and against the one before it.
fn check_wakes(group: &Group, settings: &Settings, instants: &[Timestamp]) -> usize {
    let mut instants = instants.to_vec();
    instants.sort_unstable();
    let mut planned = BTreeMap::<String, Timestamp>::new();
    for at in &instants {
        let now = Now::new(*at, group.zone.clone(), Duration::ZERO);
        let schedule = plan(settings, &now);
        let check = |holds: bool, what: &str| {
            assert!(
                holds,
                "{what}\n{}",
                transcript(group, settings, &now, &schedule)
            );
        };
        check_alone(&schedule, settings, &now, &check);
        for alarm in &schedule.alarms {
            let before = planned.insert(alarm.id.as_str().to_owned(), alarm.at);
            check(
                before.is_none_or(|before| before == alarm.at),
                "an alarm moved between two wakes although nothing changed",
            );
        }
    }
    instants.len()
}

fn plan(settings: &Settings, now: &Now) -> Schedule {
    schedule(
        &History::default(),
        settings,
        &[],
        &Capabilities::default(),
        now,
    )
}

fn check_alone(schedule: &Schedule, settings: &Settings, now: &Now, check: &dyn Fn(bool, &str)) {
    check(
        *schedule == plan(settings, now),
        "planning twice gave two schedules",
    );
    let ids: BTreeSet<&str> = schedule.alarms.iter().map(|a| a.id.as_str()).collect();
    check(ids.len() == schedule.alarms.len(), "an id came twice");

    let tonight = now.night();
    let reminder = settings
        .usual_onset
        .map_or(Time::constant(18, 50, 0, 0), |onset| {
            time_after_noon((minutes_after_noon(onset) + 1440 - settings.lead_minutes) % 1440)
        });
    let prompt = time_after_noon(minutes_after_noon(settings.usual_rising) + 30);
    for (kind, time) in [
        (AlarmKind::Evening, reminder),
        (AlarmKind::MorningLog, prompt),
    ] {
        let alarms: Vec<&Alarm> = schedule.alarms.iter().filter(|a| a.kind == kind).collect();
        check(
            alarms
                .windows(2)
                .all(|two| two[0].at < two[1].at && two[0].night < two[1].night),
            "alarms of one kind do not rise strictly from night to night",
        );
        let nights: Vec<Night> = alarms.iter().map(|alarm| alarm.night).collect();
        let expected: Vec<Night> = (0..HORIZON_NIGHTS)
            .map(|days| tonight.plus(days))
            .filter(|night| has_yet_to_show(night.wall(time), now.at, &now.zone))
            .collect();
        check(
            nights == expected,
            "not one alarm for every night that is still ahead",
        );
        for alarm in alarms {
            check_alarm(alarm, alarm.night.wall(time), now, check);
        }
    }
}

fn check_alarm(alarm: &Alarm, wall: DateTime, now: &Now, check: &dyn Fn(bool, &str)) {
    let zone = &now.zone;
    check(alarm.at > now.at, "an alarm lies in the past");
    check(alarm.expires > alarm.at, "an alarm expires before it fires");
    check(
        alarm.wanted == alarm.at,
        "an exact alarm is armed at another time than wanted",
    );
    check(
        alarm.wall == zone.to_datetime(alarm.at),
        "wall and zone disagree",
    );
    check(
        Some(alarm.zone.as_str()) == zone.iana_name(),
        "the zone has another name",
    );
    check(
        is_first_showing(alarm.at, wall, zone),
        "an alarm is not at the first moment the clock has reached its time",
    );
}

/// Whether the clock first reaches `wall` at `at`, said without the rules of gaps and folds.
fn is_first_showing(at: Timestamp, wall: DateTime, zone: &TimeZone) -> bool {
    zone.to_datetime(at) >= wall && has_yet_to_show(wall, at - NANOSECOND, zone)
}

/// Whether the clock has not reached `wall` by `at`: neither then nor just before it was last put back.
fn has_yet_to_show(wall: DateTime, at: Timestamp, zone: &TimeZone) -> bool {
    let last_change = zone.preceding(at + NANOSECOND).next();
    let before_change = last_change.map(|change| change.timestamp() - NANOSECOND);
    before_change
        .into_iter()
        .chain([at])
        .all(|at| zone.to_datetime(at) < wall)
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

fn transcript(group: &Group, settings: &Settings, now: &Now, schedule: &Schedule) -> String {
    let mut text = format!(
        "zones {}\nnow {} = {}, night {}\nonset {:?}, rising {}\n",
        group.names.join(" "),
        now.at,
        now.local(),
        now.night(),
        settings.usual_onset,
        settings.usual_rising,
    );
    for alarm in &schedule.alarms {
        let _ = writeln!(
            text,
            "{} at {} = {}",
            alarm.id.as_str(),
            alarm.at,
            alarm.wall
        );
    }
    text
}
