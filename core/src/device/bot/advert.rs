//! What a Bot advertises of itself: password, mode, arm and battery.

use serde::{Deserialize, Serialize};

use super::{Mode, TYPE};
use crate::device::Advertisement;
use crate::device::switchbot;

/// The state in the service data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advert {
    pub password_set: bool,
    pub mode: Mode,
    /// Where the arm is, which is not what the massager does; only told in switch mode.
    pub arm_on: Option<bool>,
    /// 0 to 127; above 100 is a mistake of the device.
    pub battery_percent: u8,
}

impl Advert {
    /// `None` when the advertisement is not a Bot's.
    #[must_use]
    pub fn of(advertisement: &Advertisement) -> Option<Self> {
        Self::decode(switchbot::type_data(advertisement)?)
    }

    /// Of the service data. Bytes after the known ones are left alone.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let [kind, state, battery, ..] = *bytes else {
            return None;
        };
        if kind & 0x7f != TYPE {
            return None;
        }
        let mode = if state & 0x80 == 0 {
            Mode::Press
        } else {
            Mode::Switch
        };
        Some(Self {
            password_set: kind & 0x80 != 0,
            mode,
            // A set bit means off; several programs had this the wrong way round.
            arm_on: (mode == Mode::Switch).then_some(state & 0x40 == 0),
            battery_percent: battery & 0x7f,
        })
    }
}
