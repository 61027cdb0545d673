//! Programs: what a session does over time, as data.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::device::Level;

/// Which program a session follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgramKind {
    /// Before symptoms: warm-up, hold to minute 25, ramp down.
    Evening,
    /// At lights-out, 12 minutes.
    TopUp,
    /// Three calf stretches, no device.
    Stretch,
    /// Setting up a device: lowest level for 10 seconds, then stop.
    DeviceTest,
}

/// A program's steps in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub kind: ProgramKind,
    pub steps: Vec<ProgramStep>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramStep {
    pub kind: StepKind,
    pub duration: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum StepKind {
    /// A low level first, whatever the person chose.
    WarmUp { level: Level },
    /// The person's level; louder and softer work here.
    Hold { level: Level },
    /// From the level held down to still.
    RampDown,
    /// A calf stretch, by its number in the guide; the motor is off.
    Stretch { exercise: u8 },
}
