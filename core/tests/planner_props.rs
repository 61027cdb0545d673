//! The plan, whatever the diary: pure, inside the window, early rather than late, and deaf to the future.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod evenings;

use jiff::civil::{Time, date, time};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use statrs::statistics::{Data, OrderStatistics};

use lull_core::diary::{Change, History, HistoryNight, OnsetSource, Symptoms};
use lull_core::plan::quantile::type7_hundredths;
use lull_core::plan::{Basis, Plan, Reason, for_night, tonight};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, Now, minutes_after_noon, time_after_noon};

use evenings::{change, history, in_window, now, settings};

/// A night on which symptoms came at that minute after noon.
fn symptoms_at(night: Night, minutes: u16) -> HistoryNight {
    HistoryNight {
        night,
        symptoms: Some(Symptoms::Yes),
        onset: Some((time_after_noon(minutes), OnsetSource::Recalled)),
        bedtime: None,
        sessions: Vec::new(),
        answered: true,
    }
}

/// A diary of the nights just before `now`, newest first.
fn diary(now: &Now, onsets: &[u16]) -> History {
    let nights = (1..)
        .zip(onsets)
        .map(|(days, minutes)| symptoms_at(now.night().plus(-days), *minutes))
        .collect();
    History {
        nights,
        ..History::default()
    }
}

fn berlin(text: &str) -> Now {
    let at = text.parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, std::time::Duration::ZERO)
}

/// The reminder in minutes after noon.
fn reminder(plan: &Plan) -> u16 {
    minutes_after_noon(plan.remind.expect("a reminder").time())
}

prop_compose! {
    fn situation()(now in now())(
        history in history(&now), settings in settings(), days in -2..14_i32, now in Just(now),
    ) -> (History, Settings, Night, Now) {
        let night = now.night().plus(days);
        (history, settings, night, now)
    }
}

proptest! {
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
    fn earlier_onsets_never_make_the_reminder_later(
        onsets in proptest::collection::vec((0_u16..1440, 0_u16..1440), 0..40),
        settings in settings(), now in now(),
    ) {
        let late: Vec<u16> = onsets.iter().map(|(a, b)| *a.max(b)).collect();
        let early: Vec<u16> = onsets.iter().map(|(a, b)| *a.min(b)).collect();
        let late = tonight(&diary(&now, &late), &settings, &now);
        let early = tonight(&diary(&now, &early), &settings, &now);
        prop_assert!(reminder(&early) <= reminder(&late), "{early:#?}\n{late:#?}");
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
    fn the_diary_is_believed_from_five_onsets_on_and_its_interval_is_in_order(
        onsets in proptest::collection::vec(0_u16..1440, 0..40), settings in settings(), now in now(),
    ) {
        let plan = tonight(&diary(&now, &onsets), &settings, &now);
        let newest = &onsets[..onsets.len().min(28)];
        if newest.len() < 5 {
            let expected = if settings.usual_onset.is_some() { Basis::OwnOnset } else { Basis::Bedtime };
            prop_assert_eq!(plan.basis, expected);
            prop_assert_eq!(plan.interval, None);
            let observed = u16::try_from(newest.len()).expect("few");
            let reason = Reason::NotEnoughNights { observed, needed: 5 };
            prop_assert!(plan.reasons.contains(&reason));
        } else {
            prop_assert_eq!(plan.basis, Basis::Diary);
            let interval = plan.interval.expect("an interval");
            let minutes = [interval.p10, plan.onset, interval.p50, interval.p90].map(minutes_after_noon);
            prop_assert!(minutes.is_sorted(), "{minutes:?}");
            prop_assert_eq!(usize::from(interval.nights), newest.len());
            let (earliest, latest) = (newest.iter().min().expect("five"), newest.iter().max().expect("five"));
            prop_assert_eq!(plan.reasons.iter().find(|r| matches!(r, Reason::FromDiary { .. })), Some(&Reason::FromDiary {
                nights: interval.nights,
                earliest: time_after_noon(*earliest),
                latest: time_after_noon(*latest),
            }));
            // of the other nights, four fifths came at or after the onset planned with
            let later = newest.iter().filter(|m| **m >= minutes[1]).count();
            prop_assert!(later * 5 >= (newest.len() - 1) * 4, "{later} of {}", newest.len());
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

    #[test]
    fn the_quantile_agrees_with_statrs(
        mut values in proptest::collection::vec(0_u16..1440, 1..60), percent in 0_u8..=100,
    ) {
        values.sort_unstable();
        let own = type7_hundredths(&values, percent).expect("not empty");
        // statrs knows type 8; asked for the share at which type 8 looks at the same position, it answers type 7
        let count = f64::from(u32::try_from(values.len()).expect("few"));
        let share = ((count - 1.0) * f64::from(percent) / 100.0 + 2.0 / 3.0) / (count + 1.0 / 3.0);
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let theirs = Data::new(values.clone()).quantile(share) * 100.0;
        prop_assert!((f64::from(own) - theirs).abs() < 0.01, "{own} and {theirs}");
        if percent == 50 {
            prop_assert!((f64::from(own) - Data::new(values).median() * 100.0).abs() < 0.01);
        }
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
fn five_logged_onsets_take_over_from_the_persons_own_guess() {
    let now = berlin("2026-11-21T16:00:00Z");
    let settings = Settings {
        usual_onset: Some(time(20, 0, 0, 0)),
        ..Settings::default()
    };
    let four = tonight(&diary(&now, &[500, 420, 465, 451]), &settings, &now);
    assert_eq!(
        (four.basis, four.onset),
        (Basis::OwnOnset, time(20, 0, 0, 0))
    );
    let five = tonight(&diary(&now, &[500, 420, 465, 451, 460]), &settings, &now);
    // 19:24:48, rounded down: late is worse than early
    assert_eq!((five.basis, five.onset), (Basis::Diary, time(19, 24, 0, 0)));
    assert_eq!(five.remind, Some(date(2026, 11, 21).at(18, 44, 0, 0)));
    let interval = five.interval.expect("an interval");
    assert_eq!(
        [interval.p10, interval.p50, interval.p90],
        [time(19, 12, 0, 0), time(19, 40, 0, 0), time(20, 6, 0, 0)]
    );
}

#[test]
fn the_intervals_ends_are_rounded_outwards_and_its_middle_to_the_nearest() {
    let now = berlin("2026-11-21T16:00:00Z");
    let history = diary(&now, &[420, 451, 460, 465, 480, 501]);
    let plan = tonight(&history, &Settings::default(), &now);
    let interval = plan.interval.expect("an interval");
    // 435.5, 462.5 and 490.5 minutes after noon
    assert_eq!(
        [interval.p10, interval.p50, interval.p90].map(minutes_after_noon),
        [435, 463, 491]
    );
}

#[test]
fn only_the_last_28_nights_with_an_onset_count() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut onsets = vec![480_u16; 28];
    let recent = tonight(&diary(&now, &onsets), &Settings::default(), &now);
    onsets.extend([60; 30]);
    let with_old = tonight(&diary(&now, &onsets), &Settings::default(), &now);
    assert_eq!(recent, with_old);
    assert_eq!(recent.onset, time(20, 0, 0, 0));
}

#[test]
fn a_night_without_an_onset_uses_up_none_of_the_28() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut history = diary(&now, &[480; 60]);
    for (index, night) in history.nights.iter_mut().enumerate() {
        if index % 2 == 0 {
            night.onset = None;
        }
    }
    let plan = tonight(&history, &Settings::default(), &now);
    assert_eq!(plan.interval.map(|interval| interval.nights), Some(28));
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
