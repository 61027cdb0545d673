#![no_main]

#[path = "../../tests/fuzzed/massager_control.rs"]
mod massager_control;

libfuzzer_sys::fuzz_target!(|data: &[u8]| massager_control::check(data));
