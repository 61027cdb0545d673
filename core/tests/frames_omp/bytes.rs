//! Every published frame and value, and the steps for every situation.

use std::time::Duration;

use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::StopCause;
use lull_core::device::omp;
use lull_core::device::omp::Frame;
use lull_core::device::omp::OpenMassager;
use serde::Deserialize;
use serde_json::Value;

use crate::fixtures::{channel, hex, now, run, terms, unhex, written};

#[derive(Deserialize)]
struct Golden {
    commands: Vec<Command>,
    never_sent: Vec<NeverSent>,
    values: Vec<Heard>,
    stop_reasons: Vec<Option<StopCause>>,
    situations: Vec<Situation>,
}

#[derive(Deserialize)]
struct Command {
    name: String,
    frame: Frame,
    bytes: String,
}

#[derive(Deserialize)]
struct NeverSent {
    name: String,
    bytes: String,
}

#[derive(Deserialize)]
struct Heard {
    name: String,
    channel: String,
    bytes: String,
    facts: Value,
}

#[derive(Deserialize)]
struct Situation {
    name: String,
    heard: Vec<(String, String)>,
    link_loss: LinkLossRule,
    device_timer_seconds: u64,
    /// `None` is a stop.
    level: Option<Level>,
    steps: Vec<String>,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("../frames/omp.json")).expect("omp.json")
}

#[test]
fn the_slots_of_the_profile_have_their_published_uuids() {
    let uuid = |slot: &str| format!("c3d8{slot}-e052-4231-871f-7c0b53630c48");
    assert_eq!(omp::SERVICE.to_string(), uuid("0001"));
    assert_eq!(omp::FEATURE.0.to_string(), uuid("0002"));
    assert_eq!(omp::CONTROL_POINT.0.to_string(), uuid("0003"));
    assert_eq!(omp::SESSION_STATUS.0.to_string(), uuid("0004"));
}

#[test]
fn every_command_has_its_golden_bytes_and_is_read_back_from_them() {
    for Command { name, frame, bytes } in golden().commands {
        assert_eq!(hex(&frame.encode()), bytes, "{name}");
        assert_eq!(Frame::parse(&unhex(&bytes)), Some(frame), "{name}");
    }
}

#[test]
fn frames_outside_the_closed_list_cannot_be_expressed() {
    for NeverSent { name, bytes } in golden().never_sent {
        assert_eq!(Frame::parse(&unhex(&bytes)), None, "{name}");
    }
}

#[test]
fn every_golden_value_means_what_the_profile_says() {
    for value in golden().values {
        let mut driver = OpenMassager::new();
        let facts = driver.decode(channel(&value.channel), &unhex(&value.bytes));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, value.facts, "{}", value.name);
    }
}

#[test]
fn every_stop_reason_has_its_word() {
    let mut status = unhex("0100000044332211010000000000ff0000000000");
    for (reason, expected) in (0_u8..).zip(golden().stop_reasons) {
        status[2] = reason;
        let facts = OpenMassager::new().decode(omp::SESSION_STATUS, &status);
        let [Fact::State(state)] = facts[..] else {
            panic!("{facts:?}");
        };
        assert_eq!(state.stopped_by, expected, "reason {reason:#04x}");
    }
}

#[test]
fn every_situation_gets_exactly_its_steps() {
    for situation in golden().situations {
        let mut driver = OpenMassager::new();
        driver.connected();
        for (from, bytes) in &situation.heard {
            driver.decode(channel(from), &unhex(bytes));
        }
        let timer = Duration::from_secs(situation.device_timer_seconds);
        let terms = terms(timer, situation.link_loss);
        let intent = situation.level.map_or(Intent::Stop, run);
        let steps = driver.encode(intent, &terms, &now());
        let steps: Vec<_> = steps.iter().map(written).collect();
        assert_eq!(steps, situation.steps, "{}", situation.name);
    }
}

#[test]
fn a_connection_begins_with_the_feature_then_the_bond_then_the_subscriptions_then_the_state() {
    let steps = OpenMassager::new().connected();
    let steps: Vec<_> = steps.iter().map(written).collect();
    let expected = [
        "read feature",
        "bond",
        "subscribe control_point",
        "subscribe session_status",
        "read session_status",
    ];
    assert_eq!(steps, expected);
}
