//! What the diary gives back: trends, the four-week check, associations, flags, cards and the page for the doctor.

use rusqlite::Connection;

use super::{App, AppError, NightRecord};
use crate::diary::associations::{Association, associations};
use crate::diary::cards::{self, Card};
use crate::diary::flags::{self, Flag};
use crate::diary::four_weeks::{FourWeeks, four_weeks};
use crate::diary::told::{Told, ToldNight, ToldSession, last_night};
use crate::diary::trends::{Trends, trends};
use crate::driver::store::{diary, health};
use crate::invalid::{Invalid, Reason};
use crate::report::fhir::{self, Bundle};
use crate::report::{DoctorPage, Language, doctor_page};
use crate::time::{Night, Now};

/// Longest stretch of trends, in nights: ten years.
pub const TRENDS_MAX_NIGHTS: u16 = 3653;

impl App {
    /// Everything the person told, with the sessions that ran.
    ///
    /// # Errors
    /// The storage's own.
    pub fn told(&self) -> Result<Told, AppError> {
        self.read(everything)
    }

    /// Trends of the last `nights` nights that are over; more than ten years count as ten.
    ///
    /// # Errors
    /// The storage's own.
    pub fn trends(&self, nights: u16, now: &Now) -> Result<Trends, AppError> {
        let to = last_night(now);
        let nights = nights.clamp(1, TRENDS_MAX_NIGHTS);
        let from = to.plus(1 - i32::from(nights));
        let told = self.read(|connection| {
            Ok::<_, AppError>(Told {
                nights: told_nights(connection, from, to)?,
                ..Told::default()
            })
        })?;
        Ok(trends(&told, from, to))
    }

    /// The four-week check; `None` before the first session.
    ///
    /// # Errors
    /// The storage's own.
    pub fn four_weeks(&self, now: &Now) -> Result<Option<FourWeeks>, AppError> {
        Ok(four_weeks(&self.told()?, last_night(now)))
    }

    /// What went with better or worse nights among the last `nights`.
    ///
    /// # Errors
    /// The storage's own.
    pub fn associations(&self, nights: u16, now: &Now) -> Result<Vec<Association>, AppError> {
        let to = last_night(now);
        Ok(associations(
            &self.told()?,
            to.plus(1 - i32::from(nights)),
            to,
        ))
    }

    /// Patterns worth showing a doctor, the weightiest first. Shown where the person looks; never a notification.
    ///
    /// # Errors
    /// The storage's own.
    pub fn flags(&self, now: &Now) -> Result<Vec<Flag>, AppError> {
        Ok(flags::flags(&self.told()?, last_night(now)))
    }

    /// The cards that fit now.
    ///
    /// # Errors
    /// The storage's own.
    pub fn cards(&self, now: &Now) -> Result<Vec<Card>, AppError> {
        Ok(cards::fitting(&self.told()?, last_night(now)))
    }

    /// The page for the doctor of the nights from `from` to `to`, both included.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names `from` when it is after `to`; else the storage's own.
    pub fn doctor_page(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: &Now,
    ) -> Result<DoctorPage, AppError> {
        check_range(from, to, now)?;
        let version = env!("CARGO_PKG_VERSION");
        Ok(doctor_page(&self.told()?, from, to, version, language))
    }

    /// The same page as a PDF: the same bytes for the same diary.
    ///
    /// # Errors
    /// As [`App::doctor_page`].
    #[cfg(feature = "pdf")]
    pub fn report_pdf(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: &Now,
    ) -> Result<Vec<u8>, AppError> {
        let page = self.doctor_page(from, to, language, now)?;
        crate::report::pdf::pdf(&page).map_err(|error| {
            let detail = error.to_string();
            crate::driver::store::StoreError::Other { detail }.into()
        })
    }

    /// The same nights as an HL7 FHIR R4 Bundle.
    ///
    /// # Errors
    /// As [`App::doctor_page`].
    pub fn fhir_bundle(&self, from: Night, to: Night, now: &Now) -> Result<Bundle, AppError> {
        check_range(from, to, now)?;
        Ok(fhir::bundle(&self.told()?, from, to, now))
    }
}

fn check_range(from: Night, to: Night, now: &Now) -> Result<(), Invalid> {
    if from > to {
        let other = "to".into();
        return Err(Invalid::new("from", Reason::Contradicts { other }));
    }
    let latest = now.night();
    if to > latest {
        let reason = Reason::InFuture {
            latest: latest.to_string(),
            got: to.to_string(),
        };
        return Err(Invalid::new("to", reason));
    }
    Ok(())
}

fn everything(connection: &Connection) -> Result<Told, AppError> {
    let (first, last) = (
        Night::new(jiff::civil::Date::MIN),
        Night::new(jiff::civil::Date::MAX),
    );
    let medicines = health::medicines(connection)?;
    let labs = health::labs(connection)?;
    Ok(Told {
        nights: told_nights(connection, first, last)?,
        medicines: medicines.into_iter().map(|kept| kept.medicine).collect(),
        labs: labs.into_iter().map(|kept| kept.lab).collect(),
        for_doctor: health::for_doctor(connection)?,
    })
}

fn told_nights(
    connection: &Connection,
    from: Night,
    to: Night,
) -> Result<Vec<ToldNight>, AppError> {
    let nights = diary::told_nights(connection, from, to)?;
    Ok(nights.into_iter().map(told_night).collect())
}

fn told_night(record: NightRecord) -> ToldNight {
    let NightRecord { entry, sessions } = record;
    ToldNight {
        entry,
        sessions: sessions
            .into_iter()
            .map(|session| ToldSession {
                start: session.start_wall,
                minutes: session.minutes,
            })
            .collect(),
    }
}
