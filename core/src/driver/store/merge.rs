//! Two diaries become one: which rows are the same, and which of them stays.
//!
//! Rows are the same when their key is: a night's entry, a night's change, an alarm's delivery, the settings. A session
//! is the same when it began at the same moment and has the same number; it was measured, so the one already here stays,
//! with its journal. Rows of other tables that have only a number are the same when all else of them is.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::check::row_is_readable;
use super::columns::{from_night_text, unreadable};
use super::tables::{Table, draw_above, tables};
use super::{StoreError, devices, diary, settings};
use crate::device::DeviceChoice;
use crate::device::kept::DeviceId;

/// The alarms last given to this phone's system: nobody else's business.
pub(crate) const NOT_THE_PERSONS: [&str; 1] = ["schedule"];
/// A password or PIN: no export reads it.
pub(crate) const SECRET: (&str, &str) = ("device", "secret");
/// What belongs to a session and goes with it.
const PARTS_OF_A_SESSION: [&str; 2] = ["journal", "interruption"];
const SESSION: &str = "session";
const DEVICE: &str = "device";
/// What a device is reached by; everything else about it may have changed since.
const DEVICE_IDENTITY: [&str; 1] = ["reach"];
/// Columns with a document that names a device by its number, and where in it.
const NAME_A_DEVICE: [(&str, &str, &str); 3] = [
    (SESSION, "device", ""),
    ("journal", "what", "/device"),
    ("settings", "body", "/device"),
];
const SESSION_IDENTITY: [&str; 3] = ["source", "started_at", "number"];
/// The one table whose fields are filled one by one: half a night's answers are worth having.
const FILLED: &str = "entry";

/// What becomes of a night that is here and there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// The diary's stays as it is.
    Keep,
    /// The file's takes its place.
    #[default]
    Replace,
    /// The diary's stays, and the file's fills in what was not said.
    Fill,
}

/// What merging did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub nights_added: u32,
    pub nights_changed: u32,
    pub nights_kept: u32,
    pub sessions_added: u32,
    /// Rows of every other kind: settings, changes, deliveries and what later Lulls keep.
    pub others_added: u32,
    pub others_changed: u32,
    /// The device a tap on Start drove is not kept here; it is now a massager the person switches by hand.
    #[serde(default)]
    pub device_reset: bool,
}

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Added,
    Changed,
    Kept,
}

/// Row numbers over there and here.
type Numbers = BTreeMap<i64, i64>;

/// Puts the rows of another diary of today's schema into this one, in this one's transaction.
pub(crate) fn merge(
    from: &Connection,
    into: &Connection,
    policy: OnConflict,
) -> Result<Merged, StoreError> {
    let mut merging = Merging {
        from,
        into,
        policy,
        numbers: BTreeMap::new(),
        matched_sessions: Vec::new(),
    };
    let mut merged = Merged::default();
    for table in tables(into)? {
        if NOT_THE_PERSONS.contains(&table.name.as_str()) {
            continue;
        }
        for row in rows(from, &table)? {
            let outcome = merging.row(&table, row)?;
            count(&mut merged, &table.name, outcome);
        }
    }
    merged.device_reset = settings::drop_missing_device(into)?;
    Ok(merged)
}

