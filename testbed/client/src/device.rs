//! The columns of the fault matrix: which device is on the air, and as what Lull keeps it.

use anyhow::Result;
use clap::ValueEnum;
use lull_core::device::kept::{Configuration, DeviceKind};
use serde_json::{Value, json};

/// The description of the foot pad, word for word the example of docs/devices/described.md.
const FOOT_PAD: &str = include_str!("foot_pad.json");

/// A device of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Device {
    /// A massager that speaks the Open Massager Profile; bonded.
    Omp,
    /// A massager behind a Shelly plug.
    Shelly,
    /// A massager behind a Voltcraft SEM6000.
    Sem6000,
    /// A massager behind a SwitchBot Plug Mini (US), which has no timer.
    PlugMini,
    /// A massager whose rocker a SwitchBot Bot moves.
    Bot,
    /// A foot pad that the person described in a file.
    FootPad,
}

impl Device {
    pub(crate) const ALL: [Self; 6] = [
        Self::Omp,
        Self::Shelly,
        Self::Sem6000,
        Self::PlugMini,
        Self::Bot,
        Self::FootPad,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Omp => "Open Massager",
            Self::Shelly => "Shelly",
            Self::Sem6000 => "SEM6000",
            Self::PlugMini => "Plug Mini",
            Self::Bot => "Bot",
            Self::FootPad => "described",
        }
    }

    /// The firmware's name in the lab, and the word on the command line.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Omp => "omp",
            Self::Shelly => "shelly",
            Self::Sem6000 => "sem6000",
            Self::PlugMini => "plug_mini",
            Self::Bot => "bot",
            Self::FootPad => "foot_pad",
        }
    }

    /// What Lull keeps of it, and by which driver it is driven.
    pub(crate) fn configuration(self) -> Result<Configuration> {
        let (kind, description) = match self {
            Self::Omp => (DeviceKind::OpenMassager, None),
            Self::Shelly => (DeviceKind::ShellyPlug, None),
            Self::Sem6000 => (DeviceKind::Sem6000, None),
            Self::PlugMini => (DeviceKind::PlugMini, None),
            Self::Bot => (DeviceKind::Bot, None),
            Self::FootPad => (DeviceKind::Described, Some(FOOT_PAD.to_owned())),
        };
        Ok(Configuration::new(kind, None, description)?)
    }

    /// Whether the device can only be written to once bonded.
    pub(crate) fn bonds(self) -> bool {
        self == Self::Omp
    }

    /// Whether it sends values by itself.
    pub(crate) fn notifies(self) -> bool {
        self != Self::FootPad
    }

    /// Whether it has a timer whose length it reports.
    pub(crate) fn reports_its_timer(self) -> bool {
        match self {
            Self::Omp | Self::Shelly | Self::Sem6000 => true,
            Self::PlugMini | Self::Bot | Self::FootPad => false,
        }
    }

    /// The command by which it reports a session five minutes longer than it was asked for.
    pub(crate) fn stretch(self) -> Value {
        let what = if self == Self::Sem6000 {
            "timer_late"
        } else {
            "stretch"
        };
        json!({"cmd": "device", "do": what, "seconds": 300, "value": 300})
    }

    /// Which other device answers in its place.
    pub(crate) fn impostor(self) -> &'static str {
        match self {
            Self::FootPad => "bot",
            Self::Omp | Self::Shelly | Self::Sem6000 | Self::PlugMini | Self::Bot => "foot_pad",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_device_can_be_kept_and_has_its_word_on_the_command_line() {
        for device in Device::ALL {
            device.configuration().unwrap();
            let word = device.to_possible_value().unwrap();
            assert_eq!(word.get_name(), device.kind());
        }
    }
}
