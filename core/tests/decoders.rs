//! Whatever a device, an advertisement or a description file says: the rules of the fuzz targets (`fuzzed/`), held
//! against arbitrary bytes. The fuzzer searches deeper; this runs everywhere.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[path = "fuzzed/advertisement.rs"]
mod advertisement;
#[path = "fuzzed/asked.rs"]
mod asked;
#[path = "fuzzed/bot_decode.rs"]
mod bot_decode;
#[path = "fuzzed/description.rs"]
mod description;
#[path = "fuzzed/omp_decode.rs"]
mod omp_decode;
#[path = "fuzzed/plug_mini_decode.rs"]
mod plug_mini_decode;
#[path = "fuzzed/sem6000_decode.rs"]
mod sem6000_decode;
#[path = "fuzzed/shelly_decode.rs"]
mod shelly_decode;

use proptest::prelude::*;

fn anything() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..800)
}

proptest! {
    #[test]
    fn the_profiles_driver_believes_nothing_out_of_range(told in anything()) {
        omp_decode::check(&told);
    }

    #[test]
    fn a_plug_mini_is_only_seen_still_in_an_answer_to_a_later_read(told in anything()) {
        plug_mini_decode::check(&told);
    }

    #[test]
    fn an_arm_is_asked_before_it_moves_unless_it_is_known_to_be_safe(told in anything()) {
        bot_decode::check(&told);
    }

    #[test]
    fn a_sem6000_is_only_switched_on_after_its_timer_was_proven(told in anything()) {
        sem6000_decode::check(&told);
    }

    #[test]
    fn a_shelly_gets_nothing_but_bounded_requests_and_never_proves_for_ever(told in anything()) {
        shelly_decode::check(&told);
    }

    #[test]
    fn no_advertisement_makes_two_families_sure_or_promises_anything(told in anything()) {
        advertisement::check(&told);
    }

    #[test]
    fn a_described_device_gets_only_frames_of_its_description(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = include_bytes!("fixtures/described/full.json").to_vec();
        let at = at.index(file.len());
        description::check(&file);
        file[at] = byte;
        description::check(&file);
    }
}
