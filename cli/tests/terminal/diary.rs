//! Logging, listing, reading and writing nights.

use crate::support::{Diary, flat};

const NIGHT: &str = "2026-11-20";

/// Ten nights whose symptoms start early, at half past five.
fn early_weeks() -> String {
    let mut csv = "night,bedtime,symptoms,onset,severity,sleep_quality,got_up,session_start,session_minutes,note\n".to_owned();
    for day in 10..20 {
        csv.push_str(&format!(
            "2026-11-{day},22:30,yes,17:3{},5,6,1,18:40,30,größere Mahlzeit\n",
            day % 10
        ));
    }
    csv
}

#[test]
fn a_logged_night_is_kept_listed_and_told_with_what_it_means_for_the_plan() {
    let diary = Diary::new();
    let out = diary.ok(&[
        "log",
        "--night",
        NIGHT,
        "--symptoms",
        "yes",
        "--onset",
        "21:10",
        "--severity",
        "6",
        "--sleep",
        "5",
        "--got-up",
        "1",
        "--helped",
        "yes",
        "--body-parts",
        "calves,feet",
        "--note",
        "long day",
    ]);
    for part in [
        "Friday 20 November",
        "21:10",
        "6 of 10",
        "calves",
        "long day",
        "The reminder",
    ] {
        assert!(out.contains(part), "{part} in:\n{out}");
    }
    let nights = diary.json(&["nights", "--json"]);
    assert_eq!(nights.as_array().map(Vec::len), Some(1));
    let night = &nights[0];
    assert_eq!(night["night"], NIGHT);
    assert_eq!(night["symptoms"], "yes");
    assert_eq!(night["onset"], "21:10");
    assert_eq!(night["severity"], 6);
    assert_eq!(night["sleep"], 5);
    assert_eq!(night["got_up"], 1);
    assert_eq!(night["helped"], "yes");
    assert_eq!(night["note"], "long day");
    assert_eq!(night["sessions"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_second_log_changes_only_what_it_names() {
    let diary = Diary::new();
    diary.ok(&[
        "log",
        "--night",
        NIGHT,
        "--symptoms",
        "yes",
        "--onset",
        "21:10",
        "--severity",
        "6",
    ]);
    diary.ok(&["log", "--night", NIGHT, "--sleep", "3", "--onset", "20:40"]);
    let night = &diary.json(&["nights", "--json"])[0];
    assert_eq!(night["onset"], "20:40");
    assert_eq!(night["sleep"], 3);
    assert_eq!(night["severity"], 6);
    diary.ok(&["log", "--night", NIGHT, "--symptoms", "none"]);
    let night = &diary.json(&["nights", "--json"])[0];
    assert!(
        night["onset"].is_null() && night["severity"].is_null(),
        "{night}"
    );
    assert_eq!(night["sleep"], 3);
}

#[test]
fn without_a_date_last_night_is_logged() {
    let diary = Diary::new();
    for now in [
        "2026-11-21T08:00:00+01:00[Europe/Berlin]",
        "2026-11-21T15:00:00+01:00[Europe/Berlin]",
    ] {
        assert_eq!(diary.run_at(now, &["log", "--sleep", "4"]).code, 0);
    }
    let nights = diary.json(&["nights", "--json"]);
    assert_eq!(nights.as_array().map(Vec::len), Some(1), "{nights}");
    assert_eq!(nights[0]["night"], NIGHT);
}

#[test]
fn dont_know_is_an_answer() {
    let diary = Diary::new();
    diary.ok(&[
        "log",
        "--night",
        NIGHT,
        "--symptoms",
        "yes",
        "--onset",
        "unknown",
    ]);
    assert_eq!(diary.json(&["nights", "--json"])[0]["onset"], "unknown");
}

#[test]
fn a_note_comes_from_a_file_without_its_last_line_break() {
    let diary = Diary::new();
    let file = diary.file("note.txt", "Tee; kein Kaffee\n".as_bytes());
    diary.ok(&[
        "log",
        "--night",
        NIGHT,
        "--note-file",
        file.to_str().expect("a path"),
    ]);
    assert_eq!(
        diary.json(&["nights", "--json"])[0]["note"],
        "Tee; kein Kaffee"
    );
}

#[test]
fn symptoms_now_are_an_exact_onset_of_tonight() {
    let diary = Diary::new();
    let out = diary.ok(&["symptoms"]);
    assert!(out.contains("18:00"), "{out}");
    // what is said of the reminder is what the plan says
    let none_due = diary.json(&["plan", "--json"])["remind"].is_null();
    assert_eq!(flat(&out).contains("needs no reminder"), none_due, "{out}");
    let night = &diary.json(&["nights", "--json"])[0];
    assert_eq!(night["night"], "2026-11-21");
    assert_eq!(night["onset"], "18:00");
}

#[test]
fn an_empty_diary_says_how_to_begin() {
    let diary = Diary::new();
    assert!(flat(&diary.ok(&["nights"])).contains("lull log"));
    assert_eq!(diary.ok(&["nights", "--json"]).trim(), "[]");
}

#[test]
fn an_imported_diary_moves_the_plan_and_importing_it_again_changes_nothing() {
    let diary = Diary::new();
    let file = diary.file("nights.csv", early_weeks().as_bytes());
    let file = file.to_str().expect("a path");
    let before = diary.json(&["plan", "--json"]);
    let first = diary.json(&["import", file, "--json"]);
    assert_eq!(first["added"], 10);
    assert_eq!(first["sessions_added"], 10);
    let after = diary.json(&["plan", "--json"]);
    assert_eq!(after["basis"], "diary");
    assert!(
        after["remind"].as_str() < before["remind"].as_str(),
        "{before} {after}"
    );
    let nights = diary.ok(&["nights", "--json"]);
    let second = diary.json(&["import", file, "--json"]);
    assert_eq!(second["unchanged"], 10);
    assert_eq!(
        (
            &second["added"],
            &second["changed"],
            &second["sessions_added"]
        ),
        (&0.into(), &0.into(), &0.into())
    );
    assert_eq!(diary.ok(&["nights", "--json"]), nights);
    assert_eq!(diary.json(&["plan", "--json"]), after);
}

#[test]
fn nights_are_listed_between_two_dates_both_included() {
    let diary = Diary::new();
    let file = diary.file("nights.csv", early_weeks().as_bytes());
    diary.ok(&["import", file.to_str().expect("a path")]);
    let nights = diary.json(&[
        "nights",
        "--json",
        "--from",
        "2026-11-12",
        "--to",
        "2026-11-14",
    ]);
    let dates: Vec<_> = nights
        .as_array()
        .expect("an array")
        .iter()
        .map(|night| &night["night"])
        .collect();
    assert_eq!(dates, ["2026-11-12", "2026-11-13", "2026-11-14"]);
    let session = &nights[0]["sessions"][0];
    assert_eq!(
        (&session["start"], &session["minutes"]),
        (&"18:40".into(), &30.into())
    );
    assert_eq!(session["end_reason"], "not_driven");
    let table = diary.ok(&["nights", "--from", "2026-11-12", "--to", "2026-11-14"]);
    assert!(
        table.contains("Thu 2026-11-12") && table.contains("18:40 30 min"),
        "{table}"
    );
}

#[test]
fn what_is_exported_can_be_imported_elsewhere() {
    let diary = Diary::new();
    let file = diary.file("nights.csv", early_weeks().as_bytes());
    diary.ok(&["import", file.to_str().expect("a path")]);
    diary.ok(&[
        "log",
        "--night",
        NIGHT,
        "--symptoms",
        "none",
        "--note",
        "a \"quote\", a comma\nand a line",
    ]);
    let target = diary.path().join("out.csv");
    let target = target.to_str().expect("a path");
    diary.ok(&["export", target]);
    assert_eq!(
        std::fs::read_to_string(target).expect("written"),
        diary.ok(&["export"])
    );
    let other = Diary::new();
    other.ok(&["import", target]);
    assert_eq!(
        other.json(&["nights", "--json"]),
        diary.json(&["nights", "--json"])
    );
}

#[test]
fn everything_beyond_the_essentials_fits_one_line_and_changes_only_what_it_names() {
    let diary = Diary::new();
    let out = diary.ok(&[
        "log",
        "--night",
        NIGHT,
        "--symptoms",
        "yes",
        "--body-parts",
        "calves:left,arms",
        "--situation",
        "travelling",
        "--rest",
        "40",
        "--relief",
        "20",
        "--walks",
        "02:10/15,/5",
        "--daytime",
        "yes",
        "--sleepiness",
        "7",
        "--mood",
        "4",
        "--triggers",
        "caffeine,long-sitting",
        "--tags",
        "bus, new shoes",
    ]);
    for part in [
        "calves left",
        "arms",
        "travelling, after 40 min at rest",
        "for 20 min",
        "02:10 for 15 min",
        "caffeine, long sitting",
        "bus, new shoes",
    ] {
        assert!(flat(&out).contains(part), "{part} in:\n{out}");
    }
    diary.ok(&["log", "--night", NIGHT, "--mood", "6", "--triggers", "none"]);
    let details = &diary.json(&["nights", "--json"])[0]["details"];
    assert_eq!(details["mood"], 6);
    assert_eq!(
        details["triggers"].as_array().map(Vec::len),
        Some(0),
        "{details}"
    );
    assert_eq!(details["walks"].as_array().map(Vec::len), Some(2));
    assert_eq!(details["sides"]["calves"], "left");
}

#[test]
fn a_bad_detail_names_its_field_and_keeps_nothing() {
    let diary = Diary::new();
    for (flag, text, field) in [
        ("--rest", "721", "rest"),
        ("--relief", "0", "relief"),
        ("--walks", "25:00", "walks"),
        ("--mood", "11", "mood"),
        ("--triggers", "knees", "triggers"),
        ("--body-parts", "calves:up", "body_parts"),
        ("--tags", "a;b", "tags"),
    ] {
        diary
            .run(&["log", "--night", NIGHT, flag, text])
            .refused(3, field);
    }
    assert_eq!(diary.ok(&["nights", "--json"]).trim(), "[]");
}

#[test]
fn a_walk_at_two_in_the_morning_belongs_to_the_evening_before() {
    let diary = Diary::new();
    let at_two = "2026-11-21T02:10:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(at_two, &["walk", "15"]);
    assert!(ran.code == 0 && ran.out.contains("1 walk"), "{ran:#?}");
    let night = &diary.json(&["nights", "--json"])[0];
    assert_eq!(night["night"], NIGHT);
    assert_eq!(night["details"]["walks"][0]["minutes"], 15);
}

#[test]
fn a_medicine_is_added_stopped_and_stays_on_the_timeline() {
    let diary = Diary::new();
    let out = diary.ok(&[
        "medicine",
        "add",
        "Sertraline",
        "--dose",
        "50 mg",
        "--times",
        "08:00",
    ]);
    assert!(flat(&out).contains("do not stop it on your own"), "{out}");
    assert!(out.contains("ssri"), "{out}");
    diary.ok(&["medicine", "stop", "sertraline", "--on", "2026-11-20"]);
    let kept = diary.json(&["medicine", "list", "--json"]);
    assert_eq!(kept[0]["medicine"]["until"], "2026-11-20");
    assert_eq!(kept[0]["may_worsen"], true);
    diary
        .run(&["medicine", "stop", "aspirin"])
        .refused(3, "medicine");
    diary
        .run(&["medicine", "add", "X", "--class", "herb"])
        .refused(3, "class");
}

#[test]
fn an_iron_test_is_kept_in_the_laboratorys_numbers() {
    let diary = Diary::new();
    diary.ok(&[
        "lab",
        "add",
        "--ferritin",
        "41,2",
        "--tsat",
        "18",
        "--date",
        "2026-09-14",
    ]);
    let kept = diary.json(&["lab", "list", "--json"]);
    assert_eq!(kept[0]["lab"]["ferritin_tenths"], 412);
    diary
        .run(&["lab", "add", "--ferritin", "-3"])
        .refused(3, "ferritin");
    diary.run(&["lab", "add"]).refused(3, "ferritin");
    diary
        .run(&["lab", "add", "--tsat", "101"])
        .refused(3, "tsat");
}

#[test]
fn up_to_three_questions_are_kept_for_the_doctor() {
    let diary = Diary::new();
    diary.ok(&[
        "questions",
        "--ask",
        "Why the arms?",
        "--background",
        "family-history",
    ]);
    let kept = diary.json(&["questions", "--json"]);
    assert_eq!(kept["questions"][0], "Why the arms?");
    assert_eq!(kept["background"][0], "family_history");
    let four = [
        "questions",
        "--ask",
        "1",
        "--ask",
        "2",
        "--ask",
        "3",
        "--ask",
        "4",
    ];
    diary.run(&four).refused(3, "questions");
}
