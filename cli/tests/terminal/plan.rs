//! Set-up, the plan, and one night's changes.

use std::fmt::Write as _;

use crate::support::{Diary, EVENING, flat, json};

#[test]
fn a_new_diary_plans_from_assumptions_and_says_so() {
    let out = Diary::new().ok(&["plan"]);
    assert!(out.contains("Saturday 21 November"), "{out}");
    assert!(out.contains("18:50"), "bedtime 22:30 - 3 h - 40 min: {out}");
    assert!(flat(&out).contains("lull setup"), "{out}");
}

#[test]
fn what_was_set_up_shows_in_the_plan() {
    let diary = Diary::new();
    let out = diary.ok(&[
        "setup",
        "--bedtime",
        "23:00",
        "--rising",
        "7:15",
        "--onset",
        "20:30",
        "--lead",
        "45",
        "--level",
        "60",
        "--safety",
        "none",
    ]);
    assert!(out.contains("20:30") && out.contains("60 %"), "{out}");
    let plan = diary.json(&["plan", "--json"]);
    assert_eq!(plan["remind"], "2026-11-21T19:45:00");
    assert_eq!(plan["basis"], "own_onset");
    // only what is given changes
    diary.ok(&["setup", "--lead", "30"]);
    assert_eq!(
        diary.json(&["plan", "--json"])["remind"],
        "2026-11-21T20:00:00"
    );
}

#[test]
fn a_condition_asks_for_a_doctor_and_an_agreement_is_recorded() {
    let diary = Diary::new();
    let out = diary.ok(&["setup", "--safety", "pregnancy"]);
    assert!(out.contains("doctor"), "{out}");
    diary
        .run(&["session", "start", "--speed", "1000"])
        .refused(3, "safety");
    let settings = diary.json(&["setup", "--doctor-agreed", "--json"]);
    assert_eq!(settings["safety"]["doctor_agreed"], true);
    assert_eq!(settings["safety"]["conditions"][0], "pregnancy");
}

#[test]
fn a_persons_own_answer_to_the_safety_check_is_no_rehearsal() {
    let diary = Diary::set_up("simulated");
    let settings = diary.json(&["setup", "--device", "manual", "--json"]);
    assert_eq!(settings["safety"]["rehearsal"], false, "{settings}");
    let told = diary.ok(&["setup", "--lead", "40"]);
    assert!(told.contains("a massage may start"), "{told}");
}

#[test]
fn tonight_is_skipped_moved_and_put_back_without_touching_other_nights() {
    let diary = Diary::new();
    assert!(diary.json(&["tonight", "--skip", "--json"])["remind"].is_null());
    assert!(diary.ok(&["plan"]).contains("skipped"));
    let moved = diary.json(&["tonight", "--at", "20:15", "--json"]);
    assert_eq!(moved["remind"], "2026-11-21T20:15:00");
    let usual = diary.json(&["tonight", "--as-usual", "--json"]);
    assert_eq!(usual["remind"], "2026-11-21T18:50:00");
    let tomorrow = diary.run_at(
        "2026-11-22T18:00:00+01:00[Europe/Berlin]",
        &["plan", "--json"],
    );
    assert!(tomorrow.out.contains("2026-11-22T18:50:00"), "{tomorrow:?}");
}

#[test]
fn what_the_plan_learnt_is_shown_with_the_way_back_and_taken_back() {
    let diary = Diary::new();
    diary
        .run(&["tonight", "--as-yesterday"])
        .refused(3, "tonight");
    let mut table = "night,symptoms,onset\n".to_owned();
    for day in 1..=20 {
        let onset = if day < 19 { "21:30" } else { "19:30" };
        writeln!(table, "2026-11-{day:02},yes,{onset}").expect("writes to memory");
    }
    let file = diary.path().join("nights.csv");
    std::fs::write(&file, table).expect("writes");
    diary.ok(&["import", file.to_str().expect("a path")]);

    let noon = "2026-11-21T13:00:00+01:00[Europe/Berlin]";
    let told = diary.run_at(noon, &["plan"]).out;
    assert!(told.contains("Earlier than the night before"), "{told}");
    let (_, hint) = told.split_once("--as-yesterday reminds at ").expect(&told);
    let before = hint.get(..5).expect(&told);
    let back = diary.run_at(noon, &["tonight", "--as-yesterday", "--json"]);
    let back = json(&back.out);
    assert_eq!(back["remind"], format!("2026-11-21T{before}:00"), "{told}");
    let told = diary.run_at(noon, &["plan"]).out;
    assert!(!told.contains("--as-yesterday"), "once: {told}");
}

#[test]
fn a_reminder_in_a_clock_change_gap_is_shown_at_the_gaps_end() {
    let diary = Diary::new();
    let now = "2026-03-28T18:00:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(now, &["tonight", "--at", "02:30"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("03:00"), "{}", ran.out);
    let ran = diary.run_at(now, &["wake"]);
    assert!(ran.out.contains("2026-03-29T01:00:00Z"), "{}", ran.out);
}

#[test]
fn the_same_moment_in_another_zone_is_another_evening() {
    let diary = Diary::new();
    let berlin = diary.run_at(EVENING, &["plan", "--json"]).out;
    let tokyo = diary
        .run_at("2026-11-22T02:00:00+09:00[Asia/Tokyo]", &["plan", "--json"])
        .out;
    assert!(berlin.contains("\"night\": \"2026-11-21\""), "{berlin}");
    assert!(
        tokyo.contains("\"night\": \"2026-11-21\""),
        "half past one is still the evening before: {tokyo}"
    );
}
