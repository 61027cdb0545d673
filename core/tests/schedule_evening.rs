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
    Action, Alarm, AlarmId, AlarmKind, Answered, Arg, Capabilities, Exactness, NoticeKind,
    Recurrence, Schedule, change_for,
};
use lull_core::settings::{FreeEvenings, Settings, Weekday};
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
    Delivery::planned(
        AlarmId::new(AlarmKind::Evening, tonight()),
        AlarmKind::Evening,
        tonight(),
        at(&format!("2026-11-21T{planned}")),
    )
}

fn named<'a>(schedule: &'a Schedule, id: &str) -> Option<&'a Alarm> {
    schedule.alarms.iter().find(|alarm| alarm.id.as_str() == id)
}

/// The times on the clock at which tonight's alarms with such ids come.
fn clocks(schedule: &Schedule, id: &str) -> Vec<String> {
    schedule
        .alarms
        .iter()
        .filter(|alarm| alarm.night == tonight() && alarm.id.as_str().starts_with(id))
        .map(|alarm| alarm.wall.strftime("%H:%M").to_string())
        .collect()
}

fn snoozed(action: Action, wake: &Wake) -> Change {
    let reminders = &wake.settings.reminders;
    change_for(action, Answered::default(), reminders, &wake.now).expect("a change")
}

fn tonights_alarm(schedule: &Schedule) -> Option<&Alarm> {
    evenings_by_night(schedule).get(&tonight()).copied()
}

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
fn a_reminder_nobody_saw_comes_late_with_its_time_until_two_hours_after_onset() {
    let missed = |clock: &str| {
        let mut wake = evening_at(clock);
        wake.deliveries = vec![tonights_delivery("18:50")];
        let schedule = wake.schedule();
        let said = notice(&schedule, NoticeKind::ReminderMissed).cloned();
        (said, tonights_alarm(&schedule).cloned())
    };
    // the system may be just about to deliver it
    assert_eq!(missed("18:51"), (None, None));
    let (said, late) = missed("19:10:20");
    let said = said.expect("a notice");
    let late = late.expect("a late reminder");
    let fifty = Arg::Time(time(18, 50, 0, 0));
    assert_eq!(said.message.args.get("time"), Some(&fifty));
    assert_eq!(said.message.args.get("night"), Some(&Arg::Night(tonight())));
    assert_eq!(late.at, at("2026-11-21T19:11"));
    assert_eq!(late.wanted, at("2026-11-21T18:50"));
    assert_eq!(late.message.key, "reminder.evening_late");
    assert_eq!(late.message.args.get("original"), Some(&fifty));
    assert!(missed("21:28:30").1.is_some());
    let (said, late) = missed("21:29:30");
    assert!(
        said.is_some() && late.is_none(),
        "the next minute is too late"
    );
    // it is rolled: only tomorrow's is ahead
    assert_eq!(missed("21:30"), (None, None));
}

#[test]
fn a_late_reminder_is_repeated_from_its_own_time_on() {
    let mut wake = evening_at("19:10:20");
    wake.deliveries = vec![tonights_delivery("18:50")];
    let clocks = |wake: &Wake| clocks(&wake.schedule(), "repeat-");
    assert_eq!(clocks(&wake)[..3], ["19:21", "19:31", "19:41"]);
    wake.deliveries[0].fired = Some(at("2026-11-21T19:11:00"));
    wake.now = now_at(at("2026-11-21T19:11:05"));
    assert_eq!(clocks(&wake)[..3], ["19:21", "19:31", "19:41"]);
}

#[test]
fn an_unanswered_reminder_is_repeated_until_it_is_answered() {
    let mut wake = evening_at("16:00");
    let tonights = |wake: &Wake| {
        let schedule = wake.schedule();
        let ids = ["repeat-1", "repeat-2", "repeat-3"];
        ids.map(|id| {
            let alarm = named(&schedule, &format!("{id}-2026-11-21"));
            alarm.map(|alarm| alarm.wall.time().to_string())
        })
    };
    let clock = |text: &str| Some(format!("{text}:00"));
    let all = [clock("19:00"), clock("19:10"), clock("19:20")];
    assert_eq!(tonights(&wake), all);
    wake.now = now_at(at("2026-11-21T18:50:30"));
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:50:10")),
        ..tonights_delivery("18:50")
    }];
    assert_eq!(tonights(&wake), all);
    wake.now = now_at(at("2026-11-21T19:05"));
    assert_eq!(tonights(&wake), [None, clock("19:10"), clock("19:20")]);
    for action in [Action::Start, Action::SkipTonight, Action::AlreadyStarted] {
        let mut answered = wake.clone();
        answered.deliveries[0].acted = Some((answered.now.at, action));
        assert_eq!(tonights(&answered), [None, None, None], "{action:?}");
    }
    // a swipe takes the place of a repetition
    let mut swiped = wake.clone();
    swiped.deliveries[0].swipes = 1;
    let until = at("2026-11-21T19:15");
    swiped
        .history
        .changes
        .insert(tonight(), Change::Snoozed { until });
    assert_eq!(tonights(&swiped), [clock("19:25"), clock("19:35"), None]);
    let schedule = swiped.schedule();
    let again = named(&schedule, "repeat-1-2026-11-21").expect("a repetition");
    assert_eq!(
        again.message.args.get("original"),
        Some(&Arg::Time(time(18, 50, 0, 0)))
    );
    wake.settings.reminders.repeat.most = 0;
    assert_eq!(tonights(&wake), [None, None, None]);
}

