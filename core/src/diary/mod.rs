//! The diary: what may be logged about a night, and what the planner sees of it.

pub mod entry;
pub mod history;

pub use entry::{BodyPart, Entry, Helped, Onset, OnsetSource, Score, Symptoms};
pub use history::{Change, History, HistoryNight, PastSession};
