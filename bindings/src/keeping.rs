//! The calls that keep a diary whole: damage, backups, files in and out, forgetting.

use std::path::Path;

use lull_core::app;
use lull_core::driver::store::Passphrase;

use crate::app::App;
use crate::error::ApiError;
use crate::mirror::{
    Backup, BackupContents, Damage, Forgotten, ImportChoices, Imported, Merged, Moment, OnConflict,
    Restored, TableGuess,
};
use crate::report::guarded;

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "arguments come from the other side by value"
)]
impl App {
    /// Damaged diaries that were set aside and of which the person has not been told yet, oldest first.
    pub fn damage(&self) -> Result<Vec<Damage>, ApiError> {
        self.ask(|core| Ok(core.damage().into_iter().map(Into::into).collect()))
    }

    /// The person has been told of the damage.
    pub fn acknowledge_damage(&self) -> Result<(), ApiError> {
        self.ask(app::App::acknowledge_damage)
    }

    /// The backups in the diary's own folder, by name.
    pub fn backups(&self) -> Result<Vec<Backup>, ApiError> {
        self.ask(|core| Ok(core.backups().into_iter().map(Into::into).collect()))
    }

    /// The automatic backup that was made last; absent before the first.
    pub fn newest_automatic_backup(&self) -> Result<Option<Backup>, ApiError> {
        self.ask(|core| Ok(core.newest_automatic_backup().map(Into::into)))
    }

    /// Makes a backup in the diary's own folder, or in the file `target`; sealed when there is a passphrase.
    pub fn create_backup(
        &self,
        target: Option<String>,
        passphrase: Option<String>,
        now: Moment,
    ) -> Result<Backup, ApiError> {
        let target = target.as_deref().map(Path::new);
        self.ask_at(now, |core, now| {
            let passphrase = sealed_by(passphrase.as_deref())?;
            Ok(core.create_backup(target, passphrase.as_ref(), now)?.into())
        })
    }

    /// Brings a backup back: in the diary's place, or filling in what is missing.
    pub fn restore_backup(
        &self,
        path: String,
        passphrase: Option<String>,
        fill: bool,
        now: Moment,
    ) -> Result<Restored, ApiError> {
        let how = if fill {
            app::RestoreHow::Fill
        } else {
            app::RestoreHow::Replace
        };
        self.ask_at(now, |core, now| {
            let passphrase = sealed_by(passphrase.as_deref())?;
            let path = Path::new(&path);
            Ok(core
                .restore_backup(path, passphrase.as_ref(), how, now)?
                .into())
        })
    }

    /// The whole diary as one JSON document.
    pub fn export_json(&self, now: Moment) -> Result<String, ApiError> {
        self.ask_at(now, app::App::export_json)
    }

    /// Reads such a document; all of it or nothing.
    pub fn import_json(
        &self,
        bytes: Vec<u8>,
        on_conflict: OnConflict,
        now: Moment,
    ) -> Result<Merged, ApiError> {
        self.ask_at(now, |core, now| core.import_json(&bytes, on_conflict, now))
    }

    /// How any table of nights would be read. Changes nothing.
    pub fn preview_table(
        &self,
        bytes: Vec<u8>,
        choices: ImportChoices,
        now: Moment,
    ) -> Result<TableGuess, ApiError> {
        self.ask_at(now, |core, now| {
            Ok(core.preview_table(&bytes, &choices.into(), now)?.into())
        })
    }

    /// Reads a table the way the preview told; all of it or nothing. A backup is made first.
    pub fn import_table(
        &self,
        bytes: Vec<u8>,
        choices: ImportChoices,
        now: Moment,
    ) -> Result<Imported, ApiError> {
        self.ask_at(now, |core, now| {
            core.import_table(&bytes, &choices.into(), now)
        })
    }

    /// Forgets everything for good; with `backups_too` also every backup and everything set aside.
    pub fn forget_everything(&self, backups_too: bool, now: Moment) -> Result<Forgotten, ApiError> {
        self.ask_at(now, |core, now| {
            Ok(core.forget_everything(backups_too, now)?.0.into())
        })
    }
}

/// Reads a backup whole and checks it, without a diary.
#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "arguments come from the other side by value"
)]
pub fn verify_backup(path: String, passphrase: Option<String>) -> Result<BackupContents, ApiError> {
    guarded(|| {
        let passphrase = sealed_by(passphrase.as_deref())?;
        let manifest = app::App::verify_backup(Path::new(&path), passphrase.as_ref())?;
        Ok(manifest.into())
    })
}

fn sealed_by(passphrase: Option<&str>) -> Result<Option<Passphrase>, app::AppError> {
    Ok(passphrase.map(Passphrase::new).transpose()?)
}
