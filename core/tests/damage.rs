//! A damaged diary is noticed, set aside, saved as far as it can be read, and told of. Nothing is deleted, and nothing is
//! ever empty without a word.
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
use std::path::{Path, PathBuf};

use diaries::{folder, full_entry, journal, now, this_evening, write_down};
use lull_core::app::App;
use lull_core::device::FailSafe;
use lull_core::diary::Entry;
use lull_core::driver::store::{DATABASE_FILE, Damage, DamageKind, SET_ASIDE, Store};
use lull_core::reminder::{Capabilities, NoticeKind, WakeReason};
use lull_core::settings::Settings;
use lull_core::time::Night;
use rusqlite::Connection;
use tempfile::TempDir;

const NIGHTS: i32 = 120;

fn entry(days_back: i32) -> Entry {
    Entry {
        night: full_entry().night.plus(-days_back),
        note: format!("night {days_back}: {}", "legs like wires; ".repeat(12)),
        ..full_entry()
    }
}

/// Four months of nights, two sessions with their journals, settings; closed in order.
fn kept() -> TempDir {
    let folder = folder();
    fill(folder.path());
    folder
}

fn fill(data: &Path) {
    let app = App::open(data).expect("opens");
    app.save_settings(&Settings::default()).expect("is kept");
    for days_back in 0..NIGHTS {
        app.log(&entry(days_back), &this_evening())
            .expect("is kept");
    }
    let mut store = Store::open(data).expect("opens");
    for (number, wall) in [(7, "2026-11-18T18:50"), (8, "2026-11-20T18:50")] {
        write_down(
            &mut store,
            &journal(number, &now(wall), FailSafe::DeviceTimer).records,
        );
    }
}

fn database(data: &Path) -> PathBuf {
    data.join(DATABASE_FILE)
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).expect("reads");
    change(&mut bytes);
    fs::write(path, bytes).expect("writes");
}

fn entries(app: &App) -> BTreeMap<Night, Entry> {
    let nights = app.nights(None, None).expect("reads");
    nights
        .into_iter()
        .map(|kept| (kept.entry.night, kept.entry))
        .collect()
}

/// Opens, expects damage to be told, and gives the report and how many entries are exactly as they were.
fn mended(data: &Path) -> (Damage, App, usize) {
    let before: Vec<PathBuf> = set_aside(data);
    let app = App::open(data).expect("opens what is left");
    let damage = app.damage();
    let [damage] = damage.as_slice() else {
        panic!("one damage told, not {damage:#?}");
    };
    assert!(
        set_aside(data).len() > before.len(),
        "something was set aside or reported"
    );
    let kept = entries(&app);
    let whole = (0..NIGHTS)
        .filter(|days_back| {
            let was = entry(*days_back);
            kept.get(&was.night) == Some(&was)
        })
        .count();
    (damage.clone(), app, whole)
}

fn set_aside(data: &Path) -> Vec<PathBuf> {
    let Ok(folders) = fs::read_dir(data.join(SET_ASIDE)) else {
        return Vec::new();
    };
    folders
        .map(|folder| folder.expect("reads").path())
        .collect()
}

fn pages_of(data: &Path, kind: u8) -> Vec<usize> {
    let bytes = fs::read(database(data)).expect("reads");
    let pages = bytes.chunks(4096).enumerate().skip(1);
    pages
        .filter(|(_, page)| page.first() == Some(&kind))
        .map(|(index, _)| index * 4096)
        .collect()
}

#[test]
fn a_diary_closed_in_order_opens_without_a_word() {
    let folder = kept();
    for _ in 0..3 {
        let app = App::open(folder.path()).expect("opens");
        assert_eq!(app.damage(), []);
        assert_eq!(entries(&app).len(), NIGHTS.unsigned_abs() as usize);
    }
    assert_eq!(set_aside(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_zeroed_page_costs_its_own_rows_and_no_others() {
    let folder = kept();
    let leaves = pages_of(folder.path(), 0x0d);
    let middle = *leaves.get(leaves.len() / 2).expect("many leaves");
    let original = fs::read(database(folder.path())).expect("reads");
    change(&database(folder.path()), |bytes| {
        bytes
            .get_mut(middle..middle + 4096)
            .expect("in the file")
            .fill(0);
    });
    let damaged = fs::read(database(folder.path())).expect("reads");
    let (damage, _app, whole) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::Pages);
    assert!(whole >= 100, "{whole} of {NIGHTS} whole; {damage:#?}");
    let aside = damage.set_aside.expect("kept").join(DATABASE_FILE);
    assert_eq!(fs::read(aside).expect("reads"), damaged);
    assert_ne!(original, damaged);
}

#[test]
fn with_the_upper_pages_gone_the_rows_are_still_found() {
    let folder = kept();
    let interior = pages_of(folder.path(), 0x05);
    assert!(
        !interior.is_empty(),
        "the diary is large enough to have upper pages"
    );
    change(&database(folder.path()), |bytes| {
        for at in &interior {
            bytes
                .get_mut(*at..at + 4096)
                .expect("in the file")
                .fill(0xaa);
        }
    });
    let (damage, app, whole) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::Pages);
    assert_eq!(whole, NIGHTS.unsigned_abs() as usize);
    assert_eq!(damage.saved.sessions(), 2);
    assert!(app.is_set_up().expect("reads"));
}

#[test]
fn without_its_first_page_the_diary_is_still_a_diary() {
    let folder = kept();
    change(&database(folder.path()), |bytes| {
        bytes.get_mut(..4096).expect("long").fill(0);
    });
    let (damage, app, whole) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::Pages);
    assert_eq!(whole, NIGHTS.unsigned_abs() as usize, "{damage:#?}");
    assert!(app.is_set_up().expect("reads"));
    assert_eq!(damage.saved.rows.get("journal"), Some(&18));
}

