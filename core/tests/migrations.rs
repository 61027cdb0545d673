//! Every diary ever written opens in this version, whole; and a released schema is never edited.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use diaries::{clock, folder, full_entry, journal, minutes_after, night, now, this_evening};
use lull_core::app::{App, SessionRecord};
use lull_core::device::kept::{Configuration, DeviceId, DeviceKind, DeviceName, NewDevice, Reach};
use lull_core::device::{DeviceChoice, FailSafe};
use lull_core::diary::{
    BodyPart, Daytime, Details, Entry, MedicineClass, Onset, Relief, Score, Side, Situation,
    Symptoms, Trigger, Walk,
};
use lull_core::driver::store::{DATABASE_FILE, SCHEMA, Store, migrations};
use lull_core::reminder::audit::{Cause, CauseCount};
use lull_core::session::safety::Gate;
use lull_core::session::{EndReason, ProgramKind, SessionId, Stopped};
use rusqlite::Connection;

/// A diary as the first release wrote it.
const SCHEMA_1: &str = include_str!("fixtures/schema-1.sql");
/// A diary with details, medicines and iron tests.
const SCHEMA_2: &str = include_str!("fixtures/schema-2.sql");
/// One that also knows why reminders were late, and on a journey.
const SCHEMA_3: &str = include_str!("fixtures/schema-3.sql");
/// One with devices: two kept, and two forgotten ones whose numbers are not given again.
const SCHEMA_4: &str = include_str!("fixtures/schema-4.sql");
/// One that came to New York with its owner, who follows the clock there.
const SCHEMA_5: &str = include_str!("fixtures/schema-5.sql");

fn thaw(data: &Path, frozen: &str) -> Connection {
    let connection = Connection::open(data.join(DATABASE_FILE)).expect("opens");
    // the dump's tables come in the order of the alphabet, not of their references
    connection
        .pragma_update(None, "foreign_keys", false)
        .expect("sets");
    connection.execute_batch(frozen).expect("a readable dump");
    connection
}

/// What each table and index was made with, spaces aside.
fn schema(connection: &Connection) -> BTreeMap<String, String> {
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        .expect("a schema");
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .expect("reads");
    rows.map(|row| {
        let (name, sql) = row.expect("reads");
        (name, sql.split_whitespace().collect::<Vec<_>>().join(" "))
    })
    .collect()
}

#[test]
fn migrations_run_from_nothing_to_the_schema_this_version_knows() {
    migrations().validate().expect("every migration runs");
    let mut connection = Connection::open_in_memory().expect("opens");
    migrations().to_latest(&mut connection).expect("migrates");
    let version: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .expect("reads");
    assert_eq!(version, SCHEMA);
    let broken: i64 = connection
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })
        .expect("reads");
    assert_eq!(broken, 0);
}

#[test]
fn every_table_is_strict() {
    let mut connection = Connection::open_in_memory().expect("opens");
    migrations().to_latest(&mut connection).expect("migrates");
    let lax: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
        .expect("a list")
        .query_map([], |row| row.get(0))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    assert_eq!(lax, [""; 0]);
}

#[test]
fn the_released_schema_1_was_not_edited() {
    let folder = folder();
    let frozen = thaw(folder.path(), SCHEMA_1);
    let mut made = Connection::open_in_memory().expect("opens");
    migrations().to_version(&mut made, 1).expect("migrates");
    assert_eq!(schema(&made), schema(&frozen));
}

#[test]
fn the_released_schema_2_was_not_edited() {
    let folder = folder();
    let frozen = thaw(folder.path(), SCHEMA_2);
    let mut made = Connection::open_in_memory().expect("opens");
    migrations().to_version(&mut made, 2).expect("migrates");
    assert_eq!(schema(&made), schema(&frozen));
}

#[test]
fn the_released_schema_3_was_not_edited() {
    let folder = folder();
    let frozen = thaw(folder.path(), SCHEMA_3);
    let mut made = Connection::open_in_memory().expect("opens");
    migrations().to_version(&mut made, 3).expect("migrates");
    assert_eq!(schema(&made), schema(&frozen));
}

#[test]
fn the_released_schema_4_was_not_edited() {
    let folder = folder();
    let frozen = thaw(folder.path(), SCHEMA_4);
    let mut made = Connection::open_in_memory().expect("opens");
    migrations().to_version(&mut made, 4).expect("migrates");
    assert_eq!(schema(&made), schema(&frozen));
}

