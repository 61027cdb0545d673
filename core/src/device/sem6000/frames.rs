//! The bytes of a SEM6000 plug: `0f`, length, payload, sum, `ff ff`.

use core::fmt;
use std::time::Duration;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::device::mains::Milliwatts;
use crate::invalid::{Invalid, Reason};

/// Every frame begins so.
pub const START: u8 = 0x0f;
const END: [u8; 2] = [0xff, 0xff];

/// Every frame this client may ever send.
///
/// Closed on purpose: changing or resetting the PIN, clearing the timer and a timer that switches on cannot be
/// expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum Frame {
    /// `17 00 00`
    Login { pin: Pin },
    /// `01 00`: the clock on the wall here.
    SetClock { local: DateTime },
    /// `08 00 02`: off at that time.
    ArmOffTimer { at: OffTimer },
    /// `09 00`
    ReadTimer,
    /// `03 00 01`
    On,
    /// `03 00 00`
    Off,
    /// `04 00`
    Measure,
}

/// Four digits. Shown nowhere.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[u8; 4]", into = "[u8; 4]")]
pub struct Pin([u8; 4]);

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

impl TryFrom<[u8; 4]> for Pin {
    type Error = Invalid;

    fn try_from(digits: [u8; 4]) -> Result<Self, Invalid> {
        match digits.into_iter().find(|digit| *digit > 9) {
            None => Ok(Self(digits)),
            Some(digit) => Err(Invalid::new(
                "pin",
                Reason::OutOfRange {
                    min: 0,
                    max: 9,
                    got: digit.into(),
                },
            )),
        }
    }
}

impl From<Pin> for [u8; 4] {
    fn from(pin: Pin) -> Self {
        pin.0
    }
}

/// When the plug turns itself off, on its own clock: seconds first, year of the century last, as on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OffTimer([u8; 6]);

impl OffTimer {
    /// `None` outside this century.
    #[must_use]
    pub fn at(local: DateTime) -> Option<Self> {
        let year = local.year().checked_sub(2000)?;
        let year = u8::try_from(year).ok().filter(|year| *year < 100)?;
        let [month, day, hour, minute, second] = fields(local)?;
        Some(Self([second, minute, hour, day, month, year]))
    }

    /// The moment on the plug's clock; `None` when the bytes are none.
    #[must_use]
    fn local(self) -> Option<DateTime> {
        let [second, minute, hour, day, month, year] = self.0.map(|byte| i8::try_from(byte).ok());
        let year = 2000 + i16::from(year?);
        DateTime::new(year, month?, day?, hour?, minute?, second?, 0).ok()
    }

    #[must_use]
    pub const fn bytes(self) -> [u8; 6] {
        self.0
    }
}

fn fields(local: DateTime) -> Option<[u8; 5]> {
    let fields = [
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
    ];
    let mut bytes = [0; 5];
    for (byte, field) in bytes.iter_mut().zip(fields) {
        *byte = u8::try_from(field).ok()?;
    }
    Some(bytes)
}

/// The timer's word for off.
const ACTION_OFF: u8 = 0x02;

/// One more than the sum of the payload.
fn sum(payload: &[u8]) -> u8 {
    payload.iter().fold(1, |sum, byte| sum.wrapping_add(*byte))
}

/// A payload between its start, length, sum and end.
fn framed(payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len() + 1).unwrap_or(u8::MAX);
    let mut bytes = vec![START, length];
    bytes.extend(payload);
    bytes.push(sum(payload));
    bytes.extend(END);
    bytes
}

