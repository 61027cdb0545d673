//! Drivers against their golden frames, and the closed list of everything they may ever send.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::omp::{self, Frame, OpenMassager};
use lull_core::device::registry::Family;
use lull_core::device::{
    Channel, Driver, Fact, FailSafe, Feedback, Intent, Level, LinkLossRule, Step, StopCause, Terms,
    WriteMode,
};
use lull_core::time::Now;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Golden {
    commands: Vec<Command>,
    never_sent: Vec<NeverSent>,
    values: Vec<Heard>,
    stop_reasons: Vec<Option<StopCause>>,
    situations: Vec<Situation>,
}

#[derive(Deserialize)]
struct Command {
    name: String,
    frame: Frame,
    bytes: String,
}

#[derive(Deserialize)]
struct NeverSent {
    name: String,
    bytes: String,
}

#[derive(Deserialize)]
struct Heard {
    name: String,
    channel: String,
    bytes: String,
    facts: Value,
}

#[derive(Deserialize)]
struct Situation {
    name: String,
    heard: Vec<(String, String)>,
    link_loss: LinkLossRule,
    device_timer_seconds: u64,
    /// `None` is a stop.
    level: Option<Level>,
    steps: Vec<String>,
}

const SESSION: u32 = 0x1122_3344;

fn golden() -> Golden {
    serde_json::from_str(include_str!("frames/omp.json")).expect("omp.json")
}

fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "odd hex: {text}");
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
    pairs.map(|pair| byte(pair).expect("hex")).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const CHANNELS: [(&str, Channel); 3] = [
    ("feature", omp::FEATURE),
    ("control_point", omp::CONTROL_POINT),
    ("session_status", omp::SESSION_STATUS),
];

fn channel(name: &str) -> Channel {
    let found = CHANNELS.iter().find(|(known, _)| *known == name);
    found.expect("a channel of the profile").1
}

fn named(channel: Channel) -> &'static str {
    let found = CHANNELS.iter().find(|(_, known)| *known == channel);
    found.expect("a channel of the profile").0
}

fn written(step: &Step) -> String {
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

fn now() -> Now {
    Now::new(
        Timestamp::UNIX_EPOCH,
        TimeZone::UTC,
        Duration::from_secs(100),
    )
}

fn run(level: Level) -> Intent {
    let until = Duration::from_secs(2000);
    Intent::Run { level, until }
}

fn terms(device_timer: Duration, link_loss: LinkLossRule) -> Terms {
    Terms {
        session_id: SESSION,
        device_timer,
        link_loss,
    }
}

#[test]
fn the_slots_of_the_profile_have_their_published_uuids() {
    let uuid = |slot: &str| format!("c3d8{slot}-e052-4231-871f-7c0b53630c48");
    assert_eq!(omp::SERVICE.to_string(), uuid("0001"));
    assert_eq!(omp::FEATURE.0.to_string(), uuid("0002"));
    assert_eq!(omp::CONTROL_POINT.0.to_string(), uuid("0003"));
    assert_eq!(omp::SESSION_STATUS.0.to_string(), uuid("0004"));
}

#[test]
fn every_command_has_its_golden_bytes_and_is_read_back_from_them() {
    for Command { name, frame, bytes } in golden().commands {
        assert_eq!(hex(&frame.encode()), bytes, "{name}");
        assert_eq!(Frame::parse(&unhex(&bytes)), Some(frame), "{name}");
    }
}

#[test]
fn frames_outside_the_closed_list_cannot_be_expressed() {
    for NeverSent { name, bytes } in golden().never_sent {
        assert_eq!(Frame::parse(&unhex(&bytes)), None, "{name}");
    }
}

#[test]
fn every_golden_value_means_what_the_profile_says() {
    for value in golden().values {
        let mut driver = OpenMassager::new();
        let facts = driver.decode(channel(&value.channel), &unhex(&value.bytes));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, value.facts, "{}", value.name);
    }
}

#[test]
fn every_stop_reason_has_its_word() {
    let mut status = unhex("0100000044332211010000000000ff0000000000");
    for (reason, expected) in (0_u8..).zip(golden().stop_reasons) {
        status[2] = reason;
        let facts = OpenMassager::new().decode(omp::SESSION_STATUS, &status);
        let [Fact::State(state)] = facts[..] else {
            panic!("{facts:?}");
        };
        assert_eq!(state.stopped_by, expected, "reason {reason:#04x}");
    }
}

