//! The facade over a real diary: settings, logging, one-night changes, and cut-off sessions.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::collections::BTreeSet;

use diaries::{
    app, clock, full_entry, journal, minutes_after, night, now, this_evening, write_down,
};
use lull_core::app::{App, AppError, Changes};
use lull_core::device::kept::DeviceId;
use lull_core::device::{DeviceChoice, FailSafe};
use lull_core::diary::{Entry, Onset, OnsetSource, Score, Symptoms};
use lull_core::driver::store::Store;
use lull_core::invalid::Invalid;
use lull_core::plan;
use lull_core::session::safety::{Condition, Gate, SafetyCheck};
use lull_core::session::{EndReason, Stopped};
use lull_core::settings::Settings;
use lull_core::time::Night;

const EVERYTHING: Changes = Changes {
    diary: true,
    plan: true,
    schedule: true,
};
const NOTHING: Changes = Changes {
    diary: false,
    plan: false,
    schedule: false,
};
const REMINDERS: Changes = Changes {
    diary: false,
    plan: true,
    schedule: true,
};

fn invalid<T: core::fmt::Debug>(result: Result<T, AppError>) -> Invalid {
    match result {
        Err(AppError::Invalid(invalid)) => invalid,
        other => panic!("expected an invalid input, got {other:?}"),
    }
}

#[test]
fn settings_are_the_defaults_until_they_are_saved() {
    let (folder, app) = app();
    assert!(!app.is_set_up().expect("reads"));
    assert_eq!(app.settings().expect("reads"), Settings::default());

    let settings = Settings {
        usual_onset: Some(clock("20:15")),
        lead_minutes: 25,
        ..Settings::default()
    };
    assert_eq!(app.save_settings(&settings).expect("saves"), REMINDERS);
    assert_eq!(app.save_settings(&settings).expect("saves"), NOTHING);
    drop(app);
    let app = App::open(folder.path()).expect("opens");
    assert!(app.is_set_up().expect("reads"));
    assert_eq!(app.settings().expect("reads"), settings);
}

#[test]
fn settings_that_cannot_be_are_refused_and_the_old_ones_stay() {
    let (_folder, app) = app();
    app.save_settings(&Settings::default()).expect("saves");
    let wrong = Settings {
        lead_minutes: 0,
        ..Settings::default()
    };
    assert_eq!(invalid(app.save_settings(&wrong)).field, "lead_minutes");
    assert_eq!(app.settings().expect("reads"), Settings::default());
}

#[test]
fn the_safety_gate_opens_only_by_answers_that_are_kept() {
    let (_folder, app) = app();
    let on = |device: &DeviceChoice| app.safety_gate(device).expect("reads");
    assert_eq!(on(&DeviceChoice::Simulated), Gate::NotAnswered);
    let mut answer = SafetyCheck {
        answered_at: this_evening().at,
        conditions: BTreeSet::from([Condition::Pregnancy]),
        doctor_agreed: false,
        rehearsal: false,
    };
    let save = |answer: &SafetyCheck| {
        let settings = Settings {
            safety: Some(answer.clone()),
            ..Settings::default()
        };
        app.save_settings(&settings).expect("saves");
        on(&DeviceChoice::Manual)
    };
    let conditions = answer.conditions.clone();
    assert_eq!(save(&answer), Gate::AskDoctorFirst { conditions });
    answer.doctor_agreed = true;
    assert_eq!(save(&answer), Gate::Open);
    // nobody answered: good for what touches nobody, and for nothing else
    answer.rehearsal = true;
    assert_eq!(save(&answer), Gate::NotAnswered);
    for (device, gate) in [
        (DeviceChoice::Simulated, Gate::Open),
        (
            DeviceChoice::SimulatedAt {
                socket: "/run/massager".to_owned(),
            },
            Gate::Open,
        ),
        (DeviceChoice::Kept { id: DeviceId(7) }, Gate::NotAnswered),
    ] {
        assert_eq!(on(&device), gate, "{device:?}");
    }
}

#[test]
fn a_second_log_replaces_the_first_and_the_same_one_changes_nothing() {
    let (_folder, app) = app();
    let mut entry = full_entry();
    assert_eq!(
        app.log(&entry, &this_evening()).expect("is kept"),
        EVERYTHING
    );
    assert_eq!(app.log(&entry, &this_evening()).expect("is kept"), NOTHING);
    entry.severity = None;
    entry.note = String::new();
    assert_eq!(
        app.log(&entry, &this_evening()).expect("is kept"),
        EVERYTHING
    );
    assert_eq!(app.entry(entry.night).expect("reads"), Some(entry));
}

