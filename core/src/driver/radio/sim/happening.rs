//! What a person beside the massager would notice, in words.

use core::fmt;
use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::fault::SimFault;
use super::motor::Stamp;
use super::profile::StopReason;

/// The longest record kept; a night fills some dozens.
const HAPPENINGS_KEPT: usize = 1024;

/// One thing that happened, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// On the massager's clock.
    pub at: Duration,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    Connected,
    /// The link ended, whoever ended it.
    Disconnected,
    Started {
        session_id: u32,
        longest_s: u16,
    },
    Rising {
        to_percent: u8,
    },
    Running {
        percent: u8,
    },
    RampingDown,
    Paused,
    Resumed,
    Stopped {
        reason: StopReason,
    },
    /// The rest between sessions is over.
    Rested,
    PowerLost,
    PowerBack,
    WentWrong {
        #[serde(flatten)]
        fault: SimFault,
    },
    Healed,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connected => write!(f, "connected"),
            Self::Disconnected => write!(f, "disconnected"),
            Self::Started {
                session_id,
                longest_s,
            } => write!(
                f,
                "session {session_id:08x} started, ends by itself after {}:{:02}",
                longest_s / 60,
                longest_s % 60
            ),
            Self::Rising { to_percent } => write!(f, "rising to {to_percent} %"),
            Self::Running { percent: 0 } => write!(f, "standing still, session goes on"),
            Self::Running { percent } => write!(f, "running at {percent} %"),
            Self::RampingDown => write!(f, "ramping down"),
            Self::Paused => write!(f, "paused"),
            Self::Resumed => write!(f, "resumed"),
            Self::Stopped { reason } => write!(f, "stopped: {reason}"),
            Self::Rested => write!(f, "rested, ready again"),
            Self::PowerLost => write!(f, "power lost"),
            Self::PowerBack => write!(f, "power back"),
            Self::WentWrong { fault } => write!(f, "fault: {fault}"),
            Self::Healed => write!(f, "faults healed"),
        }
    }
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", Stamp(self.at), self.what)
    }
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "never ran",
            Self::Client => "stopped by the phone",
            Self::UserAtDevice => "stop button",
            Self::SessionComplete => "session complete",
            Self::LinkLost => "link lost",
            Self::KeepAliveMissed => "phone fell silent",
            Self::PowerWasLost => "power was lost",
            Self::HardLimit => "longest session reached",
            Self::Reset => "reset",
        })
    }
}

/// Everything that happened, oldest first, numbered from 0; very old entries are forgotten.
#[derive(Clone, Debug, Default)]
pub(super) struct Diary {
    forgotten: u64,
    kept: VecDeque<Happening>,
}

impl Diary {
    pub(super) fn note(&mut self, at: Duration, what: What) {
        if self.kept.len() == HAPPENINGS_KEPT {
            self.kept.pop_front();
            self.forgotten += 1;
        }
        self.kept.push_back(Happening { at, what });
    }

    /// The first entry numbered `number` or later, and the number after it.
    pub(super) fn from(&self, number: u64) -> Option<(Happening, u64)> {
        let number = number.max(self.forgotten);
        let index = usize::try_from(number - self.forgotten).ok()?;
        self.kept.get(index).map(|entry| (*entry, number + 1))
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Happening> + '_ {
        self.kept.iter().copied()
    }
}
