//! What an error of the Bluetooth library means: a fault for the link, or something that this radio handles itself.

use crate::device::link::LinkFault;

/// Why a call of the library came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Fault(LinkFault),
    /// The system has forgotten the device (BlueZ drops an unpaired one some 30 s after its last sign): scan again.
    HandleDied,
    /// An older operation is still under way: wait for its end.
    InProgress,
    /// The radio link went with this very operation, or the device answered with an error of its own that looks the
    /// same (ATT 0x0e): only a look at the link tells.
    Unlikely,
}

impl Trouble {
    /// What is left of it for the link, when handling it here did not help.
    pub(super) const fn fault(self) -> LinkFault {
        match self {
            Self::Fault(fault) => fault,
            Self::HandleDied => LinkFault::NotFound,
            Self::InProgress => LinkFault::TimedOut,
            Self::Unlikely => LinkFault::Rejected,
        }
    }
}

impl From<LinkFault> for Trouble {
    fn from(fault: LinkFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<btleplug::Error> for Trouble {
    fn from(error: btleplug::Error) -> Self {
        use btleplug::Error;
        let trouble = match &error {
            Error::PermissionDenied => LinkFault::PermissionMissing.into(),
            Error::DeviceNotFound => Self::HandleDied,
            Error::NotConnected => LinkFault::Disconnected.into(),
            Error::NoAdapterAvailable => LinkFault::NoAdapter.into(),
            Error::TimedOut(_) => LinkFault::TimedOut.into(),
            Error::NoSuchCharacteristic
            | Error::UnexpectedCharacteristic
            | Error::NotSupported(_)
            | Error::UnexpectedCallback
            | Error::Uuid(_)
            | Error::InvalidBDAddr(_)
            | Error::RuntimeError(_) => LinkFault::Rejected.into(),
            Error::Other(other) => of_the_system(&**other),
        };
        tracing::debug!(%error, ?trouble, "the Bluetooth library");
        trouble
    }
}

#[cfg(target_os = "linux")]
fn of_the_system(error: &(dyn core::error::Error + Send + Sync + 'static)) -> Trouble {
    use bluez_async::BluetoothError;
    match error.downcast_ref::<BluetoothError>() {
        Some(BluetoothError::DbusError(error)) => of_bluez(error),
        Some(BluetoothError::NoBluetoothAdapters) => LinkFault::NoAdapter.into(),
        Some(BluetoothError::ServiceDiscoveryTimedOut) => LinkFault::TimedOut.into(),
        Some(BluetoothError::UuidNotFound { .. } | BluetoothError::RequiredPropertyMissing(_)) => {
            LinkFault::Rejected.into()
        }
        Some(
            BluetoothError::XmlParseError(_)
            | BluetoothError::UuidParseError(_)
            | BluetoothError::FlagParseError(_)
            | BluetoothError::AddressTypeParseError(_)
            | BluetoothError::MacAddressParseError(_)
            | BluetoothError::ModaliasParseError(_)
            | BluetoothError::DeviceIdParseError(_),
        )
        | None => LinkFault::Rejected.into(),
    }
}

/// Elsewhere the library has no types for the system's words.
#[cfg(not(target_os = "linux"))]
fn of_the_system(error: &(dyn core::error::Error + Send + Sync + 'static)) -> Trouble {
    let text = error.to_string().to_lowercase();
    if text.contains("not connected") || text.contains("disconnected") {
        LinkFault::Disconnected.into()
    } else if text.contains("permission") || text.contains("unauthorized") {
        LinkFault::PermissionMissing.into()
    } else {
        LinkFault::Rejected.into()
    }
}

/// BlueZ names its errors; where one name stands for many things its text decides. Names and texts as BlueZ 5.66 and
/// 5.82 send them.
#[cfg(target_os = "linux")]
pub(super) fn of_bluez(error: &dbus::Error) -> Trouble {
    let text = error.message().unwrap_or_default();
    let fault = match error.name().unwrap_or_default() {
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.Disconnected"
        | "org.freedesktop.DBus.Error.FileNotFound"
        | "org.freedesktop.DBus.Error.NoServer" => LinkFault::ServiceMissing,
        name if name.starts_with("org.freedesktop.DBus.Error.Spawn") => LinkFault::ServiceMissing,
        // asked while it was going down
        "org.freedesktop.DBus.Error.NoReply" if text.contains("disconnected from message bus") => {
            LinkFault::ServiceMissing
        }
        "org.freedesktop.DBus.Error.NoReply"
        | "org.freedesktop.DBus.Error.Timeout"
        | "org.freedesktop.DBus.Error.TimedOut"
        | "org.bluez.Error.AuthenticationTimeout" => LinkFault::TimedOut,
        "org.freedesktop.DBus.Error.AccessDenied"
        | "org.freedesktop.DBus.Error.AuthFailed"
        | "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired" => {
            LinkFault::PermissionMissing
        }
        "org.freedesktop.DBus.Error.UnknownObject"
        | "org.freedesktop.DBus.Error.UnknownMethod"
        | "org.freedesktop.DBus.Error.UnknownInterface"
        | "org.bluez.Error.DoesNotExist" => return Trouble::HandleDied,
        "org.bluez.Error.InProgress" => return Trouble::InProgress,
        "org.bluez.Error.NotReady" => LinkFault::BluetoothOff,
        "org.bluez.Error.NotConnected" | "org.bluez.Error.ConnectionAttemptFailed" => {
            LinkFault::Disconnected
        }
        // nobody but a lost link cancels a pairing that is waited for
        "org.bluez.Error.AuthenticationCanceled" => LinkFault::Disconnected,
        "org.bluez.Error.AuthenticationFailed" | "org.bluez.Error.AuthenticationRejected" => {
            LinkFault::PairingRefused
        }
        // what the device asks a bond for, and there is none and none came about
        "org.bluez.Error.NotPermitted" if text.contains("Not paired") => LinkFault::PairingRefused,
        "org.bluez.Error.Failed" => return of_failed(text),
        _ => LinkFault::Rejected,
    };
    fault.into()
}

/// `org.bluez.Error.Failed` says everything in its text.
#[cfg(target_os = "linux")]
fn of_failed(text: &str) -> Trouble {
    let says = |word: &str| text.to_lowercase().contains(word);
    if says("in progress") {
        Trouble::InProgress
    } else if says("att error: 0x0e") {
        Trouble::Unlikely
    } else if says("not connected") || says("le-connection") || says("br-connection") {
        LinkFault::Disconnected.into()
    } else if says("not powered") || says("resource not ready") {
        LinkFault::BluetoothOff.into()
    } else {
        LinkFault::Rejected.into()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn heard(name: &str, text: &str) -> Trouble {
        let error = bluez_async::BluetoothError::DbusError(dbus::Error::new_custom(name, text));
        btleplug::Error::Other(Box::new(error)).into()
    }

    #[test]
    fn what_bluez_says_is_told_apart() {
        let failed = "org.bluez.Error.Failed";
        for (name, text, trouble) in [
            (failed, "Not connected", LinkFault::Disconnected.into()),
            (
                failed,
                "le-connection-abort-by-local",
                LinkFault::Disconnected.into(),
            ),
            (
                failed,
                "Operation failed with ATT error: 0x0e",
                Trouble::Unlikely,
            ),
            (
                failed,
                "Operation failed with ATT error: 0x80",
                LinkFault::Rejected.into(),
            ),
            (failed, "Operation already in progress", Trouble::InProgress),
            (
                "org.bluez.Error.InProgress",
                "In Progress",
                Trouble::InProgress,
            ),
            (
                "org.bluez.Error.NotReady",
                "Resource Not Ready",
                LinkFault::BluetoothOff.into(),
            ),
            (
                "org.bluez.Error.InvalidArguments",
                "Invalid Length",
                LinkFault::Rejected.into(),
            ),
            (
                "org.freedesktop.DBus.Error.UnknownObject",
                "Method \"Connect\" with signature \"\" on interface \"org.bluez.Device1\" doesn't exist",
                Trouble::HandleDied,
            ),
            (
                "org.freedesktop.DBus.Error.ServiceUnknown",
                "The name org.bluez was not provided by any .service files",
                LinkFault::ServiceMissing.into(),
            ),
            (
                "org.freedesktop.DBus.Error.AccessDenied",
                "Rejected send message",
                LinkFault::PermissionMissing.into(),
            ),
            (
                "org.bluez.Error.AuthenticationFailed",
                "Authentication Failed",
                LinkFault::PairingRefused.into(),
            ),
            (
                "org.bluez.Error.AuthenticationCanceled",
                "Authentication Canceled",
                LinkFault::Disconnected.into(),
            ),
            (
                "org.bluez.Error.NotPermitted",
                "Not paired",
                LinkFault::PairingRefused.into(),
            ),
            (
                "org.bluez.Error.NotPermitted",
                "Write not permitted",
                LinkFault::Rejected.into(),
            ),
        ] {
            assert_eq!(heard(name, text), trouble, "{name}: {text}");
        }
    }
}
