//! What is kept survives: reopening, a second process, a kill at any moment; and what cannot be used is refused by name.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use diaries::{
    any_entry, app, clock, folder, full_entry, journal, night, now, this_evening, write_down, zone,
};
use jiff::Timestamp;
use lull_core::app::{App, AppError};
use lull_core::device::FailSafe;
use lull_core::diary::Entry;
use lull_core::driver::store::ownership::SessionOwnership;
use lull_core::driver::store::{APPLICATION_ID, DATABASE_FILE, SCHEMA, Store, StoreError};
use lull_core::session::SessionId;
use proptest::prelude::*;
use rusqlite::Connection;

fn refusal(data: &Path) -> StoreError {
    match App::open(data) {
        Err(AppError::Store(error)) => error,
        other => panic!("expected a storage error, got {other:?}"),
    }
}

fn assert_unusable(data: &Path, named: &Path, why: &str) {
    let error = refusal(data);
    let StoreError::Unusable { path, why: told } = &error else {
        panic!("expected Unusable, got {error:?}");
    };
    assert_eq!(path, &named.display().to_string());
    assert!(told.contains(why), "“{told}” does not say “{why}”");
}

#[test]
fn opening_makes_a_folder_nobody_else_can_look_into() {
    let folder = folder();
    let data = folder.path().join("not").join("yet");
    App::open(&data).expect("opens");
    assert!(data.join(DATABASE_FILE).is_file());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&data).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{mode:o}");
    }
}

#[test]
fn a_path_below_a_file_is_refused_with_its_name() {
    let folder = folder();
    let file = folder.path().join("letter.txt");
    fs::write(&file, "dear diary").expect("writes");
    let data = file.join("lull");
    assert_unusable(&data, &data, "irectory");
    assert_unusable(&file, &file, "not a folder");
    assert_eq!(fs::read_to_string(&file).expect("reads"), "dear diary");
}

#[test]
fn a_folder_in_the_place_of_the_diary_is_refused_with_its_name() {
    let folder = folder();
    let file = folder.path().join(DATABASE_FILE);
    fs::create_dir(&file).expect("makes");
    assert_unusable(folder.path(), &file, "folder");
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_refused_with_its_name() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let data = folder.path().join("locked");
    fs::create_dir(&data).expect("makes");
    fs::set_permissions(&data, fs::Permissions::from_mode(0o500)).expect("sets");
    // the superuser may write anywhere, so there the folder simply works
    let superuser = fs::write(data.join("probe"), "").is_ok();
    if superuser {
        App::open(&data).expect("opens");
    } else {
        assert_unusable(&data, &data.join(DATABASE_FILE), "");
    }
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let (folder, app) = app();
    app.log(&full_entry(), &this_evening()).expect("is kept");
    drop(app);
    let file = folder.path().join(DATABASE_FILE);
    let raw = Connection::open(&file).expect("opens");
    raw.pragma_update(None, "user_version", 99).expect("sets");
    drop(raw);
    let before = fs::read(&file).expect("reads");
    let error = refusal(folder.path());
    assert!(
        matches!(
            error,
            StoreError::NewerSchema {
                found: 99,
                known: SCHEMA
            }
        ),
        "{error:?}"
    );
    assert_eq!(fs::read(&file).expect("reads"), before);
}

#[test]
fn the_file_says_it_is_lulls_and_writes_ahead() {
    let (folder, app) = app();
    app.log(&full_entry(), &this_evening()).expect("is kept");
    let file = folder.path().join(DATABASE_FILE);
    let raw = Connection::open(&file).expect("opens");
    let number = |sql| {
        raw.query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("reads")
    };
    let mode: String = raw
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .expect("reads");
    assert_eq!(number("PRAGMA application_id"), APPLICATION_ID);
    assert_eq!(mode, "wal");
    assert!(folder.path().join(format!("{DATABASE_FILE}-wal")).is_file());
    drop(app);
}

