//! The diary on a disk that fails at every single change: kills, power cuts, I/O errors, a full disk. What was
//! acknowledged is there afterwards, and a thing is done whole or not at all.
//!
//! Which change fails is counted, not timed, so a failure can be played again. `cargo xtask soak` runs the same with
//! many more seeds; `LULL_SOAK` tells how many times as many.
#![cfg(all(feature = "driver", target_os = "linux"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;
mod faults;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use diaries::{folder, full_entry, journal, now, this_evening, zone};
use faults::{DATA, Ended, Fault, ROLE, run};
use lull_core::app::{App, AppError, RestoreHow};
use lull_core::device::FailSafe;
use lull_core::diary::Entry;
use lull_core::driver::csv::table::ImportChoices;
use lull_core::driver::store::{DATABASE_FILE, OnConflict, SET_ASIDE, Store, StoreError};
use lull_core::reminder::{Capabilities, WakeReason};
use lull_core::session::SessionId;
use lull_core::settings::Settings;
use lull_core::time::Night;

/// Everything a person would miss.
#[derive(Clone, Debug, Default, PartialEq)]
struct Contents {
    nights: BTreeMap<Night, Entry>,
    journal: usize,
    is_set_up: bool,
}

const SESSION: u32 = 7;

fn contents(app: &App, store: &Store) -> Contents {
    let nights = app.nights(None, None).expect("reads");
    Contents {
        nights: nights
            .into_iter()
            .filter(|night| !night.entry.note.is_empty())
            .map(|night| (night.entry.night, night.entry))
            .collect(),
        journal: store.records(SessionId(SESSION)).expect("reads").len(),
        is_set_up: app.is_set_up().expect("reads"),
    }
}

fn reopened(data: &Path) -> (Contents, usize) {
    let app = App::open(data).expect("opens after the fault");
    let store = Store::open(data).expect("opens after the fault");
    (contents(&app, &store), app.damage().len())
}

/// One thing a person or their phone does.
#[derive(Clone, Debug)]
enum Deed {
    Log(Entry),
    Delete(Night),
    NextLine,
    SetUp,
    Wake(i64),
    Backup,
    Import(String),
}

/// A life on a diary, the same for the same seed.
fn life(seed: u64) -> Vec<Deed> {
    let mut chance = Chance(seed);
    let mut deeds = vec![Deed::SetUp];
    for number in 0..14 {
        let night = full_entry().night.plus(-chance.below(12));
        let note = format!(
            "{number} {}",
            "legs like wires ".repeat(usize::try_from(chance.below(90)).unwrap_or(0))
        );
        deeds.push(match chance.below(12) {
            0 => Deed::Delete(night),
            1..=3 => Deed::NextLine,
            4 => Deed::Wake(i64::from(number)),
            5 => Deed::Backup,
            6 => Deed::Import(format!(
                "Date,Severity,Notes\n{night},4,imported {number}\n{},5,too\n",
                night.plus(-1)
            )),
            _ => Deed::Log(Entry {
                night,
                note,
                ..full_entry()
            }),
        });
    }
    deeds
}

/// The diary after one more deed, worked out without a disk.
fn after(before: &Contents, deed: &Deed) -> Contents {
    let mut after = before.clone();
    match deed {
        Deed::Log(entry) => {
            after.nights.insert(entry.night, entry.clone());
        }
        Deed::Delete(night) => {
            after.nights.remove(night);
        }
        Deed::NextLine => after.journal = (after.journal + 1).min(9),
        Deed::SetUp => after.is_set_up = true,
        Deed::Wake(_) | Deed::Backup => {}
        Deed::Import(table) => {
            let scratch = folder();
            let app = App::open(scratch.path()).expect("opens");
            for entry in before.nights.values() {
                app.log(entry, &this_evening()).expect("is kept");
            }
            app.import_table(table.as_bytes(), &ImportChoices::default(), &this_evening())
                .expect("imports");
            let store = Store::open(scratch.path()).expect("opens");
            after.nights = contents(&app, &store).nights;
        }
    }
    after
}

