//! Stories of switched sockets over the link machine: two small plugs, written from the maker's side, and a clock that
//! jumps from event to event.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bench;
mod fake_sem6000;
mod fake_shelly;
mod passwords;
mod stories;
mod whole_sessions;
