//! Damage, backups and files in words.

use std::path::Path;

use jiff::tz::TimeZone;
use lull_core::app::{RestoreHow, Restored};
use lull_core::diary::Entry;
use lull_core::driver::csv::table::{ColumnGuess, DateOrder, Encoding, Guess};
use lull_core::driver::store::{Backup, Damage, DamageKind, Forgotten, Manifest, Merged, SetAside};

use super::count;

/// What was found, what was saved, where the rest is, and what to do.
pub(crate) fn damage(damage: &Damage) -> String {
    let found = match damage.kind {
        DamageKind::Pages => "The diary's file was damaged.",
        DamageKind::Log => "The log of the newest writes was damaged.",
        DamageKind::Empty => "The diary's file was empty.",
        DamageKind::Missing => "The diary's file was gone.",
        DamageKind::LogWithoutDiary => {
            "The diary's file was gone; only the log of the newest writes was left."
        }
        DamageKind::AnotherProgram => {
            "The file in the diary's place was a database of another program."
        }
        DamageKind::NoDatabase => "The file in the diary's place was no diary.",
    };
    let saved = &damage.saved;
    let mut text = format!(
        "{found} Saved from it: {}, {}",
        count(saved.nights(), "night", "nights"),
        count(saved.sessions(), "session", "sessions"),
    );
    if saved.mended > 0 {
        text.push_str(&format!(
            "; {} with a field left empty",
            count(saved.mended, "row", "rows")
        ));
    }
    if saved.unreadable > 0 {
        text.push_str(&format!(
            "; {} could not be read",
            count(saved.unreadable, "place", "places")
        ));
    }
    text.push('.');
    if let Some(folder) = &damage.set_aside {
        text.push_str(&format!(
            " The damaged file is kept in {}.",
            folder.display()
        ));
    }
    if let Some(backup) = &damage.newest_backup {
        text.push_str(&format!(
            " The newest backup fills in what is missing: lull backup restore --fill {}",
            backup.display()
        ));
    }
    if saved.device_reset {
        text.push_str(&format!(" {DEVICE_RESET}"));
    }
    text
}

pub(crate) const NO_BACKUPS: &str = "No backups yet. One is made by itself every day Lull is used, and by hand with lull backup create.";
pub(crate) const ASK_PASSPHRASE: &str = "Passphrase: ";
pub(crate) const ASK_AGAIN: &str = "The same again: ";
pub(crate) const NOT_THE_SAME: &str =
    "passphrase: the two are not the same; nothing was made. Try again.";
pub(crate) const NOBODY_TO_ASK: &str =
    "passphrase: there is no terminal to ask on; give --passphrase-file or LULL_PASSPHRASE.";
pub(crate) const STILL_FORGETTING: &str = "a forgetting of everything was cut off and is not finished: files of the old diary \
    are left. It is finished when lull is started and nothing else has the diary open.";
const DEVICE_RESET: &str = "The device you had chosen is not kept here: choose one with lull setup --device; until then \
    you switch the massager by hand.";

/// What is asked before everything goes, with what goes along or stays.
pub(crate) fn ask_forget(backups: &[Backup], set_aside: &[SetAside], backups_too: bool) -> String {
    let number = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let copies = format!(
        "{} and {} set aside",
        count(number(backups.len()), "backup", "backups"),
        count(number(set_aside.len()), "damaged copy", "damaged copies")
    );
    let copies = match (backups.is_empty() && set_aside.is_empty(), backups_too) {
        (true, _) => String::new(),
        (false, true) => format!(" {copies} go as well."),
        (false, false) => format!(" {copies} stay; --backups deletes them too."),
    };
    format!(
        "Forget every night, session and setting for good?{copies} A copy is made with lull backup create FILE."
    )
}

pub(crate) fn backups_in(folder: &Path) -> String {
    format!("Backups in {}:", folder.display())
}

pub(crate) fn backup(backup: &Backup, zone: &TimeZone) -> String {
    let name = backup
        .path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let told = match (&backup.manifest, backup.locked) {
        (Some(manifest), _) => contents(manifest, zone),
        (None, true) => "sealed with a passphrase".to_owned(),
        (None, false) => "cannot be read; it is damaged or no backup".to_owned(),
    };
    format!("{name}: {told}")
}

/// Over the list of what was set aside.
pub(crate) fn all_set_aside(all: &[SetAside]) -> String {
    format!(
        "{} set aside because the diary was damaged, {} together. Nothing deletes them but you: when you miss nothing any \
         more, delete these folders by hand.",
        count(
            u64::try_from(all.len()).unwrap_or(u64::MAX),
            "copy",
            "copies"
        ),
        size(all.iter().map(|aside| aside.bytes).sum())
    )
}

