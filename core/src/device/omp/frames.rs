//! The bytes of the Open Massager Profile 1.0 (devices.md 5.2): what each frame and value looks like on the air.
//!
//! All integers are little-endian, levels are percent, times are seconds.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::device::{Level, LinkLossRule, Motion, Refusal, StopCause};

/// Every control point frame this client may ever send.
///
/// Closed on purpose: the profile's reset (`01`), programs (`05`) and ramp-down stop (`08 03`) cannot be expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum Frame {
    /// `00`: everything but a stop needs control.
    RequestControl,
    /// `02`: on all channels at once.
    SetLevel { level: Level },
    /// `03`: the device's own timer; the ramps lie inside the duration.
    SetSession {
        duration_seconds: u16,
        ramp_up_seconds: u16,
        ramp_down_seconds: u16,
    },
    /// `04`: what the device does when the phone is gone.
    SetLinkLoss { rule: LinkLossRule },
    /// `07`: start, or resume a paused session; the same id never gives a second session.
    Start { session_id: u32 },
    /// `08 01`: accepted without control.
    Stop,
    /// `08 02`: stand still, keep the session.
    Pause,
    /// `09`
    KeepAlive,
}

/// The channel byte that means all of them.
const ALL_CHANNELS: u8 = 0xff;
/// The first byte of every answer on the control point.
pub const RESPONSE: u8 = 0x80;
/// The result byte of an accepted command.
pub const SUCCESS: u8 = 0x01;

impl Frame {
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![self.opcode()];
        match *self {
            Self::RequestControl | Self::KeepAlive => {}
            Self::SetLevel { level } => bytes.extend([ALL_CHANNELS, level.percent()]),
            Self::SetSession {
                duration_seconds,
                ramp_up_seconds,
                ramp_down_seconds,
            } => {
                bytes.extend(duration_seconds.to_le_bytes());
                bytes.extend(ramp_up_seconds.to_le_bytes());
                bytes.extend(ramp_down_seconds.to_le_bytes());
            }
            Self::SetLinkLoss { rule } => match rule {
                LinkLossRule::StopAfter { seconds } => bytes.extend([0x00, seconds]),
                LinkLossRule::Detached => bytes.extend([0x01, 0x00]),
            },
            Self::Start { session_id } => bytes.extend(session_id.to_le_bytes()),
            Self::Stop => bytes.push(0x01),
            Self::Pause => bytes.push(0x02),
        }
        bytes
    }

    /// The frame these bytes are; `None` for anything this client never sends, trailing bytes included.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        Some(match *bytes {
            [0x00] => Self::RequestControl,
            [0x02, ALL_CHANNELS, percent] => Self::SetLevel {
                level: Level::from_percent(percent).ok()?,
            },
            [0x03, d0, d1, u0, u1, e0, e1] => Self::SetSession {
                duration_seconds: u16::from_le_bytes([d0, d1]),
                ramp_up_seconds: u16::from_le_bytes([u0, u1]),
                ramp_down_seconds: u16::from_le_bytes([e0, e1]),
            },
            [0x04, 0x00, seconds] => Self::SetLinkLoss {
                rule: LinkLossRule::StopAfter { seconds },
            },
            [0x04, 0x01, 0x00] => Self::SetLinkLoss {
                rule: LinkLossRule::Detached,
            },
            [0x07, a, b, c, d] => Self::Start {
                session_id: u32::from_le_bytes([a, b, c, d]),
            },
            [0x08, 0x01] => Self::Stop,
            [0x08, 0x02] => Self::Pause,
            [0x09] => Self::KeepAlive,
            _ => return None,
        })
    }

    /// The first byte, which the device's answer names.
    #[must_use]
    pub const fn opcode(&self) -> u8 {
        match self {
            Self::RequestControl => 0x00,
            Self::SetLevel { .. } => 0x02,
            Self::SetSession { .. } => 0x03,
            Self::SetLinkLoss { .. } => 0x04,
            Self::Start { .. } => 0x07,
            Self::Stop | Self::Pause => 0x08,
            Self::KeepAlive => 0x09,
        }
    }
}