#[test]
fn many_may_open_the_same_empty_folder_at_once() {
    let folder = folder();
    std::thread::scope(|scope| {
        let openers: Vec<_> = (1..=8)
            .map(|day| {
                let data = folder.path();
                scope.spawn(move || {
                    let app = App::open(data)?;
                    let entry = Entry::empty(night(&format!("2026-11-{day:02}")));
                    app.log(&entry, &this_evening())
                })
            })
            .collect();
        for opener in openers {
            opener.join().expect("no panic").expect("opens and logs");
        }
    });
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.nights(None, None).expect("reads").len(), 8);
}

#[test]
fn two_open_diaries_see_each_others_nights_at_once() {
    let (folder, first) = app();
    let second = App::open(folder.path()).expect("opens");
    first.log(&full_entry(), &this_evening()).expect("is kept");
    assert_eq!(
        second.entry(full_entry().night).expect("reads"),
        Some(full_entry())
    );
    second.delete_night(full_entry().night).expect("deletes");
    assert_eq!(first.entry(full_entry().night).expect("reads"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_logged_is_read_back_the_same_after_reopening(entries in proptest::collection::vec(any_entry(), 1..6)) {
        let (folder, app) = app();
        for entry in &entries {
            app.log(entry, &this_evening()).expect("a valid entry is kept");
        }
        drop(app);
        let app = App::open(folder.path()).expect("opens");
        for (index, entry) in entries.iter().enumerate() {
            let replaced = entries.iter().skip(index + 1).any(|later| later.night == entry.night);
            if !replaced {
                prop_assert_eq!(app.entry(entry.night).expect("reads"), Some(entry.clone()));
            }
        }
        let nights = app.nights(None, None).expect("reads");
        prop_assert!(nights.is_sorted_by_key(|night| night.entry.night));
    }

    #[test]
    fn a_journal_is_read_back_line_by_line(number in any::<u32>(), nanos in 0_i64..4_000_000_000_000_000_000, lines in 1_usize..=9) {
        let mut start = this_evening();
        start.at = Timestamp::from_nanosecond(nanos.into()).expect("in range");
        let written = journal(number, &start, FailSafe::DeviceTimer);
        let records = written.records.get(..lines).expect("that long");
        let folder = folder();
        write_down(&mut Store::open(folder.path()).expect("opens"), records);
        let store = Store::open(folder.path()).expect("opens");
        prop_assert_eq!(store.records(written.session).expect("reads"), records);
        let open = store.open_sessions().expect("reads");
        prop_assert_eq!(open.is_empty(), lines == written.records.len());
    }
}

#[test]
fn an_ended_session_is_kept_with_its_minutes_and_its_end() {
    let folder = folder();
    let mut store = Store::open(folder.path()).expect("opens");
    let start = now("2026-11-21T18:50:20");
    let written = journal(7, &start, FailSafe::DeviceTimer);
    write_down(&mut store, &written.records);

    let kept = store
        .sessions_between(start.at, Timestamp::MAX)
        .expect("reads");
    let [session] = kept.as_slice() else {
        panic!("one session, not {kept:#?}");
    };
    // from minute 1 to 26 less the pause from 10 to 15
    assert_eq!(session.minutes, 20);
    assert_eq!(session.start_wall, clock("18:50:20"));
    assert_eq!(session.night, start.night());
    let end = diaries::minutes_after(start.at, 26);
    assert_eq!(store.last_session_end().expect("reads"), Some(end));
    assert_eq!(
        store.active_in(start.night()).expect("reads").as_secs(),
        20 * 60
    );
    assert!(
        store
            .sessions_between(end, Timestamp::MAX)
            .expect("reads")
            .is_empty()
    );
}

#[test]
fn a_second_beginning_is_the_same_session_and_a_used_number_is_refused() {
    let folder = folder();
    let mut store = Store::open(folder.path()).expect("opens");
    let written = journal(7, &this_evening(), FailSafe::DeviceTimer);
    let first = written.records.first().expect("has one");
    let last = written.records.last().expect("has one");

    assert!(
        store.append(last, &zone()).is_err(),
        "an end without a beginning"
    );
    store.append(first, &zone()).expect("begins");
    store.append(first, &zone()).expect("begins again");
    assert_eq!(store.records(written.session).expect("reads").len(), 1);
    assert_eq!(store.open_sessions().expect("reads"), [written.session]);
    store.append(last, &zone()).expect("ends");
    assert!(store.append(first, &zone()).is_err(), "its number was used");
}

#[test]
fn another_process_can_ask_for_a_stop() {
    let folder = folder();
    let mut owner = Store::open(folder.path()).expect("opens");
    let mut other = Store::open(folder.path()).expect("opens");
    let written = journal(7, &this_evening(), FailSafe::DeviceTimer);
    let (last, before) = written.records.split_last().expect("has lines");
    assert!(
        !other
            .request_stop(written.session)
            .expect("no such session")
    );
    write_down(&mut owner, before);

    assert!(!owner.stop_requested(written.session).expect("reads"));
    assert!(other.request_stop(written.session).expect("asks"));
    assert!(owner.stop_requested(written.session).expect("reads"));
    assert!(!owner.stop_requested(SessionId(8)).expect("reads"));

    owner.append(last, &zone()).expect("ends");
    assert!(!other.request_stop(written.session).expect("too late"));
}

#[test]
fn one_session_has_one_owner() {
    let folder = folder();
    Store::open(folder.path()).expect("opens");
    assert!(!SessionOwnership::is_held(folder.path()).expect("looks"));
    let owner = SessionOwnership::take(folder.path()).expect("takes");
    assert!(owner.is_some());
    assert!(SessionOwnership::is_held(folder.path()).expect("looks"));
    assert!(
        SessionOwnership::take(folder.path())
            .expect("tries")
            .is_none()
    );
    drop(owner);
    assert!(
        SessionOwnership::take(folder.path())
            .expect("takes")
            .is_some()
    );
}

const CHILD_DATA: &str = "LULL_TEST_DATA";
const NIGHTS_BEFORE_THE_KILL: usize = 25;

/// The part of the process that is killed: owns a session, logs night after night, says so after each, never ends.
fn log_until_killed(data: &Path) {
    let _owner = SessionOwnership::take(data)
        .expect("takes")
        .expect("is free");
    let app = App::open(data).expect("opens");
    let mut store = Store::open(data).expect("opens");
    let written = journal(7, &this_evening(), FailSafe::DeviceTimer);
    write_down(&mut store, written.records.get(..4).expect("that long"));
    for days in 0.. {
        let entry = Entry {
            night: full_entry().night.plus(-days),
            ..full_entry()
        };
        app.log(&entry, &this_evening()).expect("is kept");
        println!("\nkept {}", entry.night);
    }
}

/// Starts itself again as the process to kill.
#[test]
fn every_acknowledged_night_survives_a_kill() {
    if let Some(data) = std::env::var_os(CHILD_DATA) {
        return log_until_killed(Path::new(&data));
    }
    let folder = folder();
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "every_acknowledged_night_survives_a_kill",
            "--nocapture",
        ])
        .env(CHILD_DATA, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let acknowledged: Vec<String> = lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("kept ").map(str::to_owned))
        .take(NIGHTS_BEFORE_THE_KILL)
        .collect();
    assert!(
        SessionOwnership::is_held(folder.path()).expect("looks"),
        "the child lives"
    );
    child.kill().expect("kills");
    child.wait().expect("is gone");

    assert_eq!(acknowledged.len(), NIGHTS_BEFORE_THE_KILL);
    let app = App::open(folder.path()).expect("opens after the kill");
    for kept in acknowledged {
        let entry = app.entry(night(&kept)).expect("reads");
        assert_eq!(
            entry.map(|entry| entry.note),
            Some(full_entry().note),
            "night {kept}"
        );
    }
    assert!(
        !SessionOwnership::is_held(folder.path()).expect("looks"),
        "the dead own nothing"
    );
    let store = Store::open(folder.path()).expect("opens");
    assert_eq!(store.open_sessions().expect("reads"), [SessionId(7)]);
    assert_eq!(store.records(SessionId(7)).expect("reads").len(), 4);
}
