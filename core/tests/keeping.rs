//! Backups, restoring, the JSON document, and forgetting everything: what goes out comes back the same.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diaries::{
    any_entry, app, folder, full_entry, journal, minutes_after, night, now, this_evening,
    write_down,
};
use lull_core::app::{App, AppError, RestoreHow};
use lull_core::device::FailSafe;
use lull_core::diary::{Entry, Symptoms};
use lull_core::driver::store::{
    BACKUPS, BackupKind, DATABASE_FILE, OnConflict, Passphrase, SCHEMA, Store, StoreError,
};
use lull_core::invalid::Reason;
use lull_core::reminder::{Capabilities, WakeReason};
use lull_core::settings::Settings;
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

type Table = Vec<Vec<Value>>;

/// Every row of every table, as it lies in the file.
fn contents(data: &Path) -> BTreeMap<String, Table> {
    let connection = Connection::open(data.join(DATABASE_FILE)).expect("opens");
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schedule' ORDER BY name")
        .expect("a list")
        .query_map([], |row| row.get(0))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    let table = |name: &String| {
        let mut statement = connection
            .prepare(&format!("SELECT rowid, * FROM \"{name}\" ORDER BY rowid"))
            .expect("a table");
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| (0..columns).map(|index| row.get(index)).collect())
            .expect("reads");
        rows.collect::<Result<Table, _>>().expect("reads")
    };
    names
        .iter()
        .map(|name| (name.clone(), table(name)))
        .collect()
}

/// Nights, settings, two sessions with journals, one of them cut off, a change, alarms.
fn lived_in() -> (tempfile::TempDir, App) {
    let (folder, app) = app();
    app.save_settings(&Settings::default()).expect("is kept");
    for days_back in 0..5 {
        let entry = Entry {
            night: full_entry().night.plus(-days_back),
            ..full_entry()
        };
        app.log(&entry, &this_evening()).expect("is kept");
    }
    let mut store = Store::open(folder.path()).expect("opens");
    write_down(
        &mut store,
        &journal(7, &now("2026-11-18T18:50"), FailSafe::DeviceTimer).records,
    );
    let cut_off = journal(
        4_000_000_000,
        &now("2026-11-20T18:50"),
        FailSafe::DeviceTimer,
    );
    write_down(&mut store, cut_off.records.get(..5).expect("that long"));
    app.wake(
        WakeReason::Launch,
        &this_evening(),
        &Capabilities::default(),
    )
    .expect("wakes");
    app.skip_tonight(&this_evening()).expect("skips");
    (folder, app)
}

fn invalid(error: &AppError) -> (&str, &Reason) {
    let AppError::Invalid(invalid) = error else {
        panic!("expected invalid input, got {error:?}");
    };
    (&invalid.field, &invalid.reason)
}

#[test]
fn a_backup_restored_elsewhere_is_the_same_diary_row_by_row() {
    let (from, app) = lived_in();
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    let (to, other) = self::app();
    other
        .log(
            &Entry {
                note: "elsewhere".to_owned(),
                ..full_entry()
            },
            &this_evening(),
        )
        .expect("is kept");
    let was = contents(to.path());
    let restored = other
        .restore_backup(&made.path, None, RestoreHow::Replace, &this_evening())
        .expect("restores");
    assert_eq!(contents(to.path()), contents(from.path()));
    assert_eq!(restored.manifest.rows.get("entry"), Some(&5));
    assert_eq!(
        other.entry(full_entry().night).expect("reads"),
        Some(full_entry())
    );

    // and what it replaced comes back too
    let back = other.restore_backup(
        &restored.before.path,
        None,
        RestoreHow::Replace,
        &this_evening(),
    );
    back.expect("restores");
    assert_eq!(contents(to.path()), was);
}

#[test]
fn filling_in_from_a_backup_adds_what_is_missing_and_leaves_what_is_there() {
    let (_from, app) = lived_in();
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    let (_to, other) = self::app();
    let mine = Entry {
        note: "mine".to_owned(),
        symptoms: Some(Symptoms::Yes),
        ..Entry::empty(full_entry().night)
    };
    other.log(&mine, &this_evening()).expect("is kept");
    let restored = other
        .restore_backup(&made.path, None, RestoreHow::Fill, &this_evening())
        .expect("restores");
    assert_eq!(
        (restored.merged.nights_added, restored.merged.nights_changed),
        (4, 1)
    );
    assert_eq!(restored.merged.sessions_added, 2);
    let filled = other.entry(mine.night).expect("reads").expect("kept");
    assert_eq!(
        filled,
        Entry {
            note: "mine".to_owned(),
            ..full_entry()
        }
    );
    let again = other
        .restore_backup(&made.path, None, RestoreHow::Fill, &this_evening())
        .expect("restores");
    assert_eq!(
        (
            again.merged.nights_added,
            again.merged.nights_changed,
            again.merged.sessions_added
        ),
        (0, 0, 0)
    );
}

