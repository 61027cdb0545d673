//! Rows as they lie in the pages of a damaged diary, with or without a readable table of contents.
//!
//! Tables are trees of pages. A tree whose upper pages are damaged still has its leaves somewhere in the file: they are
//! found by looking at every page, and their rows then belong to whichever table takes them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;

use super::image::{Image, four, two};

const INTERIOR: u8 = 0x05;
const LEAF: u8 = 0x0d;
/// Deeper trees are circles made by damage.
const DEEPEST: usize = 20;
/// More columns than any table has.
const MOST_COLUMNS: usize = 64;
/// Longer rows are damaged lengths: a note has at most 4 KiB, a document a few more.
const LONGEST_ROW: usize = 4 * 1024 * 1024;

/// One row as it lies in the file.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) values: Vec<Value>,
}

/// Everything that looks like a row.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// By table, where the table of contents could still tell.
    pub(super) of_tables: BTreeMap<String, Vec<Row>>,
    /// From leaves that no readable tree leads to.
    pub(super) strays: Vec<Row>,
    /// Cells and pages that hold something and could not be read.
    pub(super) unreadable: u32,
}

impl Rows {
    pub(super) fn gather(image: &Image<'_>) -> Self {
        let mut rows = Self::default();
        let mut seen = BTreeSet::new();
        let mut contents = Vec::new();
        rows.tree(image, 1, 0, &mut seen, &mut contents);
        let tables: Vec<(String, u32)> = contents.iter().filter_map(table).collect();
        for (name, root) in &tables {
            let mut found = Vec::new();
            rows.tree(image, *root, 0, &mut seen, &mut found);
            rows.of_tables.insert(name.clone(), found);
        }
        for number in image.page_numbers().filter(|number| !seen.contains(number)) {
            let is_leaf = image
                .page(number)
                .is_some_and(|page| page.first() == Some(&LEAF));
            if is_leaf {
                let mut found = Vec::new();
                rows.leaf(image, number, &mut found);
                rows.strays.append(&mut found);
            }
        }
        rows
    }

    fn tree(
        &mut self,
        image: &Image<'_>,
        number: u32,
        depth: usize,
        seen: &mut BTreeSet<u32>,
        found: &mut Vec<Row>,
    ) {
        if depth > DEEPEST || !seen.insert(number) {
            return;
        }
        let Some(page) = image.page(number) else {
            self.unreadable += 1;
            return;
        };
        let start = header_start(number);
        match page.get(start) {
            Some(&INTERIOR) => {
                for child in children(page, start) {
                    self.tree(image, child, depth + 1, seen, found);
                }
            }
            // a page whose kind was damaged may still hold its rows
            Some(_) => self.leaf(image, number, found),
            None => self.unreadable += 1,
        }
    }

    fn leaf(&mut self, image: &Image<'_>, number: u32, found: &mut Vec<Row>) {
        let Some(page) = image.page(number) else {
            self.unreadable += 1;
            return;
        };
        let start = header_start(number);
        if page.get(start) != Some(&LEAF) {
            self.unreadable += 1;
        }
        for at in cells(page, start, 8) {
            match row(image, page, at) {
                Some(row) => found.push(row),
                None => self.unreadable += 1,
            }
        }
    }
}

/// The file's own header stands before the first page's.
fn header_start(number: u32) -> usize {
    if number == 1 { 100 } else { 0 }
}

fn cells(page: &[u8], start: usize, header: usize) -> impl Iterator<Item = usize> {
    let fits = page.len().saturating_sub(start + header) / 2;
    let count = two(page, start + 3).map_or(0, usize::from);
    // a damaged count: none at all, rather than the page's content taken for pointers
    let count = if count <= fits { count } else { 0 };
    (0..count).filter_map(move |index| two(page, start + header + index * 2).map(usize::from))
}

fn children(page: &[u8], start: usize) -> Vec<u32> {
    let left = cells(page, start, 12).filter_map(|at| four(page, at));
    left.chain(four(page, start + 8)).collect()
}

