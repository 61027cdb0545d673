//! What a Shelly's answers mean, whole or in pieces, late or hostile.

use std::time::Duration;

use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Level;
use lull_core::device::Motion;
use lull_core::device::Rest;
use lull_core::device::shelly;
use serde_json::json;

use crate::fixtures::{
    ask, at, learned, plug, requests, run, running_plug, shelly_golden, terms, watts_and_rest,
    writes,
};

#[test]
fn every_golden_shelly_answer_means_what_the_maker_says_in_chunks_of_any_size() {
    for answered in shelly_golden().answers {
        for size in [1, 7, 21, 512] {
            let name = format!("{} in chunks of {size}", answered.name);
            // too many reads for one answer are refused, so the longest is not read byte by byte
            let too_long = size == 1 && answered.answer.len() > 200;
            if too_long || (answered.in_one_read && size < 512) {
                continue;
            }
            let mut driver = plug();
            for (frame, answer) in &answered.history {
                let facts = ask(&mut driver, *frame, answer.as_bytes(), size);
                assert!(
                    matches!(facts[..], [Fact::Accepted { .. }]),
                    "{name}: {facts:?}"
                );
            }
            let (watts, facts) = watts_and_rest(ask(
                &mut driver,
                answered.asked,
                answered.answer.as_bytes(),
                size,
            ));
            if answered.facts == json!("unreadable") {
                assert!(
                    matches!(facts[..], [Fact::Unreadable { .. }]),
                    "{name}: {facts:?}"
                );
            } else {
                let told = serde_json::to_value(&facts).expect("facts are data");
                assert_eq!(told, answered.facts, "{name}");
            }
            assert_eq!(watts, answered.milliwatts, "{name}");
        }
    }
}

#[test]
fn a_whole_shelly_answer_is_taken_whatever_length_was_announced() {
    let answer = br#"{"id":2,"result":{"was_on":true}}"#;
    for announced in [1_u32, 20, 33, 40, 4096] {
        let mut driver = plug();
        let off = shelly::Frame::Off { id: 2 };
        for (channel, bytes) in writes(&off.exchange()) {
            driver.sending(channel, &bytes);
        }
        assert_eq!(
            driver.decode(shelly::RX_CONTROL, &announced.to_be_bytes()),
            []
        );
        assert_eq!(driver.read_again(shelly::RX_CONTROL), None);
        let facts = driver.decode(shelly::DATA, answer);
        assert!(
            matches!(facts[..], [Fact::Accepted { .. }]),
            "{announced}: {facts:?}"
        );
        assert_eq!(driver.read_again(shelly::DATA), None);
    }
}

#[test]
fn a_shelly_answer_that_is_late_is_looked_for_again_but_not_for_ever() {
    let mut driver = plug();
    for (channel, bytes) in writes(&shelly::Frame::Off { id: 2 }.exchange()) {
        driver.sending(channel, &bytes);
    }
    let mut waited = Duration::ZERO;
    let facts = loop {
        let facts = driver.decode(shelly::RX_CONTROL, &[0; 4]);
        match driver.read_again(shelly::RX_CONTROL) {
            Some(pause) => waited += pause,
            None => break facts,
        }
    };
    assert!(matches!(facts[..], [Fact::Unreadable { .. }]), "{facts:?}");
    assert_eq!(waited, Duration::from_secs(5));
}

