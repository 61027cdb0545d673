//! The massager's radio end: errors, slowness, and every fault that can be switched on.

use std::time::Duration;

use lull_core::device::WriteMode;
use lull_core::driver::radio::sim::SimFault;
use lull_core::driver::radio::sim::What;
use lull_core::driver::radio::sim::gatt::AttError;
use lull_core::driver::radio::sim::gatt::GattRequest;
use lull_core::driver::radio::sim::peripheral::Unreachable;
use lull_core::driver::radio::sim::profile::CONTROL_POINT;
use lull_core::driver::radio::sim::profile::FEATURE;
use lull_core::driver::radio::sim::profile::SESSION_STATUS;
use lull_core::driver::radio::sim::profile::State;
use lull_core::driver::radio::sim::profile::StopReason;
use lull_core::driver::radio::sim::profile::flag;

use crate::fixtures::{OnAir, SECOND, bytes, hex};

#[test]
fn the_attribute_protocols_own_errors_come_before_the_massagers() {
    let mut on_air = OnAir::connected();
    assert_eq!(on_air.write("00"), Some(Err(AttError(0x0f))), "bond");
    let subscribed = on_air.ask(GattRequest::Subscribe(SESSION_STATUS));
    assert_eq!(subscribed, Some(Err(AttError(0x0f))));
    let read = on_air.ask(GattRequest::Read(FEATURE));
    assert!(matches!(read, Some(Ok(_))), "open to everybody");
    on_air.ask(GattRequest::Bond);
    assert_eq!(on_air.write("00"), Some(Err(AttError(0xfd))), "subscribe");
    on_air.ask(GattRequest::Subscribe(CONTROL_POINT));
    assert_eq!(on_air.write(""), Some(Err(AttError(0x0d))), "empty");
    let long = "00".repeat(21);
    assert_eq!(on_air.write(&long), Some(Err(AttError(0x0d))), "too long");
    let read = on_air.ask(GattRequest::Read(CONTROL_POINT));
    assert_eq!(read, Some(Err(AttError(0x02))));
    let written = on_air.ask(GattRequest::Write {
        channel: FEATURE,
        bytes: vec![0],
        mode: WriteMode::WithResponse,
    });
    assert_eq!(written, Some(Err(AttError(0x03))));
    assert_eq!(on_air.heard(), [], "nothing was answered by the massager");
}

#[test]
fn an_order_before_the_last_answer_arrived_is_a_procedure_in_progress() {
    let mut on_air = OnAir::subscribed();
    on_air.inject(SimFault::Slow { millis: 300 });
    assert_eq!(on_air.write("00"), None, "not yet");
    on_air.wait(Duration::from_millis(300));
    assert_eq!(on_air.answer(), Some(Ok(vec![])), "written");
    assert_eq!(on_air.heard(), [], "but not answered");
    on_air.write("02ff3c");
    on_air.wait(Duration::from_millis(300));
    assert_eq!(on_air.answer(), Some(Err(AttError(0xfe))));
    assert_eq!(on_air.heard(), [(CONTROL_POINT, bytes("800001"))]);
    on_air.write("02ff3c");
    on_air.wait(Duration::from_millis(600));
    assert_eq!(on_air.answer(), Some(Ok(vec![])));
}