/// The device's answer to one control point frame: `80 op result [extra]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    pub opcode: u8,
    /// What it refused the frame for; `None` when it accepted.
    pub refusal: Option<Refusal>,
}

impl Response {
    /// `None` when the bytes are no answer. Bytes after the known ones are left for later minor versions.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let [RESPONSE, opcode, result, extra @ ..] = bytes else {
            return None;
        };
        let refusal = match *result {
            SUCCESS => None,
            0x02 => Some(Refusal::NotSupported),
            0x03 => Some(Refusal::InvalidParameter),
            0x04 => Some(Refusal::Failed),
            0x05 => Some(Refusal::NotPermitted),
            0x80 => Some(Refusal::Resting {
                wait: u16_at(extra, 0).map_or(Duration::ZERO, seconds),
            }),
            0x81 => Some(Refusal::InterlockOpen),
            0x82 => Some(Refusal::OverTemperature),
            0x83 => Some(Refusal::LowSupply),
            0x84 => Some(Refusal::MotorFault),
            0x85 => Some(Refusal::WrongState),
            0x86 => Some(Refusal::LockedAtDevice),
            code => Some(Refusal::Other { code }),
        };
        Some(Self {
            opcode: *opcode,
            refusal,
        })
    }
}

/// What the device says it is, read once per connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    pub major: u8,
    pub minor: u8,
    flags: u32,
    pub channels: u8,
    /// The lowest level that really turns the motor, 0 to 100.
    pub lowest_level: Level,
    /// Percent between two levels; 0 means any.
    pub level_step: u8,
    /// Enforced by the firmware; never zero.
    pub longest_session: Duration,
    pub least_rest: Duration,
    pub longest_ramp: Duration,
    pub shortest_link_loss_seconds: u8,
    pub longest_link_loss_seconds: u8,
}

/// Feature and Session Status are this long; later minor versions may add bytes.
pub const VALUE_LENGTH: usize = 20;

impl Feature {
    const LEVEL: u32 = 1;
    const MOTION_MEASURED: u32 = 1 << 6;
    const DETACHED: u32 = 1 << 9;

    /// What is assumed until the device spoke: the profile's own defaults, and nothing optional but a level.
    pub const UNTOLD: Self = Self {
        major: 1,
        minor: 0,
        flags: Self::LEVEL,
        channels: 1,
        lowest_level: Level::from_percent_clamped(1),
        level_step: 1,
        longest_session: Duration::from_secs(1800),
        least_rest: Duration::ZERO,
        longest_ramp: Duration::ZERO,
        shortest_link_loss_seconds: 10,
        longest_link_loss_seconds: 10,
    };

    /// `None` when the bytes are too short, or no session could ever follow them (a lowest level above 100 %, a
    /// longest session of nothing). The major version is not judged here.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; VALUE_LENGTH] = bytes.first_chunk()?;
        let flags = u32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]);
        let longest_session = seconds(u16_at(bytes, 10)?);
        if longest_session.is_zero() {
            return None;
        }
        Some(Self {
            major: bytes[0],
            minor: bytes[1],
            flags,
            channels: bytes[6],
            lowest_level: Level::from_percent(bytes[7]).ok()?,
            level_step: bytes[8],
            longest_session,
            least_rest: seconds(u16_at(bytes, 12)?),
            longest_ramp: seconds(u16_at(bytes, 14)?),
            shortest_link_loss_seconds: bytes[16],
            longest_link_loss_seconds: bytes[17],
        })
    }

    /// Without it the device only knows on and off.
    #[must_use]
    pub const fn has_levels(&self) -> bool {
        self.flags & Self::LEVEL != 0
    }

    #[must_use]
    pub const fn measures_motion(&self) -> bool {
        self.flags & Self::MOTION_MEASURED != 0
    }

    /// Whether a session may outlive the link.
    #[must_use]
    pub const fn allows_detached(&self) -> bool {
        self.flags & Self::DETACHED != 0
    }
}

