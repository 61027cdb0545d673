//! The schedule, whatever the person, the diary and the phone: stable, inside the slots, ahead, and never silently less.

mod evenings;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use lull_core::diary::{Change, History, HistoryNight, Symptoms};
use lull_core::plan;
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{
    Action, Alarm, AlarmId, AlarmKind, Arg, Capabilities, Exactness, HORIZON_NIGHTS, Notice,
    NoticeKind, Schedule, change_for, schedule,
};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, instant_of, up_to_the_minute};

use evenings::{change, history, in_window, now, settings};

const ALL_ALLOWED: Capabilities = Capabilities {
    exact_alarms: true,
    notifications: true,
    slots: 40,
};

/// Everything a wake decides from.
#[derive(Clone, Debug)]
struct Wake {
    history: History,
    settings: Settings,
    deliveries: Vec<Delivery>,
    capabilities: Capabilities,
    now: Now,
}

impl Wake {
    fn schedule(&self) -> Schedule {
        schedule(
            &self.history,
            &self.settings,
            &self.deliveries,
            &self.capabilities,
            &self.now,
        )
    }

    fn with(&self, capabilities: Capabilities) -> Self {
        Self {
            capabilities,
            ..self.clone()
        }
    }
}

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

fn evenings_by_night(schedule: &Schedule) -> BTreeMap<Night, &Alarm> {
    schedule
        .alarms
        .iter()
        .filter(|alarm| alarm.kind == AlarmKind::Evening)
        .map(|alarm| (alarm.night, alarm))
        .collect()
}

fn notice(schedule: &Schedule, kind: NoticeKind) -> Option<&Notice> {
    schedule.notices.iter().find(|notice| notice.kind == kind)
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

// One evening in Berlin: onset 19:30, reminder 18:50, onset + 2 h = 21:30.

fn at(text: &str) -> Timestamp {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    let wall = text.parse().expect("a local date-time");
    instant_of(wall, &zone)
}

fn now_at(at: Timestamp) -> Now {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, std::time::Duration::ZERO)
}

fn evening_at(clock: &str) -> Wake {
    Wake {
        history: History::default(),
        settings: Settings::default(),
        deliveries: Vec::new(),
        capabilities: ALL_ALLOWED,
        now: now_at(at(&format!("2026-11-21T{clock}"))),
    }
}

fn tonight() -> Night {
    Night::of("2026-11-21T18:00".parse().expect("a local date-time"))
}

fn tonights_delivery(planned: &str) -> Delivery {
    Delivery {
        id: AlarmId::new(AlarmKind::Evening, tonight()),
        kind: AlarmKind::Evening,
        night: tonight(),
        planned: at(&format!("2026-11-21T{planned}")),
        fired: None,
        shown: None,
        acted: None,
        refused: false,
    }
}

fn tonights_alarm(schedule: &Schedule) -> Option<&Alarm> {
    evenings_by_night(schedule).get(&tonight()).copied()
}

#[test]
fn an_ordinary_afternoon_holds_fourteen_evenings_and_fourteen_mornings() {
    let schedule = evening_at("16:00").schedule();
    assert_eq!(schedule.alarms.len(), 28);
    assert_eq!(schedule.notices, []);
    let tonight = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(tonight.id.as_str(), "evening-2026-11-21");
    assert_eq!(tonight.wall.to_string(), "2026-11-21T18:50:00");
    assert_eq!(tonight.expires, at("2026-11-21T21:30"));
    assert_eq!(tonight.message.key, "reminder.evening");
    assert_eq!(
        tonight.message.args.get("onset"),
        Some(&Arg::Time(time(19, 30, 0, 0)))
    );
    assert_eq!(tonight.message.args.get("lead"), Some(&Arg::Minutes(40)));
    assert_eq!(tonight.actions.len(), 6);
    let morning = &schedule.alarms[1];
    assert_eq!(morning.id.as_str(), "morning-log-2026-11-21");
    assert_eq!(morning.wall.to_string(), "2026-11-22T07:30:00");
    assert_eq!(morning.expires, at("2026-11-22T12:00"));
    assert_eq!(morning.actions, [Action::Log, Action::Dismiss]);
}

