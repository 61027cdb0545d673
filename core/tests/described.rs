//! Devices described by the person: what a file may say, what is refused and by which field, and what goes out.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use lull_core::device::described::frame::ChecksumKind;
use lull_core::device::described::{Described, Description};
use lull_core::device::link::{self, Request};
use lull_core::device::{
    Advertisement, DeviceChoice, Driver, FailSafe, Feedback, Intent, Level, LinkLossRule, Match,
    Step, Terms,
};
use lull_core::engine::{Effect, Engine, Input};
use lull_core::invalid::Invalid;
use lull_core::session::machine::Order;
use lull_core::session::program::Program;
use lull_core::session::{Command, ProgramKind, SessionId, Stopped};
use lull_core::time::{Night, Now};
use proptest::prelude::*;
use serde_json::{Value, json};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(value: &Value) -> Result<Description, Invalid> {
    Description::from_json(value.to_string().as_bytes())
}

fn pad() -> Value {
    json!({
        "lull_device": 1,
        "name": "Foot pad",
        "identify": { "name": "FootPad*" },
        "service": "ffe5",
        "characteristic": "ffe9",
        "write": "with_response",
        "run": "aa 04 {level} {checksum}",
        "levels": { "min": 2, "max": 20, "step": 2 },
        "stop": "aa 04 00 {checksum}",
        "checksum": { "kind": "sum8", "from": 1 }
    })
}

/// The pad with some fields set anew, or taken out by `null`.
fn pad_with(changes: Value) -> Value {
    let mut pad = pad();
    let Value::Object(changes) = changes else {
        panic!("{changes} is no object");
    };
    let fields = pad.as_object_mut().expect("an object");
    for (field, value) in changes {
        if value.is_null() {
            fields.remove(&field);
        } else {
            fields.insert(field, value);
        }
    }
    pad
}

fn terms() -> Terms {
    Terms {
        session_id: 7,
        device_timer: Duration::from_secs(1800),
        link_loss: LinkLossRule::StopAfter { seconds: 30 },
    }
}

fn now() -> Now {
    Now::new(
        jiff::Timestamp::UNIX_EPOCH,
        jiff::tz::TimeZone::UTC,
        Duration::from_secs(100),
    )
}

fn run(percent: u8) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(2000),
    }
}

fn written(steps: &[Step]) -> Vec<Vec<u8>> {
    let bytes = steps.iter().filter_map(|step| match step {
        Step::Write { bytes, .. } => Some(bytes.clone()),
        Step::Subscribe(_) => None,
        Step::Bond | Step::Read(_) | Step::WaitFor { .. } | Step::Delay(_) => {
            panic!("never used: {step:?}")
        }
    });
    bytes.collect()
}

fn sent(driver: &Described, intent: Intent) -> Vec<u8> {
    let mut frames = written(&driver.encode(intent, &terms(), &now()));
    assert_eq!(frames.len(), 1);
    frames.remove(0)
}

/// The JSON blocks of the published page.
fn documented() -> Vec<Value> {
    let page = include_str!("../../docs/devices/described.md");
    let blocks = page.split("```json").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().expect("closed"));
    blocks
        .map(|block| serde_json::from_str(block).expect("JSON"))
        .collect()
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/devices/described.schema.json")).expect("schema")
}

