//! The diary: what may be logged about a night, what the planner sees of it, and what it gives back to the person.

pub mod associations;
pub mod cards;
pub mod details;
pub mod entry;
pub mod flags;
pub mod four_weeks;
pub mod health;
pub mod history;
pub mod morning;
pub mod spread;
pub mod told;
pub mod trends;

pub use details::{Daytime, Details, Relief, Side, Situation, Trigger, Walk};
pub use entry::{BodyPart, Entry, Helped, Onset, OnsetSource, Score, Symptoms};
pub use health::{Background, ForDoctor, Lab, Medicine, MedicineClass};
pub use history::{Change, Clocks, History, HistoryNight, PastSession};
pub use morning::MorningAnswer;
