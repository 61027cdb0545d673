//! One evening in Berlin, moment by moment: what the phone must hold, and what the person is told.
//!
//! Onset 19:30, reminder 18:50, of use until 21:30.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod wakes;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::time;
use jiff::tz::TimeZone;

use lull_core::diary::{Change, Entry, History, HistoryNight, Score, Symptoms};
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{
    Action, Alarm, AlarmId, AlarmKind, Arg, Capabilities, Exactness, NoticeKind, Schedule,
    change_for,
};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, instant_of};

use wakes::{ALL_ALLOWED, Wake, evenings_by_night, notice};

fn at(text: &str) -> Timestamp {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    let wall = text.parse().expect("a local date-time");
    instant_of(wall, &zone)
}

fn now_at(at: Timestamp) -> Now {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, std::time::Duration::ZERO)
}

fn evening_at(clock: &str) -> Wake {
    Wake {
        history: History::default(),
        settings: Settings::default(),
        deliveries: Vec::new(),
        capabilities: ALL_ALLOWED,
        now: now_at(at(&format!("2026-11-21T{clock}"))),
    }
}

fn tonight() -> Night {
    Night::of("2026-11-21T18:00".parse().expect("a local date-time"))
}

fn tonights_delivery(planned: &str) -> Delivery {
    Delivery {
        id: AlarmId::new(AlarmKind::Evening, tonight()),
        kind: AlarmKind::Evening,
        night: tonight(),
        planned: at(&format!("2026-11-21T{planned}")),
        fired: None,
        shown: None,
        acted: None,
        refused: false,
    }
}

fn tonights_alarm(schedule: &Schedule) -> Option<&Alarm> {
    evenings_by_night(schedule).get(&tonight()).copied()
}

#[test]
fn an_ordinary_afternoon_holds_fourteen_evenings_and_fourteen_mornings() {
    let schedule = evening_at("16:00").schedule();
    assert_eq!(schedule.alarms.len(), 28);
    assert_eq!(schedule.notices, []);
    let tonight = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(tonight.id.as_str(), "evening-2026-11-21");
    assert_eq!(tonight.wall.to_string(), "2026-11-21T18:50:00");
    assert_eq!(tonight.expires, at("2026-11-21T21:30"));
    assert_eq!(tonight.message.key, "reminder.evening");
    assert_eq!(
        tonight.message.args.get("onset"),
        Some(&Arg::Time(time(19, 30, 0, 0)))
    );
    assert_eq!(tonight.message.args.get("lead"), Some(&Arg::Minutes(40)));
    assert_eq!(tonight.actions.len(), 6);
    let morning = &schedule.alarms[1];
    assert_eq!(morning.id.as_str(), "morning-log-2026-11-21");
    assert_eq!(morning.wall.to_string(), "2026-11-22T07:30:00");
    assert_eq!(morning.expires, at("2026-11-22T12:00"));
    assert_eq!(morning.actions, [Action::Log, Action::Dismiss]);
}

#[test]
fn a_reminder_nobody_saw_is_a_notice_until_two_hours_after_onset() {
    let missed = |clock: &str| {
        let mut wake = evening_at(clock);
        wake.deliveries = vec![tonights_delivery("18:50")];
        let schedule = wake.schedule();
        assert_eq!(tonights_alarm(&schedule), None);
        notice(&schedule, NoticeKind::ReminderMissed).cloned()
    };
    // the system may be just about to deliver it
    assert_eq!(missed("18:51"), None);
    let said = missed("19:10").expect("a notice");
    assert_eq!(
        said.message.args.get("time"),
        Some(&Arg::Time(time(18, 50, 0, 0)))
    );
    assert_eq!(said.message.args.get("night"), Some(&Arg::Night(tonight())));
    assert!(missed("21:29").is_some());
    assert_eq!(missed("21:30"), None);
}

