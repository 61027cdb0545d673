//! The first screen in one call: what it says is what the single calls say, and what keeps a massage from starting is told
//! before the tap.
#![cfg(feature = "driver")]
#![allow(clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod diaries;

use diaries::{app, clock, full_entry, night, now, this_evening};
use lull_core::app::{App, Hindrance};
use lull_core::device::DeviceChoice;
use lull_core::device::kept::{
    Configuration, DeviceKind, DeviceName, NewDevice, Reach, TestResult,
};
use lull_core::diary::{Entry, MorningAnswer, Symptoms};
use lull_core::driver::store::Store;
use lull_core::plan::Reason;
use lull_core::session::program::ProgramKind;
use lull_core::session::safety::{Gate, SafetyCheck};
use lull_core::settings::Settings;
use lull_core::time::Now;

fn answered(now: &Now) -> Settings {
    let safety = SafetyCheck {
        answered_at: now.at,
        conditions: [].into(),
        doctor_agreed: false,
        rehearsal: false,
    };
    Settings {
        safety: Some(safety),
        usual_onset: Some(clock("20:15")),
        device: DeviceChoice::Manual,
        ..Settings::default()
    }
}

fn hindrance(app: &App, now: &Now) -> Option<Hindrance> {
    app.overview(now).expect("reads").hindrance
}

#[test]
fn a_new_person_sees_a_plan_that_owns_up_to_its_assumptions() {
    let (_folder, app) = app();
    let now = this_evening();
    let overview = app.overview(&now).expect("reads");
    assert!(!overview.set_up);
    assert_eq!(overview.plan, app.plan(&now).expect("plans"));
    assert!(!overview.as_usual_offered);
    assert_eq!(overview.as_yesterday, None);
    assert_eq!(overview.to_log, Some(night("2026-11-20")));
}

#[test]
fn what_was_asked_for_tonight_can_be_taken_back_until_it_is() {
    let (_folder, app) = app();
    let now = this_evening();
    app.save_settings(&answered(&now)).expect("kept");
    app.remind_tonight_at(clock("19:00"), &now).expect("kept");
    let overview = app.overview(&now).expect("reads");
    assert!(overview.as_usual_offered);
    let chosen = Reason::ChosenByPerson {
        time: clock("19:00"),
    };
    assert!(overview.plan.reasons.contains(&chosen));
    app.tonight_as_usual(&now).expect("taken back");
    assert!(!app.overview(&now).expect("reads").as_usual_offered);
    app.symptoms_started(&now).expect("noted");
    let overview = app.overview(&now).expect("reads");
    assert!(!overview.as_usual_offered, "symptoms are not taken back");
    assert_eq!(overview.plan.remind, None);
}

#[test]
fn the_morning_is_asked_for_until_its_questions_are_answered() {
    let (_folder, app) = app();
    let morning = now("2026-11-21T07:00");
    let last = night("2026-11-20");
    let to_log = || app.overview(&morning).expect("reads").to_log;
    assert_eq!(to_log(), Some(last));
    app.symptoms_started(&now("2026-11-20T21:10"))
        .expect("noted");
    assert_eq!(to_log(), Some(last), "a live tap is no morning log");
    app.log(&full_entry(), &morning).expect("kept");
    assert_eq!(to_log(), None);
    // a night without symptoms is an answer, too
    let next = now("2026-11-22T09:00");
    let none = Entry {
        symptoms: Some(Symptoms::None),
        ..Entry::empty(night("2026-11-21"))
    };
    assert!(app.overview(&next).expect("reads").to_log.is_some());
    app.log(&none, &next).expect("kept");
    assert_eq!(app.overview(&next).expect("reads").to_log, None);
}

#[test]
fn what_keeps_a_massage_from_starting_is_told_before_the_tap() {
    let (folder, app) = app();
    let evening = this_evening();
    let closed = Hindrance::Safety {
        gate: Gate::NotAnswered,
    };
    app.save_settings(&Settings {
        device: DeviceChoice::Manual,
        ..Settings::default()
    })
    .expect("kept");
    assert_eq!(hindrance(&app, &evening), Some(closed));
    app.save_settings(&answered(&evening)).expect("kept");
    assert_eq!(hindrance(&app, &evening), None);

    let new = NewDevice {
        name: DeviceName::new("Plug").expect("a name"),
        reach: Reach::Bluetooth {
            address: "AA:01".into(),
        },
        configuration: Configuration::new(DeviceKind::PlugMini, None, None).expect("good"),
        experimental: true,
    };
    let id = app.add_device(&new, &evening).expect("kept").id;
    let device = DeviceChoice::Kept { id };
    app.save_settings(&Settings {
        device,
        ..answered(&evening)
    })
    .expect("kept");
    let untested = Hindrance::NotTested { failed: false };
    assert_eq!(hindrance(&app, &evening), Some(untested));
    let overview = app.overview(&evening).expect("reads");
    assert_eq!(overview.device_name, Some(new.name));
    app.record_device_test(id, TestResult::DidNotStop, None, &evening)
        .expect("kept");
    let failed = Hindrance::NotTested { failed: true };
    assert_eq!(hindrance(&app, &evening), Some(failed));
    let mut store = Store::open(folder.path()).expect("opens");
    diaries::device_test(&mut store, 77, &DeviceChoice::Kept { id }, &evening);
    app.record_device_test(id, TestResult::Passed, None, &evening)
        .expect("kept");
    assert_eq!(hindrance(&app, &evening), Some(Hindrance::NoFailSafe));
    app.accept_no_fail_safe(id, &evening).expect("kept");
    assert_eq!(hindrance(&app, &evening), None);
    app.forget_device(id).expect("forgotten");
    // its forgetting chose the massager one switches by hand
    assert_eq!(hindrance(&app, &evening), None);
    let forgotten = DeviceChoice::Kept { id };
    let asked = app.hindrance(ProgramKind::Evening, &forgotten, &evening);
    assert_eq!(asked.expect("reads"), Some(Hindrance::DeviceForgotten));
}

#[test]
fn each_answer_of_the_morning_is_kept_at_once_and_takes_nothing_else_away() {
    let (_folder, app) = app();
    let morning = now("2026-11-21T07:00");
    let last = night("2026-11-20");
    let before = full_entry();
    app.log(&before, &morning).expect("kept");
    let none = MorningAnswer::Symptoms(Some(Symptoms::None));
    let answered = app
        .answer_morning(last, none.clone(), &morning)
        .expect("kept");
    assert_eq!(answered.entry.onset, None);
    assert_eq!(answered.entry.severity, None);
    assert_eq!(answered.entry.note, before.note);
    assert_eq!(answered.entry.body_parts, before.body_parts);
    assert_eq!(app.entry(last).expect("reads"), Some(answered.entry));
    let too_early = app.answer_morning(night("2026-11-22"), none, &morning);
    assert!(too_early.is_err(), "that night has not begun");
}
