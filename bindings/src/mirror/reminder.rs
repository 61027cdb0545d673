//! The alarms a phone must hold, and how they fared.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use lull_core::invalid::{Invalid, Reason};
pub use lull_core::reminder::audit::{
    Audit, Audited, Cause, CauseCount, Delivery, Fate, KindCount,
};
use lull_core::reminder::whereabouts::Whereabouts;
pub use lull_core::reminder::whereabouts::{Residence, ZoneAnswer};
pub use lull_core::reminder::{
    Action, Alarm, AlarmId, AlarmKind, Arg, Capabilities, Exactness, Message, Notice, NoticeKind,
    Recurrence, Schedule, WakeReason,
};
use lull_core::time::Night;

use super::Day;
use crate::error::ApiError;

uniffi::custom_type!(
    /// Kind and night, such as `evening-2026-11-21`; of a repetition also which one, such as `repeat-2-2026-11-21`.
    AlarmId, String, {
        remote,
        lower: |id| id.as_str().to_owned(),
        try_lift: |text| Ok(alarm_id(text)?),
    }
);

fn alarm_id(text: String) -> Result<AlarmId, ApiError> {
    match AlarmId::parse(&text) {
        Some((id, _, _)) => Ok(id),
        None => Err(Invalid::new("alarm", Reason::Unknown { got: text }).into()),
    }
}

/// A message's arguments by name.
pub type MessageArgs = BTreeMap<String, Arg>;

#[allow(
    clippy::disallowed_types,
    reason = "UniFFI carries a map only as HashMap; the core's side is ordered"
)]
type CarriedArgs = std::collections::HashMap<String, Arg>;

uniffi::custom_type!(
    /// A message's arguments by name.
    MessageArgs, CarriedArgs, {
        remote,
        lower: |args| args.into_iter().collect(),
        try_lift: |args| Ok(args.into_iter().collect()),
    }
);

/// When a reminder was answered and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Answer {
    pub at: Timestamp,
    pub action: Action,
}

/// When a reminder was answered and how, as the core keeps it.
pub type Acted = (Timestamp, Action);

uniffi::custom_type!(
    /// The same as [`Answer`].
    Acted, Answer, {
        remote,
        lower: |acted| Answer { at: acted.0, action: acted.1 },
        try_lift: |answer| Ok((answer.at, answer.action)),
    }
);

/// What the phone's operating system allows right now; told at every wake.
#[uniffi::remote(Record)]
pub struct Capabilities {
    pub exact_alarms: bool,
    pub notifications: bool,
    /// Alarms the system will hold for us.
    pub slots: u16,
    /// The system keeps the app from running in the background (Android: battery "restricted").
    #[uniffi(default = false)]
    pub background_restricted: bool,
    /// The app was stopped by force since the last wake (Android 15: `ApplicationStartInfo.wasForceStopped`).
    #[uniffi(default = false)]
    pub force_stopped: bool,
    /// The system repeats an alarm daily from a chosen day on; false on iOS, whose repeating triggers begin at once.
    #[uniffi(default = true)]
    pub repeating_alarms: bool,
    /// The system runs the app when an alarm rings; false on iOS, where a cleared notification leaves no trace.
    #[uniffi(default = true)]
    pub reports_firing: bool,
}

/// Why the core got to run.
#[uniffi::remote(Enum)]
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

/// The whole desired set of alarms. The shell makes the system match it; it never adds or drops one by itself.
#[uniffi::remote(Record)]
pub struct Schedule {
    /// Rises when the set changes.
    pub generation: u64,
    /// Soonest first.
    pub alarms: Vec<Alarm>,
    pub notices: Vec<Notice>,
}

/// One thing the phone's operating system must fire.
#[uniffi::remote(Record)]
pub struct Alarm {
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    pub at: Timestamp,
    /// When the person is to be reminded; an inexact alarm is armed earlier, a missed one comes later.
    pub wanted: Timestamp,
    /// The same moment on the wall, for systems whose alarms follow the wall clock.
    pub wall: DateTime,
    pub zone: String,
    pub exactness: Exactness,
    pub recurrence: Recurrence,
    pub message: Message,
    pub actions: Vec<Action>,
    /// From here on the alarm is pointless and is taken back, also when already shown.
    pub expires: Timestamp,
}

/// What an alarm is for.
#[uniffi::remote(Enum)]
pub enum AlarmKind {
    /// Symptoms will probably start soon.
    Evening,
    /// The same again, because nobody answered.
    Repeat,
    /// The reminder will come in a while.
    PreNotice,
    /// Lights out: time for a short session.
    TopUp,
    /// Log last night.
    MorningLog,
    /// No reminder was laid out for this night any more; one comes at a fixed time.
    SafetyNet,
    /// The last night laid out: open the app, so that it can go on.
    OpenApp,
}

/// How often an alarm fires by itself.
#[uniffi::remote(Enum)]
pub enum Recurrence {
    Once,
    /// Every day at the same time on the wall, until it is taken back.
    Daily,
}