/// A table of the diary and its first page, from a row of the table of contents.
fn table(row: &Row) -> Option<(String, u32)> {
    match row.values.as_slice() {
        [
            Value::Text(kind),
            Value::Text(name),
            _,
            Value::Integer(root),
            ..,
        ] if kind == "table" => Some((name.clone(), u32::try_from(*root).ok()?)),
        _ => None,
    }
}

fn row(image: &Image<'_>, page: &[u8], at: usize) -> Option<Row> {
    let (length, used) = varint(page.get(at..)?)?;
    let (id, used_by_id) = varint(page.get(at + used..)?)?;
    let length = usize::try_from(length)
        .ok()
        .filter(|length| *length <= LONGEST_ROW)?;
    let payload = payload(image, page, at + used + used_by_id, length)?;
    let values = values(&payload)?;
    Some(Row { id, values })
}

/// A long row goes on in a chain of pages of its own.
fn payload(image: &Image<'_>, page: &[u8], at: usize, length: usize) -> Option<Vec<u8>> {
    let usable = image.usable();
    let most = usable.checked_sub(35)?;
    if length <= most {
        return page.get(at..at.checked_add(length)?).map(<[u8]>::to_vec);
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let wanted = least + (length - least) % (usable - 4);
    let local = if wanted <= most { wanted } else { least };
    let mut payload = page.get(at..at + local)?.to_vec();
    let mut next = four(page, at + local)?;
    while payload.len() < length {
        // each page adds to it, so a circle ends as well
        let overflow = image.page(next)?;
        let rest = (length - payload.len()).min(usable - 4);
        payload.extend_from_slice(overflow.get(4..4 + rest)?);
        next = four(overflow, 0)?;
    }
    Some(payload)
}

fn values(payload: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload)?;
    let header = usize::try_from(header).ok()?;
    let mut body = payload.get(header..)?;
    let mut values = Vec::new();
    while at < header {
        let (kind, used) = varint(payload.get(at..header)?)?;
        at += used;
        let (value, length) = value(kind, body)?;
        body = body.get(length..)?;
        values.push(value);
        if values.len() > MOST_COLUMNS {
            return None;
        }
    }
    (!values.is_empty()).then_some(values)
}

fn value(kind: i64, body: &[u8]) -> Option<(Value, usize)> {
    let whole = |length: usize| {
        let bytes = body.get(..length)?;
        let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
        let start = if negative { -1_i64 } else { 0 };
        let number = bytes
            .iter()
            .fold(start, |number, byte| (number << 8) | i64::from(*byte));
        Some((Value::Integer(number), length))
    };
    match kind {
        0 => Some((Value::Null, 0)),
        1..=4 => whole(usize::try_from(kind).ok()?),
        5 => whole(6),
        6 => whole(8),
        7 => {
            let bytes = body.get(..8)?.try_into().ok()?;
            Some((Value::Real(f64::from_be_bytes(bytes)), 8))
        }
        8 => Some((Value::Integer(0), 0)),
        9 => Some((Value::Integer(1), 0)),
        12.. => {
            let length = usize::try_from((kind - 12) / 2).ok()?;
            let bytes = body.get(..length)?;
            let value = if kind % 2 == 0 {
                Value::Blob(bytes.to_vec())
            } else {
                // a damaged letter is shown as one; the rest of the note is still worth having
                Value::Text(String::from_utf8_lossy(bytes).into_owned())
            };
            Some((value, length))
        }
        _ => None,
    }
}

/// SQLite's number of one to nine bytes, and how many they were.
fn varint(bytes: &[u8]) -> Option<(i64, usize)> {
    let mut number = 0_u64;
    for (index, byte) in bytes.iter().take(9).enumerate() {
        if index == 8 {
            return Some((((number << 8) | u64::from(*byte)).cast_signed(), 9));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number.cast_signed(), index + 1));
        }
    }
    None
}
