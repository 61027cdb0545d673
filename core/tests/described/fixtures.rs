//! A foot pad in a file, changed field by field, and the published page and schema.

use std::time::Duration;

use lull_core::device::Driver;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::Step;
use lull_core::device::Terms;
use lull_core::device::described::Described;
use lull_core::device::described::Description;
use lull_core::invalid::Invalid;
use lull_core::time::Now;
use serde_json::Value;
use serde_json::json;

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn read(value: &Value) -> Result<Description, Invalid> {
    Description::from_json(value.to_string().as_bytes())
}

pub(crate) fn pad() -> Value {
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
pub(crate) fn pad_with(changes: Value) -> Value {
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

pub(crate) fn terms() -> Terms {
    Terms {
        session_id: 7,
        device_timer: Duration::from_secs(1800),
        link_loss: LinkLossRule::StopAfter { seconds: 30 },
    }
}

pub(crate) fn now() -> Now {
    Now::new(
        jiff::Timestamp::UNIX_EPOCH,
        jiff::tz::TimeZone::UTC,
        Duration::from_secs(100),
    )
}

pub(crate) fn run(percent: u8) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(2000),
    }
}

pub(crate) fn written(steps: &[Step]) -> Vec<Vec<u8>> {
    let bytes = steps.iter().filter_map(|step| match step {
        Step::Write { bytes, .. } => Some(bytes.clone()),
        Step::Subscribe(_) => None,
        Step::Bond | Step::Read(_) | Step::WaitFor { .. } | Step::Delay(_) => {
            panic!("never used: {step:?}")
        }
    });
    bytes.collect()
}

pub(crate) fn sent(driver: &Described, intent: Intent) -> Vec<u8> {
    let mut frames = written(&driver.encode(intent, &terms(), &now()));
    assert_eq!(frames.len(), 1);
    frames.remove(0)
}

/// The JSON blocks of the published page.
pub(crate) fn documented() -> Vec<Value> {
    let page = include_str!("../../../docs/devices/described.md");
    let blocks = page.split("```json").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().expect("closed"));
    blocks
        .map(|block| serde_json::from_str(block).expect("JSON"))
        .collect()
}

pub(crate) fn schema() -> Value {
    serde_json::from_str(include_str!("../../../docs/devices/described.schema.json"))
        .expect("schema")
}

/// As much of JSON Schema as the published one uses. Says where the value breaks it.
pub(crate) fn breaks(schema: &Value, root: &Value, value: &Value, path: &str) -> Option<String> {
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
