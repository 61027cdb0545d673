//! Nothing else is ever sent, whatever was heard before; and nothing at all to a manual massager.

use std::collections::BTreeSet;
use std::time::Duration;

use lull_core::device::Channel;
use lull_core::device::Driver;
use lull_core::device::FailSafe;
use lull_core::device::Feedback;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::Step;
use lull_core::device::omp;
use lull_core::device::omp::Frame;
use lull_core::device::omp::OpenMassager;
use lull_core::device::registry::Family;
use proptest::prelude::*;

use crate::fixtures::{CHANNELS, SESSION, hex, now, run, terms, unhex};

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
