//! What the diary costs beside a bare SQLite program that does the same with the same pragmas, in the same run: a log, and
//! an opening with its wake, for a diary of one and of ten years. Prints ratios; `cargo xtask bench diary` shows them.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench may fail loudly, prints its figures, and measures by the clock"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use lull_core::app::App;
use lull_core::diary::{Entry, Symptoms};
use lull_core::driver::store::DATABASE_FILE;
use lull_core::reminder::{AlarmId, AlarmKind, Capabilities, WakeReason};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now};
use rusqlite::{Connection, TransactionBehavior, params};

const LOGS: usize = 400;
const OPENINGS: usize = 60;
const YEAR: i32 = 365;

fn evening() -> Now {
    let at = "2026-11-21T16:00:00Z".parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, Duration::ZERO)
}

/// A diary of that many nights, with sessions, closed in order, its backup of the day made.
fn diary(nights: i32) -> tempfile::TempDir {
    let now = evening();
    let mut text =
        "night,bedtime,symptoms,onset,severity,sleep_quality,session_start,session_minutes,note\n"
            .to_owned();
    for ago in (1..=nights).rev() {
        let night = now.night().plus(-ago);
        let minute = ago * 37 % 60;
        writeln!(text, "{night},22:{minute:02},yes,20:{minute:02},{},{},19:{minute:02},30,a short note about the evening", ago % 11, ago % 10)
            .expect("writes to memory");
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let app = App::open(folder.path()).expect("opens");
    app.save_settings(&Settings::default()).expect("saves");
    app.import_csv(text.as_bytes(), &now).expect("imports");
    app.wake(WakeReason::Launch, &now, &Capabilities::default())
        .expect("wakes");
    drop(app);
    reminded(folder.path(), nights, &now);
    // so that the stamp is older than a clock's step
    std::thread::sleep(Duration::from_millis(50));
    drop(App::open(folder.path()).expect("opens"));
    folder
}

/// Every night had its reminder and its morning, and both were shown.
fn reminded(data: &Path, nights: i32, now: &Now) {
    let mut connection = bare(data);
    let transaction = connection.transaction().expect("begins");
    for ago in 1..=nights {
        let night = now.night().plus(-ago);
        for (kind, time) in [
            (AlarmKind::Evening, "18:40"),
            (AlarmKind::MorningLog, "19:40"),
        ] {
            let shown = format!("{night}T{time}:00.000000000Z");
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO delivery (alarm, kind, night, planned, fired, shown)
                     VALUES (?1, ?2, ?3, ?4, ?4, ?4)",
                )
                .expect("prepares")
                .execute(params![
                    AlarmId::new(kind, night).as_str(),
                    if kind == AlarmKind::Evening {
                        "evening"
                    } else {
                        "morning_log"
                    },
                    night.to_string(),
                    shown
                ])
                .expect("inserts");
        }
    }
    transaction.commit().expect("commits");
}

fn bare(data: &Path) -> Connection {
    let connection = Connection::open(data.join(DATABASE_FILE)).expect("opens");
    for (name, value) in [
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("trusted_schema", "OFF"),
        ("secure_delete", "ON"),
    ] {
        connection.pragma_update(None, name, value).expect("sets");
    }
    connection
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    *times.get(times.len() / 2).expect("measured")
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn logs() {
    let (ours, theirs) = (diary(YEAR), diary(YEAR));
    let now = evening();
    let app = App::open(ours.path()).expect("opens");
    let mut connection = bare(theirs.path());
    let (mut lull, mut sqlite) = (Vec::new(), Vec::new());
    for number in 0..LOGS {
        let night: Night = now.night();
        let note = format!("note {number}");
        let entry = Entry {
            symptoms: Some(Symptoms::Yes),
            note: note.clone(),
            ..Entry::empty(night)
        };
        lull.push(timed(|| {
            app.log(&entry, &now).expect("is kept");
        }));
        sqlite.push(timed(|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).expect("begins");
            transaction
                .prepare_cached(
                    "INSERT INTO entry (night, symptoms, body_parts, note, logged_at, changed_at) VALUES (?1, 'yes', '', ?2, ?3, ?3)
                     ON CONFLICT (night) DO UPDATE SET symptoms = excluded.symptoms, note = excluded.note, changed_at = excluded.changed_at",
                )
                .expect("prepares")
                .execute(params![night.to_string(), note, "2026-11-21T16:00:00.000000000Z"])
                .expect("inserts");
            transaction.commit().expect("commits");
        }));
    }
    let (lull, sqlite) = (median(lull), median(sqlite));
    println!(
        "log             {:>9.1?} bare {:>9.1?} {:>6.2} x   (wanted: 1.3 x at most)",
        lull,
        sqlite,
        ratio(lull, sqlite)
    );
}

/// One opening with its wake, and the same rows read by a bare program.
fn opening(years: i32) -> (Duration, Duration) {
    let folder = diary(years * YEAR);
    let now = evening();
    let (mut lull, mut sqlite) = (Vec::new(), Vec::new());
    let (mut opens, mut wakes, mut closes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        let began = Instant::now();
        let app = App::open(folder.path()).expect("opens");
        opens.push(began.elapsed());
        wakes.push(timed(|| {
            app.wake(WakeReason::Launch, &now, &Capabilities::default())
                .expect("wakes");
        }));
        closes.push(timed(|| drop(app)));
        lull.push(began.elapsed());
        sqlite.push(timed(|| {
            let connection = bare(folder.path());
            let read = |sql: &str| {
                let mut statement = connection.prepare(sql).expect("prepares");
                let columns = statement.column_count();
                let mut rows = statement.query([]).expect("reads");
                let mut bytes = 0;
                while let Some(row) = rows.next().expect("reads") {
                    for column in 0..columns {
                        let value = row.get_ref(column).expect("reads");
                        bytes += value.as_str().map_or(8, str::len);
                    }
                }
                std::hint::black_box(bytes);
            };
            read("SELECT * FROM entry ORDER BY night");
            read("SELECT * FROM session ORDER BY started_at");
            read("SELECT * FROM settings");
            read("SELECT * FROM night_change");
            read("SELECT * FROM delivery WHERE night >= '2026-11-14'");
            read("SELECT * FROM schedule");
        }));
    }
    println!(
        "  {years:>2} y: open {:.1?}, wake {:.1?}, close {:.1?}",
        median(opens),
        median(wakes),
        median(closes)
    );
    (median(lull), median(sqlite))
}

fn main() {
    logs();
    let (one, bare_one) = opening(1);
    let (ten, bare_ten) = opening(10);
    for (years, lull, sqlite) in [(1, one, bare_one), (10, ten, bare_ten)] {
        println!(
            "open+wake {years:>2} y  {:>9.1?} bare {:>9.1?} {:>6.2} x   (wanted: 1.5 x at most)",
            lull,
            sqlite,
            ratio(lull, sqlite)
        );
    }
    println!(
        "ten years / one {:>40.2} x   (wanted: 1.2 x at most)",
        ratio(ten, one)
    );
}
