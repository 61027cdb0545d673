//! Every reminder at its time on the wall, once a night, in every zone of the tz database, over every transition from
//! 2024 to 2032, and over every day the calendar of some place ever skipped or repeated.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{APART_MINUTES, Alarm, AlarmId, AlarmKind, HORIZON_NIGHTS, Schedule};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, Now, instant_of, minutes_after_noon, time_after_noon};

use places::{
    FIRST, Group, LAST, Transition, USUAL_REMINDER, alarms, as_planned, groups, has_yet_to_show,
    instant, is_first_showing, of_kind, plan, transitions_from, zones,
};

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const USUAL_PROMPT: Time = Time::constant(7, 30, 0, 0);

/// What was looked at, for a person to read.
#[derive(Default)]
struct Covered {
    zones: usize,
    zone_transitions: usize,
    distinct_transitions: usize,
    gaps: usize,
    folds: usize,
    at_midnight: usize,
    of_half_an_hour: usize,
    wakes: usize,
    alarms: usize,
}

impl fmt::Display for Covered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} zones, {} zone transitions ({} distinct): {} gaps, {} folds, {} of half an hour, {} at midnight; \
             {} wakes, {} alarms",
            self.zones,
            self.zone_transitions,
            self.distinct_transitions,
            self.gaps,
            self.folds,
            self.of_half_an_hour,
            self.at_midnight,
            self.wakes,
            self.alarms
        )
    }
}

impl Covered {
    fn count(&mut self, group: &Group) {
        let zones = group.names.len();
        self.zones += zones;
        self.zone_transitions += zones * group.transitions.len();
        self.distinct_transitions += group.transitions.len();
        for transition in &group.transitions {
            let seconds = transition.seconds_after - transition.seconds_before;
            let [first, _, last] = clock_jumps(transition);
            let midnight = |wall: DateTime| wall.time() == Time::midnight();
            *(if seconds > 0 {
                &mut self.gaps
            } else {
                &mut self.folds
            }) += zones;
            self.of_half_an_hour += if seconds.abs() == 1800 { zones } else { 0 };
            self.at_midnight += if midnight(first) || midnight(last) {
                zones
            } else {
                0
            };
        }
    }
}

#[test]
fn every_zone_gets_every_alarm_once_a_night_over_every_transition() {
    let mut covered = Covered::default();
    for group in groups() {
        covered.count(&group);
        for transition in &group.transitions {
            check_around(&group, transition, &mut covered);
        }
        // A zone that never changes its offset has ordinary nights to get right as well.
        if group.transitions.is_empty() {
            let (settings, asked) = (Settings::default(), Asked::default());
            check_wakes(&group, &settings, &asked, &[instant(FIRST)], &mut covered);
        }
    }
    println!("{covered}");
    assert!(covered.zones > 500, "a small database: {covered}");
    assert!(covered.zone_transitions > 3000, "too few: {covered}");
    assert!(covered.gaps > 1000 && covered.folds > 1000, "{covered}");
    assert!(covered.at_midnight > 50, "{covered}");
    assert!(covered.of_half_an_hour > 10, "{covered}");
}

/// At what times on the wall alarms are wanted; `None`: that kind is not looked at.
#[derive(Clone, Copy)]
struct Asked {
    evening: Option<Time>,
    prompt: Option<Time>,
    top_up: Option<Time>,
    net: Option<Time>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            evening: Some(USUAL_REMINDER),
            prompt: Some(USUAL_PROMPT),
            top_up: None,
            net: Some(USUAL_REMINDER),
        }
    }
}

