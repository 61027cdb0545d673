//! The requests a Shelly plug may ever get from this client, and how one goes over the air.

use serde::{Deserialize, Serialize};

use super::auth::Proof;
use super::{DATA, RX_CONTROL, TX_CONTROL};
use crate::device::{Channel, Step, WriteMode, mains};

/// Every request this client may ever send.
///
/// Closed on purpose: "on" cannot be expressed without the time after which the plug turns itself off, and neither
/// toggling nor any change of the plug's settings can be expressed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum Frame {
    /// `Switch.Set` with `toggle_after`, 1 to [`mains::LONGEST_ON`].
    On { id: u32, seconds: u16 },
    /// `Switch.Set`; a pending timer is not renewed.
    Off { id: u32 },
    /// `Switch.GetStatus`
    Read { id: u32 },
}

const SET: &str = r#""method":"Switch.Set","params":{"id":0,"on":"#;
const GET_STATUS: &str = r#""method":"Switch.GetStatus","params":{"id":0}}"#;

/// The most that fits every link: the smallest ATT MTU less its header. Chunking is free as long as the sum is right.
const CHUNK: usize = 20;

impl Frame {
    /// The request's JSON, byte for byte as in devices.md 1.3.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match *self {
            Self::On { id, seconds } => {
                format!(r#"{{"id":{id},{SET}true,"toggle_after":{seconds}}}}}"#)
            }
            Self::Off { id } => format!(r#"{{"id":{id},{SET}false}}}}"#),
            Self::Read { id } => format!(r#"{{"id":{id},{GET_STATUS}"#),
        }
        .into_bytes()
    }

    /// The frame these bytes are; `None` for anything this client never sends.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = str::from_utf8(bytes).ok()?;
        let (id, rest) = text.strip_prefix(r#"{"id":"#)?.split_once(',')?;
        let id = id.parse().ok()?;
        let frame = if rest == GET_STATUS {
            Self::Read { id }
        } else {
            match rest.strip_prefix(SET)? {
                "false}}" => Self::Off { id },
                on => {
                    let seconds = on.strip_prefix(r#"true,"toggle_after":"#)?;
                    let seconds = seconds.strip_suffix("}}")?.parse().ok()?;
                    Self::On { id, seconds }
                }
            }
        };
        let allowed = match frame {
            Self::On { seconds, .. } => {
                seconds > 0 && u64::from(seconds) <= mains::LONGEST_ON.as_secs()
            }
            Self::Off { .. } | Self::Read { .. } => true,
        };
        // written in one way only: no leading zeros, no plus sign
        (allowed && frame.encode() == bytes).then_some(frame)
    }

    /// The same under another name.
    #[must_use]
    pub const fn with_id(self, id: u32) -> Self {
        match self {
            Self::On { id: _, seconds } => Self::On { id, seconds },
            Self::Off { id: _ } => Self::Off { id },
            Self::Read { id: _ } => Self::Read { id },
        }
    }

    /// Names the request; the answer repeats it.
    #[must_use]
    pub const fn id(&self) -> u32 {
        match *self {
            Self::On { id, .. } | Self::Off { id } | Self::Read { id } => id,
        }
    }

    /// Announces the bare frame, sends it, and reads the answer to its end.
    #[must_use]
    pub fn exchange(self) -> Vec<Step> {
        Request::bare(self).exchange()
    }
}

/// A frame as it goes over the air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub frame: Frame,
    /// Where the plug has a password.
    pub proof: Option<Proof>,
}

impl Request {
    #[must_use]
    pub const fn bare(frame: Frame) -> Self {
        Self { frame, proof: None }
    }

    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut text = self.frame.encode();
        if let Some(proof) = &self.proof {
            text.pop();
            text.extend(br#","auth":"#);
            text.extend(proof.encode().into_bytes());
            text.push(b'}');
        }
        text
    }

    /// The request these bytes are; `None` for anything this client never sends.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if let Some(frame) = Frame::parse(bytes) {
            return Some(Self::bare(frame));
        }
        let text = str::from_utf8(bytes).ok()?;
        let (frame, proof) = text.strip_suffix('}')?.split_once(r#","auth":"#)?;
        Some(Self {
            frame: Frame::parse(format!("{frame}}}").as_bytes())?,
            proof: Some(Proof::parse(proof)?),
        })
    }

    /// The length that is announced before the request, in the order of the air.
    #[must_use]
    pub fn announced(&self) -> [u8; 4] {
        let length = self.encode().len();
        u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
    }

    /// Announces the request, sends it, and reads the answer to its end.
    #[must_use]
    pub fn exchange(&self) -> Vec<Step> {
        let write = |channel: Channel, bytes: &[u8]| Step::Write {
            channel,
            bytes: bytes.to_vec(),
            mode: WriteMode::WithResponse,
        };
        let text = self.encode();
        let mut steps = vec![write(TX_CONTROL, &self.announced())];
        steps.extend(text.chunks(CHUNK).map(|chunk| write(DATA, chunk)));
        steps.extend([Step::Read(RX_CONTROL), Step::Read(DATA)]);
        steps
    }
}
