//! `lull wake`: the schedule as every shell gets it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Diary, json};

fn ids(schedule: &Value) -> Vec<&str> {
    let alarms = schedule["alarms"].as_array().expect("an array");
    alarms
        .iter()
        .filter_map(|alarm| alarm["id"].as_str())
        .collect()
}

#[test]
fn a_schedule_has_exactly_the_documented_fields() {
    let schedule = Diary::new().json(&["wake"]);
    let keys = |value: &Value| -> BTreeSet<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let named = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(keys(&schedule), named(&["generation", "alarms", "notices"]));
    let alarm = &schedule["alarms"][0];
    let fields = [
        "id",
        "kind",
        "at",
        "wall",
        "zone",
        "exactness",
        "message",
        "actions",
        "expires",
    ];
    assert_eq!(keys(alarm), named(&fields));
    assert_eq!(keys(&alarm["message"]), named(&["key", "args"]));
    assert_eq!(alarm["id"], "evening-2026-11-21");
    assert_eq!(alarm["at"], "2026-11-21T17:50:00Z");
    assert_eq!(alarm["wall"], "2026-11-21T18:50:00");
    assert_eq!(alarm["zone"], "Europe/Berlin");
}

#[test]
fn waking_twice_gives_the_same_ids_and_the_same_generation() {
    let diary = Diary::new();
    let first = diary.json(&["wake"]);
    let second = diary.json(&["wake", "--reason", "boot"]);
    assert!(!ids(&first).is_empty());
    assert_eq!(ids(&first), ids(&second));
    assert_eq!(first["generation"], second["generation"]);
    let unique: BTreeSet<_> = ids(&first).into_iter().collect();
    assert_eq!(unique.len(), ids(&first).len(), "{first}");
}

#[test]
fn there_are_never_more_alarms_than_slots() {
    let diary = Diary::new();
    for slots in ["0", "1", "3", "7"] {
        let schedule = diary.json(&["wake", "--slots", slots]);
        let most: usize = slots.parse().expect("a number");
        assert!(ids(&schedule).len() <= most, "{slots}: {schedule}");
    }
}

