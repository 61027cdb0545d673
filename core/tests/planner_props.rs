//! The plan, whatever the diary: pure, inside the window, early rather than late, and deaf to the future.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod evenings;

use jiff::civil::{Time, date, time};
use proptest::prelude::*;

use lull_core::diary::{Change, History};
use lull_core::plan::{Basis, Outlook, Reason, for_night, tonight};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, Now, minutes_after_noon, time_after_noon};

use evenings::{berlin, change, diary, history, in_window, now, reminder, settings, symptoms_at};

prop_compose! {
    fn situation()(now in now())(
        history in history(&now), settings in settings(), days in -2..14_i32, now in Just(now),
    ) -> (History, Settings, Night, Now) {
        let night = now.night().plus(days);
        (history, settings, night, now)
    }
}

proptest! {
    // dear rules are asked less often
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_inputs_give_the_same_plan_in_whatever_order_the_diary_is_read(
        (history, settings, night, now) in situation(), turn in 0_usize..50,
    ) {
        let plan = for_night(night, &history, &settings, &now);
        prop_assert_eq!(&plan, &for_night(night, &history, &settings, &now));
        let mut turned = history;
        let middle = turn % turned.nights.len().max(1);
        turned.nights.rotate_left(middle);
        prop_assert_eq!(&plan, &for_night(night, &turned, &settings, &now));
        turned.nights.reverse();
        prop_assert_eq!(&plan, &for_night(night, &turned, &settings, &now));
    }

    #[test]
    fn the_reminder_is_on_that_night_and_in_the_window_unless_the_person_chose(
        (mut history, settings, night, now) in situation(),
    ) {
        history.changes.clear();
        let plan = for_night(night, &history, &settings, &now);
        let remind = plan.remind.expect("nothing was asked for this night");
        prop_assert_eq!(Night::of(remind), night);
        prop_assert!(in_window(remind.time(), &settings), "{} is outside", remind);
        let wanted = i32::from(minutes_after_noon(plan.onset)) - i32::from(settings.lead_minutes);
        let clamped = plan.reasons.iter().any(|reason| matches!(reason, Reason::ClampedToWindow { .. }));
        prop_assert_eq!(clamped, wanted != i32::from(reminder(&plan)));
    }

    #[test]
    fn what_the_person_asked_for_one_night_is_done_and_said_first(
        (mut history, settings, night, now) in situation(), seed in now().prop_flat_map(|now| change(&now)),
    ) {
        let others = history.changes.clone();
        history.changes.insert(night, seed);
        let plan = for_night(night, &history, &settings, &now);
        match seed {
            Change::Skip => {
                prop_assert_eq!(plan.remind, None);
                prop_assert_eq!(&plan.reasons[0], &Reason::SkippedByPerson);
            }
            Change::Done => {
                prop_assert_eq!(plan.remind, None);
                prop_assert_eq!(&plan.reasons[0], &Reason::AlreadyBegun);
            }
            Change::At { time } => {
                prop_assert_eq!(plan.remind, Some(night.wall(time)));
                prop_assert_eq!(&plan.reasons[0], &Reason::ChosenByPerson { time });
            }
            Change::Snoozed { until } => {
                let remind = plan.remind.expect("a snooze ends");
                let exact = now.zone.to_datetime(until);
                let wait = exact.duration_until(remind);
                prop_assert!((0..60).contains(&wait.as_secs()), "{exact} became {remind}");
                prop_assert_eq!((remind.second(), remind.subsec_nanosecond()), (0, 0));
                prop_assert_eq!(&plan.reasons[0], &Reason::Snoozed { until: remind.time() });
            }
        }
        // one night's wish moves no other night
        let next = night.plus(1);
        let before = History { changes: others, ..history.clone() };
        prop_assert_eq!(
            for_night(next, &before, &settings, &now),
            for_night(next, &history, &settings, &now)
        );
    }

    #[test]
    fn nights_from_the_planned_one_on_change_nothing(
        (mut history, settings, night, now) in situation(), days in 0..40_i32, minutes in 0_u16..1440,
    ) {
        let before = for_night(night, &history, &settings, &now);
        history.nights.push(symptoms_at(night.plus(days), minutes));
        prop_assert_eq!(&before, &for_night(night, &history, &settings, &now));
    }

    #[test]
    fn nights_that_have_not_begun_change_nothing(
        (mut history, settings, night, now) in situation(), days in 1..40_i32, minutes in 0_u16..1440,
    ) {
        let before = for_night(night, &history, &settings, &now);
        history.nights.push(symptoms_at(now.night().plus(days), minutes));
        prop_assert_eq!(&before, &for_night(night, &history, &settings, &now));
    }

    #[test]
    fn a_longer_lead_never_makes_the_reminder_later(
        onsets in proptest::collection::vec(0_u16..1440, 0..40),
        settings in settings(), lead in 5_u16..=180, now in now(),
    ) {
        let history = diary(&now, &onsets);
        let (short, long) = (lead.min(settings.lead_minutes), lead.max(settings.lead_minutes));
        let with = |lead_minutes| {
            tonight(&history, &Settings { lead_minutes, ..settings.clone() }, &now)
        };
        prop_assert!(reminder(&with(long)) <= reminder(&with(short)));
    }

    #[test]
    fn the_diary_carries_the_plan_from_five_onsets_on_and_its_interval_is_in_order(
        onsets in proptest::collection::vec(0_u16..1440, 0..40), settings in settings(), now in now(),
    ) {
        let plan = tonight(&diary(&now, &onsets), &settings, &now);
        let told = plan.reasons.iter().find(|reason| matches!(reason, Reason::FromDiary { .. }));
        let observed = u16::try_from(onsets.len()).expect("few");
        let expected = onsets.iter().min().zip(onsets.iter().max()).map(|(earliest, latest)| Reason::FromDiary {
            nights: observed,
            earliest: time_after_noon(*earliest),
            latest: time_after_noon(*latest),
        });
        prop_assert_eq!(told, expected.as_ref());
        if observed < 5 {
            let expected = if settings.usual_onset.is_some() { Basis::OwnOnset } else { Basis::Bedtime };
            prop_assert_eq!(plan.basis, expected);
            prop_assert_eq!(plan.interval, None);
            let reason = Reason::NotEnoughNights { observed, needed: 5 };
            prop_assert!(plan.reasons.contains(&reason));
        } else {
            prop_assert_eq!(plan.basis, Basis::Diary);
            let interval = plan.interval.expect("an interval");
            prop_assert_eq!(interval.nights, observed);
            let ends = [interval.p10, interval.p50, interval.p90].map(minutes_after_noon);
            let held = plan.reasons.iter().any(|reason| matches!(reason, Reason::StepLimited { .. }));
            let onset = minutes_after_noon(plan.onset);
            prop_assert!(ends.is_sorted() && (held || (ends[0]..=ends[1]).contains(&onset)), "{plan:#?}");
        }
    }

    #[test]
    fn from_night_to_night_a_plan_moves_at_most_45_minutes_earlier_and_30_later(
        onsets in proptest::collection::vec(proptest::option::weighted(0.8, 0_u16..1440), 1..30),
        settings in settings(),
    ) {
        let now = berlin("2026-11-21T16:00:00Z");
        let first = now.night().plus(-40);
        let mut history = History::default();
        let mut yesterday = None;
        for (days, onset) in (0..).zip(onsets) {
            let night = first.plus(days);
            let plan = for_night(night, &history, &settings, &now);
            let today = minutes_after_noon(plan.onset);
            if let Some(yesterday) = yesterday {
                // a minute more on both sides: shown times are rounded down
                prop_assert!(yesterday <= today + 46 && today <= yesterday + 31, "{yesterday} became {today}");
            }
            for reason in &plan.reasons {
                if let Reason::StepLimited { to, .. } = reason {
                    prop_assert_eq!(*to, plan.onset);
                }
            }
            yesterday = Some(today);
            history.nights.extend(onset.map(|minutes| symptoms_at(night, minutes)));
        }
    }

    #[test]
    fn a_wakes_outlook_gives_every_night_the_plan_it_has_by_itself(
        (history, settings, _, now) in situation(),
    ) {
        let outlook = Outlook::new(&history, &settings, &now);
        for days in [-2, -1, 0, 1, 2, 13, 20] {
            let night = now.night().plus(days);
            prop_assert_eq!(outlook.night(night), for_night(night, &history, &settings, &now));
        }
    }

    #[test]
    fn settings_that_were_never_checked_still_give_a_plan(
        earliest in evenings::time(), latest in evenings::time(), bedtime in evenings::time(),
        lead_minutes in any::<u16>(), (history, settings, night, now) in situation(),
    ) {
        let settings = Settings {
            usual_bedtime: bedtime,
            window: Window { earliest, latest },
            lead_minutes,
            ..settings
        };
        prop_assert_eq!(for_night(night, &history, &settings, &now).night, night);
    }
}

