//! Every frame and answer of the SEM6000 traces, and the order of a start.

use lull_core::device::Advertisement;
use lull_core::device::Driver;
use lull_core::device::Intent;
use lull_core::device::Match;
use lull_core::device::Step;
use lull_core::device::registry::Family;
use lull_core::device::registry::identify;
use lull_core::device::sem6000;
use serde::Deserialize;
use serde_json::Value;

use crate::fixtures::{at, hex, run, socket, terms, unhex, watts_and_rest};

#[derive(Deserialize)]
struct Sem {
    commands: Vec<Command>,
    never_sent: Vec<NeverSent>,
    answers: Vec<Heard>,
}

#[derive(Deserialize)]
struct Command {
    name: String,
    frame: sem6000::Frame,
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
    history: Vec<String>,
    bytes: String,
    facts: Value,
    milliwatts: Option<u32>,
}

fn sem_golden() -> Sem {
    serde_json::from_str(include_str!("../frames/sem6000.json")).expect("sem6000.json")
}

#[test]
fn a_sem6000_frame_has_its_golden_bytes_and_is_read_back_from_them() {
    for Command { name, frame, bytes } in sem_golden().commands {
        assert_eq!(hex(&frame.encode()), bytes, "{name}");
        assert_eq!(sem6000::Frame::parse(&unhex(&bytes)), Some(frame), "{name}");
    }
}

#[test]
fn sem6000_frames_outside_the_closed_list_cannot_be_expressed() {
    for NeverSent { name, bytes } in sem_golden().never_sent {
        assert_eq!(sem6000::Frame::parse(&unhex(&bytes)), None, "{name}");
    }
}

#[test]
fn every_golden_sem6000_answer_means_what_the_traces_say() {
    for heard in sem_golden().answers {
        let mut driver = socket();
        for line in &heard.history {
            match line.split_once(' ').expect("a direction") {
                (">", bytes) => driver.sending(sem6000::COMMAND, &unhex(bytes)),
                (_, bytes) => drop(driver.decode(sem6000::ANSWER, &unhex(bytes))),
            }
        }
        let channel = match heard.channel.as_str() {
            "vendor" => sem6000::VENDOR,
            _ => sem6000::ANSWER,
        };
        let (watts, facts) = watts_and_rest(driver.decode(channel, &unhex(&heard.bytes)));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, heard.facts, "{}", heard.name);
        assert_eq!(watts, heard.milliwatts, "{}", heard.name);
    }
}

fn sem_written(steps: &[Step]) -> Vec<String> {
    let line = |step: &Step| match step {
        Step::Bond => "bond".to_owned(),
        Step::Read(_) => "read".to_owned(),
        Step::Subscribe(_) => "subscribe".to_owned(),
        Step::Write { bytes, .. } => format!("write {}", hex(bytes)),
        Step::WaitFor { starts_with, .. } => format!("wait {}", hex(starts_with)),
        Step::Delay(_) => "delay".to_owned(),
    };
    steps.iter().map(line).collect()
}

#[test]
fn a_sem6000_is_switched_on_only_after_its_timer_was_read_back() {
    let driver = socket();
    // 21:31:40 on the wall in Berlin, so 1500 s later it is 21:56:40
    let steps = driver.encode(run(20, 100 + 1500), &terms(1500), &at(100));
    let expected = [
        "write 0f0c170000000000000000000018ffff",
        "wait 0f06170000",
        "write 0f0c0100281f15150b07ea00006fffff",
        "wait 0f0401000002",
        "write 0f0c080002283815150b1a0000baffff",
        "wait 0f0408000009",
        "write 0f05090000000affff",
        "wait 0f0e090002283815150b1a",
        "write 0f06030001000005ffff",
        "wait 0f0403000004",
        "write 0f050400000005ffff",
        "wait 0f",
        "read",
    ];
    assert_eq!(sem_written(&steps), expected);
}

#[test]
fn a_sem6000_is_stopped_without_waiting_for_its_login() {
    let steps = socket().encode(Intent::Stop, &terms(1500), &at(100));
    let expected = [
        "write 0f0c170000000000000000000018ffff",
        "delay",
        "write 0f06030000000004ffff",
        "wait 0f0403000004",
        "write 0f050400000005ffff",
        "wait 0f",
        "read",
    ];
    assert_eq!(sem_written(&steps), expected);
}

#[test]
fn a_sem6000_is_never_surely_known_by_what_it_advertises() {
    let named = |name: &str| Advertisement {
        name: Some(name.into()),
        ..Advertisement::default()
    };
    assert_eq!(
        identify(&named("Voltcraft")),
        [(Match::Maybe, Family::Sem6000)]
    );
    assert_eq!(
        identify(&named("my SEM6000 plug")),
        [(Match::Maybe, Family::Sem6000)]
    );
    assert_eq!(identify(&named("lamp")), []);
    let service = Advertisement {
        services: vec![uuid::Uuid::from_u128(0xfff0_0000_1000_8000_0080_5f9b_34fb)],
        ..Advertisement::default()
    };
    assert_eq!(identify(&service), []);
}
