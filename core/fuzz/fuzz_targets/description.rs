#![no_main]

#[path = "../../tests/fuzzed/description.rs"]
mod description;

libfuzzer_sys::fuzz_target!(|data: &[u8]| description::check(data));
