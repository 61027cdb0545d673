//! Medicines, iron tests and the words for the doctor.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{App, AppError, Changes};
use crate::diary::{ForDoctor, Lab, Medicine};
use crate::driver::store::health;
use crate::invalid::{Invalid, Reason};
use crate::time::Now;

/// A medicine with the number it is changed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicineRecord {
    pub id: i64,
    pub medicine: Medicine,
}

/// An iron test with the number it is taken out by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabRecord {
    pub id: i64,
    pub lab: Lab,
}

/// Medicines and iron tests are of the diary; no reminder depends on them.
const DIARY: Changes = Changes {
    diary: true,
    plan: false,
    schedule: false,
};

impl App {
    /// Still taken ones first, each group by its first day.
    ///
    /// # Errors
    /// The storage's own.
    pub fn medicines(&self) -> Result<Vec<MedicineRecord>, AppError> {
        self.read(|connection| Ok(health::medicines(connection)?))
    }

    /// Gives the new one's number.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names the first field that cannot be kept; else the storage's own.
    pub fn add_medicine(&self, medicine: &Medicine, now: &Now) -> Result<i64, AppError> {
        medicine.validate(now)?;
        self.write(|connection| Ok(health::add_medicine(connection, medicine, now.at)?))
    }

    /// # Errors
    /// [`AppError::Invalid`] names the first field that cannot be kept, `medicine` when no such number is kept.
    pub fn change_medicine(
        &self,
        id: i64,
        medicine: &Medicine,
        now: &Now,
    ) -> Result<Changes, AppError> {
        medicine.validate(now)?;
        self.write(|connection| {
            let known = health::change_medicine(connection, id, medicine, now.at)?;
            known
                .then_some(DIARY)
                .ok_or_else(|| unknown("medicine", id))
        })
    }

    /// Notes the last day it was taken; it stays on the timeline.
    ///
    /// # Errors
    /// As [`App::change_medicine`].
    pub fn stop_medicine(&self, id: i64, last: Date, now: &Now) -> Result<Changes, AppError> {
        self.write(|connection| {
            let kept = health::medicines(connection)?
                .into_iter()
                .find(|kept| kept.id == id)
                .ok_or_else(|| unknown("medicine", id))?;
            let stopped = Medicine {
                until: Some(last),
                ..kept.medicine
            };
            stopped.validate(now)?;
            health::change_medicine(connection, id, &stopped, now.at)?;
            Ok(DIARY)
        })
    }

    /// Takes a wrongly entered one out altogether.
    ///
    /// # Errors
    /// The storage's own.
    pub fn delete_medicine(&self, id: i64) -> Result<Changes, AppError> {
        self.write(|connection| {
            let known = health::delete_medicine(connection, id)?;
            Ok(if known { DIARY } else { Changes::default() })
        })
    }

    /// Oldest first.
    ///
    /// # Errors
    /// The storage's own.
    pub fn labs(&self) -> Result<Vec<LabRecord>, AppError> {
        self.read(|connection| Ok(health::labs(connection)?))
    }

    /// Gives the new one's number.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names the first field that cannot be kept; else the storage's own.
    pub fn add_lab(&self, lab: &Lab, now: &Now) -> Result<i64, AppError> {
        lab.validate(now)?;
        self.write(|connection| Ok(health::add_lab(connection, lab, now.at)?))
    }

    /// # Errors
    /// The storage's own.
    pub fn delete_lab(&self, id: i64) -> Result<Changes, AppError> {
        self.write(|connection| {
            let known = health::delete_lab(connection, id)?;
            Ok(if known { DIARY } else { Changes::default() })
        })
    }

    /// The questions and the background for the doctor's page.
    ///
    /// # Errors
    /// The storage's own.
    pub fn for_doctor(&self) -> Result<ForDoctor, AppError> {
        self.read(|connection| Ok(health::for_doctor(connection)?))
    }

    /// # Errors
    /// [`AppError::Invalid`] names the first field that cannot be kept; else the storage's own.
    pub fn save_for_doctor(&self, words: &ForDoctor) -> Result<Changes, AppError> {
        words.validate()?;
        self.write(|connection| {
            health::put_for_doctor(connection, words)?;
            Ok(DIARY)
        })
    }
}

fn unknown(field: &str, id: i64) -> AppError {
    let got = id.to_string();
    Invalid::new(field, Reason::Unknown { got }).into()
}
