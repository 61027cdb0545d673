//! The schedule, whatever the person, the diary and the phone: stable, inside the slots, ahead, and never silently less.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod evenings;
mod wakes;

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use proptest::prelude::*;

use lull_core::diary::{Change, HistoryNight};
use lull_core::plan;
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{
    Action, Alarm, AlarmId, AlarmKind, Arg, Capabilities, Exactness, HORIZON_NIGHTS, NoticeKind,
    Schedule,
};
use lull_core::time::{Night, Now, instant_of, up_to_the_minute};

use evenings::{change, history, in_window, now, settings};
use wakes::{ALL_ALLOWED, Wake, evenings_by_night, notice};

fn capabilities() -> impl Strategy<Value = Capabilities> {
    (any::<bool>(), any::<bool>(), 0_u16..=200).prop_map(|(exact_alarms, notifications, slots)| {
        Capabilities {
            exact_alarms,
            notifications,
            slots,
        }
    })
}

fn delivery(now: &Now) -> impl Strategy<Value = Delivery> + use<> {
    let now = now.clone();
    let sign = || proptest::option::of(-7_200_i64..7_200);
    let kind = proptest::sample::select(AlarmKind::ALL.to_vec());
    let action = proptest::sample::select(vec![
        Action::Start,
        Action::Snooze { minutes: 20 },
        Action::SkipTonight,
        Action::Dismiss,
    ]);
    (
        kind,
        -3..14_i32,
        [sign(), sign(), sign(), sign()],
        action,
        any::<bool>(),
    )
        .prop_map(move |(kind, days, signs, action, refused)| {
            let at = |seconds| now.at + SignedDuration::from_secs(seconds);
            let night = now.night().plus(days);
            let [planned, fired, shown, acted] = signs;
            Delivery {
                id: AlarmId::new(kind, night),
                kind,
                night,
                planned: at(planned.unwrap_or_default()),
                fired: fired.map(at),
                shown: shown.map(at),
                acted: acted.map(|seconds| (at(seconds), action)),
                refused,
            }
        })
}

prop_compose! {
    fn wake()(now in now())(
        history in history(&now),
        settings in settings(),
        deliveries in proptest::collection::vec(delivery(&now), 0..8),
        capabilities in capabilities(),
        now in Just(now),
    ) -> Wake {
        Wake { history, settings, deliveries, capabilities, now }
    }
}

