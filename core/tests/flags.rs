//! Every flag on both sides of its edge.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, date};
use lull_core::diary::flags::{Advice, Evidence, Flag, FlagKind, flags};
use lull_core::diary::told::{Told, ToldNight, ToldSession};
use lull_core::diary::{
    Background, BodyPart, Daytime, Details, Entry, ForDoctor, Lab, Medicine, MedicineClass, Onset,
    OnsetSource, Score, Symptoms,
};
use lull_core::time::Night;

const LAST: Date = date(2026, 11, 20);

fn last_night() -> Night {
    Night::new(LAST)
}

fn score(value: u8) -> Option<Score> {
    Score::new("score", value.into()).ok()
}

/// A night with symptoms that says nothing else.
fn night(back: i32) -> ToldNight {
    let entry = Entry {
        symptoms: Some(Symptoms::Yes),
        ..Entry::empty(last_night().plus(-back))
    };
    ToldNight {
        entry,
        sessions: Vec::new(),
    }
}

fn told(nights: impl IntoIterator<Item = ToldNight>) -> Told {
    let mut nights: Vec<_> = nights.into_iter().collect();
    nights.sort_by_key(ToldNight::night);
    Told {
        nights,
        ..Told::default()
    }
}

fn find(told: &Told, kind: FlagKind) -> Option<Flag> {
    flags(told, last_night())
        .into_iter()
        .find(|flag| flag.kind == kind)
}

#[track_caller]
fn raised(told: &Told, kind: FlagKind) -> Flag {
    find(told, kind).unwrap_or_else(|| panic!("{kind:?} is not raised by {told:#?}"))
}

#[track_caller]
fn silent(told: &Told, kind: FlagKind) {
    let found = find(told, kind);
    assert_eq!(found, None, "raised by {told:#?}");
}

fn slept(back: i32, sleep: u8) -> ToldNight {
    let mut night = night(back);
    night.entry.sleep_quality = score(sleep);
    night
}

#[test]
fn an_empty_diary_raises_nothing() {
    assert_eq!(flags(&Told::default(), last_night()), []);
}

#[test]
fn sleep_is_prevented_from_four_of_seven_nights_on() {
    let kind = FlagKind::SleepPrevented;
    let nights = |count| told((0..count).map(|back| slept(back, 3)));
    raised(&nights(4), kind);
    silent(&nights(3), kind);
    // four, but one of them eight nights ago
    silent(&told([0, 1, 2, 7].map(|back| slept(back, 3))), kind);
    // 4 of 10 is not 0 to 3
    silent(&told((0..7).map(|back| slept(back, 4))), kind);
    // bad sleep without symptoms is not because of the legs
    let others = (0..7).map(|back| {
        let mut night = slept(back, 1);
        night.entry.symptoms = Some(Symptoms::None);
        night
    });
    silent(&told(others), kind);
}

#[test]
fn sleep_is_prevented_from_eight_of_fourteen_nights_on() {
    let kind = FlagKind::SleepPrevented;
    // three in the last week, five in the one before
    let eight = [0, 1, 2, 7, 8, 9, 10, 11].map(|back| slept(back, 2));
    let flag = raised(&told(eight.clone()), kind);
    assert_eq!(flag.evidence, Evidence::Nights { found: 8, of: 14 });
    silent(&told(eight.into_iter().take(7)), kind);
}

#[test]
fn two_days_of_fourteen_with_symptoms_by_day_are_worth_telling() {
    let kind = FlagKind::DaytimeSymptoms;
    let by_day = |back| {
        let mut night = night(back);
        night.entry.details.daytime = Some(Daytime::Yes);
        night
    };
    raised(&told([by_day(0), by_day(13)]), kind);
    silent(&told([by_day(0), by_day(14)]), kind);
    silent(&told([by_day(0)]), kind);
}

fn began(back: i32, time: Time) -> ToldNight {
    let mut night = night(back);
    let source = OnsetSource::Recalled;
    night.entry.onset = Some(Onset::At { time, source });
    night
}

#[test]
fn an_onset_before_five_in_the_afternoon_counts_as_daytime() {
    let kind = FlagKind::DaytimeSymptoms;
    let two = |minute| [0, 1].map(|back| began(back, Time::constant(16, minute, 0, 0)));
    raised(&told(two(59)), kind);
    let at_five = [0, 1].map(|back| began(back, Time::constant(17, 0, 0, 0)));
    silent(&told(at_five), kind);
}

#[test]
fn two_nights_up_a_week_for_two_weeks_are_night_walking() {
    let kind = FlagKind::NightWalking;
    let up = |back, times| {
        let mut night = night(back);
        night.entry.got_up = Some(times);
        night
    };
    raised(&told([up(0, 1), up(6, 1), up(7, 1), up(13, 2)]), kind);
    silent(&told([up(0, 1), up(6, 1), up(7, 1), up(14, 1)]), kind);
    silent(&told([up(0, 1), up(7, 1), up(8, 1), up(9, 1)]), kind);
    silent(&told([up(0, 0), up(6, 0), up(7, 0), up(13, 0)]), kind);
}

