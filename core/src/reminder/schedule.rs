use super::{Capabilities, Schedule};
use crate::diary::History;
use crate::reminder::audit::Delivery;
use crate::settings::Settings;
use crate::time::Now;

/// Nights ahead for which alarms are wanted.
pub const HORIZON_NIGHTS: i32 = 14;

/// The whole desired set of alarms. Pure: the generation is left at 0, the store counts it.
#[must_use]
#[allow(clippy::todo, unused_variables, reason = "skeleton")]
pub fn schedule(
    history: &History,
    settings: &Settings,
    deliveries: &[Delivery],
    capabilities: &Capabilities,
    now: &Now,
) -> Schedule {
    todo!()
}
