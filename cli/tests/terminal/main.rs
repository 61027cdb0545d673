//! The terminal program from the outside, as a person and a script meet it: arguments in, text, JSON and exit codes out.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what they share; a failed expectation is the result"
)]

mod bad_input;
mod devices;
mod diary;
mod evening;
mod giving;
mod keeping;
mod plan;
mod session;
mod storage;
mod support;
mod wake;
