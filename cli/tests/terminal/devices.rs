//! Devices the person adds: found, named, tested, driven and forgotten, against a massager in a process of its own.

use serde_json::Value;

use crate::support::{Diary, Massager, Ran, flat, json};

const SPEED: &str = "60";

/// A diary whose safety check is answered, and a fast massager.
fn evening() -> (Diary, Massager) {
    (
        Diary::set_up("manual"),
        Massager::start(&["--speed", SPEED]),
    )
}

/// Where the massager listens.
fn socket(massager: &Massager) -> String {
    let device = massager.device();
    device.strip_prefix("socket:").expect("a socket").to_owned()
}

fn add(diary: &Diary, massager: &Massager, name: &str) -> String {
    diary.ok(&[
        "devices",
        "add",
        "--simulated-at",
        &socket(massager),
        "--name",
        name,
    ])
}

fn test(diary: &Diary, name: &str, answer: &str) -> Ran {
    diary.run(&[
        "devices", "test", name, "--answer", answer, "--speed", SPEED,
    ])
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(json).collect()
}

#[test]
fn an_empty_list_says_how_to_begin_and_is_an_empty_array_in_json() {
    let diary = Diary::new();
    for command in [&["devices"][..], &["devices", "list"]] {
        let out = flat(&diary.ok(command));
        assert!(out.contains("lull devices scan"), "{out}");
    }
    assert_eq!(diary.json(&["devices", "list", "--json"]), json("[]"));
}

#[test]
fn a_scan_shows_what_is_near_with_its_strength_and_kind() {
    let (diary, massager) = evening();
    let at = socket(&massager);
    let out = diary.ok(&["devices", "scan", "--seconds", "1", "--simulated-at", &at]);
    assert!(out.contains("Open Massager"), "{out}");
    assert!(out.contains("lull devices add"), "{out}");
    let told = lines(&diary.ok(&[
        "devices",
        "scan",
        "--seconds",
        "1",
        "--simulated-at",
        &at,
        "--json",
    ]));
    assert_eq!(told.len(), 1, "each device once: {told:?}");
    assert_eq!(told[0]["verdict"], "drivable");
    assert_eq!(told[0]["kind"], "open_massager");
    assert_eq!(told[0]["sure"], true);
    assert!(told[0]["signal_dbm"].is_i64(), "{told:?}");
    assert_eq!(told[0]["kept_as"], Value::Null);
    add(&diary, &massager, "Feet");
    let told = lines(&diary.ok(&[
        "devices",
        "scan",
        "--seconds",
        "1",
        "--simulated-at",
        &at,
        "--json",
    ]));
    assert_eq!(told[0]["kept_as"], "Feet");
}

#[test]
fn a_device_is_added_tested_and_then_drives_the_evening_by_its_name() {
    let (diary, massager) = evening();
    let out = flat(&add(&diary, &massager, "Feet"));
    assert!(out.contains("lull devices test Feet"), "{out}");
    let kept = diary.json(&["devices", "list", "--json"]);
    assert_eq!(kept[0]["name"], "Feet");
    assert_eq!(kept[0]["ready"], false);

    let ran = test(&diary, "feet", "passed");
    assert_eq!(ran.code, 0, "{ran:#?}");
    let out = flat(&ran.out);
    assert!(out.contains("Feet passed"), "{out}");
    assert!(out.contains("warm-up at 20 %"), "the lowest level: {out}");

    let kept = diary.json(&["devices", "list", "--json"]);
    assert_eq!(kept[0]["ready"], true);
    assert_eq!(kept[0]["test"]["result"], "passed");

    // the massager itself rests after any run
    let _massager = massager.start_anew(&["--speed", SPEED]);
    let out = diary.ok(&["setup", "--device", "fee"]);
    assert!(out.contains("Feet"), "{out}");
    assert!(flat(&diary.ok(&["plan"])).contains("Feet"));
    assert!(diary.ok(&["devices"]).contains("your evening's massager"));

    let out = diary.ok(&["session", "start", "--program", "top-up", "--speed", SPEED]);
    assert!(out.contains("seen to stand still"), "{out}");
    let session = &diary.json(&["nights", "--json"])[0]["sessions"];
    let complete = session
        .as_array()
        .expect("sessions")
        .iter()
        .filter(|session| session["end_reason"] == "complete")
        .count();
    assert!(complete >= 1, "{session}");
}