/// Wakes the core around one transition, with reminders, prompts and top-ups put where the clock jumps.
fn check_around(group: &Group, transition: &Transition, covered: &mut Covered) {
    let at = transition.at;
    let night = Now::new(at, group.zone.clone(), Duration::ZERO).night();
    let noon = |night: Night| instant_of(night.date().at(12, 0, 0, 0), &group.zone);
    let jump = SignedDuration::from_secs(
        i64::from(transition.seconds_after - transition.seconds_before).abs(),
    );
    let near = [
        // the transition at the far end of the horizon, and the net's first night
        noon(night.plus(1 - HORIZON_NIGHTS)),
        noon(night.plus(-HORIZON_NIGHTS)),
        instant_of(night.plus(-1).date().at(15, 0, 0, 0), &group.zone),
        at - SECOND,
        at,
    ];
    // in a fold, the hour that comes twice, both times; after a gap, before and behind what it skipped
    let all: Vec<Timestamp> = near
        .into_iter()
        .chain([
            at - jump / 2,
            at + SECOND,
            at + jump / 2,
            at + jump + SECOND,
            at + SignedDuration::from_hours(3),
        ])
        .collect();
    let settings = Settings::default();
    check_wakes(group, &settings, &Asked::default(), &all, covered);
    for wall in clock_jumps(transition) {
        let time = wall.time();
        let (settings, asked) = reminded_at(time);
        check_wakes(group, &settings, &asked, &all, covered);
        for (settings, asked) in [prompted_at(time), topped_up_at(time)]
            .into_iter()
            .flatten()
        {
            check_wakes(group, &settings, &asked, &near, covered);
        }
    }
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

/// The evening reminder and the net at that clock time.
fn reminded_at(time: Time) -> (Settings, Asked) {
    let mut settings = Settings {
        window: Window {
            earliest: Time::constant(12, 0, 0, 0),
            latest: Time::constant(11, 59, 0, 0),
        },
        morning_log: false,
        ..Settings::default()
    };
    let onset = (minutes_after_noon(time) + settings.lead_minutes) % 1440;
    settings.usual_onset = Some(time_after_noon(onset));
    settings.reminders.fallback = Some(time);
    let asked = Asked {
        evening: Some(time),
        prompt: None,
        top_up: None,
        net: Some(time),
    };
    (settings, asked)
}

/// The morning's prompt at that clock time, where the evening has room for it.
fn prompted_at(time: Time) -> Option<(Settings, Asked)> {
    let settings = Settings {
        usual_onset: Some(Time::constant(19, 30, 0, 0)),
        usual_bedtime: Time::constant(12, 0, 0, 0),
        usual_rising: time_after_noon(minutes_after_noon(time).checked_sub(30)?),
        ..Settings::default()
    };
    settings.validate().ok()?;
    let prompt = far_from_reminder(time)?;
    let asked = Asked {
        prompt: Some(prompt),
        ..Asked::default()
    };
    Some((settings, asked))
}

/// The reminder of lights-out at that clock time, where the evening has room for it.
fn topped_up_at(time: Time) -> Option<(Settings, Asked)> {
    let mut settings = Settings {
        usual_onset: Some(Time::constant(19, 30, 0, 0)),
        usual_bedtime: time,
        usual_rising: Time::constant(11, 0, 0, 0),
        morning_log: false,
        ..Settings::default()
    };
    settings.reminders.top_up = true;
    settings.validate().ok()?;
    let asked = Asked {
        prompt: None,
        top_up: Some(far_from_reminder(time)?),
        ..Asked::default()
    };
    Some((settings, asked))
}

/// Half an hour around the reminder and its repetitions is theirs.
fn far_from_reminder(time: Time) -> Option<Time> {
    let minutes = minutes_after_noon(time).abs_diff(minutes_after_noon(USUAL_REMINDER));
    (minutes > 120).then_some(time)
}

/// Plans at each instant and checks each schedule by itself and against the one before it.
fn check_wakes(
    group: &Group,
    settings: &Settings,
    asked: &Asked,
    instants: &[Timestamp],
    covered: &mut Covered,
) {
    let mut instants = instants.to_vec();
    instants.sort_unstable();
    // The person was reminded before, too: on the evening before the first of these wakes.
    let Some(first) = instants.first() else {
        return;
    };
    let earlier = *first - SignedDuration::from_hours(30);
    let earlier = Now::new(earlier, group.zone.clone(), Duration::ZERO);
    let mut planned = BTreeMap::<AlarmId, Delivery>::new();
    for alarm in &plan(settings, &[], &earlier).alarms {
        planned.insert(alarm.id.clone(), as_planned(alarm));
    }
    for (number, at) in instants.iter().enumerate() {
        let now = Now::new(*at, group.zone.clone(), Duration::ZERO);
        // what was due of late came; of what is still to come nothing is known
        let lately = *at - SignedDuration::from_hours(60);
        let deliveries: Vec<Delivery> = planned
            .values()
            .filter(|delivery| lately < delivery.planned && delivery.planned <= *at)
            .map(|delivery| Delivery {
                fired: Some(delivery.planned),
                ..delivery.clone()
            })
            .collect();
        let schedule = plan(settings, &deliveries, &now);
        covered.wakes += 1;
        covered.alarms += schedule.alarms.len();
        let check = |holds: bool, what: &str| {
            assert!(
                holds,
                "{what}\n{}",
                transcript(group, settings, &now, &schedule)
            );
        };
        if number == 0 {
            check(
                schedule == plan(settings, &deliveries, &now),
                "planning twice gave two schedules",
            );
        }
        check_alone(&schedule, asked, &now, &check);
        for alarm in &schedule.alarms {
            let held = planned.entry(alarm.id.clone());
            let held = held.or_insert_with(|| as_planned(alarm));
            check(
                held.planned == alarm.at,
                "an alarm moved between two wakes although nothing changed",
            );
        }
    }
}

fn check_alone(schedule: &Schedule, asked: &Asked, now: &Now, check: &dyn Fn(bool, &str)) {
    let ids: BTreeSet<&str> = schedule.alarms.iter().map(|a| a.id.as_str()).collect();
    check(ids.len() == schedule.alarms.len(), "an id came twice");
    check_distances(schedule, check);
    for alarm in &schedule.alarms {
        check_alarm(alarm, now, check);
    }
    let tonight = now.night();
    for (kind, time) in [
        (AlarmKind::Evening, asked.evening),
        (AlarmKind::MorningLog, asked.prompt),
        (AlarmKind::TopUp, asked.top_up),
    ] {
        let Some(time) = time else { continue };
        // of last night only what its evening or morning still holds
        let alarms: Vec<&Alarm> = of_kind(schedule, kind)
            .filter(|alarm| alarm.night >= tonight)
            .collect();
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
            let wall = alarm.night.wall(time);
            check(
                is_first_showing(alarm.at, wall, &now.zone),
                "an alarm is not at the first moment the clock has reached its time",
            );
        }
    }
    let nets: Vec<&Alarm> = of_kind(schedule, AlarmKind::SafetyNet).collect();
    if let Some(time) = asked.net {
        check(nets.len() == 1, "not one net");
        for net in nets {
            let wall = net.night.wall(time);
            check(net.night == tonight.plus(HORIZON_NIGHTS), "the net's night");
            check(
                is_first_showing(net.at, wall, &now.zone),
                "the net is not at its time",
            );
        }
    }
}

