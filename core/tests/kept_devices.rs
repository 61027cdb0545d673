//! Devices the person adds, on disk: what is kept, what is refused, what forgetting does, and that a secret is never shown.
#![cfg(feature = "driver")]
#![allow(clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod diaries;

use std::path::Path;
use std::sync::Arc;

use diaries::{folder, journal, this_evening, write_down};

use lull_core::app::{App, AppError, SessionRequest};
use lull_core::device::kept::{
    Configuration, DeviceError, DeviceId, DeviceKind, DeviceName, KeptDevice, NewDevice, Reach,
    Secret, TestResult,
};
use lull_core::device::mains::{Learned, Milliwatts};
use lull_core::device::{DeviceChoice, FailSafe, Step};
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::SimulatedMassager;
use lull_core::driver::runtime::SessionRun;
use lull_core::driver::store::{DATABASE_FILE, Store};
use lull_core::session::journal::What;
use lull_core::session::safety::SafetyCheck;
use lull_core::session::{ProgramKind, SessionId};
use lull_core::settings::Settings;
use lull_core::time::Now;
use rusqlite::Connection;

const SCHEMA_1: &str = include_str!("fixtures/schema-1.sql");

fn name(text: &str) -> DeviceName {
    DeviceName::new(text).expect("a name")
}

fn new(called: &str, address: &str, kind: DeviceKind) -> NewDevice {
    NewDevice {
        name: name(called),
        reach: Reach::Bluetooth {
            address: address.into(),
        },
        configuration: Configuration::new(kind, None, None).expect("needs nothing"),
        experimental: true,
    }
}

fn trouble(result: Result<impl std::fmt::Debug, AppError>) -> DeviceError {
    match result {
        Err(AppError::Device(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// A test on that device ran to its end and the person saw it start and stop.
fn pass(app: &App, folder: &Path, id: DeviceId, learned: Option<Learned>, now: &Now) -> KeptDevice {
    let mut store = Store::open(folder).expect("opens");
    diaries::device_test(&mut store, 77, &DeviceChoice::Kept { id }, now);
    app.record_device_test(id, TestResult::Passed, learned, now)
        .expect("kept")
}

fn learned() -> Learned {
    let watts = |watts| Milliwatts::from_watts(watts).expect("believable");
    Learned::new(watts(0.4), watts(21.5)).expect("far apart")
}

#[test]
fn everything_of_a_device_is_there_again_after_closing() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let added = app
        .add_device(&new("Feet", "AA:01", DeviceKind::Bot), &now)
        .expect("kept");
    app.accept_no_fail_safe(added.id, &now).expect("kept");
    let tested = pass(&app, folder.path(), added.id, Some(learned()), &now);
    drop(app);
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.devices().expect("reads"), std::slice::from_ref(&tested));
    assert_eq!(tested.learned, Some(learned()));
    assert!(tested.has_passed_its_test());
    assert_eq!(tested.no_fail_safe_accepted_at, Some(now.at));
}

#[test]
fn a_test_that_failed_withdraws_the_one_that_passed_and_teaches_no_watts() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let id = app
        .add_device(&new("Feet", "AA:01", DeviceKind::ShellyPlug), &now)
        .expect("kept")
        .id;
    pass(&app, folder.path(), id, None, &now);
    let failed = app
        .record_device_test(id, TestResult::DidNotStop, Some(learned()), &now)
        .expect("kept");
    assert!(!failed.has_passed_its_test());
    assert_eq!(failed.learned, None);
}

#[test]
fn only_a_test_that_ran_to_its_end_can_have_been_passed() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let id_of = |called, address| {
        let new = new(called, address, DeviceKind::Bot);
        app.add_device(&new, &now).expect("kept").id
    };
    let (feet, calves) = (id_of("Feet", "AA:01"), id_of("Calves", "AA:02"));
    let passed = |id| app.record_device_test(id, TestResult::Passed, None, &now);
    let untested = |name: &str, failed| DeviceError::NotTested {
        name: name.into(),
        failed,
    };
    assert_eq!(trouble(passed(feet)), untested("Feet", false));

    let mut store = Store::open(folder.path()).expect("opens");
    diaries::device_test(&mut store, 1, &DeviceChoice::Kept { id: feet }, &now);
    // a test on one says nothing of another, nor does a massage
    assert_eq!(trouble(passed(calves)), untested("Calves", false));
    let massage = journal(2, &now, FailSafe::None);
    write_down(&mut store, &massage.records);
    assert!(passed(feet).expect("kept").has_passed_its_test());

    // begun anew and cut off, or not ended yet: the earlier one no longer speaks for it
    let mut again = journal(3, &now, FailSafe::None).records;
    if let Some(What::Began {
        program, device, ..
    }) = again.first_mut().map(|line| &mut line.what)
    {
        *program = ProgramKind::DeviceTest;
        *device = DeviceChoice::Kept { id: feet };
    }
    write_down(&mut store, again.get(..1).expect("that long"));
    assert_eq!(trouble(passed(feet)), untested("Feet", false));
    store.settle_cut_off(&now).expect("settles");
    assert_eq!(trouble(passed(feet)), untested("Feet", true));
    let seen = app.record_device_test(feet, TestResult::DidNotStart, None, &now);
    assert!(!seen.expect("kept").has_passed_its_test());
}

