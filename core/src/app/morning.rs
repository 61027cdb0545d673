//! The morning log, answer by answer: each tap is kept at once, so that nothing said is ever lost.

use jiff::civil::Time;

use super::diary::{check, keep};
use super::{App, AppError};
use crate::diary::Entry;
use crate::diary::morning::{MorningAnswer, onset_choices};
use crate::driver::store::diary;
use crate::time::{Night, Now};

/// What the morning's screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morning {
    /// What was said so far.
    pub entry: Entry,
    /// Onset times to choose from with one tap, in the night's order.
    pub onset_choices: Vec<Time>,
    /// A massage ran that night, so that it can be asked whether it helped.
    pub had_session: bool,
}

impl App {
    /// The morning's questions about a night, with what was answered so far.
    ///
    /// # Errors
    /// The storage's own.
    pub fn morning(&self, night: Night, now: &Now) -> Result<Morning, AppError> {
        let expected = self.plan_for(night, now)?.onset;
        let (entry, nights) = self.read(|connection| {
            let entry = diary::entry(connection, night)?;
            Ok::<_, AppError>((entry, diary::nights(connection, night, night)?))
        })?;
        Ok(Morning {
            entry: entry.unwrap_or_else(|| Entry::empty(night)),
            onset_choices: onset_choices(expected),
            had_session: nights.iter().any(|record| !record.sessions.is_empty()),
        })
    }

    /// Keeps one answer about a night, and leaves everything else that was said of it as it is.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names the field that cannot be kept; else the storage's own.
    pub fn answer_morning(
        &self,
        night: Night,
        answer: MorningAnswer,
        now: &Now,
    ) -> Result<Morning, AppError> {
        // in one transaction: what another process says meanwhile must not be written over
        self.write(|connection| {
            let mut entry = diary::entry(connection, night)?.unwrap_or_else(|| Entry::empty(night));
            entry.answer(answer);
            check(&entry, now)?;
            keep(connection, &entry, now)
        })?;
        self.keep_safe(now);
        self.morning(night, now)
    }
}