#[test]
fn a_reminder_nobody_saw_is_a_notice_until_two_hours_after_onset() {
    let missed = |clock: &str| {
        let mut wake = evening_at(clock);
        wake.deliveries = vec![tonights_delivery("18:50")];
        let schedule = wake.schedule();
        assert_eq!(tonights_alarm(&schedule), None);
        notice(&schedule, NoticeKind::ReminderMissed).cloned()
    };
    // the system may be just about to deliver it
    assert_eq!(missed("18:51"), None);
    let said = missed("19:10").expect("a notice");
    assert_eq!(
        said.message.args.get("time"),
        Some(&Arg::Time(time(18, 50, 0, 0)))
    );
    assert_eq!(said.message.args.get("night"), Some(&Arg::Night(tonight())));
    assert!(missed("21:29").is_some());
    assert_eq!(missed("21:30"), None);
}

#[test]
fn a_reminder_that_fired_was_shown_or_was_answered_is_not_missed() {
    let sign = Some(at("2026-11-21T18:52"));
    for delivery in [
        Delivery {
            fired: sign,
            ..tonights_delivery("18:50")
        },
        Delivery {
            shown: sign,
            ..tonights_delivery("18:50")
        },
        Delivery {
            acted: sign.map(|at| (at, Action::Start)),
            ..tonights_delivery("18:50")
        },
    ] {
        let mut wake = evening_at("19:10");
        wake.deliveries = vec![delivery];
        assert_eq!(wake.schedule().notices, []);
    }
}

#[test]
fn a_snoozed_reminder_comes_again_and_says_when_it_came_first() {
    let mut wake = evening_at("18:53:20");
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:51")),
        acted: Some((wake.now.at, Action::Snooze { minutes: 20 })),
        ..tonights_delivery("18:50")
    }];
    let change = change_for(Action::Snooze { minutes: 20 }, &wake.now).expect("a change");
    wake.history.changes.insert(tonight(), change);
    for exact_alarms in [true, false] {
        wake.capabilities.exact_alarms = exact_alarms;
        let schedule = wake.schedule();
        let alarm = tonights_alarm(&schedule).expect("the snoozed alarm");
        // never earlier, also when inexact: that would undo the snooze
        assert_eq!(alarm.at, at("2026-11-21T19:14"));
        assert_eq!(
            alarm.message.args.get("original"),
            Some(&Arg::Time(time(18, 51, 0, 0)))
        );
    }
    // it was snoozed, and then it never came
    wake.now = now_at(at("2026-11-21T19:20"));
    assert!(notice(&wake.schedule(), NoticeKind::ReminderMissed).is_some());
    wake.deliveries[0].fired = Some(at("2026-11-21T19:14"));
    assert!(notice(&wake.schedule(), NoticeKind::ReminderMissed).is_none());
}

#[test]
fn an_inexact_reminder_that_came_early_does_not_ring_again_at_its_proper_time() {
    let mut wake = evening_at("17:00");
    wake.capabilities.exact_alarms = false;
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(alarm.at, at("2026-11-21T17:50"));
    assert_eq!(alarm.wanted, at("2026-11-21T18:50"));
    wake.now = now_at(at("2026-11-21T17:58"));
    wake.deliveries = vec![Delivery {
        fired: Some(wake.now.at),
        ..tonights_delivery("18:50")
    }];
    assert_eq!(tonights_alarm(&wake.schedule()), None);
    // the person allows exact alarms upon the notice: still once an evening
    wake.capabilities.exact_alarms = true;
    assert_eq!(tonights_alarm(&wake.schedule()), None);
    // a time the person chooses now rings all the same, and at that time
    let change = Change::At {
        time: time(18, 30, 0, 0),
    };
    wake.history.changes.insert(tonight(), change);
    for exact_alarms in [true, false] {
        wake.capabilities.exact_alarms = exact_alarms;
        let schedule = wake.schedule();
        let alarm = tonights_alarm(&schedule).expect("the chosen time");
        assert_eq!(alarm.at, at("2026-11-21T18:30"));
    }
}

