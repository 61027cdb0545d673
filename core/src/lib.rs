//! Lull's core: it decides everything, the shells show and forward.
//!
//! | module | decides |
//! |---|---|
//! | [`time`] | what a night is, and when a local time really happens |
//! | [`settings`] | what the person told us about their evenings |
//! | [`diary`] | what may be logged about a night, and what the planner sees of it |
//! | [`report`] | what is on the page for the doctor |
//! | [`plan`] | when tonight's symptoms will probably start, and when to remind |
//! | [`reminder`] | which alarms the phone must hold, and whether they really came |
//! | [`session`] | what a massage session does at each moment, and what it may never do |
//! | [`device`] | which bytes a massager gets, and what its answers mean |
//! | [`engine`] | session and device link composed: inputs in, effects out |
//! | [`driver`] | everything impure: clock, radio, storage, the loop (feature `driver`) |
//! | [`app`] | the facade every shell calls (feature `driver`) |
//!
//! Below `driver` nothing reads a clock or a random source: time is an argument.
#![forbid(unsafe_code)]

pub mod device;
pub mod diary;
pub mod engine;
pub mod invalid;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod session;
pub mod settings;
pub mod time;

#[cfg(feature = "driver")]
pub mod app;
#[cfg(feature = "driver")]
pub mod driver;
