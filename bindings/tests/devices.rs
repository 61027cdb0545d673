//! Kept devices through the face, as a shell uses them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;
use std::time::Duration;

use lull::{
    ApiError, App, AppConfig, DeviceChoice, DeviceKind, EndReason, FailSafe, Moment, NewDevice,
    ProgramKind, Reach, SafetyCheck, SessionId, SessionRequest, Stage, TestResult,
    possible_test_results,
};
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::{MassagerSocket, SimulatedMassager};
use lull_core::time::Now;

const SPEED: u32 = 20;
/// Longer than anything here takes on a busy computer.
const PATIENCE: Duration = Duration::from_secs(60);

fn moment() -> Moment {
    let wall = jiff::civil::date(2026, 11, 21).at(20, 25, 0, 0);
    Moment {
        at: wall.in_tz("Europe/Berlin").unwrap().timestamp(),
        zone: "Europe/Berlin".into(),
        monotonic_ms: 1000,
    }
}

fn app(folder: &tempfile::TempDir) -> Arc<App> {
    let app = App::open(AppConfig {
        data_folder: folder.path().to_str().unwrap().to_owned(),
        simulated_speed: SPEED,
        simulated_socket: None,
        bluetooth: false,
    })
    .unwrap();
    let mut settings = app.settings().unwrap();
    settings.safety = Some(SafetyCheck {
        answered_at: moment().at,
        conditions: [].into(),
        doctor_agreed: false,
        rehearsal: false,
    });
    app.save_settings(settings).unwrap();
    app
}

fn new(name: &str, address: &str, kind: DeviceKind) -> NewDevice {
    NewDevice {
        name: name.into(),
        reach: Reach::Bluetooth {
            address: address.into(),
        },
        kind,
        secret: None,
        description: None,
        experimental: false,
    }
}

#[test]
fn a_device_is_kept_and_waits_for_its_test_and_for_a_note_that_nothing_stops_it() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder);
    let kept = app
        .add_device(new("Feet", "AA:01", DeviceKind::Bot), moment())
        .unwrap();
    assert_eq!(kept.fail_safe, FailSafe::None);
    assert!(!kept.ready);
    let start = |program| {
        let request = SessionRequest {
            program,
            id: SessionId(7),
            device: Some(DeviceChoice::Kept { id: kept.id }),
            legs_now: None,
            level: None,
            after_bath: false,
        };
        app.start_session(request, moment()).map(|_| ())
    };
    let device = "Feet".to_owned();
    let failed = false;
    assert_eq!(
        start(ProgramKind::Evening),
        Err(ApiError::DeviceNotTested {
            device: device.clone(),
            failed
        })
    );
    assert_eq!(
        start(ProgramKind::DeviceTest),
        Err(ApiError::NoFailSafe { device })
    );
    let noted = app.accept_no_fail_safe(kept.id, moment()).unwrap();
    assert_eq!(app.devices().unwrap(), [noted]);
}

#[tokio::test]
async fn a_device_is_ready_once_its_test_ran_to_its_end_and_was_seen_to_start_and_stop() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder);
    let socket = folder.path().join("massager");
    let now = Now::try_from(moment()).unwrap();
    let massager = SimulatedMassager::new(Clock::starting_at(now, SPEED));
    let listening = MassagerSocket::bind(&socket, massager).unwrap();
    tokio::spawn(async move { listening.serve().await });
    let reach = Reach::Socket {
        path: socket.to_str().unwrap().to_owned(),
    };
    let new = NewDevice {
        reach,
        ..new("Feet", "AA:01", DeviceKind::OpenMassager)
    };
    let id = app.add_device(new, moment()).unwrap().id;
    let saw = |result| app.record_device_test(id, result, moment(), None);
    let untested = |failed| ApiError::DeviceNotTested {
        device: "Feet".into(),
        failed,
    };
    assert_eq!(saw(TestResult::Passed), Err(untested(false)));

    let request = SessionRequest {
        program: ProgramKind::DeviceTest,
        id: SessionId(7),
        device: Some(DeviceChoice::Kept { id }),
        legs_now: None,
        level: None,
        after_bath: false,
    };
    let session = app.start_session(request, moment()).unwrap();
    let mut seen = 0;
    let follow = async {
        while let Some(update) = session.next_update(seen, None).await.unwrap() {
            seen = update.number;
        }
    };
    tokio::time::timeout(PATIENCE, follow).await.unwrap();
    let Stage::Ended { reason, .. } = session.view().unwrap().stage else {
        panic!("{:?}", session.view());
    };
    assert_eq!(reason, EndReason::Complete);
    let possible = possible_test_results(reason).unwrap();
    assert!(possible.contains(&TestResult::Passed));
    assert!(saw(TestResult::Passed).unwrap().ready);
    assert!(!saw(TestResult::DidNotStop).unwrap().ready);
}

#[test]
fn what_cannot_be_kept_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder);
    let add = |new| app.add_device(new, moment()).map(|_| ());
    assert_eq!(
        add(new("Plug", "AA:01", DeviceKind::Sem6000)),
        Err(ApiError::ExperimentalDevice)
    );
    let mut wrong = new("Plug", "AA:01", DeviceKind::Sem6000);
    wrong.secret = Some("hush".into());
    let refused = add(wrong).unwrap_err();
    assert!(
        matches!(&refused, ApiError::InvalidInput { field, .. } if field == "pin"),
        "{refused}"
    );
    assert!(!format!("{refused:?}").contains("hush"), "{refused:?}");
    add(new("Feet", "AA:01", DeviceKind::ShellyPlug)).unwrap();
    assert_eq!(
        add(new("FEET", "AA:02", DeviceKind::ShellyPlug)),
        Err(ApiError::InvalidInput {
            field: "name".into(),
            reason: lull::error::InvalidReason::Contradicts {
                other: "Feet".into()
            },
            line: None,
        })
    );
}

#[test]
fn forgetting_the_chosen_device_says_so_and_leaves_one_switched_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder);
    let kept = app
        .add_device(new("Feet", "AA:01", DeviceKind::ShellyPlug), moment())
        .unwrap();
    let mut settings = app.settings().unwrap();
    settings.device = DeviceChoice::Kept { id: kept.id };
    app.save_settings(settings).unwrap();
    assert!(app.forget_device(kept.id).unwrap());
    assert_eq!(app.settings().unwrap().device, DeviceChoice::Manual);
    assert_eq!(app.forget_device(kept.id), Err(ApiError::DeviceNotFound));
}
