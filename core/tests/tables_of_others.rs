//! More tables as people in several countries keep them, each checked night by night: delimiters, letters, dates, clocks,
//! words and durations in every combination that was thought of.
#![cfg(feature = "driver")]
#![allow(clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod diaries;

use diaries::imported::{at, entry, guessed, score, sessions};
use diaries::{clock, night};
use lull_core::app::App;
use lull_core::diary::{Helped, Onset, Symptoms};
use lull_core::driver::csv::table::{DateOrder, Encoding};

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            '€' => 0x80,
            '–' => 0x96,
            _ => u8::try_from(u32::from(letter)).expect("a letter of it"),
        })
        .collect()
}

fn utf16_big_endian(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

fn session(app: &App, date: &str) -> Option<(String, u16)> {
    sessions(app, date).pop()
}

#[test]
fn a_german_table_with_tabs_old_letters_and_durations_as_hours_is_read() {
    let table = "Tagebuch\r\n\r\nNacht\tInsBett\tzu Bett um\tBeschwerden?\tBeginn der Beschwerden\tStärke (0–10)\tSchlafqualität [0-10]\twie oft aufgestanden\tMassage um\tDauer [h:mm]\tGeholfen?\tAnmerkungen\r\n\
        1.9.26\t\t23.40 Uhr\tja\t21.15 Uhr\t6,5\t4\t2x\t20.30 Uhr\t0:25\tetwas\tfünf Tassen Kaffee\r\n\
        2.9.26\t\t0.20 Uhr\tnein\t\t\t8\tkeine\t\t\t\t\r\n\
        3.9.26\t\t23 Uhr\tja\t0:45\t3\t6\t1 mal\t22:10\t1:05\tnein\t\r\n";
    let (app, guess) = guessed(&windows_1252(table));
    assert_eq!(
        (guess.delimiter, guess.encoding),
        ('\t', Encoding::Windows1252)
    );
    let first = entry(&app, "2026-09-01");
    assert_eq!(first.bedtime, Some(clock("23:40")));
    assert_eq!((first.onset, first.severity), (at("21:15"), score(7)));
    assert_eq!(first.got_up, Some(2));
    assert_eq!(first.helped, Some(Helped::Somewhat));
    assert_eq!(first.note, "fünf Tassen Kaffee");
    assert_eq!(session(&app, "2026-09-01"), Some(("20:30".to_owned(), 25)));
    let second = entry(&app, "2026-09-02");
    assert_eq!(
        (second.symptoms, second.bedtime, second.got_up),
        (Some(Symptoms::None), Some(clock("00:20")), Some(0))
    );
    let third = entry(&app, "2026-09-03");
    assert_eq!(
        third.onset,
        at("00:45"),
        "after midnight, of the same night"
    );
    assert_eq!(session(&app, "2026-09-03"), Some(("22:10".to_owned(), 65)));
}

#[test]
fn a_french_table_in_big_endian_utf16_is_read_with_its_hours_and_its_noon_and_midnight() {
    let table = "Date;Heure du coucher;Symptômes;Début des symptômes;Intensité;Qualité du sommeil;Levers;Massage à;Durée;Ça a aidé;Remarques\r\n\
        09/11/2026;23h05;Oui;21 h 30;5,5;4;1;20h45;30 minutes;un peu;thé à 17 h\r\n\
        10/11/2026;minuit;Non;;0;9;0;;;;\r\n\
        14/11/2026;22h45;Oui;minuit;7;3;3 fois;21h;45 min;oui;\r\n\
        15/11/2026;22h;Oui;?;4;5;aucun;;;;nuit d'hôtel\r\n";
    let (app, guess) = guessed(&utf16_big_endian(table));
    assert_eq!((guess.delimiter, guess.encoding), (';', Encoding::Utf16));
    assert_eq!(guess.date_order, Some(DateOrder::DayMonthYear));
    let first = entry(&app, "2026-11-09");
    assert_eq!((first.onset, first.severity), (at("21:30"), score(6)));
    assert_eq!(first.helped, Some(Helped::Somewhat));
    assert_eq!(session(&app, "2026-11-09"), Some(("20:45".to_owned(), 30)));
    assert_eq!(entry(&app, "2026-11-10").bedtime, Some(clock("00:00")));
    let third = entry(&app, "2026-11-14");
    assert_eq!((third.onset, third.got_up), (at("00:00"), Some(3)));
    assert_eq!(session(&app, "2026-11-14"), Some(("21:00".to_owned(), 45)));
    let fourth = entry(&app, "2026-11-15");
    assert_eq!(
        (fourth.onset, fourth.got_up),
        (Some(Onset::DontKnow), Some(0))
    );
    assert_eq!(fourth.note, "nuit d'hôtel");
}

#[test]
fn a_british_table_with_bars_and_a_twelve_hour_clock_is_read_day_first() {
    let table = "Night of|Went to bed|Legs restless?|Symptoms started|How bad (worst)|Sleep|Times got up|Massager used?|Massager start|Massage minutes|Comments\n\
        02/11/2026|11.45pm|Y|9.30 pm|6/10|4/10|2|Y|8.45pm|30|tea\n\
        03/11/2026|12.30am|N|||8/10|0|N|||\n\
        04/11/2026|11pm|Y|12.05 a.m.|3/10|7/10|1|Y|9pm|20|\n\
        05/11/2026|noon|?|||N/A|n/a||||ill in bed\n";
    let (app, guess) = guessed(table.as_bytes());
    assert_eq!(
        (guess.delimiter, guess.date_order),
        ('|', Some(DateOrder::DayMonthYear)),
        "four nights in a row, not four months"
    );
    let first = entry(&app, "2026-11-02");
    assert_eq!(
        (first.bedtime, first.onset, first.severity),
        (Some(clock("23:45")), at("21:30"), score(6))
    );
    assert_eq!(first.symptoms, Some(Symptoms::Yes));
    assert_eq!(session(&app, "2026-11-02"), Some(("20:45".to_owned(), 30)));
    let second = entry(&app, "2026-11-03");
    assert_eq!(
        (second.symptoms, second.bedtime),
        (Some(Symptoms::None), Some(clock("00:30")))
    );
    assert_eq!(sessions(&app, "2026-11-03"), []);
    assert_eq!(entry(&app, "2026-11-04").onset, at("00:05"));
    let fourth = entry(&app, "2026-11-05");
    assert_eq!(
        (fourth.symptoms, fourth.sleep_quality, fourth.got_up),
        (Some(Symptoms::Unknown), None, None)
    );
}

#[test]
fn an_american_table_with_weekdays_short_years_and_spelled_durations_is_read() {
    let table = "\u{feff}\"Date\",\"Bedtime\",\"RLS symptoms\",\"Onset\",\"Severity\",\"Sleep quality\",\"Woke up (times)\",\"Session start\",\"Duration\",\"Did it help?\",\"Notes\"\r\n\
        \"Mon 8/10/26\",\"11:30 PM\",\"Yes\",\"8:15 PM\",\"5\",\"6\",\"1\",\"7:45 PM\",\"30 mins\",\"Yes\",\"long drive, \"\"sat\"\" 3 h\"\r\n\
        \"Tue 8/11/26\",\"12:10 AM\",\"No\",\"\",\"\",\"9\",\"0\",\"\",\"\",\"\",\"\"\r\n\
        \"Thu 8/13/26\",\"11:05 PM\",\"Not sure\",\"unknown\",\"\",\"5\",\"\",\"8:00 PM\",\"1 hr\",\"a little\",\"\"\r\n\
        \"Fri 8/14/26\",\"11:05 PM\",\"Yes\",\"1:20 AM\",\"8\",\"2\",\"3\",\"10:00 PM\",\"1 h 15 min\",\"No\",\"\"\r\n";
    let (app, guess) = guessed(table.as_bytes());
    assert_eq!(guess.date_order, Some(DateOrder::MonthDayYear));
    let first = entry(&app, "2026-08-10");
    assert_eq!((first.onset, first.got_up), (at("20:15"), Some(1)));
    assert_eq!(first.note, "long drive, \"sat\" 3 h");
    assert_eq!(session(&app, "2026-08-10"), Some(("19:45".to_owned(), 30)));
    let third = entry(&app, "2026-08-13");
    assert_eq!(
        (third.symptoms, third.onset, third.helped),
        (
            Some(Symptoms::Unknown),
            Some(Onset::DontKnow),
            Some(Helped::Somewhat)
        )
    );
    assert_eq!(session(&app, "2026-08-13"), Some(("20:00".to_owned(), 60)));
    assert_eq!(entry(&app, "2026-08-14").onset, at("01:20"));
    assert_eq!(session(&app, "2026-08-14"), Some(("22:00".to_owned(), 75)));
}

#[test]
fn a_spanish_table_with_named_months_and_spaced_halves_of_the_day_is_read() {
    let table = "Fecha,Hora de acostarse,Síntomas,Hora de inicio,Intensidad (0-10),Calidad del sueño,Despertares,Inicio del masaje,Minutos de masaje,¿Ayudó?,Observaciones\n\
        10-ago-2026,11:15 p. m.,sí,8:40 p. m.,5,6,1,8:00 p. m.,25,sí,\"viaje largo, 3 h\"\n\
        11-ago-2026,12:05 a. m.,no,,0,8,0,,,,\n\
        12 de agosto de 2026,23:30 h,no sé,,,5,2,20:10 h,30,no,\n";
    let (app, _) = guessed(table.as_bytes());
    let first = entry(&app, "2026-08-10");
    assert_eq!(
        (first.bedtime, first.onset),
        (Some(clock("23:15")), at("20:40"))
    );
    assert_eq!(first.helped, Some(Helped::Yes));
    assert_eq!(session(&app, "2026-08-10"), Some(("20:00".to_owned(), 25)));
    assert_eq!(entry(&app, "2026-08-11").bedtime, Some(clock("00:05")));
    let third = entry(&app, "2026-08-12");
    assert_eq!(
        (third.symptoms, third.bedtime),
        (Some(Symptoms::Unknown), Some(clock("23:30")))
    );
    assert_eq!(session(&app, "2026-08-12"), Some(("20:10".to_owned(), 30)));
}

#[test]
fn an_apps_export_of_moments_with_their_zone_is_read_by_the_clock_that_was_on_the_wall() {
    let table = "date;bedtime;symptoms;onset;severity;sleep_score;session_start;session_duration;weather\n\
        2026-08-10;2026-08-10T23:45:00+02:00;true;2026-08-10T21:05:00+02:00;6;70;2026-08-10T20:15:30+02:00;00:25:00;sun\n\
        2026-08-11;2026-08-12T00:30:00+02:00;false;;0;90;;;rain\n\
        2026-08-12;2026-08-12T22:30:00+02:00;true;2026-08-13T01:10:00+02:00;4;60;2026-08-12T21:00:00Z;00:30:00;rain\n";
    let choices = lull_core::driver::csv::table::ImportChoices {
        map: std::collections::BTreeMap::from([(
            lull_core::driver::csv::table::Field::SleepQuality,
            String::new(),
        )]),
        ..Default::default()
    };
    let (app, _) = diaries::imported::chosen(table.as_bytes(), &choices);
    let first = entry(&app, "2026-08-10");
    assert_eq!(
        (first.bedtime, first.onset),
        (Some(clock("23:45")), at("21:05"))
    );
    assert_eq!(session(&app, "2026-08-10"), Some(("20:15".to_owned(), 25)));
    assert_eq!(entry(&app, "2026-08-11").bedtime, Some(clock("00:30")));
    assert_eq!(entry(&app, "2026-08-12").onset, at("01:10"));
    assert_eq!(session(&app, "2026-08-12"), Some(("23:00".to_owned(), 30)));
}

#[test]
fn an_empty_answer_in_a_row_that_tells_other_things_is_shown_and_means_what_the_person_says() {
    use lull_core::driver::csv::table::{ImportChoices, Unanswered};
    let table = "Date,Symptoms,Severity,Sleep\n2026-08-10,,,6\n2026-08-11,,,\n2026-08-12,yes,4,5\n";
    let (app, guess) = guessed(table.as_bytes());
    assert_eq!((guess.taken_for_unknown, guess.empty_rows), (1, 1));
    assert_eq!(entry(&app, "2026-08-10").symptoms, Some(Symptoms::Unknown));
    let choices = ImportChoices {
        unanswered: Some(Unanswered::NotSaid),
        ..ImportChoices::default()
    };
    let (app, guess) = diaries::imported::chosen(table.as_bytes(), &choices);
    assert_eq!(guess.taken_for_unknown, 0);
    assert_eq!(entry(&app, "2026-08-10").symptoms, None);
    assert_eq!(app.entry(night("2026-08-11")).expect("reads"), None);
}

#[test]
fn a_table_with_empty_columns_empty_rows_and_a_line_of_sums_says_which_line_is_no_night() {
    let table = ";;;\n;Schlaftagebuch;;\n;Datum;Beginn;Stärke;\n;01.08.2026;20:15;5;\n;;;;\n;02.08.2026;;;\n;03.08.2026;21:00;4;\n";
    let (app, guess) = guessed(table.as_bytes());
    assert_eq!(guess.empty_rows, 1);
    assert_eq!(entry(&app, "2026-08-01").onset, at("20:15"));
    assert_eq!(app.entry(night("2026-08-02")).expect("reads"), None);
    assert_eq!(entry(&app, "2026-08-03").severity, score(4));
}
