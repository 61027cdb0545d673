//! Reads a file's rows: all of them, or the line and field of the first that cannot be kept.

use std::collections::BTreeMap;
use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use super::cells::{self, clipped};
use super::{Column, FILE_MAX_BYTES, Refused, Row, details};
use crate::diary::Entry;
use crate::invalid::{Invalid, Reason};
use crate::time::{Night, Now};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// A record of our own behind the file's last. If it does not come out as itself, the file ends inside a quoted cell.
/// It cannot be in a file: NUL is refused.
const LAST_RECORD: &[u8] = b"\n\0";

pub(crate) fn read(bytes: &[u8], now: &Now) -> Result<Vec<Row>, Refused> {
    if bytes.len() > FILE_MAX_BYTES {
        let reason = Reason::TooLong {
            max_bytes: FILE_MAX_BYTES as u64,
            got_bytes: bytes.len() as u64,
        };
        return Err(Refused::File(Invalid::new("file", reason)));
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut records = records(bytes, b',')?.into_iter();
    let Some(header) = records.next() else {
        return Err(bad(1, Invalid::new(Column::Night.name(), Reason::Missing)));
    };
    let columns = columns(&header.record).map_err(|invalid| bad(header.line, invalid))?;

    let mut rows = Vec::new();
    let mut seen: BTreeMap<Night, u64> = BTreeMap::new();
    for Numbered { line, record } in records {
        let row = row(line, &record, &columns, now).map_err(|invalid| bad(line, invalid))?;
        let Some(row) = row else { continue };
        if let Some(first) = seen.insert(row.entry.night, line) {
            let other = format!("line {first}");
            let reason = Reason::Contradicts { other };
            return Err(bad(line, Invalid::new(Column::Night.name(), reason)));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Whether the first line names Lull's own columns and no others.
pub(super) fn is_own_format(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let header = reader.byte_records().next().and_then(Result::ok);
    header.is_some_and(|header| columns(&header).is_ok())
}

#[derive(Debug)]
pub(super) struct Numbered {
    pub(super) line: u64,
    pub(super) record: ByteRecord,
}

pub(super) fn records(bytes: &[u8], delimiter: u8) -> Result<Vec<Numbered>, Refused> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes.chain(LAST_RECORD));
    let mut lines = Lines::new(bytes);
    let mut numbered = Vec::new();
    for record in reader.byte_records() {
        let record = record.map_err(|error| {
            let got = error.to_string();
            Refused::File(Invalid::new("file", Reason::Unknown { got }))
        })?;
        let start = record.position().map_or(0, csv::Position::byte);
        let line = lines.at(usize::try_from(start).unwrap_or(usize::MAX));
        numbered.push(Numbered { line, record });
    }
    match numbered.pop() {
        Some(last) if last.record.len() == 1 && last.record.get(0) == Some(b"\0".as_slice()) => {
            Ok(numbered)
        }
        Some(last) => Err(bad(
            last.line,
            Invalid::new("closing quote", Reason::Missing),
        )),
        None => Ok(numbered),
    }
}

/// Counts physical lines while records are read in order.
struct Lines<'a> {
    bytes: &'a [u8],
    counted_to: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            counted_to: 0,
            line: 1,
        }
    }

    /// The line of the first byte at or after `start` that is no line break.
    fn at(&mut self, start: usize) -> u64 {
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let mut end = start.min(self.bytes.len());
        while self.bytes.get(end).is_some_and(is_break) {
            end += 1;
        }
        for index in self.counted_to..end {
            let byte = self.bytes.get(index);
            let next = self.bytes.get(index + 1);
            // a carriage return before a newline is the same line break
            let ends_line = byte == Some(&b'\n') || (byte == Some(&b'\r') && next != Some(&b'\n'));
            self.line += u64::from(ends_line);
        }
        self.counted_to = self.counted_to.max(end);
        self.line
    }
}

/// What each column is; a column without a name may only hold empty cells.
fn columns(header: &ByteRecord) -> Result<Vec<Option<Column>>, Invalid> {
    let mut columns = Vec::new();
    for (index, name) in header.iter().enumerate() {
        let name = cells::text(&format!("column {}", index + 1), name)?;
        let name = name.trim().to_ascii_lowercase();
        if name.is_empty() {
            columns.push(None);
            continue;
        }
        let known = Column::ALL.into_iter().find(|column| column.name() == name);
        let Some(column) = known else {
            let got = clipped(&name);
            let allowed = Column::ALL.map(Column::name).join(", ");
            return Err(Invalid::new(got.clone(), Reason::NotOneOf { allowed, got }));
        };
        if columns.contains(&Some(column)) {
            let other = format!("an earlier column {name}");
            return Err(Invalid::new(name, Reason::Contradicts { other }));
        }
        columns.push(Some(column));
    }
    if !columns.contains(&Some(Column::Night)) {
        return Err(Invalid::new(Column::Night.name(), Reason::Missing));
    }
    Ok(columns)
}

/// `None` for a line of empty cells, as spreadsheets leave below a table.
fn row(
    line: u64,
    record: &ByteRecord,
    columns: &[Option<Column>],
    now: &Now,
) -> Result<Option<Row>, Invalid> {
    if record.iter().all(<[u8]>::is_empty) {
        return Ok(None);
    }
    let mut cells: BTreeMap<&'static str, &str> = BTreeMap::new();
    for (index, cell) in record.iter().enumerate() {
        let unnamed = || format!("column {}", index + 1);
        match columns.get(index).copied().flatten() {
            Some(column) => {
                cells.insert(column.name(), cells::text(column.name(), cell)?);
            }
            None if cell.is_empty() => {}
            None => {
                let got = clipped(cells::text(&unnamed(), cell)?);
                return Err(Invalid::new(unnamed(), Reason::Unknown { got }));
            }
        }
    }
    let untold = columns.iter().skip(record.len()).flatten().next();
    if let Some(column) = untold {
        return Err(Invalid::new(column.name(), Reason::Missing));
    }
    let cell = |column: Column| {
        let cell = cells.get(column.name()).copied().unwrap_or_default();
        (column.name(), cell)
    };

    let mut entry = Entry::empty(cells::night(cell(Column::Night))?);
    entry.bedtime = cells::time(cell(Column::Bedtime))?;
    entry.symptoms = cells::symptoms(cell(Column::Symptoms))?;
    entry.onset = cells::onset(cell(Column::Onset))?;
    entry.severity = cells::score(cell(Column::Severity))?;
    entry.sleep_quality = cells::score(cell(Column::SleepQuality))?;
    entry.got_up = cells::got_up(cell(Column::GotUp))?;
    entry.helped = cells::helped(cell(Column::Helped))?;
    entry.body_parts = cells::body_parts(cell(Column::BodyParts))?;
    entry.note = cell(Column::Note).1.to_owned();
    entry.details = details::read(cell)?;
    let sessions = cells::sessions(cell(Column::SessionStart), cell(Column::SessionMinutes))?;
    entry.validate(now)?;
    Ok(Some(Row {
        line,
        entry,
        sessions,
    }))
}

fn bad(line: u64, invalid: Invalid) -> Refused {
    Refused::Row { line, invalid }
}
