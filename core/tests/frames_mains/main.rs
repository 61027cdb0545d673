//! Drivers of switched sockets against their golden frames, and the closed lists of everything they may ever send.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod closed_lists;
mod fixtures;
mod properties;
mod sem6000;
mod shelly_answers;
mod shelly_requests;