#[test]
fn a_sealed_backup_opens_with_its_passphrase_only() {
    let (_folder, app) = lived_in();
    let target = folder();
    let target = target.path().join("sealed.lull");
    let right = Passphrase::new("correct horse").expect("a passphrase");
    let wrong = Passphrase::new("battery staple").expect("a passphrase");
    let made = app
        .create_backup(Some(&target), Some(&right), &this_evening())
        .expect("backs up");
    assert!(made.locked);
    let bytes = fs::read(&target).expect("reads");
    assert!(!bytes.windows(4).any(|window| window == b"PK\x03\x04"));
    let refused = App::verify_backup(&target, None).expect_err("needs one");
    assert_eq!(invalid(&refused), ("passphrase", &Reason::Missing));
    let refused = App::verify_backup(&target, Some(&wrong)).expect_err("is another");
    assert_eq!(invalid(&refused).0, "passphrase");
    let manifest = App::verify_backup(&target, Some(&right)).expect("is whole");
    assert_eq!(
        (manifest.kind, manifest.schema),
        (BackupKind::ByHand, SCHEMA)
    );
    assert!(Passphrase::new("").is_err());
}

#[test]
fn a_flipped_bit_anywhere_in_a_backup_is_refused_or_changes_nothing() {
    let (_folder, app) = lived_in();
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    let whole = App::verify_backup(&made.path, None).expect("is whole");
    let good = fs::read(&made.path).expect("reads");
    let target = folder();
    let target = target.path().join("flipped.lull");
    let mut refused = 0;
    for at in (0..good.len()).step_by(good.len() / 200) {
        let mut bad = good.clone();
        *bad.get_mut(at).expect("in the file") ^= 1 << (at % 8);
        fs::write(&target, bad).expect("writes");
        match App::verify_backup(&target, None) {
            Err(_) => refused += 1,
            // times and flags of the archive's entries mean nothing here
            Ok(manifest) => assert_eq!(
                (&manifest.sha256, &manifest.rows),
                (&whole.sha256, &whole.rows)
            ),
        }
    }
    assert!(refused > 150, "{refused} refused");
}

#[test]
fn what_is_no_backup_is_refused_by_name_and_nothing_is_changed() {
    let (data, app) = lived_in();
    let before = contents(data.path());
    let scratch = folder();
    let file = scratch.path().join("letter.lull");
    for content in [
        &b"Dear diary"[..],
        b"",
        b"PK\x03\x04",
        &[0; 4096],
        b"age-encryption.org/v1\n",
    ] {
        fs::write(&file, content).expect("writes");
        let refused = app
            .restore_backup(&file, None, RestoreHow::Replace, &this_evening())
            .expect_err("is none");
        assert!(
            matches!(invalid(&refused).0, "backup" | "passphrase"),
            "{refused}"
        );
    }
    let missing = app.restore_backup(
        &scratch.path().join("nowhere"),
        None,
        RestoreHow::Replace,
        &this_evening(),
    );
    assert_eq!(invalid(&missing.expect_err("is not there")).0, "backup");
    assert_eq!(contents(data.path()), before);
}

