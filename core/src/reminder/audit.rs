//! Whether reminders really came: planned, fired, shown, acted on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Action, AlarmId, AlarmKind};
use crate::time::Night;

/// What is known of one alarm: when it was wanted and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    /// The time it was last wanted for.
    pub planned: Timestamp,
    pub fired: Option<Timestamp>,
    pub shown: Option<Timestamp>,
    pub acted: Option<(Timestamp, Action)>,
    /// The system would not take it.
    pub refused: bool,
}

/// How the reminders of some nights fared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    pub deliveries: Vec<Delivery>,
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
    pub worst_delay_minutes: u32,
}

/// How these deliveries fared, seen from `now`.
#[must_use]
#[allow(clippy::todo, unused_variables, reason = "skeleton")]
pub fn summarise(deliveries: &[Delivery], now: Timestamp) -> Audit {
    todo!()
}
