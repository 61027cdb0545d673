use super::Plan;
use crate::diary::History;
use crate::settings::Settings;
use crate::time::{Night, Now};

/// Tonight's plan.
#[must_use]
pub fn tonight(history: &History, settings: &Settings, now: &Now) -> Plan {
    for_night(now.night(), history, settings, now)
}

/// The plan for any night, seen from `now`.
#[must_use]
#[allow(clippy::todo, unused_variables, reason = "skeleton")]
pub fn for_night(night: Night, history: &History, settings: &Settings, now: &Now) -> Plan {
    todo!()
}
