//! Which rows a fresh diary takes, and what becomes of one with a damaged field.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, ffi, params_from_iter};

use super::Saved;
use super::rows::{Row, Rows};
use crate::driver::store::check::row_is_readable;
use crate::driver::store::tables::{Table, draw_above, tables};
use crate::driver::store::{SCHEMA, StoreError};

/// Where SQLite notes the numbers that tables have drawn.
const SEQUENCE: &str = "sqlite_sequence";
/// Rows that may have been drawn and deleted since; more is a damaged number.
const MOST_NUMBERS_GONE: i64 = 1_000_000;
/// Narrower rows are too much alike to be taken for the beginning of a wider one.
const LONG_ROW: usize = 8;

/// Puts rows into a fresh diary.
pub(super) struct Filling<'a> {
    connection: &'a Connection,
    tables: Vec<Table>,
    /// Whether rows can be read as this Lull reads them: not before an older diary was brought to today's schema.
    of_today: bool,
    saved: Saved,
}

/// What became of one row.
enum Taken {
    Whole,
    Mended,
    /// The diary has it already.
    Known,
    Refused,
}

impl<'a> Filling<'a> {
    pub(super) fn new(connection: &'a Connection, schema: i64) -> Result<Self, StoreError> {
        Ok(Self {
            connection,
            tables: tables(connection)?,
            of_today: schema == SCHEMA,
            saved: Saved::default(),
        })
    }

    pub(super) fn put(mut self, rows: &Rows) -> Result<Saved, StoreError> {
        self.saved.unreadable = rows.unreadable;
        let tables = std::mem::take(&mut self.tables);
        for table in &tables {
            for row in rows.of_tables.get(&table.name).into_iter().flatten() {
                let taken = match self.offer(table, row)? {
                    // a damaged table of contents leads to the pages of another table
                    Taken::Refused => self.offer_to_all(&tables, row)?,
                    taken @ (Taken::Whole | Taken::Mended | Taken::Known) => taken,
                };
                self.count(&taken);
            }
        }
        // and with one letter of a name damaged it speaks of a table that nobody knows
        let nobodys = rows.of_tables.iter().filter(|(name, _)| {
            *name != SEQUENCE && !tables.iter().any(|table| table.name == **name)
        });
        for row in nobodys.flat_map(|(_, rows)| rows).chain(&rows.strays) {
            let taken = self.offer_to_all(&tables, row)?;
            self.count(&taken);
        }
        self.saved.unreadable += drop_orphans(self.connection)?;
        self.draw_above(&tables, rows)?;
        Ok(self.saved)
    }

    /// Numbers the damaged diary had drawn are not drawn again, though their rows are gone: a forgotten device's is in
    /// old sessions.
    fn draw_above(&self, tables: &[Table], rows: &Rows) -> Result<(), StoreError> {
        let drawn = rows.of_tables.get(SEQUENCE).into_iter().flatten();
        for row in drawn.chain(&rows.strays) {
            let [Value::Text(name), Value::Integer(number)] = row.values.as_slice() else {
                continue;
            };
            let Some(table) = tables
                .iter()
                .find(|table| table.draws_numbers && table.name == *name)
            else {
                continue;
            };
            let sql = format!("SELECT coalesce(max(rowid), 0) FROM \"{}\"", table.name);
            let highest: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
            // a damaged number would leave none to draw
            if (highest..highest.saturating_add(MOST_NUMBERS_GONE)).contains(number) {
                draw_above(self.connection, &table.name, *number)?;
            }
        }
        Ok(())
    }

    /// A stray row belongs to the first table of its width that takes it whole. A long one may also be an older row of
    /// a table that has grown since.
    fn offer_to_all(&self, tables: &[Table], row: &Row) -> Result<Taken, StoreError> {
        if is_of_the_sequence(tables, row) {
            return Ok(Taken::Known);
        }
        let width = row.values.len();
        let same = tables.iter().filter(|table| table.columns.len() == width);
        let grown = tables
            .iter()
            .filter(|table| table.columns.len() > width && width >= LONG_ROW);
        let fits = |table: &&Table| table.has_types_of(&row.values);
        for table in same.chain(grown).filter(fits) {
            match self.insert(table, row, None)? {
                Taken::Refused => {}
                taken @ (Taken::Whole | Taken::Mended | Taken::Known) => return Ok(taken),
            }
        }
        Ok(Taken::Refused)
    }

    fn offer(&self, table: &Table, row: &Row) -> Result<Taken, StoreError> {
        match self.insert(table, row, None)? {
            Taken::Refused => {}
            taken @ (Taken::Whole | Taken::Mended | Taken::Known) => return Ok(taken),
        }
        // one field damaged: the row without it is worth more than no row
        for column in 0..row.values.len().min(table.columns.len()) {
            match self.insert(table, row, Some(column))? {
                Taken::Refused => {}
                Taken::Whole | Taken::Mended => return Ok(Taken::Mended),
                Taken::Known => return Ok(Taken::Known),
            }
        }
        Ok(Taken::Refused)
    }