#[test]
fn the_released_schema_5_was_not_edited() {
    let folder = folder();
    let frozen = thaw(folder.path(), SCHEMA_5);
    let mut made = Connection::open_in_memory().expect("opens");
    migrations().to_version(&mut made, 5).expect("migrates");
    assert_eq!(schema(&made), schema(&frozen));
}

#[test]
fn a_diary_of_schema_5_opens_with_the_clocks_its_nights_were_lived_by() {
    let folder = folder();
    let frozen = thaw(folder.path(), SCHEMA_5);
    let mut statement = frozen
        .prepare("SELECT night, counted FROM night_clock ORDER BY night")
        .expect("prepares");
    let clocks: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("reads")
        .collect::<Result<_, _>>()
        .expect("reads");
    let lived = |night: &str, zone: &str| (night.to_owned(), zone.to_owned());
    assert_eq!(
        clocks,
        [
            lived("2026-11-22", "Europe/Berlin"),
            lived("2026-11-23", "America/New_York")
        ]
    );
    drop(statement);
    drop(frozen);

    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage(), []);
    let residence = app.residence().expect("reads").expect("is known");
    assert_eq!(residence.home, "America/New_York");
    assert_eq!(residence.kept_in, None);
    let logged = app.entry(night("2026-11-23")).expect("reads");
    assert_eq!(
        logged.expect("is kept").severity,
        Score::new("severity", 4).ok()
    );
    assert_eq!(app.find_device("feet").expect("is kept").id, DeviceId(1));
}

#[test]
fn a_diary_of_schema_4_opens_with_its_devices() {
    let folder = folder();
    drop(thaw(folder.path(), SCHEMA_4));
    let app = App::open(folder.path()).expect("opens");
    assert_eq!(app.damage(), []);
    let feet = app.find_device("feet").expect("is kept");
    assert!(feet.has_passed_its_test());
    assert_eq!(
        feet.learned.map(|watts| watts.running().get()),
        Some(21_500)
    );
    assert_eq!(
        feet.no_fail_safe_accepted_at,
        Some(now("2026-11-19T17:05").at)
    );
    assert_eq!(
        app.settings().expect("reads").device,
        DeviceChoice::Kept { id: feet.id }
    );
    assert_eq!(app.find_device("Calves").expect("is kept").learned, None);
    let new = NewDevice {
        name: DeviceName::new("Arms").expect("a name"),
        reach: Reach::Bluetooth {
            address: "AA:BB:CC:00:11:44".into(),
        },
        configuration: Configuration::new(DeviceKind::Bot, None, None).expect("needs nothing"),
        experimental: true,
    };
    let arms = app.add_device(&new, &this_evening()).expect("is kept");
    assert_eq!(arms.id, DeviceId(5), "after the two forgotten ones");
}

#[test]
fn a_diary_of_schema_3_opens_with_its_reminders_causes_and_its_journey() {
    let folder = folder();
    drop(thaw(folder.path(), SCHEMA_3));
    let app = App::open(folder.path()).expect("opens");
    let audit = app.audit(3, &now("2026-11-21T21:00")).expect("audits");
    let phone_off = CauseCount {
        cause: Cause::PhoneOff,
        late: 1,
        missed: 0,
    };
    // a repetition made up for it, twenty minutes later
    assert_eq!(audit.causes, [phone_off]);
    assert_eq!((audit.on_time, audit.late, audit.missed), (1, 1, 0));
    let swiped = audit.deliveries.iter().map(|of| of.delivery.swipes);
    assert_eq!(swiped.max(), Some(2));
    let residence = app.residence().expect("reads").expect("is known");
    assert_eq!(residence.home, "Europe/Berlin");
    assert_eq!(residence.kept_in.as_deref(), Some("America/New_York"));
}

