//! One evening in Berlin, moment by moment: what the phone must hold, and what the person is told.
#![allow(clippy::expect_used, reason = "a test's own helpers may fail the test")]

mod wakes;

use jiff::civil::time;

use lull_core::diary::{Change, Entry, HistoryNight, Score, Symptoms};
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{Action, AlarmId, AlarmKind, Arg, Capabilities, NoticeKind};
use lull_core::settings::{FreeEvenings, Weekday};

use wakes::berlin::{
    at, clocks, evening_at, named, now_at, snoozed, tonight, tonights_alarm, tonights_delivery,
};
use wakes::{ALL_ALLOWED, Wake, notice};

#[test]
fn a_reminder_nobody_saw_comes_late_with_its_time_until_two_hours_after_onset() {
    let missed = |clock: &str| {
        let mut wake = evening_at(clock);
        wake.deliveries = vec![tonights_delivery("18:50")];
        let schedule = wake.schedule();
        let said = notice(&schedule, NoticeKind::ReminderMissed).cloned();
        (said, tonights_alarm(&schedule).cloned())
    };
    // the system may be just about to deliver it
    assert_eq!(missed("18:51"), (None, None));
    let (said, late) = missed("19:10:20");
    let said = said.expect("a notice");
    let late = late.expect("a late reminder");
    let fifty = Arg::Time(time(18, 50, 0, 0));
    assert_eq!(said.message.args.get("time"), Some(&fifty));
    assert_eq!(said.message.args.get("night"), Some(&Arg::Night(tonight())));
    assert_eq!(late.at, at("2026-11-21T19:11"));
    assert_eq!(late.wanted, at("2026-11-21T18:50"));
    assert_eq!(late.message.key, "reminder.evening_late");
    assert_eq!(late.message.args.get("original"), Some(&fifty));
    assert!(missed("21:28:30").1.is_some());
    let (said, late) = missed("21:29:30");
    assert!(
        said.is_some() && late.is_none(),
        "the next minute is too late"
    );
    // it is rolled: only tomorrow's is ahead
    assert_eq!(missed("21:30"), (None, None));
}

#[test]
fn where_nobody_is_told_of_a_ring_a_late_reminder_stays_until_its_moment_and_is_not_laid_out_again()
{
    let mut wake = evening_at("19:10:20").with(Capabilities {
        reports_firing: false,
        ..ALL_ALLOWED
    });
    // the phone was set up only now: no alarm of tonight was ever held
    let late = tonights_alarm(&wake.schedule()).cloned();
    let late = late.expect("a late reminder");
    assert_eq!(late.at, at("2026-11-21T19:11"));
    wake.deliveries = vec![Delivery {
        armed: late.at,
        ..tonights_delivery("18:50")
    }];
    // woken once more in the same minute
    assert_eq!(tonights_alarm(&wake.schedule()), Some(&late));
    wake.now = now_at(at("2026-11-21T19:11"));
    assert_eq!(tonights_alarm(&wake.schedule()), None);
}

#[test]
fn a_late_reminder_is_repeated_from_its_own_time_on() {
    let mut wake = evening_at("19:10:20");
    wake.deliveries = vec![tonights_delivery("18:50")];
    let clocks = |wake: &Wake| clocks(&wake.schedule(), "repeat-");
    assert_eq!(clocks(&wake)[..3], ["19:21", "19:31", "19:41"]);
    wake.deliveries[0].fired = Some(at("2026-11-21T19:11:00"));
    wake.now = now_at(at("2026-11-21T19:11:05"));
    assert_eq!(clocks(&wake)[..3], ["19:21", "19:31", "19:41"]);
}

