//! The only impure folder: clocks, radios, storage, and the loop that runs effects.

pub mod clock;
pub mod csv;
pub(crate) mod json;
pub mod radio;
pub mod runtime;
pub mod store;
