//! The columns of the fault matrix: which device is on the air, and as what Lull drives it.

use clap::ValueEnum;
use lull_core::device::DeviceChoice;
use serde_json::{Value, json};

/// A device of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Device {
    /// A massager that speaks the Open Massager Profile; bonded.
    Omp,
}

impl Device {
    pub(crate) const ALL: [Self; 1] = [Self::Omp];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Omp => "Open Massager",
        }
    }

    /// The firmware's name in the lab.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Omp => "omp",
        }
    }

    /// The firmware's options.
    pub(crate) fn options(self) -> Value {
        match self {
            Self::Omp => json!({}),
        }
    }

    /// As what Lull keeps it.
    pub(crate) fn choice(self) -> DeviceChoice {
        match self {
            // the profile's driver is the same, whichever radio carries its bytes
            Self::Omp => DeviceChoice::Simulated,
        }
    }

    /// Whether the device can only be written to once bonded.
    pub(crate) fn bonds(self) -> bool {
        match self {
            Self::Omp => true,
        }
    }

    /// Whether it sends values by itself.
    pub(crate) fn notifies(self) -> bool {
        match self {
            Self::Omp => true,
        }
    }

    /// Whose advertisement it could carry by mistake: another device that answers nothing this one's driver asks.
    pub(crate) fn impostor(self) -> &'static str {
        match self {
            Self::Omp => "foot_pad",
        }
    }
}
