//! The simulated massager's promises, from the device's side: nothing is left running, whatever the phone does.
//!
//! Time is an argument here, so whole nights take no time.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../fuzzed/massager_control.rs"]
mod massager_control;

mod endings;
mod fixtures;
mod on_air;
mod properties;
mod sessions;
