//! What is written down of a session so that a later wake can tell what became of it.
//!
//! Journal before effect: the intent is on disk before its first byte goes out, the outcome after.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::program::ProgramKind;
use super::{EndReason, SessionId, Stopped};
use crate::device::{DeviceChoice, FailSafe, Intent, Level, Terms};
use crate::time::Night;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub session: SessionId,
    pub at: Timestamp,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// The first line: what is about to be done. `latest_end` is when the device's own timer has surely ended it.
    Began {
        night: Night,
        program: ProgramKind,
        device: DeviceChoice,
        terms: Terms,
        latest_end: Timestamp,
    },
    /// What will stop the device without us, once it told.
    FailSafe {
        fail_safe: FailSafe,
    },
    /// About to be sent.
    Wants {
        intent: Intent,
    },
    /// The device was seen to run.
    Observed {
        level: Level,
    },
    Ended {
        reason: EndReason,
        stopped: Stopped,
    },
}