proptest! {
    #[test]
    fn planning_twice_gives_the_same_schedule(wake in wake()) {
        prop_assert_eq!(wake.schedule(), wake.schedule());
    }

    #[test]
    fn an_alarm_that_the_system_holds_stays_where_it_is(wake in wake(), wait_seconds in 0_u64..100_000) {
        let mut wake = Wake { deliveries: Vec::new(), ..wake };
        wake.capabilities.exact_alarms = true;
        let tonight = wake.now.night();
        wake.history.nights.retain(|seen| seen.night <= tonight);
        let before = wake.schedule();
        wake.deliveries = before.alarms.iter().map(|alarm| Delivery {
            id: alarm.id.clone(),
            kind: alarm.kind,
            night: alarm.night,
            planned: alarm.wanted,
            fired: None,
            shown: None,
            acted: None,
            refused: false,
        }).collect();
        prop_assert_eq!(&before.alarms, &wake.schedule().alarms);
        // nothing was logged meanwhile: what is still ahead later is the same
        wake.now = wake.now.later(std::time::Duration::from_secs(wait_seconds));
        let held: BTreeMap<&str, &Alarm> = before.alarms.iter().map(|a| (a.id.as_str(), a)).collect();
        for alarm in &wake.schedule().alarms {
            if let Some(held) = held.get(alarm.id.as_str()) {
                prop_assert_eq!(*held, alarm);
            }
        }
    }

    #[test]
    fn ids_are_unique_say_kind_and_night_and_read_back(wake in wake()) {
        let schedule = wake.schedule();
        let ids: BTreeSet<&AlarmId> = schedule.alarms.iter().map(|alarm| &alarm.id).collect();
        prop_assert_eq!(ids.len(), schedule.alarms.len());
        for alarm in &schedule.alarms {
            prop_assert_eq!(&alarm.id, &AlarmId::new(alarm.kind, alarm.night));
            let read = AlarmId::parse(alarm.id.as_str());
            prop_assert_eq!(read, Some((alarm.id.clone(), alarm.kind, alarm.night)));
        }
    }

    #[test]
    fn there_are_never_more_alarms_than_slots_and_what_is_dropped_is_said(wake in wake()) {
        let schedule = wake.schedule();
        let slots = usize::from(wake.capabilities.slots);
        prop_assert!(schedule.alarms.len() <= slots);
        let all = wake.with(Capabilities { slots: 200, ..wake.capabilities }).schedule();
        let dropped = all.alarms.len() - schedule.alarms.len();
        let short = notice(&schedule, NoticeKind::HorizonShort);
        prop_assert_eq!(short.is_some(), dropped > 0);
        if let Some(short) = short {
            prop_assert_eq!(schedule.alarms.len(), slots, "slots were left empty");
            let kept = u32::try_from(evenings_by_night(&schedule).len()).expect("few");
            prop_assert_eq!(short.message.args.get("nights"), Some(&Arg::Count(kept)));
        }
    }

    #[test]
    fn the_nearest_evenings_are_kept_first_and_morning_logs_only_after_all_of_them(wake in wake()) {
        let schedule = wake.schedule();
        let all = wake.with(Capabilities { slots: 200, ..wake.capabilities }).schedule();
        let nights = |schedule: &Schedule, kind| {
            schedule.alarms.iter().filter(|a| a.kind == kind).map(|a| a.night).collect::<BTreeSet<_>>()
        };
        for kind in AlarmKind::ALL {
            let (kept, wanted) = (nights(&schedule, kind), nights(&all, kind));
            let nearest: BTreeSet<Night> = wanted.into_iter().take(kept.len()).collect();
            prop_assert_eq!(kept, nearest);
        }
        let evenings = nights(&schedule, AlarmKind::Evening).len();
        if !nights(&schedule, AlarmKind::MorningLog).is_empty() {
            prop_assert_eq!(evenings, nights(&all, AlarmKind::Evening).len());
        }
    }

    #[test]
    fn every_alarm_is_ahead_in_order_and_agrees_with_the_wall(wake in wake()) {
        let schedule = wake.schedule();
        prop_assert!(schedule.alarms.is_sorted_by_key(|alarm| (alarm.at, alarm.id.clone())));
        for alarm in &schedule.alarms {
            prop_assert!(alarm.at > wake.now.at, "{alarm:#?}");
            prop_assert!(alarm.at <= alarm.wanted && alarm.wanted < alarm.expires, "{alarm:#?}");
            prop_assert_eq!(alarm.wall, wake.now.zone.to_datetime(alarm.at));
            prop_assert_eq!(Some(alarm.zone.as_str()), wake.now.zone.iana_name());
            prop_assert_eq!(alarm.exactness == Exactness::Exact, wake.capabilities.exact_alarms);
        }
    }

    #[test]
    fn every_night_ahead_has_its_evening_alarm_unless_the_person_said_otherwise(wake in wake()) {
        let wake = Wake { deliveries: Vec::new(), ..wake.with(ALL_ALLOWED) };
        let schedule = wake.schedule();
        let evenings = evenings_by_night(&schedule);
        for days in 0..HORIZON_NIGHTS {
            let night = wake.now.night().plus(days);
            let plan = plan::for_night(night, &wake.history, &wake.settings, &wake.now);
            let expected = match (wake.history.changes.get(&night), plan.remind) {
                (Some(Change::Snoozed { until }), _) => Some(up_to_the_minute(*until)),
                (_, remind) => remind.map(|wall| instant_of(wall, &wake.now.zone)),
            };
            let expected = expected.filter(|at| *at > wake.now.at);
            prop_assert_eq!(evenings.get(&night).map(|alarm| alarm.at), expected, "{}", night);
        }
    }

    #[test]
    fn what_was_asked_for_one_night_is_done_and_moves_no_other(
        (wake, change, days) in wake().prop_flat_map(|wake| {
            let change = change(&wake.now);
            (Just(wake.with(ALL_ALLOWED)), change, 0..HORIZON_NIGHTS)
        }),
    ) {
        let night = wake.now.night().plus(days);
        let mut wished = Wake { deliveries: Vec::new(), ..wake };
        wished.history.changes.remove(&night);
        let usual = wished.schedule();
        wished.history.changes.insert(night, change);
        let schedule = wished.schedule();
        let evenings = evenings_by_night(&schedule);
        let wanted = match change {
            Change::Skip | Change::Done => None,
            Change::At { time } => Some(instant_of(night.wall(time), &wished.now.zone)),
            Change::Snoozed { until } => Some(up_to_the_minute(until)),
        };
        let wanted = wanted.filter(|at| *at > wished.now.at);
        prop_assert_eq!(evenings.get(&night).map(|alarm| alarm.wanted), wanted);
        let others = |schedule: &Schedule| {
            let mut alarms = schedule.alarms.clone();
            alarms.retain(|alarm| alarm.kind != AlarmKind::Evening || alarm.night != night);
            alarms
        };
        prop_assert_eq!(others(&usual), others(&schedule));
    }

    #[test]
    fn taking_a_permission_away_never_loses_a_night_silently(wake in wake()) {
        let full = wake.with(ALL_ALLOWED).schedule();
        let less = wake.schedule();
        let allowed = wake.capabilities;
        prop_assert_eq!(notice(&less, NoticeKind::NotificationsOff).is_some(), !allowed.notifications);
        prop_assert_eq!(notice(&less, NoticeKind::ExactAlarmsOff).is_some(), !allowed.exact_alarms);
        let kept = evenings_by_night(&less);
        for (night, alarm) in evenings_by_night(&full) {
            let Some(kept) = kept.get(&night) else {
                let said = notice(&less, NoticeKind::HorizonShort).is_some();
                prop_assert!(said, "the night of {night} was lost silently");
                continue;
            };
            prop_assert_eq!(kept.wanted, alarm.wanted);
            if !allowed.exact_alarms {
                let hour = SignedDuration::from_hours(1);
                prop_assert!(kept.at >= kept.wanted - hour);
                let next_minute = wake.now.at + SignedDuration::from_mins(1);
                let snoozed = matches!(wake.history.changes.get(&night), Some(Change::Snoozed { .. }));
                let early = kept.at == kept.wanted - hour || kept.at <= next_minute;
                prop_assert!(early || snoozed || !wake.deliveries.is_empty(), "{kept:#?}");
            }
        }
    }

    #[test]
    fn ordinary_reminders_are_inside_the_window(wake in wake()) {
        let mut wake = wake.with(ALL_ALLOWED);
        wake.history.changes.clear();
        let schedule = wake.schedule();
        for (night, _) in evenings_by_night(&schedule) {
            let plan = plan::for_night(night, &wake.history, &wake.settings, &wake.now);
            let remind = plan.remind.expect("an ordinary night");
            prop_assert!(in_window(remind.time(), &wake.settings));
        }
    }

    #[test]
    fn the_morning_log_is_asked_for_every_unlogged_night_ahead_and_for_no_other(wake in wake()) {
        let schedule = wake.with(ALL_ALLOWED).schedule();
        let asked: BTreeSet<Night> = schedule.alarms.iter()
            .filter(|alarm| alarm.kind == AlarmKind::MorningLog).map(|alarm| alarm.night).collect();
        let expected: BTreeSet<Night> = (-1..HORIZON_NIGHTS)
            .map(|days| wake.now.night().plus(days))
            .filter(|night| {
                let rising = night.wall(wake.settings.usual_rising);
                let prompt = rising + SignedDuration::from_mins(30);
                let answered = |seen: &HistoryNight| seen.night == *night && seen.symptoms.is_some();
                instant_of(prompt, &wake.now.zone) > wake.now.at && !wake.history.nights.iter().any(answered)
            })
            .collect();
        let expected = if wake.settings.morning_log { expected } else { BTreeSet::new() };
        prop_assert_eq!(asked, expected);
    }

    #[test]
    fn every_refusal_that_still_matters_is_said(wake in wake()) {
        let schedule = wake.schedule();
        let refused = schedule.alarms.iter().filter(|alarm| {
            wake.deliveries.iter().any(|delivery| delivery.refused && delivery.id == alarm.id)
        }).count();
        let said = notice(&schedule, NoticeKind::AlarmRefused);
        prop_assert_eq!(said.is_some(), refused > 0);
        if let Some(said) = said {
            let count = Arg::Count(u32::try_from(refused).expect("few"));
            prop_assert_eq!(said.message.args.get("count"), Some(&count));
        }
    }
}
