#![no_main]

#[path = "../../tests/fuzzed/asked.rs"]
mod asked;
#[path = "../../tests/fuzzed/sem6000_decode.rs"]
mod sem6000_decode;

libfuzzer_sys::fuzz_target!(|data: &[u8]| sem6000_decode::check(data));
