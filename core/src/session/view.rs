//! What a screen shows of a session: one snapshot, everything in it.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::program::{ProgramKind, StepKind};
use super::{EndReason, SessionId, Stopped};
use crate::device::mains::{Learned, Milliwatts};
use crate::device::{FailSafe, Level, Motion};

/// A session at one moment. Coalesced: a screen may miss snapshots, never events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionView {
    pub id: SessionId,
    pub program: ProgramKind,
    /// The shell stays dark and silent: others sleep, and so shall the person soon.
    pub is_quiet: bool,
    pub stage: Stage,
    /// The step under way and how many there are.
    pub step: StepKind,
    pub step_index: usize,
    pub step_count: usize,
    pub step_remaining: Duration,
    /// Program time so far, pauses left out.
    pub elapsed: Duration,
    pub remaining: Duration,
    /// When the program ends by the clock on the wall, if nothing is paused.
    pub ends_at: Timestamp,
    pub level: LevelProgress,
    pub link: LinkState,
    /// What the device last said it does; `None` before it spoke or when it cannot.
    pub motion: Option<Motion>,
    pub motor: MotorSeen,
    /// What flows through the plug before it, as last measured; `None` where there is no meter.
    pub power: Option<Milliwatts>,
    /// What this session's watts teach of the massager behind the plug, for [`record_device_test`].
    ///
    /// [`record_device_test`]: ../../app/struct.App.html#method.record_device_test
    pub learned: Option<Learned>,
    pub fail_safe: Option<FailSafe>,
    /// When the device stops without us, as far as known.
    pub stops_by: Option<Timestamp>,
    pub can_pause: bool,
    pub can_resume: bool,
    pub can_change_level: bool,
}

/// What is known of the motor itself, from what the device says and what is measured at it together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotorSeen {
    /// Nothing shows it: no answer yet, a lost link, or a device that cannot tell.
    Unseen,
    Runs,
    /// It is on and the motor does not turn: the knob is at zero, or the massager is not plugged in.
    OnButStill,
    Still,
    /// It is off and the motor turns.
    OffButRuns,
}

/// How far the wanted level has come: wanted -> sent -> acknowledged -> observed. The last three are `None` until then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelProgress {
    pub wanted: Option<Level>,
    pub sent: Option<Level>,
    pub acknowledged: Option<Level>,
    pub observed: Option<Level>,
    /// What the motor really does, where measured.
    pub measured: Option<Level>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    Connecting,
    Starting,
    Running,
    Paused,
    Stopping,
    Ended { reason: EndReason, stopped: Stopped },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// A manual massager has no link.
    NoRadio,
    Connecting,
    Up,
    Lost,
}