#[test]
fn a_notice_beforehand_is_given_where_the_reminder_has_its_exact_time() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.pre_notice_minutes = Some(15);
    let schedule = wake.schedule();
    let announced = named(&schedule, "pre-notice-2026-11-21").expect("a notice");
    assert_eq!(announced.wall.to_string(), "2026-11-21T18:35:00");
    assert_eq!(announced.expires, at("2026-11-21T18:50"));
    let wall = Arg::Time(time(18, 50, 0, 0));
    assert_eq!(announced.message.args.get("time"), Some(&wall));
    assert_eq!(
        announced.message.args.get("minutes"),
        Some(&Arg::Minutes(15))
    );
    wake.capabilities.exact_alarms = false;
    assert_eq!(named(&wake.schedule(), "pre-notice-2026-11-21"), None);
}

#[test]
fn a_top_up_comes_at_lights_out_unless_the_reminder_itself_comes_then() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.top_up = true;
    let top_up = |wake: &Wake| {
        let schedule = wake.schedule();
        named(&schedule, "top-up-2026-11-21").map(|alarm| alarm.wall.time().to_string())
    };
    assert_eq!(top_up(&wake).as_deref(), Some("22:30:00"));
    // a session that was had already is no reason against it
    wake.history.changes.insert(tonight(), Change::Done);
    assert_eq!(top_up(&wake).as_deref(), Some("22:30:00"));
    wake.history.changes.insert(tonight(), Change::Skip);
    assert_eq!(top_up(&wake), None);
    let chosen = |hour, minute| Change::At {
        time: time(hour, minute, 0, 0),
    };
    wake.history.changes.insert(tonight(), chosen(22, 1));
    assert_eq!(top_up(&wake), None);
    // half an hour is far enough; repetitions in between give way
    wake.history.changes.insert(tonight(), chosen(22, 0));
    assert_eq!(top_up(&wake).as_deref(), Some("22:30:00"));
    let repeats = clocks(&wake.schedule(), "repeat-");
    assert!(
        repeats.iter().all(|clock| clock.as_str() < "22:00"),
        "{repeats:?}"
    );
}

#[test]
fn a_top_up_that_was_answered_does_not_come_again_when_the_clock_goes_back() {
    let mut wake = evening_at("22:20");
    wake.settings.reminders.top_up = true;
    wake.history.changes.insert(tonight(), Change::Done);
    let id = AlarmId::new(AlarmKind::TopUp, tonight());
    wake.deliveries = vec![Delivery {
        acted: Some((at("2026-11-21T22:15"), Action::Start)),
        ..Delivery::planned(id, AlarmKind::TopUp, tonight(), at("2026-11-21T22:30"))
    }];
    assert_eq!(named(&wake.schedule(), "top-up-2026-11-21"), None);
}

#[test]
fn free_evenings_have_their_own_bedtime_onset_and_morning() {
    // the 20th is a Friday, the 21st a Saturday
    let mut wake = evening_at("16:00");
    wake.settings.reminders.top_up = true;
    wake.settings.free_evenings = Some(FreeEvenings {
        evenings: [Weekday::Friday, Weekday::Saturday].into(),
        bedtime: time(0, 30, 0, 0),
        rising: time(9, 30, 0, 0),
        onset: None,
    });
    let schedule = wake.schedule();
    let wall = |id: &str| named(&schedule, id).map(|alarm| alarm.wall.to_string());
    let saturday = "2026-11-21";
    assert_eq!(
        wall(&format!("evening-{saturday}")),
        Some("2026-11-21T20:50:00".to_owned())
    );
    assert_eq!(
        wall(&format!("top-up-{saturday}")),
        Some("2026-11-22T00:30:00".to_owned())
    );
    assert_eq!(
        wall(&format!("morning-log-{saturday}")),
        Some("2026-11-22T10:00:00".to_owned())
    );
    let sunday = "2026-11-22";
    assert_eq!(
        wall(&format!("evening-{sunday}")),
        Some("2026-11-22T18:50:00".to_owned())
    );
    assert_eq!(
        wall(&format!("morning-log-{sunday}")),
        Some("2026-11-23T07:30:00".to_owned())
    );
}

