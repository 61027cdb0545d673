//! Details of a night, medicines and iron tests: kept exactly, refused by the field's name.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::collections::{BTreeMap, BTreeSet};

use diaries::{any_details, app, clock, full_entry, now, this_evening};
use jiff::civil::date;
use lull_core::app::{App, AppError};
use lull_core::diary::{
    Background, BodyPart, Details, Entry, ForDoctor, Lab, Medicine, MedicineClass, Relief, Side,
    Walk,
};
use proptest::prelude::*;

fn pramipexole() -> Medicine {
    Medicine {
        name: "Pramipexole".into(),
        class: MedicineClass::DopamineAgonist,
        dose: "0.18 mg".into(),
        times: vec![clock("19:00"), clock("22:00")],
        since: Some(date(2026, 3, 1)),
        until: None,
    }
}

fn lab() -> Lab {
    Lab {
        date: date(2026, 9, 14),
        ferritin_tenths: Some(412),
        tsat_tenths: Some(185),
        remark: "morning, no iron the day before".into(),
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    match result {
        Err(AppError::Invalid(invalid)) => invalid.field,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn details_are_read_as_they_were_kept(details in any_details()) {
        let (_folder, app) = app();
        let entry = Entry { details, ..full_entry() };
        app.log(&entry, &this_evening()).expect("is kept");
        prop_assert_eq!(app.entry(entry.night).expect("reads"), Some(entry.clone()));
        let json = serde_json::to_string(&entry).expect("writes");
        prop_assert_eq!(serde_json::from_str::<Entry>(&json).expect("reads"), entry);
    }
}

#[test]
fn none_of_the_triggers_is_another_answer_than_not_asked() {
    let (_folder, app) = app();
    for triggers in [None, Some(BTreeSet::new())] {
        let details = Details {
            triggers,
            ..Details::default()
        };
        let entry = Entry {
            details,
            ..full_entry()
        };
        app.log(&entry, &this_evening()).expect("is kept");
        assert_eq!(app.entry(entry.night).expect("reads"), Some(entry));
    }
}

#[test]
fn a_detail_out_of_range_is_refused_under_its_own_name_and_nothing_is_kept() {
    let (_folder, app) = app();
    let walk = |minutes| Walk {
        at: None,
        minutes: Some(minutes),
    };
    let empty = Details::default;
    for (field, details) in [
        (
            "rest_minutes",
            Details {
                rest_minutes: Some(721),
                ..empty()
            },
        ),
        (
            "relief",
            Details {
                relief: Some(Relief::For { minutes: 0 }),
                ..empty()
            },
        ),
        (
            "walks",
            Details {
                walks: vec![walk(0)],
                ..empty()
            },
        ),
        (
            "walks",
            Details {
                walks: vec![walk(5); 21],
                ..empty()
            },
        ),
        (
            "sides",
            Details {
                sides: BTreeMap::from([(BodyPart::Feet, Side::Left)]),
                ..empty()
            },
        ),
        (
            "tags",
            Details {
                tags: BTreeSet::from(["two, words".into()]),
                ..empty()
            },
        ),
        (
            "tags",
            Details {
                tags: BTreeSet::from([String::new()]),
                ..empty()
            },
        ),
        (
            "tags",
            Details {
                tags: BTreeSet::from(["x".repeat(61)]),
                ..empty()
            },
        ),
    ] {
        let entry = Entry {
            details,
            ..full_entry()
        };
        assert_eq!(refused(app.log(&entry, &this_evening())), field);
    }
    assert_eq!(app.entry(full_entry().night).expect("reads"), None);
}

#[test]
fn an_entry_written_before_there_were_details_still_reads() {
    let mut old = serde_json::to_value(full_entry()).expect("writes");
    old.as_object_mut().expect("an object").remove("details");
    assert_eq!(
        serde_json::from_value::<Entry>(old).expect("reads"),
        full_entry()
    );
}

fn names(app: &App) -> Vec<String> {
    let kept = app.medicines().expect("reads");
    kept.into_iter().map(|kept| kept.medicine.name).collect()
}

#[test]
fn a_stopped_medicine_stays_on_the_timeline_and_a_deleted_one_does_not() {
    let (_folder, app) = app();
    let now = this_evening();
    let id = app.add_medicine(&pramipexole(), &now).expect("is kept");
    let iron = Medicine {
        name: "Iron".into(),
        class: MedicineClass::Iron,
        ..pramipexole()
    };
    let iron = app.add_medicine(&iron, &now).expect("is kept");
    app.stop_medicine(id, date(2026, 11, 20), &now)
        .expect("stops");
    assert_eq!(names(&app), ["Iron", "Pramipexole"]);
    let stopped = &app.medicines().expect("reads")[1].medicine;
    assert!(stopped.taken_on(date(2026, 11, 20)) && !stopped.taken_on(date(2026, 11, 21)));
    assert!(app.delete_medicine(iron).expect("deletes").diary);
    assert!(!app.delete_medicine(iron).expect("deletes").diary);
    assert_eq!(names(&app), ["Pramipexole"]);
}

#[test]
fn a_medicine_or_test_that_cannot_be_is_refused_by_its_field() {
    let (_folder, app) = app();
    let now = now("2026-11-21T18:00");
    let good = pramipexole;
    for (field, medicine) in [
        (
            "name",
            Medicine {
                name: "  ".into(),
                ..good()
            },
        ),
        (
            "dose",
            Medicine {
                dose: "x".repeat(201),
                ..good()
            },
        ),
        (
            "times",
            Medicine {
                times: vec![clock("08:00"); 9],
                ..good()
            },
        ),
        (
            "since",
            Medicine {
                since: Some(date(2026, 11, 22)),
                ..good()
            },
        ),
        (
            "until",
            Medicine {
                until: Some(date(2026, 2, 28)),
                ..good()
            },
        ),
    ] {
        assert_eq!(refused(app.add_medicine(&medicine, &now)), field);
    }
    for (field, lab) in [
        (
            "date",
            Lab {
                date: date(2026, 11, 22),
                ..lab()
            },
        ),
        (
            "ferritin",
            Lab {
                ferritin_tenths: None,
                tsat_tenths: None,
                ..lab()
            },
        ),
        (
            "ferritin",
            Lab {
                ferritin_tenths: Some(100_001),
                ..lab()
            },
        ),
        (
            "tsat",
            Lab {
                tsat_tenths: Some(1001),
                ..lab()
            },
        ),
    ] {
        assert_eq!(refused(app.add_lab(&lab, &now)), field);
    }
    assert_eq!(
        refused(app.stop_medicine(7, date(2026, 11, 1), &now)),
        "medicine"
    );
    assert!(app.medicines().expect("reads").is_empty() && app.labs().expect("reads").is_empty());
}

#[test]
fn iron_tests_and_questions_are_read_as_they_were_kept() {
    let (_folder, app) = app();
    let id = app.add_lab(&lab(), &this_evening()).expect("is kept");
    assert_eq!(app.labs().expect("reads")[0].lab, lab());
    assert!(app.delete_lab(id).expect("deletes").diary);
    let words = ForDoctor {
        questions: vec!["Is my ferritin high enough?".into()],
        background: BTreeSet::from([Background::FamilyHistory]),
    };
    app.save_for_doctor(&words).expect("is kept");
    assert_eq!(app.for_doctor().expect("reads"), words);
    let four = ForDoctor {
        questions: vec!["?".into(); 4],
        ..words.clone()
    };
    assert_eq!(refused(app.save_for_doctor(&four)), "questions");
    assert_eq!(app.for_doctor().expect("reads"), words);
}

#[test]
fn a_substance_proposes_its_class_and_an_unknown_name_proposes_none() {
    for (name, class) in [
        ("Pramipexol 0,18", MedicineClass::DopamineAgonist),
        ("sertraline", MedicineClass::Ssri),
        ("Escitalopram", MedicineClass::Ssri),
        ("Magnesium", MedicineClass::Unknown),
    ] {
        assert_eq!(MedicineClass::of_substance(name), class, "{name}");
    }
}
