//! Logging nights, and the diary as a table.

use lull_core::app;
use lull_core::time::Night;

use crate::app::App;
use crate::error::ApiError;
use crate::mirror::{
    Changes, DiaryPage, Entry, Imported, Moment, Morning, MorningAnswer, NightRecord,
};
use crate::report::guarded;

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
    /// Keeps an entry, replacing that night's earlier one.
    pub fn log(&self, entry: Entry, now: Moment) -> Result<Changes, ApiError> {
        guarded(|| {
            let entry = entry.try_into()?;
            self.ask_at(now, |core, now| core.log(&entry, now))
        })
    }

    /// What was logged about a night.
    pub fn entry(&self, night: Night) -> Result<Option<Entry>, ApiError> {
        self.ask(|core| Ok(core.entry(night)?.map(Entry::from)))
    }

    /// The morning's questions about a night, with what was answered so far.
    pub fn morning(&self, night: Night, now: Moment) -> Result<Morning, ApiError> {
        self.ask_at(now, |core, now| core.morning(night, now).map(Morning::from))
    }

    /// Keeps one answer at once and leaves everything else that was said of the night as it is. The answers that
    /// contradict it are taken back: a night without symptoms has no onset.
    pub fn answer_morning(
        &self,
        night: Night,
        answer: MorningAnswer,
        now: Moment,
    ) -> Result<Morning, ApiError> {
        guarded(|| {
            let answer = answer.try_into()?;
            self.ask_at(now, |core, now| {
                let morning = core.answer_morning(night, answer, now)?;
                Ok(Morning::from(morning))
            })
        })
    }

    /// Notes "symptoms started now" and returns the night's entry.
    pub fn symptoms_started(&self, now: Moment) -> Result<Entry, ApiError> {
        self.ask_at(now, |core, now| core.symptoms_started(now).map(Entry::from))
    }

    /// Notes a walk that is just over and returns the night's entry.
    #[uniffi::method(default(minutes = None))]
    pub fn walked(&self, minutes: Option<u16>, now: Moment) -> Result<Entry, ApiError> {
        self.ask_at(now, |core, now| core.walked(minutes, now).map(Entry::from))
    }

    /// Nights with an entry or a session, oldest first, both ends included.
    #[uniffi::method(default(from = None, to = None))]
    pub fn nights(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<NightRecord>, ApiError> {
        self.ask(|core| {
            let nights = core.nights(from, to)?;
            Ok(nights.into_iter().map(NightRecord::from).collect())
        })
    }

    /// A page of the diary, newest first; 0 begins with tonight. Nights without a record are in it too.
    pub fn diary_page(&self, page: u16, now: Moment) -> Result<DiaryPage, ApiError> {
        self.ask_at(now, |core, now| Ok(core.diary_page(page, now)?.into()))
    }

    /// Forgets what was logged about a night.
    pub fn delete_night(&self, night: Night) -> Result<Changes, ApiError> {
        self.ask(|core| core.delete_night(night))
    }

    /// Reads a diary in the documented columns. All or nothing.
    pub fn import_csv(&self, bytes: Vec<u8>, now: Moment) -> Result<Imported, ApiError> {
        self.ask_at(now, |core, now| core.import_csv(&bytes, now))
    }

    /// The whole diary in the documented columns.
    pub fn export_csv(&self) -> Result<String, ApiError> {
        self.ask(app::App::export_csv)
    }
}
