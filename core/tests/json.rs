//! The whole diary as one document: out and in again exactly, merged with another one, and refused by the place that
//! cannot be kept.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::path::Path;

use diaries::lived_in::{contents, invalid, lived_in};
use diaries::{any_details, any_entry, app, full_entry, journal, now, this_evening, write_down};
use lull_core::app::{AppError, RestoreHow};
use lull_core::device::FailSafe;
use lull_core::diary::{BodyPart, Entry, Symptoms};
use lull_core::driver::store::{OnConflict, SCHEMA, Store, StoreError};
use proptest::prelude::*;

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
        // kept by the tables' own rules, refused as a log would be
        (
            good.replacen("\"symptoms\": \"yes\"", "\"symptoms\": \"none\"", 1),
            "entry[0].onset",
        ),
        (
            good.replacen("\"night\": \"2026-11-20\"", "\"night\": \"2026-11-23\"", 1),
            "entry[0].night",
        ),
        (
            good.replacen("\"sides\": \"\"", "\"sides\": \"trunk=left\"", 1),
            "entry[0].sides",
        ),
        (
            good.replacen("lead_minutes\\\":40", "lead_minutes\\\":4", 1),
            "settings[0].lead_minutes",
        ),
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
    fn any_diary_survives_json_and_backup_exactly(entries in prop::collection::vec((any_entry(), any_details()), 0..12), numbers in prop::collection::btree_set(any::<u32>(), 0..4)) {
        let (from, app) = app();
        for (mut entry, details) in entries {
            entry.details = details;
            entry.body_parts.insert(BodyPart::Calves);
            app.log(&entry, &this_evening()).expect("a valid entry is kept");
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
fn filling_in_never_makes_a_night_that_contradicts_itself() {
    let none = Entry {
        symptoms: Some(Symptoms::None),
        ..Entry::empty(full_entry().night)
    };
    let (_from, app) = app();
    app.log(&full_entry(), &this_evening()).expect("is kept");
    let document = app.export_json(&this_evening()).expect("exports");
    let table = app.export_csv().expect("exports");
    let made = app
        .create_backup(None, None, &this_evening())
        .expect("backs up");
    let ways: [&dyn Fn(&lull_core::app::App); 3] = [
        &|other| {
            let fill = OnConflict::Fill;
            other
                .import_json(document.as_bytes(), fill, &this_evening())
                .map(drop)
                .expect("imports");
        },
        &|other| {
            let choices = lull_core::driver::csv::table::ImportChoices {
                on_conflict: OnConflict::Fill,
                ..Default::default()
            };
            other
                .import_table(table.as_bytes(), &choices, &this_evening())
                .map(drop)
                .expect("imports");
        },
        &|other| {
            let fill = RestoreHow::Fill;
            other
                .restore_backup(&made.path, None, fill, &this_evening())
                .map(drop)
                .expect("restores");
        },
    ];
    for (way, fill) in ways.into_iter().enumerate() {
        let (_to, other) = self::app();
        other.log(&none, &this_evening()).expect("is kept");
        fill(&other);
        let filled = other.entry(none.night).expect("reads").expect("kept");
        assert_eq!(filled.agrees(), Ok(()), "way {way}");
        assert_eq!(filled.symptoms, Some(Symptoms::None), "way {way}");
        assert_eq!((filled.onset, filled.severity), (None, None), "way {way}");
        assert_eq!(filled.note, full_entry().note, "the rest is worth having");
    }
}

proptest! {
    #[test]
    fn an_entry_filled_from_any_other_agrees_and_keeps_what_it_said(
        (mut mine, mine_details) in (any_entry(), any_details()),
        (mut theirs, details) in (any_entry(), any_details()),
    ) {
        mine.details = mine_details;
        mine.body_parts.insert(BodyPart::Calves);
        theirs.details = details;
        theirs.body_parts.insert(BodyPart::Calves);
        let filled = mine.filled_from(&theirs);
        prop_assert_eq!(filled.agrees(), Ok(()));
        prop_assert!(mine.symptoms.is_none() || filled.symptoms == mine.symptoms);
        prop_assert!(mine.onset.is_none() || filled.onset == mine.onset);
        prop_assert!(mine.severity.is_none() || filled.severity == mine.severity);
        prop_assert_eq!(filled.filled_from(&theirs), filled);
    }
}
