//! The session machine against random lives and a device that obeys, dawdles, dies or lies.
//! A failing case prints the session's transcript. The life and its rules are in `fuzzed/session_inputs.rs`, shared with
//! the fuzzer.
#![allow(clippy::panic, reason = "a test fails by panicking")]

#[path = "fuzzed/session_inputs.rs"]
mod session_inputs;

use std::time::Duration;

use lull_core::device::{Capabilities, FAIL_SAFE_GRACE, FailSafe, Feedback, Intent, StopCause};
use lull_core::session::{Command, EndReason, ProgramKind, SessionEvent, Stopped};
use proptest::prelude::*;
use session_inputs::{Happening, Life, capabilities};

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0_u32..400).prop_map(Happening::Wait),
        1 => Just(Happening::Press(Command::Pause)),
        1 => Just(Happening::Press(Command::Resume)),
        2 => Just(Happening::Press(Command::LevelUp)),
        1 => Just(Happening::Press(Command::LevelDown)),
        1 => Just(Happening::Press(Command::Stop)),
        1 => Just(Happening::StartAgain),
        1 => Just(Happening::LinkDrops),
        1 => Just(Happening::LinkReturns),
        1 => prop::sample::select(vec![StopCause::DeviceButton, StopCause::HardLimit, StopCause::OverTemperature])
            .prop_map(Happening::DeviceStops),
        1 => Just(Happening::StartRefused),
        1 => Just(Happening::LevelRefused),
        1 => Just(Happening::MotorSags),
        1 => Just(Happening::DiskFull),
        1 => Just(Happening::EarlyTimeout),
    ]
}

fn device() -> impl Strategy<Value = (Capabilities, bool)> {
    let feedback = prop::sample::select(vec![
        Feedback::None,
        Feedback::Acknowledged,
        Feedback::Switched,
        Feedback::Observed,
    ]);
    let fail_safe = prop::sample::select(vec![
        FailSafe::None,
        FailSafe::DeviceTimer,
        FailSafe::DeviceTimerAndLinkLoss {
            after: Duration::from_secs(30),
        },
    ]);
    (feedback, fail_safe, prop::bool::weighted(0.8))
        .prop_map(|(feedback, safe, obeys)| (capabilities(feedback, safe), obeys))
}

fn kind() -> impl Strategy<Value = ProgramKind> {
    prop::sample::select(vec![
        ProgramKind::Evening,
        ProgramKind::TopUp,
        ProgramKind::Stretch,
        ProgramKind::DeviceTest,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_happens_the_rules_hold_and_every_session_ends(
        kind in kind(),
        hold in 20_u8..=100,
        (capabilities, obeys) in device(),
        happenings in prop::collection::vec(happening(), 0..40),
    ) {
        let mut life = Life::new(kind, hold, capabilities, obeys);
        life.start();
        for happening in &happenings {
            life.happen(happening);
            life.check();
        }
        life.ends_left_alone();
    }
}

fn observed_device() -> Capabilities {
    capabilities(
        Feedback::Observed,
        FailSafe::DeviceTimerAndLinkLoss {
            after: Duration::from_secs(30),
        },
    )
}

#[test]
fn an_undisturbed_evening_runs_26_minutes_and_is_seen_to_stop() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    life.wait(Duration::from_secs(26 * 60));
    assert_eq!(
        life.session.ended(),
        Some((EndReason::Complete, Stopped::Observed)),
        "{}",
        life.transcript
    );
    let levels: Vec<u8> = life
        .wants
        .iter()
        .map(|(_, want)| match want {
            Intent::Run { level, .. } => level.percent(),
            Intent::Stop => 0,
        })
        .collect();
    assert_eq!(levels[..5], [20, 30, 40, 50, 60], "{}", life.transcript);
    assert!(
        levels[5..].windows(2).all(|pair| pair[1] < pair[0]),
        "the ramp goes down: {levels:?}\n{}",
        life.transcript
    );
}

#[test]
fn a_second_start_is_the_same_session() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    let events = life.events.len();
    life.start();
    assert_eq!(life.events.len(), events, "{}", life.transcript);
}

#[test]
fn a_lost_link_is_told_with_the_time_the_device_stops_by_itself() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    life.wait(Duration::from_secs(400));
    let lost_at = life.now.at;
    life.happen(&Happening::LinkDrops);
    let Some(SessionEvent::LinkLost {
        stops_by: Some(stops_by),
    }) = life.events.last()
    else {
        panic!("no word of the lost link\n{}", life.transcript);
    };
    assert_eq!(
        stops_by.as_second() - lost_at.as_second(),
        // what was asked of the device, and its doubt about the moment
        30 + FAIL_SAFE_GRACE.as_secs().cast_signed(),
        "{}",
        life.transcript
    );
    life.wait(Duration::from_secs(30) + FAIL_SAFE_GRACE);
    assert_eq!(
        life.session.ended(),
        Some((EndReason::LinkLost, Stopped::ByFailSafe)),
        "{}",
        life.transcript
    );
}

#[test]
fn without_a_fail_safe_a_lost_device_is_never_called_stopped() {
    let mut life = Life::new(
        ProgramKind::Evening,
        60,
        capabilities(Feedback::Observed, FailSafe::None),
        true,
    );
    life.start();
    life.wait(Duration::from_secs(400));
    life.happen(&Happening::LinkDrops);
    assert!(
        matches!(
            life.events.last(),
            Some(SessionEvent::LinkLost { stops_by: None })
        ),
        "{}",
        life.transcript
    );
    life.wait(Duration::from_secs(3600));
    assert_eq!(
        life.session.ended(),
        Some((EndReason::Complete, Stopped::Unknown)),
        "{}",
        life.transcript
    );
}

#[test]
fn a_full_disk_stops_the_massage_instead_of_going_on_unrecorded() {
    let mut life = Life::new(ProgramKind::Evening, 60, observed_device(), true);
    life.start();
    life.wait(Duration::from_secs(100));
    life.happen(&Happening::DiskFull);
    assert_eq!(
        life.session.ended(),
        Some((EndReason::StorageFailed, Stopped::Observed)),
        "{}",
        life.transcript
    );
}
