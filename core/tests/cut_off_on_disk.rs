//! Restoring, importing, mending and forgetting with the disk failing at every single change they make: whole or not at
//! all, and done means done. `cargo xtask soak` runs the same with every kind of fault at every change.
#![cfg(all(feature = "driver", target_os = "linux"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;
mod faults;

use std::fs;
use std::path::{Path, PathBuf};

use diaries::missed::{Contents, diary, reopened, soak};
use diaries::{folder, this_evening};
use faults::{DATA, Ended, Fault, ROLE, run};
use lull_core::app::{App, RestoreHow};
use lull_core::driver::store::{BACKUPS, DATABASE_FILE, OnConflict, SET_ASIDE};

/// Not a test of its own: the others start it as a process on a failing disk.
#[test]
fn the_process_that_meets_the_fault() {
    let (Some(role), Some(data)) = (std::env::var(ROLE).ok(), std::env::var_os(DATA)) else {
        return;
    };
    println!();
    act(&role, &PathBuf::from(data));
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
        "forget" => {
            App::open(data).and_then(|app| app.forget_everything(true, &this_evening()).map(|_| ()))
        }
        other => panic!("no such role: {other}"),
    };
    match done {
        Ok(()) => println!("done"),
        Err(error) => println!("refused {error:?}"),
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("reads") {
        let path = entry.expect("reads").path();
        let there = to.join(path.file_name().expect("a name"));
        if path.is_file() {
            fs::copy(&path, there).expect("copies");
        } else if path.file_name().is_some_and(|name| name == BACKUPS) {
            fs::create_dir(&there).expect("makes");
            copy(&path, &there);
        }
    }
}

/// What a diary may be after the fault: in its folder, as found there, and whether the deed had said that it was done.
type Allowed<'a> = &'a dyn Fn(&Path, &Contents, bool) -> bool;

/// Runs the deed with a fault at every change it makes; gives how many there were.
fn at_every_change(role: &str, ready: &Path, allowed: Allowed<'_>) -> u64 {
    let counted = folder();
    copy(ready, counted.path());
    let ended = run(role, counted.path(), Fault::None);
    assert!(has_done(&ended), "{ended:#?}");
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
                allowed(folder.path(), &found, has_done(&ended)),
                "{role}, {fault:?}: {ended:#?}\nfound {} nights",
                found.nights.len()
            );
        }
    }
    changes
}

fn has_done(ended: &Ended) -> bool {
    ended.said.iter().any(|line| line == "done")
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
    let changes = at_every_change("restore", ready.path(), &|_, found, done| {
        *found == theirs || (*found == mine && !done)
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
    let changes = at_every_change("import", ready.path(), &|_, found, done| {
        *found == theirs || (*found == mine && !done)
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
    let changes = at_every_change("mend", ready.path(), &|_, found, _| *found == saved);
    assert!(reference.path().join(SET_ASIDE).is_dir());
    println!("mending: cut off at each of {changes} changes, finished each time");
}

#[test]
fn a_forgetting_cut_off_at_any_change_left_everything_or_is_finished_by_the_next_opening() {
    let ready = folder();
    diary(ready.path(), 12, "mine");
    let mine = reopened(ready.path()).0;
    let forgotten = Contents::default();
    let changes = at_every_change("forget", ready.path(), &|data, found, done| {
        if *found == mine {
            return !done && no_note_left(data);
        }
        *found == forgotten && no_note_left(data) && !holds(data, b"mine ")
    });
    println!("forgetting: cut off at each of {changes} changes, all or nothing each time");
}

fn no_note_left(data: &Path) -> bool {
    !App::open(data).expect("opens").is_forgetting()
}

/// Whether any file of the folder or below it holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).expect("reads").any(|entry| {
        let path = entry.expect("reads").path();
        if path.is_dir() {
            holds(&path, bytes)
        } else {
            let content = fs::read(&path).expect("reads");
            content.windows(bytes.len()).any(|window| window == bytes)
        }
    })
}