pub(crate) fn set_aside(aside: &SetAside) -> String {
    format!("{} ({})", aside.folder.display(), size(aside.bytes))
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

pub(crate) fn backup_made(backup: &Backup) -> String {
    let sealed = if backup.locked {
        " Without its passphrase nobody can read it, you neither."
    } else {
        " Whoever has this file can read it, with the passwords of your devices; --passphrase seals it."
    };
    format!(
        "The diary is backed up in {}.{sealed}",
        backup.path.display()
    )
}

pub(crate) fn verified(manifest: &Manifest, zone: &TimeZone) -> String {
    format!("The backup is whole: {}.", contents(manifest, zone))
}

pub(crate) fn ask_restore(manifest: &Manifest, how: RestoreHow, zone: &TimeZone) -> String {
    let contents = contents(manifest, zone);
    match how {
        RestoreHow::Replace => format!(
            "Put this backup in the diary's place ({contents})? The diary as it is now is kept as a backup."
        ),
        RestoreHow::Fill => {
            format!("Fill in what is missing from this backup ({contents})? What is there stays.")
        }
    }
}

pub(crate) fn restored(restored: &Restored, how: RestoreHow, zone: &TimeZone) -> String {
    let before = restored.before.path.display();
    let reset = if restored.merged.device_reset {
        format!(" {DEVICE_RESET}")
    } else {
        String::new()
    };
    match how {
        RestoreHow::Replace => format!(
            "The diary is now the backup's: {}. What it was before is kept in {before}.{reset}",
            contents(&restored.manifest, zone)
        ),
        RestoreHow::Fill => format!(
            "{}. What the diary was before is kept in {before}.{reset}",
            merged(restored.merged)
        ),
    }
}

/// Without a full stop, to be gone on with.
pub(crate) fn merged(merged: Merged) -> String {
    format!(
        "{} added, {} changed, {} as they were; {} added",
        count(merged.nights_added, "night", "nights"),
        merged.nights_changed,
        merged.nights_kept,
        count(merged.sessions_added, "session", "sessions"),
    )
}

/// What else is to be said of a document that was read.
pub(crate) fn after_document(merged: Merged) -> Vec<&'static str> {
    let came = merged.others_added > 0 || merged.others_changed > 0;
    let passwords = came.then_some(
        "A document holds no passwords: forget and add anew a device that came with it and needs one.",
    );
    passwords
        .into_iter()
        .chain(merged.device_reset.then_some(DEVICE_RESET))
        .collect()
}

pub(crate) fn forgotten(forgotten: &Forgotten) -> String {
    let removed = match forgotten.removed.len() {
        0 => String::new(),
        number => format!(
            " {} deleted as well.",
            count(
                u64::try_from(number).unwrap_or(u64::MAX),
                "backup or folder was",
                "backups and folders were"
            )
        ),
    };
    let left = if forgotten.left.is_empty() {
        ""
    } else {
        " These still hold a diary; lull forget-everything --backups deletes them too:"
    };
    let counted = if forgotten.sessions_counted > 0 {
        " That the motor ran in the last hours is kept until no rest counts it any more; then it goes by itself."
    } else {
        ""
    };
    format!("Everything is forgotten and overwritten.{counted}{removed}{left}")
}

fn contents(manifest: &Manifest, zone: &TimeZone) -> String {
    let rows = |table: &str| manifest.rows.get(table).copied().unwrap_or(0);
    format!(
        "{}, {}, made on {}",
        count(rows("entry"), "night", "nights"),
        count(rows("session"), "session", "sessions"),
        super::moment(zone.to_datetime(manifest.made)),
    )
}

pub(crate) const ASK_IMPORT: &str = "Read it like this?";
pub(crate) const UNDO_IMPORT: &str = "The diary as it was before is kept; lull backup list shows it, lull backup restore brings it back.";
pub(crate) const NOTHING_TO_GUESS: &str = "dry_run: a JSON diary is read as it is; there is nothing to guess. It is imported all or nothing.";
pub(crate) const HOW_TO_MAP: &str = "map: write FIELD=COLUMN, as in --map onset=Started.";
pub(crate) const ONE_SIGN: &str = "delimiter: give one sign, or the word tab.";

pub(crate) fn how_read(guess: &Guess) -> String {
    if guess.own_format {
        return "The file is in Lull's own columns.".to_owned();
    }
    let encoding = match guess.encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Windows1252 => "Windows-1252",
    };
    let delimiter = match guess.delimiter {
        '\t' => "tabs".to_owned(),
        sign => format!("“{sign}”"),
    };
    let dates = match guess.date_order {
        Some(DateOrder::DayMonthYear) => ", day before month",
        Some(DateOrder::MonthDayYear) => ", month before day",
        Some(DateOrder::YearMonthDay) | None => "",
    };
    format!(
        "{} in {encoding} with {delimiter} between the cells{dates}. The columns:",
        count(
            u64::try_from(guess.nights.len()).unwrap_or(u64::MAX),
            "night",
            "nights"
        )
    )
}

pub(crate) fn column(column: &ColumnGuess) -> String {
    let about = match column.field {
        Some(field) => field.name().to_owned(),
        None => "not used".to_owned(),
    };
    let example = if column.example.is_empty() {
        String::new()
    } else {
        format!(" (such as “{}”)", column.example)
    };
    format!("{} → {about}{example}", column.header)
}

pub(crate) fn remarks(guess: &Guess) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(minutes) = guess.assumed_minutes {
        remarks.push(format!(
            "No column tells how long a session ran: {minutes} min are taken; --session-minutes changes that."
        ));
    }
    if guess.rounded > 0 {
        remarks.push(format!(
            "{} with a fraction rounded to a whole number, a half upwards.",
            count(guess.rounded, "rating", "ratings")
        ));
    }
    if guess.taken_for_unknown > 0 {
        remarks.push(format!(
            "{} with other answers and none about symptoms: taken for “don't know”; --no-answer unsaid changes that.",
            count(guess.taken_for_unknown, "row", "rows")
        ));
    }
    if guess.empty_rows > 0 {
        remarks.push(format!(
            "{} with nothing but a date left out.",
            count(guess.empty_rows, "row", "rows")
        ));
    }
    remarks
}

pub(crate) fn previewed(entry: &Entry, sessions: u32) -> String {
    let mut facts: Vec<String> = super::diary::entry(entry)
        .into_iter()
        .map(|(label, value)| format!("{}: {value}", label.to_lowercase()))
        .collect();
    if sessions > 0 {
        facts.push(count(sessions, "session", "sessions"));
    }
    format!("{} · {}", entry.night, facts.join(", "))
}

pub(crate) fn and_more(nights: usize) -> String {
    format!(
        "and {} more",
        count(u64::try_from(nights).unwrap_or(u64::MAX), "night", "nights")
    )
}
