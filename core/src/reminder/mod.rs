//! Reminders as a desired state: which alarms the phone must hold, and whether they really came.

mod alarm;
mod answer;
pub mod audit;
mod budget;
mod capabilities;
mod evening;
mod horizon;
mod morning;
mod notices;
mod schedule;
mod spacing;
mod top_up;
pub mod whereabouts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::time::Night;

pub use alarm::{Action, Alarm, AlarmId, AlarmKind, Exactness, Recurrence};
pub use answer::{Answered, SNOOZE_MINUTES, change_for};
pub use capabilities::{Capabilities, WakeReason};
pub use evening::{INEXACT_EARLY_MINUTES, REPEAT_NIGHTS};
pub use schedule::{HORIZON_NIGHTS, schedule};
pub use spacing::APART_MINUTES;

/// The whole desired set of alarms. The shell makes the system match it; it never adds or drops one by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Rises when the set changes, so that a shell can tell an old answer from a new one.
    pub generation: u64,
    /// Soonest first.
    pub alarms: Vec<Alarm>,
    pub notices: Vec<Notice>,
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
    /// The system keeps the app from running in the background: alarms may never fire.
    BackgroundRestricted,
    /// The app was stopped by force, which took its alarms away; they are set again.
    ForceStopped,
    /// The system holds fewer alarms than wanted, and nights are left without a reminder.
    HorizonShort,
    /// Every night has its reminder, but the system holds fewer alarms than wanted beside them.
    ExtrasShort,
    /// Tonight's reminder time passed and it was not seen to fire.
    ReminderMissed,
    /// A session was cut off; says what became of the massager.
    SessionInterrupted,
    /// The system refused an alarm the schedule asked for.
    AlarmRefused,
    /// The diary's file was damaged; says what was saved, and that nothing was deleted.
    DiaryDamaged,
    /// The clock here is another one than at home: which one counts is asked.
    ZoneChanged,
}