#[test]
fn no_massage_starts_on_a_device_that_was_never_tested_or_failed() {
    let (diary, mut massager) = evening();
    add(&diary, &massager, "Feet");
    let start = ["session", "start", "--device", "Feet", "--speed", SPEED];
    let ran = diary.run(&start);
    ran.refused(4, "lull devices test Feet");
    for answer in ["did-not-start", "did-not-stop"] {
        let ran = test(&diary, "Feet", answer);
        assert_eq!(ran.code, 4, "{ran:#?}");
        assert!(ran.err.contains("Feet"), "{ran:#?}");
        let ran = diary.run(&start);
        ran.refused(4, "did not pass");
        massager = massager.start_anew(&["--speed", SPEED]);
    }
    assert_eq!(test(&diary, "Feet", "passed").code, 0);
}

#[test]
fn a_test_needs_somebody_who_sees_it() {
    let (diary, massager) = evening();
    add(&diary, &massager, "Feet");
    diary
        .run(&["devices", "test", "Feet", "--speed", SPEED])
        .refused(3, "answer");
    diary
        .run(&["devices", "test", "Feet", "--answer", "fine"])
        .refused(3, "answer");
}

#[test]
fn a_device_that_is_away_fails_its_test_and_nothing_is_recorded() {
    let diary = Diary::set_up("manual");
    diary.ok(&[
        "devices",
        "add",
        "--simulated-at",
        "/nonexistent/feet.sock",
        "--name",
        "Feet",
    ]);
    let ran = test(&diary, "Feet", "passed");
    assert_eq!(ran.code, 4, "{ran:#?}");
    assert!(ran.err.contains("never switched on"), "{ran:#?}");
    let kept = diary.json(&["devices", "list", "--json"]);
    assert_eq!(kept[0]["test"], Value::Null);
}

#[test]
fn names_are_found_in_any_case_and_unknown_or_ambiguous_ones_are_explained() {
    let (diary, massager) = evening();
    let other = Massager::start(&[]);
    let start = |name: &str| diary.run(&["session", "start", "--device", name]);
    start("Feet").refused(3, "device");
    add(&diary, &massager, "Feet upstairs");
    add(&diary, &other, "Feet downstairs");
    let ran = start("calves");
    ran.refused(3, "device");
    assert!(
        ran.err.contains("Feet upstairs") && ran.err.contains("Feet downstairs"),
        "{ran:?}"
    );
    let ran = start("feet");
    ran.refused(3, "Feet downstairs or Feet upstairs");
    diary.ok(&["devices", "rename", "FEET UP", "Calves"]);
    assert_eq!(
        diary.json(&["devices", "list", "--json"])[0]["name"],
        "Calves"
    );
    diary
        .run(&["devices", "rename", "feet", "CALVES"])
        .refused(3, "name");
}