#[test]
fn a_diary_of_schema_2_opens_with_its_details_medicines_and_iron_tests() {
    let folder = folder();
    drop(thaw(folder.path(), SCHEMA_2));
    let app = App::open(folder.path()).expect("opens");
    let details = Details {
        sides: BTreeMap::from([(BodyPart::Calves, Side::Left), (BodyPart::Arms, Side::Both)]),
        situation: Some(Situation::Travelling),
        rest_minutes: Some(40),
        relief: Some(Relief::For { minutes: 20 }),
        walks: vec![
            Walk {
                at: Some(clock("02:10")),
                minutes: Some(15),
            },
            Walk {
                at: None,
                minutes: Some(5),
            },
        ],
        daytime: Some(Daytime::Yes),
        sleepiness: Score::new("sleepiness", 7).ok(),
        mood: Score::new("mood", 4).ok(),
        triggers: Some(BTreeSet::from([Trigger::Caffeine, Trigger::LongSitting])),
        tags: BTreeSet::from(["bus".into(), "new shoes".into()]),
    };
    let full = Entry {
        details,
        ..full_entry()
    };
    let kept = app.entry(full.night).expect("reads");
    assert_eq!(kept, Some(full));
    let none = app
        .entry(night("2026-11-18"))
        .expect("reads")
        .expect("kept");
    assert_eq!(none.details.triggers, Some(BTreeSet::new()));
    let medicines = app.medicines().expect("reads");
    let told: Vec<_> = medicines
        .iter()
        .map(|kept| (kept.id, kept.medicine.name.as_str(), kept.medicine.class))
        .collect();
    assert_eq!(
        told,
        [
            (2, "Iron", MedicineClass::Iron),
            (1, "Pramipexole", MedicineClass::DopamineAgonist)
        ]
    );
    let labs = app.labs().expect("reads");
    assert_eq!(labs[0].lab.ferritin_tenths, Some(412));
    let words = app.for_doctor().expect("reads");
    assert_eq!(words.questions, ["Why the arms?"]);
}

#[test]
fn a_diary_of_schema_1_opens_with_everything_that_was_in_it() {
    let folder = folder();
    drop(thaw(folder.path(), SCHEMA_1));
    let app = App::open(folder.path()).expect("opens");

    let settings = app.settings().expect("reads");
    assert_eq!(settings.usual_onset, Some(clock("20:15")));
    assert_eq!(
        app.safety_gate(&DeviceChoice::Manual).expect("reads"),
        Gate::Open
    );

    let nights = app.nights(None, None).expect("reads");
    let entries: Vec<&Entry> = nights.iter().map(|kept| &kept.entry).collect();
    let none = Entry {
        symptoms: Some(Symptoms::None),
        ..Entry::empty(night("2026-11-18"))
    };
    let unknown = Entry {
        symptoms: Some(Symptoms::Unknown),
        onset: Some(Onset::DontKnow),
        ..Entry::empty(night("2026-11-19"))
    };
    assert_eq!(entries, [&none, &unknown, &full_entry()]);

    let sessions: Vec<&SessionRecord> = nights.iter().flat_map(|kept| &kept.sessions).collect();
    let told = SessionRecord {
        id: 1,
        night: night("2026-11-18"),
        start: now("2026-11-18T18:40").at,
        start_wall: clock("18:40"),
        minutes: 30,
        program: None,
        end: Some(EndReason::NotDriven),
        stopped: None,
    };
    let complete = SessionRecord {
        id: 2,
        night: night("2026-11-20"),
        start: now("2026-11-20T18:40:20").at,
        start_wall: clock("18:40:20"),
        minutes: 20,
        program: Some(ProgramKind::Evening),
        end: Some(EndReason::Complete),
        stopped: Some(Stopped::Observed),
    };
    let interrupted = SessionRecord {
        id: 3,
        night: night("2026-11-20"),
        start: now("2026-11-20T23:05").at,
        start_wall: clock("23:05"),
        minutes: 34,
        program: Some(ProgramKind::Evening),
        end: Some(EndReason::Interrupted),
        stopped: Some(Stopped::ByFailSafe),
    };
    assert_eq!(sessions, [&told, &complete, &interrupted]);

    let store = Store::open(folder.path()).expect("opens");
    let written = journal(7, &now("2026-11-20T18:40:20"), FailSafe::DeviceTimer);
    assert_eq!(store.records(SessionId(7)).expect("reads"), written.records);
    assert_eq!(store.records(SessionId(8)).expect("reads").len(), 6);
    assert_eq!(
        store.last_session_end().expect("reads"),
        Some(minutes_after(interrupted.start, diaries::DEVICE_MINUTES))
    );

    // one snooze for the night of the fixture, and one interruption nobody has seen yet
    assert!(app.tonight_as_usual(&this_evening()).expect("changes").plan);
    assert!(app.acknowledge_notices().expect("acknowledges").schedule);

    // and it goes on being a diary
    app.log(&Entry::empty(night("2026-11-21")), &this_evening())
        .expect("is kept");
    assert_eq!(app.nights(None, None).expect("reads").len(), 4);
}
