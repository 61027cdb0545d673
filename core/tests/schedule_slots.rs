//! What the phone holds for a fortnight, what gives way when it holds less, and what is said of what it forbids.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod wakes;

use jiff::civil::time;

use lull_core::reminder::{Action, AlarmKind, Arg, Capabilities, NoticeKind, Recurrence};
use lull_core::settings::Weekday;

use wakes::berlin::{at, evening_at, named, tonights_alarm};
use wakes::{ALL_ALLOWED, evenings_by_night, notice};

#[test]
fn an_ordinary_afternoon_holds_fourteen_evenings_and_all_that_goes_with_them() {
    let schedule = evening_at("16:00").schedule();
    assert_eq!(schedule.notices, []);
    let count = |kind| {
        let alarms = schedule.alarms.iter();
        alarms.filter(|alarm| alarm.kind == kind).count()
    };
    let counts = AlarmKind::ALL.map(|kind| (kind.word(), count(kind)));
    // three repetitions for three nights; all of it fits into the 40 slots of an iPhone
    let expected = [
        ("evening", 14),
        ("repeat", 9),
        ("pre-notice", 0),
        ("top-up", 0),
        ("morning-log", 14),
        ("safety-net", 1),
        ("open-app", 1),
    ];
    assert_eq!(counts, expected);
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
    let morning = named(&schedule, "morning-log-2026-11-21").expect("the morning's prompt");
    assert_eq!(morning.wall.to_string(), "2026-11-22T07:30:00");
    assert_eq!(morning.expires, at("2026-11-22T12:00"));
    assert_eq!(morning.actions, [Action::Log, Action::Dismiss]);
}

#[test]
fn the_net_begins_where_the_evenings_end_and_lull_asks_to_be_opened_before() {
    let mut wake = evening_at("16:00");
    let schedule = wake.schedule();
    let net = named(&schedule, "safety-net-2026-12-05").expect("a net");
    assert_eq!(net.wall.to_string(), "2026-12-05T18:50:00");
    assert_eq!(net.recurrence, Recurrence::Daily);
    let asks = named(&schedule, "open-app-2026-12-04").expect("a request");
    assert_eq!(asks.wall.to_string(), "2026-12-04T13:00:00");
    wake.settings.reminders.fallback = Some(time(19, 15, 0, 0));
    wake.capabilities.repeating_alarms = false;
    wake.capabilities.slots = 4;
    let schedule = wake.schedule();
    let ids: Vec<&str> = schedule
        .alarms
        .iter()
        .map(|alarm| alarm.id.as_str())
        .collect();
    let expected = [
        "evening-2026-11-21",
        "evening-2026-11-22",
        "evening-2026-11-23",
        "safety-net-2026-11-24",
    ];
    assert_eq!(ids, expected);
    let net = &schedule.alarms[3];
    assert_eq!(net.wall.to_string(), "2026-11-24T19:15:00");
    assert_eq!(net.recurrence, Recurrence::Once);
    let short = notice(&schedule, NoticeKind::HorizonShort).expect("a notice");
    assert_eq!(short.message.args.get("nights"), Some(&Arg::Count(3)));
    // a quiet evening is no night to catch
    wake.settings.reminders.quiet_evenings = [Weekday::Tuesday].into();
    assert!(named(&wake.schedule(), "safety-net-2026-11-25").is_some());
    wake.settings.reminders.safety_net = false;
    assert_eq!(evenings_by_night(&wake.schedule()).len(), 4);
}

#[test]
fn what_does_not_fit_beside_the_evenings_is_said_but_is_no_lost_night() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.top_up = true;
    let schedule = wake.schedule();
    assert_eq!(schedule.alarms.len(), 40);
    assert_eq!(evenings_by_night(&schedule).len(), 14);
    let short = notice(&schedule, NoticeKind::ExtrasShort).expect("a notice");
    assert_eq!(short.message.args.get("dropped"), Some(&Arg::Count(13)));
    // near nights have all of theirs
    for id in [
        "top-up-2026-11-21",
        "repeat-3-2026-11-23",
        "morning-log-2026-11-21",
    ] {
        assert!(named(&schedule, id).is_some(), "{id}");
    }
}

#[test]
fn what_the_system_forbids_is_said_with_the_screen_that_mends_it() {
    let forbidden = Capabilities {
        exact_alarms: false,
        notifications: false,
        background_restricted: true,
        force_stopped: true,
        ..ALL_ALLOWED
    };
    let schedule = evening_at("16:00").with(forbidden).schedule();
    let said: Vec<(&str, Option<&Arg>)> = schedule
        .notices
        .iter()
        .map(|notice| (notice.message.key.as_str(), notice.message.args.get("fix")))
        .collect();
    let screen = |name: &str| Arg::Word(name.to_owned());
    assert_eq!(
        said,
        [
            ("notice.force_stopped", None),
            (
                "notice.notifications_off",
                Some(&screen("notification_settings"))
            ),
            (
                "notice.background_restricted",
                Some(&screen("battery_settings"))
            ),
            (
                "notice.exact_alarms_off",
                Some(&screen("exact_alarm_settings"))
            ),
        ]
    );
    // the alarms are asked for all the same
    assert_eq!(evenings_by_night(&schedule).len(), 14);
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
    assert_eq!(short.message.args.get("dropped"), Some(&Arg::Count(38)));
}