#[test]
fn an_inexact_reminder_whose_hour_has_begun_is_armed_for_the_next_minute() {
    let mut wake = evening_at("18:20:30");
    wake.capabilities.exact_alarms = false;
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("tonight's alarm");
    assert_eq!(alarm.at, at("2026-11-21T18:21"));
    assert_eq!(alarm.exactness, Exactness::Inexact);
}

#[test]
fn a_fire_recorded_by_a_clock_that_ran_ahead_does_not_silence_tonight() {
    let mut wake = evening_at("16:00");
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:50")),
        ..tonights_delivery("18:50")
    }];
    assert!(tonights_alarm(&wake.schedule()).is_some());
}

#[test]
fn a_snooze_across_the_hour_that_comes_twice_ends_after_its_minutes() {
    // 02:55 summer time, five minutes before the clock goes back to 02:00
    let now = now_at("2026-10-25T00:55:00Z".parse().expect("a timestamp"));
    let night = now.night();
    let change = change_for(Action::Snooze { minutes: 10 }, &now).expect("a change");
    let mut wake = Wake {
        now,
        ..evening_at("16:00")
    };
    wake.history.changes.insert(night, change);
    let schedule = wake.schedule();
    let alarm = evenings_by_night(&schedule)[&night];
    assert_eq!(alarm.at.to_string(), "2026-10-25T01:05:00Z");
    assert_eq!(alarm.wall.to_string(), "2026-10-25T02:05:00");
}

#[test]
fn a_snooze_past_noon_is_not_lost_with_the_night_that_ended() {
    // 11:55 on the 22nd, still the night of the 21st
    let mut wake = Wake {
        now: now_at(at("2026-11-22T11:55")),
        ..evening_at("16:00")
    };
    let change = change_for(Action::Snooze { minutes: 20 }, &wake.now).expect("a change");
    wake.history.changes.insert(tonight(), change);
    wake.now = now_at(at("2026-11-22T12:05"));
    let schedule = wake.schedule();
    let alarm = tonights_alarm(&schedule).expect("the snoozed alarm");
    assert_eq!(alarm.at, at("2026-11-22T12:15"));
}

#[test]
fn a_night_logged_as_unknown_is_logged() {
    let mut wake = evening_at("16:00");
    wake.history.nights.push(HistoryNight {
        night: tonight(),
        symptoms: Some(Symptoms::Unknown),
        onset: None,
        bedtime: None,
        sessions: Vec::new(),
    });
    let asked = |wake: &Wake| {
        let id = AlarmId::new(AlarmKind::MorningLog, tonight());
        wake.schedule().alarms.iter().any(|alarm| alarm.id == id)
    };
    assert!(!asked(&wake));
    // a session alone says nothing about symptoms
    wake.history.nights[0].symptoms = None;
    assert!(asked(&wake));
}

#[test]
fn without_any_slot_there_is_no_alarm_but_a_notice() {
    let schedule = evening_at("16:00")
        .with(Capabilities {
            slots: 0,
            ..ALL_ALLOWED
        })
        .schedule();
    assert_eq!(schedule.alarms, []);
    let short = notice(&schedule, NoticeKind::HorizonShort).expect("a notice");
    assert_eq!(short.message.args.get("nights"), Some(&Arg::Count(0)));
    assert_eq!(short.message.args.get("dropped"), Some(&Arg::Count(28)));
}

#[test]
fn the_calendars_ends_hold_no_alarm_twice() {
    for end in [Timestamp::MIN, Timestamp::MAX] {
        let wake = Wake {
            now: now_at(end),
            ..evening_at("16:00")
        };
        let schedule = wake.schedule();
        let ids: BTreeSet<&AlarmId> = schedule.alarms.iter().map(|alarm| &alarm.id).collect();
        assert_eq!(ids.len(), schedule.alarms.len());
    }
}
