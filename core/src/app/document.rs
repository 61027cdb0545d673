//! Whether a diary that comes as a document may be kept: everything in it is checked as if the person had told it now.

use rusqlite::Connection;

use super::AppError;
use super::diary::check as check_entry;
use crate::driver::store::{StoreError, diary, health, settings};
use crate::invalid::Invalid;
use crate::time::Now;

/// # Errors
/// [`AppError::Invalid`] names the first place that cannot be kept, as in `entry[3].severity`; else the storage's own.
pub(super) fn check(document: &Connection, now: &Now) -> Result<(), AppError> {
    for (index, entry) in diary::in_order_of_rows(document)?.iter().enumerate() {
        check_entry(entry, now).map_err(|invalid| inside(&format!("entry[{index}]"), invalid))?;
    }
    for kept in health::medicines(document)? {
        let place = place(document, "medicine", kept.id)?;
        let checked = kept.medicine.validate(now);
        checked.map_err(|invalid| inside(&place, invalid))?;
    }
    for kept in health::labs(document)? {
        let place = place(document, "lab", kept.id)?;
        let checked = kept.lab.validate(now);
        checked.map_err(|invalid| inside(&place, invalid))?;
    }
    let for_doctor = health::for_doctor(document)?;
    let checked = for_doctor.validate();
    checked.map_err(|invalid| inside("for_doctor[0]", invalid))?;
    if let Some(settings) = settings::load(document)? {
        let checked = settings.validate();
        checked.map_err(|invalid| inside("settings[0]", invalid))?;
    }
    Ok(())
}

/// A row's place in the document: rows were put in one after the other, and their numbers may be any.
fn place(document: &Connection, table: &str, id: i64) -> Result<String, StoreError> {
    let sql = format!("SELECT count(*) FROM \"{table}\" WHERE id < ?1");
    let index: i64 = document
        .prepare_cached(&sql)?
        .query_row([id], |row| row.get(0))?;
    Ok(format!("{table}[{index}]"))
}

fn inside(place: &str, invalid: Invalid) -> Invalid {
    Invalid::new(format!("{place}.{}", invalid.field), invalid.reason)
}
