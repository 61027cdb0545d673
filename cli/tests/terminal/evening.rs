//! The main job, end to end.

use crate::support::{Diary, Massager, flat};

#[test]
fn the_demonstration_shows_a_whole_evening_and_leaves_nothing_behind() {
    let diary = Diary::new();
    let scratch = tempfile::tempdir().expect("a folder");
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_lull"))
        .env_clear()
        .env("TMPDIR", scratch.path())
        .arg("--data")
        .arg(diary.path())
        .args(["evening", "--demo", "--yes"])
        // the promise is half a minute
        .timeout(std::time::Duration::from_secs(30))
        .output()
        .expect("lull runs");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let mut rest = &*out;
    for part in [
        "Demonstration",
        "Tonight",
        "Reminder",
        "Why",
        "Waiting for the reminder",
        "Your legs may start soon",
        "Start the massage?",
        "Safety check",
        "none of these (answered by --yes)",
        "Connected",
        "Step 1 of 3: warm-up at 20 %",
        "Step 2 of 3: hold at 50 %",
        "wanted 50 % · sent 50 % · acknowledged 50 % · observed 50 %",
        "Step 3 of 3: ramp down",
        "seen to stand still",
        "Stretches",
        "1 of 3",
        "3 of 3",
        "The next morning",
        "Did symptoms come?",
        "Kept",
        "Tomorrow",
        "The reminder",
    ] {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("no {part:?}, in this order, in:\n{out}"));
        rest = &rest[at..];
    }
    assert!(!out.contains('\x1b'), "plain text when piped");
    let widest = out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "80 columns hold it, but {widest:?}");
    assert_eq!(
        std::fs::read_dir(scratch.path()).expect("read").count(),
        0,
        "the scratch diary is gone"
    );
    assert_eq!(
        std::fs::read_dir(diary.path()).expect("read").count(),
        0,
        "the person's diary was not touched"
    );
}

#[test]
fn an_evening_on_the_persons_own_diary_reminds_massages_and_records() {
    let massager = Massager::start(&["--speed", "120"]);
    let socket = massager.device();
    let socket = socket.trim_start_matches("socket:");
    let diary = Diary::new();
    let now = "2026-11-21T18:48:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(
        now,
        &["evening", "--yes", "--speed", "120", "--socket", socket],
    );
    assert_eq!(ran.code, 0, "{ran:#?}");
    for part in [
        "18:50",
        "seen to stand still",
        "Done. Good.",
        "lull log",
        "Tomorrow",
    ] {
        assert!(flat(&ran.out).contains(part), "{part} in:\n{}", ran.out);
    }
    assert!(
        !ran.out.contains("Kept"),
        "--yes makes up no diary entry: {}",
        ran.out
    );

    let later = "2026-11-21T20:30:00+01:00[Europe/Berlin]";
    let nights = diary.run_at(later, &["nights", "--json"]).out;
    assert!(nights.contains("\"end_reason\": \"complete\""), "{nights}");
    let audit = diary.run_at(later, &["audit"]).out;
    assert!(
        audit.contains("came 18:50") && audit.contains("started"),
        "{audit}"
    );
    // begun again the same night, there is nothing left to remind of
    let again = diary.run_at(later, &["evening", "--yes", "--speed", "120"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(
        again.out.contains("No reminder is due tonight"),
        "{}",
        again.out
    );
}

#[test]
fn an_evening_left_while_waiting_says_what_remains_and_is_taken_up_again() {
    let diary = Diary::new();
    for signal in ["INT", "TERM"] {
        let mut evening = diary.start(&["evening", "--yes"]);
        evening.wait_for("Waiting for the reminder at 18:50");
        evening.signal(signal);
        let ran = evening.end();
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            flat(&ran.out).contains("stays planned for 18:50"),
            "{ran:?}"
        );
    }
}

#[test]
fn an_evening_follows_what_another_lull_changes_meanwhile() {
    let diary = Diary::new();
    let mut evening = diary.start(&["evening", "--yes", "--speed", "20"]);
    evening.wait_for("Waiting for the reminder at 18:50");
    diary.ok(&["tonight", "--skip"]);
    let ran = evening.end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("You skipped this night"), "{ran:?}");
}

#[test]
fn a_massager_that_is_not_there_does_not_take_the_evening_away() {
    let diary = Diary::new();
    let now = "2026-11-21T18:50:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(
        now,
        &[
            "evening",
            "--yes",
            "--speed",
            "120",
            "--socket",
            "/nonexistent/m.sock",
        ],
    );
    assert_eq!(ran.code, 4, "{ran:#?}");
    assert!(
        ran.out.contains("Stretches") && ran.out.contains("Tomorrow"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("never switched on"), "{}", ran.err);
}

#[test]
fn no_answer_is_made_up_for_a_massager_that_touches_somebody() {
    let diary = Diary::new();
    diary.ok(&["setup", "--device", "manual"]);
    let now = "2026-11-21T18:50:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(now, &["evening", "--yes", "--speed", "600"]);
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(ran.err.contains("safety"), "{}", ran.err);
}

#[test]
fn what_was_filled_in_for_a_rehearsal_opens_no_massager_that_touches_somebody() {
    let diary = Diary::new();
    diary.ok(&["setup", "--device", "simulated"]);
    let now = "2026-11-21T18:50:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(now, &["evening", "--yes", "--speed", "600"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let next = "2026-11-22T18:50:00+01:00[Europe/Berlin]";
    let start = ["session", "start", "--device", "manual", "--speed", "600"];
    let ran = diary.run_at(next, &start);
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(ran.err.contains("safety check comes before"), "{}", ran.err);
    let told = flat(&diary.ok(&["setup", "--device", "manual"]));
    assert!(told.contains("only answered for a rehearsal"), "{told}");
    diary.ok(&["setup", "--safety", "none"]);
    let ran = diary.run_at(next, &start);
    assert_eq!(ran.code, 0, "{ran:#?}");
}
