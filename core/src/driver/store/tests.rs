//! Trouble with the disk, really provoked.

use std::path::Path;
use std::time::Duration;

use jiff::civil::date;
use rusqlite::Connection;

use super::{DATABASE_FILE, SCHEMA, Store, StoreError, at_schema, backup, diary};
use crate::diary::Entry;
use crate::time::Night;

fn entry(day: i8) -> Entry {
    Entry {
        note: "x".repeat(4096),
        ..Entry::empty(Night::new(date(2026, 10, day)))
    }
}

fn log(store: &mut Store, day: i8) -> Result<(), StoreError> {
    store.write(|connection| diary::put_entry(connection, &entry(day), jiff::Timestamp::UNIX_EPOCH))
}

fn logged(store: &Store) -> usize {
    let (first, last) = (entry(1).night, entry(31).night);
    let nights = store.read(|connection| diary::nights(connection, first, last));
    nights.expect("reads").len()
}

fn open(data: &Path) -> Store {
    Store::open(data).expect("opens")
}

#[test]
fn a_full_disk_keeps_what_was_kept_and_says_so() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut store = open(folder.path());
    let pages: i64 = store
        .connection
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .expect("counts");
    store
        .connection
        .query_row(
            &format!("PRAGMA max_page_count = {}", pages + 8),
            [],
            |_| Ok(()),
        )
        .expect("limits");
    let results: Vec<Result<(), StoreError>> = (1..=31).map(|day| log(&mut store, day)).collect();
    let kept = results.iter().filter(|result| result.is_ok()).count();
    assert!(kept > 0 && kept < 31, "{kept} kept");
    assert!(
        results
            .iter()
            .flat_map(|result| result.as_ref().err())
            .all(|error| matches!(error, StoreError::Full)),
        "{results:?}"
    );
    drop(store);
    assert_eq!(logged(&open(folder.path())), kept);
}

#[test]
fn a_diary_held_by_another_program_is_busy_and_readable() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut store = open(folder.path());
    log(&mut store, 1).expect("is kept");
    store.connection.busy_timeout(Duration::ZERO).expect("sets");
    let other = Connection::open(folder.path().join(DATABASE_FILE)).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    assert!(matches!(log(&mut store, 2), Err(StoreError::Busy)));
    assert_eq!(logged(&store), 1);
    other.execute_batch("ROLLBACK").expect("lets go");
    log(&mut store, 2).expect("is kept");
}

#[test]
fn a_restore_waits_for_another_program_no_longer_than_it_may_and_works_once_it_let_go() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut store = open(folder.path());
    log(&mut store, 1).expect("is kept");
    store.connection.busy_timeout(Duration::ZERO).expect("sets");
    let empty = at_schema(SCHEMA).expect("an empty diary");
    let other = Connection::open(folder.path().join(DATABASE_FILE)).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    for patience in [Duration::ZERO, Duration::from_millis(100)] {
        let refused = backup::bring_back(&empty, &mut store.connection, patience);
        assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    }
    assert_eq!(logged(&store), 1);
    other.execute_batch("ROLLBACK").expect("lets go");
    backup::bring_back(&empty, &mut store.connection, Duration::ZERO).expect("restores");
    assert_eq!(logged(&store), 0);
}

#[test]
fn an_index_beside_the_log_that_cannot_grow_is_a_full_disk() {
    let full = |code| {
        let error = rusqlite::ffi::Error::new(code);
        StoreError::from(rusqlite::Error::SqliteFailure(error, None))
    };
    for code in [
        rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
        rusqlite::ffi::SQLITE_FULL,
    ] {
        assert!(matches!(full(code), StoreError::Full), "{code}");
    }
    let other = full(rusqlite::ffi::SQLITE_IOERR_READ);
    assert!(matches!(other, StoreError::Other { .. }), "{other:?}");
}

#[test]
fn a_read_only_diary_says_so() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut store = open(folder.path());
    store
        .connection
        .pragma_update(None, "query_only", true)
        .expect("sets");
    assert!(matches!(log(&mut store, 1), Err(StoreError::ReadOnly)));
}

#[test]
fn a_word_this_version_does_not_know_is_damage_and_its_content_stays_private() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut store = open(folder.path());
    log(&mut store, 1).expect("is kept");
    store
        .connection
        .execute_batch("UPDATE entry SET body_parts = 'secret_tail'")
        .expect("spoils");
    let read = store.read(|connection| diary::entry(connection, entry(1).night));
    let Err(error @ StoreError::Damaged { .. }) = read else {
        panic!("expected damage, got {read:?}");
    };
    assert!(error.to_string().contains("body_parts"), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn a_write_that_fails_halfway_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut store = open(folder.path());
    let failed: Result<(), StoreError> = store.write(|connection| {
        diary::put_entry(connection, &entry(1), jiff::Timestamp::UNIX_EPOCH)?;
        Err(StoreError::Full)
    });
    assert!(failed.is_err());
    assert_eq!(logged(&store), 0);
}

#[test]
fn every_connection_waits_for_the_disk_and_checks_references() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    for _ in 0..2 {
        let store = open(folder.path());
        let number = |pragma: &str| {
            let sql = format!("PRAGMA {pragma}");
            store
                .connection
                .query_row(&sql, [], |row| row.get::<_, i64>(0))
                .expect("reads")
        };
        assert_eq!(number("synchronous"), 2, "FULL");
        assert_eq!(number("foreign_keys"), 1);
        assert_eq!(number("secure_delete"), 1);
        assert_eq!(number("busy_timeout"), 5000);
    }
}
