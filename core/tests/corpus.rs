//! Every input the fuzzer found worth keeping (`core/fuzz/corpus/`), judged again by the same rules, without a fuzzer.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says where"
)]

#[path = "fuzzed/csv_import.rs"]
mod csv_import;
#[path = "fuzzed/link_devices.rs"]
mod link_devices;
#[path = "fuzzed/link_inputs.rs"]
mod link_inputs;
#[path = "fuzzed/massager_control.rs"]
mod massager_control;
#[path = "fuzzed/omp_decode.rs"]
mod omp_decode;
#[path = "fuzzed/session_inputs.rs"]
mod session_inputs;

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
