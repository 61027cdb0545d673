//! What a file may say, and the field that is named when it says something else.

use lull_core::device::described::Description;
use serde_json::json;

use crate::fixtures::{breaks, documented, pad, pad_with, read, schema};

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