/// As much of JSON Schema as the published one uses. Says where the value breaks it.
fn breaks(schema: &Value, root: &Value, value: &Value, path: &str) -> Option<String> {
    if let Some(pointer) = schema["$ref"].as_str() {
        let target = root.pointer(&pointer[1..]).expect("a definition");
        return breaks(target, root, value, path);
    }
    let wrong = |what: &str| Some(format!("{path}: {what}"));
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        None => true,
        Some(other) => panic!("the test does not know {other}"),
    };
    if !fits {
        return wrong("kind");
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|all| !all.contains(value))
    {
        return wrong("word");
    }
    if let Some(number) = value.as_i64() {
        let least = schema["minimum"].as_i64().unwrap_or(i64::MIN);
        let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
        if !(least..=most).contains(&number) {
            return wrong("range");
        }
    }
    if let Some(text) = value.as_str() {
        let least = schema["minLength"].as_u64().unwrap_or(0);
        let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX);
        if !(least..=most).contains(&(text.len() as u64)) {
            return wrong("length");
        }
    }
    if let Some(items) = value.as_array() {
        if items.len() as u64 > schema["maxItems"].as_u64().unwrap_or(u64::MAX) {
            return wrong("items");
        }
        let mut items = items.iter().enumerate();
        return items.find_map(|(index, item)| {
            breaks(&schema["items"], root, item, &format!("{path}[{index}]"))
        });
    }
    let fields = value.as_object()?;
    let needs = |schema: &Value| {
        let names = schema["required"].as_array().cloned().unwrap_or_default();
        let mut names = names.into_iter();
        names.find(|name| !fields.contains_key(name.as_str().expect("a name")))
    };
    if let Some(missing) = needs(schema) {
        return wrong(&format!("{missing} is missing"));
    }
    if schema["anyOf"]
        .as_array()
        .is_some_and(|any| any.iter().all(|one| needs(one).is_some()))
    {
        return wrong("none of anyOf");
    }
    fields
        .iter()
        .find_map(|(field, value)| match schema["properties"].get(field) {
            Some(schema) => breaks(schema, root, value, &format!("{path}.{field}")),
            None => Some(format!("{path}.{field}: unknown")),
        })
}

#[test]
fn the_documented_examples_are_taken_by_the_reader_and_by_the_schema() {
    let examples = documented();
    assert_eq!(examples.len(), 2);
    let schema = schema();
    for example in examples {
        let name = example["name"].as_str().expect("a name");
        let description = read(&example).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(description.name, name);
        assert_eq!(breaks(&schema, &schema, &example, ""), None, "{name}");
    }
}

#[test]
fn the_first_documented_example_sends_what_its_page_promises() {
    let description = read(&documented()[0]).expect("documented");
    let mut driver = Described::new(description);
    assert_eq!(written(&driver.connected()), [vec![0xaa, 0x01, 0x00, 0x01]]);
    assert_eq!(hex(&sent(&driver, run(100))), "aa041418");
    assert_eq!(hex(&sent(&driver, run(59))), "aa040a0e");
    assert_eq!(hex(&sent(&driver, run(60))), "aa040c10");
    assert_eq!(hex(&sent(&driver, run(1))), "aa040206");
    assert_eq!(hex(&sent(&driver, run(0))), "aa040004");
    assert_eq!(hex(&sent(&driver, Intent::Stop)), "aa040004");
    let range = driver.capabilities().levels.expect("levels");
    let (min, max, step) = (range.min.percent(), range.max.percent(), range.step);
    assert_eq!((min, max, step), (10, 100, 10));
}

#[test]
fn published_shapes_of_frames_can_be_described() {
    let none = json!(null);
    let xor = json!({ "kind": "xor8" });
    let cases = [
        // a bed's foot massage, a table of another one, one byte of four times the level, text, two bytes
        ("55 54 {level} {checksum}", 10, 50, "55540504", xor.clone()),
        ("55 54 {level} {checksum}", 10, 100, "55540a0b", xor),
        (
            "12 00 {level} 00 00 00",
            10,
            50,
            "120005000000",
            none.clone(),
        ),
        (
            "{level}{level}{level}{level}",
            100,
            37,
            "25252525",
            none.clone(),
        ),
        (
            "0f 03 00 {level_nibbles} 00 03 00 00",
            15,
            100,
            "0f0300ff00030000",
            none.clone(),
        ),
        (
            "01 {level_u16_be} {checksum}",
            2400,
            100,
            "01096069",
            json!({ "kind": "sum8", "from": 1 }),
        ),
        ("01 {level_u16_le}", 2400, 100, "016009", none),
    ];
    for (template, max, percent, expected, checksum) in cases {
        let device = pad_with(json!({
            "run": template, "stop": "99 99", "checksum": checksum,
            "levels": { "min": if max > 1000 { 1750 } else { 1 }, "max": max },
        }));
        let description = read(&device).unwrap_or_else(|refusal| panic!("{template}: {refusal}"));
        let driver = Described::new(description);
        assert_eq!(hex(&sent(&driver, run(percent))), expected, "{template}");
    }
}

