//! Every wake: the same schedule for the same diary, a generation that rises with the set, and word of a cut-off session.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use diaries::{app, clock, journal, minutes_after, now, this_evening, write_down};
use lull_core::app::{App, AppError};
use lull_core::device::FailSafe;
use lull_core::driver::store::Store;
use lull_core::driver::store::ownership::SessionOwnership;
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{
    Action, Alarm, AlarmKind, Arg, Capabilities, Notice, NoticeKind, Schedule, WakeReason,
};
use lull_core::session::Stopped;
use lull_core::settings::Settings;
use lull_core::time::Now;
use proptest::prelude::*;

fn wake(app: &App, now: &Now) -> Schedule {
    app.wake(WakeReason::Launch, now, &Capabilities::default())
        .expect("wakes")
}

fn interruptions(schedule: &Schedule) -> Vec<&Notice> {
    let cut_off = |notice: &&Notice| notice.kind == NoticeKind::SessionInterrupted;
    schedule.notices.iter().filter(cut_off).collect()
}

/// Tonight's evening alarm.
fn evening(schedule: &Schedule) -> Option<&Alarm> {
    let tonight = this_evening().night();
    let wanted = |alarm: &&Alarm| alarm.kind == AlarmKind::Evening && alarm.night == tonight;
    schedule.alarms.iter().find(wanted)
}

/// Usual bedtime 22:30, so onset 19:30 and the reminder at 18:50.
fn set_up() -> (tempfile::TempDir, App) {
    let (folder, app) = app();
    app.save_settings(&Settings::default()).expect("saves");
    (folder, app)
}

fn delivery(app: &App, now: &Now) -> Delivery {
    let audit = app.audit(1, now).expect("audits");
    let mut deliveries = audit.deliveries.into_iter().map(|audited| audited.delivery);
    let tonight = deliveries.find(|delivery| delivery.kind == AlarmKind::Evening);
    tonight.expect("tonight's reminder is known")
}

#[test]
fn waking_twice_gives_the_same_schedule() {
    let (_folder, app) = set_up();
    let first = wake(&app, &this_evening());
    assert_eq!(first.generation, 1);
    assert!(evening(&first).is_some(), "{first:#?}");
    assert_eq!(wake(&app, &this_evening()), first);
}

#[test]
fn the_generation_rises_only_with_the_set_of_alarms() {
    let (folder, app) = set_up();
    let first = wake(&app, &this_evening());
    let minute_later = now("2026-11-21T18:01");
    assert_eq!(wake(&app, &minute_later).generation, first.generation);

    app.skip_tonight(&minute_later).expect("skips");
    let skipped = wake(&app, &minute_later);
    assert_eq!(skipped.generation, first.generation + 1);
    assert_eq!(evening(&skipped), None);
    // another process, asking the same, hears the same
    let other = App::open(folder.path()).expect("opens");
    assert_eq!(wake(&other, &minute_later), skipped);

    app.tonight_as_usual(&minute_later).expect("takes back");
    let as_usual = wake(&app, &minute_later);
    assert_eq!(as_usual.generation, first.generation + 2);
    assert_eq!(as_usual.alarms, first.alarms);
}

#[test]
fn a_reminder_taken_back_before_its_time_is_not_missed() {
    let (_folder, app) = set_up();
    wake(&app, &this_evening());
    app.skip_tonight(&this_evening()).expect("skips");
    wake(&app, &this_evening());
    let audit = app.audit(1, &now("2026-11-21T21:00")).expect("audits");
    let evenings = audit
        .deliveries
        .iter()
        .filter(|audited| audited.delivery.kind == AlarmKind::Evening);
    assert_eq!(evenings.count(), 0);
}

#[test]
fn a_reminder_that_never_came_is_missed_and_stays_so() {
    let (_folder, app) = set_up();
    wake(&app, &this_evening());
    for time in ["2026-11-21T19:20", "2026-11-21T23:00"] {
        wake(&app, &now(time));
        assert_eq!(
            app.audit(1, &now(time)).expect("audits").missed,
            1,
            "{time}"
        );
    }
}

