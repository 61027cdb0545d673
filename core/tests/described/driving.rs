//! Recognising a described device, and a whole session with one.

use std::collections::VecDeque;
use std::time::Duration;

use lull_core::device::Advertisement;
use lull_core::device::DeviceChoice;
use lull_core::device::Driver;
use lull_core::device::FailSafe;
use lull_core::device::Feedback;
use lull_core::device::Level;
use lull_core::device::Match;
use lull_core::device::Step;
use lull_core::device::described::Described;
use lull_core::device::described::Description;
use lull_core::device::link;
use lull_core::device::link::Request;
use lull_core::engine::Effect;
use lull_core::engine::Engine;
use lull_core::engine::Input;
use lull_core::session::Command;
use lull_core::session::ProgramKind;
use lull_core::session::SessionId;
use lull_core::session::Stopped;
use lull_core::session::machine::Order;
use lull_core::session::program::Program;
use lull_core::time::Night;
use serde_json::json;

use crate::fixtures::{hex, now, pad, pad_with, read, run, terms, written};

#[test]
fn services_alone_never_make_a_device_ours() {
    let base = |id: u128| uuid::Uuid::from_u128(0x1000_8000_0080_5f9b_34fb | id << 96);
    let bed = Advertisement {
        name: Some("base-i4.0001".into()),
        services: vec![base(0xffe5)],
        ..Advertisement::default()
    };
    let pad = read(&pad()).expect("a pad");
    assert_eq!(pad.identify(&bed), Match::No);
    let named = |name: &str, services: Vec<uuid::Uuid>| Advertisement {
        name: Some(name.into()),
        services,
        ..Advertisement::default()
    };
    assert_eq!(pad.identify(&named("FootPad 3", vec![])), Match::Maybe);
    assert_eq!(
        pad.identify(&named("FootPad 3", bed.services.clone())),
        Match::Sure
    );
    assert_eq!(pad.identify(&named("footpad 3", bed.services)), Match::No);
    let picky = pad_with(json!({ "identify": {
        "name": "FootPad 3", "services": ["180f"], "manufacturer": { "company": 5, "starts_with": "0102" } } }));
    let picky = read(&picky).expect("picky");
    let mut heard = named("FootPad 3", vec![base(0x180f)]);
    assert_eq!(picky.identify(&heard), Match::No);
    heard.manufacturer_data = vec![(5, vec![1, 2, 3])];
    assert_eq!(picky.identify(&heard), Match::Sure);
    heard.services.clear();
    assert_eq!(picky.identify(&heard), Match::No);
}

#[test]
fn a_described_device_claims_no_fail_safe_and_no_more_feedback_than_its_writes_give() {
    for (write, feedback) in [
        ("with_response", Feedback::Acknowledged),
        ("without_response", Feedback::None),
    ] {
        let description = read(&pad_with(json!({ "write": write }))).expect("a pad");
        let capabilities = Described::new(description).capabilities();
        assert_eq!(capabilities.fail_safe, FailSafe::None);
        assert_eq!(capabilities.feedback, feedback);
    }
}

#[test]
fn a_keep_alive_without_a_frame_repeats_the_last_one_and_never_begins_by_itself() {
    let description =
        read(&pad_with(json!({ "keep_alive": { "every_ms": 3000 } }))).expect("a pad");
    let mut driver = Described::new(description);
    driver.connected();
    assert_eq!(driver.keep_alive(&terms()), None);
    let mut repeated = |intent| {
        for step in driver.encode(intent, &terms(), &now()) {
            let Step::Write { channel, bytes, .. } = step else {
                panic!()
            };
            driver.sending(channel, &bytes);
        }
        let (period, steps) = driver.keep_alive(&terms()).expect("something was sent");
        assert_eq!(period, Duration::from_secs(3));
        hex(&written(&steps)[0])
    };
    assert_eq!(repeated(run(50)), "aa040a0e");
    assert_eq!(repeated(run(0)), "aa040004");
    driver.connected();
    assert_eq!(driver.keep_alive(&terms()), None);
}

/// A session over a radio that does everything it is asked; the frames that went out, and the session's end.
fn session(description: Description, seconds: u64) -> (Vec<String>, Option<Stopped>, bool) {
    let order = Order {
        id: SessionId(7),
        night: Night::new(jiff::civil::date(2026, 11, 21)),
        program: Program::new(ProgramKind::Evening, Level::from_percent_clamped(60)),
        device: DeviceChoice::Simulated,
        legs_now: None,
    };
    let mut engine = Engine::new(order, Box::new(Described::new(description)));
    let (mut frames, mut let_go) = (Vec::new(), false);
    let end = now().later(Duration::from_secs(seconds));
    let (mut now, mut inputs) = (now(), VecDeque::from([Input::Start]));
    loop {
        let Some(input) = inputs.pop_front() else {
            match engine.poll_deadline().filter(|due| *due <= end.monotonic) {
                Some(due) => now = now.later(due.saturating_sub(now.monotonic)),
                None if now.monotonic < end.monotonic => {
                    now = end.clone();
                    inputs.push_back(Input::Command(Command::Stop));
                    continue;
                }
                None => break,
            }
            inputs.push_back(Input::Timeout);
            continue;
        };
        engine.handle(input, &now);
        while let Some(effect) = engine.poll_effect() {
            let Effect::Radio { op, request } = effect else {
                continue;
            };
            let_go |= request == Request::Disconnect;
            if let Request::Write { bytes, .. } = request {
                frames.push(hex(&bytes));
            }
            let result = Ok(Vec::new());
            inputs.push_back(Input::Link(link::Input::Done { op, result }));
        }
    }
    (frames, engine.ended().map(|(_, stopped)| stopped), let_go)
}

#[test]
fn a_session_begins_low_rises_slowly_and_ends_with_the_stop_frame_and_a_closed_link() {
    for (write, expected) in [
        ("with_response", Stopped::Acknowledged),
        ("without_response", Stopped::Unknown),
    ] {
        let description = read(&pad_with(json!({ "write": write }))).expect("a pad");
        let (frames, stopped, let_go) = session(description, 400);
        assert_eq!(frames.first().map(String::as_str), Some("aa040408"));
        assert_eq!(frames.last().map(String::as_str), Some("aa040004"));
        assert!(frames.contains(&"aa040c10".to_owned()), "{frames:?}");
        assert_eq!(stopped, Some(expected), "{frames:?}");
        assert!(let_go, "{write}");
    }
}
