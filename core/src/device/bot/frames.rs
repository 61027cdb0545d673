//! The bytes of a Bot's link: three frames, each plain or with a password, and the answers to them.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Mode;
use crate::device::switchbot::{HEADER, OK};
use crate::invalid::{Invalid, Reason};

/// Every frame this client may ever send.
///
/// Closed on purpose: the press (`57 01`, `57 01 00`), holding the arm (`57 01 03`, `57 01 04`) and every setting
/// cannot be expressed. A press is not harmless even when it is refused: in switch mode the Bot answers `05` and moves
/// to off all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    On,
    Off,
    /// Asks for battery, mode and settings.
    Info,
}

/// Set in the second byte of a frame that carries the password's checksum.
const WITH_PASSWORD: u8 = 0x10;

impl Frame {
    pub const ALL: [Self; 3] = [Self::On, Self::Off, Self::Info];

    #[must_use]
    pub fn encode(self, password: Option<Password>) -> Vec<u8> {
        let (command, parameter) = match self {
            Self::On => (0x01, Some(0x01)),
            Self::Off => (0x01, Some(0x02)),
            Self::Info => (0x02, None),
        };
        let mut bytes = match password {
            None => vec![HEADER, command],
            Some(password) => [
                &[HEADER, command | WITH_PASSWORD][..],
                &password.0.to_be_bytes(),
            ]
            .concat(),
        };
        bytes.extend(parameter);
        bytes
    }

    /// The frame these bytes are with this password; `None` for anything this client never sends.
    #[must_use]
    pub fn parse(bytes: &[u8], password: Option<Password>) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|frame| frame.encode(password) == bytes)
    }
}

/// What the Bot knows of its password: the CRC-32 of its characters. It goes over the air readable and repeatable, so it
/// keeps honest hands away and nobody else.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Password(u32);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// No maker's app takes a longer one.
const LONGEST_PASSWORD: usize = 64;

impl Password {
    /// # Errors
    /// [`Invalid`] `password` when it is empty, longer than 64 characters or not printable ASCII.
    pub fn of(text: &str) -> Result<Self, Invalid> {
        let printable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.is_empty() || text.len() > LONGEST_PASSWORD || !printable {
            let expected = format!("1 to {LONGEST_PASSWORD} letters, digits or signs of ASCII");
            // Never shown, not even when wrong: it may be nearly right.
            let got = "•••".to_owned();
            return Err(Invalid::new(
                "password",
                Reason::Malformed { expected, got },
            ));
        }
        Ok(Self(crc_32(text.as_bytes())))
    }
}

/// CRC-32 as in Ethernet and zip: reflected, all ones before and after.
fn crc_32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc))
    })
}

/// The answer to [`Frame::Info`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Info {
    pub battery_percent: u8,
    /// Ten times the firmware's version.
    pub firmware_tenths: u8,
    /// How hard the arm pushes, 0 to 100.
    pub strength: u8,
    pub timers: u8,
    pub mode: Mode,
    /// On and off change places.
    pub inverse: bool,
    pub hold_seconds: u8,
}

impl Info {
    const LEAST_LENGTH: usize = 11;

    /// `None` when the bytes are another answer, or a refusal.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Self::LEAST_LENGTH] = bytes.first_chunk()?;
        (bytes[0] == OK).then_some(Self {
            battery_percent: bytes[1],
            firmware_tenths: bytes[2],
            strength: bytes[3],
            timers: bytes[8],
            mode: if bytes[9] & 0x10 == 0 {
                Mode::Press
            } else {
                Mode::Switch
            },
            inverse: bytes[9] & 0x01 != 0,
            hold_seconds: bytes[10],
        })
    }
}
