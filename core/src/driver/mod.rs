//! The only impure folder: clocks, radios, storage, and the loop that runs effects.

pub mod clock;
pub(crate) mod csv;
pub mod radio;
pub mod runtime;
pub mod store;
