//! Every input the fuzzer found worth keeping (`core/fuzz/corpus/`), judged again by the same rules, without a fuzzer.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says where"
)]

#[path = "fuzzed/advertisement.rs"]
mod advertisement;
#[path = "fuzzed/asked.rs"]
mod asked;
#[path = "fuzzed/bot_decode.rs"]
mod bot_decode;
#[path = "fuzzed/csv_import.rs"]
mod csv_import;
#[path = "fuzzed/description.rs"]
mod description;
#[path = "fuzzed/link_devices.rs"]
mod link_devices;
#[path = "fuzzed/link_inputs.rs"]
mod link_inputs;
#[path = "fuzzed/massager_control.rs"]
mod massager_control;
#[path = "fuzzed/omp_decode.rs"]
mod omp_decode;
#[path = "fuzzed/plug_mini_decode.rs"]
mod plug_mini_decode;
#[path = "fuzzed/sem6000_decode.rs"]
mod sem6000_decode;
#[path = "fuzzed/session_inputs.rs"]
mod session_inputs;
#[path = "fuzzed/shelly_decode.rs"]
mod shelly_decode;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

/// Judges every file of a target's corpus, in the order of their names; names the one that breaks a rule.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("a corpus")
        .map(|file| file.expect("lists").path())
        .collect();
    files.sort();
    assert!(files.len() >= 10, "{target} has lost its corpus");
    for file in files {
        let data = std::fs::read(&file).expect("reads");
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(&data))) {
            let name = file.file_name().unwrap_or_default().display();
            println!("broken by fuzz/corpus/{target}/{name}");
            resume_unwind(panic);
        }
    }
}

#[test]
fn the_profiles_driver_believes_nothing_out_of_range() {
    replay("omp_decode", omp_decode::check);
}

#[test]
fn a_plug_mini_is_only_seen_still_in_an_answer_to_a_later_read() {
    replay("plug_mini_decode", plug_mini_decode::check);
}

#[test]
fn an_arm_is_asked_before_it_moves_unless_it_is_known_to_be_safe() {
    replay("bot_decode", bot_decode::check);
}

#[test]
fn a_sem6000_is_only_switched_on_after_its_timer_was_proven() {
    replay("sem6000_decode", sem6000_decode::check);
}

#[test]
fn a_shelly_gets_nothing_but_bounded_requests_and_never_proves_for_ever() {
    replay("shelly_decode", shelly_decode::check);
}

#[test]
fn no_advertisement_makes_two_families_sure_or_promises_anything() {
    replay("advertisement", advertisement::check);
}

#[test]
fn a_described_device_gets_only_frames_of_its_description() {
    replay("description", description::check);
}

#[test]
fn no_order_of_inputs_breaks_a_promise_of_the_link() {
    replay("link_inputs", link_inputs::check);
}

#[test]
fn no_order_of_inputs_breaks_a_rule_of_the_session() {
    replay("session_inputs", session_inputs::check);
}

#[test]
fn any_file_is_imported_whole_or_not_at_all() {
    replay("csv_import", csv_import::check);
}

#[test]
fn no_order_keeps_the_massager_running_longer_or_stronger_than_allowed() {
    replay("massager_control", massager_control::check);
}