#[test]
fn an_unanswered_reminder_is_repeated_until_it_is_answered() {
    let mut wake = evening_at("16:00");
    let tonights = |wake: &Wake| {
        let schedule = wake.schedule();
        let ids = ["repeat-1", "repeat-2", "repeat-3"];
        ids.map(|id| {
            let alarm = named(&schedule, &format!("{id}-2026-11-21"));
            alarm.map(|alarm| alarm.wall.time().to_string())
        })
    };
    let clock = |text: &str| Some(format!("{text}:00"));
    let all = [clock("19:00"), clock("19:10"), clock("19:20")];
    assert_eq!(tonights(&wake), all);
    wake.now = now_at(at("2026-11-21T18:50:30"));
    wake.deliveries = vec![Delivery {
        fired: Some(at("2026-11-21T18:50:10")),
        ..tonights_delivery("18:50")
    }];
    assert_eq!(tonights(&wake), all);
    wake.now = now_at(at("2026-11-21T19:05"));
    assert_eq!(tonights(&wake), [None, clock("19:10"), clock("19:20")]);
    for action in [Action::Start, Action::SkipTonight, Action::AlreadyStarted] {
        let mut answered = wake.clone();
        answered.deliveries[0].acted = Some((answered.now.at, action));
        assert_eq!(tonights(&answered), [None, None, None], "{action:?}");
    }
    // a swipe takes the place of a repetition
    let mut swiped = wake.clone();
    swiped.deliveries[0].swipes = 1;
    let until = at("2026-11-21T19:15");
    swiped
        .history
        .changes
        .insert(tonight(), Change::Snoozed { until });
    assert_eq!(tonights(&swiped), [clock("19:25"), clock("19:35"), None]);
    let schedule = swiped.schedule();
    let again = named(&schedule, "repeat-1-2026-11-21").expect("a repetition");
    assert_eq!(
        again.message.args.get("original"),
        Some(&Arg::Time(time(18, 50, 0, 0)))
    );
    wake.settings.reminders.repeat.most = 0;
    assert_eq!(tonights(&wake), [None, None, None]);
}

#[test]
fn a_notice_beforehand_is_given_where_the_reminder_has_its_exact_time() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.pre_notice_minutes = Some(15);
    let schedule = wake.schedule();
    let announced = named(&schedule, "pre-notice-2026-11-21").expect("a notice");
    assert_eq!(announced.wall.to_string(), "2026-11-21T18:35:00");
    assert_eq!(announced.expires, at("2026-11-21T18:50"));
    let wall = Arg::Time(time(18, 50, 0, 0));
    assert_eq!(announced.message.args.get("time"), Some(&wall));
    assert_eq!(
        announced.message.args.get("minutes"),
        Some(&Arg::Minutes(15))
    );
    wake.capabilities.exact_alarms = false;
    assert_eq!(named(&wake.schedule(), "pre-notice-2026-11-21"), None);
}

#[test]
fn a_top_up_comes_at_lights_out_unless_the_reminder_itself_comes_then() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.top_up = true;
    let top_up = |wake: &Wake| {
        let schedule = wake.schedule();
        named(&schedule, "top-up-2026-11-21").map(|alarm| alarm.wall.time().to_string())
    };
    assert_eq!(top_up(&wake).as_deref(), Some("22:30:00"));
    // a session that was had already is no reason against it
    wake.history.changes.insert(tonight(), Change::Done);
    assert_eq!(top_up(&wake).as_deref(), Some("22:30:00"));
    wake.history.changes.insert(tonight(), Change::Skip);
    assert_eq!(top_up(&wake), None);
    let chosen = |hour, minute| Change::At {
        time: time(hour, minute, 0, 0),
    };
    wake.history.changes.insert(tonight(), chosen(22, 1));
    assert_eq!(top_up(&wake), None);
    // half an hour is far enough; repetitions in between give way
    wake.history.changes.insert(tonight(), chosen(22, 0));
    assert_eq!(top_up(&wake).as_deref(), Some("22:30:00"));
    let repeats = clocks(&wake.schedule(), "repeat-");
    assert!(
        repeats.iter().all(|clock| clock.as_str() < "22:00"),
        "{repeats:?}"
    );
}

