//! How values are written in columns: words, nights, times and moments as text that sorts and that a person can read.

use core::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::StoreError;
use crate::time::Night;

/// The word of an enum without fields: the one serde gives it, in the database, in CSV files and in JSON alike.
///
/// Anything else has no word and gives an empty one, which every table refuses.
pub(crate) fn word(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Reads such a word back.
pub(crate) fn from_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    let word: StrDeserializer<'_, WordError> = text.into_deserializer();
    T::deserialize(word).ok()
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Other {
        detail: error.to_string(),
    })
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// `YYYY-MM-DD`. Nights before the year 0 sort as the year 0: none is ever kept.
pub(crate) fn night_text(night: Night) -> String {
    let date = night.date();
    if date.year() < 0 {
        "0000-01-01".to_owned()
    } else {
        date.to_string()
    }
}

pub(crate) fn from_night_text(text: &str) -> Option<Night> {
    Date::from_str(text).ok().map(Night::new)
}

pub(crate) fn moment_text(at: Timestamp) -> String {
    format!("{at:.9}")
}

pub(crate) fn from_text<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// Where a value stands in a row.
pub(crate) trait Column: Copy {
    fn index(self, row: &Row<'_>) -> rusqlite::Result<usize>;
    /// For errors.
    fn name(&self) -> &str;
}

impl Column for &str {
    fn index(self, row: &Row<'_>) -> rusqlite::Result<usize> {
        row.as_ref().column_index(self)
    }

    fn name(&self) -> &str {
        self
    }
}

/// A column by its place in the statement: rows are many, and a name would be looked for in each. The name is for errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At(pub(crate) usize, pub(crate) &'static str);

impl Column for At {
    fn index(self, _row: &Row<'_>) -> rusqlite::Result<usize> {
        Ok(self.0)
    }

    fn name(&self) -> &str {
        self.1
    }
}

/// A column that always holds something readable.
pub(crate) fn get<T>(
    row: &Row<'_>,
    column: impl Column,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    get_option(row, column, read)?.ok_or_else(|| unreadable(column.name()))
}

/// A column that may be empty.
pub(crate) fn get_option<T>(
    row: &Row<'_>,
    column: impl Column,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column.index(row)?)?.as_str_or_null();
    let text = text.map_err(|_| unreadable(column.name()))?;
    text.map(|text| read(text).ok_or_else(|| unreadable(column.name())))
        .transpose()
}

pub(crate) fn time(text: &str) -> Option<Time> {
    from_text(text)
}

/// The column's content stays out of the error: it may be a diary's.
pub(crate) fn unreadable(column: &str) -> rusqlite::Error {
    let why = format!("column {column} holds what this version cannot read");
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, why.into())
}