#[test]
fn a_new_person_is_reminded_forty_minutes_before_the_third_hour_before_bed() {
    let now = berlin("2026-11-21T16:00:00Z");
    let plan = tonight(&History::default(), &Settings::default(), &now);
    assert_eq!(plan.onset, time(19, 30, 0, 0));
    assert_eq!(plan.remind, Some(date(2026, 11, 21).at(18, 50, 0, 0)));
    let bedtime = time(22, 30, 0, 0);
    assert_eq!(
        plan.reasons,
        [
            Reason::FromBedtime {
                bedtime,
                hours_before: 3
            },
            Reason::NotEnoughNights {
                observed: 0,
                needed: 5
            },
            Reason::Lead { minutes: 40 },
        ]
    );
}

#[test]
fn a_pinned_reminder_comes_at_its_time_whatever_the_diary_says_and_one_outside_the_window_is_refused()
 {
    let now = berlin("2026-11-21T16:00:00Z");
    let pinned = Settings {
        pinned: Some(time(20, 5, 0, 0)),
        ..Settings::default()
    };
    for onsets in [vec![], vec![420; 20], vec![600; 20]] {
        let plan = tonight(&diary(&now, &onsets), &pinned, &now);
        assert_eq!(plan.remind, Some(date(2026, 11, 21).at(20, 5, 0, 0)));
        let time = time(20, 5, 0, 0);
        assert_eq!(plan.reasons[0], Reason::PinnedByPerson { time });
    }
    let outside = Settings {
        pinned: Some(time(14, 0, 0, 0)),
        ..Settings::default()
    };
    let refusal = outside.validate().expect_err("outside the window");
    assert_eq!(refusal.field, "pinned");
}

