//! What a person takes, their iron tests, and what they want to say to a doctor.

use lull_core::app;

use crate::app::App;
use crate::error::ApiError;
use crate::mirror::{Changes, Day, ForDoctor, Lab, LabRecord, Medicine, MedicineRecord, Moment};

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "arguments come from the other side by value"
)]
impl App {
    /// Still taken ones first.
    pub fn medicines(&self) -> Result<Vec<MedicineRecord>, ApiError> {
        self.ask(app::App::medicines)
    }

    /// Gives the new one's number.
    pub fn add_medicine(&self, medicine: Medicine, now: Moment) -> Result<i64, ApiError> {
        self.ask_at(now, |core, now| core.add_medicine(&medicine, now))
    }

    pub fn change_medicine(
        &self,
        id: i64,
        medicine: Medicine,
        now: Moment,
    ) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.change_medicine(id, &medicine, now))
    }

    /// Notes the last day it was taken.
    pub fn stop_medicine(&self, id: i64, last: Day, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.stop_medicine(id, last, now))
    }

    /// Takes a wrongly entered one out altogether.
    pub fn delete_medicine(&self, id: i64) -> Result<Changes, ApiError> {
        self.ask(|core| core.delete_medicine(id))
    }

    /// Iron tests, oldest first.
    pub fn labs(&self) -> Result<Vec<LabRecord>, ApiError> {
        self.ask(app::App::labs)
    }

    /// Gives the new one's number.
    pub fn add_lab(&self, lab: Lab, now: Moment) -> Result<i64, ApiError> {
        self.ask_at(now, |core, now| core.add_lab(&lab, now))
    }

    pub fn delete_lab(&self, id: i64) -> Result<Changes, ApiError> {
        self.ask(|core| core.delete_lab(id))
    }

    /// The questions and the background for the doctor's page.
    pub fn for_doctor(&self) -> Result<ForDoctor, ApiError> {
        self.ask(app::App::for_doctor)
    }

    pub fn save_for_doctor(&self, words: ForDoctor) -> Result<Changes, ApiError> {
        self.ask(|core| core.save_for_doctor(&words))
    }
}