#[test]
fn an_entry_that_cannot_be_is_refused_by_field_and_the_old_one_stays() {
    let (_folder, app) = app();
    let kept = full_entry();
    app.log(&kept, &this_evening()).expect("is kept");
    let refused = |change: &dyn Fn(&mut Entry)| {
        let mut entry = kept.clone();
        change(&mut entry);
        invalid(app.log(&entry, &this_evening())).field
    };
    assert_eq!(refused(&|entry| entry.night = night("2026-11-22")), "night");
    assert_eq!(refused(&|entry| entry.night = night("0026-11-20")), "night");
    assert_eq!(
        refused(&|entry| entry.night = night("-000044-03-15")),
        "night"
    );
    assert_eq!(refused(&|entry| entry.got_up = Some(51)), "got_up");
    assert_eq!(
        refused(&|entry| entry.note = "x".repeat(40_000_000)),
        "note"
    );
    assert_eq!(refused(&|entry| entry.note = "a\0b".to_owned()), "note");
    assert_eq!(
        refused(&|entry| entry.symptoms = Some(Symptoms::None)),
        "onset"
    );
    assert_eq!(app.entry(kept.night).expect("reads"), Some(kept));
}

#[test]
fn the_first_tap_of_a_night_is_its_onset_and_the_rest_of_the_entry_stays() {
    let (_folder, app) = app();
    let bed = Entry {
        bedtime: Some(clock("22:45")),
        ..Entry::empty(night("2026-11-21"))
    };
    app.log(&bed, &now("2026-11-21T19:00")).expect("is kept");
    let first = app
        .symptoms_started(&now("2026-11-21T23:58:40"))
        .expect("is kept");
    let second = app
        .symptoms_started(&now("2026-11-22T01:30"))
        .expect("is kept");
    assert_eq!(first, second);
    assert_eq!(
        second.onset,
        Some(Onset::At {
            time: clock("23:58"),
            source: OnsetSource::Live
        })
    );
    assert_eq!(second.bedtime, bed.bedtime);
    assert_eq!(app.entry(bed.night).expect("reads"), Some(second));
}

#[test]
fn nights_come_oldest_first_with_both_ends_and_with_sessions_of_unlogged_nights() {
    let (folder, app) = app();
    for day in [19, 17, 18] {
        let entry = Entry::empty(night(&format!("2026-11-{day}")));
        app.log(&entry, &this_evening()).expect("is kept");
    }
    let mut store = Store::open(folder.path()).expect("opens");
    let start = now("2026-11-20T18:40");
    write_down(
        &mut store,
        &journal(7, &start, FailSafe::DeviceTimer).records,
    );

    let nights = |from: Option<Night>, to: Option<Night>| {
        let nights = app.nights(from, to).expect("reads");
        nights
            .iter()
            .map(|kept| kept.entry.night.to_string())
            .collect::<Vec<_>>()
    };
    let all = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
    assert_eq!(nights(None, None), all);
    assert_eq!(
        nights(Some(night("2026-11-18")), Some(night("2026-11-19"))),
        &all[1..3]
    );
    assert_eq!(nights(Some(night("2026-11-21")), None), [""; 0]);
    assert_eq!(nights(None, Some(night("-000001-01-01"))), [""; 0]);
}

#[test]
fn a_deleted_night_is_gone_but_its_massage_still_counts() {
    let (folder, app) = app();
    let mut store = Store::open(folder.path()).expect("opens");
    let start = now("2026-11-20T18:40");
    write_down(
        &mut store,
        &journal(7, &start, FailSafe::DeviceTimer).records,
    );
    app.log(&full_entry(), &this_evening()).expect("is kept");

    assert_eq!(
        app.delete_night(full_entry().night).expect("deletes"),
        EVERYTHING
    );
    assert_eq!(
        app.delete_night(full_entry().night).expect("deletes"),
        NOTHING
    );
    assert!(app.nights(None, None).expect("reads").is_empty());
    let header_only = app.export_csv().expect("exports");
    assert_eq!(header_only.lines().count(), 1);
    assert_eq!(
        store.active_in(start.night()).expect("reads").as_secs(),
        20 * 60
    );
    assert_eq!(
        store.last_session_end().expect("reads"),
        Some(minutes_after(start.at, 26))
    );
}

#[test]
fn a_running_session_stays_in_sight_when_its_night_is_deleted() {
    let (folder, app) = app();
    let mut store = Store::open(folder.path()).expect("opens");
    let written = journal(7, &this_evening(), FailSafe::DeviceTimer);
    write_down(&mut store, written.records.get(..5).expect("that long"));
    assert_eq!(
        app.delete_night(night("2026-11-21")).expect("deletes"),
        NOTHING
    );
    let nights = app.nights(None, None).expect("reads");
    let session = nights
        .first()
        .and_then(|night| night.sessions.first())
        .expect("in sight");
    assert_eq!(session.end, None);
}

#[test]
fn one_nights_changes_are_taken_back_as_easily_as_made() {
    let (_folder, app) = app();
    let evening = this_evening();
    assert_eq!(app.tonight_as_usual(&evening).expect("changes"), NOTHING);
    assert_eq!(app.skip_tonight(&evening).expect("changes"), REMINDERS);
    assert_eq!(app.skip_tonight(&evening).expect("changes"), NOTHING);
    let late = app.remind_tonight_at(clock("00:30"), &evening);
    assert_eq!(
        late.expect("half past midnight is still tonight"),
        REMINDERS
    );
    assert_eq!(app.tonight_as_usual(&evening).expect("changes"), REMINDERS);
    assert_eq!(app.tonight_as_usual(&evening).expect("changes"), NOTHING);
}

