//! A zone whose rules change between two wakes, and a phone that lands in any other zone: every reminder goes to its new
//! time.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod places;

use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{AlarmKind, HORIZON_NIGHTS, NoticeKind, Schedule};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now};

use places::{
    NANOSECOND, USUAL_REMINDER, as_planned, groups, has_yet_to_show, instant, is_first_showing,
    of_kind, plan, transcripts,
};

/// A government changes its mind, and the phone learns of it by an update of its database.
#[test]
fn when_a_zones_rules_change_between_two_wakes_every_reminder_goes_to_its_new_time() {
    let mut changes = 0;
    for group in groups() {
        let Some(next) = group.transitions.first() else {
            continue;
        };
        // the next transition is called off: the clock goes on as it is
        let called_off = TimeZone::fixed(group.zone.to_offset(next.at - NANOSECOND));
        for days in [1, 6, 13] {
            changes += 1;
            let at = next.at - SignedDuration::from_hours(24 * days);
            let before = Now::new(at, group.zone.clone(), Duration::ZERO);
            let first = plan(&Settings::default(), &[], &before);
            let held: Vec<Delivery> = first.alarms.iter().map(as_planned).collect();
            let after = Now {
                zone: called_off.clone(),
                ..before.later(Duration::from_secs(60))
            };
            let second = plan(&Settings::default(), &held, &after);
            let text = || format!("{:?}\n{}", group.names, transcripts(&first, &second));
            let ids = |schedule: &Schedule| {
                let evenings = of_kind(schedule, AlarmKind::Evening);
                evenings.map(|alarm| alarm.id.clone()).collect::<Vec<_>>()
            };
            assert_eq!(ids(&first), ids(&second), "{}", text());
            for alarm in of_kind(&second, AlarmKind::Evening) {
                let wall = alarm.night.wall(USUAL_REMINDER);
                assert!(is_first_showing(alarm.at, wall, &called_off), "{}", text());
            }
            let missed =
                |notice: &lull_core::reminder::Notice| notice.kind == NoticeKind::ReminderMissed;
            assert!(!second.notices.iter().any(missed), "{}", text());
        }
    }
    println!("{changes} changes of rules");
    assert!(changes > 100, "only {changes}");
}

/// From any clock to any other, also over the date line: whoever flies on is reminded by the clock where they land.
#[test]
fn whoever_flies_from_any_clock_to_any_other_has_one_reminder_a_night_there() {
    let groups = groups();
    let at = instant("2026-11-21T03:17:00Z");
    let mut flights = 0;
    for from in &groups {
        let start = Now::new(at, from.zone.clone(), Duration::ZERO);
        let held = plan(&Settings::default(), &[], &start);
        let deliveries: Vec<Delivery> = held.alarms.iter().map(as_planned).collect();
        for to in &groups {
            flights += 1;
            let landed = Now {
                zone: to.zone.clone(),
                ..start.later(Duration::from_secs(60))
            };
            let schedule = plan(&Settings::default(), &deliveries, &landed);
            let text = || {
                let (from, to) = (&from.names[0], &to.names[0]);
                format!("{from} to {to}\n{}", transcripts(&held, &schedule))
            };
            let tonight = landed.night();
            let nights: Vec<Night> = of_kind(&schedule, AlarmKind::Evening)
                .filter(|alarm| alarm.at == alarm.wanted)
                .map(|alarm| alarm.night)
                .collect();
            let expected: Vec<Night> = (0..HORIZON_NIGHTS)
                .map(|days| tonight.plus(days))
                .filter(|night| has_yet_to_show(night.wall(USUAL_REMINDER), landed.at, &to.zone))
                .collect();
            assert_eq!(nights, expected, "{}", text());
        }
    }
    println!("{flights} flights");
    assert!(flights > 1000, "only {flights}");
}