#[test]
fn the_status_is_notified_on_each_change_and_each_second_while_running() {
    let mut on_air = OnAir::running();
    on_air.wait(Duration::from_secs(10));
    let states: Vec<u8> = on_air.heard().iter().map(|(_, bytes)| bytes[1]).collect();
    assert_eq!(states, [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    on_air.write("0801");
    let heard = on_air.heard();
    let told: Vec<String> = heard.iter().map(|(_, bytes)| hex(bytes)).collect();
    assert_eq!(told[0], "800801");
    assert_eq!(told[1][2..], *"050100443322110a0000003c00ff0184030000");
    assert_eq!(told.len(), 2);
    on_air.wait(Duration::from_secs(899));
    assert_eq!(on_air.heard(), [], "resting is not running");
    on_air.wait(SECOND);
    assert_eq!(on_air.heard().len(), 1, "rested");
}

#[test]
fn a_refused_start_is_refused_once() {
    let mut on_air = OnAir::subscribed();
    on_air.inject(SimFault::Refuse { code: 0x83 });
    for order in ["00", "03dc0500000000", "0701000000", "0701000000"] {
        on_air.write(order);
    }
    let answers: Vec<String> = on_air
        .heard()
        .into_iter()
        .filter(|(channel, _)| *channel == CONTROL_POINT)
        .map(|(_, bytes)| hex(&bytes))
        .collect();
    assert_eq!(answers, ["800001", "800301", "800783", "800701"]);
}

#[test]
fn out_of_reach_for_a_while_is_away_and_then_back() {
    let mut on_air = OnAir::running();
    on_air.inject(SimFault::DropFor { seconds: 30 });
    assert!(!on_air.peripheral.is_up(on_air.link));
    assert_eq!(on_air.peripheral.advertisement(on_air.now), None);
    let away = on_air.peripheral.connect(None, on_air.now);
    assert_eq!(away, Err(Unreachable::Away));
    on_air.wait(Duration::from_secs(30));
    assert_eq!(on_air.motor(), 60, "detached: it goes on");
    assert!(on_air.peripheral.advertisement(on_air.now).is_some());
    assert!(on_air.peripheral.connect(None, on_air.now).is_ok());
}

#[test]
fn a_bond_lets_its_phone_in_until_the_massager_loses_it() {
    let mut on_air = OnAir::connected();
    let mut bond = || {
        let bonded = on_air.ask(GattRequest::Bond);
        let bytes = bonded.expect("answered").expect("willing");
        let number = u64::from_le_bytes(bytes.try_into().expect("a number"));
        serde_json::from_value(number.into()).expect("a bond")
    };
    let (first, second) = (bond(), bond());
    for known in [first, second] {
        on_air.inject(SimFault::Drop);
        let link = on_air.peripheral.connect(Some(known), on_air.now);
        on_air.link = link.expect("known");
        let read = on_air.ask(GattRequest::Read(SESSION_STATUS));
        assert!(matches!(read, Some(Ok(_))), "encrypted without asking");
    }
    on_air.inject(SimFault::ForgetBond);
    on_air.inject(SimFault::Drop);
    let lost = on_air.peripheral.connect(Some(first), on_air.now);
    assert_eq!(lost, Err(Unreachable::BondLost));
    let link = on_air.peripheral.connect(None, on_air.now);
    on_air.link = link.expect("anew");
    on_air.inject(SimFault::RefusePairing);
    let refused = on_air.ask(GattRequest::Bond);
    assert_eq!(refused, Some(Err(AttError(0x05))));
}

#[test]
fn held_by_another_phone_is_busy_until_healed() {
    let mut on_air = OnAir::connected();
    on_air.inject(SimFault::Busy);
    on_air.inject(SimFault::Drop);
    let busy = on_air.peripheral.connect(None, on_air.now);
    assert_eq!(busy, Err(Unreachable::Busy));
    on_air.peripheral.heal(on_air.now);
    assert!(on_air.peripheral.connect(None, on_air.now).is_ok());
}

#[test]
fn a_silent_massager_hears_nothing_and_its_own_rules_stop_it() {
    let mut on_air = OnAir::running();
    on_air.write("04000a");
    on_air.heard();
    on_air.wait(Duration::from_secs(8));
    on_air.heard();
    on_air.inject(SimFault::Silent);
    assert_eq!(on_air.write("0801"), None);
    assert_eq!(on_air.motor(), 60, "not heard");
    on_air.wait(Duration::from_secs(2));
    assert_eq!(on_air.motor(), 0);
    assert_eq!(on_air.heard(), [], "and nothing said");
    let reason = on_air.peripheral.massager().status().stop_reason;
    assert_eq!(reason, StopReason::KeepAliveMissed);
}

#[test]
fn garbage_repeats_with_its_seed_and_never_is_the_status() {
    let garbage = |seed| {
        let mut on_air = OnAir::running();
        on_air.inject(SimFault::Garbage { seed });
        on_air.wait(Duration::from_secs(60));
        on_air.heard()
    };
    let heard = garbage(1);
    assert!(heard.len() >= 60);
    assert!(heard.iter().all(|(_, bytes)| bytes.len() <= 20));
    let id = bytes("44332211");
    assert!(heard.iter().all(|(_, bytes)| bytes.get(4..8) != Some(&id)));
    assert_eq!(heard, garbage(1));
    assert_ne!(heard, garbage(2));
}

#[test]
fn a_sagging_motor_turns_less_than_commanded_and_says_so() {
    let mut on_air = OnAir::running();
    on_air.inject(SimFault::Sag { percent: 50 });
    on_air.wait(Duration::from_secs(10));
    assert_eq!(on_air.motor(), 30);
    let status = on_air.peripheral.massager().status();
    assert_eq!(status.commanded_percent, 60);
    assert_eq!(status.measured_percent, Some(30));
    let feature = on_air.ask(GattRequest::Read(FEATURE));
    let feature = feature.expect("answered").expect("readable");
    assert_eq!(u32::from(feature[2]) & flag::MOTION_MEASURED, 1 << 6);
}

#[test]
fn a_deaf_motor_turns_on_after_an_accepted_stop_until_the_plug_is_pulled() {
    let mut on_air = OnAir::running();
    on_air.wait(Duration::from_secs(10));
    on_air.inject(SimFault::Deaf);
    assert_eq!(on_air.write("0801"), Some(Ok(vec![])));
    assert_eq!(on_air.peripheral.massager().state(), State::Resting);
    assert_eq!(on_air.motor(), 60);
    on_air.inject(SimFault::PowerCut { seconds: 5 });
    assert_eq!(on_air.motor(), 0);
    on_air.wait(Duration::from_secs(5));
    assert_eq!(on_air.motor(), 0);
    assert!(on_air.peripheral.connect(None, on_air.now).is_ok());
}

#[test]
fn a_fault_may_be_ordered_for_later() {
    let mut on_air = OnAir::running();
    let later = Duration::from_secs(90);
    on_air.peripheral.inject(SimFault::Drop, later, on_air.now);
    on_air.wait(Duration::from_secs(3600));
    let told: Vec<_> = on_air.peripheral.massager().happenings().collect();
    let cut = told.iter().find(|told| told.what == What::Disconnected);
    assert_eq!(cut.map(|told| told.at), Some(later));
}
