//! The page for the doctor: what is on it, and the forms it takes.
//!
//! It is the one text the core makes: a document that has to read the same, byte for byte, whichever shell made it.

pub mod fhir;
pub mod page;
pub mod text;
mod words;

pub use page::{DoctorPage, doctor_page};
pub use words::Language;
