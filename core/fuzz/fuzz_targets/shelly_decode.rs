#![no_main]

#[path = "../../tests/fuzzed/asked.rs"]
mod asked;
#[path = "../../tests/fuzzed/shelly_decode.rs"]
mod shelly_decode;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shelly_decode::check(data));