/// Every row of a table, its values in the order of the table's columns.
pub(crate) fn rows(connection: &Connection, table: &Table) -> Result<Vec<Vec<Value>>, StoreError> {
    let names: Vec<String> = table
        .columns
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    let sql = format!(
        "SELECT {} FROM \"{}\" ORDER BY rowid",
        names.join(", "),
        table.name
    );
    let rows = connection
        .prepare(&sql)?
        .query_map([], |row| {
            (0..table.columns.len())
                .map(|index| row.get(index))
                .collect()
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

struct Merging<'a> {
    from: &'a Connection,
    into: &'a Connection,
    policy: OnConflict,
    numbers: BTreeMap<String, Numbers>,
    /// Sessions, by their number here, that were here before.
    matched_sessions: Vec<i64>,
}

impl Merging<'_> {
    fn row(&mut self, table: &Table, mut row: Vec<Value>) -> Result<Outcome, StoreError> {
        let there = table.row_number.and_then(|index| match row.get(index) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        });
        self.translate(table, &mut row);
        self.translate_device(table, &mut row)?;
        if PARTS_OF_A_SESSION.contains(&table.name.as_str()) && self.belongs_to_matched(table, &row)
        {
            return Ok(Outcome::Kept);
        }
        let found = self.find(table, &row)?;
        if let Some(here) = found {
            self.note(table, there, here);
            if table.name == SESSION {
                self.matched_sessions.push(here);
                return Ok(Outcome::Kept);
            }
            if table.name == DEVICE {
                return Ok(Outcome::Kept);
            }
            return self.meet(table, here, &row);
        }
        let here = self.add(table, row)?;
        self.note(table, there, here);
        Ok(Outcome::Added)
    }

    /// References mean the same rows by their numbers here.
    fn translate(&self, table: &Table, row: &mut [Value]) {
        for (column, other) in &table.references {
            let index = table.columns.iter().position(|name| name == column);
            let Some(Value::Integer(number)) = index.and_then(|index| row.get_mut(index)) else {
                continue;
            };
            if let Some(here) = self
                .numbers
                .get(other)
                .and_then(|numbers| numbers.get(number))
            {
                *number = *here;
            }
        }
    }

    /// A device has another number here than there: no document may mean another one.
    fn translate_device(&self, table: &Table, row: &mut [Value]) -> Result<(), StoreError> {
        for (_, column, place) in NAME_A_DEVICE.iter().filter(|(of, ..)| *of == table.name) {
            let index = table.columns.iter().position(|name| name == column);
            let Some(Value::Text(text)) = index.and_then(|index| row.get_mut(index)) else {
                continue;
            };
            let Ok(mut document) = serde_json::from_str::<Json>(text) else {
                continue;
            };
            let Some(choice) = document.pointer_mut(place) else {
                continue;
            };
            let Ok(DeviceChoice::Kept { id }) = serde_json::from_value(choice.clone()) else {
                continue;
            };
            let here = match self
                .numbers
                .get(DEVICE)
                .and_then(|numbers| numbers.get(&id.0))
            {
                Some(here) => DeviceChoice::Kept {
                    id: DeviceId(*here),
                },
                // it was forgotten there; its number is given to no other one here
                None if devices::one(self.into, id)?.is_none() => {
                    draw_above(self.into, DEVICE, id.0)?;
                    continue;
                }
                None => DeviceChoice::Manual,
            };
            if here != (DeviceChoice::Kept { id }) {
                *choice = serde_json::to_value(here).unwrap_or(Json::Null);
                *text = document.to_string();
            }
        }
        Ok(())
    }

    fn belongs_to_matched(&self, table: &Table, row: &[Value]) -> bool {
        let owner = table.columns.iter().position(|name| name == SESSION);
        match owner.and_then(|index| row.get(index)) {
            Some(Value::Integer(number)) => self.matched_sessions.contains(number),
            _ => false,
        }
    }

    /// The same row here.
    fn find(&self, table: &Table, row: &[Value]) -> Result<Option<i64>, StoreError> {
        let names = identity(table);
        let identity: Vec<(&String, &Value)> = table
            .columns
            .iter()
            .zip(row)
            .filter(|(name, _)| names.contains(&name.as_str()))
            .collect();
        let terms: Vec<String> = identity
            .iter()
            .enumerate()
            .map(|(place, (name, _))| format!("\"{name}\" IS ?{}", place + 1))
            .collect();
        let sql = format!(
            "SELECT rowid FROM \"{}\" WHERE {}",
            table.name,
            terms.join(" AND ")
        );
        let mut statement = self.into.prepare_cached(&sql)?;
        let mut found =
            statement.query(params_from_iter(identity.iter().map(|(_, value)| *value)))?;
        while let Some(candidate) = found.next()? {
            let number: i64 = candidate.get(0)?;
            let taken = table.name == SESSION && self.matched_sessions.contains(&number);
            if !taken {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    fn meet(&self, table: &Table, here: i64, row: &[Value]) -> Result<Outcome, StoreError> {
        match self.policy {
            OnConflict::Replace => self.replace(table, here, row),
            OnConflict::Fill if table.name == FILLED => self.fill(table, row),
            OnConflict::Keep | OnConflict::Fill => Ok(Outcome::Kept),
        }
    }

    fn replace(&self, table: &Table, here: i64, wanted: &[Value]) -> Result<Outcome, StoreError> {
        let kept = self.kept(table, here)?;
        let differs: Vec<usize> = (0..table.columns.len())
            .filter(|index| {
                table.row_number != Some(*index) && kept.get(*index) != wanted.get(*index)
            })
            .collect();
        if differs.is_empty() {
            return Ok(Outcome::Kept);
        }
        // what this diary's rules forbid is not taken; then its own stays
        self.into.execute_batch("SAVEPOINT meeting")?;
        let changed = self.update(table, here, &differs, wanted)?
            && row_is_readable(self.into, &table.name, here)?;
        self.into.execute_batch(if changed {
            "RELEASE meeting"
        } else {
            "ROLLBACK TO meeting; RELEASE meeting"
        })?;
        Ok(if changed {
            Outcome::Changed
        } else {
            Outcome::Kept
        })
    }

    /// Half a night's answers are worth having, as far as they agree with those that are here.
    fn fill(&self, table: &Table, row: &[Value]) -> Result<Outcome, StoreError> {
        let index = table.columns.iter().position(|name| name == "night");
        let Some(Value::Text(night)) = index.and_then(|index| row.get(index)) else {
            return Ok(Outcome::Kept);
        };
        let night = from_night_text(night).ok_or_else(|| unreadable("night"))?;
        let (Some(here), Some(there)) = (
            diary::entry(self.into, night)?,
            diary::entry(self.from, night)?,
        ) else {
            return Ok(Outcome::Kept);
        };
        let filled = here.filled_from(&there);
        if filled == here {
            return Ok(Outcome::Kept);
        }
        let at = diary::changed_at(self.into, night)?;
        diary::put_entry(self.into, &filled, at)?;
        Ok(Outcome::Changed)
    }

    fn kept(&self, table: &Table, here: i64) -> Result<Vec<Value>, StoreError> {
        let names: Vec<String> = table
            .columns
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect();
        let sql = format!(
            "SELECT {} FROM \"{}\" WHERE rowid = ?1",
            names.join(", "),
            table.name
        );
        let kept = self.into.prepare_cached(&sql)?.query_row([here], |row| {
            (0..table.columns.len())
                .map(|index| row.get(index))
                .collect()
        })?;
        Ok(kept)
    }

    /// False when the diary's rules forbid it.
    fn update(
        &self,
        table: &Table,
        here: i64,
        columns: &[usize],
        wanted: &[Value],
    ) -> Result<bool, StoreError> {
        let changes: Vec<(&String, &Value)> = columns
            .iter()
            .filter_map(|index| table.columns.get(*index).zip(wanted.get(*index)))
            .collect();
        let terms: Vec<String> = changes
            .iter()
            .enumerate()
            .map(|(place, (name, _))| format!("\"{name}\" = ?{}", place + 2))
            .collect();
        let sql = format!(
            "UPDATE \"{}\" SET {} WHERE rowid = ?1",
            table.name,
            terms.join(", ")
        );
        let number = Value::Integer(here);
        let values = std::iter::once(&number).chain(changes.iter().map(|(_, value)| *value));
        match self
            .into
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))
        {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Adds a row under its own number where that is free, else under a new one.
    fn add(&self, table: &Table, mut row: Vec<Value>) -> Result<i64, StoreError> {
        if table.name == SESSION
            && let Some(index) = table.columns.iter().position(|name| name == "number")
            && let Some(Value::Integer(number)) = row.get_mut(index)
        {
            *number = free_session_number(self.into, *number)?;
        }
        if table.name == DEVICE {
            self.free_device_name(table, &mut row)?;
        }
        if let Some(index) = table.row_number {
            let sql = format!("SELECT 1 FROM \"{}\" WHERE rowid = ?1", table.name);
            let number = row.get(index).cloned().unwrap_or(Value::Null);
            let taken = self.into.prepare_cached(&sql)?.exists([number])?;
            if let (true, Some(number)) = (taken, row.get_mut(index)) {
                *number = Value::Null;
            }
        }
        let names: Vec<&str> = table.columns.iter().map(String::as_str).collect();
        self.into
            .prepare_cached(&table.insert(&names))?
            .execute(params_from_iter(&row))?;
        Ok(self.into.last_insert_rowid())
    }

    /// Two devices are never called the same.
    fn free_device_name(&self, table: &Table, row: &mut [Value]) -> Result<(), StoreError> {
        let mut statement = self
            .into
            .prepare_cached("SELECT 1 FROM device WHERE name_key = ?1")?;
        let place = |wanted: &str| table.columns.iter().position(|name| name == wanted);
        let (Some(name), Some(key)) = (place("name"), place("name_key")) else {
            return Ok(());
        };
        while let Some(Value::Text(taken)) = row.get(key).cloned() {
            if !statement.exists([taken])? {
                return Ok(());
            }
            for index in [name, key] {
                if let Some(Value::Text(text)) = row.get_mut(index) {
                    text.push_str(" 2");
                }
            }
        }
        Ok(())
    }

    fn note(&mut self, table: &Table, there: Option<i64>, here: i64) {
        if let Some(there) = there {
            self.numbers
                .entry(table.name.clone())
                .or_default()
                .insert(there, here);
        }
    }
}

/// The same number, or the next free one: two phones may have drawn the same number for different sessions.
pub(super) fn free_session_number(into: &Connection, number: i64) -> Result<i64, StoreError> {
    let mut statement = into.prepare_cached("SELECT 1 FROM session WHERE number = ?1")?;
    let mut number = number;
    while statement.exists([number])? {
        number = (number + 1) % i64::from(u32::MAX);
    }
    Ok(number)
}

/// The columns that make a row this row.
fn identity(table: &Table) -> Vec<&str> {
    let number = table.row_number.and_then(|index| table.columns.get(index));
    match number {
        _ if table.name == SESSION => SESSION_IDENTITY.to_vec(),
        _ if table.name == DEVICE => DEVICE_IDENTITY.to_vec(),
        // a number somebody chose: the one document of the settings, the session of an interruption
        Some(number) if !table.draws_numbers => vec![number],
        // a number SQLite drew says nothing: the row is what else it holds
        Some(number) => {
            let others = table.columns.iter().filter(|name| *name != number);
            others.map(String::as_str).collect()
        }
        None => table.key.iter().map(String::as_str).collect(),
    }
}

fn count(merged: &mut Merged, table: &str, outcome: Outcome) {
    let counter = match (table, outcome) {
        ("entry", Outcome::Added) => &mut merged.nights_added,
        ("entry", Outcome::Changed) => &mut merged.nights_changed,
        ("entry", Outcome::Kept) => &mut merged.nights_kept,
        (SESSION, Outcome::Added) => &mut merged.sessions_added,
        ("journal" | "interruption", _) | (_, Outcome::Kept) => return,
        (_, Outcome::Added) => &mut merged.others_added,
        (_, Outcome::Changed) => &mut merged.others_changed,
    };
    *counter += 1;
}
