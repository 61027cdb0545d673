//! Damage, backups, and tables from elsewhere, as a shell shows them. Paths are text here.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use lull_core::app;
use lull_core::driver::csv::table;
pub use lull_core::driver::csv::table::{DateOrder, Encoding, Field, Unanswered};
use lull_core::driver::store;
pub use lull_core::driver::store::{BackupKind, DamageKind, Merged, OnConflict};

use super::Entry;

/// What was wrong with a diary's file.
#[uniffi::remote(Enum)]
pub enum DamageKind {
    /// Parts of the file do not fit together.
    Pages,
    /// The log of the newest writes holds some that a damaged part hides.
    Log,
    /// The file is there and holds nothing.
    Empty,
    /// There was a diary, and its file is gone.
    Missing,
    /// Only the log of the newest writes is there.
    LogWithoutDiary,
    /// A database, but not Lull's.
    AnotherProgram,
    /// No database at all.
    NoDatabase,
}

/// What became of a damaged diary. Nothing of it was deleted.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Damage {
    pub kind: DamageKind,
    pub noticed: Timestamp,
    /// The folder with the damaged files; absent when there was nothing left to keep.
    pub set_aside: Option<String>,
    pub nights_saved: u32,
    pub sessions_saved: u32,
    /// Rows with a field that could not be read and is now empty.
    pub mended: u32,
    /// Places that hold something and could not be read.
    pub unreadable: u32,
    /// What a tap on Start drove could not be saved; that is now a massager the person switches by hand.
    pub device_reset: bool,
    /// The newest automatic backup, to fill in from.
    pub newest_backup: Option<String>,
}

impl From<store::Damage> for Damage {
    fn from(damage: store::Damage) -> Self {
        let (nights_saved, sessions_saved) = (damage.saved.nights(), damage.saved.sessions());
        let store::Damage {
            kind,
            noticed,
            set_aside,
            saved,
            newest_backup,
        } = damage;
        let store::Saved {
            rows: _,
            mended,
            unreadable,
            device_reset,
        } = saved;
        Self {
            kind,
            noticed,
            set_aside: set_aside.as_deref().map(text),
            nights_saved,
            sessions_saved,
            mended,
            unreadable,
            device_reset,
            newest_backup: newest_backup.as_deref().map(text),
        }
    }
}

/// Why a backup was made.
#[uniffi::remote(Enum)]
pub enum BackupKind {
    /// By itself, once a day.
    Automatic,
    /// The person asked for it.
    ByHand,
    /// What a restored backup took the place of.
    BeforeRestore,
    /// What an import changed.
    BeforeImport,
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BackupContents {
    pub kind: BackupKind,
    pub made: Timestamp,
    pub nights: u32,
    pub sessions: u32,
}

impl From<store::Manifest> for BackupContents {
    fn from(manifest: store::Manifest) -> Self {
        let rows = |table: &str| manifest.rows.get(table).copied().unwrap_or(0);
        Self {
            kind: manifest.kind,
            made: manifest.made,
            nights: rows("entry"),
            sessions: rows("session"),
        }
    }
}

/// A backup's file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Backup {
    pub path: String,
    pub bytes: u64,
    /// Absent when a passphrase hides it, or when the file is damaged.
    pub contents: Option<BackupContents>,
    /// A passphrase is needed.
    pub locked: bool,
}

impl From<store::Backup> for Backup {
    fn from(backup: store::Backup) -> Self {
        let store::Backup {
            path,
            bytes,
            manifest,
            locked,
        } = backup;
        Self {
            path: text(&path),
            bytes,
            contents: manifest.map(Into::into),
            locked,
        }
    }
}

/// What became of a night that is here and in a file.
#[uniffi::remote(Enum)]
pub enum OnConflict {
    /// The diary's stays as it is.
    Keep,
    /// The file's takes its place.
    Replace,
    /// The diary's stays, and the file's fills in what was not said.
    Fill,
}

/// What merging did.
#[uniffi::remote(Record)]
pub struct Merged {
    pub nights_added: u32,
    pub nights_changed: u32,
    pub nights_kept: u32,
    pub sessions_added: u32,
    pub others_added: u32,
    pub others_changed: u32,
    /// The device a tap on Start drove is not kept here; it is now a massager the person switches by hand.
    pub device_reset: bool,
}

/// What restoring did.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Restored {
    pub contents: BackupContents,
    /// The diary as it was before, as a backup of its own.
    pub before: Backup,
    /// What was filled in; nothing when the backup took the diary's place.
    pub merged: Merged,
}

impl From<app::Restored> for Restored {
    fn from(restored: app::Restored) -> Self {
        let app::Restored {
            manifest,
            before,
            merged,
        } = restored;
        Self {
            contents: manifest.into(),
            before: before.into(),
            merged,
        }
    }
}

