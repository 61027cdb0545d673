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
