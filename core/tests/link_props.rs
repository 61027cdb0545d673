//! Promises of the connection machine that hold whatever the radio, the device, the clock and the owner do.
//! The promises themselves are in `fuzzed/link_inputs.rs`, shared with the fuzzer.

#[path = "fuzzed/link_devices.rs"]
mod link_devices;
#[path = "fuzzed/link_inputs.rs"]
mod link_inputs;

use link_devices::Kind;
use link_inputs::{Happening, SESSION, Watched};
use lull_core::device::link::{Input, LinkFault};
use proptest::prelude::*;

fn fault() -> impl Strategy<Value = LinkFault> {
    prop::sample::select(vec![
        LinkFault::NotFound,
        LinkFault::Busy,
        LinkFault::TimedOut,
        LinkFault::Disconnected,
        LinkFault::Rejected,
        LinkFault::BluetoothOff,
        LinkFault::PermissionMissing,
        LinkFault::NoAdapter,
        LinkFault::ServiceMissing,
        LinkFault::BondLost,
        LinkFault::PairingRefused,
    ])
}

fn happening() -> impl Strategy<Value = Happening> {
    let channel = 0..3_u8;
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..24),
        (0..10_u8, prop::sample::select(vec![1_u8, 1, 5, 0x80, 0x85]))
            .prop_map(|(opcode, result)| vec![0x80, opcode, result]),
    ];
    let id = prop::sample::select(vec![0, SESSION, SESSION, SESSION + 1]);
    prop_oneof![
        2 => Just(Happening::Open),
        1 => Just(Happening::Close),
        5 => (0..=100_u8).prop_map(Happening::Run),
        1 => Just(Happening::Stop),
        60 => Just(Happening::Served),
        2 => fault().prop_map(Happening::Fails),
        2 => bytes.clone().prop_map(Happening::Answered),
        2 => (0..60_u64).prop_map(Happening::Late),
        3 => (channel, bytes).prop_map(|(channel, bytes)| Happening::Notified(channel, bytes)),
        2 => (0..8_u8, id).prop_map(|(state, id)| Happening::State(state, id)),
        1 => Just(Happening::Dropped),
        2 => Just(Happening::TooEarly),
        8 => (0..4000_u32).prop_map(Happening::Passes),
        1 => (0..100_000_u32).prop_map(Happening::Oversleeps),
        4 => Just(Happening::Hurries),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_input_in_any_order_breaks_a_promise(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        happenings in prop::collection::vec(happening(), 0..160),
    ) {
        let mut watched = Watched::new(kind);
        watched.tell(Input::Open);
        for happening in happenings {
            watched.happens(happening);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn after_any_history_a_stop_gets_through_to_a_device_that_answers_again(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        happenings in prop::collection::vec(happening(), 0..80),
    ) {
        let mut watched = Watched::new(kind);
        watched.tell(Input::Open);
        for happening in happenings {
            watched.happens(happening);
        }
        watched.is_stopped_at_last();
    }
}
