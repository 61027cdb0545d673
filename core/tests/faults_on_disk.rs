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

use std::path::{Path, PathBuf};

use diaries::missed::{Chance, Contents, SESSION, contents, reopened, soak};
use diaries::{folder, full_entry, journal, now, this_evening, zone};
use faults::{DATA, Ended, Fault, ROLE, run};
use lull_core::app::{App, AppError};
use lull_core::device::FailSafe;
use lull_core::diary::Entry;
use lull_core::driver::csv::table::ImportChoices;
use lull_core::driver::store::Store;
use lull_core::reminder::{Capabilities, WakeReason};
use lull_core::session::SessionId;
use lull_core::settings::Settings;
use lull_core::time::Night;

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
        _ => panic!("no such role: {role}"),
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
