//! Diaries as files: what is read, what is refused by line and field, and that nothing is lost on the way out and in.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use diaries::{
    any_details, any_entry, app, clock, full_entry, journal, night, now, this_evening, write_down,
};
use jiff::civil::Time;
use lull_core::app::{App, AppError, Imported};
use lull_core::device::FailSafe;
use lull_core::diary::{
    BodyPart, Daytime, Entry, Helped, Onset, OnsetSource, Relief, Side, Situation, Symptoms, Walk,
};
use lull_core::driver::store::Store;
use lull_core::invalid::{Invalid, Reason};
use lull_core::session::EndReason;
use proptest::prelude::*;

/// A simulated diary, as a spreadsheet holds it: 79 nights.
const NIGHTS: &[u8] = include_bytes!("fixtures/nights.csv");

fn import(app: &App, text: &str) -> Imported {
    app.import_csv(text.as_bytes(), &this_evening())
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The line and field a file is refused for; asserts that nothing of it was kept.
fn refused(bytes: &[u8]) -> (u64, Invalid) {
    let (_folder, app) = app();
    app.log(&full_entry(), &this_evening()).expect("is kept");
    let before = app.nights(None, None).expect("reads");
    let refusal = app.import_csv(bytes, &this_evening());
    assert_eq!(
        app.nights(None, None).expect("reads"),
        before,
        "half imported"
    );
    match refusal {
        Err(AppError::BadRow { line, invalid }) => (line, invalid),
        Err(AppError::Invalid(invalid)) => (0, invalid),
        other => panic!(
            "expected a refusal, got {other:?} for {}",
            String::from_utf8_lossy(bytes)
        ),
    }
}

fn line_and_field(text: &str) -> (u64, String) {
    let (line, invalid) = refused(text.as_bytes());
    (line, invalid.field)
}

#[test]
fn a_spreadsheets_diary_of_79_nights_is_read_whole() {
    let (_folder, app) = app();
    let imported = app.import_csv(NIGHTS, &this_evening()).expect("imports");
    let sessions =
        u32::try_from(String::from_utf8_lossy(NIGHTS).matches(",30,").count()).expect("fits");
    assert_eq!(
        imported,
        Imported {
            nights: 79,
            added: 79,
            changed: 0,
            unchanged: 0,
            sessions_added: sessions,
        }
    );

    let nights = app.nights(None, None).expect("reads");
    assert_eq!(nights.len(), 79);
    let third_of_september = nights
        .iter()
        .find(|kept| kept.entry.night == night("2026-09-03"))
        .expect("is there");
    let entry = &third_of_september.entry;
    assert_eq!(entry.symptoms, Some(Symptoms::Yes));
    assert_eq!(
        entry.onset,
        Some(Onset::At {
            time: clock("19:25"),
            source: OnsetSource::Recalled
        })
    );
    assert_eq!(entry.note, "walked at 2 am\n20 minutes");
    assert!(third_of_september.sessions.is_empty());
    let first = nights.first().expect("is there");
    let session = first.sessions.first().expect("has one");
    assert_eq!(session.start_wall, clock("18:40"));
    assert_eq!(session.minutes, 30);
    assert_eq!(session.end, Some(EndReason::NotDriven));
    assert_eq!(session.start.to_string(), "2026-08-24T16:40:00Z");
}

#[test]
fn importing_twice_changes_nothing() {
    let (_folder, app) = app();
    app.import_csv(NIGHTS, &this_evening()).expect("imports");
    let once = app.nights(None, None).expect("reads");
    let again = app.import_csv(NIGHTS, &this_evening()).expect("imports");
    assert_eq!(
        again,
        Imported {
            nights: 79,
            unchanged: 79,
            ..Imported::default()
        }
    );
    assert_eq!(app.nights(None, None).expect("reads"), once);
}

#[test]
fn names_decide_which_column_is_which() {
    let (_folder, app) = app();
    import(
        &app,
        "\u{feff}Note, Symptoms ,night,helped,body_parts,onset\r\n\"two\r\nlines\",?,2026-11-20,?,Calves; feet,?\r\n,,2026-11-19,,,\r\n",
    );
    let entry = app
        .entry(night("2026-11-20"))
        .expect("reads")
        .expect("is there");
    assert_eq!(entry.symptoms, Some(Symptoms::Unknown));
    assert_eq!(entry.onset, Some(Onset::DontKnow));
    assert_eq!(entry.helped, Some(Helped::Unknown));
    assert_eq!(entry.body_parts.len(), 2);
    assert_eq!(entry.note, "two\r\nlines");
    assert_eq!(
        app.entry(night("2026-11-19")).expect("reads"),
        Some(Entry::empty(night("2026-11-19")))
    );
}

#[test]
fn a_time_before_noon_belongs_to_the_next_date() {
    let (_folder, app) = app();
    import(
        &app,
        "night,session_start,session_minutes\n2026-11-20,0:30:00,12\n",
    );
    let nights = app.nights(None, None).expect("reads");
    let session = nights
        .first()
        .and_then(|night| night.sessions.first())
        .expect("is there");
    assert_eq!(session.night, night("2026-11-20"));
    assert_eq!(session.start, now("2026-11-21T00:30").at);
    // told only of its session, the night was not logged
    assert_eq!(app.entry(night("2026-11-20")).expect("reads"), None);
}

#[test]
fn what_a_file_leaves_out_stays_and_what_it_tells_wins() {
    let (_folder, app) = app();
    let kept = full_entry();
    app.log(&kept, &this_evening()).expect("is kept");
    let told = "night,symptoms,onset,severity,helped,note\n2026-11-20,,21:10,9,,\n";
    let imported = import(&app, told);
    assert_eq!((imported.changed, imported.added), (1, 0));
    let merged = app.entry(kept.night).expect("reads").expect("is there");
    let expected = Entry {
        severity: merged.severity,
        // the same minute, so it stays the exact one
        ..kept.clone()
    };
    assert_eq!(merged, expected);
    assert_eq!(merged.severity.map(u8::from), Some(9));
    assert_eq!(import(&app, told).unchanged, 1);

    import(&app, "night,onset\n2026-11-20,20:55\n");
    let merged = app.entry(kept.night).expect("reads").expect("is there");
    let recalled = Onset::At {
        time: clock("20:55"),
        source: OnsetSource::Recalled,
    };
    assert_eq!(merged.onset, Some(recalled));
}

#[test]
fn a_row_that_contradicts_what_is_kept_is_refused() {
    // the diary's own entry of that night has an onset
    assert_eq!(
        line_and_field("night,symptoms\n2026-11-19,yes\n2026-11-20,none\n"),
        (3, "onset".to_owned())
    );
}

#[test]
fn sessions_told_again_are_corrected_and_those_lull_drove_stay_as_measured() {
    let (folder, app) = app();
    let mut store = Store::open(folder.path()).expect("opens");
    let start = now("2026-11-20T18:40:20");
    write_down(
        &mut store,
        &journal(7, &start, FailSafe::DeviceTimer).records,
    );
    let sessions = || {
        let nights = app.nights(None, None).expect("reads");
        let told = nights.iter().flat_map(|night| &night.sessions);
        told.map(|session| (session.start_wall.to_string(), session.minutes))
            .collect::<Vec<_>>()
    };
    let driven = ("18:40:20".to_owned(), 20);
    let told = |minutes: u16| ("22:30:00".to_owned(), minutes);

    let imported = import(
        &app,
        "night,session_start,session_minutes\n2026-11-20,18:40;22:30,99;12\n",
    );
    assert_eq!((imported.sessions_added, imported.changed), (1, 1));
    assert_eq!(sessions(), [driven.clone(), told(12)]);
    let imported = import(
        &app,
        "night,session_start,session_minutes\n2026-11-20,18:40;22:30,99;15\n",
    );
    assert_eq!((imported.sessions_added, imported.changed), (0, 1));
    assert_eq!(sessions(), [driven.clone(), told(15)]);
    // a row without sessions leaves them, one with others replaces those told before
    assert_eq!(
        import(&app, "night,session_start,session_minutes\n2026-11-20,,\n").unchanged,
        1
    );
    assert_eq!(sessions(), [driven.clone(), told(15)]);
    import(
        &app,
        "night,session_start,session_minutes\n2026-11-20,18:40,20\n",
    );
    assert_eq!(sessions(), [driven]);
}

#[test]
fn the_first_bad_row_is_named_by_its_line_and_field() {
    let cases = [
        ("night,severity\n2026-11-20,11\n", 2, "severity"),
        ("night,severity\n2026-11-20,-1\n", 2, "severity"),
        ("night,severity\n2026-11-20,much\n", 2, "severity"),
        (
            "night,severity\n2026-11-20,99999999999999999999\n",
            2,
            "severity",
        ),
        ("night,sleep_quality\n2026-11-20,10.5\n", 2, "sleep_quality"),
        ("night,got_up\n2026-11-20,51\n", 2, "got_up"),
        ("night,symptoms\n2026-11-20,maybe\n", 2, "symptoms"),
        ("night,helped\n2026-11-20,very\n", 2, "helped"),
        (
            "night,body_parts\n2026-11-20,calves;ears\n",
            2,
            "body_parts",
        ),
        ("night,onset\n2026-11-20,24:00\n", 2, "onset"),
        ("night,onset\n2026-11-20,21:60\n", 2, "onset"),
        ("night,onset\n2026-11-20,9pm\n", 2, "onset"),
        ("night,onset\n2026-11-20,+9:30\n", 2, "onset"),
        ("night,bedtime\n2026-11-20,22:30:15\n", 2, "bedtime"),
        ("night\n20.11.2026\n", 2, "night"),
        ("night\n2026-02-30\n", 2, "night"),
        ("night\n0026-11-20\n", 2, "night"),
        ("night\n2026-11-22\n", 2, "night"),
        ("night\n2026-11-20T21:00\n", 2, "night"),
        ("night,note\n,legs\n", 2, "night"),
        ("night,symptoms,onset\n2026-11-20,none,21:10\n", 2, "onset"),
        (
            "night,session_start,session_minutes\n2026-11-20,18:40,\n",
            2,
            "session_minutes",
        ),
        (
            "night,session_start,session_minutes\n2026-11-20,,30\n",
            2,
            "session_start",
        ),
        (
            "night,session_start,session_minutes\n2026-11-20,18:40,0\n",
            2,
            "session_minutes",
        ),
        (
            "night,session_start,session_minutes\n2026-11-20,18:40,241\n",
            2,
            "session_minutes",
        ),
        (
            "night,session_start,session_minutes\n2026-11-20,18:40;19:40,20\n",
            2,
            "session_minutes",
        ),
        ("night,note\n2026-11-20\n", 2, "note"),
        ("night,mood\n2026-11-20,good\n", 2, "mood"),
        ("night,sleepiness\n2026-11-20,11\n", 2, "sleepiness"),
        ("night,situation\n2026-11-20,standing\n", 2, "situation"),
        ("night,rest_minutes\n2026-11-20,721\n", 2, "rest_minutes"),
        ("night,relief\n2026-11-20,0\n", 2, "relief"),
        ("night,relief\n2026-11-20,long\n", 2, "relief"),
        ("night,walks\n2026-11-20,25:00\n", 2, "walks"),
        ("night,walks\n2026-11-20,02:10/0\n", 2, "walks"),
        ("night,daytime\n2026-11-20,maybe\n", 2, "daytime"),
        ("night,triggers\n2026-11-20,caffeine;tea\n", 2, "triggers"),
        ("night,tags\n2026-11-20,\"a,b\"\n", 2, "tags"),
        ("night,sides\n2026-11-20,calves\n", 2, "sides"),
        // a side of a part that is not named
        ("night,sides\n2026-11-20,calves=left\n", 2, "sides"),
        ("night\n2026-11-20,legs\n", 2, "column 2"),
        ("night,note\n2026-11-20,a\0b\n", 2, "note"),
        // line breaks in quotes, blank lines and carriage returns count as the lines they are
        (
            "night,note\n2026-11-19,\"a\nb\nc\"\n2026-11-20,\"d\ne\"\n2026-13-01,x\n",
            7,
            "night",
        ),
        (
            "night,note\r\n2026-11-19,\"a\r\nb\"\r\n\r\n\r\n2026-13-01,x\r\n",
            6,
            "night",
        ),
        ("night\n2026-11-19\n\n2026-11-19\n", 4, "night"),
        // the first line
        ("", 1, "night"),
        ("\n", 1, "night"),
        ("bedtime\n22:30\n", 1, "night"),
        ("night,weather\n2026-11-20,good\n", 1, "weather"),
        ("night;bedtime\n2026-11-20;22:30\n", 1, "night;bedtime"),
        ("night,note,night\n2026-11-20,,\n", 1, "night"),
        ("n\0i\n", 1, "column 1"),
        // a quote that is never closed would swallow the rest of the diary
        (
            "night,note\n2026-11-19,x\n2026-11-20,\"legs\n2026-11-18,y\n",
            3,
            "closing quote",
        ),
    ];
    for (text, line, field) in cases {
        assert_eq!(line_and_field(text), (line, field.to_owned()), "{text:?}");
    }
}

#[test]
fn other_encodings_are_refused_by_column() {
    let (line, invalid) = refused(b"night,note\n2026-11-20,gr\xF6\xDFere\n");
    assert_eq!((line, invalid), (2, Invalid::new("note", Reason::NotUtf8)));
    let utf16: Vec<u8> = "\u{feff}night\n2026-11-20\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (line, invalid) = refused(&utf16);
    assert_eq!((line, invalid.reason), (1, Reason::NotUtf8));
}

#[test]
fn a_note_or_a_file_too_long_is_refused_whole() {
    let (line, invalid) =
        refused(format!("night,note\n2026-11-20,{}\n", "x".repeat(4097)).as_bytes());
    assert_eq!((line, invalid.field.as_str()), (2, "note"));
    assert!(matches!(
        invalid.reason,
        Reason::TooLong {
            max_bytes: 4096,
            got_bytes: 4097
        }
    ));
    let (line, invalid) = refused(&vec![b'x'; 40 * 1024 * 1024]);
    assert_eq!((line, invalid.field.as_str()), (0, "file"));
    assert!(matches!(invalid.reason, Reason::TooLong { .. }));
}

#[test]
fn an_error_does_not_repeat_a_huge_cell() {
    let (_, invalid) = refused(format!("night\n{}\n", "ä".repeat(100_000)).as_bytes());
    assert!(invalid.to_string().len() < 300, "{invalid}");
}

#[test]
fn empty_lines_and_cells_below_and_beside_a_table_are_no_nights() {
    let (_folder, app) = app();
    let imported = import(&app, "night,severity,,\n2026-11-20,3,,\n,,,\n\n,,,\n");
    assert_eq!(imported.nights, 1);
}

/// What a file can tell of an entry: no seconds, and no source of an onset.
fn without_seconds(mut entry: Entry) -> Entry {
    let whole = |time: Time| Time::constant(time.hour(), time.minute(), 0, 0);
    entry.bedtime = entry.bedtime.map(whole);
    if let Some(Onset::At { time, source }) = &mut entry.onset {
        *time = whole(*time);
        *source = OnsetSource::Recalled;
    }
    for walk in &mut entry.details.walks {
        walk.at = walk.at.map(whole);
    }
    entry
}

#[test]
fn everything_of_a_night_is_in_its_row_and_comes_back() {
    let (_folder, app) = app();
    import(
        &app,
        "night,body_parts,sides,situation,rest_minutes,relief,walks,daytime,sleepiness,mood,triggers,tags\n\
         2026-11-20,calves;feet,Calves=left; feet=both,travelling,40,20,02:10/15;3:00;/5;/,?,7,4,none,new shoes;bus\n\
         2026-11-19,,,?,,while_moving,,none,,,caffeine;long_sitting,\n",
    );
    let details = |date: &str| {
        let entry = app.entry(night(date)).expect("reads");
        entry.expect("is there").details
    };
    let full = details("2026-11-20");
    assert_eq!(full.sides.get(&BodyPart::Calves), Some(&Side::Left));
    assert_eq!(full.situation, Some(Situation::Travelling));
    assert_eq!(full.relief, Some(Relief::For { minutes: 20 }));
    let walk = |at: Option<&str>, minutes| Walk {
        at: at.map(clock),
        minutes,
    };
    assert_eq!(
        full.walks,
        [
            walk(Some("02:10"), Some(15)),
            walk(Some("03:00"), None),
            walk(None, Some(5)),
            walk(None, None),
        ]
    );
    assert_eq!(full.daytime, Some(Daytime::Unknown));
    assert_eq!(full.triggers, Some(std::collections::BTreeSet::new()));
    assert!(full.tags.contains("new shoes"), "{full:?}");
    let less = details("2026-11-19");
    assert_eq!(less.situation, Some(Situation::Unknown));
    assert_eq!(less.relief, Some(Relief::WhileMoving));
    assert_eq!(less.triggers.map(|triggers| triggers.len()), Some(2));
}

fn told_sessions() -> impl Strategy<Value = Vec<(u8, u8, u16)>> {
    proptest::collection::vec((0_u8..24, 0_u8..60, 1_u16..=240), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn out_in_and_out_again_gives_the_same_bytes(
        entries in proptest::collection::vec((any_entry(), any_details()), 0..6),
        told in proptest::collection::vec((diaries::any_night(), told_sessions()), 0..4),
        driven in any::<bool>(),
    ) {
        let (folder, first) = app();
        for (mut entry, details) in entries {
            entry.details = details;
            entry.body_parts.insert(BodyPart::Calves);
            first.log(&entry, &this_evening()).expect("is kept");
        }
        for (night, sessions) in told {
            let list = |item: &dyn Fn(&(u8, u8, u16)) -> String| {
                sessions.iter().map(item).collect::<Vec<_>>().join(";")
            };
            let starts = list(&|(hour, minute, _)| format!("{hour}:{minute:02}"));
            let minutes = list(&|(_, _, minutes)| minutes.to_string());
            import(&first, &format!("night,session_start,session_minutes\n{night},{starts},{minutes}\n"));
        }
        if driven {
            let mut store = Store::open(folder.path()).expect("opens");
            let open = journal(8, &now("2026-11-20T23:10:30"), FailSafe::DeviceTimer).records;
            write_down(&mut store, &journal(7, &now("2026-11-20T18:40:20"), FailSafe::DeviceTimer).records);
            write_down(&mut store, open.get(..4).expect("that long"));
        }

        let out = first.export_csv().expect("exports");
        let (_second_folder, second) = app();
        let imported = import(&second, &out);
        let told = |app: &App| {
            let nights = app.nights(None, None).expect("reads");
            nights.into_iter().map(|night| without_seconds(night.entry)).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(&second), told(&first));
        prop_assert_eq!(second.export_csv().expect("exports"), out.clone());
        prop_assert_eq!(imported.added, imported.nights);

        let again = import(&first, &out);
        prop_assert_eq!(again.unchanged, again.nights, "its own export changes a diary");
    }

    #[test]
    fn no_file_whatever_makes_the_reader_panic_or_half_import(bytes in prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        "(night|note|onset|severity|,|;|\"|\r|\n|2026-11-2[0-9]|21:10|7|\u{feff}|\0){0,40}".prop_map(String::into_bytes),
        (0..NIGHTS.len(), any::<u8>()).prop_map(|(at, byte)| {
            let mut bytes = NIGHTS.to_vec();
            if let Some(place) = bytes.get_mut(at) { *place = byte; }
            bytes
        }),
    ]) {
        let (_folder, app) = app();
        let imported = app.import_csv(&bytes, &this_evening());
        let kept = app.nights(None, None).expect("reads").len();
        match imported {
            Ok(imported) => prop_assert_eq!(kept, usize::try_from(imported.nights).expect("fits")),
            Err(AppError::BadRow { .. } | AppError::Invalid(_)) => prop_assert_eq!(kept, 0),
            Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
        }
    }
}