/// What the device does, notified on every change and each second while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    pub sequence: u8,
    pub motion: Motion,
    /// `None` while it never stopped.
    pub stopped_by: Option<StopCause>,
    pub faults: u8,
    /// `None` when it never had a session.
    pub session_id: Option<u32>,
    pub elapsed: Duration,
    pub remaining: Duration,
    pub target: Level,
    pub commanded: Level,
    pub measured: Option<Level>,
    /// What it does when the phone is gone.
    pub rule: RuleInForce,
    pub rest: Duration,
}

impl Status {
    const NOT_MEASURED: u8 = 0xff;

    /// `None` when the bytes are too short, the state is not one of the profile's or a level is above 100 %.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; VALUE_LENGTH] = bytes.first_chunk()?;
        let motion = match bytes[1] {
            0x00 | 0x05 => Motion::Still,
            0x01..=0x03 => Motion::Running,
            0x04 => Motion::Paused,
            0x06 => Motion::Fault,
            _ => return None,
        };
        let stopped_by = stop_cause(bytes[2]);
        let session_id = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
        // The profile has no "no session" mark: an idle device that never stopped anything never had one.
        let had_one = session_id != 0 || motion != Motion::Still || stopped_by.is_some();
        let measured = match bytes[14] {
            Self::NOT_MEASURED => None,
            percent => Some(Level::from_percent(percent).ok()?),
        };
        Some(Self {
            sequence: bytes[0],
            motion,
            // A fault without a reason is named by its bits.
            stopped_by: stopped_by
                .or_else(|| fault_cause(bytes[3]).filter(|_| motion == Motion::Fault)),
            faults: bytes[3],
            session_id: had_one.then_some(session_id),
            elapsed: seconds(u16_at(bytes, 8)?),
            remaining: seconds(u16_at(bytes, 10)?),
            target: Level::from_percent(bytes[12]).ok()?,
            commanded: Level::from_percent(bytes[13]).ok()?,
            measured,
            rule: match bytes[15] {
                0x00 => RuleInForce::StopsAfter,
                0x01 => RuleInForce::Detached,
                _ => RuleInForce::Unknown,
            },
            rest: seconds(u16_at(bytes, 16)?),
        })
    }
}

/// The link-loss rule that the device says is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleInForce {
    /// After the timeout that was set.
    StopsAfter,
    /// It lets the session go on to its own end.
    Detached,
    /// A rule of a later version.
    Unknown,
}

/// The gravest of the bits that are set; `None` without one that is known.
const fn fault_cause(faults: u8) -> Option<StopCause> {
    Some(if faults & 1 != 0 {
        StopCause::MotorFault
    } else if faults & 1 << 1 != 0 {
        StopCause::OverTemperature
    } else if faults & 1 << 2 != 0 {
        StopCause::LowSupply
    } else if faults & 1 << 3 != 0 {
        StopCause::Interlock
    } else if faults & 1 << 4 != 0 {
        StopCause::Other
    } else {
        return None;
    })
}

const fn stop_cause(reason: u8) -> Option<StopCause> {
    Some(match reason {
        0x00 => return None,
        0x01 => StopCause::Client,
        0x02 => StopCause::DeviceButton,
        0x03 => StopCause::Interlock,
        0x04 => StopCause::Complete,
        0x05 => StopCause::LinkLost,
        0x06 => StopCause::KeepAliveMissed,
        0x07 => StopCause::OverTemperature,
        0x08 => StopCause::MotorFault,
        0x09 => StopCause::LowSupply,
        0x0a => StopCause::PowerWasLost,
        0x0b => StopCause::HardLimit,
        0x0c => StopCause::Reset,
        _ => StopCause::Other,
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn seconds(count: u16) -> Duration {
    Duration::from_secs(count.into())
}
