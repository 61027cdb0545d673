//! Logging: what a night becomes when the person tells of it.

use jiff::civil::Date;
use rusqlite::Connection;

use super::{App, AppError, Changes, DiaryNight, DiaryPage, NightRecord};
use crate::diary::{Change, Entry, Trigger};
use crate::driver::store::{clocks, diary, sessions};
use crate::invalid::{Invalid, Reason};
use crate::time::{Night, Now};

/// Earlier years are typing mistakes.
const FIRST_NIGHT: Date = Date::constant(1900, 1, 1);
/// Nights on a page of the diary: two weeks.
const PAGE_NIGHTS: i32 = 14;

impl App {
    /// Keeps an entry, replacing that night's earlier one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names the first field that cannot be kept; else the storage's own.
    pub fn log(&self, entry: &Entry, now: &Now) -> Result<Changes, AppError> {
        check(entry, now)?;
        let changes = self.write(|connection| keep(connection, entry, now))?;
        self.keep_safe(now);
        Ok(changes)
    }

    /// What was logged about a night; `None` when nothing was.
    ///
    /// # Errors
    /// The storage's own.
    pub fn entry(&self, night: Night) -> Result<Option<Entry>, AppError> {
        self.read(|connection| Ok(diary::entry(connection, night)?))
    }

    /// Symptoms started at this very moment: noted in tonight's entry, which is returned. A reminder that was still to
    /// come would come too late, so that night needs none any more.
    ///
    /// # Errors
    /// The storage's own.
    pub fn symptoms_started(&self, now: &Now) -> Result<Entry, AppError> {
        self.write(|connection| {
            let entry = note_symptoms(connection, now)?;
            // on the clock that counts for reminders this may be another night
            let night = clocks::look(connection, now)?.now.night();
            diary::put_change(connection, night, Change::Done, now.at)?;
            Ok(entry)
        })
    }

    /// The person walked because of their legs and is back: noted in tonight's entry, which is returned.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names `walks` when there are too many or one is too long; else the storage's own.
    pub fn walked(&self, minutes: Option<u16>, now: &Now) -> Result<Entry, AppError> {
        let night = now.night();
        self.write(|connection| {
            let mut entry = diary::entry(connection, night)?.unwrap_or_else(|| Entry::empty(night));
            entry.walked(minutes, now);
            check(&entry, now)?;
            diary::put_entry(connection, &entry, now.at)?;
            Ok(entry)
        })
    }

    /// The person comes from a warm bath: noted among tonight's triggers.
    ///
    /// # Errors
    /// The storage's own.
    pub fn bathed(&self, now: &Now) -> Result<Entry, AppError> {
        let night = now.night();
        self.write(|connection| {
            let mut entry = diary::entry(connection, night)?.unwrap_or_else(|| Entry::empty(night));
            let triggers = entry.details.triggers.get_or_insert_default();
            if triggers.insert(Trigger::Bath) {
                check(&entry, now)?;
                diary::put_entry(connection, &entry, now.at)?;
            }
            Ok(entry)
        })
    }

    /// Nights with an entry or a session, oldest first, both ends included.
    ///
    /// # Errors
    /// The storage's own.
    pub fn nights(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<NightRecord>, AppError> {
        let from = from.unwrap_or(Night::new(Date::MIN));
        let to = to.unwrap_or(Night::new(Date::MAX));
        self.read(|connection| Ok(diary::nights(connection, from, to)?))
    }

    /// A page of the diary: every night of it, those without a record too, since they can be filled in. The first page
    /// (0) begins with tonight on the clock that counts; there is none beyond the first night that can be kept.
    ///
    /// # Errors
    /// The storage's own.
    pub fn diary_page(&self, page: u16, now: &Now) -> Result<DiaryPage, AppError> {
        let tonight = self.clock_that_counts(now)?.night();
        let last = tonight.since(Night::new(FIRST_NIGHT)) / PAGE_NIGHTS;
        let page = i32::from(page).min(last);
        let newest = tonight.plus(-page * PAGE_NIGHTS);
        let nights: Vec<Night> = (0..PAGE_NIGHTS).map(|back| newest.plus(-back)).collect();
        let mut records = self.nights(nights.last().copied(), Some(newest))?;
        Ok(DiaryPage {
            nights: nights
                .into_iter()
                .map(|night| DiaryNight {
                    night,
                    record: records.pop_if(|record| record.entry.night == night),
                })
                .collect(),
            page: u16::try_from(page).unwrap_or(0),
            has_earlier: page < last,
        })
    }

    /// Takes a night out of the diary: its entry and its sessions. A session still running stays; time the massager
    /// ran still counts for rest and the daily cap.
    ///
    /// # Errors
    /// The storage's own.
    pub fn delete_night(&self, night: Night) -> Result<Changes, AppError> {
        self.write(|connection| {
            let entry = diary::delete_entry(connection, night)?;
            let sessions = sessions::forget_night(connection, night)?;
            if entry || sessions {
                Ok(EVERYTHING)
            } else {
                Ok(Changes::default())
            }
        })
    }
}

/// Keeps a checked entry, within the transaction of its caller.
pub(super) fn keep(connection: &Connection, entry: &Entry, now: &Now) -> Result<Changes, AppError> {
    if diary::entry(connection, entry.night)?.as_ref() == Some(entry) {
        return Ok(Changes::default());
    }
    diary::put_entry(connection, entry, now.at)?;
    clocks::note(connection, &clocks::look(connection, now)?, now)?;
    Ok(EVERYTHING)
}

/// Notes in the diary that symptoms started at this very moment.
pub(super) fn note_symptoms(connection: &Connection, now: &Now) -> Result<Entry, AppError> {
    clocks::note(connection, &clocks::look(connection, now)?, now)?;
    let night = now.night();
    let mut entry = diary::entry(connection, night)?.unwrap_or_else(|| Entry::empty(night));
    entry.symptoms_started(now);
    check(&entry, now)?;
    diary::put_entry(connection, &entry, now.at)?;
    Ok(entry)
}

/// A night told anew may move the plan and with it the alarms.
pub(super) const EVERYTHING: Changes = Changes {
    diary: true,
    plan: true,
    schedule: true,
};

pub(super) fn check(entry: &Entry, now: &Now) -> Result<(), Invalid> {
    if entry.night.date() < FIRST_NIGHT {
        let got = entry.night.to_string();
        return Err(Invalid::new("night", Reason::NotADate { got }));
    }
    entry.validate(now)
}