fn does(app: &App, store: &mut Store, deed: &Deed) -> Result<(), AppError> {
    match deed {
        Deed::Log(entry) => app.log(entry, &this_evening()).map(|_| ()),
        Deed::Delete(night) => app.delete_night(*night).map(|_| ()),
        Deed::NextLine => {
            let written = journal(SESSION, &now("2026-11-20T18:50"), FailSafe::DeviceTimer);
            let next = store.records(SessionId(SESSION))?.len();
            match written.records.get(next) {
                Some(record) => Ok(store.append(record, &zone())?),
                None => Ok(()),
            }
        }
        Deed::SetUp => app.save_settings(&Settings::default()).map(|_| ()),
        Deed::Wake(days) => {
            let mut later = this_evening();
            later.at = diaries::minutes_after(later.at, days * 24 * 60);
            // while a session's journal is open a wake would close it: not what is compared here
            let _owner = lull_core::driver::store::ownership::SessionOwnership::take(app.data())?;
            app.wake(WakeReason::Alarm, &later, &Capabilities::default())
                .map(|_| ())
        }
        Deed::Backup => app.create_backup(None, None, &this_evening()).map(|_| ()),
        Deed::Import(table) => app
            .import_table(table.as_bytes(), &ImportChoices::default(), &this_evening())
            .map(|_| ()),
    }
}

/// Numbers that look random, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> i32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i32::try_from((self.0 >> 33) % u64::from(limit)).unwrap_or(0)
    }
}

/// How many times as much as in an ordinary test run.
fn soak() -> u64 {
    std::env::var("LULL_SOAK")
        .ok()
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
}

/// Not a test of its own: the others start it as a process on a failing disk.
#[test]
fn the_process_that_meets_the_fault() {
    let (Some(role), Some(data)) = (std::env::var(ROLE).ok(), std::env::var_os(DATA)) else {
        return;
    };
    let data = PathBuf::from(data);
    println!();
    match role.split_once(' ') {
        Some(("live", seed)) => live(&data, seed.parse().expect("a seed")),
        _ => act(&role, &data),
    }
}

/// Says "done N" only when the diary said that it is kept; a refused deed is tried again, as a person would.
fn live(data: &Path, seed: u64) {
    let open = || Ok::<_, AppError>((App::open(data)?, Store::open(data)?));
    let mut tries = 0;
    let (app, mut store) = loop {
        tries += 1;
        match open() {
            Ok(opened) => break opened,
            Err(error) => {
                println!("refused 0 {error:?}");
                if tries == 5 {
                    return;
                }
            }
        }
    };
    for (number, deed) in life(seed).iter().enumerate() {
        let mut tries = 0;
        loop {
            match does(&app, &mut store, deed) {
                Ok(()) => break println!("done {number}"),
                Err(error) => println!("refused {number} {error:?}"),
            }
            tries += 1;
            if tries == 3 {
                return;
            }
        }
    }
}

/// How far a life came, and the two states the diary may be in: everything acknowledged, with or without the deed that
/// was under way.
fn allowed(seed: u64, ended: &Ended) -> [Contents; 2] {
    let done = ended
        .said
        .iter()
        .filter(|line| line.starts_with("done "))
        .count();
    let deeds = life(seed);
    let mut acknowledged = Contents::default();
    for deed in deeds.iter().take(done) {
        acknowledged = after(&acknowledged, deed);
    }
    let under_way = deeds
        .get(done)
        .map_or(acknowledged.clone(), |deed| after(&acknowledged, deed));
    [acknowledged, under_way]
}

fn assert_kept(seed: u64, fault: Fault, data: &Path, ended: &Ended) {
    let (found, damage) = reopened(data);
    let allowed = allowed(seed, ended);
    assert!(
        allowed.contains(&found),
        "seed {seed}, {fault:?}\nsaid {:#?}\n{}\nfound {found:#?}\nwanted {allowed:#?}",
        ended.said,
        ended.stderr
    );
    assert_eq!(
        damage, 0,
        "seed {seed}, {fault:?}: a fault of the disk's is no damage of the file"
    );
}

fn changes_of_a_life(seed: u64) -> u64 {
    let folder = folder();
    let ended = run(&format!("live {seed}"), folder.path(), Fault::None);
    assert!(ended.status.success(), "{ended:#?}");
    assert_kept(seed, Fault::None, folder.path(), &ended);
    ended.changes.expect("counted")
}

/// Lives through many lives, each with a fault at another of its changes.
fn lives(name: &str, runs: u64, fault: impl Fn(u64, u64) -> Fault) {
    let mut met = 0;
    for seed in 0..runs.div_ceil(40) {
        let changes = changes_of_a_life(seed);
        let here = (runs - seed * 40).min(40);
        for turn in 0..here {
            let at = 1 + turn * changes / here;
            let fault = fault(at, seed * 40 + turn);
            let folder = folder();
            let ended = run(&format!("live {seed}"), folder.path(), fault);
            met += u64::from(
                ended.was_killed() || ended.said.iter().any(|line| line.starts_with("refused")),
            );
            let no_panic = ended.was_killed() || ended.status.success();
            assert!(no_panic, "seed {seed}, {fault:?}: {ended:#?}");
            assert_kept(seed, fault, folder.path(), &ended);
        }
    }
    println!("{name}: {runs} runs, {met} met by the fault, 0 acknowledged writes lost");
    assert!(met * 3 >= runs * 2, "{met} of {runs} met the fault");
}