#[test]
fn every_situation_gets_exactly_its_steps() {
    for situation in golden().situations {
        let mut driver = OpenMassager::new();
        driver.connected();
        for (from, bytes) in &situation.heard {
            driver.decode(channel(from), &unhex(bytes));
        }
        let timer = Duration::from_secs(situation.device_timer_seconds);
        let terms = terms(timer, situation.link_loss);
        let intent = situation.level.map_or(Intent::Stop, run);
        let steps = driver.encode(intent, &terms, &now());
        let steps: Vec<_> = steps.iter().map(written).collect();
        assert_eq!(steps, situation.steps, "{}", situation.name);
    }
}

#[test]
fn a_connection_begins_with_the_feature_then_the_bond_then_the_subscriptions_then_the_state() {
    let steps = OpenMassager::new().connected();
    let steps: Vec<_> = steps.iter().map(written).collect();
    let expected = [
        "read feature",
        "bond",
        "subscribe control_point",
        "subscribe session_status",
        "read session_status",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn the_keep_alive_comes_at_a_third_of_the_timeout_in_force_and_not_at_all_when_detached() {
    let mut driver = OpenMassager::new();
    let minute = Duration::from_secs(60);
    let detached = terms(minute, LinkLossRule::Detached);
    let ten = terms(minute, LinkLossRule::StopAfter { seconds: 10 });
    let two = terms(minute, LinkLossRule::StopAfter { seconds: 2 });
    // allows detached sessions, 5 to 60 s
    driver.decode(
        omp::FEATURE,
        &unhex("01000b02000001140500080784032c01053c0000"),
    );
    let period = |driver: &OpenMassager, terms| driver.keep_alive(terms).map(|(period, _)| period);
    assert_eq!(period(&driver, &detached), None);
    assert_eq!(driver.fail_safe(&detached), FailSafe::DeviceTimer);
    assert_eq!(period(&driver, &ten), Some(Duration::from_secs(10) / 3));
    assert_eq!(period(&driver, &two), Some(Duration::from_secs(5) / 3));
    let after = Duration::from_secs(5);
    let five = FailSafe::DeviceTimerAndLinkLoss { after };
    assert_eq!(driver.fail_safe(&two), five);
    // does not: its longest timeout is the next best
    driver.decode(
        omp::FEATURE,
        &unhex("01000b00000001140500080784032c01053c0000"),
    );
    assert_eq!(period(&driver, &detached), Some(Duration::from_secs(20)));
    let (_, steps) = driver.keep_alive(&detached).expect("not detached");
    let steps: Vec<_> = steps.iter().map(written).collect();
    assert_eq!(steps, ["write 09", "wait 800901"]);
}

/// Everything the device could have said before an intent, as far as the driver tells it apart.
fn pasts() -> Vec<Vec<(Channel, Vec<u8>)>> {
    let features = [
        None,
        Some("01000b02000001140500080784032c01053c0000"),
        Some("010000000000010000003c000000000000000000"),
        Some("0100010000000a6403ffffffffffff0000ff0000"),
        Some("01000100000001000001000000000000ff010000"),
    ];
    let mut pasts = Vec::new();
    for feature in features {
        for control in [None, Some("800001"), Some("800205")] {
            for answer in [None, Some("800701"), Some("800801"), Some("800785")] {
                for state in 0..=7_u8 {
                    for id in [0, SESSION, SESSION + 1] {
                        let mut status = unhex("0100000000000000010000000000ff0000000000");
                        status[1] = state;
                        status[4..8].copy_from_slice(&id.to_le_bytes());
                        let mut past = vec![(omp::SESSION_STATUS, status)];
                        past.extend(feature.map(|hex| (omp::FEATURE, unhex(hex))));
                        let answers = control.into_iter().chain(answer);
                        past.extend(answers.map(|hex| (omp::CONTROL_POINT, unhex(hex))));
                        pasts.push(past);
                    }
                }
            }
        }
    }
    pasts
}

#[test]
fn nothing_outside_the_closed_list_of_frames_is_ever_sent() {
    let rules = [
        LinkLossRule::Detached,
        LinkLossRule::StopAfter { seconds: 0 },
        LinkLossRule::StopAfter { seconds: 10 },
        LinkLossRule::StopAfter { seconds: 255 },
    ];
    let timers = [0, 1, 3600, u64::MAX].map(Duration::from_secs);
    let mut sent = BTreeSet::new();
    for past in pasts() {
        let mut driver = OpenMassager::new();
        driver.connected();
        for (channel, bytes) in &past {
            driver.decode(*channel, bytes);
        }
        for (index, rule) in rules.into_iter().enumerate() {
            let terms = terms(timers[index], rule);
            let levels = (0..=100).map(Level::from_percent_clamped).map(run);
            let recipes = levels
                .chain([Intent::Stop])
                .map(|intent| driver.encode(intent, &terms, &now()))
                .chain(driver.keep_alive(&terms).map(|(_, steps)| steps))
                .chain([driver.refresh(), driver.clone().connected()]);
            for step in recipes.flatten() {
                if let Step::Write { bytes, .. } = step {
                    sent.insert(bytes);
                }
            }
        }
    }
    let mut kinds = BTreeSet::new();
    for bytes in &sent {
        let frame =
            Frame::parse(bytes).unwrap_or_else(|| panic!("not in the list: {}", hex(bytes)));
        match frame {
            Frame::SetLevel { level } => assert!(level > Level::OFF, "a level of 0 is a pause"),
            Frame::SetSession {
                duration_seconds,
                ramp_up_seconds,
                ramp_down_seconds,
            } => {
                assert!(duration_seconds > 0, "no session runs for ever");
                assert_eq!((ramp_up_seconds, ramp_down_seconds), (0, 0));
            }
            Frame::SetLinkLoss { rule } => {
                assert_ne!(rule, LinkLossRule::StopAfter { seconds: 0 });
            }
            Frame::Start { session_id } => assert_eq!(session_id, SESSION),
            Frame::RequestControl | Frame::Stop | Frame::Pause | Frame::KeepAlive => {}
        }
        kinds.insert(hex(&bytes[..if bytes[0] == 8 { 2 } else { 1 }]));
    }
    let all = ["00", "02", "03", "04", "07", "0801", "0802", "09"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn a_manual_massager_has_nothing_to_send_and_nothing_that_stops_it() {
    let mut driver = Family::Manual.driver();
    let terms = terms(Duration::from_secs(60), LinkLossRule::Detached);
    assert!(!driver.has_radio());
    assert_eq!(driver.connected(), []);
    for intent in [run(Level::from_percent_clamped(50)), Intent::Stop] {
        assert_eq!(driver.encode(intent, &terms, &now()), []);
    }
    assert_eq!(driver.keep_alive(&terms), None);
    let capabilities = driver.capabilities();
    assert_eq!(capabilities.fail_safe, FailSafe::None);
    assert_eq!(capabilities.feedback, Feedback::None);
}

fn value() -> impl Strategy<Value = (Channel, Vec<u8>)> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        // close to something real
        prop::collection::vec(any::<u8>(), 0..4).prop_map(|rest| [vec![0x80], rest].concat()),
        prop::collection::vec(0..8_u8, 18..22).prop_map(|mut bytes| {
            bytes[0] = 1;
            bytes
        }),
    ];
    let channel = prop_oneof![
        4 => prop::sample::select(CHANNELS.map(|(_, channel)| channel).to_vec()),
        1 => any::<u128>().prop_map(|id| Channel(uuid::Uuid::from_u128(id))),
    ];
    (channel, bytes)
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_without_a_panic_and_any_level_stays_at_or_below_what_was_asked(
        values in prop::collection::vec(value(), 0..20),
        wanted in 0..=100_u8,
        seconds in any::<u8>(),
    ) {
        for family in [Family::OpenMassager, Family::Manual] {
            let mut driver = family.driver();
            driver.connected();
            for (channel, bytes) in &values {
                prop_assert!(!driver.decode(*channel, bytes).is_empty());
            }
            let capabilities = driver.capabilities();
            let least = capabilities.levels.map_or(0, |levels| levels.min.percent());
            let longest = capabilities.longest.unwrap_or(Duration::MAX);
            let rule = LinkLossRule::StopAfter { seconds };
            let terms = terms(Duration::from_secs(1800), rule);
            let intent = run(Level::from_percent_clamped(wanted));
            for step in driver.encode(intent, &terms, &now()) {
                let Step::Write { bytes, .. } = step else { continue };
                match Frame::parse(&bytes) {
                    Some(Frame::SetLevel { level }) => {
                        prop_assert!(level.percent() <= wanted.max(least));
                        prop_assert!(level.percent() >= least);
                    }
                    Some(Frame::SetSession { duration_seconds, .. }) => {
                        prop_assert!(Duration::from_secs(duration_seconds.into()) <= longest);
                    }
                    Some(_) => {}
                    None => prop_assert!(false, "not in the list: {}", hex(&bytes)),
                }
            }
        }
    }

    #[test]
    fn a_frame_read_back_is_the_frame_that_was_written(bytes in prop::collection::vec(any::<u8>(), 0..9)) {
        if let Some(frame) = Frame::parse(&bytes) {
            prop_assert_eq!(frame.encode(), bytes);
        }
    }
}