#[test]
fn a_reminder_that_fired_was_shown_or_was_answered_is_not_missed() {
    let sign = Some(at("2026-11-21T18:52"));
    for delivery in [
        Delivery {
            fired: sign,
            ..tonights_delivery("18:50")
        },
        Delivery {
            shown: sign,
            ..tonights_delivery("18:50")
        },
        Delivery {
            acted: sign.map(|at| (at, Action::Start)),
            ..tonights_delivery("18:50")
        },
    ] {
        let mut wake = evening_at("19:10");
        wake.deliveries = vec![delivery];
        assert_eq!(wake.schedule().notices, []);
    }
}

#[test]
fn a_snoozed_reminder_comes_again_and_says_when_it_came_first() {
    let mut wake = evening_at("18:53:20");
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:51")),
        acted: Some((wake.now.at, Action::Snooze { minutes: 20 })),
        ..tonights_delivery("18:50")
    }];
    let change = change_for(Action::Snooze { minutes: 20 }, &wake.now).expect("a change");
    wake.history.changes.insert(tonight(), change);
    for exact_alarms in [true, false] {
        wake.capabilities.exact_alarms = exact_alarms;
        let schedule = wake.schedule();
        let alarm = tonights_alarm(&schedule).expect("the snoozed alarm");
        // never earlier, also when inexact: that would undo the snooze
        assert_eq!(alarm.at, at("2026-11-21T19:14"));
        assert_eq!(
            alarm.message.args.get("original"),
            Some(&Arg::Time(time(18, 51, 0, 0)))
        );
    }
    // it was snoozed, and then it never came
    wake.now = now_at(at("2026-11-21T19:20"));
    assert!(notice(&wake.schedule(), NoticeKind::ReminderMissed).is_some());
    wake.deliveries[0].fired = Some(at("2026-11-21T19:14"));
    assert!(notice(&wake.schedule(), NoticeKind::ReminderMissed).is_none());
}

#[test]
fn an_inexact_reminder_that_came_early_does_not_ring_again_at_its_proper_time() {
    let mut wake = evening_at("17:00");
    wake.capabilities.exact_alarms = false;
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(alarm.at, at("2026-11-21T17:50"));
    assert_eq!(alarm.wanted, at("2026-11-21T18:50"));
    wake.now = now_at(at("2026-11-21T17:58"));
    wake.deliveries = vec![Delivery {
        fired: Some(wake.now.at),
        ..tonights_delivery("18:50")
    }];
    assert_eq!(tonights_alarm(&wake.schedule()), None);
    // the person allows exact alarms upon the notice: still once an evening
    wake.capabilities.exact_alarms = true;
    assert_eq!(tonights_alarm(&wake.schedule()), None);
    // a time the person chooses now rings all the same, and at that time
    let change = Change::At {
        time: time(18, 30, 0, 0),
    };
    wake.history.changes.insert(tonight(), change);
    for exact_alarms in [true, false] {
        wake.capabilities.exact_alarms = exact_alarms;
        let schedule = wake.schedule();
        let alarm = tonights_alarm(&schedule).expect("the chosen time");
        assert_eq!(alarm.at, at("2026-11-21T18:30"));
    }
}

#[test]
fn an_inexact_reminder_whose_hour_has_begun_is_armed_for_the_next_minute() {
    let mut wake = evening_at("18:20:30");
    wake.capabilities.exact_alarms = false;
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(alarm.at, at("2026-11-21T18:21"));
    assert_eq!(alarm.exactness, Exactness::Inexact);
    // not even a minute too late when the chosen time is no whole minute
    let time = time(18, 20, 45, 0);
    wake.history.changes.insert(tonight(), Change::At { time });
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(alarm.at, at("2026-11-21T18:20:45"));
}

