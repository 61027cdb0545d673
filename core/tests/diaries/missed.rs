//! What a person would miss of a diary after a fault, and faults by the number.
#![allow(dead_code, reason = "every test file takes what it needs")]

use std::collections::BTreeMap;
use std::path::Path;

use lull_core::app::App;
use lull_core::diary::Entry;
use lull_core::driver::store::Store;
use lull_core::session::SessionId;
use lull_core::time::Night;

use super::{full_entry, this_evening};

/// Everything a person would miss.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contents {
    pub(crate) nights: BTreeMap<Night, Entry>,
    pub(crate) journal: usize,
    pub(crate) is_set_up: bool,
}

pub(crate) const SESSION: u32 = 7;

pub(crate) fn contents(app: &App, store: &Store) -> Contents {
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

pub(crate) fn reopened(data: &Path) -> (Contents, usize) {
    let app = App::open(data).expect("opens after the fault");
    let store = Store::open(data).expect("opens after the fault");
    (contents(&app, &store), app.damage().len())
}

/// Logs that many nights, the newest first, with a long note each.
pub(crate) fn diary(data: &Path, nights: i32, note: &str) {
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

/// Numbers that look random, the same for the same seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: u32) -> i32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i32::try_from((self.0 >> 33) % u64::from(limit)).unwrap_or(0)
    }
}

/// How many times as much as in an ordinary test run.
pub(crate) fn soak() -> u64 {
    std::env::var("LULL_SOAK")
        .ok()
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
}
