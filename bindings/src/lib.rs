//! The face of the core for Kotlin and Swift: mirrors and conversions, no rule.
//!
//! | module | holds |
//! |---|---|
//! | [`app`] | [`App`]: the one object a shell opens: settings, reminders, tonight, starting a session |
//! | [`diary`], [`health`], [`giving`], [`devices`], [`keeping`] | its other calls: logging; medicines and iron; trends, flags, the page; devices; backups and files |
//! | [`session`] | [`SessionHandle`]: a running session, pulled update by update |
//! | [`search`] | [`DeviceSearch`]: devices as they are found |
//! | [`simulated`] | [`SimulatedMassager`]: faults and buttons of the massager inside this process |
//! | [`rules`] | free functions: what a Start runs, what screens offer, what calls for the person |
//! | [`cancel`] | [`CancelToken`]: ends a waiting call from outside, for Swift |
//! | [`error`] | [`ApiError`]: the few ways a call can fail, named after what the person can do |
//! | [`mirror`] | every value that crosses, spelt out so that a changed field in the core breaks this build |
//!
//! Every exported function returns a `Result`: a panic in a function that cannot throw would end a Swift app.

#![deny(unsafe_code)]

#[cfg(target_os = "android")]
pub mod android;
pub mod app;
pub mod cancel;
pub mod devices;
pub mod diary;
pub mod error;
#[cfg(feature = "floor")]
pub mod floor;
pub mod giving;
pub mod health;
pub mod keeping;
pub mod mirror;
pub mod rules;
pub mod search;
pub mod session;
pub mod simulated;

mod report;
mod worker;

pub use app::{App, AppConfig, SessionRequest};
pub use cancel::CancelToken;
pub use error::{ApiError, Permission, StorageTrouble};
pub use keeping::verify_backup;
pub use mirror::*;
pub use report::report_text;
pub use rules::{asks_for_the_person, offers, place_of, possible_test_results, program_of};
pub use search::{DeviceSearch, FoundDevice, NotOffered};
pub use session::{SessionHandle, Update};
pub use simulated::{SimulatedFault, SimulatedMassager};

uniffi::setup_scaffolding!("lull");