#[test]
fn one_letter_of_the_schema_is_damage_and_costs_no_night() {
    // a function, a column of a table and of an index, a table, a keyword: SQLite refuses each in another way; and the name
    // by which the table of contents leads to a table's pages
    for (was, is) in [
        ("json_valid", "jron_valid"),
        ("    severity  ", "    sfverity  "),
        ("ON session (night)", "ON session (nighu)"),
        ("CREATE TABLE entry", "CREATE TABLE entrz"),
        ("CREATE TABLE delivery", "CREATE TABLD delivery"),
        ("tableentryentry", "tableentrzentry"),
        ("tablesessionsession", "tablesfssionsession"),
    ] {
        let folder = kept();
        change(&database(folder.path()), |bytes| {
            let places: Vec<usize> = bytes
                .windows(was.len())
                .enumerate()
                .filter_map(|(at, window)| (window == was.as_bytes()).then_some(at))
                .collect();
            println!("{was} becomes {is} at {places:?}");
            for at in places {
                let place = bytes.get_mut(at..at + was.len()).expect(was);
                place.copy_from_slice(is.as_bytes());
            }
        });
        let (damage, app, whole) = mended(folder.path());
        assert_eq!(damage.kind, DamageKind::Pages, "{is}");
        assert_eq!(whole, NIGHTS.unsigned_abs() as usize, "{is}: {damage:#?}");
        assert_eq!(damage.saved.sessions(), 2, "{is}");
        assert!(app.is_set_up().expect("reads"), "{is}");
    }
}

#[test]
fn a_file_cut_off_keeps_what_lies_before_the_cut() {
    let folder = kept();
    let leaves = pages_of(folder.path(), 0x0d);
    let cut = *leaves.get(leaves.len() - 4).expect("many leaves") + 100;
    change(&database(folder.path()), |bytes| bytes.truncate(cut));
    let (damage, _app, whole) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::Pages);
    assert!(whole > 60, "{whole} whole; {damage:#?}");
}

#[test]
fn an_emptied_file_is_told_of_and_not_taken_for_a_new_diary() {
    let folder = kept();
    fs::write(database(folder.path()), "").expect("writes");
    let (damage, _app, whole) = mended(folder.path());
    assert_eq!((damage.kind, whole), (DamageKind::Empty, 0));
    assert_eq!(damage.set_aside, None);
}

#[test]
fn a_diary_that_is_gone_is_told_of_and_not_taken_for_a_new_one() {
    let folder = kept();
    fs::remove_file(database(folder.path())).expect("removes");
    let (damage, _app, whole) = mended(folder.path());
    assert_eq!((damage.kind, whole), (DamageKind::Missing, 0));
}

/// A diary that nobody closed: its newest nights are only in the log.
fn killed() -> TempDir {
    let (live, copy) = (folder(), folder());
    fill(live.path());
    let app = App::open(live.path()).expect("opens");
    let newest = Entry {
        note: "the newest".to_owned(),
        ..entry(0)
    };
    app.log(&newest, &this_evening()).expect("is kept");
    app.log(&entry(1), &this_evening()).expect("is kept");
    for days_back in 10..20 {
        let again = Entry {
            note: format!("again {days_back}"),
            ..entry(days_back)
        };
        app.log(&again, &this_evening()).expect("is kept");
    }
    for file in fs::read_dir(live.path()).expect("reads") {
        let file = file.expect("reads");
        if file.path().is_file() && !file.file_name().to_string_lossy().ends_with("-shm") {
            fs::copy(file.path(), copy.path().join(file.file_name())).expect("copies");
        }
    }
    copy
}

#[test]
fn a_killed_diary_needs_no_mending() {
    let folder = killed();
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage(), []);
    assert_eq!(
        entries(&app).get(&entry(0).night).expect("kept").note,
        "the newest"
    );
    assert_eq!(
        entries(&app).get(&entry(19).night).expect("kept").note,
        "again 19"
    );
}

