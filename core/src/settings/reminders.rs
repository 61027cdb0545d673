//! Which reminders the person wants and how they behave.

use std::collections::BTreeSet;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::Weekday;
use crate::invalid::{Invalid, Reason};

/// Fewest and most minutes between a reminder that was not answered and its repetition.
pub const REPEAT_EVERY_MINUTES: (u16, u16) = (5, 60);
/// Fewest and most repetitions; 0 turns them off.
pub const REPEATS: (u8, u8) = (0, 6);
/// Fewest and most minutes between the notice beforehand and the reminder.
pub const PRE_NOTICE_MINUTES: (u16, u16) = (5, 180);

/// Every reminder there is beside the morning log, and how it behaves. Each can be turned off by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reminders {
    /// The reminder before the symptoms. Without it there are no repetitions, no notice beforehand and no safety net.
    pub evening: bool,
    /// Minutes before the reminder at which it is announced, 5 to 180; `None`: not announced.
    pub pre_notice_minutes: Option<u16>,
    pub repeat: Repeat,
    /// A second reminder at lights-out for a short session.
    pub top_up: bool,
    /// A daily reminder from the night on for which none was laid out any more, because Lull could not run for weeks.
    pub safety_net: bool,
    /// The time of the safety net, inside the window; `None`: that of the reminder on an ordinary evening of which nothing
    /// was learnt.
    pub fallback: Option<Time>,
    /// On the last night laid out, a request to open Lull.
    pub open_app: bool,
    pub swipe: Swipe,
    /// Evenings without any evening reminder. The morning log still comes.
    pub quiet_evenings: BTreeSet<Weekday>,
    pub travel: Travel,
}

/// How often a reminder that nobody answered comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// Minutes from one to the next, 5 to 60. Default 10 (product table A1, row 10).
    pub every_minutes: u16,
    /// At most so many, 0 to 6. Default 3.
    pub most: u8,
}

/// What swiping a reminder away means. Android lets every notification be swiped away, often by accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Swipe {
    /// A short snooze, as often as a reminder is repeated.
    Snooze,
    /// Seen: nothing more comes this evening.
    Quiet,
}

/// What becomes of reminders where the clock is another one than at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Travel {
    /// The person is asked once in each new zone; until they answer, the clock on the wall counts.
    Ask,
    /// Always the clock on the wall, wherever the person is.
    FollowLocal,
    /// Always the clock at home.
    KeepHome,
}

impl Default for Reminders {
    fn default() -> Self {
        Self {
            evening: true,
            pre_notice_minutes: None,
            repeat: Repeat::default(),
            top_up: false,
            safety_net: true,
            fallback: None,
            open_app: true,
            swipe: Swipe::Snooze,
            quiet_evenings: BTreeSet::new(),
            travel: Travel::Ask,
        }
    }
}

impl Default for Repeat {
    fn default() -> Self {
        Self {
            every_minutes: 10,
            most: 3,
        }
    }
}

impl Reminders {
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub(super) fn validate(&self) -> Result<(), Invalid> {
        let Repeat {
            every_minutes,
            most,
        } = self.repeat;
        within("repeat.every_minutes", every_minutes, REPEAT_EVERY_MINUTES)?;
        within("repeat.most", most, REPEATS)?;
        if let Some(minutes) = self.pre_notice_minutes {
            within("pre_notice_minutes", minutes, PRE_NOTICE_MINUTES)?;
        }
        Ok(())
    }
}

pub(super) fn within<T: Into<i64> + PartialOrd>(
    field: &str,
    got: T,
    (min, max): (T, T),
) -> Result<(), Invalid> {
    if min <= got && got <= max {
        return Ok(());
    }
    let reason = Reason::OutOfRange {
        min: min.into(),
        max: max.into(),
        got: got.into(),
    };
    Err(Invalid::new(field, reason))
}
