//! Tables of nights as other people and programs write them: read rightly, every guess told, and what could mean two
//! things asked instead of guessed.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::collections::BTreeMap;

use diaries::imported::{at, chosen, entry, guessed, score, sessions};
use diaries::{app, clock, full_entry, night, this_evening};
use lull_core::app::AppError;
use lull_core::diary::{Entry, Helped, Onset, Symptoms};
use lull_core::driver::csv::table::{DateOrder, Encoding, Field, ImportChoices};
use lull_core::driver::store::OnConflict;
use lull_core::invalid::Reason;
use proptest::prelude::*;

fn refused(content: &str) -> (u64, String, Reason) {
    let (_folder, app) = app();
    match app.preview_table(
        content.as_bytes(),
        &ImportChoices::default(),
        &this_evening(),
    ) {
        Err(AppError::BadRow { line, invalid }) => (line, invalid.field, invalid.reason),
        other => panic!("expected a bad row, got {other:?}"),
    }
}

#[test]
fn a_german_spreadsheet_is_read_with_its_commas_dots_and_line_breaks() {
    let (app, guess) = guessed(include_bytes!("tables/german.csv"));
    assert_eq!((guess.delimiter, guess.encoding), (';', Encoding::Utf8));
    assert_eq!(guess.empty_rows, 2);
    assert_eq!(guess.rounded, 1);
    let first = Entry {
        bedtime: Some(clock("22:40")),
        symptoms: Some(Symptoms::Yes),
        onset: at("19:55"),
        severity: score(7),
        sleep_quality: score(4),
        got_up: Some(2),
        note: "Rotwein; dann\nspazieren".to_owned(),
        ..Entry::empty(night("2026-03-01"))
    };
    assert_eq!(entry(&app, "2026-03-01"), first);
    assert_eq!(sessions(&app, "2026-03-01"), [("19:10".to_owned(), 25)]);
    assert_eq!(entry(&app, "2026-03-02").symptoms, Some(Symptoms::None));
    assert_eq!(entry(&app, "2026-03-04").symptoms, Some(Symptoms::Unknown));
    assert_eq!(entry(&app, "2026-03-05").bedtime, Some(clock("00:20")));
    assert_eq!(app.entry(night("2026-03-03")).expect("reads"), None);
}

#[test]
fn an_american_export_is_read_month_first_with_twelve_hours_and_old_letters() {
    let (app, guess) = guessed(include_bytes!("tables/american.csv"));
    assert_eq!(guess.date_order, Some(DateOrder::MonthDayYear));
    assert_eq!(
        (guess.delimiter, guess.encoding),
        (',', Encoding::Windows1252)
    );
    assert_eq!(guess.assumed_minutes, Some(30));
    let unused: Vec<&str> = guess
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| column.header.as_str())
        .collect();
    assert_eq!(unused, ["Mood", "Weather"]);
    let first = entry(&app, "2026-09-10");
    assert_eq!(
        (first.bedtime, first.onset, first.severity),
        (Some(clock("00:05")), at("20:10"), score(4))
    );
    assert_eq!(first.note, "late espresso — café");
    assert_eq!(sessions(&app, "2026-09-10"), [("19:30".to_owned(), 30)]);
    assert_eq!(sessions(&app, "2026-09-11"), [], "the device was not used");
    assert_eq!(entry(&app, "2026-09-12").symptoms, Some(Symptoms::Unknown));
    assert_eq!(entry(&app, "2026-09-13").onset, at("00:00"));
}

#[test]
fn a_french_table_with_tabs_in_utf16_and_a_spanish_one_are_read() {
    let french = "Suivi des jambes\t\t\t\t\nDate de la nuit\tHeure du coucher\tSymptômes\tHeure de début\tIntensité\tQualité du sommeil\tRemarques\n\
                  3 mars 2026\t23h05\toui\t20h30\t6\t4\tcafé à 16 h\n4 mars 2026\t22h50\tnon\t\t0\t8\t\n5 mars 2026\t22h30\toui\tje ne sais pas\t3\t\t\n";
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(french.encode_utf16().flat_map(u16::to_le_bytes));
    let (app, guess) = guessed(&bytes);
    assert_eq!((guess.delimiter, guess.encoding), ('\t', Encoding::Utf16));
    assert_eq!(entry(&app, "2026-03-03").onset, at("20:30"));
    assert_eq!(entry(&app, "2026-03-03").note, "café à 16 h");
    assert_eq!(entry(&app, "2026-03-05").onset, Some(Onset::DontKnow));

    let spanish = "sep=;\nFecha;Hora de acostarse;Síntomas;Inicio;Intensidad;Calidad del sueño;Veces levantado;Masaje;Minutos;Ayudó;Notas\n\
                   13/05/2026;23:15;sí;20:40;5,0;6;1;19:50;30 min;un poco;viaje largo\n14/05/2026;00:10;no;;0;9;0;;;;\n";
    let (app, guess) = guessed(spanish.as_bytes());
    assert_eq!(
        (guess.delimiter, guess.date_order),
        (';', Some(DateOrder::DayMonthYear))
    );
    let first = entry(&app, "2026-05-13");
    assert_eq!(
        (first.helped, first.got_up, first.severity),
        (Some(Helped::Somewhat), Some(1), score(5))
    );
    assert_eq!(sessions(&app, "2026-05-13"), [("19:50".to_owned(), 30)]);
}