/// What is left after everything was forgotten.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Forgotten {
    /// Sessions of the last hours of which it stays known that the motor ran, so that rest and the night's cap hold.
    pub sessions_counted: u32,
    pub removed: Vec<String>,
    /// Backups and set-aside folders that still hold a diary.
    pub left: Vec<String>,
}

impl From<store::Forgotten> for Forgotten {
    fn from(forgotten: store::Forgotten) -> Self {
        let store::Forgotten {
            rows: _,
            sessions_counted,
            removed,
            left,
        } = forgotten;
        let texts = |paths: Vec<PathBuf>| paths.iter().map(|path| text(path)).collect();
        Self {
            sessions_counted,
            removed: texts(removed),
            left: texts(left),
        }
    }
}

/// What a column of a table can be about.
#[uniffi::remote(Enum)]
pub enum Field {
    Night,
    Bedtime,
    Symptoms,
    Onset,
    Severity,
    SleepQuality,
    GotUp,
    Helped,
    SessionUsed,
    SessionMinutes,
    SessionStart,
    Note,
}

/// The order of day, month and year in dates written with numbers only.
#[uniffi::remote(Enum)]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// How a file's letters are written.
#[uniffi::remote(Enum)]
pub enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
}

/// What an empty cell about symptoms means in a row that tells other things.
#[uniffi::remote(Enum)]
pub enum Unanswered {
    /// The person filled the row in and did not know this.
    DontKnow,
    /// The person did not say.
    NotSaid,
}

/// A column the person chose for a field: its header, or its number as in `#3`; empty leaves the field out.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ColumnChoice {
    pub field: Field,
    pub column: String,
}

/// What the person decided instead of the guess.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ImportChoices {
    #[uniffi(default = [])]
    pub columns: Vec<ColumnChoice>,
    #[uniffi(default = None)]
    pub date_order: Option<DateOrder>,
    /// One sign.
    #[uniffi(default = None)]
    pub delimiter: Option<String>,
    #[uniffi(default = None)]
    pub encoding: Option<Encoding>,
    /// How long a session ran of which only the start is told, 1 to 240 minutes.
    #[uniffi(default = None)]
    pub session_minutes: Option<u16>,
    /// Absent: "don't know".
    #[uniffi(default = None)]
    pub unanswered: Option<Unanswered>,
    pub on_conflict: OnConflict,
}

impl From<ImportChoices> for table::ImportChoices {
    fn from(choices: ImportChoices) -> Self {
        let columns = choices.columns.into_iter();
        Self {
            map: columns
                .map(|choice| (choice.field, choice.column))
                .collect(),
            date_order: choices.date_order,
            delimiter: choices.delimiter.and_then(|sign| sign.chars().next()),
            encoding: choices.encoding,
            session_minutes: choices.session_minutes,
            unanswered: choices.unanswered,
            on_conflict: choices.on_conflict,
        }
    }
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ColumnGuess {
    pub header: String,
    /// Absent: not used.
    pub field: Option<Field>,
    /// Its first cell that is not empty.
    pub example: String,
}

/// A night as it would be imported.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PreviewedNight {
    pub entry: Entry,
    pub sessions: u32,
}

/// How a file would be read.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TableGuess {
    /// The file is in Lull's own columns; nothing had to be guessed.
    pub own_format: bool,
    pub encoding: Encoding,
    pub delimiter: String,
    pub date_order: Option<DateOrder>,
    pub columns: Vec<ColumnGuess>,
    /// Minutes taken for sessions of which only the start is told.
    pub assumed_minutes: Option<u16>,
    /// Ratings that were rounded to a whole number.
    pub rounded: u32,
    /// Rows with a date and nothing else, which are left out.
    pub empty_rows: u32,
    /// Rows whose empty cell about symptoms was taken for "don't know".
    pub taken_for_unknown: u32,
    pub nights: Vec<PreviewedNight>,
}

impl From<table::Guess> for TableGuess {
    fn from(guess: table::Guess) -> Self {
        let table::Guess {
            own_format,
            encoding,
            delimiter,
            date_order,
            columns,
            assumed_minutes,
            rounded,
            empty_rows,
            taken_for_unknown,
            nights,
        } = guess;
        let column = |column: table::ColumnGuess| ColumnGuess {
            header: column.header,
            field: column.field,
            example: column.example,
        };
        let night = |(entry, sessions): (lull_core::diary::Entry, u32)| PreviewedNight {
            entry: entry.into(),
            sessions,
        };
        Self {
            own_format,
            encoding,
            delimiter: delimiter.to_string(),
            date_order,
            columns: columns.into_iter().map(column).collect(),
            assumed_minutes,
            rounded,
            empty_rows,
            taken_for_unknown,
            nights: nights.into_iter().map(night).collect(),
        }
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
