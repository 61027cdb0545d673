//! Tonight's plan: a pure function of history, settings and now. Same inputs, same plan.

mod belief;
mod bell;
mod body_clock;
mod estimate;
mod habits;
mod learner;
mod outlook;
mod past;
mod prior;
mod tonight;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

use crate::session::ProgramKind;
use crate::time::Night;

pub use outlook::Outlook;
pub use past::NIGHTS_LOOKED_AT;
pub use tonight::{as_yesterday, for_night, night_meant, tonight};
pub(crate) use tonight::{unlearnt_reminder, usual_reminder};

/// What Lull expects of one night and what it means to do about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub night: Night,
    /// The clock time the plan counts with.
    pub onset: Time,
    /// 80 % interval of the onset, only where the diary carries one.
    pub interval: Option<Interval>,
    pub basis: Basis,
    /// When to remind, on the wall; `None` when no reminder is wanted this night. Of a snooze, whose end is an instant,
    /// this is only the face the clock will show.
    pub remind: Option<DateTime>,
    /// The instant of it.
    pub remind_at: Option<Timestamp>,
    /// The zone of every time in here: the one whose clock counts.
    pub zone: String,
    pub program: ProgramKind,
    /// Why, most important first.
    pub reasons: Vec<Reason>,
}

/// Where 80 of 100 onsets are expected, and from how many observed nights this was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    pub p10: Time,
    pub p50: Time,
    pub p90: Time,
    pub nights: u16,
}

/// What the onset estimate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Usual bedtime minus three hours: nothing better is known.
    Bedtime,
    /// The time the person gave at set-up.
    OwnOnset,
    /// Observed onsets of the diary.
    Diary,
}

/// Why the plan is as it is: data, so that every shell says it in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Reason {
    /// No onset is known yet; most people's legs start about three hours before bed.
    FromBedtime { bedtime: Time, hours_before: u8 },
    /// The person's own usual onset.
    FromOwnOnset { onset: Time },
    /// What the diary's observed onsets make believe; planned with is an early one, because late is worse than early.
    FromDiary {
        nights: u16,
        earliest: Time,
        latest: Time,
    },
    /// Later than the plan of the night before: the newest `onsets` onsets all came at or after this time.
    LaterThanYesterday {
        yesterday: Time,
        onsets: u16,
        after: Time,
    },
    /// Earlier than the plan of the night before: the newest `onsets` onsets all came at or before this time.
    EarlierThanYesterday {
        yesterday: Time,
        onsets: u16,
        before: Time,
    },
    /// The diary asks for more than a plan may move in one night.
    StepLimited { wanted: Time, to: Time },
    /// Sessions probably delay or take away the symptoms; so many nights count less for that.
    SessionsMoveOnset { nights: u16 },
    /// After a journey the body's clock has not caught up with the one that counts: legs start later by so many minutes,
    /// or earlier when negative. It follows by about an hour a day.
    BodyClock { minutes_later: i16 },
    /// Nights like this one start later than others by so many minutes, or earlier when negative.
    Weekday { minutes_later: i16 },
    /// So many onsets are known, and from `needed` on the plan learns from the diary.
    NotEnoughNights { observed: u16, needed: u16 },
    /// The reminder comes this long before the expected onset.
    Lead { minutes: u16 },
    /// The reminder was moved to the edge of the person's window.
    ClampedToWindow { wanted: Time, to: Time },
    /// The person skipped this night.
    SkippedByPerson,
    /// The person chose this time for this night.
    ChosenByPerson { time: Time },
    /// The person wants every evening reminder at this time.
    PinnedByPerson { time: Time },
    /// The reminder came and was snoozed to this time.
    Snoozed { until: Time },
    /// Symptoms or a session already began this night.
    AlreadyBegun,
    /// The person wants no evening reminder on this weekday.
    QuietEvening,
    /// The person turned the evening reminder off.
    RemindersOff,
}
