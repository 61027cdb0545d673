//! The whole diary as one JSON document, and back. Documented in `docs/guide/json.md`.
//!
//! Tables and columns are the database's own, so that nothing is left out and a new one is in it by itself. A document
//! of an older schema becomes today's the way an older diary does: by the migrations.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::driver::store::merge::{NOT_THE_PERSONS, SECRET, rows};
use crate::driver::store::tables::{Table, tables};
use crate::driver::store::{SCHEMA, StoreError, at_schema, to_today};
use crate::invalid::{Invalid, Reason};
use crate::time::Now;

/// Always in `format`.
const FORMAT: &str = "lull-diary";
/// Of the document's form; the diary's own is in `schema`.
const VERSION: u32 = 1;
/// Longest document that is read: some two centuries of nights with full notes.
pub(crate) const DOCUMENT_MAX_BYTES: usize = 128 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    version: u32,
    schema: i64,
    /// The moment of the export; nothing is decided by it.
    made: String,
    lull: String,
    tables: Map<String, Json>,
}

/// Why a document was refused.
#[derive(Debug)]
pub(crate) enum Refused {
    Document(Invalid),
    Store(StoreError),
}

/// Whether these bytes look like such a document rather than a table.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    let mut text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).iter();
    text.find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

pub(crate) fn write(connection: &Connection, now: &Now) -> Result<String, StoreError> {
    let mut written = Map::new();
    for table in tables(connection)? {
        if NOT_THE_PERSONS.contains(&table.name.as_str()) {
            continue;
        }
        let rows = rows(connection, &table)?;
        let rows = rows
            .into_iter()
            .map(|row| object(&table, row))
            .collect::<Result<_, _>>()?;
        written.insert(table.name, Json::Array(rows));
    }
    let document = Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        schema: SCHEMA,
        made: now.at.to_string(),
        lull: env!("CARGO_PKG_VERSION").to_owned(),
        tables: written,
    };
    let text = serde_json::to_string_pretty(&document);
    text.map(|text| text + "\n")
        .map_err(|error| StoreError::Other {
            detail: error.to_string(),
        })
}

/// The diary in a document, in memory and in today's schema.
pub(crate) fn read(bytes: &[u8]) -> Result<Connection, Refused> {
    if bytes.len() > DOCUMENT_MAX_BYTES {
        let reason = Reason::TooLong {
            max_bytes: DOCUMENT_MAX_BYTES as u64,
            got_bytes: bytes.len() as u64,
        };
        return Err(Invalid::new("file", reason).into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let document: Document = serde_json::from_slice(bytes)
        .map_err(|error| malformed("file", "a diary exported by Lull as JSON", error))?;
    if document.format != FORMAT {
        return Err(malformed("format", FORMAT, document.format).into());
    }
    if document.version > VERSION || document.schema > SCHEMA {
        return Err(Refused::Store(StoreError::NewerSchema {
            found: document.schema,
            known: SCHEMA,
        }));
    }
    if document.schema < 1 {
        return Err(malformed("schema", "1 or more", document.schema).into());
    }
    let mut connection = at_schema(document.schema)?;
    let known = tables(&connection)?;
    for (name, told) in &document.tables {
        let table = known.iter().find(|table| table.name == *name);
        let Some(table) = table.filter(|_| !NOT_THE_PERSONS.contains(&name.as_str())) else {
            return Err(unknown(name, name).into());
        };
        let Json::Array(rows) = told else {
            return Err(malformed(name, "a list of rows", kind(told)).into());
        };
        for (index, row) in rows.iter().enumerate() {
            insert(&connection, table, row, &format!("{name}[{index}]"))?;
        }
    }
    let orphan = connection
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get::<_, i64>(0)
        })
        .map_err(StoreError::from)?;
    if orphan > 0 {
        return Err(malformed(
            "tables",
            "rows whose references are in the file as well",
            orphan,
        )
        .into());
    }
    to_today(&mut connection).map_err(|error| match error {
        StoreError::Damaged { detail } => {
            malformed("tables", "rows this Lull can read", detail).into()
        }
        other @ (StoreError::Unusable { .. }
        | StoreError::NewerSchema { .. }
        | StoreError::Full
        | StoreError::ReadOnly
        | StoreError::Busy
        | StoreError::Other { .. }) => Refused::Store(other),
    })?;
    Ok(connection)
}

fn object(table: &Table, row: Vec<Value>) -> Result<Json, StoreError> {
    let mut object = Map::new();
    for (name, value) in table.columns.iter().zip(row) {
        if (table.name.as_str(), name.as_str()) == SECRET {
            continue;
        }
        let value = match value {
            Value::Null => Json::Null,
            Value::Integer(number) => Json::from(number),
            Value::Real(number) => Json::from(number),
            Value::Text(text) => Json::String(text),
            Value::Blob(_) => {
                return Err(StoreError::Other {
                    detail: format!("{}.{name} holds bytes, which a document cannot", table.name),
                });
            }
        };
        object.insert(name.clone(), value);
    }
    Ok(Json::Object(object))
}

fn insert(connection: &Connection, table: &Table, row: &Json, place: &str) -> Result<(), Refused> {
    let Json::Object(row) = row else {
        return Err(malformed(place, "a row with its columns", kind(row)).into());
    };
    let mut names: Vec<&str> = Vec::new();
    let mut values = Vec::new();
    for (name, value) in row {
        let field = format!("{place}.{name}");
        if !table.columns.contains(name) {
            return Err(unknown(&field, name).into());
        }
        names.push(name);
        values.push(match value {
            Json::Null => Value::Null,
            Json::String(text) if text.contains('\0') => {
                return Err(Invalid::new(field, Reason::ForbiddenCharacter).into());
            }
            Json::String(text) => Value::Text(text.clone()),
            Json::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Value::Integer(whole),
                (None, Some(real)) => Value::Real(real),
                (None, None) => return Err(malformed(&field, "a number", number).into()),
            },
            Json::Bool(_) | Json::Array(_) | Json::Object(_) => {
                return Err(malformed(&field, "text, a number or null", kind(value)).into());
            }
        });
    }
    if names.is_empty() {
        return Err(malformed(place, "a row with its columns", "an empty one").into());
    }
    let inserted = connection
        .prepare_cached(&table.insert(&names))
        .and_then(|mut statement| statement.execute(params_from_iter(values)));
    match inserted {
        Ok(_) => Ok(()),
        Err(error) => Err(malformed(place, "a row the diary can keep", error).into()),
    }
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn malformed(field: &str, expected: &str, got: impl core::fmt::Display) -> Invalid {
    let reason = Reason::Malformed {
        expected: expected.to_owned(),
        got: got.to_string(),
    };
    Invalid::new(field, reason)
}

fn unknown(field: &str, got: &str) -> Invalid {
    let got = got.chars().take(60).collect();
    Invalid::new(field, Reason::Unknown { got })
}

impl From<Invalid> for Refused {
    fn from(invalid: Invalid) -> Self {
        Self::Document(invalid)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
