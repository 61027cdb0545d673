//! `lull backup`: whole diaries in one file each, made, listed, checked and brought back.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use console::Term;
use lull_core::app::{App, RestoreHow};
use lull_core::driver::store::{BACKUPS, Backup as Kept, Passphrase, SetAside};
use serde::Serialize;

use crate::exit::Failure;
use crate::prompt::{Prompter, Question};
use crate::stage::Stage;
use crate::words;

/// Scripts give the passphrase here.
const PASSPHRASE_VARIABLE: &str = "LULL_PASSPHRASE";

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a backup now; one a day is made by itself
    ///
    /// A backup holds everything, with the passwords of your devices. Without a passphrase whoever has the file can read
    /// it.
    Create(Create),
    /// List the backups, and what was set aside because it was damaged
    List,
    /// Bring a backup back; the diary as it is now is kept as a backup first
    Restore(Restore),
    /// Read a backup whole and check it, without changing anything
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Create {
    /// Where to put it [default: the diary's own folder of backups]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
struct Restore {
    /// The backup: a file, or a name as lull backup list tells it
    #[arg(value_name = "BACKUP")]
    backup: PathBuf,
    /// Keep the diary and fill in from the backup what is missing
    #[arg(long)]
    fill: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
struct Verify {
    /// The backup: a file, or a name as lull backup list tells it
    #[arg(value_name = "BACKUP")]
    backup: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

#[derive(Debug, Args)]
struct PassphraseArgs {
    /// Ask for a passphrase [or give it in LULL_PASSPHRASE, or by --passphrase-file]
    #[arg(long)]
    passphrase: bool,
    /// A file whose first line is the passphrase
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase")]
    passphrase_file: Option<PathBuf>,
}

/// Everything that can be brought back.
#[derive(Serialize)]
struct Listing {
    folder: PathBuf,
    backups: Vec<Kept>,
    set_aside: Vec<SetAside>,
}

impl Backup {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        match &self.what {
            What::Create(create) => create.run(stage),
            What::List => list(stage),
            What::Restore(restore) => restore.run(stage),
            What::Verify(verify) => verify.run(stage),
        }
    }
}

impl Create {
    fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let passphrase = self.passphrase.read(Asked::Twice)?;
        let app = stage.open()?;
        let made = app.create_backup(self.file.as_deref(), passphrase.as_ref(), &stage.now())?;
        if stage.out.is_json() {
            return stage.out.json(&made);
        }
        stage.out.say(&words::keeping::backup_made(&made))
    }
}

impl Restore {
    fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let path = found(stage, &self.backup)?;
        let passphrase = self.passphrase.read(Asked::Once)?;
        let app = stage.open()?;
        let now = stage.now();
        let manifest = App::verify_backup(&path, passphrase.as_ref())?;
        let how = if self.fill {
            RestoreHow::Fill
        } else {
            RestoreHow::Replace
        };
        if !self.yes {
            let question = Question {
                field: "yes",
                flag: "--yes",
                text: &words::keeping::ask_restore(&manifest, how, &now.zone),
            };
            if !stage.prompter.confirm(question, false)? {
                return Err(Failure::Left);
            }
        }
        let restored = app.restore_backup(&path, passphrase.as_ref(), how, &now)?;
        if stage.out.is_json() {
            return stage.out.json(&restored);
        }
        stage
            .out
            .say(&words::keeping::restored(&restored, how, &now.zone))
    }
}

impl Verify {
    fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let path = found(stage, &self.backup)?;
        let passphrase = self.passphrase.read(Asked::Once)?;
        let manifest = App::verify_backup(&path, passphrase.as_ref())?;
        if stage.out.is_json() {
            return stage.out.json(&manifest);
        }
        stage
            .out
            .say(&words::keeping::verified(&manifest, &stage.now().zone))
    }
}

fn list(stage: &Stage) -> Result<(), Failure> {
    let app = stage.open()?;
    let listing = Listing {
        folder: app.data().join(BACKUPS),
        backups: app.backups(),
        set_aside: app.set_aside(),
    };
    let out = stage.out;
    if out.is_json() {
        return out.json(&listing);
    }
    if listing.backups.is_empty() && listing.set_aside.is_empty() {
        return out.say(words::keeping::NO_BACKUPS);
    }
    out.say(&words::keeping::backups_in(&listing.folder))?;
    for backup in &listing.backups {
        out.item(&words::keeping::backup(backup, &stage.now().zone))?;
    }
    if listing.set_aside.is_empty() {
        return Ok(());
    }
    out.say(&words::keeping::all_set_aside(&listing.set_aside))?;
    for aside in &listing.set_aside {
        out.item(&words::keeping::set_aside(aside))?;
    }
    Ok(())
}

/// A file as given, else one of that name among the diary's own backups.
fn found(stage: &Stage, given: &Path) -> Result<PathBuf, Failure> {
    if given.exists() {
        return Ok(given.to_owned());
    }
    let own = stage.data_folder()?.join(BACKUPS).join(given);
    Ok(if own.exists() { own } else { given.to_owned() })
}

/// A new passphrase is asked for twice: a slip of the finger would lock the backup for good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Once,
    Twice,
}

impl PassphraseArgs {
    fn read(&self, asked: Asked) -> Result<Option<Passphrase>, Failure> {
        if let Some(file) = &self.passphrase_file {
            let text = fs::read_to_string(file)
                .map_err(|error| Failure::file("passphrase_file", file, &error))?;
            return Ok(Some(Passphrase::new(
                text.lines().next().unwrap_or_default(),
            )?));
        }
        if self.passphrase {
            return ask(asked).map(Some);
        }
        match std::env::var(PASSPHRASE_VARIABLE) {
            Ok(text) if !text.is_empty() => Ok(Some(Passphrase::new(&text)?)),
            Ok(_) | Err(_) => Ok(None),
        }
    }
}

fn ask(asked: Asked) -> Result<Passphrase, Failure> {
    if Prompter::new() != Prompter::Person {
        return Err(Failure::invalid(
            "passphrase",
            words::keeping::NOBODY_TO_ASK,
        ));
    }
    let terminal = Term::stderr();
    let line = |prompt: &str| {
        let read = terminal
            .write_str(prompt)
            .and_then(|()| terminal.read_secure_line());
        read.map_err(|error| Failure::invalid("passphrase", words::failure::terminal(&error)))
    };
    let first = line(words::keeping::ASK_PASSPHRASE)?;
    if asked == Asked::Twice && line(words::keeping::ASK_AGAIN)? != first {
        return Err(Failure::invalid("passphrase", words::keeping::NOT_THE_SAME));
    }
    Ok(Passphrase::new(&first)?)
}
