//! The data files, and what is asked of a driver.

use std::time::Duration;

use lull_core::device::Advertisement;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::Step;
use lull_core::device::Terms;
use lull_core::device::WriteMode;
use lull_core::device::bot::Password;
use lull_core::device::plug_mini;
use lull_core::device::switchbot::COMPANY;
use lull_core::device::switchbot::NOTIFY;
use lull_core::device::switchbot::WRITE;
use lull_core::time::Now;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "odd hex: {text}");
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
    pairs.map(|pair| byte(pair).expect("hex")).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn table<T: DeserializeOwned>(file: &str, key: &str) -> Vec<T> {
    let file: Value = serde_json::from_str(file).expect("a data file");
    serde_json::from_value(file[key].clone()).expect(key)
}

pub(crate) fn of_plug<T: DeserializeOwned>(key: &str) -> Vec<T> {
    table(include_str!("../frames/plug_mini.json"), key)
}

pub(crate) fn of_bot<T: DeserializeOwned>(key: &str) -> Vec<T> {
    table(include_str!("../frames/bot.json"), key)
}

#[derive(Deserialize)]
pub(crate) struct NamedBytes {
    pub(crate) name: String,
    pub(crate) bytes: String,
    #[serde(default)]
    pub(crate) password: Option<String>,
    #[serde(default)]
    pub(crate) after: Option<plug_mini::Frame>,
    #[serde(default)]
    pub(crate) facts: Value,
}

pub(crate) fn password(text: Option<&str>) -> Option<Password> {
    text.map(|text| Password::of(text).expect("a password"))
}

pub(crate) fn now() -> Now {
    Now::new(
        jiff::Timestamp::UNIX_EPOCH,
        jiff::tz::TimeZone::UTC,
        Duration::from_secs(100),
    )
}

pub(crate) fn terms(session_id: u32) -> Terms {
    Terms {
        session_id,
        device_timer: Duration::from_secs(1800),
        link_loss: LinkLossRule::StopAfter { seconds: 30 },
    }
}

pub(crate) fn run(percent: u8) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(2000),
    }
}

pub(crate) fn advertised(data: &[u8], uuid: uuid::Uuid) -> Advertisement {
    Advertisement {
        service_data: vec![(uuid, data.to_vec())],
        manufacturer_data: vec![(0x004c, vec![2, 21]), (COMPANY, vec![0; 6])],
        ..Advertisement::default()
    }
}

/// What the steps write, every other step judged on the way.
pub(crate) fn writes(steps: &[Step]) -> Vec<Vec<u8>> {
    let judged = steps.iter().filter_map(|step| match step {
        Step::Write {
            channel,
            bytes,
            mode,
        } => {
            assert_eq!((*channel, *mode), (WRITE, WriteMode::WithoutResponse));
            assert!(bytes.len() <= 20);
            Some(bytes.clone())
        }
        Step::Subscribe(channel) | Step::WaitFor { channel, .. } => {
            assert_eq!(*channel, NOTIFY);
            None
        }
        Step::Bond | Step::Read(_) | Step::Delay(_) => panic!("never used: {step:?}"),
    });
    judged.collect()
}
