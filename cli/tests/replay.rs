//! `lull replay` as an outside simulator meets it: a transcript, and lines that are refused.

#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

use assert_cmd::Command;
use serde_json::{Value, json};

const PROFILE: &str = r#"{"profile":{"zone":"Europe/Berlin","usual_bedtime":"22:45","usual_onset":null,"lead_minutes":40,"session_minutes":30}}"#;

fn replay(lines: &[String]) -> Vec<Value> {
    let output = Command::cargo_bin("lull")
        .expect("built")
        .arg("replay")
        .write_stdin(lines.join("\n"))
        .output()
        .expect("runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect()
}

fn log(day: u32, onset: &str) -> String {
    json!({"log": {
        "night": format!("2026-02-{day:02}"), "bedtime": "22:50", "session": null,
        "symptoms": "yes", "onset": onset, "severity": 6,
    }})
    .to_string()
}

fn plan(day: u32) -> String {
    json!({"plan": format!("2026-02-{day:02}")}).to_string()
}

#[test]
fn the_first_plan_rests_on_the_bedtime_and_the_twentieth_on_the_diary() {
    let mut lines = vec![PROFILE.to_owned(), plan(1)];
    for day in 1..20 {
        lines.push(log(day, ["20:45", "21:15", "21:30"][day as usize % 3]));
    }
    lines.push(plan(20));
    let answers = replay(&lines);
    assert_eq!(answers.len(), 2, "{answers:#?}");
    assert_eq!(
        answers[0],
        json!({"night": "2026-02-01", "remind_at": "19:05", "onset": null, "reasons": [
            {"key": "from_bedtime", "bedtime": "22:45:00", "hours_before": 3},
            {"key": "not_enough_nights", "observed": 0, "needed": 5},
            {"key": "lead", "minutes": 40},
        ]})
    );
    let learnt = &answers[1];
    let clock = |value: &Value| value.as_str().expect("a time").to_owned();
    let remind = clock(&learnt["remind_at"]);
    assert!(
        ("19:45".to_owned().."20:35".to_owned()).contains(&remind),
        "{learnt:#}"
    );
    let onset = &learnt["onset"];
    let ends = ["p10", "p50", "p90"].map(|end| clock(&onset[end]));
    assert!(ends.is_sorted(), "{learnt:#}");
}

#[test]
fn an_interval_is_told_from_the_fifth_onset_on_and_the_first_ones_move_the_plan() {
    let mut lines = vec![PROFILE.to_owned()];
    for day in 1..=6 {
        lines.push(plan(day));
        lines.push(log(day, "21:00"));
    }
    let answers = replay(&lines);
    let told: Vec<bool> = answers
        .iter()
        .map(|answer| answer["onset"].is_object())
        .collect();
    assert_eq!(told, [false, false, false, false, false, true]);
    let reminders: Vec<&str> = answers
        .iter()
        .filter_map(|answer| answer["remind_at"].as_str())
        .collect();
    assert_eq!(reminders[0], "19:05");
    assert!(
        reminders.is_sorted() && reminders[2] > "19:30",
        "{reminders:?}"
    );
}

#[test]
fn a_reminder_before_noon_belongs_to_the_next_day_and_one_in_the_afternoon_is_allowed() {
    let night_owl: Vec<String> = (1..20).map(|day| log(day, "02:30")).collect();
    let afternoon: Vec<String> = (1..20).map(|day| log(day, "13:30")).collect();
    for (logs, between) in [(night_owl, "01:00".."01:50"), (afternoon, "12:10".."12:50")] {
        let mut lines = vec![PROFILE.to_owned()];
        lines.extend(logs);
        lines.push(plan(20));
        let answers = replay(&lines);
        let remind = answers[0]["remind_at"].as_str().expect("a time");
        assert!(between.contains(&remind), "{answers:#?}");
        assert_eq!(answers[0]["night"], "2026-02-20");
    }
}

#[test]
fn a_bad_line_is_answered_with_its_number_and_changes_nothing() {
    let good = [PROFILE.to_owned(), log(1, "21:00"), plan(2)];
    let bad = [
        "no JSON",
        "{}",
        r#"{"plan":"2026-02-30"}"#,
        r#"{"plan":"2026-02-02","log":{"night":"2026-02-02"}}"#,
        r#"{"log":{"night":"2026-02-01","symptoms":"none","onset":"21:00"}}"#,
        r#"{"log":{"night":"2026-02-01","symptoms":"yes","onset":"25:00"}}"#,
        r#"{"log":{"night":"2026-02-01","symptoms":"perhaps"}}"#,
        r#"{"log":{"night":"2026-02-01","session":{"start":"19:00","minutes":-5}}}"#,
        r#"{"log":{"night":"2026-02-01","severity":11}}"#,
        PROFILE,
    ];
    for line in bad {
        let [profile, night, wanted] = good.clone();
        let answers = replay(&[profile, night, line.to_owned(), wanted]);
        assert_eq!(answers.len(), 2, "{line}: {answers:#?}");
        assert_eq!(answers[0]["line"], 3, "{line}");
        assert!(answers[0]["error"].is_string(), "{line}");
        assert_eq!(answers[1..], replay(&good)[..], "{line}");
    }
}

#[test]
fn nothing_is_planned_before_the_profile() {
    let answers = replay(&[plan(1), log(1, "21:00"), PROFILE.to_owned(), plan(1)]);
    assert_eq!(
        (&answers[0]["line"], &answers[1]["line"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(answers[2]["remind_at"], "19:05");
}