#[test]
fn every_checksum_agrees_with_published_frames() {
    let solace = [0xff, 0xff, 0xff, 0xff, 0x05, 0, 0, 0, 0x1c];
    assert_eq!(hex(&ChecksumKind::Crc16ModbusLe.of(&solace)), "d6c9");
    let keeson = [0xe5, 0xfe, 0x16, 0x00, 0x04, 0x00, 0x00];
    assert_eq!(hex(&ChecksumKind::Complement8.of(&keeson)), "02");
    assert_eq!(hex(&ChecksumKind::Xor8.of(&[0x55, 0x54, 0x05])), "04");
    assert_eq!(hex(&ChecksumKind::Sum8.of(&[0x01, 0x03, 0x08, 0x34])), "40");
    let login = [0x17, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0];
    assert_eq!(hex(&ChecksumKind::Sum8Plus1.of(&login)), "22");
}

#[test]
fn every_wrong_field_is_named() {
    let cases = [
        (json!({ "stop": null }), "stop", "needed"),
        (json!({ "stop": "aa 04 02 06" }), "stop", "contradicts run"),
        (
            json!({ "stop": "aa 04 {level}" }),
            "stop",
            "without a level",
        ),
        (json!({ "stop": "" }), "stop", "hexadecimal"),
        (json!({ "stop": 4 }), "stop", "text in quotes"),
        (
            json!({ "stop": "aa".repeat(21) }),
            "stop",
            "21 bytes are too long",
        ),
        (json!({ "run": null }), "run", "needed"),
        (json!({ "run": "aa 0" }), "run", "hexadecimal"),
        (json!({ "run": "aa {lvl}" }), "run", "hexadecimal"),
        (json!({ "run": "aa {level" }), "run", "hexadecimal"),
        (
            json!({ "run": "aa {level} {checksum} {checksum}" }),
            "run",
            "one {checksum}",
        ),
        (
            json!({ "run": format!("{{level}}{}", "00".repeat(20)) }),
            "run",
            "21 bytes",
        ),
        (json!({ "run": "aa 04 05" }), "levels", "contradicts run"),
        (json!({ "levels": null }), "levels", "needed"),
        (
            json!({ "levels": { "min": 0, "max": 20 } }),
            "levels.min",
            "outside 1 to 65535",
        ),
        (
            json!({ "levels": { "min": 5, "max": 4 } }),
            "levels.max",
            "outside 5 to 65535",
        ),
        (
            json!({ "levels": { "min": 1, "max": 300 } }),
            "levels.max",
            "outside 1 to 255",
        ),
        (
            json!({ "levels": { "min": 1, "max": 9, "step": 0 } }),
            "levels.step",
            "outside 1 to 8",
        ),
        (
            json!({ "levels": { "min": 1, "max": 1.5 } }),
            "levels.max",
            "whole number",
        ),
        (
            json!({ "levels": { "min": 1, "max": 60000 } }),
            "levels.step",
            "outside 60",
        ),
        (
            json!({ "levels": { "min": 1, "max": 9, "top": 9 } }),
            "levels.top",
            "not one of",
        ),
        (json!({ "checksum": null }), "checksum", "needed"),
        (
            json!({ "checksum": { "kind": "md5" } }),
            "checksum.kind",
            "not one of",
        ),
        (
            json!({ "checksum": { "kind": "sum8", "from": 20 } }),
            "checksum.from",
            "outside 0 to 19",
        ),
        (
            json!({ "checksum": { "kind": "sum8", "from": 3 } }),
            "run",
            "contradicts checksum.from",
        ),
        (
            json!({ "init": ["01", "aa 04 14 18"] }),
            "init[1]",
            "contradicts run",
        ),
        (
            json!({ "init": ["aa 04 ff 03"] }),
            "init[0]",
            "contradicts run",
        ),
        (json!({ "init": vec!["01"; 9] }), "init", "outside 0 to 8"),
        (json!({ "init": "01" }), "init", "list"),
        (
            json!({ "keep_alive": { "every_ms": 499 } }),
            "keep_alive.every_ms",
            "outside 500",
        ),
        (
            json!({ "keep_alive": { "every_ms": 900, "frame": "aa040206" } }),
            "keep_alive.frame",
            "run",
        ),
        (json!({ "identify": {} }), "identify.name", "needed"),
        (
            json!({ "identify": { "services": ["ffe0"] } }),
            "identify.name",
            "needed",
        ),
        (
            json!({ "identify": { "name": "*" } }),
            "identify.name",
            "three characters",
        ),
        (
            json!({ "identify": { "name": "Fo*" } }),
            "identify.name",
            "three characters",
        ),
        (
            json!({ "identify": { "name": "F*oot*" } }),
            "identify.name",
            "three characters",
        ),
        (
            json!({ "identify": { "manufacturer": { "company": 65536 } } }),
            "identify.manufacturer.company",
            "outside",
        ),
        (json!({ "service": "ffe" }), "service", "UUID"),
        (
            json!({ "characteristic": "0000ffe9" .repeat(4) }),
            "characteristic",
            "UUID",
        ),
        (json!({ "write": "maybe" }), "write", "not one of"),
        (json!({ "encoding": "base64" }), "encoding", "not one of"),
        (json!({ "name": "" }), "name", "needed"),
        (json!({ "name": "x".repeat(65) }), "name", "65 bytes"),
        (json!({ "name": "a\u{7}b" }), "name", "control"),
        (json!({ "lull_device": 2 }), "lull_device", "outside 1 to 1"),
        (json!({ "lull_device": null }), "lull_device", "needed"),
        (json!({ "stopp": "00" }), "stopp", "not one of"),
    ];
    for (changes, field, words) in cases {
        let refusal = read(&pad_with(changes.clone())).expect_err(&changes.to_string());
        assert_eq!(refusal.field, field, "{changes}: {refusal}");
        let message = refusal.to_string();
        assert!(message.contains(words), "{changes}: {message}");
    }
    assert!(read(&pad()).is_ok());
}