fn felt(back: i32, severity: u8, session: bool) -> ToldNight {
    let mut night = night(back);
    night.entry.severity = score(severity);
    if session {
        night.sessions.push(ToldSession {
            start: Time::constant(20, 0, 0, 0),
            minutes: 30,
        });
    }
    night
}

/// A week at `before` without sessions, then four with sessions on all nights but `free` of each week, the last week at
/// `after`.
fn five_weeks(before: u8, after: u8, free: i32) -> Told {
    told((0..35).map(|back| {
        let severity = if back >= 28 { before } else { after };
        felt(back, severity, back < 28 && back % 7 >= free)
    }))
}

#[test]
fn four_weeks_of_sessions_without_a_point_gained_are_worth_telling() {
    let kind = FlagKind::NoImprovement;
    let flag = raised(&five_weeks(6, 6, 2), kind);
    let expected = Evidence::Means {
        before: 6.0,
        after: 6.0,
        weeks: 4,
    };
    assert_eq!(flag.evidence, expected);
    // one point is an improvement
    silent(&five_weeks(6, 5, 2), kind);
    // four sessions a week are not consistent use
    silent(&five_weeks(6, 6, 3), kind);
    // three weeks and six days are not four weeks
    let shorter = told(
        five_weeks(6, 6, 0)
            .nights
            .into_iter()
            .filter(|night| night.night() != last_night().plus(-27)),
    );
    raised(&shorter, kind);
    let mut late = five_weeks(6, 6, 0);
    for night in &mut late.nights {
        if night.night() < last_night().plus(-23) {
            night.sessions.clear();
        }
    }
    silent(&late, kind);
}

#[test]
fn two_weeks_a_point_worse_on_session_nights_tell_to_stop_and_ask() {
    let kind = FlagKind::WorseAfterSessions;
    let weeks = |with, without| {
        told((0..14).map(|back| {
            let session = back % 2 == 0;
            felt(back, if session { with } else { without }, session)
        }))
    };
    assert_eq!(raised(&weeks(6, 5), kind).advice, Advice::StopAndAsk);
    silent(&weeks(5, 5), kind);
    silent(&weeks(4, 6), kind);
    // one bad week is not two
    let one_week = told(weeks(7, 4).nights.into_iter().map(|mut night| {
        if night.night() < last_night().plus(-6) {
            night.entry.severity = score(5);
        }
        night
    }));
    silent(&one_week, kind);
    // nights with sessions only have nothing to stand beside
    silent(&told((0..14).map(|back| felt(back, 9, true))), kind);
}

fn lab(ferritin_tenths: Option<u32>, tsat_tenths: Option<u32>) -> Told {
    let lab = Lab {
        date: date(2026, 9, 14),
        ferritin_tenths,
        tsat_tenths,
        remark: String::new(),
    };
    Told {
        labs: vec![lab],
        ..Told::default()
    }
}

#[test]
fn ferritin_of_75_and_saturation_below_20_are_low() {
    let kind = FlagKind::LowIron;
    raised(&lab(Some(750), None), kind);
    silent(&lab(Some(751), None), kind);
    raised(&lab(None, Some(199)), kind);
    silent(&lab(None, Some(200)), kind);
    raised(&lab(Some(2000), Some(199)), kind);
}

#[test]
fn only_the_latest_test_counts() {
    let mut told = lab(Some(300), None);
    told.labs.push(Lab {
        date: date(2026, 11, 1),
        ferritin_tenths: Some(1200),
        tsat_tenths: None,
        remark: String::new(),
    });
    silent(&told, FlagKind::LowIron);
    told.labs.reverse();
    told.labs.swap(0, 1);
    silent(&told, FlagKind::LowIron);
}

#[test]
fn iron_not_tested_for_a_year_is_a_topic_once_the_diary_has_two_weeks() {
    let kind = FlagKind::IronNotTested;
    let diary = |nights| told((0..nights).map(night));
    raised(&diary(14), kind);
    silent(&diary(13), kind);
    let tested = |day| {
        let mut told = diary(14);
        told.labs = lab(Some(900), None).labs;
        told.labs[0].date = day;
        told
    };
    // today is 21 November 2026
    silent(&tested(date(2025, 11, 21)), kind);
    raised(&tested(date(2025, 11, 20)), kind);
}

fn takes(class: MedicineClass) -> Medicine {
    Medicine {
        name: "X".into(),
        class,
        dose: String::new(),
        times: Vec::new(),
        since: None,
        until: None,
    }
}

