//! What drives the legs, and what it says of itself.

use std::time::Duration;

use lull_core::device::link::LinkFault;
use lull_core::device::mains;
pub use lull_core::device::mains::{Learned, Milliwatts};
pub use lull_core::device::{DeviceChoice, FailSafe, Level, Motion, Refusal, StopCause};
use lull_core::invalid::{Invalid, Reason};

use super::DeviceId;
use crate::error::ApiError;

/// Why the radio could not do something.
pub type RadioFault = LinkFault;

uniffi::custom_type!(
    /// How strongly the motor turns, 0 to 100 percent of the device's range.
    Level, u8, {
        remote,
        lower: |level| level.percent(),
        try_lift: |percent| Ok(Level::from_percent(percent).map_err(ApiError::from)?),
    }
);

uniffi::custom_type!(
    /// Electric power as a plug measured it, in thousandths of a watt.
    Milliwatts, u32, {
        remote,
        lower: |power| power.get(),
        try_lift: |milliwatts| Ok(Milliwatts::believable(milliwatts).ok_or_else(|| ApiError::from(too_much(milliwatts)))?),
    }
);

/// What the massager behind a plug draws while nothing runs and while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LearnedWatts {
    pub idle: Milliwatts,
    pub running: Milliwatts,
}

uniffi::custom_type!(
    /// What the massager behind a plug draws, learnt in its supervised test.
    Learned, LearnedWatts, {
        remote,
        lower: |learned| LearnedWatts { idle: learned.idle(), running: learned.running() },
        try_lift: |watts| Ok(Learned::new(watts.idle, watts.running).map_err(ApiError::from)?),
    }
);

fn too_much(milliwatts: u32) -> Invalid {
    let max = mains::MOST_MILLIWATTS.into();
    let got = milliwatts.into();
    Invalid::new("milliwatts", Reason::OutOfRange { min: 0, max, got })
}

/// What a tap on Start drives.
#[uniffi::remote(Enum)]
pub enum DeviceChoice {
    /// A simulated massager inside this program.
    Simulated,
    /// A simulated massager in a process of its own, at this socket.
    SimulatedAt { socket: String },
    /// A massager without a radio: the person switches it, Lull keeps the time.
    Manual,
    /// A device the person has added.
    Kept { id: DeviceId },
}

/// What stops the device without the phone.
#[uniffi::remote(Enum)]
pub enum FailSafe {
    /// Its own timer, armed before every start.
    DeviceTimer,
    /// Its own timer, and sooner: it stops this long after the link is gone.
    DeviceTimerAndLinkLoss { after: Duration },
    /// Nothing. The person must pull the plug.
    #[uniffi(name = "Nothing")]
    None,
}

/// What the device does, as it says itself.
#[uniffi::remote(Enum)]
pub enum Motion {
    Still,
    Running,
    Paused,
    Fault,
}

/// Why a device stopped by itself.
#[uniffi::remote(Enum)]
pub enum StopCause {
    Client,
    DeviceButton,
    Interlock,
    Complete,
    LinkLost,
    KeepAliveMissed,
    OverTemperature,
    MotorFault,
    LowSupply,
    PowerWasLost,
    HardLimit,
    Reset,
    Other,
}

/// Why a device refused a command.
#[uniffi::remote(Enum)]
pub enum Refusal {
    NotSupported,
    InvalidParameter,
    Failed,
    /// It is doing something else at this moment.
    Busy,
    /// A button pusher that must be set to switch mode in its maker's app.
    PressMode,
    NotPermitted,
    Resting {
        wait: Duration,
    },
    InterlockOpen,
    OverTemperature,
    LowSupply,
    MotorFault,
    WrongState,
    LockedAtDevice,
    PasswordNeeded,
    /// It takes no orders over Bluetooth until that is switched on in its maker's app.
    ControlOff,
    Other {
        code: u8,
    },
}

/// Why the radio could not do something.
#[uniffi::remote(Enum)]
pub enum RadioFault {
    NotFound,
    /// Another phone holds the device.
    Busy,
    TimedOut,
    Disconnected,
    /// The device answered with a protocol error.
    Rejected,
    /// There is an adapter, and it is switched off.
    BluetoothOff,
    /// This machine has no adapter, or it was unplugged.
    NoAdapter,
    /// The system's Bluetooth service does not run.
    ServiceMissing,
    PermissionMissing,
    /// One side has lost the bond: it must be forgotten here and made anew.
    BondLost,
    /// The device, the person or the system did not let a bond come about.
    PairingRefused,
}
