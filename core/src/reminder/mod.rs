//! Reminders as a desired state: which alarms the phone must hold, and whether they really came.

mod answer;
pub mod audit;
mod budget;
mod evening;
mod morning;
mod notices;
mod schedule;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::time::Night;

pub use answer::{SNOOZE_MINUTES, change_for, snooze_until};
pub use evening::INEXACT_EARLY_MINUTES;
pub use schedule::{HORIZON_NIGHTS, schedule};

/// What the phone's operating system allows right now; an input at every wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    pub exact_alarms: bool,
    pub notifications: bool,
    /// Alarms the system will hold for us.
    pub slots: u16,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self {
            exact_alarms: true,
            notifications: true,
            slots: 40,
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
}

/// The whole desired set of alarms. The shell makes the system match it; it never adds or drops one by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Rises when the set changes, so that a shell can tell an old answer from a new one.
    pub generation: u64,
    /// Soonest first.
    pub alarms: Vec<Alarm>,
    pub notices: Vec<Notice>,
}

/// One thing the phone's operating system must fire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// Kind and night, such as `evening-2026-11-21`: planning twice gives the same set.
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    /// When the system is to fire.
    pub at: Timestamp,
    /// When the person is to be reminded. Later than `at` for an inexact evening alarm, which is armed early; being on
    /// time is judged against this.
    pub wanted: Timestamp,
    /// The same moment on the wall, for systems whose alarms follow the wall clock.
    pub wall: DateTime,
    pub zone: String,
    pub exactness: Exactness,
    pub message: Message,
    pub actions: Vec<Action>,
    /// From here on the alarm is pointless and is taken back, also when already shown.
    pub expires: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AlarmId(String);

impl AlarmId {
    #[must_use]
    pub fn new(kind: AlarmKind, night: Night) -> Self {
        Self(format!("{}-{night}", kind.word()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads an id back; `None` when this is not one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Self, AlarmKind, Night)> {
        let (kind, night) = AlarmKind::ALL.into_iter().find_map(|kind| {
            let night = text.strip_prefix(kind.word())?.strip_prefix('-')?;
            Some((kind, night.parse().ok().map(Night::new)?))
        })?;
        Some((Self(text.to_owned()), kind, night))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// Symptoms will probably start soon.
    Evening,
    /// Log last night.
    MorningLog,
}

impl AlarmKind {
    pub const ALL: [Self; 2] = [Self::Evening, Self::MorningLog];

    /// The word in alarm ids; never changed once released.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Evening => "evening",
            Self::MorningLog => "morning-log",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exactness {
    /// At the minute, also in the system's sleep.
    Exact,
    /// The system may be late, on Android up to an hour; it is armed earlier for that.
    Inexact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    Start,
    Snooze {
        minutes: u16,
    },
    SkipTonight,
    AlreadyStarted,
    Log,
    /// Swiped or closed without an answer.
    Dismiss,
}

/// A text as key and typed arguments; every shell has its own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub key: String,
    pub args: BTreeMap<String, Arg>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Arg {
    /// A wall-clock time; shells show it in the person's 12 or 24 h format.
    Time(jiff::civil::Time),
    Minutes(u16),
    Count(u32),
    Night(Night),
    Word(String),
}

/// Something the person should know and can act on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub kind: NoticeKind,
    pub message: Message,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Notifications are off: nothing can be shown.
    NotificationsOff,
    /// Exact alarms are denied: reminders are armed earlier and may come up to an hour late.
    ExactAlarmsOff,
    /// The system holds fewer alarms than wanted.
    HorizonShort,
    /// Tonight's reminder time passed and it was not seen to fire.
    ReminderMissed,
    /// A session was cut off; says what became of the massager.
    SessionInterrupted,
    /// The system refused an alarm the schedule asked for.
    AlarmRefused,
    /// The diary's file was damaged; says what was saved, and that nothing was deleted.
    DiaryDamaged,
}
