//! Hexadecimal digits, the channels of the profile by name, and what is asked of a driver.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::Channel;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::Step;
use lull_core::device::Terms;
use lull_core::device::WriteMode;
use lull_core::device::omp;
use lull_core::time::Now;

pub(crate) const SESSION: u32 = 0x1122_3344;

pub(crate) const CHANNELS: [(&str, Channel); 3] = [
    ("feature", omp::FEATURE),
    ("control_point", omp::CONTROL_POINT),
    ("session_status", omp::SESSION_STATUS),
];

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "odd hex: {text}");
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
    pairs.map(|pair| byte(pair).expect("hex")).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn channel(name: &str) -> Channel {
    let found = CHANNELS.iter().find(|(known, _)| *known == name);
    found.expect("a channel of the profile").1
}

pub(crate) fn named(channel: Channel) -> &'static str {
    let found = CHANNELS.iter().find(|(_, known)| *known == channel);
    found.expect("a channel of the profile").0
}

pub(crate) fn written(step: &Step) -> String {
    match step {
        Step::Bond => "bond".to_owned(),
        Step::Read(channel) => format!("read {}", named(*channel)),
        Step::Subscribe(channel) => format!("subscribe {}", named(*channel)),
        Step::Write {
            channel,
            bytes,
            mode,
        } => {
            assert_eq!(*channel, omp::CONTROL_POINT);
            assert_eq!(*mode, WriteMode::WithResponse);
            format!("write {}", hex(bytes))
        }
        Step::WaitFor {
            channel,
            starts_with,
            within,
        } => {
            assert_eq!(*channel, omp::CONTROL_POINT);
            assert!(*within > Duration::ZERO && *within <= Duration::from_secs(5));
            format!("wait {}", hex(starts_with))
        }
        Step::Delay(pause) => format!("delay {pause:?}"),
    }
}

pub(crate) fn now() -> Now {
    Now::new(
        Timestamp::UNIX_EPOCH,
        TimeZone::UTC,
        Duration::from_secs(100),
    )
}

pub(crate) fn run(level: Level) -> Intent {
    let until = Duration::from_secs(2000);
    Intent::Run { level, until }
}

pub(crate) fn terms(device_timer: Duration, link_loss: LinkLossRule) -> Terms {
    Terms {
        session_id: SESSION,
        device_timer,
        link_loss,
    }
}
