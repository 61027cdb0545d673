//! Rules that need no diary: a reminder can be shown, and answered, when it cannot be opened.

#![allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments come from the other side by value"
)]

use lull_core::app::COPIES_KEPT;
use lull_core::diary::health;
use lull_core::reminder::AlarmKind;
use lull_core::session::stretches::STRETCHES;
use lull_core::settings::OFFERS;

use crate::error::ApiError;
use crate::mirror::{AlarmId, EndReason, Offers, ProgramKind, SessionEvent, Stretch, TestResult};
use crate::report::guarded;

/// What a Start runs: what its reminder calls for; without one, the massage of the evening.
#[uniffi::export(default(reminder = None))]
pub fn program_of(reminder: Option<AlarmId>) -> Result<ProgramKind, ApiError> {
    // every id was read by `parse` on its way in
    let kind = reminder.and_then(|id| AlarmId::parse(id.as_str()).map(|(_, kind, _)| kind));
    guarded(|| Ok(AlarmKind::program_of(kind)))
}

/// On the screen a reminder takes the place of the one with the same place, and an answer to one answers them all.
#[uniffi::export]
pub fn place_of(id: AlarmId) -> Result<AlarmId, ApiError> {
    guarded(|| Ok(id.place()))
}

/// What every screen offers where a person picks from a few.
#[uniffi::export]
pub fn offers() -> Result<Offers, ApiError> {
    guarded(|| Ok(OFFERS.into()))
}

/// Whether the person has to do something about it, or to know it before they rely on the massager: worth a
/// notification of its own, beside the line that shows how far the session is.
#[uniffi::export]
pub fn asks_for_the_person(event: SessionEvent) -> Result<bool, ApiError> {
    guarded(|| Ok(event.asks_for_the_person()))
}

/// What the person can have seen in a supervised test that ended so; any other result is refused when it is recorded.
#[uniffi::export]
pub fn possible_test_results(reason: EndReason) -> Result<Vec<TestResult>, ApiError> {
    guarded(|| Ok(TestResult::possible_after(&reason).to_vec()))
}

/// The calf stretches in the order in which they are done.
#[uniffi::export]
pub fn stretches() -> Result<Vec<Stretch>, ApiError> {
    guarded(|| Ok(STRETCHES.map(Stretch::from).into()))
}

/// A laboratory's number as it is written, such as `41.2` or `41,2`, in the tenths the diary keeps; anything else is an
/// invalid `field`.
#[uniffi::export]
pub fn tenths(field: String, text: String) -> Result<u32, ApiError> {
    guarded(|| Ok(health::tenths(&field, &text)?))
}

/// Copies of automatic backups that stay in a folder of the person's: the newest so many.
#[uniffi::export]
pub fn copies_kept() -> Result<u8, ApiError> {
    guarded(|| Ok(COPIES_KEPT))
}