#[test]
fn what_the_system_forbids_is_a_notice_in_json_and_in_words() {
    let diary = Diary::new();
    let ran = diary.run(&["wake", "--exact-alarms", "no", "--notifications", "no"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let notices = json(&ran.out)["notices"].to_string();
    for kind in ["exact_alarms_off", "notifications_off"] {
        assert!(notices.contains(kind), "{notices}");
    }
    assert!(
        ran.err.contains("Exact alarms are not allowed"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("Notifications are off"), "{}", ran.err);
}

#[test]
fn a_skipped_night_has_no_evening_alarm() {
    let diary = Diary::new();
    diary.ok(&["tonight", "--skip"]);
    let schedule = diary.json(&["wake"]);
    assert!(
        !ids(&schedule).contains(&"evening-2026-11-21"),
        "{schedule}"
    );
    assert!(ids(&schedule).contains(&"evening-2026-11-22"), "{schedule}");
}

#[test]
fn a_reminder_nobody_saw_is_told_and_audited() {
    let diary = Diary::new();
    diary.ok(&["wake"]);
    let later = "2026-11-21T20:30:00+01:00[Europe/Berlin]";
    let ran = diary.run_at(later, &["wake"]);
    assert!(ran.out.contains("reminder_missed"), "{}", ran.out);
    assert!(ran.err.contains("18:50"), "{}", ran.err);
    let audit = diary.run_at("2026-11-22T11:00:00+01:00[Europe/Berlin]", &["audit"]);
    assert!(audit.out.contains("did not come"), "{}", audit.out);
    assert!(!audit.out.contains("0 missed"), "{}", audit.out);
}

#[test]
fn an_unanswered_reminder_is_laid_out_again_and_each_kind_can_be_turned_off() {
    let diary = Diary::new();
    let schedule = diary.json(&["wake"]);
    for id in [
        "repeat-1-2026-11-21",
        "repeat-3-2026-11-21",
        "morning-log-2026-11-21",
        "open-app-2026-12-04",
        "safety-net-2026-12-05",
    ] {
        assert!(ids(&schedule).contains(&id), "{id}: {schedule}");
    }
    diary.ok(&["setup", "--repeats", "0", "--morning-log", "no"]);
    diary.ok(&["setup", "--open-app", "no", "--safety-net", "no"]);
    let schedule = diary.json(&["wake"]);
    let evenings = ids(&schedule);
    assert!(
        evenings.iter().all(|id| id.starts_with("evening-")),
        "{evenings:?}"
    );
    assert_eq!(evenings.len(), 14);
    diary.ok(&["setup", "--reminder", "no"]);
    assert!(ids(&diary.json(&["wake"])).is_empty());
    let plan = diary.ok(&["plan"]);
    assert!(plan.contains("turned the evening reminder off"), "{plan}");
}

#[test]
fn tonight_can_come_earlier_or_later_by_minutes() {
    let diary = Diary::new();
    let at = |arguments: &[&str]| {
        diary.ok(arguments);
        let schedule = diary.json(&["wake"]);
        let alarms = schedule["alarms"].as_array().expect("an array");
        let tonight = alarms
            .iter()
            .find(|alarm| alarm["id"] == "evening-2026-11-21");
        tonight.expect("tonight's")["wall"].clone()
    };
    assert_eq!(at(&["tonight", "--earlier", "20"]), "2026-11-21T18:30:00");
    assert_eq!(at(&["tonight", "--later", "60"]), "2026-11-21T19:30:00");
    assert_eq!(at(&["tonight", "--as-usual"]), "2026-11-21T18:50:00");
    diary.run(&["tonight", "--earlier", "60"]).refused(3, "by");
    diary.ok(&["tonight", "--skip"]);
    diary
        .run(&["tonight", "--later", "10"])
        .refused(3, "tonight");
}

#[test]
fn in_a_new_zone_it_asks_whose_clock_counts_until_it_is_answered() {
    let diary = Diary::new();
    diary.ok(&["wake"]);
    let there = "2026-11-23T12:00:00-05:00[America/New_York]";
    let evening = |ran: &str| {
        let schedule = json(ran);
        let alarms = schedule["alarms"].as_array().expect("an array").clone();
        let tonight = alarms
            .into_iter()
            .find(|alarm| alarm["id"] == "evening-2026-11-24")
            .expect("an evening");
        (
            tonight["zone"].as_str().expect("a zone").to_owned(),
            tonight["wall"].as_str().expect("a time").to_owned(),
        )
    };
    for _ in 0..2 {
        let ran = diary.run_at(there, &["wake", "--reason", "zone-changed"]);
        assert!(ran.out.contains("notice.zone_changed"), "{ran:?}");
        assert!(ran.err.contains("lull zone keep"), "{ran:?}");
        assert_eq!(evening(&ran.out).0, "America/New_York");
    }
    let kept = diary.run_at(there, &["zone", "keep"]);
    assert!(
        kept.out.contains("keep the time of Europe/Berlin"),
        "{kept:?}"
    );
    let ran = diary.run_at(there, &["wake"]);
    assert!(!ran.out.contains("notice.zone_changed"), "{ran:?}");
    let at_home = ("Europe/Berlin".to_owned(), "2026-11-24T18:50:00".to_owned());
    assert_eq!(evening(&ran.out), at_home);
    let plan = diary.run_at(there, &["plan"]);
    assert!(
        plan.out.contains("Times are those of Europe/Berlin"),
        "{plan:?}"
    );

    diary.run_at(there, &["zone", "follow"]);
    let ran = diary.run_at(there, &["wake"]);
    assert_eq!(evening(&ran.out).0, "America/New_York");
    let shown = json(&diary.run_at(there, &["zone", "--json"]).out);
    assert_eq!(shown["counts"], "America/New_York");
    assert_eq!(shown["residence"]["home"], "America/New_York");
}

#[test]
fn a_zone_with_the_same_clock_is_no_journey_and_keep_needs_no_answer() {
    let diary = Diary::new();
    diary.ok(&["wake"]);
    let vienna = "2026-11-23T12:00:00+01:00[Europe/Vienna]";
    diary.run_at(vienna, &["wake"]);
    let said = diary.run_at(vienna, &["zone"]);
    assert!(
        said.out
            .contains("Reminders go by the clock of Europe/Vienna."),
        "{said:?}"
    );
    let shown = json(&diary.run_at(vienna, &["zone", "--json"]).out);
    assert_eq!(
        (&shown["asks"], &shown["residence"]["home"]),
        (&false.into(), &"Europe/Berlin".into())
    );
}

#[test]
fn the_audit_says_of_an_iphone_that_it_does_not_tell() {
    let diary = Diary::new();
    diary.ok(&["wake", "--reports-firing", "no"]);
    let next = "2026-11-22T11:00:00+01:00[Europe/Berlin]";
    let audit = diary.run_at(next, &["audit"]);
    assert!(audit.out.contains("0 missed"), "{audit:?}");
    assert!(
        audit.out.contains("does not tell whether it came"),
        "{audit:?}"
    );
    let told = json(&diary.run_at(next, &["audit", "--json"]).out);
    assert_eq!(told["deliveries"][0]["fate"], "untold");
}

#[test]
fn the_audit_says_why_a_reminder_was_missed() {
    let diary = Diary::new();
    diary.ok(&["wake"]);
    diary.run_at(
        "2026-11-21T20:30:00+01:00[Europe/Berlin]",
        &["wake", "--reason", "boot"],
    );
    let next = "2026-11-22T11:00:00+01:00[Europe/Berlin]";
    let audit = diary.run_at(next, &["audit"]);
    assert!(
        audit.out.contains("Last 1: 0 on time, 0 late, 1 missed"),
        "{audit:?}"
    );
    assert!(
        audit.out.contains("1 missed: the phone was off"),
        "{audit:?}"
    );
    let told = json(&diary.run_at(next, &["audit", "--json"]).out);
    assert_eq!(told["causes"][0]["cause"], "phone_off");
    assert_eq!(told["missed"], 1);
}

#[test]
fn what_keeps_lull_from_running_is_a_notice_with_the_screen_that_mends_it() {
    let diary = Diary::new();
    let ran = diary.run(&[
        "wake",
        "--background-restricted",
        "yes",
        "--force-stopped",
        "yes",
    ]);
    assert!(ran.out.contains("battery_settings"), "{ran:?}");
    assert!(ran.err.contains("stopped by force"), "{ran:?}");
    assert!(ran.err.contains("in the background"), "{ran:?}");
}
