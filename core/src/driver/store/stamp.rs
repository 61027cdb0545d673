//! Whether the diary's file is still as it was when it was last looked at whole, so that a full look is rare.
//!
//! The stamp holds length and time of the file. It is written after a full look, and after a closing that left the file
//! as Lull itself made it. Anything else that touches the file makes the next opening look at all of it; what changes
//! without touching it (a failing disk) is found by the look before each daily backup.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::files;

const STAMP_FILE: &str = "diary.checked";
/// Clocks of file systems go in steps of up to 10 ms (a FAT's in two seconds): a stamp that is hardly younger than the
/// file does not tell whether the file changed behind it.
const STEP: Duration = Duration::from_millis(10);

/// Length and time of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    bytes: u64,
    changed: SystemTime,
}

/// What is known of one diary's file while it is open.
#[derive(Debug)]
pub(super) struct Stamp {
    file: PathBuf,
    at_open: Option<Shape>,
    as_we_left_it: bool,
    distrusted: Cell<bool>,
}

impl Stamp {
    /// Whether the file is as it was left.
    pub(super) fn is_current(file: &Path) -> bool {
        let stamp = stamp_of(file);
        let told = || {
            let text = fs::read_to_string(&stamp).ok()?;
            let (bytes, changed) = text.trim().split_once(' ')?;
            let (seconds, nanos) = changed.split_once('.')?;
            let since = Duration::new(seconds.parse().ok()?, nanos.parse().ok()?);
            Some(Shape {
                bytes: bytes.parse().ok()?,
                changed: UNIX_EPOCH + since,
            })
        };
        let younger = |shape: &Shape| {
            let written = fs::metadata(&stamp)
                .and_then(|stamp| stamp.modified())
                .ok()?;
            written
                .duration_since(shape.changed)
                .ok()
                .filter(|by| *by >= STEP)
        };
        told().is_some_and(|shape| Some(shape) == shape_of(file) && younger(&shape).is_some())
    }

    /// Notes that the file was looked at whole and nothing was wrong.
    pub(super) fn write(file: &Path) {
        let Some(shape) = shape_of(file) else { return };
        let Ok(since) = shape.changed.duration_since(UNIX_EPOCH) else {
            return;
        };
        let text = format!(
            "{} {}.{}\n",
            shape.bytes,
            since.as_secs(),
            since.subsec_nanos()
        );
        // without a stamp the next opening only takes longer
        let _ = fs::write(stamp_of(file), text);
    }

    /// `looked_at`: the file is known to be whole, by its stamp or by a look at all of it.
    pub(super) fn opened(file: &Path, looked_at: bool) -> Self {
        Self {
            file: file.to_owned(),
            at_open: shape_of(file).filter(|_| looked_at),
            as_we_left_it: false,
            distrusted: Cell::new(false),
        }
    }

    /// To be called before the connection closes: its closing may change the file, and nothing else may have.
    pub(super) fn closing(&mut self) {
        self.as_we_left_it = self.at_open.is_some()
            && !self.distrusted.get()
            && shape_of(&self.file) == self.at_open;
    }

    /// Damage was met: the next opening looks at everything.
    pub(super) fn distrust(&self) {
        self.distrusted.set(true);
        // without the stamp gone the next opening might not look; then a later one does
        let _ = files::remove(&stamp_of(&self.file));
    }
}

impl Drop for Stamp {
    fn drop(&mut self) {
        if self.as_we_left_it && shape_of(&self.file) != self.at_open {
            Self::write(&self.file);
        }
    }
}

fn stamp_of(file: &Path) -> PathBuf {
    file.with_file_name(STAMP_FILE)
}

fn shape_of(file: &Path) -> Option<Shape> {
    let meta = fs::metadata(file).ok()?;
    Some(Shape {
        bytes: meta.len(),
        changed: meta.modified().ok()?,
    })
}