#[test]
fn what_became_of_a_reminder_is_kept_from_its_first_report() {
    let (_folder, app) = set_up();
    let alarm = evening(&wake(&app, &this_evening()))
        .expect("is wanted")
        .clone();
    let at = |minutes: i64| Now {
        at: minutes_after(alarm.at, minutes),
        ..this_evening()
    };
    for minutes in [1, 50] {
        app.alarm_fired(&alarm.id, &at(minutes)).expect("reports");
        app.alarm_shown(&alarm.id, &at(minutes + 1))
            .expect("reports");
    }
    app.alarm_acted(&alarm.id, Action::Start, &at(4))
        .expect("answers");
    wake(&app, &at(5));
    let delivery = delivery(&app, &at(60));
    assert_eq!(delivery.fired, Some(at(1).at));
    assert_eq!(delivery.shown, Some(at(2).at));
    assert_eq!(delivery.acted, Some((at(4).at, Action::Start)));
    assert_eq!(app.audit(1, &at(60)).expect("audits").on_time, 1);
}

#[test]
fn a_snooze_rings_again_and_its_firing_is_a_new_one() {
    let (_folder, app) = set_up();
    let alarm = evening(&wake(&app, &this_evening()))
        .expect("is wanted")
        .clone();
    let at = |minutes: i64| Now {
        at: minutes_after(alarm.at, minutes),
        ..this_evening()
    };
    app.alarm_fired(&alarm.id, &at(0)).expect("reports");
    app.alarm_shown(&alarm.id, &at(0)).expect("reports");
    let snooze = Action::Snooze { minutes: 10 };
    assert!(
        app.alarm_acted(&alarm.id, snooze, &at(0))
            .expect("answers")
            .schedule
    );
    let snoozed = wake(&app, &at(0));
    assert_eq!(evening(&snoozed).expect("rings again").at, at(10).at);
    assert_eq!(wake(&app, &at(1)).alarms, snoozed.alarms);

    // swiping away the reminder that was just answered is no second answer
    assert!(
        !app.alarm_acted(&alarm.id, Action::Dismiss, &at(0))
            .expect("swipes")
            .schedule
    );
    app.alarm_fired(&alarm.id, &at(12)).expect("reports");
    let again = delivery(&app, &at(12));
    assert_eq!(again.planned, at(10).at);
    assert_eq!((again.fired, again.shown), (Some(at(12).at), None));
    // now it is one
    assert!(
        app.alarm_acted(&alarm.id, Action::Dismiss, &at(13))
            .expect("swipes")
            .schedule
    );
}

#[test]
fn refusals_are_kept_for_the_generation_they_answer() {
    let (_folder, app) = set_up();
    let schedule = wake(&app, &this_evening());
    let alarm = evening(&schedule).expect("is wanted");
    let refused = std::slice::from_ref(&alarm.id);
    let is_refused = || {
        app.schedule_applied(schedule.generation + 1, &[], &this_evening())
            .expect("ignored");
        delivery(&app, &this_evening()).refused
    };
    app.schedule_applied(schedule.generation + 1, refused, &this_evening())
        .expect("ignored");
    assert!(!is_refused(), "an answer to another generation");
    app.schedule_applied(schedule.generation, refused, &this_evening())
        .expect("applies");
    assert!(is_refused());
    app.schedule_applied(schedule.generation, &[], &this_evening())
        .expect("applies");
    assert!(!is_refused());
}

#[test]
fn a_session_whose_process_died_is_told_of_until_it_is_acknowledged() {
    let (folder, app) = set_up();
    let mut store = Store::open(folder.path()).expect("opens");
    let written = journal(7, &this_evening(), FailSafe::DeviceTimer);
    write_down(&mut store, written.records.get(..5).expect("that long"));

    let later = now("2026-11-21T18:20");
    let first = wake(&app, &later);
    let [notice] = interruptions(&first)[..] else {
        panic!("one notice in {first:#?}");
    };
    assert_eq!(notice.message.key, "notice.session_interrupted");
    let arg = |name: &str| notice.message.args.get(name).cloned();
    assert_eq!(arg("program"), Some(Arg::Word("evening".to_owned())));
    assert_eq!(arg("started"), Some(Arg::Time(clock("18:00"))));
    assert_eq!(arg("stops_by"), Some(Arg::Time(clock("18:35"))));
    assert_eq!(arg("stopped"), Some(Arg::Word("by_fail_safe".to_owned())));

    assert_eq!(wake(&app, &later), first);
    assert_eq!(
        interruptions(&wake(&app, &now("2026-11-22T07:00"))),
        [notice]
    );
    app.acknowledge_notices().expect("acknowledges");
    assert!(interruptions(&wake(&app, &later)).is_empty());
}

