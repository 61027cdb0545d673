//! The SwitchBot drivers against their golden frames, the closed list of what they may ever send, and whole sessions
//! with a plug and an arm that answer as the maker says.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../arm_and_plug/mod.rs"]
mod arm_and_plug;
mod bot;
mod bot_sessions;
mod closed_lists;
mod fixtures;
mod plug_mini;
mod plug_sessions;
