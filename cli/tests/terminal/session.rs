//! Sessions: in one process, against a massager of its own, stopped from elsewhere, interrupted, killed.

use serde_json::Value;

use crate::support::{Diary, Massager, flat, json};

const LATER: &str = "2026-11-21T19:30:00+01:00[Europe/Berlin]";

#[test]
fn a_session_runs_to_its_seen_stop_and_is_in_the_diary() {
    let diary = Diary::set_up("simulated");
    let out = diary.ok(&["session", "start", "--program", "top-up", "--speed", "600"]);
    for part in [
        "Connected",
        "Step 1 of 3",
        "hold at 50 %",
        "observed",
        "seen to stand still",
    ] {
        assert!(out.contains(part), "{part} in:\n{out}");
    }
    let session = &diary.json(&["nights", "--json"])[0]["sessions"][0];
    assert_eq!(session["start"], "18:00");
    // twelve minutes of program and the seconds until the stop is seen
    let minutes = session["minutes"].as_i64();
    assert!(minutes == Some(12) || minutes == Some(13), "{session}");
    assert_eq!(session["end_reason"], "complete");
    assert_eq!(session["stopped"], "observed");
}

#[test]
fn updates_are_json_lines_whose_events_come_in_order() {
    let diary = Diary::set_up("simulated");
    let out = diary.ok(&[
        "session",
        "start",
        "--program",
        "top-up",
        "--speed",
        "600",
        "--json",
    ]);
    let lines: Vec<Value> = out.lines().map(json).collect();
    let events: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["events"].as_array())
        .flatten()
        .filter_map(|event| event["event"].as_str())
        .collect();
    let position = |name| events.iter().position(|event| *event == name);
    assert!(position("connected") < position("running"), "{events:?}");
    assert!(position("running") < position("ended"), "{events:?}");
    assert_eq!(
        events.iter().filter(|event| **event == "ended").count(),
        1,
        "{events:?}"
    );
    let outcome = &lines.last().expect("a line")["outcome"];
    assert_eq!(outcome["reason"]["reason"], "complete");
    assert_eq!(outcome["stopped"], "observed");
}

