//! What the motor did lately outlives whatever becomes of the diary: a restore or a forgetting lets nobody start at once.
#![cfg(feature = "driver")]
#![allow(clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod diaries;

use diaries::{app, journal, minutes_after, now, this_evening, write_down};
use lull_core::app::{App, AppError, RestoreHow};
use lull_core::device::{DeviceChoice, FailSafe};
use lull_core::driver::store::{DATABASE_FILE, OnConflict, Store};
use lull_core::reminder::{Capabilities, NoticeKind, WakeReason};
use lull_core::session::ProgramKind;
use lull_core::session::safety::SafetyCheck;
use lull_core::settings::Settings;
use lull_core::time::Now;
use rusqlite::Connection;

fn set_up(app: &App) {
    let safety = SafetyCheck {
        answered_at: now("2026-11-01T12:00").at,
        conditions: std::collections::BTreeSet::default(),
        doctor_agreed: false,
        rehearsal: false,
    };
    app.save_settings(&Settings {
        safety: Some(safety),
        ..Settings::default()
    })
    .expect("is kept");
}

fn later(minutes: i64) -> Now {
    let mut later = this_evening();
    later.at = minutes_after(later.at, minutes);
    later
}

fn may_start(app: &App, now: &Now) -> Result<(), AppError> {
    app.may_start(ProgramKind::Evening, &DeviceChoice::Manual, now)
}

/// Sessions of 20 minutes each, one hour after the other, from this evening on.
fn massage(app: &App, numbers: std::ops::Range<u32>) {
    let mut store = Store::open(app.data()).expect("opens");
    for number in numbers {
        let start = later(i64::from(number) * 60);
        write_down(
            &mut store,
            &journal(number, &start, FailSafe::DeviceTimer).records,
        );
    }
}

/// What became of the diary, in words and in deed.
type Fate<'a> = (&'static str, &'a dyn Fn(&App));

/// Everything that may become of a diary at `now`, and the person set up again after it.
fn every_fate(begin: &dyn Fn(&App), now: &Now, check: &dyn Fn(&str, &App)) {
    let fates: [Fate<'_>; 4] = [
        ("a restore", &|app| {
            let (_other_folder, other) = self::app();
            set_up(&other);
            let file = app.data().join("empty.lull");
            other
                .create_backup(Some(&file), None, &this_evening())
                .expect("backs up");
            app.restore_backup(&file, None, RestoreHow::Replace, now)
                .expect("restores");
        }),
        ("a restore of its own older self", &|app| {
            let file = app.data().join("before.lull");
            app.restore_backup(&file, None, RestoreHow::Replace, now)
                .expect("restores");
        }),
        ("a forgetting", &|app| {
            let (forgotten, _) = app.forget_everything(true, now).expect("forgets");
            assert!(forgotten.sessions_counted > 0);
            set_up(app);
        }),
        ("a forgetting and the old diary back", &|app| {
            let file = app.data().join("before.lull");
            app.forget_everything(false, now).expect("forgets");
            app.restore_backup(&file, None, RestoreHow::Replace, now)
                .expect("restores");
        }),
    ];
    for (name, fate) in fates {
        let (_folder, app) = app();
        set_up(&app);
        app.create_backup(Some(&app.data().join("before.lull")), None, &this_evening())
            .expect("backs up");
        begin(&app);
        fate(&app);
        check(name, &app);
    }
}

#[test]
fn rest_is_owed_after_a_restore_and_after_forgetting_everything() {
    let soon = later(30);
    every_fate(&|app| massage(app, 0..1), &soon, &|name, app| {
        let refused = may_start(app, &soon);
        assert!(
            matches!(refused, Err(AppError::Resting { .. })),
            "after {name}: {refused:?}"
        );
        may_start(app, &later(42)).expect("fifteen minutes after it ended");
        let seen = app.nights(None, None).expect("reads");
        assert!(seen.is_empty(), "after {name} it is out of sight: {seen:?}");
    });
}

#[test]
fn the_nights_cap_holds_after_a_restore_and_after_forgetting_everything() {
    let at = later(6 * 60);
    every_fate(&|app| massage(app, 0..6), &at, &|name, app| {
        let refused = may_start(app, &at);
        assert!(
            matches!(refused, Err(AppError::DailyCap { .. })),
            "after {name}: {refused:?}"
        );
    });
}

#[test]
fn a_massager_that_may_still_turn_is_told_of_whatever_became_of_the_diary() {
    let soon = later(5);
    let cut_off = |app: &App| {
        let mut store = Store::open(app.data()).expect("opens");
        let records = journal(7, &this_evening(), FailSafe::DeviceTimer).records;
        write_down(&mut store, records.get(..4).expect("that long"));
    };
    every_fate(&cut_off, &soon, &|name, app| {
        let refused = may_start(app, &soon);
        assert!(
            matches!(refused, Err(AppError::Resting { .. })),
            "after {name}: {refused:?}"
        );
        let schedule = app
            .wake(WakeReason::Launch, &soon, &Capabilities::default())
            .expect("wakes");
        let told = schedule
            .notices
            .iter()
            .filter(|notice| notice.kind == NoticeKind::SessionInterrupted);
        assert_eq!(told.count(), 1, "after {name}");
    });
}

#[test]
fn a_backup_made_while_a_session_ran_does_not_bring_it_back_unended() {
    let (_folder, app) = app();
    set_up(&app);
    let mut store = Store::open(app.data()).expect("opens");
    let records = journal(7, &this_evening(), FailSafe::DeviceTimer).records;
    let (first, rest) = records.split_at(5);
    write_down(&mut store, first);
    let made = app.create_backup(None, None, &later(7)).expect("backs up");
    write_down(&mut store, rest);
    drop(store);
    app.restore_backup(&made.path, None, RestoreHow::Replace, &later(30))
        .expect("restores");
    assert_eq!(app.open_session().expect("reads"), None);
    let nights = app.nights(None, None).expect("reads");
    let session = nights.first().and_then(|night| night.sessions.first());
    assert_eq!(session.expect("is told").minutes, 20);
}

#[test]
fn nothing_is_left_of_a_forgotten_session_once_no_limit_counts_it() {
    let (folder, app) = app();
    set_up(&app);
    massage(&app, 0..1);
    app.forget_everything(true, &later(30)).expect("forgets");
    let rows = || {
        let connection = Connection::open(folder.path().join(DATABASE_FILE)).expect("opens");
        connection
            .query_row("SELECT count(*) FROM session", [], |row| {
                row.get::<_, i64>(0)
            })
            .expect("counts")
    };
    let wake = |now: &Now| {
        app.wake(WakeReason::Alarm, now, &Capabilities::default())
            .expect("wakes");
    };
    wake(&later(40));
    assert_eq!(rows(), 1);
    wake(&later(4 * 24 * 60));
    assert_eq!(rows(), 0);
}

#[test]
fn a_document_that_replaces_everything_leaves_rest_and_cap() {
    let (_folder, app) = app();
    set_up(&app);
    let document = app.export_json(&this_evening()).expect("exports");
    massage(&app, 0..1);
    app.import_json(document.as_bytes(), OnConflict::Replace, &later(30))
        .expect("imports");
    let refused = may_start(&app, &later(30));
    assert!(
        matches!(refused, Err(AppError::Resting { .. })),
        "{refused:?}"
    );
}
