#![no_main]

#[path = "../../tests/fuzzed/asked.rs"]
mod asked;
#[path = "../../tests/fuzzed/bot_decode.rs"]
mod bot_decode;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bot_decode::check(data));
