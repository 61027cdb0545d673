//! Everything that cannot be used is refused with its field, exit code 3, and nothing is kept of it.

use assert_cmd::Command;

use crate::support::{Diary, EVENING, json};

#[test]
fn each_bad_value_names_its_field_and_keeps_nothing() {
    let cases: &[(&str, &[&str])] = &[
        ("severity", &["log", "--severity", "11"]),
        ("severity", &["log", "--severity", "-1"]),
        ("severity", &["log", "--severity", "six"]),
        ("severity", &["log", "--severity", "99999999999999999999"]),
        ("sleep", &["log", "--sleep", "10.5"]),
        ("got_up", &["log", "--got-up", "51"]),
        ("onset", &["log", "--symptoms", "yes", "--onset", "25:00"]),
        ("onset", &["log", "--symptoms", "none", "--onset", "21:10"]),
        ("bedtime", &["log", "--bedtime", "22:60"]),
        ("symptoms", &["log", "--symptoms", "maybe"]),
        ("helped", &["log", "--helped", "perhaps"]),
        ("body_parts", &["log", "--body-parts", "calves,knees"]),
        ("night", &["log", "--night", "2026-11-22", "--sleep", "5"]),
        ("night", &["log", "--night", "2026-02-30", "--sleep", "5"]),
        ("night", &["log", "--night", "yesterday", "--sleep", "5"]),
        (
            "note-file",
            &["log", "--note-file", "/nonexistent/note.txt"],
        ),
        ("at", &["tonight", "--at", "24:30"]),
        ("at", &["tonight", "--at", "17:00"]),
        ("bedtime", &["setup", "--bedtime", "half past ten"]),
        ("lead", &["setup", "--lead", "4"]),
        ("repeats", &["setup", "--repeats", "7"]),
        ("repeat_every", &["setup", "--repeat-every", "4"]),
        ("pre_notice", &["setup", "--pre-notice", "181"]),
        ("quiet_evenings", &["setup", "--quiet-evenings", "fryday"]),
        ("free_evenings", &["setup", "--free-bedtime", "23:00"]),
        ("swipe", &["setup", "--swipe", "left"]),
        ("travel", &["setup", "--travel", "stay"]),
        ("fallback", &["setup", "--fallback", "7pm"]),
        ("zone", &["zone", "stay"]),
        ("earlier", &["tonight", "--earlier", "0"]),
        ("later", &["tonight", "--later", "721"]),
        (
            "background_restricted",
            &["wake", "--background-restricted", "maybe"],
        ),
        ("level", &["setup", "--level", "101"]),
        ("level", &["setup", "--level", "0"]),
        ("device", &["setup", "--device", "usb"]),
        ("safety", &["setup", "--safety", "gout"]),
        ("safety", &["setup", "--doctor-agreed"]),
        (
            "window",
            &[
                "setup",
                "--window-earliest",
                "23:00",
                "--window-latest",
                "18:00",
            ],
        ),
        ("slots", &["wake", "--slots", "-1"]),
        ("slots", &["wake", "--slots", "70000"]),
        ("exact_alarms", &["wake", "--exact-alarms", "maybe"]),
        ("reason", &["wake", "--reason", "bored"]),
        ("from", &["nights", "--from", "2026-13-01"]),
        ("program", &["session", "start", "--program", "morning"]),
        ("speed", &["session", "start", "--speed", "0"]),
        ("device", &["session", "start", "--device", "socket:"]),
        (
            "fault",
            &["massager", "--socket", "/nonexistent/s", "--fault", "bored"],
        ),
        ("file", &["import", "/nonexistent/nights.csv"]),
        ("nights", &["audit", "--nights", "0"]),
    ];
    let diary = Diary::new();
    for (field, arguments) in cases {
        diary.run(arguments).refused(3, field);
    }
    assert_eq!(diary.ok(&["nights", "--json"]).trim(), "[]");
    assert_eq!(
        diary.json(&["plan", "--json"])["remind"],
        "2026-11-21T18:50:00"
    );
}

#[test]
fn a_moment_without_a_known_zone_or_an_existing_time_is_refused_as_now() {
    let diary = Diary::new();
    for now in [
        "2026-11-21T18:00:00+01:00[Europe/Atlantis]",
        "2026-11-21T25:00:00+01:00[Europe/Berlin]",
        "2026-02-30T18:00:00+01:00[Europe/Berlin]",
        "2026-11-21T18:00:00",
        "tonight",
        "",
    ] {
        diary.run_at(now, &["plan"]).refused(3, "now");
    }
}