#[test]
fn what_a_spreadsheet_makes_of_dates_and_times_is_read() {
    let excel =
        "Date,Bedtime,Onset,Symptoms\n46244,0.9375,0.8125,TRUE\n46245,0.0104166667,,FALSE\n";
    let (app, _) = guessed(excel.as_bytes());
    let first = entry(&app, "2026-08-10");
    assert_eq!(
        (first.bedtime, first.onset),
        (Some(clock("22:30")), at("19:30"))
    );
    assert_eq!(entry(&app, "2026-08-11").bedtime, Some(clock("00:15")));
    let moments = "date,went to bed,symptoms started\n2026-08-10 00:00:00,2026-08-10 22:45:00,2026-08-10 20:15:00\n\
                   2026-08-11T00:00:00,2026-08-12T00:30:00,\n";
    let (app, _) = guessed(moments.as_bytes());
    assert_eq!(entry(&app, "2026-08-10").onset, at("20:15"));
    assert_eq!(
        entry(&app, "2026-08-10").symptoms,
        Some(Symptoms::Yes),
        "a time tells that they came"
    );
    assert_eq!(entry(&app, "2026-08-11").bedtime, Some(clock("00:30")));
}

#[test]
fn day_and_month_are_told_apart_by_the_whole_column() {
    let cases = [
        // a number above 12
        ("03/04/2026\n13/04/2026\n", DateOrder::DayMonthYear),
        ("04/03/2026\n04/13/2026\n", DateOrder::MonthDayYear),
        // nights in a row
        (
            "05/01/2026\n06/01/2026\n07/01/2026\n08/01/2026\n",
            DateOrder::DayMonthYear,
        ),
        (
            "01/05/2026\n01/06/2026\n01/07/2026\n01/08/2026\n",
            DateOrder::MonthDayYear,
        ),
        // the other order would lie ahead
        ("11/12/2025\n12/11/2026\n", DateOrder::DayMonthYear),
    ];
    for (dates, order) in cases {
        let rows: String = dates.lines().map(|date| format!("{date},5\n")).collect();
        let (_, guess) = guessed(format!("Date,Severity\n{rows}").as_bytes());
        assert_eq!(guess.date_order, Some(order), "{dates}");
    }
}

#[test]
fn a_date_that_means_two_days_is_asked_about_and_not_guessed() {
    let table = "Date,Severity\n03/04/2026,5\n";
    let (line, field, reason) = refused(table);
    assert_eq!((line, field.as_str()), (2, "date_format"), "{reason}");
    let choices = ImportChoices {
        date_order: Some(DateOrder::DayMonthYear),
        ..ImportChoices::default()
    };
    let (app, _) = chosen(table.as_bytes(), &choices);
    assert_eq!(entry(&app, "2026-04-03").severity, score(5));
    let choices = ImportChoices {
        date_order: Some(DateOrder::MonthDayYear),
        ..ImportChoices::default()
    };
    let (app, _) = chosen(table.as_bytes(), &choices);
    assert_eq!(entry(&app, "2026-03-04").severity, score(5));
}

#[test]
fn the_persons_word_wins_over_every_guess() {
    let table = "when|a|b|how bad\n2026-08-10|21:00|20:00|5\n";
    let (_, field, _) = refused(table);
    assert_eq!(field, "night");
    let choices = ImportChoices {
        map: BTreeMap::from([
            (Field::Night, "When".to_owned()),
            (Field::Onset, "#2".to_owned()),
            (Field::SessionStart, "b".to_owned()),
            (Field::Severity, "how bad".to_owned()),
        ]),
        session_minutes: Some(12),
        ..ImportChoices::default()
    };
    let (app, guess) = chosen(table.as_bytes(), &choices);
    assert_eq!(guess.assumed_minutes, Some(12));
    assert_eq!(entry(&app, "2026-08-10").onset, at("21:00"));
    assert_eq!(sessions(&app, "2026-08-10"), [("20:00".to_owned(), 12)]);
    // a field may be left out
    let with_note = "date,severity,note\n2026-08-10,4,secret\n";
    let choices = ImportChoices {
        map: BTreeMap::from([(Field::Note, String::new())]),
        ..ImportChoices::default()
    };
    let (app, _) = chosen(with_note.as_bytes(), &choices);
    assert_eq!(entry(&app, "2026-08-10").note, "");
    let (_folder, app) = self::app();
    let wrong = ImportChoices {
        map: BTreeMap::from([(Field::Note, "nowhere".to_owned())]),
        ..ImportChoices::default()
    };
    assert!(
        app.preview_table(with_note.as_bytes(), &wrong, &this_evening())
            .is_err()
    );
}

