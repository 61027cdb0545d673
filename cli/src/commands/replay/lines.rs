//! The lines of a replay: what may come in, and what goes out.

use lull_core::plan::Reason;
use serde::{Deserialize, Serialize};

/// One line of input. Exactly one of the three; fields it does not know are passed over.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Profile(Profile),
    /// The night to plan.
    Plan(String),
    Log(Log),
}

#[derive(Debug, Deserialize)]
pub(super) struct Profile {
    pub(super) zone: String,
    pub(super) usual_bedtime: String,
    pub(super) usual_onset: Option<String>,
    pub(super) lead_minutes: i64,
    pub(super) session_minutes: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Log {
    pub(super) night: String,
    pub(super) bedtime: Option<String>,
    pub(super) session: Option<Session>,
    pub(super) symptoms: Option<String>,
    pub(super) onset: Option<String>,
    /// `live` where the onset was tapped at that moment; else it is taken for remembered.
    pub(super) source: Option<String>,
    pub(super) severity: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Session {
    pub(super) start: String,
    pub(super) minutes: i64,
}

/// The answer to a plan.
#[derive(Debug, Serialize)]
pub(super) struct Planned {
    pub(super) night: String,
    /// A time before noon belongs to the next calendar day.
    pub(super) remind_at: Option<String>,
    pub(super) onset: Option<Onset>,
    pub(super) reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
pub(super) struct Onset {
    pub(super) p10: String,
    pub(super) p50: String,
    pub(super) p90: String,
}

impl Line {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| format!("not a line of a replay: {error}"))
    }
}