#[test]
fn a_medicine_that_may_worsen_is_a_topic_while_it_is_taken() {
    let kind = FlagKind::MedicineMayWorsen;
    for class in MedicineClass::ALL {
        let told = Told {
            medicines: vec![takes(class)],
            ..Told::default()
        };
        assert_eq!(find(&told, kind).is_some(), class.may_worsen(), "{class:?}");
    }
    let until = |until| Told {
        medicines: vec![Medicine {
            until: Some(until),
            ..takes(MedicineClass::Ssri)
        }],
        ..Told::default()
    };
    let flag = raised(&until(date(2026, 11, 21)), kind);
    assert_eq!(flag.advice, Advice::AskDoNotStop);
    silent(&until(date(2026, 11, 20)), kind);
}

#[test]
fn seven_low_moods_in_two_weeks_ask_to_talk_to_somebody() {
    let kind = FlagKind::LowMood;
    let moods = |count, mood| {
        told((0..count).map(|back| {
            let mut night = night(back);
            night.entry.details = Details {
                mood: score(mood),
                ..Details::default()
            };
            night
        }))
    };
    assert_eq!(raised(&moods(7, 3), kind).advice, Advice::TalkToSomebody);
    silent(&moods(6, 0), kind);
    silent(&moods(14, 4), kind);
}

#[test]
fn pregnancy_is_told_when_it_was_said() {
    let said = |background: BTreeSet<Background>| Told {
        for_doctor: ForDoctor {
            background,
            ..ForDoctor::default()
        },
        ..Told::default()
    };
    raised(&said([Background::Pregnancy].into()), FlagKind::Pregnancy);
    silent(&said([Background::Neuropathy].into()), FlagKind::Pregnancy);
}

/// 28 nights with onset at 22:00 and then 14 that many minutes earlier.
fn moved(minutes: i32) -> Vec<ToldNight> {
    (0..42)
        .map(|back| {
            let after_noon = if back < 14 { 600 - minutes } else { 600 };
            let time = lull_core::time::time_after_noon(u16::try_from(after_noon).expect("small"));
            let mut night = began(back, time);
            night.entry.severity = score(4);
            night
        })
        .collect()
}

#[test]
fn an_onset_two_hours_earlier_is_a_note_and_four_hours_a_flag() {
    let kind = FlagKind::PatternChanged;
    assert_eq!(raised(&told(moved(120)), kind).advice, Advice::Watch);
    silent(&told(moved(119)), kind);
    assert_eq!(raised(&told(moved(239)), kind).advice, Advice::Watch);
    assert_eq!(raised(&told(moved(240)), kind).advice, Advice::Discuss);
}

#[test]
fn a_second_sign_turns_the_note_into_a_flag() {
    let kind = FlagKind::PatternChanged;
    let with = |change: &dyn Fn(usize, &mut ToldNight)| {
        let mut nights = moved(130);
        for (back, night) in nights.iter_mut().enumerate() {
            change(back, night);
        }
        raised(&told(nights), kind).advice
    };
    assert_eq!(with(&|_, _| ()), Advice::Watch);
    let arms = |from: usize| {
        move |back: usize, night: &mut ToldNight| {
            if back < from {
                night.entry.body_parts.insert(BodyPart::Arms);
            }
        }
    };
    assert_eq!(with(&arms(1)), Advice::Discuss);
    // arms that were there before are no news
    assert_eq!(with(&arms(42)), Advice::Watch);
    let rest = |now: u16| {
        move |back: usize, night: &mut ToldNight| {
            night.entry.details.rest_minutes = Some(if back < 14 { now } else { 40 });
        }
    };
    assert_eq!(with(&rest(20)), Advice::Discuss);
    assert_eq!(with(&rest(21)), Advice::Watch);
    let severity = |now: u8| {
        move |back: usize, night: &mut ToldNight| {
            if back < 14 {
                night.entry.severity = score(now);
            }
        }
    };
    assert_eq!(with(&severity(6)), Advice::Discuss);
    assert_eq!(with(&severity(5)), Advice::Watch);
}

#[test]
fn augmentation_is_only_named_under_a_dopaminergic_medicine() {
    let mut told = told(moved(240));
    silent(&told, FlagKind::Augmentation);
    told.medicines = vec![takes(MedicineClass::Gabapentinoid)];
    silent(&told, FlagKind::Augmentation);
    told.medicines = vec![takes(MedicineClass::DopamineAgonist)];
    let flag = raised(&told, FlagKind::Augmentation);
    assert_eq!(flag.advice, Advice::AskDoNotStop);
    silent(&told, FlagKind::PatternChanged);
}

#[test]
fn an_earlier_bedtime_explains_an_earlier_onset() {
    let mut nights = moved(130);
    for (back, night) in nights.iter_mut().enumerate() {
        let hour = if back < 14 { 22 } else { 23 };
        night.entry.bedtime = Some(Time::constant(hour, 30, 0, 0));
    }
    silent(&told(nights), FlagKind::PatternChanged);
}

#[test]
fn fewer_than_fourteen_onsets_now_or_seven_before_say_nothing() {
    let kind = FlagKind::PatternChanged;
    let first = |count| told(moved(240).into_iter().take(count));
    raised(&first(21), kind);
    silent(&first(20), kind);
    silent(&first(13), kind);
}