#[test]
fn a_file_that_is_no_description_is_refused_as_a_whole() {
    let whole = |file: &[u8]| Description::from_json(file).expect_err("refused");
    let long = format!("{}{}", pad(), " ".repeat(16 * 1024));
    let deep = "[".repeat(10_000);
    let files: [&[u8]; 7] = [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"null",
        long.as_bytes(),
        deep.as_bytes(),
    ];
    for file in files {
        assert_eq!(whole(file).field, "description");
    }
    assert!(whole(long.as_bytes()).to_string().contains("too long"));
}

#[test]
fn what_the_reader_refuses_by_a_single_field_the_schema_refuses_too() {
    let schema = schema();
    let cases = [
        json!({ "stop": null }),
        json!({ "stop": 4 }),
        json!({ "levels": { "min": 0, "max": 20 } }),
        json!({ "checksum": { "kind": "md5" } }),
        json!({ "init": vec!["01"; 9] }),
        json!({ "keep_alive": { "every_ms": 499 } }),
        json!({ "identify": { "services": ["ffe0"] } }),
        json!({ "write": "maybe" }),
        json!({ "name": "" }),
        json!({ "lull_device": 2 }),
        json!({ "stopp": "00" }),
    ];
    for changes in cases {
        let device = pad_with(changes);
        assert!(read(&device).is_err(), "{device}");
        assert!(breaks(&schema, &schema, &device, "").is_some(), "{device}");
    }
    assert_eq!(breaks(&schema, &schema, &pad(), ""), None);
}

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