    fn insert(
        &self,
        table: &Table,
        row: &Row,
        without: Option<usize>,
    ) -> Result<Taken, StoreError> {
        let id = Value::Integer(row.id);
        let given = table
            .columns
            .iter()
            .zip(&row.values)
            .enumerate()
            .filter(|(index, _)| Some(*index) != without);
        let (names, values): (Vec<&str>, Vec<&Value>) = given
            .map(|(index, (column, value))| {
                // the number of a row stands beside its values, not among them
                let is_number = table.row_number == Some(index);
                (column.as_str(), if is_number { &id } else { value })
            })
            .unzip();
        if names.is_empty() {
            return Ok(Taken::Refused);
        }
        let sql = table.insert(&names);
        let inserted = self
            .connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(values));
        if let Err(error) = inserted {
            return refusal(&error).ok_or_else(|| error.into());
        }
        let number = self.connection.last_insert_rowid();
        if !self.of_today || row_is_readable(self.connection, &table.name, number)? {
            return Ok(Taken::Whole);
        }
        self.connection
            .prepare_cached(&format!("DELETE FROM \"{}\" WHERE rowid = ?1", table.name))?
            .execute([number])?;
        Ok(Taken::Refused)
    }

    fn count(&mut self, taken: &Taken) {
        match taken {
            Taken::Whole | Taken::Known => {}
            Taken::Mended => self.saved.mended += 1,
            Taken::Refused => self.saved.unreadable += 1,
        }
    }
}

/// Whether the row is SQLite's own note of the numbers a table has drawn.
fn is_of_the_sequence(tables: &[Table], row: &Row) -> bool {
    matches!(row.values.as_slice(), [Value::Text(name), Value::Integer(_)]
        if tables.iter().any(|table| table.draws_numbers && table.name == *name))
}

/// Rows by table, empty ones left out.
pub(in crate::driver::store) fn row_counts(
    connection: &Connection,
) -> Result<BTreeMap<String, u32>, StoreError> {
    let mut counts = BTreeMap::new();
    for table in tables(connection)? {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.name);
        let count: u32 = connection.query_row(&sql, [], |row| row.get(0))?;
        if count > 0 {
            counts.insert(table.name, count);
        }
    }
    Ok(counts)
}

/// What it means that a row was not taken; `None` for trouble that is not the row's.
///
/// A row with the same key is the same row, told by a page that lay there before. Another unique column alone (a
/// session's number, a device's name) says nothing of that: such a row is another one, and lost.
fn refusal(error: &rusqlite::Error) -> Option<Taken> {
    let error = error.sqlite_error()?;
    match error.extended_code {
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => Some(Taken::Known),
        _ if error.code == ErrorCode::ConstraintViolation => Some(Taken::Refused),
        _ => None,
    }
}

/// Lines of a journal whose session is gone mean nothing to anybody; how many there were.
fn drop_orphans(connection: &Connection) -> Result<u32, StoreError> {
    let mut dropped = 0;
    loop {
        let orphans: Vec<(String, i64)> = connection
            .prepare(
                "SELECT \"table\", rowid FROM pragma_foreign_key_check WHERE rowid IS NOT NULL",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        if orphans.is_empty() {
            return Ok(dropped);
        }
        for (table, number) in orphans {
            connection.execute(
                &format!("DELETE FROM \"{table}\" WHERE rowid = ?1"),
                [number],
            )?;
            dropped += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::store::at_schema;

    fn device(id: i64, name: &str, address: &str) -> Row {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut values = vec![
            Value::Null,
            text(name),
            text(&name.to_lowercase()),
            text(&format!(
                "{{\"reach\":\"bluetooth\",\"address\":\"{address}\"}}"
            )),
            text("bot"),
        ];
        values.resize(9, Value::Null);
        values.push(text("2026-11-21T17:00:00Z"));
        values.resize(13, Value::Null);
        Row { id, values }
    }

    #[test]
    fn the_same_row_twice_is_one_and_another_row_of_the_same_name_is_counted_as_lost() {
        let connection = at_schema(SCHEMA).expect("an empty diary");
        let rows = Rows {
            of_tables: BTreeMap::from([(
                "device".to_owned(),
                vec![
                    device(1, "Feet", "AA:01"),
                    device(1, "Feet", "AA:01"),
                    device(2, "Feet", "AA:02"),
                ],
            )]),
            ..Rows::default()
        };
        let filling = Filling::new(&connection, SCHEMA).expect("reads the tables");
        let saved = filling.put(&rows).expect("fills");
        assert_eq!((saved.unreadable, saved.mended), (1, 0));
        let counts = row_counts(&connection).expect("counts");
        assert_eq!(counts.get("device"), Some(&1));
    }
}
