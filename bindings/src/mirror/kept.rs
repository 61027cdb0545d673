//! Devices the person has added.

use core::fmt;

use jiff::Timestamp;
use lull_core::device::kept::{self, Secret};
pub use lull_core::device::kept::{DeviceId, DeviceKind, DeviceTest, Reach, TestResult};
use lull_core::session::ProgramKind;

use super::{FailSafe, Learned};
use crate::error::ApiError;

uniffi::custom_type!(
    /// Names a kept device in the settings. Never used again once its device was forgotten.
    DeviceId, i64, {
        remote,
        lower: |id| id.0,
        try_lift: |id| Ok(DeviceId(id)),
    }
);

/// The kinds of devices that can be kept.
#[uniffi::remote(Enum)]
pub enum DeviceKind {
    OpenMassager,
    /// A massager behind a Shelly plug.
    ShellyPlug,
    /// A massager behind a Voltcraft SEM6000 plug.
    Sem6000,
    PlugMini,
    Bot,
    /// By a file of the person's.
    Described,
}

/// Where a kept device is found.
#[uniffi::remote(Enum)]
pub enum Reach {
    /// The address the radio knows it by: a Bluetooth address, or the system's own identifier.
    Bluetooth { address: String },
    /// A simulated massager in a process of its own.
    Socket { path: String },
}

/// What a person saw in the supervised test.
#[uniffi::remote(Enum)]
pub enum TestResult {
    /// It started and it stopped.
    Passed,
    DidNotStart,
    /// It had to be stopped by hand.
    DidNotStop,
}

/// The last supervised test.
#[uniffi::remote(Record)]
pub struct DeviceTest {
    pub at: Timestamp,
    pub result: TestResult,
}

/// A device the person has added. Its password or PIN is never told.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct KeptDevice {
    pub id: DeviceId,
    pub name: String,
    pub reach: Reach,
    pub kind: DeviceKind,
    pub has_secret: bool,
    /// Its bytes are known from one source only.
    pub experimental: bool,
    /// What stops it without the phone, as far as its kind promises.
    pub fail_safe: FailSafe,
    /// When the person took note that nothing stops it; asked before its first start.
    pub no_fail_safe_accepted_at: Option<Timestamp>,
    pub learned: Option<Learned>,
    pub added_at: Timestamp,
    pub test: Option<DeviceTest>,
    /// Whether a massage may start on it, as far as the device is concerned.
    pub ready: bool,
}

/// A device to be added.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct NewDevice {
    pub name: String,
    pub reach: Reach,
    pub kind: DeviceKind,
    /// The password of a Shelly or Bot, or the PIN of a SEM6000, where it has one.
    #[uniffi(default = None)]
    pub secret: Option<String>,
    /// The JSON file of a described device.
    #[uniffi(default = None)]
    pub description: Option<String>,
    /// The person wants it although its bytes are known from one source only.
    #[uniffi(default = false)]
    pub experimental: bool,
}

/// Without its secret.
impl fmt::Debug for NewDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDevice")
            .field("name", &self.name)
            .field("reach", &self.reach)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl From<kept::KeptDevice> for KeptDevice {
    fn from(device: kept::KeptDevice) -> Self {
        let fail_safe = device.fail_safe();
        let ready = device.may_run(ProgramKind::Evening).is_ok();
        let kept::KeptDevice {
            id,
            name,
            reach,
            configuration,
            learned,
            added_at,
            test,
            no_fail_safe_accepted_at,
        } = device;
        Self {
            id,
            name: name.to_string(),
            reach,
            kind: configuration.kind(),
            has_secret: configuration.has_secret(),
            experimental: configuration.is_experimental(),
            fail_safe,
            no_fail_safe_accepted_at,
            learned,
            added_at,
            test,
            ready,
        }
    }
}

impl TryFrom<NewDevice> for kept::NewDevice {
    type Error = ApiError;

    fn try_from(new: NewDevice) -> Result<Self, ApiError> {
        let NewDevice {
            name,
            reach,
            kind,
            secret,
            description,
            experimental,
        } = new;
        let secret = secret.as_deref().map(Secret::new);
        Ok(Self {
            name: kept::DeviceName::new(&name)?,
            reach,
            configuration: kept::Configuration::new(kind, secret, description)?,
            experimental,
        })
    }
}
