#![no_main]

#[path = "../../tests/fuzzed/session_inputs.rs"]
mod session_inputs;

libfuzzer_sys::fuzz_target!(|data: &[u8]| session_inputs::check(data));
