//! The page for the doctor: what is on it, and the forms it takes.
//!
//! It is the one text the core makes: a document that has to read the same, byte for byte, whichever shell made it.

pub mod charts;
pub mod fhir;
mod figures;
mod lines;
pub mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod text;
#[cfg(feature = "pdf")]
mod typeface;
mod words;

pub use page::{DoctorPage, doctor_page};
pub use words::Language;
