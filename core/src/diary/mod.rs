//! The diary: what may be logged about a night, and what the planner sees of it.

pub mod details;
pub mod entry;
pub mod health;
pub mod history;

pub use details::{Daytime, Details, Relief, Side, Situation, Trigger, Walk};
pub use entry::{BodyPart, Entry, Helped, Onset, OnsetSource, Score, Symptoms};
pub use health::{Background, ForDoctor, Lab, Medicine, MedicineClass};
pub use history::{Change, History, HistoryNight, PastSession};
