//! Taking a diary in and out as a file. All or nothing.

use jiff::civil::Date;
use rusqlite::Connection;

use super::diary::check;
use super::{App, AppError, Imported};
use crate::diary::Entry;
use crate::driver::csv::{self, Refused, Row, SessionChange};
use crate::driver::store::{StoreError, diary, sessions};
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
        self.write(|connection| {
            let mut imported = Imported::default();
            for row in &rows {
                import_row(connection, row, now, &mut imported)?;
            }
            Ok(imported)
        })
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

fn import_row(
    connection: &Connection,
    row: &Row,
    now: &Now,
    imported: &mut Imported,
) -> Result<(), AppError> {
    let night = row.entry.night;
    let kept_entry = diary::entry(connection, night)?;
    let kept_sessions = sessions::of_nights(connection, night, night)?;
    let known = kept_entry.is_some() || !kept_sessions.is_empty();

    let base = kept_entry.clone().unwrap_or_else(|| Entry::empty(night));
    let merged = csv::merge_entry(&base, &row.entry);
    check(&merged, now).map_err(|invalid| AppError::BadRow {
        line: row.line,
        invalid,
    })?;
    // a night known only by a session does not become a logged one by a row that says nothing more
    let nothing_new = kept_entry.is_none()
        && merged == Entry::empty(night)
        && (known || !row.sessions.is_empty());
    let entry_changes = !nothing_new && kept_entry.as_ref() != Some(&merged);
    if entry_changes {
        diary::put_entry(connection, &merged, now.at)?;
    }

    let changes = csv::merge_sessions(&kept_sessions, &row.sessions);
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

impl From<Refused> for AppError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::File(invalid) => Self::Invalid(invalid),
            Refused::Row { line, invalid } => Self::BadRow { line, invalid },
        }
    }
}