#[test]
fn a_massager_that_really_turns_keeps_the_worlds_time() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let safety = Some(SafetyCheck {
        answered_at: now.at,
        conditions: [].into(),
        doctor_agreed: false,
        rehearsal: false,
    });
    let settings = Settings {
        safety,
        ..Settings::default()
    };
    app.save_settings(&settings).expect("kept");
    let id = app
        .add_device(&new("Feet", "AA:01", DeviceKind::OpenMassager), &now)
        .expect("kept")
        .id;
    let start = |speed| {
        let clock = Clock::starting_at(now.clone(), speed);
        let massager = SimulatedMassager::new(clock.clone());
        let request = SessionRequest {
            program: ProgramKind::DeviceTest,
            device: Some(DeviceChoice::Kept { id }),
            id: SessionId(7),
            legs_now: None,
            level: None,
            after_bath: false,
        };
        let radio = Arc::new(massager.radio());
        SessionRun::prepare(&app, request, radio, SimulatedMassager::address(), clock)
    };
    match start(60) {
        Err(AppError::Invalid(invalid)) => assert_eq!(invalid.field, "speed"),
        other => panic!("{other:?}"),
    }
    start(1).expect("may start");
}

#[test]
fn one_name_and_one_address_belong_to_one_device() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let kind = DeviceKind::ShellyPlug;
    let feet = app
        .add_device(&new("Feet", "AA:01", kind), &now)
        .expect("kept");
    let other = app
        .add_device(&new("Calves", "AA:02", kind), &now)
        .expect("kept");
    let taken = DeviceError::NameTaken {
        name: "Feet".into(),
    };
    assert_eq!(
        trouble(app.add_device(&new("FEET", "AA:03", kind), &now)),
        taken
    );
    assert_eq!(trouble(app.rename_device(other.id, &name("feet"))), taken);
    assert_eq!(
        trouble(app.add_device(&new("Third", "AA:01", kind), &now)),
        DeviceError::AlreadyKept {
            name: "Feet".into()
        }
    );
    // its own name in other letters is no clash
    let louder = app.rename_device(feet.id, &name("FEET")).expect("renamed");
    assert_eq!(louder.name.as_str(), "FEET");
    assert_eq!(app.devices().expect("reads").len(), 2);
}

