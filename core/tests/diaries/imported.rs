//! Tables of other people, imported into a fresh diary and asked night by night.
#![allow(dead_code, reason = "every test file takes what it needs")]

use lull_core::app::App;
use lull_core::diary::{Entry, Onset, OnsetSource, Score};
use lull_core::driver::csv::table::{Guess, ImportChoices};

use super::{app, clock, night, this_evening};

pub(crate) fn guessed(content: &[u8]) -> (App, Guess) {
    chosen(content, &ImportChoices::default())
}

pub(crate) fn chosen(content: &[u8], choices: &ImportChoices) -> (App, Guess) {
    let (folder, app) = app();
    let guess = app
        .preview_table(content, choices, &this_evening())
        .expect("can be read");
    assert!(
        app.nights(None, None).expect("reads").is_empty(),
        "a preview keeps nothing"
    );
    app.import_table(content, choices, &this_evening())
        .expect("imports");
    // the folder goes, the open files stay: nothing more is written
    drop(folder);
    (app, guess)
}

pub(crate) fn entry(app: &App, date: &str) -> Entry {
    app.entry(night(date))
        .expect("reads")
        .unwrap_or_else(|| panic!("{date} is kept"))
}

pub(crate) fn sessions(app: &App, date: &str) -> Vec<(String, u16)> {
    let nights = app
        .nights(Some(night(date)), Some(night(date)))
        .expect("reads");
    let sessions = nights.iter().flat_map(|night| &night.sessions);
    sessions
        .map(|session| {
            (
                session.start_wall.strftime("%H:%M").to_string(),
                session.minutes,
            )
        })
        .collect()
}

pub(crate) fn score(value: i64) -> Option<Score> {
    Some(Score::new("score", value).expect("in range"))
}

pub(crate) fn at(time: &str) -> Option<Onset> {
    let source = OnsetSource::Recalled;
    Some(Onset::At {
        time: clock(time),
        source,
    })
}
