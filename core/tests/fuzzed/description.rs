//! Any file that calls itself a device's description: refused by field, or held to all that a description promises.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::described::{Described, Description};
use lull_core::device::{
    Advertisement, Channel, Driver, Fact, FailSafe, Feedback, Intent, Level, LinkLossRule, Match,
    Step, Terms,
};
use lull_core::time::Now;

/// The longest frame that every link carries in one write.
const LONGEST_FRAME: usize = 20;

/// Judges what is made of `data` as a file.
pub(crate) fn check(data: &[u8]) {
    let file = || String::from_utf8_lossy(data);
    let description = match Description::from_json(data) {
        Ok(description) => description,
        Err(refusal) => {
            assert!(!refusal.field.is_empty(), "{refusal} in {}", file());
            let message = refusal.to_string();
            let tame = !message.chars().any(char::is_control);
            assert!(tame, "commands a terminal: {message:?}");
            assert!(
                message.len() < 600,
                "{} bytes of message in {}",
                message.len(),
                file()
            );
            return;
        }
    };
    let again = Description::from_json(data).expect("was taken before");
    assert_eq!(again, description, "{}", file());
    let list: BTreeSet<_> = description.frames().into_iter().collect();
    for frame in &list {
        let fits = !frame.is_empty() && frame.len() <= LONGEST_FRAME;
        assert!(fits, "{frame:02x?} in {}", file());
    }
    let stop = description.stop_frame().to_vec();
    assert!(list.contains(&stop), "no stop frame: {}", file());
    // A device is never known by services alone, so nobody who advertises nothing else is it.
    let nobody = Advertisement::default();
    assert_eq!(description.identify(&nobody), Match::No, "{}", file());
    drives(description, &list, &stop, &file());
}

fn drives(description: Description, list: &BTreeSet<Vec<u8>>, stop: &[u8], file: &str) {
    let mut driver = Described::new(description);
    let capabilities = driver.capabilities();
    assert_eq!(capabilities.fail_safe, FailSafe::None, "{file}");
    assert!(capabilities.feedback < Feedback::Observed, "{file}");
    if let Some(levels) = capabilities.levels {
        assert!(
            Level::OFF < levels.min && levels.min <= levels.max && levels.step >= 1,
            "{levels:?}: {file}"
        );
    }
    judge(&driver.connected(), list, file);
    assert_eq!(asked(&driver, 0), [stop], "a pause is no stop: {file}");
    let mut seen = BTreeSet::new();
    for percent in 1..=100 {
        let frames = asked(&driver, percent);
        assert_eq!(frames.len(), 1, "{file}");
        assert_ne!(frames[0], stop, "{percent} % is the stop frame: {file}");
        judge(&driver.encode(run(percent), &terms(), &now()), list, file);
        seen.insert(frames[0].clone());
        for step in driver.encode(run(percent), &terms(), &now()) {
            if let Step::Write { channel, bytes, .. } = step {
                driver.sending(channel, &bytes);
            }
        }
        if let Some((period, steps)) = driver.keep_alive(&terms()) {
            assert!(period >= Duration::from_millis(500), "{file}");
            judge(&steps, list, file);
        }
    }
    let levels = if capabilities.levels.is_some() {
        100
    } else {
        1
    };
    assert!(seen.len() <= levels, "{} frames: {file}", seen.len());
    let said = driver.decode(Channel(uuid::Uuid::nil()), &[1, 2, 3]);
    assert_eq!(said, [Fact::Unreadable { length: 3 }], "{file}");
    // What repeats by itself after a stop repeats the stop.
    driver.connected();
    for step in driver.encode(Intent::Stop, &terms(), &now()) {
        let Step::Write { channel, bytes, .. } = step else {
            panic!("a stop only writes: {step:?} {file}");
        };
        assert_eq!(bytes, stop, "{file}");
        driver.sending(channel, &bytes);
    }
    if let Some((_, steps)) = driver.keep_alive(&terms()) {
        let moving = |frame: &Vec<u8>| seen.contains(frame);
        let repeated = frames(&steps);
        assert!(
            !repeated.iter().any(moving),
            "{repeated:02x?} after a stop: {file}"
        );
    }
}

fn judge(steps: &[Step], list: &BTreeSet<Vec<u8>>, file: &str) {
    for frame in frames(steps) {
        assert!(
            list.contains(&frame),
            "{frame:02x?} is not in the list: {file}"
        );
    }
}

fn frames(steps: &[Step]) -> Vec<Vec<u8>> {
    let written = |step: &Step| {
        let Step::Write { bytes, .. } = step else {
            return None;
        };
        Some(bytes.clone())
    };
    steps.iter().filter_map(written).collect()
}

fn asked(driver: &Described, percent: u8) -> Vec<Vec<u8>> {
    frames(&driver.encode(run(percent), &terms(), &now()))
}

fn run(percent: u8) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(2000),
    }
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
        Timestamp::UNIX_EPOCH,
        TimeZone::UTC,
        Duration::from_secs(100),
    )
}