#[test]
fn a_forgotten_device_leaves_the_settings_with_a_massager_switched_by_hand_and_its_id_to_nobody() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let kind = DeviceKind::ShellyPlug;
    let id = app
        .add_device(&new("Feet", "AA:01", kind), &now)
        .expect("kept")
        .id;
    app.save_settings(&Settings {
        device: DeviceChoice::Kept { id },
        ..Settings::default()
    })
    .expect("kept");
    let forgotten = app.forget_device(id).expect("forgotten");
    assert!(forgotten.was_chosen);
    assert_eq!(app.settings().expect("reads").device, DeviceChoice::Manual);
    assert_eq!(trouble(app.device(id)), DeviceError::Forgotten);
    assert_eq!(trouble(app.forget_device(id)), DeviceError::Forgotten);
    let again = app
        .add_device(&new("Feet", "AA:01", kind), &now)
        .expect("kept");
    assert_ne!(again.id, id, "an old journal must not mean the new device");
}

#[test]
fn settings_cannot_name_a_device_that_is_not_kept() {
    let folder = folder();
    let app = App::open(folder.path()).expect("opens");
    let id = DeviceId(7);
    let saved = app.save_settings(&Settings {
        device: DeviceChoice::Kept { id },
        ..Settings::default()
    });
    assert_eq!(trouble(saved), DeviceError::Forgotten);
    assert!(!app.is_set_up().expect("reads"));
}

#[test]
fn a_secret_is_on_disk_for_the_driver_and_in_no_text_and_no_export() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let secret = Secret::new("4711");
    let configuration = Configuration::new(DeviceKind::Sem6000, Some(secret), None).expect("a PIN");
    let device = app
        .add_device(
            &NewDevice {
                configuration,
                ..new("Plug", "AA:01", DeviceKind::Sem6000)
            },
            &now,
        )
        .expect("kept");
    let mut driver = app
        .driver_for(&DeviceChoice::Kept { id: device.id })
        .expect("a driver");
    let login = driver
        .connected()
        .into_iter()
        .find_map(|step| {
            if let Step::Write { bytes, .. } = step {
                Some(bytes)
            } else {
                None
            }
        })
        .expect("a login");
    assert_eq!(login[5..9], [4, 7, 1, 1], "the driver got it");
    for shown in [
        format!("{device:?}"),
        format!("{driver:?}"),
        format!("{app:?}"),
        app.export_csv().expect("exports"),
        app.export_json(&now).expect("exports"),
    ] {
        assert!(!shown.contains("4711"), "{shown}");
    }
}

#[test]
fn a_row_that_cannot_be_read_is_named_without_what_is_in_it() {
    let folder = folder();
    let app = App::open(folder.path()).expect("opens");
    let connection = Connection::open(folder.path().join(DATABASE_FILE)).expect("opens");
    connection
        .execute(
            "INSERT INTO device (name, name_key, reach, kind, secret, added_at)
             VALUES ('Plug', 'plug', '{\"reach\":\"bluetooth\",\"address\":\"1\"}', 'sem6000', 'hush', '2026-11-21T00:00:00Z')",
            [],
        )
        .expect("written");
    let error = app.devices().expect_err("no PIN");
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("device 1"), "{shown}");
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn a_diary_from_before_there_were_devices_takes_them() {
    let folder = folder();
    let connection = Connection::open(folder.path().join(DATABASE_FILE)).expect("opens");
    connection
        .pragma_update(None, "foreign_keys", false)
        .expect("sets");
    connection.execute_batch(SCHEMA_1).expect("a readable dump");
    drop(connection);
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.devices().expect("reads"), []);
    let nights = app.nights(None, None).expect("reads").len();
    app.add_device(&new("Feet", "AA:01", DeviceKind::PlugMini), &this_evening())
        .expect("kept");
    assert_eq!(app.nights(None, None).expect("reads").len(), nights);
}

