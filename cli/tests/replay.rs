//! `lull replay` as an outside simulator meets it: a transcript, and lines that are refused.

#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

use assert_cmd::Command;
use serde_json::{Value, json};

const PROFILE: &str = r#"{"profile":{"zone":"Europe/Berlin","usual_bedtime":"22:45","usual_onset":null,"lead_minutes":40,"session_minutes":30}}"#;

fn replay(lines: &[String]) -> Vec<Value> {
    answers(&replayed(lines.join("\n").into_bytes()))
}

/// What comes out, byte for byte.
fn replayed(input: Vec<u8>) -> String {
    let output = Command::cargo_bin("lull")
        .expect("built")
        .arg("replay")
        .write_stdin(input)
        .output()
        .expect("runs");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn answers(out: &str) -> Vec<Value> {
    out.lines()
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
        "",
        "   ",
        "null",
        "[]",
        "\"plan\"",
        r#"{"plan":null}"#,
        r#"{"plan":20260202}"#,
        r#"{"plan":"2026-02-02"} {"plan":"2026-02-03"}"#,
        r#"{"plan":"2026-02-02T18:00"}"#,
        r#"{"plan":"10000-01-01"}"#,
        r#"{"plan":"-00001-1-1"}"#,
        r#"{"sleep":"2026-02-02"}"#,
        r#"{"log":null}"#,
        r#"{"log":{}}"#,
        r#"{"log":{"night":"2026-02-01","night":"2026-02-02"}}"#,
        r#"{"log":{"night":"2026-02-01","symptoms":"yes","onset":NaN}}"#,
        r#"{"log":{"night":"2026-02-01","severity":NaN}}"#,
        r#"{"log":{"night":"2026-02-01","severity":1e999}}"#,
        r#"{"log":{"night":"2026-02-01","severity":99999999999999999999999999}}"#,
        r#"{"log":{"night":"2026-02-01","severity":-1}}"#,
        r#"{"log":{"night":"2026-02-01","severity":6.5}}"#,
        r#"{"log":{"night":"2026-02-01","session":{"start":"19:00","minutes":9223372036854775807}}}"#,
        r#"{"log":{"night":"2026-02-01","session":{"start":"19:00"}}}"#,
        r#"{"log":{"night":"2026-02-01","session":"19:00"}}"#,
        r#"{"log":{"night":"2026-02-01","bedtime":"24:00"}}"#,
        r#"{"log":{"night":"2026-02-01","bedtime":"22:5"}}"#,
        r#"{"log":{"night":"2026-02-01","bedtime":"22:50:00.5"}}"#,
        r#"{"log":{"night":"2026-02-01","source":"dreamt"}}"#,
        r#"{"log":{"night":"2026-13-01"}}"#,
        r#"{"profile":{"zone":"Europe/Berlin","usual_bedtime":"22:45","usual_onset":null,"lead_minutes":0}}"#,
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
fn bytes_that_are_no_text_deep_nests_and_endless_lines_are_refused_and_cost_no_memory() {
    let good = [PROFILE.to_owned(), log(1, "21:00"), plan(2)];
    let [profile, night, wanted] = &good;
    let long = format!("{{\"plan\":\"{}\"}}", "x".repeat(10 << 20));
    for bad in [
        b"\xff\xfe{\"plan\":\"2026-02-02\"}".to_vec(),
        b"{\"plan\":\"\xc3\x28\"}".to_vec(),
        b"\0".to_vec(),
        "[".repeat(60_000).into_bytes(),
        long.into_bytes(),
    ] {
        let lines = [
            profile.as_bytes(),
            night.as_bytes(),
            &bad,
            wanted.as_bytes(),
        ];
        let answers = answers(&replayed(lines.join(&b'\n')));
        assert_eq!(answers.len(), 2, "{answers:#?}");
        assert_eq!(answers[0]["line"], 3);
        let error = answers[0]["error"].as_str().expect("a sentence");
        assert!(error.len() < 300, "{error}");
        assert_eq!(answers[1..], replay(&good)[..]);
    }
}

#[test]
fn a_profile_that_is_refused_is_none_and_the_next_one_counts() {
    for bad in [
        r#"{"profile":{"zone":"Mars/Olympus","usual_bedtime":"22:45","lead_minutes":40}}"#,
        r#"{"profile":{"zone":"Europe/Berlin","usual_bedtime":"late","lead_minutes":40}}"#,
        r#"{"profile":{"zone":"Europe/Berlin","usual_bedtime":"22:45","lead_minutes":1000000}}"#,
        r#"{"profile":{"zone":"Europe/Berlin","usual_bedtime":"22:45","lead_minutes":40,"session_minutes":-1}}"#,
        r#"{"profile":{"usual_bedtime":"22:45","lead_minutes":40}}"#,
    ] {
        let answers = replay(&[bad.to_owned(), plan(1), PROFILE.to_owned(), plan(1)]);
        assert_eq!(answers.len(), 3, "{answers:#?}");
        assert_eq!(
            (&answers[0]["line"], &answers[1]["line"]),
            (&json!(1), &json!(2))
        );
        assert_eq!(answers[2]["remind_at"], "19:05", "{bad}");
    }
}

#[test]
fn nights_may_come_in_any_order_years_apart_and_twice_and_unknown_fields_are_passed_over() {
    let night = |night: &str, onset: &str| {
        json!({"log": {"night": night, "symptoms": "yes", "onset": onset, "mood": 3}}).to_string()
    };
    let told = [
        night("2025-12-30", "20:45"),
        night("2026-01-31", "21:00"),
        night("2019-06-01", "23:00"),
        night("2026-01-29", "21:15"),
        night("2026-01-30", "20:50"),
        night("1700-01-01", "01:00"),
    ];
    let asked = [plan(1), json!({"plan": "2091-01-01"}).to_string()];
    let in_order = |order: &[usize]| {
        let logs = order.iter().map(|place| told[*place].clone());
        let lines: Vec<String> = [PROFILE.to_owned()].into_iter().chain(logs).collect();
        replay(&[lines, asked.to_vec()].concat())
    };
    let first = in_order(&[0, 1, 2, 3, 4, 5]);
    assert_eq!(first.len(), 2, "{first:#?}");
    assert!(first[1]["remind_at"].is_string(), "{first:#?}");
    assert_eq!(first, in_order(&[5, 4, 3, 2, 1, 0]));
    // a night told again is corrected
    assert_eq!(first, in_order(&[0, 1, 2, 3, 4, 5, 5, 1]));
}

/// The lines of the file come as an outside program sends and reads them; `>` is what it sends, `<` what it hears.
#[test]
fn the_transcript_of_a_fortnight_is_the_same_to_the_byte() {
    let transcript = include_str!("replay/fortnight.txt");
    let (mut sent, mut heard) = (String::new(), String::new());
    for line in transcript.lines().filter(|line| !line.starts_with('#')) {
        let (side, of) = match line.split_at_checked(2) {
            Some(("> ", rest)) => (&mut sent, rest),
            Some(("< ", rest)) => (&mut heard, rest),
            _ => (&mut heard, line),
        };
        side.push_str(of);
        side.push('\n');
    }
    assert_eq!(replayed(sent.into_bytes()), heard);
}

#[test]
fn a_plan_moves_at_most_45_minutes_earlier_and_30_later_from_night_to_night() {
    let mut lines = vec![PROFILE.to_owned()];
    for day in 1..=28 {
        lines.push(plan(day));
        lines.push(log(day, if day < 15 { "23:30" } else { "18:00" }));
    }
    let minutes = |answer: &Value| {
        let text = answer["remind_at"].as_str().expect("a time");
        let (hour, minute) = text.split_once(':').expect("a time");
        let hour: i32 = hour.parse().expect("a number");
        hour * 60 + minute.parse::<i32>().expect("a number")
    };
    let reminders: Vec<i32> = replay(&lines).iter().map(minutes).collect();
    let steps: Vec<i32> = reminders.windows(2).map(|two| two[1] - two[0]).collect();
    // shown times are rounded down: a minute more on both sides
    assert!(
        steps.iter().all(|step| (-46..=31).contains(step)),
        "{steps:?}"
    );
    assert!(steps.iter().any(|step| *step >= 29), "{steps:?}");
    assert!(steps.iter().any(|step| *step <= -44), "{steps:?}");
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
