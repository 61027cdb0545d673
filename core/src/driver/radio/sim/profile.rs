//! The Open Massager Profile's bytes from the massager's side: what it says, and how it reads what it is told.
//!
//! Written from the profile's text alone and apart from the phone's driver, so that a misreading on one side shows.
//! All integers are little-endian, levels in percent, times in seconds.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::device::Channel;

/// The service a massager advertises.
pub const SERVICE: Uuid = slot(0x0001);
/// What the massager can do; 20 bytes, read.
pub const FEATURE: Channel = Channel(slot(0x0002));
/// Orders in (write with response), one answer out for each (indication).
pub const CONTROL_POINT: Channel = Channel(slot(0x0003));
/// What the massager does; 20 bytes, read and notified.
pub const SESSION_STATUS: Channel = Channel(slot(0x0004));

/// Device Information, as the Bluetooth SIG defines it: maker, model, firmware.
pub const DEVICE_INFORMATION: [(Channel, &str); 3] = [
    (sig(0x2a29), "Lull"),
    (sig(0x2a24), "Simulated massager"),
    (sig(0x2a26), env!("CARGO_PKG_VERSION")),
];

/// Most bytes one value or write can hold with the smallest packets Bluetooth LE allows.
pub const VALUE_BYTES_MAX: usize = 20;

const fn slot(number: u16) -> Uuid {
    Uuid::from_u128(0xc3d8_0000_e052_4231_871f_7c0b_5363_0c48 | ((number as u128) << 96))
}

const fn sig(number: u16) -> Channel {
    Channel(Uuid::from_u128(
        0x0000_0000_0000_1000_8000_0080_5f9b_34fb | ((number as u128) << 96),
    ))
}

/// What the massager can do. The default is the profile's worked example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Bits of [`flag`].
    pub flags: u32,
    /// The lowest level that really turns the motor.
    pub lowest_percent: u8,
    pub step_percent: u8,
    pub longest_session_s: u16,
    /// Least rest between two sessions.
    pub rest_s: u16,
    pub longest_ramp_s: u16,
    pub shortest_link_loss_s: u8,
    pub longest_link_loss_s: u8,
}

/// Bits of [`Feature::flags`].
pub mod flag {
    pub const LEVEL: u32 = 1;
    pub const DEVICE_RAMP: u32 = 1 << 1;
    pub const STOP_BUTTON: u32 = 1 << 3;
    pub const MOTION_MEASURED: u32 = 1 << 6;
    pub const DETACHED: u32 = 1 << 9;
}

impl Default for Feature {
    fn default() -> Self {
        Self {
            flags: flag::LEVEL | flag::DEVICE_RAMP | flag::STOP_BUTTON | flag::DETACHED,
            lowest_percent: 20,
            step_percent: 5,
            longest_session_s: 1800,
            rest_s: 900,
            longest_ramp_s: 300,
            shortest_link_loss_s: 5,
            longest_link_loss_s: 60,
        }
    }
}

impl Feature {
    #[must_use]
    pub const fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Profile 1.0, one channel, no programs.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 20] {
        let mut bytes = [0; 20];
        bytes[0] = 1;
        bytes[2..6].copy_from_slice(&self.flags.to_le_bytes());
        bytes[6] = 1;
        bytes[7] = self.lowest_percent;
        bytes[8] = self.step_percent;
        bytes[10..12].copy_from_slice(&self.longest_session_s.to_le_bytes());
        bytes[12..14].copy_from_slice(&self.rest_s.to_le_bytes());
        bytes[14..16].copy_from_slice(&self.longest_ramp_s.to_le_bytes());
        bytes[16] = self.shortest_link_loss_s;
        bytes[17] = self.longest_link_loss_s;
        bytes
    }
}

/// What the massager does, as Session Status says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum State {
    Idle = 0x00,
    RampingUp = 0x01,
    Holding = 0x02,
    RampingDown = 0x03,
    Paused = 0x04,
    Resting = 0x05,
}

/// Why the last session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum StopReason {
    None = 0x00,
    Client = 0x01,
    UserAtDevice = 0x02,
    SessionComplete = 0x04,
    LinkLost = 0x05,
    KeepAliveMissed = 0x06,
    PowerWasLost = 0x0a,
    HardLimit = 0x0b,
    Reset = 0x0c,
}

/// One Session Status value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    pub sequence: u8,
    pub state: State,
    pub stop_reason: StopReason,
    pub session_id: u32,
    pub elapsed_s: u16,
    pub remaining_s: u16,
    pub target_percent: u8,
    pub commanded_percent: u8,
    /// `None` where the motor is not measured.
    pub measured_percent: Option<u8>,
    pub link_loss_policy: u8,
    pub rest_s: u16,
}

impl Status {
    #[must_use]
    pub fn to_bytes(self) -> [u8; 20] {
        let mut bytes = [0; 20];
        bytes[0] = self.sequence;
        bytes[1] = self.state as u8;
        bytes[2] = self.stop_reason as u8;
        // byte 3 holds fault bits: this massager breaks by simulated faults of its radio and motor, none of which it feels
        bytes[4..8].copy_from_slice(&self.session_id.to_le_bytes());
        bytes[8..10].copy_from_slice(&self.elapsed_s.to_le_bytes());
        bytes[10..12].copy_from_slice(&self.remaining_s.to_le_bytes());
        bytes[12] = self.target_percent;
        bytes[13] = self.commanded_percent;
        bytes[14] = self.measured_percent.unwrap_or(0xff);
        bytes[15] = self.link_loss_policy;
        bytes[16..18].copy_from_slice(&self.rest_s.to_le_bytes());
        bytes
    }
}