/// Descriptions of all sorts, most of them right.
fn any_description() -> impl Strategy<Value = Value> {
    let run = prop::sample::select(vec![
        "aa 04 {level} {checksum}",
        "{level}",
        "{level_nibbles} 07",
        "01 {level_u16_le} {checksum} ff",
        "{level_u16_be}",
        "01 02",
        "{level}{level} {checksum}",
        "{oops}",
    ]);
    let stop = prop::sample::select(vec![
        "00",
        "aa 04 00 {checksum}",
        "ff ff ff",
        "01 02",
        "0000",
    ]);
    let kind = prop::sample::select(vec![
        "sum8",
        "sum8_plus_1",
        "complement8",
        "xor8",
        "crc16_modbus_le",
    ]);
    let levels = (0..300_u16, 0..3000_u16, 0..20_u16, any::<bool>());
    let init = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6), 0..3);
    (run, stop, kind, 0..3_u8, levels, init).prop_map(
        |(run, stop, kind, from, (min, more, step, given), init)| {
            let levels =
                json!({ "min": min, "max": u32::from(min) + u32::from(more), "step": step });
            let init: Vec<_> = init.iter().map(|bytes| hex(bytes)).collect();
            let levels = if given { levels } else { Value::Null };
            pad_with(json!({
                "run": run, "stop": stop, "levels": levels, "init": init,
                "keep_alive": { "every_ms": 1000 },
                "checksum": { "kind": kind, "from": from },
            }))
        },
    )
}

/// Any JSON at all.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ -~]{0,20}".prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn any_field() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "lull_device",
        "name",
        "identify",
        "service",
        "characteristic",
        "subscribe",
        "write",
        "encoding",
        "run",
        "levels",
        "stop",
        "init",
        "keep_alive",
        "checksum",
        "other",
    ])
}

proptest! {
    #[test]
    fn any_bytes_are_refused_or_read_without_a_panic(file in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Description::from_json(&file).is_err());
    }

    #[test]
    fn any_json_in_any_field_is_refused_or_read_without_a_panic(field in any_field(), value in any_json()) {
        let mut device = pad();
        device[field] = value;
        if let Err(refusal) = read(&device) {
            prop_assert!(!refusal.field.is_empty());
            prop_assert!(refusal.to_string().len() < 400, "{refusal}");
        }
    }

    #[test]
    fn whatever_is_described_a_level_never_exceeds_the_wish_and_a_stop_is_always_the_stop_frame(
        device in any_description(),
        percent in 0..=100_u8,
    ) {
        let Ok(description) = read(&device) else { return Ok(()) };
        let list: BTreeSet<_> = description.frames().into_iter().collect();
        let stop = description.stop_frame().to_vec();
        let mut driver = Described::new(description);
        let mut all = written(&driver.connected());
        prop_assert_eq!(&sent(&driver, Intent::Stop), &stop);
        prop_assert_eq!(&sent(&driver, run(0)), &stop);
        let frame = sent(&driver, run(percent));
        if percent > 0 {
            prop_assert_ne!(&frame, &stop);
        }
        if let (Some(min), Some(max)) = (device["levels"]["min"].as_u64(), device["levels"]["max"].as_u64()) {
            let step = device["levels"]["step"].as_u64().expect("given");
            // The highest allowed number, found the slow way.
            let allowed = (min..=max).step_by(usize::try_from(step).expect("small"))
                .filter(|number| *number == min || number * 100 <= max * u64::from(percent))
                .last().expect("min at least");
            let shown = [hex(&allowed.to_be_bytes()[6..]), hex(&allowed.to_le_bytes()[..2]), hex(&allowed.to_le_bytes()[..1])];
            let nibbles = hex(&[u8::try_from(allowed & 0x0f).expect("small") * 0x11]);
            if percent > 0 {
                let found = shown.iter().chain([&nibbles]).any(|number| hex(&frame).contains(number.as_str()));
                prop_assert!(found, "{} for {percent} % of {}", hex(&frame), device["levels"]);
            }
        }
        all.push(frame);
        all.push(stop);
        for bytes in &all {
            prop_assert!(list.contains(bytes), "{} is not in the list", hex(bytes));
            prop_assert!(!bytes.is_empty() && bytes.len() <= 20);
        }
    }

    #[test]
    fn any_answer_is_taken_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut driver = Described::new(read(&pad()).expect("a pad"));
        let channel = lull_core::device::Channel(uuid::Uuid::nil());
        prop_assert_eq!(driver.decode(channel, &bytes).len(), 1);
    }
}
