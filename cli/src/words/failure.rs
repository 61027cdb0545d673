//! Failures in one sentence: what, which field, what to do.

use std::io;
use std::path::Path;

use jiff::Timestamp;
use lull_core::driver::radio::sim::socket::SocketError;
use lull_core::driver::store::StoreError;
use lull_core::invalid::Invalid;

use crate::prompt::Question;

const EXAMPLE_NOW: &str = "2026-11-21T18:00:00+01:00[Europe/Berlin]";

pub(crate) const NOW_FOR_SIMULATED: &str = "now: a real massager runs in the world's time; leave --now out, or try it \
     with a simulated one.";

pub(crate) fn invalid(invalid: &Invalid) -> String {
    format!("{invalid}; nothing was changed.")
}

pub(crate) fn bad_row(line: u64, invalid: &Invalid) -> String {
    format!(
        "line {line}, {}: {}; nothing was imported.",
        invalid.field, invalid.reason
    )
}

pub(crate) fn store(error: &StoreError) -> String {
    match error {
        StoreError::Unusable { path, why } => format!(
            "the diary at {path} cannot be used: {why}. Choose another folder with --data."
        ),
        StoreError::NewerSchema { found, known } => format!(
            "this diary was written by a newer Lull (schema {found}, this one knows {known}) and was left as it is. Update Lull."
        ),
        StoreError::Full => {
            "there is no space left for the diary; free some and try again. Nothing was changed."
                .to_owned()
        }
        StoreError::ReadOnly => {
            "the diary's folder or file is read-only; make it writable or choose another with --data."
                .to_owned()
        }
        StoreError::Busy => {
            "another program held the diary for too long; try again. Nothing was changed.".to_owned()
        }
        StoreError::Damaged { detail } => format!(
            "the diary file is damaged ({detail}). Close every other Lull and run the command again: the damaged file is then set aside and what can be read of it is saved."
        ),
        StoreError::Other { detail } => {
            format!("the diary could not be read or written ({detail}). Nothing was changed.")
        }
    }
}

pub(crate) fn file(field: &str, path: &Path, error: &io::Error) -> String {
    const KNOWN: [(io::ErrorKind, &str); 5] = [
        (io::ErrorKind::NotFound, "there is no such file or folder"),
        (io::ErrorKind::PermissionDenied, "permission is missing"),
        (io::ErrorKind::IsADirectory, "it is a folder"),
        (io::ErrorKind::StorageFull, "there is no space left"),
        (io::ErrorKind::ReadOnlyFilesystem, "it is read-only"),
    ];
    let why = KNOWN
        .iter()
        .find(|(kind, _)| *kind == error.kind())
        .map_or(error.to_string(), |(_, why)| (*why).to_owned());
    format!("{field}: {} cannot be used: {why}.", path.display())
}

pub(crate) fn now(text: &str) -> String {
    format!("now: “{text}” is not a moment with its zone; write it as {EXAMPLE_NOW}.")
}

pub(crate) fn now_zone(zone: &str) -> String {
    format!("now: “{zone}” is not a known time zone; write the moment as {EXAMPLE_NOW}.")
}

pub(crate) fn tz(zone: &str) -> String {
    format!("TZ: “{zone}” is not a known time zone; set it as in TZ=Europe/Berlin, or unset it.")
}

pub(crate) fn no_data_folder() -> String {
    "data: this system names no folder for a diary; give one with --data DIR.".to_owned()
}

pub(crate) fn nobody_to_ask(question: Question<'_>) -> String {
    format!(
        "{}: there is no terminal to ask on; give {}.",
        question.field, question.flag
    )
}

pub(crate) fn terminal(error: &io::Error) -> String {
    format!("terminal: it cannot be read ({error}); give the answers as flags, see --help.")
}

pub(crate) fn session_running() -> String {
    "a session is already running; see it with lull session status, end it with lull session stop."
        .to_owned()
}

pub(crate) fn resting(until: Timestamp, zone: &jiff::tz::TimeZone) -> String {
    format!(
        "legs and massager rest between sessions; the next can start at {}.",
        super::time_at(until, zone)
    )
}

pub(crate) fn daily_cap(minutes: u16) -> String {
    format!(
        "today's cap of {minutes} minutes of massage is reached; the next session can start tomorrow."
    )
}

pub(crate) fn no_session() -> String {
    "no session is running.".to_owned()
}

pub(crate) fn no_runtime(error: &io::Error) -> String {
    format!("this system does not give what a session needs ({error}); nothing was started.")
}

pub(crate) fn socket(path: &Path, error: &SocketError) -> String {
    format!(
        "socket: no massager can be put at {} ({error}); choose another path with --socket.",
        path.display()
    )
}