/// Half an hour between everything but a reminder and its own repetitions.
fn check_distances(schedule: &Schedule, check: &dyn Fn(bool, &str)) {
    let apart = SignedDuration::from_mins(APART_MINUTES.into());
    // soonest first, so the neighbour is the closest
    for two in schedule.alarms.windows(2) {
        let close = two[1].at.duration_since(two[0].at) < apart;
        let one_evening =
            two[0].night == two[1].night && two.iter().all(|alarm| is_of_the_evening(alarm.kind));
        check(!close || one_evening, "two reminders within half an hour");
    }
}

fn is_of_the_evening(kind: AlarmKind) -> bool {
    match kind {
        AlarmKind::Evening | AlarmKind::Repeat | AlarmKind::PreNotice | AlarmKind::SafetyNet => {
            true
        }
        AlarmKind::TopUp | AlarmKind::MorningLog | AlarmKind::OpenApp => false,
    }
}

fn check_alarm(alarm: &Alarm, now: &Now, check: &dyn Fn(bool, &str)) {
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
}

/// Wherever a place changed the side of the date line, its calendar skipped a day or had one twice.
#[test]
fn where_a_calendar_skipped_or_repeated_a_day_every_night_there_was_has_one_reminder() {
    let mut crossings = 0;
    for (name, zone) in zones() {
        let half_a_day = 12 * 3600;
        let jumps: Vec<Transition> = transitions_from(&zone, instant("1900-01-01T00:00:00Z"))
            .take_while(|transition| transition.at < instant(LAST))
            .filter(|jump| (jump.seconds_after - jump.seconds_before).abs() >= half_a_day)
            .collect();
        for jump in jumps {
            crossings += 1;
            for hours in [-300, -30, -13, -1, 0, 1, 13, 30] {
                let at = jump.at + SignedDuration::from_hours(hours);
                let now = Now::new(at, zone.clone(), Duration::ZERO);
                let schedule = plan(&Settings::default(), &[], &now);
                let text = || format!("{name} {}\n{}", now.local(), alarms(&schedule));
                let ids: BTreeSet<&str> = schedule.alarms.iter().map(|a| a.id.as_str()).collect();
                assert_eq!(ids.len(), schedule.alarms.len(), "{}", text());
                let evenings: Vec<&Alarm> = of_kind(&schedule, AlarmKind::Evening)
                    .filter(|alarm| alarm.at == alarm.wanted)
                    .collect();
                let nights: Vec<Night> = evenings.iter().map(|alarm| alarm.night).collect();
                let expected: Vec<Night> = (0..HORIZON_NIGHTS)
                    .map(|days| now.night().plus(days))
                    .filter(|night| has_yet_to_show(night.wall(USUAL_REMINDER), at, &zone))
                    .collect();
                assert_eq!(nights, expected, "{}", text());
                for alarm in evenings {
                    assert!(alarm.at > at, "{}", text());
                    let wall = alarm.night.wall(USUAL_REMINDER);
                    assert!(is_first_showing(alarm.at, wall, &zone), "{}", text());
                }
            }
        }
    }
    println!("{crossings} days skipped or had twice, by zone");
    assert!(crossings >= 10, "only {crossings}");
}

fn transcript(group: &Group, settings: &Settings, now: &Now, schedule: &Schedule) -> String {
    format!(
        "zones {}\nnow {} = {}, night {}\nbedtime {}, onset {:?}, rising {}\n{}",
        group.names.join(" "),
        now.at,
        now.local(),
        now.night(),
        settings.usual_bedtime,
        settings.usual_onset,
        settings.usual_rising,
        alarms(schedule)
    )
}
