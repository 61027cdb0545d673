//! What goes out for a level, against published frames and checksums.

use lull_core::device::Driver;
use lull_core::device::Intent;
use lull_core::device::described::Described;
use lull_core::device::described::frame::Checksum;
use lull_core::device::described::frame::ChecksumKind;
use lull_core::device::described::frame::Encoding;
use lull_core::device::described::frame::Template;
use serde::Deserialize;
use serde_json::json;

use crate::fixtures::{documented, hex, pad_with, read, run, sent, written};

fn unhex(text: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex");
    (0..text.len()).step_by(2).map(byte).collect()
}

#[derive(Deserialize)]
struct NotDriven {
    frames: Vec<Published>,
}

#[derive(Deserialize)]
struct Published {
    family: String,
    name: String,
    kind: String,
    over: String,
    checksum: String,
    frame: String,
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    number: u16,
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
fn every_checksum_agrees_with_published_frames_of_devices_that_have_no_driver() {
    let golden: NotDriven =
        serde_json::from_str(include_str!("../frames/not_driven.json")).expect("not_driven.json");
    assert_eq!(golden.frames.len(), 6);
    for frame in golden.frames {
        let name = format!("{}: {}", frame.family, frame.name);
        let kind = ChecksumKind::ALL
            .into_iter()
            .find(|(known, _)| *known == frame.kind);
        let (_, kind) = kind.expect("a kind that a description may name");
        let over = unhex(&frame.over);
        assert_eq!(hex(&kind.of(&over)), frame.checksum, "{name}");
        assert!(
            frame.frame.contains(&frame.checksum) && frame.frame.contains(&frame.over),
            "{name}"
        );
        if let Some(template) = frame.template {
            let template = Template::parse(&template, Encoding::Hex).expect("a template");
            let checksum = Some(Checksum { kind, from: 0 });
            assert_eq!(
                hex(&template.render(frame.number, checksum)),
                frame.frame,
                "{name}"
            );
        }
    }
    let login = [0x17, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0];
    assert_eq!(hex(&ChecksumKind::Sum8Plus1.of(&login)), "22");
}