impl Frame {
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        framed(&self.payload())
    }

    fn payload(&self) -> Vec<u8> {
        match *self {
            Self::Login { pin: Pin(digits) } => {
                [&[0x17, 0, 0], digits.as_slice(), &[0, 0, 0, 0]].concat()
            }
            Self::SetClock { local } => {
                let [month, day, hour, minute, second] = fields(local).unwrap_or_default();
                let [high, low] = local.year().to_be_bytes();
                vec![0x01, 0, second, minute, hour, day, month, high, low, 0, 0]
            }
            Self::ArmOffTimer { at } => [&[0x08, 0, ACTION_OFF], at.0.as_slice(), &[0, 0]].concat(),
            Self::ReadTimer => vec![0x09, 0, 0, 0],
            Self::On => vec![0x03, 0, 1, 0, 0],
            Self::Off => vec![0x03, 0, 0, 0, 0],
            Self::Measure => vec![0x04, 0, 0, 0],
        }
    }

    /// The frame these bytes are; `None` for anything this client never sends.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let frame = match *payload(bytes)?.0 {
            [0x17, 0, 0, a, b, c, d, 0, 0, 0, 0] => Self::Login {
                pin: Pin::try_from([a, b, c, d]).ok()?,
            },
            [0x01, 0, second, minute, hour, day, month, high, low, 0, 0] => {
                let field = |byte| i8::try_from(byte).ok();
                let year = i16::from_be_bytes([high, low]);
                let (month, day) = (field(month)?, field(day)?);
                let (hour, minute, second) = (field(hour)?, field(minute)?, field(second)?);
                let local = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
                Self::SetClock { local }
            }
            [0x08, 0, ACTION_OFF, s, m, h, day, month, year, 0, 0] => {
                let at = OffTimer([s, m, h, day, month, year]);
                at.local()?;
                Self::ArmOffTimer { at }
            }
            [0x09, 0, 0, 0] => Self::ReadTimer,
            [0x03, 0, 1, 0, 0] => Self::On,
            [0x03, 0, 0, 0, 0] => Self::Off,
            [0x04, 0, 0, 0] => Self::Measure,
            _ => return None,
        };
        (frame.encode() == bytes).then_some(frame)
    }

    /// How the answer begins that accepts this frame; the sum is part of it where the whole answer is known.
    #[must_use]
    pub fn accepted_by(&self) -> Vec<u8> {
        match *self {
            Self::Login { .. } => vec![START, 0x06, 0x17, 0, 0],
            Self::SetClock { .. } => vec![START, 0x04, 0x01, 0, 0, 0x02],
            Self::ArmOffTimer { .. } => vec![START, 0x04, 0x08, 0, 0, 0x09],
            Self::On | Self::Off => vec![START, 0x04, 0x03, 0, 0, 0x04],
            Self::ReadTimer => vec![START, 0x0e, 0x09, 0],
            // The length differs between hardware revisions.
            Self::Measure => vec![START],
        }
    }
}

/// How the answer begins that shows exactly this timer armed.
#[must_use]
pub fn armed(at: OffTimer) -> Vec<u8> {
    [&[START, 0x0e, 0x09, 0, ACTION_OFF], at.0.as_slice()].concat()
}

/// The payload of a frame, and whether its sum is right. `None` when the bytes are no frame.
fn payload(bytes: &[u8]) -> Option<(&[u8], bool)> {
    let [START, length, rest @ ..] = bytes else {
        return None;
    };
    let (body, end) = rest.split_at_checked(usize::from(*length))?;
    let (checksum, payload) = body.split_last()?;
    // The end does not fit into one notification after a measurement, so it may be cut.
    END.starts_with(end)
        .then_some((payload, *checksum == sum(payload)))
}

/// An answer of the plug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Its sum is not checked: published traces carry a constant there.
    Login { accepted: bool },
    /// To setting the clock, arming the timer and switching; `command` is the payload's first byte.
    Done { command: u8, accepted: bool },
    /// The off-timer that is armed and its whole length, from arming to its end; `None` when none is armed, or one
    /// that does not switch off.
    Timer { off: Option<(OffTimer, Duration)> },
    Measured {
        on: bool,
        /// `None` for a figure no plug can carry.
        power: Option<Milliwatts>,
    },
    /// Recognisable, but its sum is wrong.
    Damaged { command: u8 },
}

impl Answer {
    /// `None` when the bytes mean nothing.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (payload, intact) = payload(bytes)?;
        Some(match *payload {
            [0x17, 0, result, ..] => Self::Login {
                accepted: result == 0,
            },
            [command, ..] if !intact => Self::Damaged { command },
            [command @ (0x01 | 0x03 | 0x08), 0, result] => Self::Done {
                command,
                accepted: result == 0,
            },
            [0x09, 0, action, s, m, h, day, month, year, a, b, c, ..] => {
                let timer = OffTimer([s, m, h, day, month, year]);
                let length = Duration::from_secs(u32::from_be_bytes([0, a, b, c]).into());
                let is_off = action == ACTION_OFF && timer.local().is_some() && !length.is_zero();
                Self::Timer {
                    off: is_off.then_some((timer, length)),
                }
            }
            [0x04, 0, on @ (0 | 1), a, b, c, _, _, _, _, ..] => Self::Measured {
                on: on == 1,
                power: Milliwatts::believable(u32::from_be_bytes([0, a, b, c])),
            },
            _ => return None,
        })
    }
}
