//! Nothing else is ever sent to either of them, whatever was heard before.

use std::collections::BTreeSet;

use lull_core::device::Advertisement;
use lull_core::device::Channel;
use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::FailSafe;
use lull_core::device::Feedback;
use lull_core::device::Intent;
use lull_core::device::Motion;
use lull_core::device::bot;
use lull_core::device::bot::Bot;
use lull_core::device::plug_mini;
use lull_core::device::plug_mini::PlugMini;
use lull_core::device::registry::Family;
use lull_core::device::switchbot::COMPANY;
use lull_core::device::switchbot::DATA;
use lull_core::device::switchbot::NOTIFY;
use lull_core::device::switchbot::SERVICE;
use lull_core::device::switchbot::WRITE;
use proptest::prelude::*;

use crate::fixtures::{NamedBytes, hex, now, of_plug, password, run, terms, unhex, writes};

/// All that `driver` sends in every state that a few frames and answers can bring it to.
fn everything_sent<D: Driver + Clone>(
    driver: &D,
    frames: &[Vec<u8>],
    answers: &[&str],
    depth: u32,
    sent: &mut BTreeSet<String>,
) {
    for session in [7, 8] {
        let terms = terms(session);
        let levels = (0..=100).map(run);
        let recipes = levels
            .chain([Intent::Stop])
            .map(|intent| driver.encode(intent, &terms, &now()))
            .chain(driver.keep_alive(&terms).map(|(_, steps)| steps))
            .chain([driver.refresh(), driver.clone().connected()]);
        for steps in recipes {
            sent.extend(writes(&steps).iter().map(|bytes| hex(bytes)));
        }
    }
    if depth == 0 {
        return;
    }
    for frame in frames {
        let mut next = driver.clone();
        next.sending(WRITE, frame);
        everything_sent(&next, frames, answers, depth - 1, sent);
        for answer in answers {
            let mut next = next.clone();
            next.decode(NOTIFY, &unhex(answer));
            everything_sent(&next, frames, answers, depth - 1, sent);
        }
    }
}

#[test]
fn the_plug_is_never_sent_anything_outside_its_closed_list() {
    let mut sent = BTreeSet::new();
    let frames = plug_mini::Frame::ALL.map(|frame| frame.encode().to_vec());
    let answers = ["0180", "0100", "02", "0140"];
    everything_sent(&PlugMini::new(), &frames, &answers, 3, &mut sent);
    let golden = of_plug::<NamedBytes>("commands");
    let golden: BTreeSet<_> = golden.into_iter().map(|golden| golden.bytes).collect();
    assert_eq!(sent, golden);
}

#[test]
fn the_bot_is_never_sent_anything_outside_its_closed_list() {
    let answers = [
        "01ff00",
        "05",
        "01642c64000000a10010004800",
        "01642c64000000a10000004800",
        "010a2c64000000a10010004800",
    ];
    for (secret, expected) in [
        (None, ["570101", "570102", "5702"]),
        (
            Some("1234"),
            ["57119be3e0a301", "57119be3e0a302", "57129be3e0a3"],
        ),
    ] {
        let secret = password(secret);
        let mut sent = BTreeSet::new();
        let frames = bot::Frame::ALL.map(|frame| frame.encode(secret));
        everything_sent(&Bot::new(secret), &frames, &answers, 2, &mut sent);
        let expected: BTreeSet<_> = expected.map(str::to_owned).into();
        assert_eq!(sent, expected);
    }
}

#[test]
fn neither_device_claims_what_it_cannot_do() {
    for family in [Family::PlugMini, Family::Bot] {
        let driver = family.driver();
        let capabilities = driver.capabilities();
        assert_eq!(capabilities.fail_safe, FailSafe::None);
        assert_eq!(driver.fail_safe(&terms(7)), FailSafe::None);
        assert_eq!(capabilities.levels, None);
        assert_eq!(capabilities.longest, None);
    }
    let feedback = |family: Family| family.driver().capabilities().feedback;
    assert_eq!(feedback(Family::PlugMini), Feedback::Switched);
    assert_eq!(feedback(Family::Bot), Feedback::Acknowledged);
}

fn any_advertisement() -> impl Strategy<Value = Advertisement> {
    let data = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..16),
        prop::collection::vec(any::<u8>(), 2..4).prop_map(|rest| [vec![0x48], rest].concat()),
        prop::collection::vec(any::<u8>(), 2..4).prop_map(|rest| [vec![0x67], rest].concat()),
    ];
    let made = prop::collection::vec(any::<u8>(), 0..20);
    (data, made).prop_map(|(data, made)| Advertisement {
        service_data: vec![(DATA, data)],
        manufacturer_data: vec![(COMPANY, made)],
        ..Advertisement::default()
    })
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_without_a_panic_and_a_stop_is_always_encoded(
        heard in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<u8>(), 0..16)), 0..20),
        advertisement in any_advertisement(),
    ) {
        for (family, off) in [(Family::PlugMini, "570f50010100"), (Family::Bot, "570102")] {
            let mut driver = family.driver();
            driver.connected();
            driver.decode_advertisement(&advertisement);
            for (from_it, bytes) in &heard {
                let steps = driver.encode(run(40), &terms(7), &now());
                for bytes in writes(&steps) {
                    driver.sending(WRITE, &bytes);
                }
                let channel = if *from_it { NOTIFY } else { Channel(SERVICE) };
                prop_assert!(!driver.decode(channel, bytes).is_empty());
                let stop = writes(&driver.encode(Intent::Stop, &terms(7), &now()));
                prop_assert!(stop.iter().any(|bytes| hex(bytes) == off));
                prop_assert!(stop.len() <= 18);
            }
        }
    }

    #[test]
    fn whatever_answers_come_before_it_an_open_relay_is_only_seen_by_a_read_after_off(
        past in prop::collection::vec((0..3_usize, 0..6_usize), 0..16),
    ) {
        // An honest plug whose relay sticks: it answers every frame in order, some answers still on the way.
        let mut driver = PlugMini::new();
        driver.connected();
        let mut on_the_way = std::collections::VecDeque::new();
        for (frame, heard) in past {
            let frame = plug_mini::Frame::ALL[frame];
            driver.sending(WRITE, frame.encode());
            on_the_way.push_back(if frame == plug_mini::Frame::Off { "0100" } else { "0180" });
            while on_the_way.len() > heard {
                let answer = on_the_way.pop_front().expect("not empty");
                let facts = driver.decode(NOTIFY, &unhex(answer));
                let still = facts.iter().any(|fact| matches!(fact, Fact::State(state) if state.motion == Motion::Still));
                prop_assert!(!still, "{facts:?}");
            }
        }
    }
}
