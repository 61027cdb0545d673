//! The bytes of a Plug Mini's link: three frames, and one shape of answer.

use serde::{Deserialize, Serialize};

use crate::device::Refusal;
use crate::device::switchbot::{self, OK};

/// Every frame this client may ever send.
///
/// Closed on purpose: the toggle (`57 0f 50 01 02 80`) and the firmware update (`57 0f 0a`, `57 0f 0b`) cannot be
/// expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    On,
    Off,
    /// Asks for the relay's state.
    Read,
}

impl Frame {
    pub const ALL: [Self; 3] = [Self::On, Self::Off, Self::Read];

    #[must_use]
    pub const fn encode(self) -> &'static [u8] {
        match self {
            Self::On => &[0x57, 0x0f, 0x50, 0x01, 0x01, 0x80],
            Self::Off => &[0x57, 0x0f, 0x50, 0x01, 0x01, 0x00],
            Self::Read => &[0x57, 0x0f, 0x51, 0x01],
        }
    }

    /// The frame these bytes are; `None` for anything this client never sends.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|frame| frame.encode() == bytes)
    }
}

/// The answer to any frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Accepted. What `on` is worth depends on the frame: the maker says that the answer to *off* carries `00`, others
    /// met `80`.
    Accepted {
        on: bool,
    },
    Refused(Refusal),
}

impl Reply {
    /// `None` when the bytes are no answer.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        match *bytes {
            [OK, 0x80] => Some(Self::Accepted { on: true }),
            [OK, 0x00] => Some(Self::Accepted { on: false }),
            [OK, ..] | [] => None,
            [status, ..] => switchbot::refusal(status).map(Self::Refused),
        }
    }
}
