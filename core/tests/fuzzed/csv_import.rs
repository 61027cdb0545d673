//! A diary that takes in any file: all of it or nothing, and a second time it changes nothing.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::OnceLock;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::app::{App, AppError};
use lull_core::time::Now;
use tempfile::TempDir;

/// What the diary holds before each file.
const KEPT: &str = "night,bedtime,symptoms,onset,severity,got_up,session_start,session_minutes,note\n\
                    2026-11-19,00:15,yes,21:10,6,1,18:40;22:31,25;12,\"walked, \"\"electric\"\" legs\"\n\
                    2026-11-20,23:00,none,,0,,,,\n";

/// Judges what becomes of the diary when `data` is imported.
pub(crate) fn check(data: &[u8]) {
    let (_folder, app) = diary();
    let now = this_evening();
    let before = app.nights(None, None).expect("reads");
    let file = || String::from_utf8_lossy(data);
    match app.import_csv(data, &now) {
        Err(AppError::BadRow { line, invalid }) => {
            // a carriage return alone ends a line too
            let breaks = data.iter().filter(|byte| matches!(byte, b'\n' | b'\r'));
            let lines = u64::try_from(breaks.count()).expect("fits") + 1;
            assert!((1..=lines).contains(&line), "line {line}: {}", file());
            assert!(!invalid.field.is_empty(), "{invalid} in {}", file());
        }
        Err(AppError::Invalid(invalid)) => assert_eq!(invalid.field, "file", "{}", file()),
        Err(error) => panic!("{error} in {}", file()),
        Ok(first) => {
            let told = first.added + first.changed + first.unchanged;
            assert_eq!(first.nights, told, "{}", file());
            let once = app.nights(None, None).expect("reads");
            for night in &once {
                night.entry.validate(&now).expect("kept, so it may be kept");
            }
            let again = app.import_csv(data, &now).expect("was taken before");
            assert_eq!(again.unchanged, first.nights, "{again:?}: {}", file());
            assert_eq!(app.nights(None, None).expect("reads"), once, "{}", file());
            comes_back_as_it_is(&app, &now);
            return;
        }
    }
    let after = app.nights(None, None).expect("reads");
    assert_eq!(after, before, "half imported: {}", file());
}

/// What is written out is read back, and changes nothing.
fn comes_back_as_it_is(app: &App, now: &Now) {
    let out = app.export_csv().expect("writes");
    let back = app
        .import_csv(out.as_bytes(), now)
        .unwrap_or_else(|error| panic!("{error} in our own file: {out}"));
    assert_eq!(back.unchanged, back.nights, "{back:?}: {out}");
    assert_eq!(app.export_csv().expect("writes"), out);
}

/// A scratch diary that holds [`KEPT`]; copied, because making one anew takes most of the time.
fn diary() -> (TempDir, App) {
    static KEPT_FILES: OnceLock<Vec<(std::ffi::OsString, Vec<u8>)>> = OnceLock::new();
    let files = KEPT_FILES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let app = App::open(folder.path()).expect("opens");
        let kept = app.import_csv(KEPT.as_bytes(), &this_evening());
        assert_eq!(kept.expect("is taken").nights, 2);
        // closing folds the write-ahead log into the file
        drop(app);
        let entries = std::fs::read_dir(folder.path()).expect("lists");
        let file = |entry: std::io::Result<std::fs::DirEntry>| {
            let entry = entry.expect("lists");
            // the backup made before an import lies in a folder of its own
            let is_file = entry.file_type().expect("is known").is_file();
            is_file.then(|| {
                let bytes = std::fs::read(entry.path()).expect("reads");
                (entry.file_name(), bytes)
            })
        };
        entries.filter_map(file).collect()
    });
    let folder = tempfile::tempdir().expect("a scratch folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("writes");
    }
    let app = App::open(folder.path()).expect("opens");
    (folder, app)
}

fn this_evening() -> Now {
    let at: Timestamp = "2026-11-21T17:00:00Z".parse().expect("a moment");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, Duration::ZERO)
}