#[test]
fn every_acknowledged_write_survives_a_kill_at_any_change() {
    lives("kills", 40 * soak(), |at, turn| {
        if turn % 2 == 0 {
            Fault::Kill(at)
        } else {
            Fault::Torn(at)
        }
    });
}

#[test]
fn every_acknowledged_write_survives_a_power_cut_at_any_change() {
    lives("power cuts", 40 * soak(), |at, turn| {
        let seed = if turn % 3 == 0 {
            0
        } else {
            u32::try_from(turn).unwrap_or(1)
        };
        Fault::Power(at, seed)
    });
}

#[test]
fn an_io_error_refuses_the_write_and_trying_again_keeps_it() {
    lives("I/O errors", 20 * soak(), |at, turn| {
        Fault::Errors(at, u32::try_from(1 + turn % 3).unwrap_or(1))
    });
}

#[test]
fn a_full_disk_refuses_by_name_and_loses_nothing() {
    lives("full disks", 20 * soak(), |at, _| Fault::Full(at));
    let folder = folder();
    let changes = changes_of_a_life(0);
    let ended = run("live 0", folder.path(), Fault::Full(changes / 2));
    assert!(
        ended
            .said
            .iter()
            .any(|line| line.contains("refused") && line.contains("Store(Full)")),
        "{ended:#?}"
    );
}

/// One deed on a diary made ready, whole or not at all.
fn act(role: &str, data: &Path) {
    let done = match role {
        "restore" => App::open(data).and_then(|app| {
            let backup = data.join("other.lull");
            app.restore_backup(&backup, None, RestoreHow::Replace, &this_evening())
                .map(|_| ())
        }),
        "import" => App::open(data).and_then(|app| {
            let document = fs::read(data.join("other.json")).expect("is there");
            app.import_json(&document, OnConflict::Replace, &this_evening())
                .map(|_| ())
        }),
        "mend" => App::open(data).map(|_| ()),
        other => panic!("no such role: {other}"),
    };
    match done {
        Ok(()) => println!("done"),
        Err(error) => println!("refused {error:?}"),
    }
}

fn diary(data: &Path, nights: i32, note: &str) {
    let app = App::open(data).expect("opens");
    for days_back in 0..nights {
        let entry = Entry {
            night: full_entry().night.plus(-days_back),
            note: format!("{note} {days_back} {}", "x".repeat(200)),
            ..full_entry()
        };
        app.log(&entry, &this_evening()).expect("is kept");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("reads") {
        let path = entry.expect("reads").path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copies");
        }
    }
}

/// Runs the deed with a fault at every change it makes; gives how many there were.
fn at_every_change(role: &str, ready: &Path, allowed: &dyn Fn(&Contents) -> bool) -> u64 {
    let counted = folder();
    copy(ready, counted.path());
    let ended = run(role, counted.path(), Fault::None);
    assert!(!ended.said.is_empty(), "{ended:#?}");
    let changes = ended.changes.expect("counted");
    assert!(changes > 3, "{changes} changes");
    for at in 1..=changes {
        let seed = u32::try_from(at).unwrap_or(1);
        let faults = [
            Fault::Kill(at),
            Fault::Power(at, 0),
            Fault::Power(at, seed),
            Fault::Full(at),
        ];
        for fault in faults
            .into_iter()
            .skip(usize::from(soak() == 1 && at % 2 == 0) * 2)
            .take(if soak() == 1 { 2 } else { 4 })
        {
            let folder = folder();
            copy(ready, folder.path());
            let ended = run(role, folder.path(), fault);
            assert!(
                ended.was_killed() || ended.status.success(),
                "{fault:?}: {ended:#?}"
            );
            let (found, _) = reopened(folder.path());
            assert!(
                allowed(&found),
                "{role}, {fault:?}: {ended:#?}\nfound {} nights",
                found.nights.len()
            );
        }
    }
    changes
}

#[test]
fn a_restore_cut_off_at_any_change_leaves_one_whole_diary() {
    let (ready, other) = (folder(), folder());
    diary(ready.path(), 20, "mine");
    diary(other.path(), 30, "theirs");
    let app = App::open(other.path()).expect("opens");
    app.create_backup(
        Some(&ready.path().join("other.lull")),
        None,
        &this_evening(),
    )
    .expect("backs up");
    let (mine, theirs) = (reopened(ready.path()).0, reopened(other.path()).0);
    let changes = at_every_change("restore", ready.path(), &|found| {
        *found == mine || *found == theirs
    });
    println!("restore: cut off at each of {changes} changes, one whole diary each time");
}