#[test]
fn a_top_up_that_was_answered_does_not_come_again_when_the_clock_goes_back() {
    let mut wake = evening_at("22:20");
    wake.settings.reminders.top_up = true;
    wake.history.changes.insert(tonight(), Change::Done);
    let id = AlarmId::new(AlarmKind::TopUp, tonight());
    wake.deliveries = vec![Delivery {
        acted: Some((at("2026-11-21T22:15"), Action::Start)),
        ..Delivery::planned(id, AlarmKind::TopUp, tonight(), at("2026-11-21T22:30"))
    }];
    assert_eq!(named(&wake.schedule(), "top-up-2026-11-21"), None);
}

#[test]
fn free_evenings_have_their_own_bedtime_onset_and_morning() {
    // the 20th is a Friday, the 21st a Saturday
    let mut wake = evening_at("16:00");
    wake.settings.reminders.top_up = true;
    wake.settings.free_evenings = Some(FreeEvenings {
        evenings: [Weekday::Friday, Weekday::Saturday].into(),
        bedtime: time(0, 30, 0, 0),
        rising: time(9, 30, 0, 0),
        onset: None,
    });
    let schedule = wake.schedule();
    let wall = |id: &str| named(&schedule, id).map(|alarm| alarm.wall.to_string());
    let saturday = "2026-11-21";
    assert_eq!(
        wall(&format!("evening-{saturday}")),
        Some("2026-11-21T20:50:00".to_owned())
    );
    assert_eq!(
        wall(&format!("top-up-{saturday}")),
        Some("2026-11-22T00:30:00".to_owned())
    );
    assert_eq!(
        wall(&format!("morning-log-{saturday}")),
        Some("2026-11-22T10:00:00".to_owned())
    );
    let sunday = "2026-11-22";
    assert_eq!(
        wall(&format!("evening-{sunday}")),
        Some("2026-11-22T18:50:00".to_owned())
    );
    assert_eq!(
        wall(&format!("morning-log-{sunday}")),
        Some("2026-11-23T07:30:00".to_owned())
    );
}

#[test]
fn quiet_evenings_have_no_reminder_unless_one_is_asked_for_once() {
    let mut wake = evening_at("16:00");
    wake.settings.reminders.quiet_evenings = [Weekday::Saturday].into();
    wake.settings.reminders.top_up = true;
    let schedule = wake.schedule();
    let of_tonight: Vec<&str> = schedule
        .alarms
        .iter()
        .filter(|alarm| alarm.night == tonight())
        .map(|alarm| alarm.id.as_str())
        .collect();
    assert_eq!(of_tonight, ["morning-log-2026-11-21"]);
    let change = Change::At {
        time: time(20, 0, 0, 0),
    };
    wake.history.changes.insert(tonight(), change);
    let alarm = tonights_alarm(&wake.schedule()).cloned();
    assert_eq!(alarm.expect("asked for").at, at("2026-11-21T20:00"));
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
        assert_eq!(tonights_alarm(&wake.schedule()), None);
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
    let change = snoozed(Action::Snooze { minutes: 20 }, &wake);
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
fn the_morning_asks_until_its_questions_were_answered() {
    let asked = |entry: &Entry| {
        let mut wake = evening_at("16:00");
        wake.history.nights = vec![HistoryNight::new(entry, Vec::new())];
        let id = AlarmId::new(AlarmKind::MorningLog, tonight());
        wake.schedule().alarms.iter().any(|alarm| alarm.id == id)
    };
    // a session alone says nothing about symptoms
    let mut entry = Entry::empty(tonight());
    assert!(asked(&entry));
    entry.symptoms = Some(Symptoms::Unknown);
    assert!(!asked(&entry));
    // a tap of the evening says nothing about the night: the morning still asks
    entry.symptoms = None;
    entry.symptoms_started(&now_at(at("2026-11-21T20:10")));
    assert!(asked(&entry));
    entry.severity = Some(Score::new("severity", 4).expect("in range"));
    assert!(!asked(&entry));
}