/// How long a session lasts and how it begins and ends; both ramps lie inside the duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionTerms {
    pub duration_s: u16,
    pub ramp_up_s: u16,
    pub ramp_down_s: u16,
}

/// How op 08 ends or halts a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    StopNow,
    Pause,
    RampDownThenStop,
}

/// A well-formed write to the Control Point. Whether it is allowed now is the massager's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    RequestControl,
    Reset,
    SetLevel { channel: u8, percent: u8 },
    SetSession(SessionTerms),
    SetLinkLoss { policy: u8, timeout_s: u8 },
    Start { session_id: u32 },
    Halt(Halt),
    KeepAlive,
}

/// Result codes of the Control Point's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Success,
    OpNotSupported,
    InvalidParameter,
    ControlNotPermitted,
    Resting {
        wait_s: u16,
    },
    WrongState,
    /// A fault switched on by a person or a test chose this code.
    Chosen(u8),
}

impl Order {
    /// Reads a write to the Control Point.
    ///
    /// # Errors
    /// [`Outcome::OpNotSupported`] for an unknown op (05, programs, is one: this massager has none),
    /// [`Outcome::InvalidParameter`] for missing or trailing bytes.
    pub fn parse(op: u8, parameters: &[u8]) -> Result<Self, Outcome> {
        match (op, parameters) {
            (0x00, []) => Ok(Self::RequestControl),
            (0x01, []) => Ok(Self::Reset),
            (0x02, &[channel, percent]) => Ok(Self::SetLevel { channel, percent }),
            (0x03, &[d0, d1, u0, u1, r0, r1]) => Ok(Self::SetSession(SessionTerms {
                duration_s: u16::from_le_bytes([d0, d1]),
                ramp_up_s: u16::from_le_bytes([u0, u1]),
                ramp_down_s: u16::from_le_bytes([r0, r1]),
            })),
            (0x04, &[policy, timeout_s]) => Ok(Self::SetLinkLoss { policy, timeout_s }),
            (0x07, &[a, b, c, d]) => Ok(Self::Start {
                session_id: u32::from_le_bytes([a, b, c, d]),
            }),
            (0x08, &[0x01]) => Ok(Self::Halt(Halt::StopNow)),
            (0x08, &[0x02]) => Ok(Self::Halt(Halt::Pause)),
            (0x08, &[0x03]) => Ok(Self::Halt(Halt::RampDownThenStop)),
            (0x09, []) => Ok(Self::KeepAlive),
            (0x00..=0x04 | 0x07..=0x09, _) => Err(Outcome::InvalidParameter),
            (0x05 | 0x06 | 0x0a..=0xff, _) => Err(Outcome::OpNotSupported),
        }
    }
}

/// The indication that answers an accepted write of `op`.
#[must_use]
pub fn answer(op: u8, outcome: Outcome) -> Vec<u8> {
    let code = match outcome {
        Outcome::Success => 0x01,
        Outcome::OpNotSupported => 0x02,
        Outcome::InvalidParameter => 0x03,
        Outcome::ControlNotPermitted => 0x05,
        Outcome::Resting { .. } => 0x80,
        Outcome::WrongState => 0x85,
        Outcome::Chosen(code) => code,
    };
    let mut bytes = vec![0x80, op, code];
    if let Outcome::Resting { wait_s } = outcome {
        bytes.extend(wait_s.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_default_feature_is_the_profiles_worked_example() {
        assert_eq!(
            hex(&Feature::default().to_bytes()),
            "01000b02000001140500080784032c01053c0000"
        );
    }

    #[test]
    fn a_status_is_the_profiles_worked_example() {
        let status = Status {
            sequence: 42,
            state: State::Holding,
            stop_reason: StopReason::None,
            session_id: 0x1122_3344,
            elapsed_s: 300,
            remaining_s: 1170,
            target_percent: 60,
            commanded_percent: 60,
            measured_percent: None,
            link_loss_policy: 0,
            rest_s: 0,
        };
        assert_eq!(
            hex(&status.to_bytes()),
            "2a020000443322112c0192043c3cff0000000000"
        );
    }

    #[test]
    fn the_channels_are_the_profiles_slots() {
        assert_eq!(SERVICE.to_string(), "c3d80001-e052-4231-871f-7c0b53630c48");
        assert_eq!(
            SESSION_STATUS.0.to_string(),
            "c3d80004-e052-4231-871f-7c0b53630c48"
        );
        assert_eq!(
            DEVICE_INFORMATION[0].0.0.to_string(),
            "00002a29-0000-1000-8000-00805f9b34fb"
        );
    }

    #[test]
    fn the_worked_commands_are_understood() {
        let parse = |bytes: &[u8]| Order::parse(bytes[0], &bytes[1..]);
        assert_eq!(
            parse(&[0x02, 0xff, 0x3c]),
            Ok(Order::SetLevel {
                channel: 0xff,
                percent: 60
            })
        );
        assert_eq!(
            parse(&[0x03, 0xdc, 0x05, 0x3c, 0x00, 0x1e, 0x00]),
            Ok(Order::SetSession(SessionTerms {
                duration_s: 1500,
                ramp_up_s: 60,
                ramp_down_s: 30
            }))
        );
        assert_eq!(
            parse(&[0x07, 0x44, 0x33, 0x22, 0x11]),
            Ok(Order::Start {
                session_id: 0x1122_3344
            })
        );
        assert_eq!(answer(0x07, Outcome::Success), [0x80, 0x07, 0x01]);
    }
}