#[test]
fn a_massager_switched_by_hand_is_told_what_to_do_and_nothing_is_claimed_of_it() {
    let diary = Diary::set_up("manual");
    let ran = diary.run(&["session", "start", "--program", "top-up", "--speed", "600"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let out = flat(&ran.out);
    for part in [
        "Switch your massager on now",
        "Set your massager to about 50 %",
        "Switch your massager off now",
        "Make sure that your massager is off",
    ] {
        assert!(out.contains(part), "{part} in:\n{out}");
    }
    for claim in ["observed", "acknowledged", "seen to stand still"] {
        assert!(!out.contains(claim), "{claim} in:\n{out}");
    }
}

#[test]
fn stretches_need_no_massager() {
    let diary = Diary::set_up("simulated");
    let out = flat(&diary.ok(&["session", "start", "--program", "stretch", "--speed", "100"]));
    for part in [
        "Step 1 of 3",
        "straight knee",
        "heel",
        "Step 3 of 3",
        "towel",
    ] {
        assert!(out.contains(part), "{part} in:\n{out}");
    }
    assert!(!out.to_lowercase().contains("massager"), "{out}");
}

#[test]
fn how_the_legs_feel_moves_the_level_and_a_bath_is_noted() {
    let diary = Diary::set_up("simulated");
    let start = ["session", "start", "--speed", "600"];
    let said = flat(&diary.ok(&[&start[..], &["--legs", "8", "--after-bath"]].concat()));
    assert!(said.contains("this one holds 62 %"), "{said}");
    assert!(said.contains("62 %"), "{said}");
    let night = diary.json(&["nights", "--json"]);
    assert_eq!(
        night[0]["details"]["triggers"],
        json(r#"["bath"]"#),
        "{night}"
    );
    let later = "2026-11-22T21:00:00+01:00[Europe/Berlin]";
    let own = diary.run_at(
        later,
        &[&start[..], &["--legs", "8", "--level", "35"]].concat(),
    );
    assert_eq!(own.code, 0, "{own:#?}");
    assert!(!own.out.contains("62 %"), "{own:#?}");
    for (flag, value) in [
        ("--legs", "11"),
        ("--legs", "-1"),
        ("--level", "0"),
        ("--level", "x"),
    ] {
        let ran = diary.run(&[&start[..], &[flag, value]].concat());
        ran.refused(3, &flag[2..]);
    }
}

#[test]
fn the_quiet_massage_of_the_night_is_a_quarter_of_an_hour() {
    let diary = Diary::set_up("simulated");
    let night = "2026-11-22T02:10:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(
        night,
        &["session", "start", "--program", "acute", "--speed", "600"],
    );
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(!ran.err.contains('\x07'), "without a sound: {ran:#?}");
    let told = diary.json(&["nights", "--json"]);
    assert_eq!(told[0]["sessions"][0]["program"], "acute", "{told}");
    assert_eq!(told[0]["sessions"][0]["minutes"], 15, "{told}");
    // it is no evening massage: tonight's reminder is not touched by last night's
    let reminder = diary.run_at(
        "2026-11-22T12:30:00+01:00[Europe/Berlin]",
        &["wake", "--json"],
    );
    assert!(reminder.out.contains("evening-2026-11-22"), "{reminder:#?}");
}

#[test]
fn the_first_start_asks_for_the_safety_check() {
    Diary::new()
        .run(&["session", "start", "--speed", "1000"])
        .refused(3, "safety");
}

#[test]
fn legs_rest_between_sessions() {
    let diary = Diary::set_up("simulated");
    diary.ok(&["session", "start", "--program", "top-up", "--speed", "600"]);
    let soon = "2026-11-21T18:13:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(soon, &["session", "start", "--speed", "600"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.err.contains("rest"), "{ran:?}");
}

#[test]
fn a_massager_that_is_not_there_is_a_device_error_and_never_ran() {
    let diary = Diary::set_up("socket:/nonexistent/massager.sock");
    let ran = diary.run(&["session", "start", "--speed", "600"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.err.contains("never switched on"), "{ran:?}");
}

#[test]
fn a_massager_that_refuses_is_a_device_error_with_its_reason() {
    let massager = Massager::start(&["--speed", "60", "--fault", "refuse:131"]);
    let diary = Diary::set_up(&massager.device());
    let ran = diary.run(&["session", "start", "--speed", "60"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.err.contains("supply is too low"), "{ran:?}");
}

#[test]
fn another_lull_sees_the_session_and_stops_it() {
    let mut massager = Massager::start(&["--speed", "60"]);
    let diary = Diary::set_up(&massager.device());
    let session = diary.start(&["session", "start", "--speed", "60"]);
    massager.running.wait_for("running at 20 %");

    let status = diary.json(&["session", "status", "--json"]);
    assert_eq!(status["running"], true);
    assert_eq!(status["session"]["program"], "evening");
    let second = diary.run(&["session", "start"]);
    assert_eq!(second.code, 4, "{second:?}");
    assert!(second.err.contains("already running"), "{second:?}");

    let out = diary.ok(&["session", "stop"]);
    assert!(out.contains("seen to stand still"), "{out}");
    massager.running.wait_for("stopped: stopped by the phone");
    let ran = session.end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("You stopped it"), "{ran:?}");
    assert_eq!(
        diary.json(&["session", "status", "--json"])["running"],
        false
    );
}

#[test]
fn ctrl_c_stops_the_massager_and_waits_until_it_is_seen() {
    for signal in ["INT", "TERM", "HUP"] {
        let mut massager = Massager::start(&["--speed", "60"]);
        let diary = Diary::set_up(&massager.device());
        let session = diary.start(&["session", "start", "--speed", "60"]);
        massager.running.wait_for("running at 20 %");
        session.signal(signal);
        massager.running.wait_for("stopped: stopped by the phone");
        let ran = session.end();
        assert_eq!(ran.code, 0, "{signal}: {ran:?}");
        assert!(ran.out.contains("seen to stand still"), "{signal}: {ran:?}");
    }
}

#[test]
fn a_second_ctrl_c_leaves_and_says_what_stops_the_massager() {
    let mut massager = Massager::start(&["--speed", "60", "--fault", "silent@60"]);
    let diary = Diary::set_up(&massager.device());
    let mut session = diary.start(&["session", "start", "--speed", "60"]);
    massager.running.wait_for("fault: silent");
    session.signal("INT");
    session.wait_for("Stopping");
    session.signal("INT");
    let ran = session.end();
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(
        ran.err.contains("The massager stops by itself by"),
        "{ran:?}"
    );
    massager.running.wait_for("stopped:");
}

#[test]
fn a_reader_that_went_away_ends_the_session_safely() {
    let mut massager = Massager::start(&["--speed", "60"]);
    let diary = Diary::set_up(&massager.device());
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_lull"))
        .env_clear()
        .arg("--data")
        .arg(diary.path())
        .args(["--now", crate::support::EVENING])
        .args(["session", "start", "--speed", "60"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("lull runs");
    massager.running.wait_for("running at 20 %");
    drop(child.stdout.take());
    massager.running.wait_for("stopped: stopped by the phone");
    assert_eq!(child.wait().expect("ends").code(), Some(0));
}

#[test]
fn after_kill_9_the_massager_stops_by_itself_and_the_next_wake_says_interrupted() {
    let mut massager = Massager::start(&["--speed", "60"]);
    let diary = Diary::set_up(&massager.device());
    diary.ok(&["log", "--night", "2026-11-20", "--sleep", "5"]);
    let session = diary.start(&["session", "start", "--speed", "60"]);
    massager.running.wait_for("running at 50 %");
    session.kill();
    massager.running.wait_for("stopped: link lost");

    let status = diary.run_at(LATER, &["session", "status"]);
    assert!(flat(&status.out).contains("lull wake"), "{status:?}");
    let wake = diary.run_at(LATER, &["wake"]);
    assert_eq!(wake.code, 0, "{wake:?}");
    assert!(wake.out.contains("session_interrupted"), "{}", wake.out);
    assert!(
        wake.err.contains("interrupted") && wake.err.contains("by itself"),
        "{}",
        wake.err
    );
    let nights = diary.json(&["nights", "--json"]);
    assert_eq!(nights[0]["sleep"], 5, "an acknowledged log stays");
    assert_eq!(
        nights[1]["sessions"][0]["end_reason"], "interrupted",
        "{nights}"
    );
}

#[test]
fn a_massager_whose_lull_died_can_be_stopped_by_the_next() {
    // its link-loss time is long enough on this slow clock to catch it still running
    let mut massager = Massager::start(&["--speed", "2"]);
    let diary = Diary::set_up(&massager.device());
    let session = diary.start(&["session", "start", "--speed", "2"]);
    massager.running.wait_for("running at 20 %");
    session.kill();
    massager.running.wait_for("disconnected");
    let out = diary.ok(&["session", "stop"]);
    assert!(flat(&out).contains("massager itself"), "{out}");
    massager.running.wait_for("stopped: stopped by the phone");
}

#[test]
fn a_dropped_link_is_told_and_mended() {
    let mut massager = Massager::start(&["--speed", "60", "--fault", "drop@120"]);
    let diary = Diary::set_up(&massager.device());
    let session = diary.start(&["session", "start", "--program", "top-up", "--speed", "60"]);
    massager.running.wait_for("fault: drop");
    massager.running.wait_for("connected");
    let ran = session.end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out
            .contains("Link lost; the massager stops by itself by"),
        "{ran:?}"
    );
    assert!(ran.out.contains("Link is back"), "{ran:?}");
    assert!(ran.out.contains("seen to stand still"), "{ran:?}");
}

#[test]
fn nothing_to_stop_is_no_error() {
    let diary = Diary::new();
    assert!(
        diary
            .ok(&["session", "stop"])
            .contains("No session is running")
    );
    assert!(
        diary
            .ok(&["session", "status"])
            .contains("No session is running")
    );
}

#[test]
fn a_massager_tells_its_life_in_json_lines_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("m.sock");
    let diary = Diary::new();
    let mut massager = diary.start(&[
        "massager",
        "--json",
        "--socket",
        socket.to_str().expect("a path"),
    ]);
    let listening = json(&massager.wait_for("listening"));
    assert_eq!(listening["what"], "listening");
    massager.signal("INT");
    assert_eq!(massager.end().code, 0);
    assert!(!socket.exists(), "the socket is gone with its massager");
}
