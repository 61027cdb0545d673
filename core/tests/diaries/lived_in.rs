//! A diary with something of everything in it, and every row of a diary for comparison.
#![allow(dead_code, reason = "every test file takes what it needs")]

use std::collections::BTreeMap;
use std::path::Path;

use lull_core::app::{App, AppError};
use lull_core::device::FailSafe;
use lull_core::diary::Entry;
use lull_core::driver::store::{DATABASE_FILE, Store};
use lull_core::invalid::Reason;
use lull_core::reminder::{Capabilities, WakeReason};
use lull_core::settings::Settings;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::{app, full_entry, journal, now, this_evening, write_down};

pub(crate) type Table = Vec<Vec<Value>>;

/// Every row of every table, as it lies in the file.
pub(crate) fn contents(data: &Path) -> BTreeMap<String, Table> {
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
pub(crate) fn lived_in() -> (tempfile::TempDir, App) {
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

pub(crate) fn invalid(error: &AppError) -> (&str, &Reason) {
    let AppError::Invalid(invalid) = error else {
        panic!("expected invalid input, got {error:?}");
    };
    (&invalid.field, &invalid.reason)
}