#[test]
fn a_fire_recorded_by_a_clock_that_ran_ahead_does_not_silence_tonight() {
    let mut wake = evening_at("16:00");
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:50")),
        ..tonights_delivery("18:50")
    }];
    assert!(tonights_alarm(&wake.schedule()).is_some());
    // nor is it given out as the time at which a snoozed reminder first came
    wake.deliveries[0].fired = Some(at("2026-11-21T20:00"));
    let change = change_for(Action::Dismiss, &wake.now).expect("a change");
    wake.history.changes.insert(tonight(), change);
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("the snoozed alarm");
    assert_eq!(
        alarm.message.args.get("original"),
        Some(&Arg::Time(time(18, 50, 0, 0)))
    );
}

#[test]
fn a_snooze_across_the_hour_that_comes_twice_ends_after_its_minutes() {
    // 02:55 summer time, five minutes before the clock goes back to 02:00
    let now = now_at("2026-10-25T00:55:00Z".parse().expect("a timestamp"));
    let night = now.night();
    let change = change_for(Action::Snooze { minutes: 10 }, &now).expect("a change");
    let mut wake = Wake {
        now,
        ..evening_at("16:00")
    };
    wake.history.changes.insert(night, change);
    let schedule = wake.schedule();
    let alarm = evenings_by_night(&schedule)[&night];
    assert_eq!(alarm.at.to_string(), "2026-10-25T01:05:00Z");
    assert_eq!(alarm.wall.to_string(), "2026-10-25T02:05:00");
}

#[test]
fn a_snooze_past_noon_is_not_lost_with_the_night_that_ended() {
    // 11:55 on the 22nd, still the night of the 21st
    let mut wake = Wake {
        now: now_at(at("2026-11-22T11:55")),
        ..evening_at("16:00")
    };
    let change = change_for(Action::Snooze { minutes: 20 }, &wake.now).expect("a change");
    wake.history.changes.insert(tonight(), change);
    wake.now = now_at(at("2026-11-22T12:05"));
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("the snoozed alarm");
    assert_eq!(alarm.at, at("2026-11-22T12:15"));
}

#[test]
fn the_morning_asks_until_its_questions_were_answered() {
    let asked = |entry: &Entry| {
        let mut wake = evening_at("16:00");
        wake.history.nights = vec![HistoryNight::new(entry, Vec::new())];
        let id = AlarmId::new(AlarmKind::MorningLog, tonight());
        wake.schedule().alarms.iter().any(|alarm| alarm.id == id)
    };
    // a session alone says nothing about symptoms
    let mut entry = Entry::empty(tonight());
    assert!(asked(&entry));
    entry.symptoms = Some(Symptoms::Unknown);
    assert!(!asked(&entry));
    // a tap of the evening says nothing about the night: the morning still asks
    entry.symptoms = None;
    entry.symptoms_started(&now_at(at("2026-11-21T20:10")));
    assert!(asked(&entry));
    entry.severity = Some(Score::new("severity", 4).expect("in range"));
    assert!(!asked(&entry));
}

#[test]
fn without_any_slot_there_is_no_alarm_but_a_notice() {
    let schedule = evening_at("16:00")
        .with(Capabilities {
            slots: 0,
            ..ALL_ALLOWED
        })
        .schedule();
    assert_eq!(schedule.alarms, []);
    let short = notice(&schedule, NoticeKind::HorizonShort).expect("a notice");
    assert_eq!(short.message.args.get("nights"), Some(&Arg::Count(0)));
    assert_eq!(short.message.args.get("dropped"), Some(&Arg::Count(28)));
}

#[test]
fn the_calendars_ends_hold_no_alarm_twice() {
    for end in [Timestamp::MIN, Timestamp::MAX] {
        let wake = Wake {
            now: now_at(end),
            ..evening_at("16:00")
        };
        let schedule = wake.schedule();
        let ids: BTreeSet<&AlarmId> = schedule.alarms.iter().map(|alarm| &alarm.id).collect();
        assert_eq!(ids.len(), schedule.alarms.len());
    }
}