/// How punctual an alarm can be.
#[uniffi::remote(Enum)]
pub enum Exactness {
    /// At the minute, also in the system's sleep.
    Exact,
    /// The system may be late; it is armed earlier for that.
    Inexact,
}

/// What the person can answer to a reminder.
#[uniffi::remote(Enum)]
pub enum Action {
    Start,
    Snooze {
        minutes: u16,
    },
    SkipTonight,
    AlreadyStarted,
    Log,
    OpenApp,
    /// Swiped or closed without an answer.
    Dismiss,
}

/// A text as key and typed arguments; every shell has its own words.
#[uniffi::remote(Record)]
pub struct Message {
    pub key: String,
    pub args: MessageArgs,
}

/// One argument of a message.
#[uniffi::remote(Enum)]
pub enum Arg {
    /// A wall-clock time, shown in the person's 12 or 24 h format.
    Time(Time),
    Minutes(u16),
    Count(u32),
    Night(Night),
    Word(String),
}

/// Something the person should know and can act on.
#[uniffi::remote(Record)]
pub struct Notice {
    pub kind: NoticeKind,
    pub message: Message,
}

/// What a notice is about.
#[uniffi::remote(Enum)]
pub enum NoticeKind {
    /// Notifications are off: nothing can be shown.
    NotificationsOff,
    /// Exact alarms are denied: reminders are armed earlier and may come late.
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
    /// The clock here is another one than at home: which one counts is asked. Answer with `answer_zone`.
    ZoneChanged,
}

/// What the person answers in a new zone.
#[uniffi::remote(Enum)]
pub enum ZoneAnswer {
    KeepHome,
    /// The clock here counts, and here is home from now on.
    FollowLocal,
}

/// Whose clock counts, as names of the tz database.
#[uniffi::remote(Record)]
pub struct Residence {
    /// The zone the person lives by.
    pub home: String,
    /// The zone the person is in and keeps the time of home in.
    pub kept_in: Option<String>,
}

/// Whose clock counts right now. Every time of a plan and of an alarm is by it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct ClockThatCounts {
    /// Its zone.
    pub zone: String,
    /// What it shows.
    pub wall: DateTime,
    /// Its date: "today" on the clock that counts.
    pub today: Day,
    /// The night that runs by it.
    pub night: Night,
    /// The person has not said yet whose clock shall count here.
    pub asks: bool,
}

impl From<Whereabouts> for ClockThatCounts {
    fn from(whereabouts: Whereabouts) -> Self {
        let Whereabouts { now, asks, .. } = whereabouts;
        Self {
            zone: now.zone_name(),
            wall: now.local(),
            today: now.local().date(),
            night: now.night(),
            asks,
        }
    }
}

/// What is known of one alarm.
#[uniffi::remote(Record)]
pub struct Delivery {
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    /// The time it was last wanted for.
    pub planned: Timestamp,
    /// When the system was last to fire it.
    pub armed: Timestamp,
    pub fired: Option<Timestamp>,
    pub shown: Option<Timestamp>,
    pub acted: Option<Acted>,
    /// The system would not take it.
    pub refused: bool,
    /// How often it was swiped away.
    pub swipes: u8,
    /// What stood in its way.
    pub hindered_by: Option<Cause>,
    /// The system that held it tells nobody when it rings.
    pub untold: bool,
}

/// What became of one alarm.
#[uniffi::remote(Enum)]
pub enum Fate {
    /// It may still come.
    Open,
    OnTime,
    /// By so many whole minutes.
    Late {
        minutes: u32,
    },
    Missed,
    /// Answered, without being seen to come.
    Answered,
    /// The system would not take it and took another for the same purpose.
    Replaced,
    /// It was due, and the system that held it tells nobody whether it rang.
    Untold,
}

/// One alarm and what became of it.
#[uniffi::remote(Record)]
pub struct Audited {
    pub delivery: Delivery,
    pub fate: Fate,
    /// The person was not reminded when they should have been.
    pub spoilt: bool,
}

/// Why a reminder did not come on time, as far as it can be known.
#[uniffi::remote(Enum)]
pub enum Cause {
    NotificationsOff,
    BackgroundRestricted,
    ExactAlarmsOff,
    ForceStopped,
    PhoneOff,
    Updated,
    ClockChanged,
    Refused,
    Unknown,
}

/// How the reminders of some nights fared.
#[uniffi::remote(Record)]
pub struct Audit {
    pub deliveries: Vec<Audited>,
    /// Evening reminders that came on time; the other kinds are in `kinds`.
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
    pub worst_delay_minutes: u32,
    /// Why evening reminders were late or missed.
    pub causes: Vec<CauseCount>,
    /// Every kind that was planned.
    pub kinds: Vec<KindCount>,
}

/// How many evening reminders one cause spoilt.
#[uniffi::remote(Record)]
pub struct CauseCount {
    pub cause: Cause,
    pub late: u32,
    pub missed: u32,
}

/// How the alarms of one kind fared.
#[uniffi::remote(Record)]
pub struct KindCount {
    pub kind: AlarmKind,
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
}