#[test]
fn devices_and_interruptions_come_through_json_without_the_secret_and_mean_the_same_device() {
    use lull_core::driver::store::OnConflict;
    use lull_core::reminder::{Capabilities, NoticeKind, WakeReason};
    let now = this_evening();
    let (from, to) = (folder(), folder());
    let app = App::open(from.path()).expect("opens");
    let secret = Configuration::new(DeviceKind::Sem6000, Some(Secret::new("4711")), None);
    let plug = NewDevice {
        configuration: secret.expect("a PIN"),
        ..new("Plug", "AA:01", DeviceKind::Sem6000)
    };
    let id = app.add_device(&plug, &now).expect("kept").id;
    pass(&app, from.path(), id, Some(learned()), &now);
    app.accept_no_fail_safe(id, &now).expect("kept");
    app.save_settings(&Settings {
        device: DeviceChoice::Kept { id },
        ..Settings::default()
    })
    .expect("kept");
    let mut store = Store::open(from.path()).expect("opens");
    let cut_off = journal(7, &diaries::now("2026-11-20T18:50"), FailSafe::DeviceTimer);
    write_down(&mut store, cut_off.records.get(..5).expect("that long"));
    app.wake(WakeReason::Launch, &now, &Capabilities::default())
        .expect("wakes");
    let text = app.export_json(&now).expect("exports");

    // there another device has the number
    let other = App::open(to.path()).expect("opens");
    let first = other
        .add_device(&new("Other", "BB:01", DeviceKind::Bot), &now)
        .expect("kept");
    assert_eq!(first.id, id);
    other
        .import_json(text.as_bytes(), OnConflict::Replace, &now)
        .expect("imports");
    let came = other.find_device("plug").expect("came along");
    assert_ne!(came.id, id);
    assert_eq!(came.learned, Some(learned()));
    assert!(came.has_passed_its_test());
    assert_eq!(came.no_fail_safe_accepted_at, Some(now.at));
    assert_eq!(
        other.settings().expect("reads").device,
        DeviceChoice::Kept { id: came.id },
        "the same device, whatever its number here"
    );
    let schedule = other
        .wake(WakeReason::Launch, &now, &Capabilities::default())
        .expect("wakes");
    assert!(
        schedule
            .notices
            .iter()
            .any(|notice| notice.kind == NoticeKind::SessionInterrupted)
    );
}

#[test]
fn a_device_or_an_interruption_nobody_can_read_is_damage_of_the_diary_and_not_of_every_wake() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    app.add_device(&new("Feet", "AA:01", DeviceKind::Bot), &now)
        .expect("kept");
    app.add_device(&new("Calves", "AA:02", DeviceKind::Bot), &now)
        .expect("kept");
    drop(app);
    Connection::open(folder.path().join(DATABASE_FILE))
        .expect("opens")
        .execute("UPDATE device SET kind = 'teapot' WHERE name = 'Feet'", [])
        .expect("changes");
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage().len(), 1, "it is told");
    let left: Vec<String> = app
        .devices()
        .expect("the others can be read")
        .iter()
        .map(|device| device.name.to_string())
        .collect();
    assert_eq!(left, ["Calves"]);
    let again = app
        .add_device(&new("Feet", "AA:03", DeviceKind::Bot), &now)
        .expect("kept");
    assert_eq!(again.id, DeviceId(3), "no number is used twice");
}

#[test]
fn salvage_gives_no_forgotten_devices_number_to_another_one() {
    let folder = folder();
    let now = this_evening();
    let app = App::open(folder.path()).expect("opens");
    let mut last = DeviceId(0);
    for number in 0..3 {
        let added = app.add_device(
            &new("Feet", &format!("AA:0{number}"), DeviceKind::Bot),
            &now,
        );
        last = added.expect("kept").id;
        app.forget_device(last).expect("forgotten");
    }
    drop(app);
    let file = folder.path().join(DATABASE_FILE);
    let connection = Connection::open(&file).expect("opens");
    connection
        .execute_batch(
            "INSERT INTO lab (date, changed_at, ferritin_tenths) VALUES ('2026-99-99', 'x', 1)",
        )
        .expect_err("the tables have rules");
    connection
        .execute_batch(
            "INSERT INTO lab (date, changed_at, ferritin_tenths) VALUES ('2026-02-31', 'x', 1)",
        )
        .expect("a day there is not");
    drop(connection);
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage().len(), 1);
    let added = app
        .add_device(&new("Feet", "AA:09", DeviceKind::Bot), &now)
        .expect("kept");
    assert!(added.id > last, "{:?} after {last:?}", added.id);
}
