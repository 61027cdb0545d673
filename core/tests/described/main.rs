//! Devices described by the person: what a file may say, what is refused and by which field, and what goes out.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod driving;
mod fixtures;
mod format;
mod frames;
mod properties;