#[test]
fn one_device_is_not_kept_twice_and_no_two_have_one_name() {
    let (diary, massager) = evening();
    let other = Massager::start(&[]);
    add(&diary, &massager, "Feet");
    let again = |massager: &Massager, name: &str| {
        diary.run(&[
            "devices",
            "add",
            "--simulated-at",
            &socket(massager),
            "--name",
            name,
        ])
    };
    again(&massager, "Calves").refused(3, "kept already, as Feet");
    again(&other, "FEET").refused(3, "name");
    assert_eq!(
        diary
            .json(&["devices", "list", "--json"])
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn forgetting_says_what_is_lost_and_the_evening_falls_back_to_a_massager_switched_by_hand() {
    let (diary, massager) = evening();
    add(&diary, &massager, "Feet");
    assert_eq!(test(&diary, "Feet", "passed").code, 0);
    diary.ok(&["setup", "--device", "Feet"]);
    diary
        .run(&["devices", "forget", "Feet"])
        .refused(3, "--yes");
    let out = flat(&diary.ok(&["devices", "forget", "Feet", "--yes"]));
    for part in [
        "The diary keeps its sessions",
        "lull devices add --simulated-at",
        "massager of your evenings",
    ] {
        assert!(out.contains(part), "{part} in:\n{out}");
    }
    let plan = flat(&diary.ok(&["plan"]));
    assert!(plan.contains("a massager you switch yourself"), "{plan}");
    assert_eq!(diary.json(&["devices", "list", "--json"]), json("[]"));
    diary
        .run(&["devices", "forget", "Feet", "--yes"])
        .refused(3, "device");
}

#[test]
fn a_device_in_use_is_not_forgotten_and_a_stop_reaches_it_after_a_kill() {
    let (diary, massager) = evening();
    add(&diary, &massager, "Feet");
    assert_eq!(test(&diary, "Feet", "passed").code, 0);
    let mut massager = massager.start_anew(&["--speed", SPEED]);
    let mut session = diary.start(&["session", "start", "--device", "Feet", "--speed", SPEED]);
    session.wait_for("The massager runs");
    diary
        .run(&["devices", "forget", "Feet", "--yes"])
        .refused(4, "Feet");
    session.kill();
    massager.running.wait_for("running at");
    let out = flat(&diary.ok(&["session", "stop"]));
    assert!(out.contains("asked to stop"), "{out}");
    assert!(out.contains("seen to stand still"), "{out}");
}

#[test]
fn a_massager_that_really_turns_is_not_driven_at_another_time_than_the_worlds() {
    let (diary, _massager) = evening();
    let address = "AA:BB:CC:DD:EE:FF";
    let family = ["--family", "open-massager", "--name", "Bed"];
    diary.ok(&[&["devices", "add", address][..], &family].concat());
    for command in [
        &["devices", "test", "Bed", "--answer", "passed"][..],
        &["session", "start", "--device", "Bed"],
        &["evening", "--device", "Bed", "--yes"],
    ] {
        let ran = diary.run(command);
        ran.refused(3, "now");
        assert!(ran.err.contains("world's time"), "{}", ran.err);
    }
}

#[test]
fn bad_names_addresses_and_secrets_are_refused_by_their_field_and_nothing_is_kept() {
    let diary = Diary::new();
    for (arguments, field) in [
        (
            &["--simulated-at", "/tmp/a.sock", "--name", "manual"][..],
            "name",
        ),
        (&["--simulated-at", "/tmp/a.sock", "--name", ""], "name"),
        (&["--simulated-at", "", "--name", "Feet"], "socket"),
        (
            &["AA:BB", "--family", "toaster", "--name", "Feet"],
            "family",
        ),
        (
            &[
                "AA:BB",
                "--family",
                "plug-mini",
                "--password",
                "--name",
                "P",
            ],
            "password",
        ),
        (&["AA:BB", "--family", "bot", "--pin", "--name", "P"], "pin"),
        (
            &["AA:BB", "--family", "shelly", "--password", "--name", "P"],
            "password",
        ),
        (
            &["AA:BB", "--family", "sem6000", "--name", "P"],
            "experimental",
        ),
        (&["--name", "Feet"], "address"),
    ] {
        let mut all = vec!["devices", "add"];
        all.extend(arguments);
        diary.run(&all).refused(3, field);
    }
    assert_eq!(diary.json(&["devices", "list", "--json"]), json("[]"));
}

#[test]
fn a_description_is_checked_before_it_is_kept() {
    let diary = Diary::new();
    let good = r#"{ "lull_device": 1, "name": "Mat", "identify": { "name": "FootPad*" }, "service": "ffe5",
        "characteristic": "ffe9", "write": "with_response", "run": "aa {level}",
        "levels": { "min": 1, "max": 10 }, "stop": "aa 00" }"#;
    let add = |file: &str| {
        diary.run(&[
            "devices",
            "add",
            "AA:BB:CC:DD:EE:FF",
            "--describe",
            file,
            "--experimental",
            "--name",
            "Mat",
        ])
    };
    for (name, bad, field) in [
        ("endless", good.replace(r#", "stop": "aa 00""#, ""), "stop"),
        ("strong", good.replace("10 }", "300 }"), "levels.max"),
        ("text", "not JSON".to_owned(), "description"),
    ] {
        let file = diary.file(&format!("{name}.json"), bad.as_bytes());
        add(&file.display().to_string()).refused(3, field);
    }
    let long = diary.file("long.json", &vec![b' '; 20_000]);
    add(&long.display().to_string()).refused(3, "describe");
    add("/nonexistent/mat.json").refused(5, "describe");
    let file = diary.file("good.json", good.as_bytes());
    let ran = add(&file.display().to_string());
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.out.contains("NOTHING"), "no fail-safe: {ran:#?}");
    // never tested, and nothing stops it: the person takes note first
    let ran = diary.run(&["devices", "test", "Mat", "--answer", "passed"]);
    ran.refused(4, "--accept-no-fail-safe");
}

#[test]
fn a_password_is_read_from_standard_input_and_shown_nowhere() {
    let diary = Diary::new();
    let ran = diary.run_with_input(
        &[
            "devices",
            "add",
            "AA:BB:CC:DD:EE:FF",
            "--family",
            "sem6000",
            "--experimental",
            "--pin",
            "--name",
            "Plug",
        ],
        "4711\n",
    );
    assert_eq!(ran.code, 0, "{ran:#?}");
    let list = diary.ok(&["devices", "list"]);
    let told = diary.ok(&["devices", "list", "--json"]);
    for shown in [&ran.out, &ran.err, &list, &told, &diary.ok(&["export"])] {
        assert!(!shown.contains("4711"), "{shown}");
    }
    assert_eq!(json(&told)[0]["has_secret"], true);
    assert!(list.contains("pin kept"), "{list}");
}
