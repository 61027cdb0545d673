//! Backups, restoring and forgetting everything: what goes out comes back the same, and what goes for good is gone.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::fs;
use std::path::Path;

use diaries::lived_in::{contents, invalid, lived_in};
use diaries::{app, folder, full_entry, minutes_after, night, now, this_evening};
use lull_core::app::{App, RestoreHow};
use lull_core::diary::{Entry, Symptoms};
use lull_core::driver::store::{BACKUPS, BackupKind, DATABASE_FILE, Passphrase, SCHEMA};
use lull_core::invalid::Reason;
use lull_core::reminder::{Capabilities, WakeReason};
use rusqlite::Connection;

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
fn a_backup_never_takes_the_place_of_the_diary_it_is_of() {
    let (data, app) = lived_in();
    let was = contents(data.path());
    for name in [DATABASE_FILE, "diary.sqlite-wal", "session.lock", "notes"] {
        for target in [
            data.path().join(name),
            data.path().join("backups/..").join(name),
        ] {
            let refused = app
                .create_backup(Some(&target), None, &this_evening())
                .expect_err("is the diary's own");
            assert_eq!(invalid(&refused).0, "file", "{}", target.display());
        }
    }
    assert_eq!(contents(data.path()), was);
    let beside = data.path().join("mine.lull");
    app.create_backup(Some(&beside), None, &this_evening())
        .expect("is a backup's name");
}

#[cfg(unix)]
#[test]
fn whatever_holds_a_diary_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = folder();
    let data = parent.path().join("deep/diary");
    let app = App::open(&data).expect("opens");
    app.log(&full_entry(), &this_evening()).expect("is kept");
    let elsewhere = parent.path().join("elsewhere.lull");
    app.create_backup(Some(&elsewhere), None, &this_evening())
        .expect("backs up");
    app.create_backup(None, None, &this_evening())
        .expect("backs up");
    drop(app);
    // one made by an older Lull, and a damaged one
    fs::set_permissions(data.join(DATABASE_FILE), fs::Permissions::from_mode(0o644)).expect("sets");
    let app = App::open(&data).expect("opens");
    drop(app);
    let bytes = fs::read(data.join(DATABASE_FILE)).expect("reads");
    fs::write(
        data.join(DATABASE_FILE),
        bytes.get(..bytes.len() / 2).expect("half"),
    )
    .expect("writes");
    let app = App::open(&data).expect("opens");
    assert_eq!(app.set_aside().len(), 1);
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&elsewhere), 0o600);
    for file in walk(&data) {
        let holds_a_diary = file.extension().is_some_and(|ending| ending == "lull")
            || file.file_name().is_some_and(|name| {
                let name = name.to_string_lossy();
                name.starts_with(DATABASE_FILE) || name == "report.json"
            });
        if holds_a_diary {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
        let folder = file.parent().expect("has one");
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
}

#[test]
fn settings_of_a_device_that_does_not_come_along_name_none_and_it_is_told() {
    use lull_core::device::DeviceChoice;
    use lull_core::device::kept::DeviceId;
    use lull_core::settings::Settings;
    let (from, app) = lived_in();
    let missing = Settings {
        device: DeviceChoice::Kept { id: DeviceId(9) },
        ..Settings::default()
    };
    let body = serde_json::to_string(&missing).expect("a document");
    Connection::open(from.path().join(DATABASE_FILE))
        .expect("opens")
        .execute("UPDATE settings SET body = ?1", [body])
        .expect("changes");
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    for how in [RestoreHow::Replace, RestoreHow::Fill] {
        let (_to, other) = self::app();
        let restored = other
            .restore_backup(&made.path, None, how, &this_evening())
            .expect("restores");
        assert!(restored.merged.device_reset, "{how:?}");
        assert_eq!(
            other.settings().expect("reads").device,
            DeviceChoice::Manual,
            "{how:?}"
        );
    }
}

#[test]
fn a_restored_diary_gives_a_new_generation_of_alarms() {
    let (_data, app) = lived_in();
    let wake = || {
        app.wake(
            WakeReason::Launch,
            &this_evening(),
            &Capabilities::default(),
        )
        .expect("wakes")
    };
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    let in_backup = wake();
    app.tonight_as_usual(&this_evening()).expect("changes");
    let newest = wake();
    assert!(newest.generation > in_backup.generation);
    app.restore_backup(&made.path, None, RestoreHow::Replace, &this_evening())
        .expect("restores");
    let restored = wake();
    assert!(
        restored.generation > newest.generation,
        "the system holds another set under {}",
        newest.generation
    );
    assert_eq!(restored.alarms, in_backup.alarms);
    app.forget_everything(true, &this_evening())
        .expect("forgets");
    assert!(wake().generation > restored.generation);
}

#[test]
fn forgetting_everything_leaves_no_word_in_any_file() {
    let (data, app) = lived_in();
    let secret = "größere Mahlzeit";
    let (left, _) = app
        .forget_everything(false, &this_evening())
        .expect("forgets");
    assert!(left.rows > 0);
    assert!(!left.left.is_empty(), "the day's backup is named");
    assert!(app.nights(None, None).expect("reads").is_empty());
    assert!(!app.is_set_up().expect("reads"));
    let (gone, _) = app
        .forget_everything(true, &this_evening())
        .expect("forgets");
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
