#![no_main]

#[path = "../../tests/fuzzed/link_devices.rs"]
mod link_devices;
#[path = "../../tests/fuzzed/link_inputs.rs"]
mod link_inputs;

libfuzzer_sys::fuzz_target!(|data: &[u8]| link_inputs::check(data));
