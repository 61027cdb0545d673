//! Whatever a phone does, for as long as it likes.

use std::time::Duration;

use crate::massager_control::Act;
use crate::massager_control::Night;
use crate::massager_control::transcript;
use lull_core::device::WriteMode;
use lull_core::driver::radio::sim::SimFault;
use lull_core::driver::radio::sim::gatt::GattRequest;
use lull_core::driver::radio::sim::profile::CONTROL_POINT;
use proptest::prelude::*;

use crate::fixtures::{OnAir, SECOND};

fn act() -> impl Strategy<Value = Act> {
    let level = (0..=105_u8).prop_map(|percent| vec![0x02, 0xff, percent]);
    let session = (0..=2000_u16, 0..=70_u16, 0..=70_u16).prop_map(|(duration, up, down)| {
        let words = [duration, up, down].map(u16::to_le_bytes);
        [&[0x03][..], words.as_flattened()].concat()
    });
    let rule = (0..=2_u8, 0..=70_u8).prop_map(|(policy, timeout)| vec![0x04, policy, timeout]);
    let start = (0..4_u8).prop_map(|id| vec![0x07, id, 0, 0, 0]);
    let halt = (1..=3_u8).prop_map(|how| vec![0x08, how]);
    let order = prop_oneof![
        4 => Just(vec![0x00]),
        4 => level,
        4 => session,
        2 => rule,
        6 => start,
        2 => halt,
        4 => Just(vec![0x09]),
        1 => Just(vec![0x01]),
        2 => prop::collection::vec(any::<u8>(), 1..=20),
    ];
    let wait = prop_oneof![
        4 => 0..3_000_u64,
        4 => 0..30_000_u64,
        1 => 0..2_000_000_u64,
    ];
    prop_oneof![
        12 => order.prop_map(Act::Write),
        6 => wait.prop_map(|millis| Act::Wait(Duration::from_millis(millis))),
        2 => Just(Act::Connect),
        1 => Just(Act::Disconnect),
        1 => Just(Act::PressButton),
        1 => Just(Act::PowerOff),
        2 => Just(Act::PowerOn),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_motor_never_turns_longer_or_stronger_than_allowed(
        acts in prop::collection::vec(act(), 1..80)
    ) {
        let mut night = Night::new();
        night.lives_through(&Act::Connect);
        for act in &acts {
            night.lives_through(act);
        }
        night.ends_by_itself();
    }

    #[test]
    fn arriving_late_or_often_makes_no_difference(
        orders in prop::collection::vec(act(), 1..30),
        looks in prop::collection::vec(0..4_000_u64, 1..60)
    ) {
        let mut punctual = Night::new();
        let mut watched = Night::new();
        let mut look = looks.iter().cycle();
        for act in core::iter::once(&Act::Connect).chain(&orders) {
            if let Act::Wait(time) = act {
                let until = watched.now + *time;
                punctual.now = until;
                punctual.massager.advance(until);
                while watched.now < until {
                    let step = Duration::from_millis(1 + *look.next().expect("endless"));
                    watched.now = (watched.now + step).min(until);
                    watched.massager.advance(watched.now);
                }
            } else {
                punctual.lives_through(act);
                watched.lives_through(act);
            }
        }
        prop_assert_eq!(transcript(&punctual.massager), transcript(&watched.massager));
        prop_assert_eq!(
            punctual.massager.status().to_bytes(),
            watched.massager.status().to_bytes()
        );
    }

    #[test]
    fn arbitrary_bytes_on_any_channel_are_answered_without_panic(
        writes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 1..40),
        seed in any::<u64>(),
    ) {
        let mut on_air = OnAir::subscribed();
        on_air.inject(SimFault::Garbage { seed });
        for bytes in writes {
            let too_long = bytes.len() > 20 || bytes.is_empty();
            let answer = on_air.ask(GattRequest::Write {
                channel: CONTROL_POINT,
                bytes,
                mode: WriteMode::WithResponse,
            });
            prop_assert_eq!(answer.expect("answered").is_err(), too_long);
            on_air.wait(SECOND);
            on_air.heard();
        }
    }
}
