//! The driver of the Open Massager Profile against its golden frames, and the closed list of everything it may ever send.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bytes;
mod closed_list;
mod fixtures;
mod promises;
