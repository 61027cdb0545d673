//! How a call can fail: few cases, named after what the person can do about them. Words are the shell's.
//!
//! Trouble of a device or of safety *during* a session is not here: it is state, in `SessionView`.

use jiff::Timestamp;
use lull_core::app::AppError;
use lull_core::device::kept::DeviceError;
use lull_core::device::link::LinkFault;
use lull_core::driver::store::StoreError;
use lull_core::invalid::{self, Invalid};
use lull_core::session::SessionId;
use lull_core::session::safety::{Condition, Gate};

use crate::report;

/// Why a call did nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ApiError {
    /// Switch Bluetooth on.
    #[error("Bluetooth is off")]
    BluetoothOff,
    /// Plug an adapter in, or start the system's Bluetooth service.
    #[error("no Bluetooth here: {missing:?}")]
    NoBluetooth { missing: BluetoothPart },
    /// Grant the permission in the phone's settings.
    #[error("permission missing: {which:?}")]
    PermissionMissing { which: Permission },
    /// Switch the massager on and bring it near.
    #[error("no such device was found")]
    DeviceNotFound,
    /// Let go of it on the other phone.
    #[error("another phone holds the device")]
    DeviceBusy,
    /// Forget it and pair it again.
    #[error("the device and this phone no longer know each other")]
    BondLost,
    /// Put it into pairing mode and try again.
    #[error("the device did not let itself be paired")]
    PairingRefused,
    /// Free some space.
    #[error("no space left for the diary")]
    StorageFull,
    /// Choose another folder, repair it, or try again.
    #[error("the diary cannot be used: {trouble:?}")]
    StorageUnusable { trouble: StorageTrouble },
    /// Update the app; the diary is untouched.
    #[error("the diary was written by a newer Lull (schema {found}, this one knows {known})")]
    DataNewerThanApp { found: i64, known: i64 },
    /// Correct the field; nothing was changed. `line` only for an import.
    #[error("{field}: {reason}")]
    InvalidInput {
        field: String,
        reason: InvalidReason,
        line: Option<u64>,
    },
    /// Answer the safety check; with `conditions`, ask a doctor about them first.
    #[error("the safety check comes first")]
    SafetyCheckNeeded { conditions: Vec<Condition> },
    /// Test the device first: no massage starts before its supervised test is passed. `failed`: the last one was not.
    #[error("{device} has not passed its test")]
    DeviceNotTested { device: String, failed: bool },
    /// Take note that nothing stops the device without the phone, by `accept_no_fail_safe`.
    #[error("nothing stops {device} without the phone")]
    NoFailSafe { device: String },
    /// The bytes of this kind of device are known from one source only; add it with `experimental`.
    #[error("this kind of device is experimental")]
    ExperimentalDevice,
    /// Wait for that session's end or stop it; `None` when it has just begun.
    #[error("a session is already running")]
    SessionRunning { id: Option<SessionId> },
    /// Nothing to stop: no session is running.
    #[error("no session is running")]
    NoSession,
    /// Wait until then.
    #[error("rest until {until}")]
    RestNeeded { until: Timestamp },
    /// Wait until tomorrow.
    #[error("the daily cap of {minutes} minutes is reached")]
    DailyCapReached { minutes: u16 },
    /// The call was given up by its own cancel token. Nothing was lost.
    #[error("cancelled")]
    Cancelled,
    /// Our own fault. `report_text(report_id)` holds what a bug report needs.
    #[error("internal error, report {report_id}")]
    Internal { report_id: String },
}

/// A permission of the phone's operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Permission {
    Bluetooth,
}

/// What a machine without working Bluetooth lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum BluetoothPart {
    /// None is built in or plugged in.
    Adapter,
    /// The system's service for it does not run.
    Service,
}

/// What is wrong with the diary's folder or file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum StorageTrouble {
    /// The folder or file cannot be used; `detail` is the system's own word.
    CannotUse { path: String, detail: String },
    /// The folder or file is read-only.
    ReadOnly,
    /// Another program held the diary for too long; try again.
    Busy,
    /// The file is damaged or not a diary.
    Damaged { detail: String },
}

/// Why an input was refused.
pub type InvalidReason = invalid::Reason;

