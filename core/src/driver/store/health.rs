//! Medicines, iron tests and what is for the doctor: rows with a number each, so that one can be changed or taken out.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use super::columns::{from_json, from_text, from_word, get, get_option, json, moment_text, word};
use crate::app::{LabRecord, MedicineRecord};
use crate::diary::{ForDoctor, Lab, Medicine};

/// All medicines: still taken ones first, each group by its first day.
pub(crate) fn medicines(connection: &Connection) -> Result<Vec<MedicineRecord>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, class, dose, times, since, until FROM medicine
         ORDER BY until IS NOT NULL, since, id",
    )?;
    let rows = statement.query_map([], read_medicine)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn add_medicine(
    connection: &Connection,
    medicine: &Medicine,
    at: Timestamp,
) -> Result<i64, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO medicine (name, class, dose, times, since, until, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            medicine.name,
            word(medicine.class),
            medicine.dose,
            json(&medicine.times)?,
            medicine.since.map(day),
            medicine.until.map(day),
            moment_text(at),
        ])?;
    Ok(connection.last_insert_rowid())
}

/// True when there was one with that number.
pub(crate) fn change_medicine(
    connection: &Connection,
    id: i64,
    medicine: &Medicine,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let changed = connection
        .prepare_cached(
            "UPDATE medicine SET name = ?2, class = ?3, dose = ?4, times = ?5, since = ?6,
               until = ?7, changed_at = ?8 WHERE id = ?1",
        )?
        .execute(params![
            id,
            medicine.name,
            word(medicine.class),
            medicine.dose,
            json(&medicine.times)?,
            medicine.since.map(day),
            medicine.until.map(day),
            moment_text(at),
        ])?;
    Ok(changed > 0)
}

/// True when there was one with that number.
pub(crate) fn delete_medicine(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    let deleted = connection
        .prepare_cached("DELETE FROM medicine WHERE id = ?1")?
        .execute([id])?;
    Ok(deleted > 0)
}

/// All iron tests, oldest first.
pub(crate) fn labs(connection: &Connection) -> Result<Vec<LabRecord>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, date, ferritin_tenths, tsat_tenths, remark FROM lab ORDER BY date, id",
    )?;
    let rows = statement.query_map([], read_lab)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn add_lab(
    connection: &Connection,
    lab: &Lab,
    at: Timestamp,
) -> Result<i64, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO lab (date, ferritin_tenths, tsat_tenths, remark, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            day(lab.date),
            lab.ferritin_tenths,
            lab.tsat_tenths,
            lab.remark,
            moment_text(at),
        ])?;
    Ok(connection.last_insert_rowid())
}

/// True when there was one with that number.
pub(crate) fn delete_lab(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    let deleted = connection
        .prepare_cached("DELETE FROM lab WHERE id = ?1")?
        .execute([id])?;
    Ok(deleted > 0)
}

pub(crate) fn for_doctor(connection: &Connection) -> Result<ForDoctor, StoreError> {
    let found = connection
        .prepare_cached("SELECT body FROM for_doctor WHERE id = 1")?
        .query_row([], |row| get(row, "body", from_json))
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn put_for_doctor(connection: &Connection, words: &ForDoctor) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO for_doctor (id, body) VALUES (1, ?1)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        )?
        .execute([json(words)?])?;
    Ok(())
}

/// # Errors
/// [`StoreError::Damaged`] when the medicine in that row means nothing to this Lull.
pub(crate) fn check_medicine(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("SELECT * FROM medicine WHERE id = ?1")?
        .query_row([row], |row| read_medicine(row).map(|_| ()))?;
    Ok(())
}

/// # Errors
/// [`StoreError::Damaged`] when the iron test in that row means nothing to this Lull.
pub(crate) fn check_lab(connection: &Connection, row: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("SELECT * FROM lab WHERE id = ?1")?
        .query_row([row], |row| read_lab(row).map(|_| ()))?;
    Ok(())
}

/// # Errors
/// [`StoreError::Damaged`] when the document means nothing to this Lull.
pub(crate) fn check_for_doctor(connection: &Connection, _row: i64) -> Result<(), StoreError> {
    for_doctor(connection).map(|_| ())
}

fn read_medicine(row: &Row<'_>) -> rusqlite::Result<MedicineRecord> {
    Ok(MedicineRecord {
        id: row.get("id")?,
        medicine: Medicine {
            name: row.get("name")?,
            class: get(row, "class", from_word)?,
            dose: row.get("dose")?,
            times: get(row, "times", from_json::<Vec<Time>>)?,
            since: get_option(row, "since", from_text::<Date>)?,
            until: get_option(row, "until", from_text::<Date>)?,
        },
    })
}

fn read_lab(row: &Row<'_>) -> rusqlite::Result<LabRecord> {
    Ok(LabRecord {
        id: row.get("id")?,
        lab: Lab {
            date: get(row, "date", from_text::<Date>)?,
            ferritin_tenths: row.get("ferritin_tenths")?,
            tsat_tenths: row.get("tsat_tenths")?,
            remark: row.get("remark")?,
        },
    })
}

fn day(date: Date) -> String {
    date.to_string()
}
