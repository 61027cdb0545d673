//! The schedule, whatever the person, the diary and the phone: stable, inside the slots, ahead, and never silently less.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod evenings;
mod wakes;

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use proptest::prelude::*;

use lull_core::diary::{Change, HistoryNight};
use lull_core::plan;
use lull_core::reminder::audit::{Cause, Delivery};
use lull_core::reminder::{
    APART_MINUTES, Action, Alarm, AlarmId, AlarmKind, Arg, Capabilities, Exactness, HORIZON_NIGHTS,
    NoticeKind, REPEAT_NIGHTS, Recurrence, Schedule,
};
use lull_core::time::{Night, Now, instant_of, up_to_the_minute};

use evenings::{change, history, in_window, now, settings_with_reminders};
use wakes::{ROOMY, Wake, evenings_by_night, notice};

fn capabilities() -> impl Strategy<Value = Capabilities> {
    let allowed = || proptest::bool::weighted(0.7);
    let slots = prop_oneof![0_u16..=60, Just(40_u16), Just(500)];
    (
        [
            allowed(),
            allowed(),
            allowed(),
            allowed(),
            allowed(),
            allowed(),
        ],
        slots,
    )
        .prop_map(|(allowed, slots)| {
            let [
                exact_alarms,
                notifications,
                background,
                started,
                repeating_alarms,
                reports_firing,
            ] = allowed;
            Capabilities {
                exact_alarms,
                notifications,
                slots,
                background_restricted: !background,
                force_stopped: !started,
                repeating_alarms,
                reports_firing,
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
        0_u8..5,
        proptest::option::of(Just(Cause::PhoneOff)),
    )
        .prop_map(
            move |(kind, days, signs, action, refused, swipes, hindered_by)| {
                let at = |seconds| now.at + SignedDuration::from_secs(seconds);
                let night = now.night().plus(days);
                let [planned, fired, shown, acted] = signs;
                let planned = at(planned.unwrap_or_default());
                Delivery {
                    fired: fired.map(at),
                    shown: shown.map(at),
                    acted: acted.map(|seconds| (at(seconds), action)),
                    refused,
                    swipes,
                    hindered_by,
                    ..Delivery::planned(AlarmId::new(kind, night), kind, night, planned)
                }
            },
        )
}

prop_compose! {
    fn wake()(now in now())(
        history in history(&now),
        settings in settings_with_reminders(),
        deliveries in proptest::collection::vec(delivery(&now), 0..8),
        capabilities in capabilities(),
        now in Just(now),
    ) -> Wake {
        Wake { history, settings, deliveries, capabilities, now }
    }
}

fn of_kind(schedule: &Schedule, kind: AlarmKind) -> Vec<&Alarm> {
    let alarms = schedule.alarms.iter();
    alarms.filter(|alarm| alarm.kind == kind).collect()
}

/// Reminders of one purpose may follow closely: the announcement, the reminder and its repetitions are one.
fn purpose(kind: AlarmKind) -> u8 {
    match kind {
        AlarmKind::Evening | AlarmKind::Repeat | AlarmKind::PreNotice | AlarmKind::SafetyNet => 0,
        AlarmKind::TopUp => 1,
        AlarmKind::MorningLog => 2,
        AlarmKind::OpenApp => 3,
    }
}

fn is_late(alarm: &Alarm) -> bool {
    alarm.at > alarm.wanted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn planning_twice_gives_the_same_schedule(wake in wake()) {
        prop_assert_eq!(wake.schedule(), wake.schedule());
    }

    #[test]
    fn an_alarm_that_the_system_holds_stays_where_it_is(wake in wake(), wait_seconds in 0_u64..100_000) {
        let mut wake = Wake { deliveries: Vec::new(), ..wake };
        wake.capabilities = Capabilities { exact_alarms: true, slots: 500, ..wake.capabilities };
        let tonight = wake.now.night();
        wake.history.nights.retain(|seen| seen.night <= tonight);
        // a snooze of a night still to come, noted by a clock that ran ahead, does not end before that night
        let zone = wake.now.zone.clone();
        wake.history.changes.retain(|night, change| match change {
            Change::Snoozed { until } => *night <= tonight || Night::of(zone.to_datetime(*until)) >= *night,
            Change::Skip | Change::At { .. } | Change::Done => true,
        });
        let before = wake.schedule();
        let later = wake.now.later(std::time::Duration::from_secs(wait_seconds));
        let held = |until: &Now| before.alarms.iter().map(|alarm| Delivery {
            armed: alarm.at,
            fired: Some(alarm.at).filter(|at| *at <= until.at),
            ..Delivery::planned(alarm.id.clone(), alarm.kind, alarm.night, alarm.wanted)
        }).collect();
        wake.deliveries = held(&wake.now);
        prop_assert_eq!(&before.alarms, &wake.schedule().alarms);
        // nothing was logged meanwhile: what is still ahead later is the same
        wake.deliveries = held(&later);
        wake.now = later;
        let held: BTreeMap<&str, &Alarm> = before.alarms.iter().map(|a| (a.id.as_str(), a)).collect();
        for alarm in &wake.schedule().alarms {
            if let Some(held) = held.get(alarm.id.as_str()) {
                // when it came first becomes known only by its coming
                let alarm = Alarm { message: held.message.clone(), ..alarm.clone() };
                prop_assert_eq!(*held, &alarm);
            }
        }
    }

    #[test]
    fn ids_are_unique_say_kind_and_night_and_read_back(wake in wake()) {
        let schedule = wake.schedule();
        let ids: BTreeSet<&AlarmId> = schedule.alarms.iter().map(|alarm| &alarm.id).collect();
        prop_assert_eq!(ids.len(), schedule.alarms.len());
        for alarm in &schedule.alarms {
            if alarm.kind != AlarmKind::Repeat {
                prop_assert_eq!(&alarm.id, &AlarmId::new(alarm.kind, alarm.night));
            }
            let read = AlarmId::parse(alarm.id.as_str());
            prop_assert_eq!(read, Some((alarm.id.clone(), alarm.kind, alarm.night)));
        }
    }

    #[test]
    fn there_are_never_more_alarms_than_slots_and_what_is_dropped_is_said(wake in wake()) {
        let schedule = wake.schedule();
        let slots = usize::from(wake.capabilities.slots);
        prop_assert!(schedule.alarms.len() <= slots);
        let all = wake.with(Capabilities { slots: 500, ..wake.capabilities }).schedule();
        prop_assert!(notice(&all, NoticeKind::HorizonShort).is_none());
        prop_assert!(notice(&all, NoticeKind::ExtrasShort).is_none());
        let lost = evenings_by_night(&all).len() - evenings_by_night(&schedule).len();
        let net = |schedule: &Schedule| of_kind(schedule, AlarmKind::SafetyNet).len();
        let short = notice(&schedule, NoticeKind::HorizonShort);
        prop_assert_eq!(short.is_some(), lost > 0 || net(&schedule) < net(&all));
        let extras = notice(&schedule, NoticeKind::ExtrasShort);
        prop_assert_eq!(short.or(extras).is_some(), schedule.alarms.len() < all.alarms.len());
        if let Some(said) = short.or(extras) {
            prop_assert_eq!(schedule.alarms.len(), slots, "slots were left empty");
            let kept = u32::try_from(evenings_by_night(&schedule).len()).expect("few");
            prop_assert_eq!(said.message.args.get("nights"), Some(&Arg::Count(kept)));
        }
    }

    #[test]
    fn the_nearest_evenings_are_kept_before_everything_but_the_net(wake in wake()) {
        let schedule = wake.schedule();
        let all = wake.with(Capabilities { slots: 500, ..wake.capabilities }).schedule();
        let nights = |schedule: &Schedule, kind| {
            of_kind(schedule, kind).into_iter().map(|alarm| alarm.night).collect::<BTreeSet<_>>()
        };
        for kind in [AlarmKind::Evening, AlarmKind::MorningLog, AlarmKind::TopUp] {
            let (kept, wanted) = (nights(&schedule, kind), nights(&all, kind));
            let nearest: BTreeSet<Night> = wanted.into_iter().take(kept.len()).collect();
            prop_assert_eq!(kept, nearest);
        }
        let evenings = nights(&schedule, AlarmKind::Evening);
        let uncovered: Vec<Night> =
            nights(&all, AlarmKind::Evening).difference(&evenings).copied().collect();
        if let Some(first) = uncovered.first() {
            for alarm in &schedule.alarms {
                let kind = alarm.kind;
                prop_assert!(matches!(kind, AlarmKind::Evening | AlarmKind::SafetyNet), "{alarm:#?}");
            }
            // the net begins where the evenings end, quiet ones aside
            for net in of_kind(&schedule, AlarmKind::SafetyNet) {
                prop_assert!(net.night >= *first);
                prop_assert!(net.night.since(*first) < 7);
            }
        }
    }

    #[test]
    fn every_alarm_is_ahead_in_order_and_agrees_with_the_wall(wake in wake()) {
        let schedule = wake.schedule();
        prop_assert!(schedule.alarms.is_sorted_by_key(|alarm| (alarm.at, alarm.id.clone())));
        for alarm in &schedule.alarms {
            prop_assert!(alarm.at > wake.now.at, "{alarm:#?}");
            prop_assert!(alarm.wanted < alarm.expires && alarm.at < alarm.expires, "{alarm:#?}");
            if is_late(alarm) {
                prop_assert_eq!(alarm.kind, AlarmKind::Evening);
                prop_assert!(alarm.wanted <= wake.now.at);
                prop_assert!(alarm.at.duration_since(wake.now.at) <= SignedDuration::from_mins(1));
                prop_assert!(alarm.message.args.contains_key("original"));
            }
            let daily = alarm.recurrence == Recurrence::Daily;
            prop_assert_eq!(daily, alarm.kind == AlarmKind::SafetyNet && wake.capabilities.repeating_alarms);
            prop_assert_eq!(alarm.wall, wake.now.zone.to_datetime(alarm.at));
            prop_assert_eq!(Some(alarm.zone.as_str()), wake.now.zone.iana_name());
            prop_assert_eq!(alarm.exactness == Exactness::Exact, wake.capabilities.exact_alarms);
            prop_assert!(!alarm.message.key.is_empty() && !alarm.actions.is_empty());
        }
    }

    #[test]
    fn reminders_of_different_purposes_stay_half_an_hour_apart(wake in wake()) {
        let schedule = wake.schedule();
        let apart = SignedDuration::from_mins(APART_MINUTES.into());
        for (index, one) in schedule.alarms.iter().enumerate() {
            for other in schedule.alarms.iter().skip(index + 1) {
                let close = other.at.duration_since(one.at) < apart;
                prop_assert!(!close || purpose(one.kind) == purpose(other.kind), "{one:#?}\n{other:#?}");
            }
        }
    }

    #[test]
    fn repetitions_follow_their_reminder_in_even_steps_and_are_bounded(wake in wake()) {
        let wake = wake.with(ROOMY);
        let schedule = wake.schedule();
        let evenings = evenings_by_night(&schedule);
        let repeat = wake.settings.reminders.repeat;
        let mut by_night = BTreeMap::<Night, Vec<&Alarm>>::new();
        for alarm in of_kind(&schedule, AlarmKind::Repeat) {
            by_night.entry(alarm.night).or_default().push(alarm);
        }
        for (night, repeats) in by_night {
            prop_assert!(repeats.len() <= usize::from(repeat.most));
            prop_assert!(night.since(wake.now.night()) < REPEAT_NIGHTS);
            for alarm in &repeats {
                if let Some(evening) = evenings.get(&night) {
                    let base = if is_late(evening) { evening.at } else { evening.wanted };
                    let after = alarm.at.duration_since(base).as_mins();
                    prop_assert!(after > 0 && after % i64::from(repeat.every_minutes) == 0);
                    prop_assert!(after <= i64::from(repeat.every_minutes) * i64::from(repeat.most));
                }
            }
        }
    }

    #[test]
    fn every_night_ahead_has_its_evening_alarm_unless_the_person_said_otherwise(wake in wake()) {
        let wake = Wake { deliveries: Vec::new(), ..wake.with(ROOMY) };
        let schedule = wake.schedule();
        let mut evenings = evenings_by_night(&schedule);
        evenings.retain(|_, alarm| !is_late(alarm));
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
    fn quiet_evenings_and_a_reminder_turned_off_are_silent_unless_the_person_asks_for_once(wake in wake()) {
        let schedule = wake.with(ROOMY).schedule();
        for alarm in &schedule.alarms {
            let asked = wake.history.changes.contains_key(&alarm.night);
            let reminders = &wake.settings.reminders;
            match alarm.kind {
                AlarmKind::Evening | AlarmKind::Repeat | AlarmKind::PreNotice => {
                    let silent = !reminders.evening || wake.settings.is_quiet(alarm.night);
                    prop_assert!(!silent || asked, "{alarm:#?}");
                }
                AlarmKind::TopUp => prop_assert!(reminders.top_up && !wake.settings.is_quiet(alarm.night)),
                AlarmKind::SafetyNet => {
                    prop_assert!(reminders.safety_net && reminders.evening);
                    prop_assert!(!wake.settings.is_quiet(alarm.night));
                }
                AlarmKind::MorningLog => prop_assert!(wake.settings.morning_log),
                AlarmKind::OpenApp => prop_assert!(reminders.open_app),
            }
        }
    }

    #[test]
    fn what_was_asked_for_one_night_is_done_and_moves_no_other_reminder(
        (wake, change, days) in wake().prop_flat_map(|wake| {
            let change = change(&wake.now);
            (Just(wake.with(ROOMY)), change, 0..HORIZON_NIGHTS)
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
        let ahead = |alarm: &&&Alarm| !is_late(alarm);
        let wanted = wanted.filter(|at| *at > wished.now.at);
        prop_assert_eq!(evenings.get(&night).filter(ahead).map(|alarm| alarm.wanted), wanted);
        let others = |schedule: &Schedule| {
            let mut alarms = of_kind(schedule, AlarmKind::Evening).into_iter().cloned().collect::<Vec<_>>();
            alarms.retain(|alarm| alarm.night != night);
            alarms
        };
        prop_assert_eq!(others(&usual), others(&schedule));
    }

    #[test]
    fn taking_a_permission_away_never_loses_a_night_silently(wake in wake()) {
        let full = wake.with(ROOMY).schedule();
        let less = wake.schedule();
        let allowed = wake.capabilities;
        let said = |kind| notice(&less, kind).is_some();
        prop_assert_eq!(said(NoticeKind::NotificationsOff), !allowed.notifications);
        prop_assert_eq!(said(NoticeKind::ExactAlarmsOff), !allowed.exact_alarms);
        prop_assert_eq!(said(NoticeKind::BackgroundRestricted), allowed.background_restricted);
        prop_assert_eq!(said(NoticeKind::ForceStopped), allowed.force_stopped);
        let kept = evenings_by_night(&less);
        let net = of_kind(&less, AlarmKind::SafetyNet);
        for (night, alarm) in evenings_by_night(&full) {
            let Some(kept) = kept.get(&night) else {
                // delivered early, while it was inexact
                let came = !allowed.exact_alarms && !wake.deliveries.is_empty();
                prop_assert!(said(NoticeKind::HorizonShort) || came, "the night of {night} was lost silently");
                let caught = net.iter().any(|net| net.night.since(night) < 7);
                let wants_net = wake.settings.reminders.safety_net && allowed.slots > 1;
                prop_assert!(caught || !wants_net || came, "no net under {night}");
                continue;
            };
            prop_assert_eq!(kept.wanted, alarm.wanted);
            if !allowed.exact_alarms && !is_late(kept) {
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
    fn every_notice_has_a_key_of_its_kind(wake in wake()) {
        for notice in wake.schedule().notices {
            let kind = serde_json::to_value(notice.kind).expect("a word");
            let kind = kind.as_str().expect("a word");
            prop_assert_eq!(notice.message.key, format!("notice.{kind}"));
        }
    }

    #[test]
    fn ordinary_reminders_are_inside_the_window(wake in wake()) {
        let mut wake = wake.with(ROOMY);
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
        let schedule = wake.with(ROOMY).schedule();
        let asked: BTreeMap<Night, &Alarm> = of_kind(&schedule, AlarmKind::MorningLog)
            .into_iter().map(|alarm| (alarm.night, alarm)).collect();
        for days in -1..HORIZON_NIGHTS {
            let night = wake.now.night().plus(days);
            let rising = night.wall(wake.settings.habits(night).rising);
            let prompt = instant_of(rising + SignedDuration::from_mins(30), &wake.now.zone);
            let answered = |seen: &HistoryNight| seen.night == night && seen.symptoms.is_some();
            let logged = wake.history.nights.iter().any(answered);
            let wanted = wake.settings.morning_log && !logged;
            match asked.get(&night) {
                // it gives way to reminders, and never comes before the rising
                Some(alarm) => prop_assert!(wanted && alarm.at >= prompt, "{alarm:#?}"),
                None => prop_assert!(!wanted || prompt <= wake.now.at, "no log for {night}"),
            }
        }
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