#[test]
fn an_import_cut_off_at_any_change_is_whole_or_not_at_all() {
    let (ready, other) = (folder(), folder());
    diary(ready.path(), 6, "mine");
    diary(other.path(), 12, "theirs");
    let document = App::open(other.path())
        .expect("opens")
        .export_json(&this_evening())
        .expect("exports");
    fs::write(ready.path().join("other.json"), document).expect("writes");
    let (mine, theirs) = (reopened(ready.path()).0, reopened(other.path()).0);
    let changes = at_every_change("import", ready.path(), &|found| {
        *found == mine || *found == theirs
    });
    println!("import: cut off at each of {changes} changes, whole or not at all each time");
}

#[test]
fn a_mending_cut_off_at_any_change_is_finished_by_the_next_opening() {
    let ready = folder();
    diary(ready.path(), 40, "mine");
    let file = ready.path().join(DATABASE_FILE);
    let mut bytes = fs::read(&file).expect("reads");
    let last_leaf = bytes
        .chunks(4096)
        .rposition(|page| page.first() == Some(&0x0d))
        .expect("has leaves");
    bytes
        .get_mut(last_leaf * 4096..(last_leaf + 1) * 4096)
        .expect("in the file")
        .fill(0);
    fs::write(&file, &bytes).expect("writes");
    let reference = folder();
    copy(ready.path(), reference.path());
    let (saved, damage) = reopened(reference.path());
    assert_eq!(damage, 1);
    assert!(saved.nights.len() >= 25, "{} saved", saved.nights.len());
    let changes = at_every_change("mend", ready.path(), &|found| *found == saved);
    assert!(reference.path().join(SET_ASIDE).is_dir());
    println!("mending: cut off at each of {changes} changes, finished each time");
}

#[test]
fn a_flipped_bit_anywhere_is_told_of_or_changes_one_letter_at_most() {
    let ready = folder();
    diary(ready.path(), 40, "mine");
    let (was, _) = reopened(ready.path());
    let file = ready.path().join(DATABASE_FILE);
    let bytes = fs::read(&file).expect("reads");
    let runs = 150 * soak();
    let (mut harmless, mut told, mut newer, mut unnoticed, mut nights_lost) = (0, 0, 0, 0, 0);
    let mut chance = Chance(1);
    for turn in 0..runs {
        let at = usize::try_from(chance.below(u32::try_from(bytes.len()).expect("small")))
            .expect("positive");
        let bit = 1_u8 << chance.below(8);
        let folder = folder();
        let mut flipped = bytes.clone();
        *flipped.get_mut(at).expect("in the file") ^= bit;
        fs::write(folder.path().join(DATABASE_FILE), &flipped).expect("writes");
        fs::write(folder.path().join("diary.known"), "").expect("writes");
        let app = match App::open(folder.path()) {
            Ok(app) => app,
            Err(AppError::Store(StoreError::NewerSchema { .. })) => {
                newer += 1;
                assert_eq!(
                    fs::read(folder.path().join(DATABASE_FILE)).expect("reads"),
                    flipped
                );
                continue;
            }
            Err(error) => panic!("flip {turn} at {at}: {error}"),
        };
        let store = Store::open(folder.path()).expect("opens");
        let found = contents(&app, &store);
        let changed: Vec<Night> = was
            .nights
            .iter()
            .filter(|(night, entry)| found.nights.get(night) != Some(entry))
            .map(|(night, _)| *night)
            .collect();
        if !app.damage().is_empty() {
            told += 1;
            nights_lost += was
                .nights
                .keys()
                .filter(|night| !found.nights.contains_key(night))
                .count();
            assert!(
                changed.len() <= 16,
                "flip {turn} at {at}: {} nights lost",
                changed.len()
            );
            assert_eq!(
                fs::read_dir(folder.path().join(SET_ASIDE))
                    .expect("set aside")
                    .count(),
                1
            );
        } else if changed.is_empty() {
            harmless += 1;
        } else {
            // a letter of a note or a digit: SQLite keeps no checksum of what a cell holds; the daily backup does
            unnoticed += 1;
            assert!(changed.len() <= 1, "flip {turn} at {at}: {changed:?}");
            assert!(
                found.nights.len() >= was.nights.len(),
                "flip {turn} at {at}: a night vanished without a word"
            );
        }
    }
    println!(
        "flips: {runs} runs, {told} told of ({nights_lost} nights in the set-aside file only), {newer} refused \
         untouched as a newer Lull's, {harmless} without an effect, {unnoticed} changed one letter unnoticed, \
         0 nights vanished without a word"
    );
    // most of a young diary's file is empty space, where a bit means nothing
    assert!(told * 30 > runs, "{told} of {runs} told of");
}
