//! Taking a diary in and out as a file. All or nothing.

use jiff::civil::Date;
use rusqlite::Connection;

use super::diary::check;
use super::{App, AppError, Imported, document};
use crate::diary::Entry;
use crate::driver::csv::table::{self, Guess, ImportChoices};
use crate::driver::csv::{self, Refused, Row, SessionChange};
use crate::driver::json;
use crate::driver::store::{BackupKind, Merged, OnConflict, StoreError, diary, merge, sessions};
use crate::time::{Night, Now};

impl App {
    /// Reads a diary in the documented columns. What the file tells of a night wins over what is kept; what it leaves
    /// out stays. A second import of the same file changes nothing.
    ///
    /// # Errors
    /// [`AppError::BadRow`] names line and field of the first row that cannot be kept, [`AppError::Invalid`] a file
    /// too long to be read; nothing is imported then.
    pub fn import_csv(&self, bytes: &[u8], now: &Now) -> Result<Imported, AppError> {
        let rows = csv::read(bytes, now)?;
        self.import_rows(&rows, OnConflict::Replace, now)
    }

    /// How any table of nights would be read: what each column was taken for, and the nights it would give. Changes
    /// nothing.
    ///
    /// # Errors
    /// [`AppError::BadRow`] names line and field of the first row that cannot be kept, or the choice to be made.
    pub fn preview_table(
        &self,
        bytes: &[u8],
        choices: &ImportChoices,
        now: &Now,
    ) -> Result<Guess, AppError> {
        let (guess, rows) = table::read(bytes, choices, now)?;
        for row in &rows {
            check_row(row, now)?;
        }
        Ok(guess)
    }

    /// Reads any table of nights the way [`App::preview_table`] told. A backup is made first, which undoes it; then all
    /// of it is imported or nothing.
    ///
    /// # Errors
    /// As [`App::preview_table`]; else the storage's own.
    pub fn import_table(
        &self,
        bytes: &[u8],
        choices: &ImportChoices,
        now: &Now,
    ) -> Result<Imported, AppError> {
        let (_, rows) = table::read(bytes, choices, now)?;
        self.backup_before(BackupKind::BeforeImport, now)?;
        self.import_rows(&rows, choices.on_conflict, now)
    }

    fn import_rows(
        &self,
        rows: &[Row],
        on_conflict: OnConflict,
        now: &Now,
    ) -> Result<Imported, AppError> {
        let imported = self.write(|connection| {
            let mut imported = Imported::default();
            for row in rows {
                import_row(connection, row, on_conflict, now, &mut imported)?;
            }
            Ok::<_, AppError>(imported)
        })?;
        self.keep_safe(now);
        Ok(imported)
    }

    /// The whole diary in the documented columns.
    ///
    /// # Errors
    /// The storage's own.
    pub fn export_csv(&self) -> Result<String, AppError> {
        let (first, last) = (Night::new(Date::MIN), Night::new(Date::MAX));
        let nights = self
            .read(|connection| Ok::<_, AppError>(diary::told_nights(connection, first, last)?))?;
        csv::write(&nights).map_err(|error| {
            let detail = error.to_string();
            StoreError::Other { detail }.into()
        })
    }
}

impl App {
    /// The whole diary as one JSON document: `docs/guide/json.md`.
    ///
    /// # Errors
    /// The storage's own.
    pub fn export_json(&self, now: &Now) -> Result<String, AppError> {
        self.read(|connection| Ok::<_, AppError>(json::write(connection, now)?))
    }

    /// Whether a file is such a document rather than a table.
    #[must_use]
    pub fn is_json_diary(bytes: &[u8]) -> bool {
        json::is_document(bytes)
    }

    /// Reads such a document, of this or an older Lull. A backup is made first; then all of it is imported or nothing.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names the first place that cannot be kept, as in `entry[3].severity`;
    /// [`StoreError::NewerSchema`] for a document of a newer Lull; [`AppError::SessionRunning`] while a session writes
    /// its journal.
    pub fn import_json(
        &self,
        bytes: &[u8],
        on_conflict: OnConflict,
        now: &Now,
    ) -> Result<Merged, AppError> {
        let document = json::read(bytes).map_err(|refused| match refused {
            json::Refused::Document(invalid) => AppError::Invalid(invalid),
            json::Refused::Store(error) => AppError::Store(error),
        })?;
        document::check(&document, now)?;
        let _vacancy = self.vacant()?;
        self.backup_before(BackupKind::BeforeImport, now)?;
        self.write(|connection| Ok(merge::merge(&document, connection, on_conflict)?))
    }
}

fn import_row(
    connection: &Connection,
    row: &Row,
    on_conflict: OnConflict,
    now: &Now,
    imported: &mut Imported,
) -> Result<(), AppError> {
    let night = row.entry.night;
    let kept_entry = diary::entry(connection, night)?;
    let kept_sessions = sessions::of_nights(connection, night, night)?;
    let known = kept_entry.is_some() || !kept_sessions.is_empty();

    let base = kept_entry.clone().unwrap_or_else(|| Entry::empty(night));
    let (merged, told_sessions) = match on_conflict {
        OnConflict::Replace => (csv::merge_entry(&base, &row.entry), row.sessions.as_slice()),
        OnConflict::Keep if known => (base, [].as_slice()),
        OnConflict::Fill if known => {
            // sessions are told all or none: a list here is not filled up with another's
            let told = if kept_sessions.is_empty() {
                row.sessions.as_slice()
            } else {
                &[]
            };
            (base.filled_from(&row.entry), told)
        }
        OnConflict::Keep | OnConflict::Fill => (row.entry.clone(), row.sessions.as_slice()),
    };
    check(&merged, now).map_err(|invalid| AppError::BadRow {
        line: row.line,
        invalid,
    })?;
    // a night known only by a session does not become a logged one by a row that says nothing more
    let nothing_new = kept_entry.is_none()
        && merged == Entry::empty(night)
        && (known || !told_sessions.is_empty());
    let entry_changes = !nothing_new && kept_entry.as_ref() != Some(&merged);
    if entry_changes {
        diary::put_entry(connection, &merged, now.at)?;
    }

    let changes = csv::merge_sessions(&kept_sessions, told_sessions);
    let sessions_change = !changes.is_empty();
    for change in changes {
        match change {
            SessionChange::Add(told) => {
                sessions::add_imported(connection, night, told.start, told.minutes, now)?;
                imported.sessions_added += 1;
            }
            SessionChange::Correct { kept, minutes } => {
                sessions::correct_imported(connection, &kept, minutes)?;
            }
            SessionChange::Remove(kept) => sessions::remove(connection, &kept)?,
        }
    }

    imported.nights += 1;
    match (known, entry_changes || sessions_change) {
        (false, _) => imported.added += 1,
        (true, true) => imported.changed += 1,
        (true, false) => imported.unchanged += 1,
    }
    Ok(())
}

fn check_row(row: &Row, now: &Now) -> Result<(), AppError> {
    check(&row.entry, now).map_err(|invalid| AppError::BadRow {
        line: row.line,
        invalid,
    })
}

impl From<Refused> for AppError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::File(invalid) => Self::Invalid(invalid),
            Refused::Row { line, invalid } => Self::BadRow { line, invalid },
        }
    }
}