#[test]
fn a_log_without_its_diary_gives_what_it_holds() {
    let folder = killed();
    fs::remove_file(database(folder.path())).expect("removes");
    let (damage, app, _) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::LogWithoutDiary);
    assert_eq!(
        entries(&app).get(&entry(0).night).expect("kept").note,
        "the newest"
    );
    let aside = damage.set_aside.expect("kept");
    assert!(aside.join(format!("{DATABASE_FILE}-wal")).is_file());
}

#[test]
fn a_damaged_log_does_not_hide_the_nights_behind_the_damage() {
    let folder = killed();
    let wal = folder.path().join(format!("{DATABASE_FILE}-wal"));
    change(&wal, |bytes| {
        *bytes.get_mut(32 + 24 + 2000).expect("long") ^= 0x40;
    });
    let (damage, app, _) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::Log);
    assert_eq!(
        entries(&app).get(&entry(19).night).expect("kept").note,
        "again 19"
    );
}

#[test]
fn a_torn_last_write_is_what_a_power_cut_leaves_and_no_damage() {
    let folder = killed();
    let wal = folder.path().join(format!("{DATABASE_FILE}-wal"));
    change(&wal, |bytes| bytes.truncate(bytes.len() - 1000));
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage(), []);
    assert_eq!(
        entries(&app).get(&entry(18).night).expect("kept").note,
        "again 18"
    );
}

#[test]
fn another_programs_database_is_set_aside_whole_and_nothing_is_taken_from_it() {
    let folder = folder();
    let other = Connection::open(database(folder.path())).expect("opens");
    other
        .execute_batch("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup');")
        .expect("creates");
    drop(other);
    let before = fs::read(database(folder.path())).expect("reads");
    let (damage, app, _) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::AnotherProgram);
    assert!(damage.saved.rows.is_empty());
    assert_eq!(entries(&app).len(), 0);
    let aside = damage.set_aside.expect("kept").join(DATABASE_FILE);
    assert_eq!(fs::read(aside).expect("reads"), before);
}

#[test]
fn a_letter_in_the_diarys_place_is_set_aside_as_it_is() {
    let folder = folder();
    let letter = "Dear diary, not a database, but long enough to look like one. ".repeat(100);
    fs::write(database(folder.path()), &letter).expect("writes");
    let (damage, _app, _) = mended(folder.path());
    assert_eq!(damage.kind, DamageKind::NoDatabase);
    let aside = damage.set_aside.expect("kept").join(DATABASE_FILE);
    assert_eq!(fs::read_to_string(aside).expect("reads"), letter);
}

#[test]
fn a_row_with_a_field_nobody_can_read_loses_that_field_only() {
    let folder = kept();
    let raw = Connection::open(database(folder.path())).expect("opens");
    let changed = raw
        .execute(
            "UPDATE entry SET body_parts = 'wings' WHERE night = ?1",
            [entry(3).night.to_string()],
        )
        .expect("changes");
    assert_eq!(changed, 1);
    drop(raw);
    let (damage, app, whole) = mended(folder.path());
    assert_eq!(whole, NIGHTS.unsigned_abs() as usize - 1);
    assert_eq!(
        (damage.saved.mended, damage.saved.unreadable),
        (1, 0),
        "{damage:#?}"
    );
    let left = entries(&app).remove(&entry(3).night).expect("kept");
    assert_eq!(
        left,
        Entry {
            body_parts: std::collections::BTreeSet::new(),
            ..entry(3)
        }
    );
}

#[test]
fn a_mended_diary_goes_on_being_a_diary_and_the_damage_is_told_until_it_was_seen() {
    let folder = kept();
    change(&database(folder.path()), |bytes| {
        bytes.truncate(bytes.len() / 2);
    });
    let (_, app, whole) = mended(folder.path());
    let wake = |app: &App| {
        let schedule = app
            .wake(
                WakeReason::Launch,
                &this_evening(),
                &Capabilities::default(),
            )
            .expect("wakes");
        schedule
            .notices
            .iter()
            .filter(|notice| notice.kind == NoticeKind::DiaryDamaged)
            .count()
    };
    assert_eq!(wake(&app), 1);
    let again = entry(NIGHTS + 1);
    app.log(&again, &this_evening()).expect("is kept");
    drop(app);
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(wake(&app), 1, "told until it was seen");
    assert!(app.acknowledge_notices().expect("acknowledges").schedule);
    assert_eq!(wake(&app), 0);
    assert_eq!(app.damage(), []);
    assert!(entries(&app).len() > whole);
    assert!(entries(&app).contains_key(&again.night));
}

#[test]
fn damage_met_while_another_has_the_diary_open_is_refused_and_mended_afterwards() {
    let folder = kept();
    let other = App::open(folder.path()).expect("opens");
    change(&database(folder.path()), |bytes| {
        let half = bytes.len() / 2;
        bytes.get_mut(4096..half).expect("long").fill(0x55);
    });
    let refused = App::open(folder.path()).and_then(|app| app.nights(None, None));
    assert!(refused.is_err(), "{refused:?}");
    drop(other);
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage().len(), 1);
}
