//! The diary's tables as the schema tells them, so that salvage, export and merging know a new one by themselves.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::StoreError;

/// A table with its columns in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    /// Their declared types, in capitals.
    kinds: Vec<String>,
    /// The columns of the primary key.
    pub(crate) key: Vec<String>,
    /// The column that is SQLite's own number of the row.
    pub(crate) row_number: Option<usize>,
    /// SQLite draws that number, so it says nothing of its own.
    pub(crate) draws_numbers: bool,
    /// What a column holds while nothing was said: NULL, or its default where it cannot be NULL.
    pub(crate) unsaid: Vec<Value>,
    /// Columns that name a row of another table, with that table.
    pub(crate) references: Vec<(String, String)>,
}

impl Table {
    /// Whether the values are of the declared types as they lie in the file. An insert alone would turn a number into
    /// text and so take a row of another table.
    pub(crate) fn has_types_of(&self, values: &[Value]) -> bool {
        self.kinds
            .iter()
            .zip(values)
            .all(|(kind, value)| match value {
                Value::Null => true,
                Value::Integer(_) => kind == "INTEGER",
                Value::Text(_) => kind == "TEXT",
                Value::Real(_) => kind == "REAL",
                Value::Blob(_) => kind == "BLOB",
            })
    }

    /// A statement that inserts these columns.
    pub(crate) fn insert(&self, columns: &[&str]) -> String {
        let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        let places: Vec<String> = (1..=columns.len())
            .map(|place| format!("?{place}"))
            .collect();
        format!(
            "INSERT INTO \"{}\" ({}) VALUES ({})",
            self.name,
            names.join(", "),
            places.join(", ")
        )
    }
}

/// Every table, those before that others name in their references.
pub(crate) fn tables(connection: &Connection) -> Result<Vec<Table>, StoreError> {
    let names: Vec<String> = connection
        .prepare_cached(
            "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut waiting: Vec<Table> = names
        .into_iter()
        .map(|name| table(connection, name))
        .collect::<Result<_, _>>()?;
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let is_free = |table: &Table| {
            table.references.iter().all(|(_, other)| {
                *other == table.name || !waiting.iter().any(|waits| waits.name == *other)
            })
        };
        // tables that name each other in a circle come as they are
        let next = waiting.iter().position(is_free).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    Ok(ordered)
}

/// Sees to it that a table draws no row number up to `number` any more.
pub(super) fn draw_above(
    connection: &Connection,
    table: &str,
    number: i64,
) -> Result<(), StoreError> {
    let raised = connection
        .prepare_cached("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1")?
        .execute((table, number))?;
    if raised == 0 {
        connection
            .prepare_cached("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)")?
            .execute((table, number))?;
    }
    Ok(())
}

fn table(connection: &Connection, name: String) -> Result<Table, StoreError> {
    struct Column {
        name: String,
        kind: String,
        key: i64,
        not_null: bool,
        default: Option<String>,
    }
    let columns: Vec<Column> = connection
        .prepare_cached("SELECT name, type, pk, \"notnull\", dflt_value FROM pragma_table_info(?1) ORDER BY cid")?
        .query_map([&name], |row| {
            Ok(Column {
                name: row.get(0)?,
                kind: row.get(1)?,
                key: row.get(2)?,
                not_null: row.get(3)?,
                default: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let references = connection
        .prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?
        .query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut key: Vec<&Column> = columns.iter().filter(|column| column.key > 0).collect();
    key.sort_by_key(|column| column.key);
    let key: Vec<String> = key.into_iter().map(|column| column.name.clone()).collect();
    let row_number = columns.iter().position(|column| {
        column.key > 0 && key.len() == 1 && column.kind.eq_ignore_ascii_case("integer")
    });
    let draws_numbers = connection
        .prepare_cached("SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema WHERE name = ?1")?
        .query_row([&name], |row| row.get(0))?;
    let unsaid = columns
        .iter()
        .map(|column| match column.default.as_deref() {
            Some(default) if column.not_null => literal(default),
            Some(_) | None => Value::Null,
        })
        .collect();
    Ok(Table {
        name,
        draws_numbers,
        unsaid,
        kinds: columns
            .iter()
            .map(|column| column.kind.to_ascii_uppercase())
            .collect(),
        columns: columns.into_iter().map(|column| column.name).collect(),
        key,
        row_number,
        references,
    })
}

/// A default as the schema writes it.
fn literal(sql: &str) -> Value {
    let text = sql
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    match (text, sql.parse()) {
        (Some(text), _) => Value::Text(text.replace("''", "'")),
        (None, Ok(number)) => Value::Integer(number),
        (None, Err(_)) => Value::Null,
    }
}
