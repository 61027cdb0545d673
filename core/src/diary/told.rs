//! Everything the person told, as trends, flags and the doctor's page read it.

use jiff::civil::Time;

use crate::diary::{Entry, ForDoctor, Lab, Medicine, Onset, Symptoms};
use crate::time::{Night, Now, minutes_after_noon};

/// The whole diary, oldest night first, one item a night.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub nights: Vec<ToldNight>,
    pub medicines: Vec<Medicine>,
    /// Oldest first.
    pub labs: Vec<Lab>,
    pub for_doctor: ForDoctor,
}

/// One night with the sessions that ran in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldNight {
    pub entry: Entry,
    pub sessions: Vec<ToldSession>,
}

/// A session that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldSession {
    pub start: Time,
    pub minutes: u16,
}

/// The last night that is over: yesterday's evening.
#[must_use]
pub fn last_night(now: &Now) -> Night {
    Night::new(now.local().date()).plus(-1)
}

impl Told {
    /// The nights of a range, both ends included.
    #[must_use]
    pub fn between(&self, from: Night, to: Night) -> &[ToldNight] {
        let start = self
            .nights
            .partition_point(|night| night.entry.night < from);
        let end = self.nights.partition_point(|night| night.entry.night <= to);
        self.nights.get(start..end).unwrap_or_default()
    }

    /// The last `count` nights up to and with `to`.
    #[must_use]
    pub fn last(&self, count: u16, to: Night) -> &[ToldNight] {
        self.between(to.plus(1 - i32::from(count)), to)
    }
}

impl ToldNight {
    #[must_use]
    pub fn night(&self) -> Night {
        self.entry.night
    }

    /// Whether the person said anything about how the night was.
    #[must_use]
    pub fn is_logged(&self) -> bool {
        let entry = &self.entry;
        entry.symptoms.is_some() || entry.severity.is_some() || entry.sleep_quality.is_some()
    }

    /// Severity 0 to 10; a night without symptoms is a 0.
    #[must_use]
    pub fn felt(&self) -> Option<u8> {
        match (self.entry.symptoms, self.entry.severity) {
            (_, Some(severity)) => Some(severity.value()),
            (Some(Symptoms::None), None) => Some(0),
            (Some(Symptoms::Yes | Symptoms::Unknown) | None, None) => None,
        }
    }

    #[must_use]
    pub fn had_symptoms(&self) -> bool {
        self.entry.symptoms == Some(Symptoms::Yes)
    }

    /// Minutes after noon at which symptoms began.
    #[must_use]
    pub fn onset(&self) -> Option<u16> {
        match self.entry.onset {
            Some(Onset::At { time, .. }) => Some(minutes_after_noon(time)),
            Some(Onset::DontKnow) | None => None,
        }
    }

    /// Minutes after noon of lights-out.
    #[must_use]
    pub fn bedtime(&self) -> Option<u16> {
        self.entry.bedtime.map(minutes_after_noon)
    }

    #[must_use]
    pub fn had_session(&self) -> bool {
        !self.sessions.is_empty()
    }
}
