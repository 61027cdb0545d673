//! The diary turned over page by page: no night is on two pages, none on none, and what is kept stands at its night.
#![cfg(feature = "driver")]
#![allow(clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod diaries;

use diaries::{app, full_entry, night, this_evening};
use lull_core::diary::Entry;
use lull_core::time::Night;

#[test]
fn every_night_is_on_one_page_with_what_is_kept_of_it() {
    let (_folder, app) = app();
    let now = this_evening();
    let tonight = now.night();
    let told: Vec<Night> = [1, 2, 13, 14, 27, 28, 40]
        .map(|back| tonight.plus(-back))
        .into();
    for night in &told {
        let entry = Entry {
            night: *night,
            ..full_entry()
        };
        app.log(&entry, &now).expect("kept");
    }
    let pages: Vec<_> = (0..4)
        .map(|page| app.diary_page(page, &now).expect("reads"))
        .collect();
    let nights: Vec<Night> = pages
        .iter()
        .flat_map(|page| &page.nights)
        .map(|night| night.night)
        .collect();
    let expected: Vec<Night> = (0..56).map(|back| tonight.plus(-back)).collect();
    assert_eq!(nights, expected);
    for night in pages.iter().flat_map(|page| &page.nights) {
        let entry = night.record.as_ref().map(|record| record.entry.night);
        assert_eq!(entry, told.contains(&night.night).then_some(night.night));
    }
    assert!(pages.iter().all(|page| page.has_earlier));
}

#[test]
fn there_is_a_last_page_and_none_behind_it() {
    let (_folder, app) = app();
    let now = this_evening();
    let last = app.diary_page(u16::MAX, &now).expect("reads");
    assert!(!last.has_earlier);
    assert_eq!(app.diary_page(last.page, &now).expect("reads"), last);
    assert!(
        app.diary_page(last.page - 1, &now)
            .expect("reads")
            .has_earlier
    );
    assert!(
        last.nights
            .iter()
            .any(|shown| shown.night == night("1900-01-01"))
    );
}