/// Steady starts at 21:30, then two at 19:30.
fn legs_that_began_to_start_earlier(app: &App) {
    for ago in (1..=30).rev() {
        let time = clock(if ago > 2 { "21:30" } else { "19:30" });
        let source = OnsetSource::Recalled;
        let entry = Entry {
            symptoms: Some(Symptoms::Yes),
            onset: Some(Onset::At { time, source }),
            ..Entry::empty(this_evening().night().plus(-ago))
        };
        app.log(&entry, &this_evening()).expect("is kept");
    }
}

#[test]
fn what_the_plan_learnt_since_last_night_is_taken_back_for_tonight_only() {
    let (_folder, app) = app();
    let early = now("2026-11-21T13:00:00");
    let refused = app.remind_tonight_as_yesterday(&early);
    assert_eq!(invalid(refused).field, "tonight", "nothing was learnt yet");

    legs_that_began_to_start_earlier(&app);
    let settings = app.settings().expect("reads");
    let tonight = early.night();
    let learnt = app.plan(&early).expect("plans");
    let before = app.plan_for(tonight.plus(-1), &early).expect("plans");
    let before = before.remind.expect("reminds").time();
    let story = format!("{learnt:#?}, the night before {before}");
    assert_eq!(
        plan::as_yesterday(&learnt, &settings),
        Some(before),
        "{story}"
    );
    assert!(learnt.remind.expect("reminds").time() < before, "{story}");

    let tomorrow = app.plan_for(tonight.plus(1), &early).expect("plans");
    let changed = app.remind_tonight_as_yesterday(&early);
    assert_eq!(changed.expect("takes it back"), REMINDERS);
    let taken_back = app.plan(&early).expect("plans");
    assert_eq!(
        taken_back.remind,
        Some(tonight.wall(before)),
        "{taken_back:#?}"
    );
    assert_eq!(plan::as_yesterday(&taken_back, &settings), None);
    assert_eq!(
        app.plan_for(tonight.plus(1), &early).expect("plans"),
        tomorrow
    );

    assert_eq!(app.tonight_as_usual(&early).expect("changes"), REMINDERS);
    assert_eq!(app.plan(&early).expect("plans"), learnt);
    let pinned = Settings {
        pinned: Some(before),
        ..settings
    };
    app.save_settings(&pinned).expect("saves");
    let refused = app.remind_tonight_as_yesterday(&early);
    assert_eq!(
        invalid(refused).field,
        "tonight",
        "the person's own time counts"
    );
}

#[test]
fn a_time_that_has_passed_is_no_time_to_remind_at() {
    let (_folder, app) = app();
    for time in ["17:59", "18:00", "12:00"] {
        let refused = app.remind_tonight_at(clock(time), &this_evening());
        assert_eq!(invalid(refused).field, "at", "{time}");
    }
    assert_eq!(
        app.tonight_as_usual(&this_evening()).expect("reads"),
        NOTHING
    );
}

#[test]
fn a_cut_off_session_is_closed_once_and_known_for_what_it_was() {
    let (folder, app) = app();
    let mut store = Store::open(folder.path()).expect("opens");
    let start = now("2026-11-20T18:40");
    let written = journal(7, &start, FailSafe::DeviceTimer);
    write_down(&mut store, written.records.get(..5).expect("that long"));

    let morning = now("2026-11-21T07:00");
    let settled = store.settle_cut_off(&morning).expect("settles");
    assert_eq!(settled.len(), 1);
    assert!(store.settle_cut_off(&morning).expect("settles").is_empty());
    assert!(store.open_sessions().expect("reads").is_empty());
    let nights = app.nights(None, None).expect("reads");
    let session = nights
        .first()
        .and_then(|night| night.sessions.first())
        .expect("is kept");
    assert_eq!(session.end, Some(EndReason::Interrupted));
    assert_eq!(session.stopped, Some(Stopped::ByFailSafe));
    assert_eq!(
        session.minutes, 34,
        "from minute 1 to the device's own end at 35"
    );
    assert_eq!(
        store.last_session_end().expect("reads"),
        Some(minutes_after(start.at, diaries::DEVICE_MINUTES))
    );
    assert!(app.acknowledge_notices().expect("acknowledges").schedule);
    assert!(!app.acknowledge_notices().expect("acknowledges").schedule);
}

#[test]
fn a_score_is_kept_at_both_ends_of_its_range() {
    let (_folder, app) = app();
    for value in [0, 10] {
        let entry = Entry {
            severity: Some(Score::new("severity", value).expect("in range")),
            symptoms: Some(Symptoms::Yes),
            ..Entry::empty(night("2026-11-20"))
        };
        app.log(&entry, &this_evening()).expect("is kept");
        assert_eq!(app.entry(entry.night).expect("reads"), Some(entry));
    }
}