#[test]
fn a_session_whose_process_lives_is_left_alone_but_an_older_one_is_not() {
    let (folder, app) = set_up();
    let mut store = Store::open(folder.path()).expect("opens");
    for (number, wall) in [(7, "2026-11-20T18:40"), (8, "2026-11-21T18:00")] {
        let written = journal(number, &now(wall), FailSafe::None);
        write_down(&mut store, written.records.get(..5).expect("that long"));
    }
    let owner = SessionOwnership::take(folder.path())
        .expect("takes")
        .expect("is free");
    let told = wake(&app, &now("2026-11-21T18:10"));
    assert_eq!(interruptions(&told).len(), 1);
    assert_eq!(store.open_sessions().expect("reads").len(), 1);
    let nights = app.nights(None, None).expect("reads");
    let stopped = nights
        .iter()
        .flat_map(|night| &night.sessions)
        .map(|session| session.stopped);
    assert_eq!(stopped.collect::<Vec<_>>(), [Some(Stopped::Unknown), None]);

    drop(owner);
    let told = wake(&app, &now("2026-11-21T18:10"));
    assert_eq!(interruptions(&told).len(), 2);
    assert!(store.open_sessions().expect("reads").is_empty());
}

#[test]
fn the_plan_is_made_from_the_diary_that_was_imported() {
    let (_folder, app) = set_up();
    let before = app.plan(&this_evening()).expect("plans");
    let nights = include_bytes!("fixtures/nights.csv");
    app.import_csv(nights, &this_evening()).expect("imports");
    let after = app.plan(&this_evening()).expect("plans");
    assert_ne!(before, after);
    assert_eq!(
        app.plan_for(before.night, &this_evening()).expect("plans"),
        after
    );
}

/// Something that happens between two wakes.
#[derive(Clone, Debug)]
enum Happening {
    Skip,
    AsUsual,
    RemindAt(i8),
    Fired,
    Shown,
    Acted(Action),
    SymptomsStarted,
    Delete,
    Refused,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        Just(Happening::Skip),
        Just(Happening::AsUsual),
        (0_i8..24).prop_map(Happening::RemindAt),
        Just(Happening::Fired),
        Just(Happening::Shown),
        Just(Happening::Acted(Action::Dismiss)),
        Just(Happening::Acted(Action::Start)),
        Just(Happening::Acted(Action::SkipTonight)),
        (1_u16..120).prop_map(|minutes| Happening::Acted(Action::Snooze { minutes })),
        Just(Happening::SymptomsStarted),
        Just(Happening::Delete),
        Just(Happening::Refused),
    ]
}

fn happen(app: &App, happening: &Happening, held: &Schedule, now: &Now) -> Result<(), AppError> {
    let first = held.alarms.first().map(|alarm| &alarm.id);
    match (happening, first) {
        (Happening::Skip, _) => app.skip_tonight(now).map(drop),
        (Happening::AsUsual, _) => app.tonight_as_usual(now).map(drop),
        (Happening::RemindAt(hour), _) => {
            let asked = app.remind_tonight_at(jiff::civil::Time::constant(*hour, 30, 0, 0), now);
            match asked {
                Ok(_) | Err(AppError::Invalid(_)) => Ok(()),
                Err(other) => Err(other),
            }
        }
        (Happening::SymptomsStarted, _) => app.symptoms_started(now).map(drop),
        (Happening::Delete, _) => app.delete_night(now.night()).map(drop),
        (Happening::Fired, Some(id)) => app.alarm_fired(id, now),
        (Happening::Shown, Some(id)) => app.alarm_shown(id, now),
        (Happening::Acted(action), Some(id)) => app.alarm_acted(id, *action, now).map(drop),
        (Happening::Refused, Some(id)) => {
            app.schedule_applied(held.generation, std::slice::from_ref(id), now)
        }
        (Happening::Fired | Happening::Shown | Happening::Acted(_) | Happening::Refused, None) => {
            Ok(())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_happens_a_second_wake_changes_nothing(
        evening in proptest::collection::vec((happening(), 0_i64..400), 1..12),
    ) {
        let (_folder, app) = set_up();
        let mut now = now("2026-11-21T15:00");
        let mut held = wake(&app, &now);
        for (happening, minutes) in evening {
            now.at = minutes_after(now.at, minutes);
            happen(&app, &happening, &held, &now).expect("happens");
            let next = wake(&app, &now);
            prop_assert_eq!(&wake(&app, &now), &next, "woken twice after {:?}", happening);
            let changed = next.alarms != held.alarms;
            prop_assert_eq!(next.generation, held.generation + u64::from(changed));
            held = next;
        }
    }
}