#[test]
fn quiet_evenings_have_no_reminder_unless_one_is_asked_for_once() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.quiet_evenings = [Weekday::Saturday].into();
    wake.settings.reminders.top_up = true;
    let schedule = wake.schedule();
    let of_tonight: Vec<&str> = schedule
        .alarms
        .iter()
        .filter(|alarm| alarm.night == tonight())
        .map(|alarm| alarm.id.as_str())
        .collect();
    assert_eq!(of_tonight, ["morning-log-2026-11-21"]);
    let change = Change::At {
        time: time(20, 0, 0, 0),
    };
    wake.history.changes.insert(tonight(), change);
    let alarm = tonights_alarm(&wake.schedule()).cloned();
    assert_eq!(alarm.expect("asked for").at, at("2026-11-21T20:00"));
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
        assert_eq!(tonights_alarm(&wake.schedule()), None);
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
    let change = snoozed(Action::Snooze { minutes: 20 }, &wake);
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
    let change = snoozed(Action::Dismiss, &wake);
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
    let mut wake = Wake {
        now,
        ..evening_at("16:00")
    };
    let change = snoozed(Action::Snooze { minutes: 10 }, &wake);
    wake.history.changes.insert(night, change);
    let schedule = wake.schedule();
    let alarm = evenings_by_night(&schedule)[&night];
    assert_eq!(alarm.at.to_string(), "2026-10-25T01:05:00Z");
    assert_eq!(alarm.wall.to_string(), "2026-10-25T02:05:00");
}

#[test]
fn a_clock_set_during_a_snooze_neither_loses_nor_doubles_the_reminder() {
    let mut wake = evening_at("18:53:20");
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:50:10")),
        acted: Some((wake.now.at, Action::Snooze { minutes: 20 })),
        ..tonights_delivery("18:50")
    }];
    let change = snoozed(Action::Snooze { minutes: 20 }, &wake);
    wake.history.changes.insert(tonight(), change);
    let rings = |wake: &Wake, clock: &str| {
        let mut wake = wake.clone();
        wake.now = now_at(at(clock));
        let schedule = wake.schedule();
        let missed = notice(&schedule, NoticeKind::ReminderMissed).is_some();
        let alarm = tonights_alarm(&schedule);
        (alarm.map(|alarm| alarm.wall.time().to_string()), missed)
    };
    let until = Some("19:14:00".to_owned());
    // an hour back, minutes before its end, and by days: the end stays where the clock will show it
    for clock in ["2026-11-21T17:53", "2026-11-21T19:13:59"] {
        assert_eq!(rings(&wake, clock), (until.clone(), false), "{clock}");
    }
    assert_eq!(rings(&wake, "2026-11-20T18:53").0, until);
    // forward past its end: late at once
    let late = Some("19:54:00".to_owned());
    assert_eq!(rings(&wake, "2026-11-21T19:53:20"), (late, true));
    // forward past all use: tomorrow's is the next
    assert_eq!(rings(&wake, "2026-11-22T03:00"), (None, false));
}

#[test]
fn a_clock_set_while_a_reminder_is_shown_neither_loses_nor_doubles_it() {
    let mut wake = evening_at("18:51");
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:50:10")),
        shown: Some(at("2026-11-21T18:50:11")),
        ..tonights_delivery("18:50")
    }];
    let rings = |wake: &Wake, clock: &str| {
        let mut wake = wake.clone();
        wake.now = now_at(at(&format!("2026-11-21T{clock}")));
        let evening = tonights_alarm(&wake.schedule()).map(|alarm| alarm.wall.time().to_string());
        (evening, clocks(&wake.schedule(), "repeat-").len())
    };
    assert_eq!(rings(&wake, "18:51"), (None, 3));
    // forward: it was seen, so it is not late; what is left of its repetitions comes
    assert_eq!(rings(&wake, "19:15"), (None, 1));
    assert_eq!(rings(&wake, "20:51"), (None, 0));
    // back before its time: a sign from a clock that ran ahead proves nothing, and late is worse than twice
    assert_eq!(rings(&wake, "17:51"), (Some("18:50:00".to_owned()), 3));
    // answered, it stays answered whatever the clock shows
    wake.deliveries[0].acted = Some((at("2026-11-21T18:50:30"), Action::Start));
    wake.history.changes.insert(tonight(), Change::Done);
    for clock in ["17:51", "18:51", "19:15", "20:51"] {
        assert_eq!(rings(&wake, clock), (None, 0), "{clock}");
    }
}

#[test]
fn a_clock_set_forward_over_a_reminder_brings_it_late_and_back_again_on_time() {
    let wake = evening_at("16:00");
    let planned = |clock: &str| {
        let mut later = wake.clone();
        later.deliveries = vec![tonights_delivery("18:50")];
        later.now = now_at(at(&format!("2026-11-21T{clock}")));
        let schedule = later.schedule();
        let alarm = tonights_alarm(&schedule).expect("a reminder");
        (alarm.wall.time().to_string(), alarm.wanted)
    };
    let wanted = at("2026-11-21T18:50");
    assert_eq!(planned("20:00:00"), ("20:01:00".to_owned(), wanted));
    assert_eq!(planned("16:30"), ("18:50:00".to_owned(), wanted));
}

#[test]
fn a_snooze_past_noon_is_not_lost_with_the_night_that_ended() {
    // 11:55 on the 22nd, still the night of the 21st
    let mut wake = Wake {
        now: now_at(at("2026-11-22T11:55")),
        ..evening_at("16:00")
    };
    let change = snoozed(Action::Snooze { minutes: 20 }, &wake);
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
    assert_eq!(short.message.args.get("dropped"), Some(&Arg::Count(38)));
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
