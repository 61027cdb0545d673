//! What the diary gives back: trends, flags, cards, the page for the doctor.

use lull_core::app;
use lull_core::time::Night;

use crate::app::App;
use crate::error::ApiError;
use crate::mirror::{Association, Card, Flag, FourWeeks, Language, Moment, ReportPage, Trends};

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
    /// Trends of the last nights that are over, up to ten years.
    pub fn trends(&self, nights: u16, now: Moment) -> Result<Trends, ApiError> {
        self.ask_at(now, |core, now| core.trends(nights, now))
    }

    /// The four-week check; absent before the first session.
    pub fn four_weeks(&self, now: Moment) -> Result<Option<FourWeeks>, ApiError> {
        self.ask_at(now, app::App::four_weeks)
    }

    /// What went with better or worse nights.
    pub fn associations(&self, nights: u16, now: Moment) -> Result<Vec<Association>, ApiError> {
        self.ask_at(now, |core, now| core.associations(nights, now))
    }

    /// Patterns worth showing a doctor, the weightiest first. Never a notification.
    pub fn flags(&self, now: Moment) -> Result<Vec<Flag>, ApiError> {
        self.ask_at(now, app::App::flags)
    }

    /// The cards that fit now.
    pub fn cards(&self, now: Moment) -> Result<Vec<Card>, ApiError> {
        self.ask_at(now, app::App::cards)
    }

    /// The page for the doctor, to be read on a screen.
    pub fn report_page(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: Moment,
    ) -> Result<ReportPage, ApiError> {
        self.ask_at(now, |core, now| {
            Ok(core.doctor_page(from, to, language, now)?.into())
        })
    }

    /// The page for the doctor as a PDF.
    pub fn report_pdf(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: Moment,
    ) -> Result<Vec<u8>, ApiError> {
        self.ask_at(now, |core, now| core.report_pdf(from, to, language, now))
    }

    /// The page for the doctor as text.
    pub fn report_text(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: Moment,
    ) -> Result<String, ApiError> {
        self.ask_at(now, |core, now| {
            let page = core.doctor_page(from, to, language, now)?;
            Ok(lull_core::report::text::text(&page))
        })
    }
}
