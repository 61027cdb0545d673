//! Every value that crosses the face.
//!
//! `uniffi::remote` repeats a core type field by field and generates its conversion from the core's own type, so a field
//! added, removed or renamed in the core does not compile here. Where a mirror is a type of its own, its conversion
//! takes the core value apart without `..`, for the same reason.
//!
//! A variant called `None` is renamed: in Swift `.none` of an optional enum silently means "no value".

mod details;
mod device;
mod diary;
mod giving;
mod health;
mod keeping;
mod kept;
mod morning;
mod overview;
mod plan;
mod reminder;
mod session;
mod settings;
mod time;

pub use details::*;
pub use device::*;
pub use diary::*;
pub use giving::*;
pub use health::*;
pub use keeping::*;
pub use kept::*;
pub use morning::*;
pub use overview::*;
pub use plan::*;
pub use reminder::*;
pub use session::*;
pub use settings::*;
pub use time::*;