#[test]
fn an_unknown_system_zone_is_named() {
    let diary = Diary::new();
    let output = Command::new(env!("CARGO_BIN_EXE_lull"))
        .env("TZ", "Europe/Atlantis")
        .arg("--data")
        .arg(diary.path())
        .arg("plan")
        .output()
        .expect("lull runs");
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("TZ") && told.contains("Europe/Atlantis"),
        "{told}"
    );
}

#[test]
fn an_error_is_json_on_stderr_where_json_was_asked_for() {
    let ran = Diary::new().run(&["log", "--severity", "11", "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    let error = &json(&ran.err)["error"];
    assert_eq!(error["kind"], "invalid_input");
    assert_eq!(error["field"], "severity");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|text| text.contains("0 to 10")),
        "{error}"
    );
}

#[test]
fn a_forty_megabyte_note_is_refused_and_the_old_one_stays() {
    let diary = Diary::new();
    diary.ok(&["log", "--night", "2026-11-20", "--note", "short"]);
    let huge = diary.file("huge.txt", &vec![b'x'; 40 * 1024 * 1024]);
    let huge = huge.to_str().expect("a path");
    diary
        .run(&[
            "log",
            "--night",
            "2026-11-20",
            "--sleep",
            "3",
            "--note-file",
            huge,
        ])
        .refused(3, "note");
    let night = &diary.json(&["nights", "--json"])[0];
    assert_eq!(night["note"], "short");
    assert!(night["sleep"].is_null(), "nothing half-written: {night}");
}

#[test]
fn a_note_that_is_no_text_is_refused() {
    let diary = Diary::new();
    for (name, bytes) in [("nul.txt", &b"a\0b"[..]), ("latin1.txt", b"gr\xf6\xdfer")] {
        let file = diary.file(name, bytes);
        diary
            .run(&["log", "--note-file", file.to_str().expect("a path")])
            .refused(3, "note");
    }
}

#[test]
fn a_bad_row_names_its_line_and_field_and_nothing_is_imported() {
    let diary = Diary::new();
    let cases: &[(&str, &[u8])] = &[
        (
            "onset",
            b"night,onset\n2026-11-10,21:10\n2026-11-11,25:00\n",
        ),
        ("severity", b"night,severity\n2026-11-10,5\n2026-11-11,11\n"),
        ("night", b"night,severity\n2026-11-10,5\n2027-11-11,1\n"),
        ("night", b"night,severity\n2026-11-10,5\n2026-11-31,1\n"),
        ("note", b"night,note\n2026-11-10,fine\n2026-11-11,a\0b\n"),
    ];
    for (field, csv) in cases {
        let file = diary.file("bad.csv", csv);
        let ran = diary.run(&["import", file.to_str().expect("a path")]);
        ran.refused(3, field);
        assert!(ran.err.contains("line 3"), "{ran:?}");
    }
    assert_eq!(diary.ok(&["nights", "--json"]).trim(), "[]");
}

#[test]
fn a_file_in_another_encoding_or_without_nights_is_refused_whole() {
    let diary = Diary::new();
    let cases: &[&[u8]] = &[
        b"night,note\n2026-11-10,gr\xf6\xdfere Mahlzeit\n",
        b"\xff\xfen\0i\0g\0h\0t\0\n\0",
        b"\0\0\0\0",
        b"date,severity\n2026-11-10,5\n",
        b"",
    ];
    for csv in cases {
        let file = diary.file("bad.csv", csv);
        let ran = diary.run(&["import", file.to_str().expect("a path")]);
        assert_eq!(ran.code, 3, "{csv:?}: {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
    assert_eq!(diary.ok(&["nights", "--json"]).trim(), "[]");
}

#[test]
fn a_question_without_a_terminal_names_the_flag_to_give() {
    let diary = Diary::new();
    diary.run(&["log"]).refused(3, "--symptoms");
    diary.run(&["setup"]).refused(3, "--bedtime");
    diary.run(&["evening"]).refused(3, "--yes");
}

#[test]
fn a_wrong_command_line_is_a_usage_error() {
    let diary = Diary::new();
    for arguments in [
        &["dance"][..],
        &["tonight"],
        &["tonight", "--skip", "--at", "20:00"],
        &["log", "--note", "a", "--note-file", "b"],
        &["massager"],
        &["plan", "--frobnicate"],
    ] {
        let ran = diary.run_at(EVENING, arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {ran:?}");
    }
}
