//! What the plan learns from a diary, and what it is not taken in by.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod evenings;

use jiff::civil::{Weekday, date, time};

use lull_core::diary::{History, OnsetSource, PastSession, Symptoms};
use lull_core::plan::{Basis, Plan, Reason, for_night, tonight};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, minutes_after_noon};

use evenings::{berlin, diary, symptoms_at};

#[test]
fn the_first_onsets_move_the_persons_own_guess_and_five_of_them_take_over() {
    let now = berlin("2026-11-21T16:00:00Z");
    let settings = Settings {
        usual_onset: Some(time(20, 0, 0, 0)),
        ..Settings::default()
    };
    let four = tonight(&diary(&now, &[500, 420, 465, 451]), &settings, &now);
    assert_eq!((four.basis, four.interval), (Basis::OwnOnset, None));
    assert!(time(19, 0, 0, 0) < four.onset && four.onset < time(19, 40, 0, 0));
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
fn only_the_last_64_logged_nights_count() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut onsets = vec![480_u16; 64];
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
            yesterday <= today + 45 && today <= yesterday + 30,
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

#[test]
fn one_live_tap_in_the_morning_is_no_reason_to_plan_elsewhere() {
    let now = berlin("2026-11-21T16:00:00Z");
    let mut history = diary(&now, &[470, 480, 490, 475, 485].repeat(6));
    let before = tonight(&history, &Settings::default(), &now);
    history.nights[0].onset = Some((time(7, 20, 0, 0), OnsetSource::Live));
    let after = tonight(&history, &Settings::default(), &now);
    let by = minutes_after_noon(before.onset).abs_diff(minutes_after_noon(after.onset));
    assert!(by <= 10, "{before:#?}\n{after:#?}");
}

#[test]
fn symptoms_of_the_afternoon_are_planned_for_in_the_afternoon() {
    let now = berlin("2026-11-21T13:00:00Z");
    let settings = Settings {
        window: Window {
            earliest: time(12, 0, 0, 0),
            latest: time(23, 0, 0, 0),
        },
        ..Settings::default()
    };
    let plan = tonight(
        &diary(&now, &[75, 60, 90, 70, 80].repeat(5)),
        &settings,
        &now,
    );
    let onset = minutes_after_noon(plan.onset);
    assert!((45..75).contains(&onset), "{plan:#?}");
}

#[test]
fn a_fortnight_without_logs_changes_the_plan_little() {
    let onsets = [470, 480, 490, 475, 485].repeat(6);
    let history = diary(&berlin("2026-11-07T16:00:00Z"), &onsets);
    let plan = |now: &str| tonight(&history, &Settings::default(), &berlin(now));
    let (before, after) = (plan("2026-11-07T16:00:00Z"), plan("2026-11-21T16:00:00Z"));
    let by = minutes_after_noon(before.onset).abs_diff(minutes_after_noon(after.onset));
    assert!(by <= 15, "{before:#?}\n{after:#?}");
    let width = |plan: &Plan| {
        let interval = plan.interval.expect("an interval");
        minutes_after_noon(interval.p90) - minutes_after_noon(interval.p10)
    };
    assert!(width(&before) <= width(&after), "{before:#?}\n{after:#?}");
}

#[test]
fn evenings_with_a_late_bedtime_are_expected_later_without_being_told_which_they_are() {
    // Sundays and Mondays go on for two hours longer
    let now = berlin("2026-11-21T16:00:00Z");
    let mut history = History::default();
    for days in 1..57 {
        let night = now.night().plus(-days);
        let is_late = matches!(night.date().weekday(), Weekday::Sunday | Weekday::Monday);
        let wobble = u16::try_from(days * 7 % 20).expect("small");
        let mut seen = symptoms_at(night, if is_late { 540 } else { 480 } + wobble);
        seen.bedtime = Some(if is_late {
            time(0, 30, 0, 0)
        } else {
            time(22, 30, 0, 0)
        });
        history.nights.push(seen);
    }
    let at = |date| {
        let plan = for_night(Night::new(date), &history, &Settings::default(), &now);
        minutes_after_noon(plan.interval.expect("an interval").p50)
    };
    let (monday, wednesday) = (at(date(2026, 11, 23)), at(date(2026, 11, 25)));
    assert!(wednesday + 25 <= monday, "{wednesday} and {monday}");
}