/// Why an input was refused.
#[uniffi::remote(Enum)]
pub enum InvalidReason {
    /// Outside the allowed range, both ends allowed.
    OutOfRange { min: i64, max: i64, got: i64 },
    /// Not one of the words allowed here.
    NotOneOf { allowed: String, got: String },
    /// Not a clock time.
    NotATime { got: String },
    /// Not a date.
    NotADate { got: String },
    /// Not a whole number.
    NotANumber { got: String },
    /// Not a time zone of the tz database.
    UnknownZone { got: String },
    /// A night that has not begun yet.
    InFuture { latest: String, got: String },
    /// Longer than what is kept.
    TooLong { max_bytes: u64, got_bytes: u64 },
    /// Text with a character no diary keeps.
    ForbiddenCharacter,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Needed and not given.
    Missing,
    /// Contradicts another field.
    Contradicts { other: String },
    /// Not written as it must be.
    Malformed { expected: String, got: String },
    /// Something with this name is not known here.
    Unknown { got: String },
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Invalid(invalid) => invalid.into(),
            AppError::Store(error) => error.into(),
            AppError::Safety(gate) => Self::SafetyCheckNeeded {
                conditions: match gate {
                    Gate::Open | Gate::NotAnswered => Vec::new(),
                    Gate::AskDoctorFirst { conditions } => conditions.into_iter().collect(),
                },
            },
            AppError::SessionRunning { id } => Self::SessionRunning { id },
            AppError::Resting { until } => Self::RestNeeded { until },
            AppError::DailyCap { minutes } => Self::DailyCapReached { minutes },
            AppError::Device(error) => error.into(),
            AppError::NoSession => Self::NoSession,
            AppError::BadRow { line, invalid } => {
                let Invalid { field, reason } = invalid;
                let line = Some(line);
                Self::InvalidInput {
                    field,
                    reason,
                    line,
                }
            }
        }
    }
}

impl From<DeviceError> for ApiError {
    fn from(error: DeviceError) -> Self {
        let input = |field: &str, reason| Invalid::new(field, reason).into();
        match error {
            DeviceError::Unknown { name, .. } | DeviceError::Ambiguous { name, .. } => {
                input("device", InvalidReason::Unknown { got: name })
            }
            DeviceError::NameTaken { name } => {
                input("name", InvalidReason::Contradicts { other: name })
            }
            DeviceError::AlreadyKept { name } => {
                input("address", InvalidReason::Contradicts { other: name })
            }
            DeviceError::Experimental { .. } => Self::ExperimentalDevice,
            DeviceError::NotTested { name, failed } => Self::DeviceNotTested {
                device: name,
                failed,
            },
            DeviceError::NoFailSafe { name } => Self::NoFailSafe { device: name },
            DeviceError::InUse { .. } => Self::SessionRunning { id: None },
            DeviceError::Forgotten => Self::DeviceNotFound,
        }
    }
}

impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        let Invalid { field, reason } = invalid;
        Self::InvalidInput {
            field,
            reason,
            line: None,
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let trouble = match error {
            StoreError::Unusable { path, why } => StorageTrouble::CannotUse { path, detail: why },
            StoreError::NewerSchema { found, known } => {
                return Self::DataNewerThanApp { found, known };
            }
            StoreError::Full => return Self::StorageFull,
            StoreError::ReadOnly => StorageTrouble::ReadOnly,
            StoreError::Busy => StorageTrouble::Busy,
            StoreError::Damaged { detail } => StorageTrouble::Damaged { detail },
            StoreError::Other { detail } => return report::internal(&format!("storage: {detail}")),
        };
        Self::StorageUnusable { trouble }
    }
}

/// A fault met while looking for devices.
impl From<LinkFault> for ApiError {
    fn from(fault: LinkFault) -> Self {
        match fault {
            LinkFault::BluetoothOff => Self::BluetoothOff,
            LinkFault::PermissionMissing => Self::PermissionMissing {
                which: Permission::Bluetooth,
            },
            LinkFault::NoAdapter => Self::NoBluetooth {
                missing: BluetoothPart::Adapter,
            },
            LinkFault::ServiceMissing => Self::NoBluetooth {
                missing: BluetoothPart::Service,
            },
            LinkFault::BondLost => Self::BondLost,
            LinkFault::PairingRefused => Self::PairingRefused,
            LinkFault::Busy => Self::DeviceBusy,
            LinkFault::NotFound
            | LinkFault::TimedOut
            | LinkFault::Disconnected
            | LinkFault::Rejected => Self::DeviceNotFound,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_bad_row_names_its_line_and_its_field() {
        let reason = InvalidReason::NotATime {
            got: "25:00".into(),
        };
        let error = ApiError::from(AppError::BadRow {
            line: 7,
            invalid: Invalid::new("onset", reason.clone()),
        });
        let expected = ApiError::InvalidInput {
            field: "onset".into(),
            reason,
            line: Some(7),
        };
        assert_eq!(error, expected);
    }

    #[test]
    fn a_condition_that_needs_a_doctor_reaches_the_shell() {
        let gate = Gate::AskDoctorFirst {
            conditions: BTreeSet::from([Condition::BloodClots, Condition::Pregnancy]),
        };
        let expected = ApiError::SafetyCheckNeeded {
            conditions: vec![Condition::Pregnancy, Condition::BloodClots],
        };
        assert_eq!(ApiError::from(AppError::Safety(gate)), expected);
    }

    #[test]
    fn an_unforeseen_storage_fault_leaves_a_report_to_send() {
        let error = ApiError::from(StoreError::Other {
            detail: "disk I/O error (code 10)".into(),
        });
        let ApiError::Internal { report_id } = error else {
            panic!("wrong error: {error}");
        };
        let text = crate::report_text(report_id).unwrap().unwrap();
        assert!(text.contains("disk I/O error"), "{text}");
    }
}
