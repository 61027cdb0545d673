//! What can be read of a damaged diary, row by row, put into a fresh one.

mod fill;
mod image;
mod rows;

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::migrate::{self, SCHEMA};
use super::{StoreError, check, files, migrations, settings};
use fill::Filling;
pub(super) use fill::row_counts;
use image::{Image, Log};
use rows::Rows;

/// How much of a damaged diary was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Rows in the fresh diary, by table.
    pub rows: BTreeMap<String, u32>,
    /// Rows with a field that could not be read and is now empty.
    pub mended: u32,
    /// Places that hold something and could not be read.
    pub unreadable: u32,
    /// What a tap on Start drove could not be saved; that is now a massager the person switches by hand.
    #[serde(default)]
    pub device_reset: bool,
}

impl Saved {
    /// Nights with an entry.
    #[must_use]
    pub fn nights(&self) -> u32 {
        self.rows.get("entry").copied().unwrap_or(0)
    }

    #[must_use]
    pub fn sessions(&self) -> u32 {
        self.rows.get("session").copied().unwrap_or(0)
    }
}

/// Whether a log holds acknowledged writes that SQLite would leave out, because a frame before them is damaged.
pub(super) fn log_hides_writes(wal: &[u8]) -> bool {
    Log::read(wal).is_some_and(|log| log.hides_writes())
}

/// Makes a fresh diary at `target` with everything that can be read in the bytes of a damaged one and its log.
///
/// # Errors
/// The storage's own; `target` is then not whole.
pub(super) fn salvage(file: &[u8], wal: &[u8], target: &Path) -> Result<Saved, StoreError> {
    let image = Image::new(file, wal);
    let rows = Rows::gather(&image);
    let schema = image
        .schema()
        .filter(|schema| image.is_database() && (1..=SCHEMA).contains(schema))
        .unwrap_or(SCHEMA);

    files::make_private(target).map_err(|error| files::failed(target, &error))?;
    let mut fresh = Connection::open_with_flags(
        target,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    fresh.pragma_update(None, "synchronous", "FULL")?;
    // rows come in the file's order, not in that of their references
    fresh.pragma_update(None, "foreign_keys", false)?;
    let version = usize::try_from(schema).unwrap_or(usize::MAX);
    migrations()
        .to_version(&mut fresh, version)
        .map_err(migrate::failed)?;
    let filling = fresh.transaction()?;
    let mut saved = Filling::new(&filling, schema)?.put(&rows)?;
    filling.commit()?;
    if schema < SCHEMA {
        migrate::to_latest(&mut fresh)?;
        saved.unreadable += check::drop_unreadable_rows(&fresh)?;
    }
    saved.device_reset = settings::drop_missing_device(&fresh)?;
    saved.rows = row_counts(&fresh)?;
    fresh.close().map_err(|(_, error)| error)?;
    Ok(saved)
}
