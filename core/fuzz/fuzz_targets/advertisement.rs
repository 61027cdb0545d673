#![no_main]

#[path = "../../tests/fuzzed/advertisement.rs"]
mod advertisement;

libfuzzer_sys::fuzz_target!(|data: &[u8]| advertisement::check(data));
