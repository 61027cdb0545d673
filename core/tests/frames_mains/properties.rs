//! Whatever a plug says.

use lull_core::device::Advertisement;
use lull_core::device::Driver;
use lull_core::device::Intent;
use lull_core::device::Match;
use lull_core::device::registry::Family;
use lull_core::device::registry::identify;
use lull_core::device::sem6000;
use lull_core::device::sem6000::Sem6000;
use lull_core::device::shelly;
use lull_core::device::shelly::Advert;
use lull_core::device::shelly::ShellyPlug;
use proptest::prelude::*;

use crate::fixtures::{at, hex, judge_sem, learned, requests, run, terms, writes};

fn shelly_noise() -> impl Strategy<Value = Vec<u8>> {
    let text = |text: &'static str| Just(text.as_bytes().to_vec());
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        r#"[\{\}\[\]",:a-z0-9]{0,30}"#.prop_map(String::into_bytes),
        text(r#"{"id":1,"result":{"#),
        text(r#""was_on":true}}"#),
        text(r#"{"id":2,"result":{"id":0,"output":true,"timer_duration":1e9}}"#),
        text(r#"{"id":2,"result":{"id":0,"output":false,"apower":-1e-300}}"#),
        text(r#"{"id":1,"error":{"code":401}}"#),
        any::<u32>().prop_map(|length| length.to_be_bytes().to_vec()),
    ]
}

fn sem_noise() -> impl Strategy<Value = Vec<u8>> {
    let framed = prop::collection::vec(any::<u8>(), 0..16).prop_flat_map(|payload| {
        let kinds = prop::sample::select(vec![0x01, 0x03, 0x04, 0x08, 0x09, 0x17]);
        (kinds, Just(payload)).prop_map(|(kind, payload)| {
            let payload = [vec![kind, 0], payload].concat();
            let length = u8::try_from(payload.len() + 1).expect("short");
            let sum = payload
                .iter()
                .fold(1_u8, |sum, byte| sum.wrapping_add(*byte));
            [vec![0x0f, length], payload, vec![sum, 0xff, 0xff]].concat()
        })
    });
    prop_oneof![prop::collection::vec(any::<u8>(), 0..24), framed]
}

proptest! {
    #[test]
    fn whatever_a_shelly_says_nothing_but_bounded_requests_go_out_and_reading_ends(
        noise in prop::collection::vec((any::<bool>(), shelly_noise()), 0..60),
        percent in 0..=100_u8,
        until in 0..10_000_u64,
        timer in 0..10_000_u64,
    ) {
        let mut driver = ShellyPlug::with(None, Some(learned()));
        driver.assigned(&terms(timer));
        let mut steps = driver.connected();
        for (index, (control, bytes)) in noise.iter().enumerate() {
            for (channel, bytes) in writes(&steps) {
                driver.sending(channel, &bytes);
            }
            let channel = if *control { shelly::RX_CONTROL } else { shelly::DATA };
            driver.decode(channel, bytes);
            let mut reads = 0;
            while driver.read_again(shelly::DATA).is_some() {
                driver.decode(shelly::DATA, if index % 2 == 0 { bytes } else { &[] });
                reads += 1;
                prop_assert!(reads < 1000, "it never ends");
            }
            let intent = if index % 5 == 4 { Intent::Stop } else { run(percent, until) };
            steps = driver.encode(intent, &terms(timer), &at(100));
            for (_, text) in requests(&steps) {
                let frame = shelly::Frame::parse(text.as_bytes());
                match frame {
                    Some(shelly::Frame::On { seconds, .. }) => {
                        let seconds = u64::from(seconds);
                        prop_assert!(percent > 0 && intent != Intent::Stop);
                        prop_assert!(seconds <= timer && 100 + seconds <= until);
                    }
                    Some(shelly::Frame::Off { .. } | shelly::Frame::Read { .. }) => {}
                    None => prop_assert!(false, "not in the list: {text}"),
                }
            }
        }
    }

    #[test]
    fn whatever_a_sem6000_says_it_is_never_switched_on_without_a_proven_timer(
        noise in prop::collection::vec((0..3_u8, sem_noise()), 0..40),
        percent in 0..=100_u8,
        until in 0..10_000_u64,
        timer in 0..10_000_u64,
    ) {
        let mut driver = Sem6000::with(sem6000::Pin::default(), Some(learned()));
        driver.assigned(&terms(timer));
        driver.connected();
        for (channel, bytes) in noise {
            let channel = match channel {
                0 => sem6000::VENDOR,
                1 => sem6000::COMMAND,
                _ => sem6000::ANSWER,
            };
            driver.decode(channel, &bytes);
            let steps = driver.encode(run(percent, until), &terms(timer), &at(100));
            judge_sem(&steps);
            for (channel, bytes) in writes(&steps) {
                prop_assert!(sem6000::Frame::parse(&bytes).is_some(), "{}", hex(&bytes));
                driver.sending(channel, &bytes);
            }
            judge_sem(&driver.encode(Intent::Stop, &terms(timer), &at(100)));
        }
    }

    #[test]
    fn a_plugs_frame_read_back_is_the_frame_that_was_written(
        bytes in prop_oneof![sem_noise(), shelly_noise()],
        id in any::<u32>(),
        seconds in 1..=3600_u16,
    ) {
        if let Some(frame) = sem6000::Frame::parse(&bytes) {
            prop_assert_eq!(frame.encode(), bytes);
        }
        let on = shelly::Frame::On { id, seconds };
        prop_assert_eq!(shelly::Frame::parse(&on.encode()), Some(on));
    }

    #[test]
    fn any_advertisement_is_read_without_a_panic(
        data in prop::collection::vec(any::<u8>(), 0..30),
        name in ".{0,20}",
    ) {
        let advertisement = Advertisement {
            name: Some(name),
            manufacturer_data: vec![(0x0ba9, data)],
            ..Advertisement::default()
        };
        let sure = identify(&advertisement).contains(&(Match::Sure, Family::ShellyPlug));
        let model = Advert::of(&advertisement).and_then(|advert| advert.model);
        prop_assert_eq!(sure, model.is_some());
    }
}
