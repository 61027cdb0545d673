//! One evening in Berlin whose clock is set, whose hour comes twice, or whose alarms are not exact.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod wakes;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::time;

use lull_core::diary::Change;
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{Action, AlarmId, Arg, Exactness, NoticeKind};

use wakes::berlin::{
    at, clocks, evening_at, now_at, snoozed, tonight, tonights_alarm, tonights_delivery,
};
use wakes::{Wake, evenings_by_night, notice};

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
