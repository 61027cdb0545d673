//! A massage session: what it does at each moment and what it may never do.

pub mod journal;
pub mod level;
pub mod limits;
pub mod machine;
pub mod program;
pub mod safety;
pub mod stretches;
pub mod view;

use serde::{Deserialize, Serialize};

use crate::device::StopCause;

pub use machine::Session;
pub use program::{Program, ProgramKind};
pub use view::SessionView;

/// Chosen once per session from outside (randomness is passed in); the device uses it to recognise a repeated start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub u32);

/// What the person does during a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Pause,
    Resume,
    LevelUp,
    LevelDown,
    Stop,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum EndReason {
    /// The program ran to its end.
    Complete,
    /// The person stopped it in the app.
    StoppedByPerson,
    /// The device stopped by itself; the cause is its own word.
    StoppedByDevice { cause: StopCause },
    /// The link was lost and did not come back before the device's fail-safe time.
    LinkLost,
    /// The device could not be reached at all; nothing was switched on.
    NotReached {
        fault: crate::device::link::LinkFault,
    },
    /// The device refused to start.
    Refused { refusal: crate::device::Refusal },
    /// Paused longer than the limit.
    PausedTooLong,
    /// The cap on a session's length, reached by pauses.
    HardCap,
    /// The diary could not record the session, so it was not continued.
    StorageFailed,
    /// The app was cut off; found out at a later wake.
    Interrupted,
    /// Not driven by Lull: told by the person or an imported diary.
    NotDriven,
}

/// What is known of the motor at the session's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// Seen to stand still.
    Observed,
    /// The switch before it was seen to be off; the motor itself is not seen.
    SwitchedOff,
    /// It accepted the stop; it cannot tell more.
    Acknowledged,
    /// Not seen; its own fail-safe has had its time.
    ByFailSafe,
    /// Not seen, and nothing stops it: the person was told to pull the plug.
    Unknown,
    /// It was never switched on.
    NeverRan,
}

/// Something the person is told, in order, none lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum SessionEvent {
    Connecting,
    Connected,
    /// Nothing stops this device without the phone. Told before every start and whenever a lost link came back.
    NothingStopsIt,
    /// The motor runs, or as much of it as the device can tell; again after [`SessionEvent::OnButNothingRuns`].
    Running,
    /// The plug is on and nothing draws power behind it: the knob is at zero, or the massager is not plugged in.
    OnButNothingRuns,
    StepBegan {
        index: usize,
    },
    LevelChanged {
        level: crate::device::Level,
    },
    Paused,
    Resumed,
    /// The link is gone; the device stops by itself at `stops_by`, when it has a fail-safe.
    LinkLost {
        stops_by: Option<jiff::Timestamp>,
    },
    LinkBack,
    /// The motor turns less than commanded (percent measured).
    Sagging {
        commanded: crate::device::Level,
        measured: crate::device::Level,
    },
    /// The device refused a command that does not end the session.
    CommandRefused {
        refusal: crate::device::Refusal,
    },
    Stopping,
    /// The stop was not confirmed yet and goes on being asked for. The device stops by itself at `stops_by`, when it has
    /// a fail-safe; otherwise, or when it still turns then, the person should pull the plug.
    StopNotConfirmed {
        stops_by: Option<jiff::Timestamp>,
    },
    /// It says that it is off, and its motor is measured to run. It goes on being stopped; the person should pull the
    /// plug.
    StillRuns,
    Ended {
        reason: EndReason,
        stopped: Stopped,
    },
}

impl SessionEvent {
    /// Whether the person has to do something about it, or to know it before they rely on the massager: worth a
    /// notification of its own, beside the line that shows how far the session is.
    #[must_use]
    pub fn asks_for_the_person(&self) -> bool {
        match self {
            Self::NothingStopsIt
            | Self::OnButNothingRuns
            | Self::LinkLost { .. }
            | Self::CommandRefused { .. }
            | Self::StopNotConfirmed { .. }
            | Self::StillRuns => true,
            Self::Connecting
            | Self::Connected
            | Self::Running
            | Self::StepBegan { .. }
            | Self::LevelChanged { .. }
            | Self::Paused
            | Self::Resumed
            | Self::LinkBack
            | Self::Sagging { .. }
            | Self::Stopping
            | Self::Ended { .. } => false,
        }
    }
}