#[test]
fn a_cell_nobody_can_read_names_its_line_and_field_and_nothing_is_kept() {
    let cases = [
        ("Datum;Beginn\n01.08.2026;abends\n", 2, "onset"),
        (
            "Date,Severity\n2026-08-01,5\n2026-08-02,eleven\n",
            3,
            "severity",
        ),
        ("Date,Severity\n2026-08-01,11\n", 2, "severity"),
        ("Date,Symptoms\n2026-08-01,perhaps\n", 2, "symptoms"),
        ("Date,Symptoms,Onset\n2026-08-01,no,21:00\n", 2, "onset"),
        ("Date,Severity\nsoon,5\n", 2, "night"),
        ("Date,Severity\n,5\n", 2, "night"),
        ("Date,Severity\n2026-08-01,5\n2026-08-01,6\n", 3, "night"),
        ("Date,Severity\n2027-08-01,5\n", 2, "night"),
        (
            "Date,Massage,Minutes\n2026-08-01,20:00,500\n",
            2,
            "session_minutes",
        ),
        ("Date,Note\n2026-08-01,\"never closed\n", 2, "closing quote"),
        ("colour,shape\nred,round\n", 1, "night"),
    ];
    for (table, line, field) in cases {
        let (at, named, reason) = refused(table);
        assert_eq!((at, named.as_str()), (line, field), "{table}: {reason}");
    }
}

#[test]
fn what_becomes_of_a_night_on_both_sides_is_the_persons_choice() {
    let table = "Date,Severity,Note\n2026-11-20,2,theirs\n2026-11-19,3,new\n";
    let mine = Entry {
        severity: None,
        note: "mine".to_owned(),
        ..full_entry()
    };
    let cases = [
        (OnConflict::Keep, mine.clone()),
        (
            OnConflict::Fill,
            Entry {
                severity: score(2),
                ..mine.clone()
            },
        ),
        (
            OnConflict::Replace,
            Entry {
                severity: score(2),
                note: "theirs".to_owned(),
                ..mine.clone()
            },
        ),
    ];
    for (on_conflict, expected) in cases {
        let (_folder, app) = app();
        app.log(&mine, &this_evening()).expect("is kept");
        let choices = ImportChoices {
            on_conflict,
            ..ImportChoices::default()
        };
        app.import_table(table.as_bytes(), &choices, &this_evening())
            .expect("imports");
        assert_eq!(entry(&app, "2026-11-20"), expected, "{on_conflict:?}");
        assert_eq!(entry(&app, "2026-11-19").note, "new");
    }
}

#[test]
fn an_import_is_undone_by_the_backup_made_before_it() {
    let (_folder, app) = app();
    app.log(&full_entry(), &this_evening()).expect("is kept");
    let table = "Date,Severity\n2026-11-20,2\n2026-11-19,3\n";
    app.import_table(table.as_bytes(), &ImportChoices::default(), &this_evening())
        .expect("imports");
    let backups = app.backups();
    let before = backups
        .iter()
        .find(|backup| backup.path.to_string_lossy().contains("before-import"))
        .expect("was made");
    app.restore_backup(
        &before.path,
        None,
        lull_core::app::RestoreHow::Replace,
        &this_evening(),
    )
    .expect("restores");
    let nights = app.nights(None, None).expect("reads");
    assert_eq!(
        nights
            .iter()
            .map(|night| night.entry.clone())
            .collect::<Vec<_>>(),
        [full_entry()]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_the_bytes_are_the_answer_is_a_guess_or_a_typed_refusal(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (_folder, app) = app();
        let _ = app.preview_table(&bytes, &ImportChoices::default(), &this_evening());
    }

    #[test]
    fn whatever_stands_in_the_cells_nothing_panics(cells in prop::collection::vec("[0-9apm.:/,;?äh -]{0,12}", 3..30)) {
        let (_folder, app) = app();
        let rows: Vec<String> = cells.chunks(3).map(|row| row.join(";")).collect();
        let table = format!("Datum;Beginn;Stärke\n{}\n", rows.join("\n"));
        let _ = app.preview_table(table.as_bytes(), &ImportChoices::default(), &this_evening());
    }
}
