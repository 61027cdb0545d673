//! What the phone's operating system allows, and why the core got to run.

use serde::{Deserialize, Serialize};

use super::audit::Cause;

/// What the phone's operating system allows right now; an input at every wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    pub exact_alarms: bool,
    pub notifications: bool,
    /// Alarms the system will hold for us.
    pub slots: u16,
    /// The system keeps the app from running in the background. Android's battery setting "restricted": "alarms never"
    /// (product facts b1).
    pub background_restricted: bool,
    /// The app was stopped by force since the last wake, which took its alarms away (Android 15 tells).
    pub force_stopped: bool,
    /// The system repeats an alarm daily from a chosen day on. Not so on iOS, whose repeating triggers begin at once.
    pub repeating_alarms: bool,
    /// The system runs the app when an alarm rings, so that it is told. Not so on iOS, where a notification that was
    /// cleared leaves no trace.
    pub reports_firing: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self {
            exact_alarms: true,
            notifications: true,
            slots: 40,
            background_restricted: false,
            force_stopped: false,
            repeating_alarms: true,
            reports_firing: true,
        }
    }
}

impl Capabilities {
    /// What most likely keeps a reminder from coming on time.
    #[must_use]
    pub fn hindrance(&self) -> Option<Cause> {
        if !self.notifications {
            Some(Cause::NotificationsOff)
        } else if self.background_restricted {
            Some(Cause::BackgroundRestricted)
        } else if !self.exact_alarms {
            Some(Cause::ExactAlarmsOff)
        } else {
            None
        }
    }
}

/// Why the core got to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WakeReason {
    Launch,
    Tap,
    Boot,
    TimeChanged,
    ZoneChanged,
    PermissionChanged,
    Alarm,
    Update,
    /// The system let the app run for a moment, as it does now and then.
    Refresh,
    /// The massager's radio came, went or was heard from.
    Bluetooth,
}

impl WakeReason {
    /// What probably became of a reminder that is found overdue at such a wake.
    #[must_use]
    pub fn explains(self) -> Option<Cause> {
        match self {
            Self::Boot => Some(Cause::PhoneOff),
            Self::TimeChanged | Self::ZoneChanged => Some(Cause::ClockChanged),
            Self::Update => Some(Cause::Updated),
            Self::Launch
            | Self::Tap
            | Self::PermissionChanged
            | Self::Alarm
            | Self::Refresh
            | Self::Bluetooth => None,
        }
    }
}