#[test]
fn a_backup_comes_by_itself_once_a_day_and_eleven_stay() {
    let (data, app) = app();
    let evening = this_evening();
    for day in 0..60 {
        let mut later = evening.clone();
        later.at = minutes_after(evening.at, day * 24 * 60);
        let entry = Entry {
            note: format!("day {day}"),
            ..full_entry()
        };
        app.log(&entry, &later).expect("is kept");
        app.wake(WakeReason::Launch, &later, &Capabilities::default())
            .expect("wakes");
    }
    let names: Vec<String> = fs::read_dir(data.path().join(BACKUPS))
        .expect("reads")
        .map(|file| {
            file.expect("reads")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!((9..=11).contains(&names.len()), "{names:?}");
    assert!(
        names.contains(&"auto-2027-01-19.lull".to_owned()),
        "{names:?}"
    );
    for backup in app.backups() {
        App::verify_backup(&backup.path, None).expect("is whole");
    }
}

#[test]
fn a_damaged_diary_is_told_which_backup_is_the_newest_and_gets_everything_back_from_it() {
    let (data, app) = lived_in();
    app.create_backup(None, None, &this_evening())
        .expect("backs up");
    let tomorrow = now("2026-11-22T18:00");
    app.log(&Entry::empty(night("2026-11-21")), &tomorrow)
        .expect("is kept");
    let was = contents(data.path());
    drop(app);
    fs::write(data.path().join(DATABASE_FILE), "").expect("writes");
    let _ = fs::remove_file(data.path().join(format!("{DATABASE_FILE}-wal")));
    let app = App::open(data.path()).expect("opens");
    let damage = app.damage().pop().expect("told");
    let newest = damage.newest_backup.expect("is there");
    assert!(
        newest.ends_with("auto-2026-11-22.lull"),
        "{}",
        newest.display()
    );
    app.restore_backup(&newest, None, RestoreHow::Fill, &tomorrow)
        .expect("restores");
    assert_eq!(contents(data.path()), was);
}

#[test]
fn an_older_diarys_backup_restores_in_this_lull() {
    let (data, app) = lived_in();
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    // the archive of a first release: same form, older schema
    let old = folder();
    let frozen = include_str!("fixtures/schema-1.sql");
    let connection = Connection::open(old.path().join(DATABASE_FILE)).expect("opens");
    connection
        .execute_batch(&format!("PRAGMA foreign_keys = OFF; {frozen}"))
        .expect("a readable dump");
    drop(connection);
    let opened = App::open(old.path()).expect("opens");
    let older = opened
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    app.restore_backup(&older.path, None, RestoreHow::Replace, &this_evening())
        .expect("restores");
    assert_eq!(contents(data.path()), contents(old.path()));
    app.restore_backup(&made.path, None, RestoreHow::Replace, &this_evening())
        .expect("restores");
}

#[test]
fn a_whole_diary_goes_through_json_row_by_row() {
    let (from, app) = lived_in();
    let text = app.export_json(&this_evening()).expect("exports");
    let (to, other) = self::app();
    let merged = other
        .import_json(text.as_bytes(), OnConflict::Replace, &this_evening())
        .expect("imports");
    assert_eq!((merged.nights_added, merged.sessions_added), (5, 2));
    let without_sequence = |data: &Path| {
        let mut tables = contents(data);
        tables.remove("sqlite_sequence");
        tables
    };
    assert_eq!(without_sequence(to.path()), without_sequence(from.path()));
    assert_eq!(other.export_json(&this_evening()).expect("exports"), text);
    let again = other
        .import_json(text.as_bytes(), OnConflict::Replace, &this_evening())
        .expect("imports");
    assert_eq!(
        (
            again.nights_added,
            again.nights_changed,
            again.sessions_added
        ),
        (0, 0, 0)
    );
    assert_eq!((again.others_added, again.others_changed), (0, 0));
}

#[test]
fn two_phones_diaries_become_one_with_every_session_of_both() {
    let (_one, app) = lived_in();
    let (two, other) = self::app();
    let mut store = Store::open(two.path()).expect("opens");
    // the same number drawn for another session
    write_down(
        &mut store,
        &journal(7, &now("2026-10-01T18:50"), FailSafe::DeviceTimer).records,
    );
    let text = app.export_json(&this_evening()).expect("exports");
    let merged = other
        .import_json(text.as_bytes(), OnConflict::Fill, &this_evening())
        .expect("imports");
    assert_eq!(merged.sessions_added, 2);
    let sessions: usize = other
        .nights(None, None)
        .expect("reads")
        .iter()
        .map(|night| night.sessions.len())
        .sum();
    assert_eq!(sessions, 3);
    let lines = contents(two.path()).remove("journal").expect("a table");
    assert_eq!(lines.len(), 9 + 9 + 6);
}

#[test]
fn what_of_a_night_on_both_sides_stays_is_the_persons_choice() {
    let theirs = Entry {
        note: "theirs".to_owned(),
        helped: None,
        ..full_entry()
    };
    let mine = Entry {
        note: "mine".to_owned(),
        severity: None,
        symptoms: None,
        onset: None,
        ..full_entry()
    };
    let (_from, app) = app();
    app.log(&theirs, &this_evening()).expect("is kept");
    let text = app.export_json(&this_evening()).expect("exports");
    let cases = [
        (OnConflict::Keep, mine.clone()),
        (OnConflict::Replace, theirs.clone()),
        (
            OnConflict::Fill,
            Entry {
                helped: mine.helped,
                note: "mine".to_owned(),
                ..theirs.clone()
            },
        ),
    ];
    for (policy, expected) in cases {
        let (_to, other) = self::app();
        other.log(&mine, &this_evening()).expect("is kept");
        other
            .import_json(text.as_bytes(), policy, &this_evening())
            .expect("imports");
        assert_eq!(
            other.entry(mine.night).expect("reads"),
            Some(expected),
            "{policy:?}"
        );
    }
}

#[test]
fn a_document_that_cannot_be_kept_names_the_place_and_changes_nothing() {
    let (data, app) = lived_in();
    let before = contents(data.path());
    let good = app.export_json(&this_evening()).expect("exports");
    let newer = format!("\"schema\": {}", SCHEMA + 1);
    let cases = [
        (
            good.replacen("\"severity\": 6", "\"severity\": 11", 1),
            "entry[0]",
        ),
        (
            good.replacen("\"severity\": 6", "\"severity\": true", 1),
            "entry[0].severity",
        ),
        (
            good.replacen("\"severity\": 6", "\"severty\": 6", 1),
            "entry[0].severty",
        ),
        (good.replacen("\"calves;arms\"", "\"wings\"", 1), "tables"),
        (good.replacen("\"entry\"", "\"entries\"", 1), "entries"),
        (good.replacen("lull-diary", "another", 1), "format"),
        (
            good.get(..good.len() / 2).expect("ASCII there").to_owned(),
            "file",
        ),
    ];
    for (document, field) in cases {
        assert_ne!(document, good, "{field}");
        let refused = app
            .import_json(document.as_bytes(), OnConflict::Replace, &this_evening())
            .expect_err(field);
        assert_eq!(invalid(&refused).0, field, "{refused}");
    }
    let document = good.replacen(&format!("\"schema\": {SCHEMA}"), &newer, 1);
    let refused = app.import_json(document.as_bytes(), OnConflict::Replace, &this_evening());
    assert!(
        matches!(
            refused,
            Err(AppError::Store(StoreError::NewerSchema { .. }))
        ),
        "{refused:?}"
    );
    assert_eq!(contents(data.path()), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_diary_survives_json_and_backup_exactly(entries in prop::collection::vec(any_entry(), 0..12), numbers in prop::collection::btree_set(any::<u32>(), 0..4)) {
        let (from, app) = app();
        for entry in &entries {
            app.log(entry, &this_evening()).expect("a valid entry is kept");
        }
        let mut store = Store::open(from.path()).expect("opens");
        for number in numbers {
            let start = now("2026-11-18T18:50");
            write_down(&mut store, &journal(number, &start, FailSafe::DeviceTimer).records);
        }
        let was = contents(from.path());
        let text = app.export_json(&this_evening()).expect("exports");
        let (to, other) = self::app();
        other.import_json(text.as_bytes(), OnConflict::Keep, &this_evening()).expect("imports");
        prop_assert_eq!(other.export_json(&this_evening()).expect("exports"), text);
        let made = app.create_backup(None, None, &this_evening()).expect("backs up");
        other.restore_backup(&made.path, None, RestoreHow::Replace, &this_evening()).expect("restores");
        prop_assert_eq!(contents(to.path()), was);
    }
}

#[test]
fn forgetting_everything_leaves_no_word_in_any_file() {
    let (data, app) = lived_in();
    let secret = "größere Mahlzeit";
    let (left, _) = app.forget_everything(false).expect("forgets");
    assert!(left.rows > 0);
    assert!(!left.left.is_empty(), "the day's backup is named");
    assert!(app.nights(None, None).expect("reads").is_empty());
    assert!(!app.is_set_up().expect("reads"));
    let (gone, _) = app.forget_everything(true).expect("forgets");
    assert_eq!(gone.removed, left.left);
    for file in walk(data.path()) {
        let bytes = fs::read(&file).expect("reads");
        let found = bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{}", file.display());
        assert!(
            !bytes.windows(10).any(|window| window == b"2026-11-20"),
            "{}",
            file.display()
        );
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("reads")
        .map(|entry| entry.expect("reads").path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
