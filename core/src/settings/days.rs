//! Weekdays, and what is different on the evenings before free days.

use std::collections::BTreeSet;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason};
use crate::time::{Night, minutes_after_noon};

/// A day of the week; of a night, that of its evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The weekday of a night's evening.
    #[must_use]
    pub fn of(night: Night) -> Self {
        match night.date().weekday() {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}

/// When the person sleeps and when their legs start, on one kind of evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Lights out.
    pub bedtime: Time,
    /// Getting up on the morning that ends the night.
    pub rising: Time,
    /// When the person says their legs start on such an evening, if they know.
    pub onset: Option<Time>,
}

/// Evenings with other habits, such as those before Saturday and Sunday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeEvenings {
    /// Which evenings these are: "friday" is the evening before Saturday.
    pub evenings: BTreeSet<Weekday>,
    pub bedtime: Time,
    pub rising: Time,
    /// `None`: no other than on ordinary evenings, or not known.
    pub onset: Option<Time>,
}

impl FreeEvenings {
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub(super) fn validate(&self) -> Result<(), Invalid> {
        if self.evenings.is_empty() {
            return Err(Invalid::new("free.evenings", Reason::Missing));
        }
        sleep_in_order("free.bedtime", self.bedtime, "free.rising", self.rising)
    }
}

/// A night runs from noon to noon: lights-out comes before getting up within it.
pub(super) fn sleep_in_order(
    field: &str,
    bedtime: Time,
    other: &str,
    rising: Time,
) -> Result<(), Invalid> {
    if minutes_after_noon(bedtime) < minutes_after_noon(rising) {
        return Ok(());
    }
    let other = other.to_owned();
    Err(Invalid::new(field, Reason::Contradicts { other }))
}
