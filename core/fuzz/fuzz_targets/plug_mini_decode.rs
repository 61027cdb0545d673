#![no_main]

#[path = "../../tests/fuzzed/asked.rs"]
mod asked;
#[path = "../../tests/fuzzed/plug_mini_decode.rs"]
mod plug_mini_decode;

libfuzzer_sys::fuzz_target!(|data: &[u8]| plug_mini_decode::check(data));
