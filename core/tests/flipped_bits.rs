//! Single bits flipped anywhere in a diary's file: told of, or of no more effect than one letter. `cargo xtask soak` runs
//! many more; `LULL_SOAK` tells how many times as many.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::fs;

use diaries::folder;
use diaries::missed::{Chance, contents, diary, reopened, soak};
use lull_core::app::{App, AppError};
use lull_core::driver::store::{DATABASE_FILE, SET_ASIDE, Store, StoreError};
use lull_core::time::Night;

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
