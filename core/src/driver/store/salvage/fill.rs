//! Which rows a fresh diary takes, and what becomes of one with a damaged field.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::Saved;
use super::rows::{Row, Rows};
use crate::driver::store::check::row_is_readable;
use crate::driver::store::tables::{Table, tables};
use crate::driver::store::{SCHEMA, StoreError};

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
                let taken = self.offer(table, row)?;
                self.count(&taken);
            }
        }
        for row in &rows.strays {
            let taken = self.offer_to_all(&tables, row)?;
            self.count(&taken);
        }
        self.saved.unreadable += drop_orphans(self.connection)?;
        Ok(self.saved)
    }

    /// A stray row belongs to the first table of its width that takes it whole. A long one may also be an older row of
    /// a table that has grown since.
    fn offer_to_all(&self, tables: &[Table], row: &Row) -> Result<Taken, StoreError> {
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
        match inserted {
            Ok(_) => {}
            Err(error) if is_known(&error) => return Ok(Taken::Known),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                return Ok(Taken::Refused);
            }
            Err(error) => return Err(error.into()),
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

fn is_known(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    extended == Some(rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
        || extended == Some(rusqlite::ffi::SQLITE_CONSTRAINT_ROWID)
        || extended == Some(rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE)
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