#[test]
fn a_reminder_before_the_window_waits_for_it_and_says_so() {
    let now = berlin("2026-11-21T11:30:00Z");
    let settings = Settings {
        usual_onset: Some(time(15, 10, 0, 0)),
        ..Settings::default()
    };
    let plan = tonight(&History::default(), &settings, &now);
    assert_eq!(plan.remind, Some(date(2026, 11, 21).at(15, 0, 0, 0)));
    let (wanted, to) = (time(14, 30, 0, 0), time(15, 0, 0, 0));
    assert_eq!(plan.reasons[0], Reason::ClampedToWindow { wanted, to });
}

#[test]
fn an_onset_just_after_noon_is_reminded_of_at_noon_and_not_a_day_late() {
    let now = berlin("2026-11-21T16:00:00Z");
    let settings = Settings {
        usual_onset: Some(time(12, 10, 0, 0)),
        window: Window {
            earliest: time(12, 0, 0, 0),
            latest: Time::constant(11, 59, 0, 0),
        },
        ..Settings::default()
    };
    let plan = tonight(&History::default(), &settings, &now);
    assert_eq!(plan.remind, Some(date(2026, 11, 21).at(12, 0, 0, 0)));
}

#[test]
fn a_bedtime_after_midnight_keeps_its_evening() {
    // 02:00 on the 22nd, still the night of the 21st
    let now = berlin("2026-11-22T01:00:00Z");
    let settings = Settings {
        usual_bedtime: time(3, 30, 0, 0),
        usual_rising: time(11, 0, 0, 0),
        ..Settings::default()
    };
    let plan = tonight(&History::default(), &settings, &now);
    assert_eq!(plan.night, Night::new(date(2026, 11, 21)));
    assert_eq!(plan.onset, time(0, 30, 0, 0));
    assert_eq!(plan.remind, Some(date(2026, 11, 21).at(23, 50, 0, 0)));
}
