//! Keeping a diary whole: backups, restoring, and forgetting everything for good.

use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{App, AppError, Changes};
use crate::driver::store::backup::{self, Backup, BackupKind, Manifest, Passphrase};
use crate::driver::store::damage::{self, Damage, SetAside};
use crate::driver::store::forget::{self, Forgotten};
use crate::driver::store::merge::{self, Merged, OnConflict};
use crate::driver::store::ownership::Vacancy;
use crate::driver::store::{StoreError, journal, reminders, rest, settings};
use crate::invalid::{Invalid, Reason};
use crate::time::Now;

/// Copies of automatic backups that stay in a folder of the person's, outside the diary: the newest so many.
pub const COPIES_KEPT: u8 = 7;

/// How a backup comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestoreHow {
    /// It takes the diary's place.
    Replace,
    /// The diary stays, and the backup fills in what is missing.
    Fill,
}

/// What restoring did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    pub manifest: Manifest,
    /// The diary as it was before, as a backup of its own.
    pub before: Backup,
    /// What was filled in; no counts when the backup took the diary's place.
    pub merged: Merged,
}

impl App {
    /// Damaged diaries that were set aside and of which the person has not been told yet, oldest first. The wake tells
    /// of them too; [`App::acknowledge_notices`] says that they were told.
    #[must_use]
    pub fn damage(&self) -> Vec<Damage> {
        damage::untold(self.data())
    }

    /// The person has been told of the damage; [`App::damage`] is empty from now on.
    ///
    /// # Errors
    /// The storage's own.
    pub fn acknowledge_damage(&self) -> Result<(), AppError> {
        damage::acknowledge(self.data())?;
        Ok(())
    }

    /// Everything that was ever set aside, oldest first. Nothing takes it away but the person's word.
    #[must_use]
    pub fn set_aside(&self) -> Vec<SetAside> {
        damage::all_set_aside(self.data())
    }

    /// Whether a forgetting was cut off. The next opening by one process alone finishes it.
    #[must_use]
    pub fn is_forgetting(&self) -> bool {
        forget::is_unfinished(self.data())
    }

    /// Makes a backup: in the diary's own folder of backups, or in `target`, which is replaced when it is there. Without
    /// a passphrase whoever has the file reads it, with the passwords of the kept devices.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names `file` when `target` is a file the diary itself lives in; else the storage's own. No
    /// half backup is left then.
    pub fn create_backup(
        &self,
        target: Option<&Path>,
        passphrase: Option<&Passphrase>,
        now: &Now,
    ) -> Result<Backup, AppError> {
        if target.is_some_and(|target| backup::is_the_diarys_own(target, self.data())) {
            let reason = Reason::Contradicts {
                other: format!("the diary itself, which lives in {}", self.data().display()),
            };
            return Err(Invalid::new("file", reason).into());
        }
        self.read(|connection| {
            let kind = BackupKind::ByHand;
            Ok(backup::make(
                connection,
                self.data(),
                target,
                kind,
                passphrase,
                now,
            )?)
        })
    }

    /// The backups in the diary's own folder, by name.
    #[must_use]
    pub fn backups(&self) -> Vec<Backup> {
        backup::list(self.data())
    }

    /// The automatic backup that was made last; `None` before the first.
    #[must_use]
    pub fn newest_automatic_backup(&self) -> Option<Backup> {
        let made = |backup: &Backup| {
            let manifest = backup.manifest.as_ref()?;
            (manifest.kind == BackupKind::Automatic).then_some(manifest.made)
        };
        let backups = self.backups().into_iter();
        backups
            .filter(|backup| made(backup).is_some())
            .max_by_key(made)
    }

    /// Reads a backup whole and checks it, without changing anything.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names `backup` or `passphrase` and says what is wrong.
    pub fn verify_backup(
        path: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<Manifest, AppError> {
        Ok(backup::verify(path, passphrase)?)
    }

    /// Brings a backup back. What was in the diary before is kept as a backup first; then everything happens at one
    /// stroke or not at all. What the motor did lately still counts for rest and the night's cap, and the next wake gives
    /// a new generation of alarms.
    ///
    /// # Errors
    /// [`AppError::Invalid`] names `backup` or `passphrase` and says what is wrong, [`AppError::SessionRunning`] while
    /// a session writes its journal; else the storage's own. The diary is then as it was.
    pub fn restore_backup(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
        how: RestoreHow,
        now: &Now,
    ) -> Result<Restored, AppError> {
        let (manifest, diary) = backup::read_diary(path, passphrase)?;
        let _vacancy = self.vacant()?;
        self.settle(now)?;
        let before = self.backup_before(BackupKind::BeforeRestore, now)?;
        let merged = match how {
            RestoreHow::Replace => {
                let mut store = self.store();
                let device_reset = store.read(|here| make_ready(here, &diary, now))?;
                store.replace(&diary)?;
                Merged {
                    device_reset,
                    ..Merged::default()
                }
            }
            RestoreHow::Fill => self.write(|connection| {
                Ok::<_, AppError>(merge::merge(&diary, connection, OnConflict::Fill)?)
            })?,
        };
        Ok(Restored {
            manifest,
            before,
            merged,
        })
    }

    /// Forgets everything the person ever told: overwritten in the file, not only unlinked. Backups and what was set
    /// aside stay where they are unless asked for; the answer names what is left. That the motor ran in the last hours
    /// stays known until no limit counts it any more.
    ///
    /// # Errors
    /// [`AppError::SessionRunning`] while a session writes its journal; else the storage's own.
    pub fn forget_everything(
        &self,
        backups_too: bool,
        now: &Now,
    ) -> Result<(Forgotten, Changes), AppError> {
        let _vacancy = self.vacant()?;
        self.settle(now)?;
        let forgotten = forget::everything(&mut self.store(), self.data(), backups_too, now)?;
        let changes = Changes {
            diary: true,
            plan: true,
            schedule: true,
        };
        Ok((forgotten, changes))
    }

    pub(super) fn backup_before(&self, kind: BackupKind, now: &Now) -> Result<Backup, AppError> {
        self.read(|connection| {
            Ok(backup::make(
                connection,
                self.data(),
                None,
                kind,
                None,
                now,
            )?)
        })
    }

    /// Makes the day's backup when it is due. A failure is no reason to refuse what was asked for: it is noted, and
    /// the next call tries again.
    pub(super) fn keep_safe(&self, now: &Now) {
        if !backup::is_due(self.data(), now) {
            return;
        }
        let made = self.read(|connection| {
            Ok::<_, AppError>(backup::keep_daily(connection, self.data(), now)?)
        });
        if let Err(error) = made {
            tracing::warn!(%error, "no automatic backup");
        }
    }

    /// Closes sessions whose process died, so that what they ran is known. Only while no session can begin.
    fn settle(&self, now: &Now) -> Result<(), AppError> {
        self.write(|connection| {
            journal::settle_cut_off(connection, false, now)?;
            Ok(())
        })
    }

    pub(super) fn vacant(&self) -> Result<Vacancy, AppError> {
        Vacancy::look(self.data())?.ok_or(AppError::SessionRunning { id: None })
    }
}

/// Makes a diary ready to take this one's place; true when its chosen device is not kept in it.
fn make_ready(here: &Connection, other: &Connection, now: &Now) -> Result<bool, StoreError> {
    rest::carry_over(here, other, now)?;
    let generation = reminders::generation(here)?.max(reminders::generation(other)?);
    reminders::begin_generation(other, generation + 1)?;
    settings::drop_missing_device(other)
}
