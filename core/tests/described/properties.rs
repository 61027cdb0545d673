//! Any description, any JSON, any bytes.

use std::collections::BTreeSet;

use lull_core::device::Driver;
use lull_core::device::Intent;
use lull_core::device::described::Described;
use lull_core::device::described::Description;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::fixtures::{hex, pad, pad_with, read, run, sent, written};

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