#[test]
fn an_answer_to_a_request_that_was_given_up_is_passed_over() {
    let mut driver = running_plug(None);
    let off = shelly::Frame::Off { id: 3 };
    for (channel, bytes) in writes(&off.exchange()) {
        driver.sending(channel, &bytes);
    }
    let stale = br#"{"id":2,"result":{"id":0,"output":false}}"#;
    assert_eq!(driver.decode(shelly::RX_CONTROL, &[0, 0, 0, 41]), []);
    assert_eq!(driver.decode(shelly::DATA, stale), []);
    assert!(driver.read_again(shelly::DATA).is_some());
    assert_eq!(driver.decode(shelly::DATA, &[]), []);
    assert!(driver.read_again(shelly::DATA).is_some());
    let facts = driver.decode(shelly::DATA, br#"{"id":3,"result":{"was_on":true}}"#);
    assert!(matches!(facts[..], [Fact::Accepted { .. }]), "{facts:?}");
}

#[test]
fn hostile_shelly_answers_are_refused_before_they_are_read() {
    let deep = [b"[".repeat(2000), b"]".repeat(2000)].concat();
    let hidden = format!(
        r#"{{"id":2,"result":{{"was_on":true,"x":{}{}}}}}"#,
        "[".repeat(20),
        "]".repeat(20)
    );
    let long = format!(
        r#"{{"id":2,"result":{{"was_on":true,"x":"{}"}}}}"#,
        "a".repeat(5000)
    );
    let endless = br#"{"id":2,"result":{"was_on":true,"#.to_vec();
    for answer in [deep, hidden.into_bytes(), long.into_bytes(), endless] {
        for size in [1, 20, 4000, 8000] {
            let mut driver = plug();
            let facts = ask(&mut driver, shelly::Frame::Off { id: 2 }, &answer, size);
            let refused = facts
                .iter()
                .all(|fact| matches!(fact, Fact::Unreadable { .. }));
            assert!(refused && !facts.is_empty(), "{facts:?}");
        }
    }
    let mut driver = plug();
    assert!(
        !driver
            .decode(shelly::DATA, br#"{"id":2,"result":{"was_on":true}}"#)
            .is_empty(),
        "nothing was asked"
    );
}

#[test]
fn a_level_changes_nothing_at_a_plug_that_runs_with_its_timer_and_a_level_of_nothing_is_off() {
    let mut driver = running_plug(None);
    let on = br#"{"id":2,"result":{"id":0,"output":true,"timer_duration":1500}}"#;
    ask(&mut driver, shelly::Frame::Read { id: 2 }, on, 512);
    assert_eq!(driver.encode(run(60, 1600), &terms(1500), &at(100)), []);
    let off = requests(&driver.encode(run(0, 1600), &terms(1500), &at(100)));
    assert!(off[0].1.contains(r#""on":false"#), "{off:?}");
    let over = requests(&driver.encode(run(60, 99), &terms(1500), &at(100)));
    assert_eq!(
        over,
        [],
        "what runs by its own timer is left to it: {over:?}"
    );
    // its timer is gone: it must be given one
    let lost = br#"{"id":3,"result":{"id":0,"output":true}}"#;
    ask(&mut driver, shelly::Frame::Read { id: 3 }, lost, 512);
    let again = requests(&driver.encode(run(60, 700), &terms(1500), &at(100)));
    assert!(again[0].1.contains(r#""toggle_after":600"#), "{again:?}");
}

#[test]
fn watts_tell_on_but_nothing_runs_and_off_but_it_still_runs() {
    let state = |text: &str| {
        let mut driver = running_plug(Some(learned()));
        let facts = ask(
            &mut driver,
            shelly::Frame::Read { id: 2 },
            text.as_bytes(),
            512,
        );
        let [Fact::Power { .. }, Fact::State(state)] = facts[..] else {
            panic!("{facts:?}")
        };
        state
    };
    let idle =
        state(r#"{"id":2,"result":{"id":0,"output":true,"timer_duration":1500,"apower":0.6}}"#);
    assert_eq!(
        (idle.motion, idle.measured),
        (Motion::Running, Some(Level::OFF))
    );
    let runs = state(r#"{"id":2,"result":{"id":0,"output":false,"apower":19.0}}"#);
    assert_eq!(runs.at_rest(), Rest::TurnsThoughStopped);
    let still = state(r#"{"id":2,"result":{"id":0,"output":false,"apower":0.0}}"#);
    assert_eq!(
        (still.at_rest(), still.measured),
        (Rest::Still, Some(Level::OFF))
    );
}
