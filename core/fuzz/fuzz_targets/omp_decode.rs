#![no_main]

#[path = "../../tests/fuzzed/omp_decode.rs"]
mod omp_decode;

libfuzzer_sys::fuzz_target!(|data: &[u8]| omp_decode::check(data));
