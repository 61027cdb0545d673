//! The learning rule on trial, whatever the diary: pure, inside the window, early rather than late, and deaf to the future.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod evenings;

use jiff::civil::time;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use lull_core::diary::{History, HistoryNight, OnsetSource, PastSession, Symptoms};
use lull_core::plan::learnt::{for_night, tonight};
use lull_core::plan::{Basis, Plan, Reason};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, Now, minutes_after_noon, time_after_noon};

use evenings::{history, in_window, now, settings};

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
    fn the_diary_is_believed_from_five_onsets_on_and_its_interval_is_in_order(
        onsets in proptest::collection::vec(0_u16..1440, 0..40), settings in settings(), now in now(),
    ) {
        let plan = tonight(&diary(&now, &onsets), &settings, &now);
        let newest = &onsets[..];
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
            let steps = plan.reasons.iter().any(|reason| matches!(reason, Reason::StepLimited { .. }));
            let minutes = [interval.p10, plan.onset, interval.p50, interval.p90].map(minutes_after_noon);
            let ends = [minutes[0], minutes[2], minutes[3]];
            prop_assert!(ends.is_sorted() && (steps || minutes.is_sorted()), "{minutes:?}");
            prop_assert_eq!(usize::from(interval.nights), newest.len());
            let (earliest, latest) = (newest.iter().min().expect("five"), newest.iter().max().expect("five"));
            prop_assert_eq!(plan.reasons.iter().find(|r| matches!(r, Reason::FromDiary { .. })), Some(&Reason::FromDiary {
                nights: interval.nights,
                earliest: time_after_noon(*earliest),
                latest: time_after_noon(*latest),
            }));
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
    // an early one of 19:00, 19:31, 19:40, 19:45 and 20:20: late is worse than early
    assert_eq!(five.basis, Basis::Diary);
    assert!(time(19, 0, 0, 0) < five.onset && five.onset < time(19, 40, 0, 0));
    let interval = five.interval.expect("an interval");
    // five nights are few: the ends lie outside most of them
    assert!(interval.p10 < time(19, 31, 0, 0) && interval.p90 > time(20, 0, 0, 0));
    assert!((time(19, 30, 0, 0)..time(20, 0, 0, 0)).contains(&interval.p50));
}

#[test]
fn only_the_last_hundred_nights_count() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut onsets = vec![480_u16; 100];
    let recent = tonight(&diary(&now, &onsets), &Settings::default(), &now);
    onsets.extend([60; 30]);
    let with_old = tonight(&diary(&now, &onsets), &Settings::default(), &now);
    assert_eq!(recent, with_old);
}

#[test]
fn an_interval_tells_from_how_many_known_onsets_it_was_learnt() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut history = diary(&now, &[480; 60]);
    for (index, night) in history.nights.iter_mut().enumerate() {
        if index % 2 == 0 {
            night.onset = None;
        }
    }
    let plan = tonight(&history, &Settings::default(), &now);
    assert_eq!(plan.interval.map(|interval| interval.nights), Some(30));
}

#[test]
fn one_odd_night_moves_the_plan_little_and_four_in_a_row_move_it_much() {
    let now = berlin("2026-11-21T16:00:00Z");
    let usual = |odd: usize| {
        let mut onsets = vec![340_u16; odd];
        onsets.extend([430, 500, 470, 515, 455].repeat(6));
        minutes_after_noon(tonight(&diary(&now, &onsets), &Settings::default(), &now).onset)
    };
    let (none, one, four) = (usual(0), usual(1), usual(4));
    assert!(none - one <= 30, "{none} became {one}");
    assert!(none - four >= 60, "{none} became {four}");
}

#[test]
fn a_plan_moves_in_steps_and_says_where_it_is_going() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut history = diary(&now, &[470, 480, 490, 475, 485].repeat(6));
    let mut yesterday = minutes_after_noon(tonight(&history, &Settings::default(), &now).onset);
    for ahead in 0..12 {
        let night = now.night().plus(ahead);
        history.nights.push(symptoms_at(night, 330));
        let later = berlin("2027-01-21T16:00:00Z");
        let plan = for_night(night.plus(1), &history, &Settings::default(), &later);
        let today = minutes_after_noon(plan.onset);
        assert!(
            yesterday <= today + 45 && today <= yesterday + 25,
            "{yesterday} became {today}"
        );
        let held = plan
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::StepLimited { .. }));
        assert!(held || yesterday < today + 45, "{plan:#?}");
        yesterday = today;
    }
    assert!(yesterday <= 330, "{yesterday}");
}

#[test]
fn a_late_start_after_a_session_on_every_night_is_no_late_onset() {
    let now = berlin("2026-11-21T16:00:00Z");
    // untreated they come around 19:30; a session at 19:10, every other night, puts them off by an hour
    let onsets = [440, 520, 450, 510, 460, 530, 445, 515, 455, 525].repeat(4);
    let mut treated = diary(&now, &onsets);
    for night in &mut treated.nights {
        if night
            .onset
            .is_some_and(|(time, _)| minutes_after_noon(time) > 500)
        {
            night.sessions = vec![PastSession {
                start: time(19, 10, 0, 0),
                minutes: 30,
            }];
        }
    }
    let mut untreated = treated.clone();
    for night in &mut untreated.nights {
        night.sessions.clear();
    }
    let plan = |history| tonight(history, &Settings::default(), &now);
    let (treated, untreated) = (plan(&treated), plan(&untreated));
    let middle = |plan: &Plan| minutes_after_noon(plan.interval.expect("an interval").p50);
    assert!(
        middle(&treated) + 20 < middle(&untreated),
        "{treated:#?}\n{untreated:#?}"
    );
    assert!(
        treated
            .reasons
            .contains(&Reason::SessionsMoveOnset { nights: 20 }),
        "{treated:#?}"
    );
}

#[test]
fn quiet_nights_and_nights_nobody_knows_are_no_onsets() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut history = diary(&now, &[470, 480, 490, 475, 485].repeat(4));
    let before = tonight(&history, &Settings::default(), &now);
    for days in 21..40 {
        let mut night = symptoms_at(now.night().plus(-days), 0);
        night.onset = None;
        night.symptoms = Some(if days % 2 == 0 {
            Symptoms::None
        } else {
            Symptoms::Unknown
        });
        history.nights.push(night);
    }
    let after = tonight(&history, &Settings::default(), &now);
    let by = minutes_after_noon(before.onset).abs_diff(minutes_after_noon(after.onset));
    assert!(by <= 5, "{before:#?}\n{after:#?}");
}
