//! Journeys, evening by evening: reminders before the onsets of a body that follows the clock slowly, and a diary that is
//! not misread because another clock was on the wall.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::fmt::Write as _;
use std::time::Duration;

use diaries::{app, journal, night};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lull_core::app::{App, AppError};
use lull_core::device::FailSafe;
use lull_core::diary::{Entry, Onset, OnsetSource, Symptoms};
use lull_core::driver::store::Store;
use lull_core::plan::{Plan, Reason};
use lull_core::reminder::audit::Cause;
use lull_core::reminder::whereabouts::ZoneAnswer;
use lull_core::reminder::{AlarmKind, Capabilities, Schedule, WakeReason};
use lull_core::settings::{Settings, Travel, Window};
use lull_core::time::{Night, Now, minutes_after_noon};

const BERLIN: &str = "Europe/Berlin";
const NEW_YORK: &str = "America/New_York";
const TOKYO: &str = "Asia/Tokyo";

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("bundled")
}

fn now(place: &str, wall: &str) -> Now {
    let wall: DateTime = wall.parse().expect("a date-time");
    let at = wall.to_zoned(zone(place)).expect("in range").timestamp();
    Now::new(at, zone(place), Duration::ZERO)
}

fn wake(app: &App, reason: WakeReason, now: &Now) -> Schedule {
    app.wake(reason, now, &Capabilities::default())
        .expect("wakes")
}

fn told(night: Night, onset: Time) -> Entry {
    let source = OnsetSource::Recalled;
    Entry {
        symptoms: Some(Symptoms::Yes),
        onset: Some(Onset::At {
            time: onset,
            source,
        }),
        ..Entry::empty(night)
    }
}

fn at_every_hour(travel: Travel) -> Settings {
    let mut settings = Settings {
        window: Window {
            earliest: Time::constant(12, 0, 0, 0),
            latest: Time::constant(11, 59, 0, 0),
        },
        ..Settings::default()
    };
    settings.reminders.travel = travel;
    settings
}

/// Thirty nights at home with onsets around nine in the evening, up to the day before 2026-11-01.
fn thirty_nights_at_home(app: &App) {
    let home = now(BERLIN, "2026-10-02T12:30");
    wake(app, WakeReason::Launch, &home);
    for days in 0..30 {
        let night = night("2026-10-02").plus(days);
        let minute = [50, 0, 10, 55, 5][usize::try_from(days).expect("few") % 5];
        let onset = Time::constant(if minute >= 50 { 20 } else { 21 }, minute, 0, 0);
        let morning = now(BERLIN, &format!("{}T08:00", night.plus(1)));
        app.log(&told(night, onset), &morning).expect("logs");
    }
}

/// A body that follows the clock by an hour a day, and the person who carries it.
struct Traveller {
    app: App,
    _folder: tempfile::TempDir,
    /// Minutes from UTC.
    body: i64,
    transcript: String,
}

impl Traveller {
    fn lives_in(place: &str) -> Self {
        let (folder, app) = app();
        let settings = at_every_hour(Travel::FollowLocal);
        app.save_settings(&settings).expect("saves");
        let body = offset(place, now(place, "2026-11-01T12:00").at);
        Self {
            app,
            _folder: folder,
            body,
            transcript: String::new(),
        }
    }

    /// Lives so many nights at a place: wakes at noon, is reminded or not, and tells of it the next morning. Gives by how
    /// many minutes each reminder came before the onset.
    fn spends(&mut self, first: Night, nights: i32, place: &str) -> Vec<i64> {
        let mut early = Vec::new();
        for days in 0..nights {
            let night = first.plus(days);
            let wobble = [0, 25, -15, 10, -25, 15, -10][usize::try_from(days).expect("few") % 7];
            // 22:00 by the clock of the body
            let by_body = night.date().at(22, 0, 0, 0) - SignedDuration::from_mins(self.body);
            let mut onset = TimeZone::UTC.to_timestamp(by_body).expect("in range")
                + SignedDuration::from_mins(wobble);
            // legs are restless once a day: the time that lies in this night is meant
            while Night::of(zone(place).to_datetime(onset)) > night {
                onset -= SignedDuration::from_hours(24);
            }
            let noon = now(place, &format!("{night}T12:30"));
            let schedule = wake(&self.app, WakeReason::ZoneChanged, &noon);
            let alarm = schedule
                .alarms
                .iter()
                .find(|alarm| alarm.kind == AlarmKind::Evening && alarm.night == night)
                .expect("a reminder");
            let minutes = onset.duration_since(alarm.at).as_mins();
            let shown = zone(place).to_datetime(onset);
            let _ = writeln!(
                self.transcript,
                "{night} {place}: reminded {}, onset {shown}, {minutes} min early",
                alarm.wall
            );
            early.push(minutes);
            let minute = Time::constant(shown.hour(), shown.minute() / 5 * 5, 0, 0);
            let morning = now(place, &format!("{}T11:00", night.plus(1)));
            let told = told(Night::of(shown), minute);
            self.app.log(&told, &morning).expect("logs");
            let ahead = (offset(place, onset) - self.body).rem_euclid(1440);
            // the short way round
            let to_follow = if ahead > 720 { ahead - 1440 } else { ahead };
            self.body += to_follow.clamp(-60, 60);
        }
        early
    }
}

fn offset(place: &str, at: Timestamp) -> i64 {
    i64::from(zone(place).to_offset(at).seconds()) / 60
}

#[test]
fn from_berlin_to_new_york_and_back_every_reminder_comes_before_the_onset_and_not_hours_before() {
    let mut traveller = Traveller::lives_in(BERLIN);
    let first = night("2026-11-01");
    traveller.spends(first, 30, BERLIN);
    let away = traveller.spends(first.plus(30), 14, NEW_YORK);
    let back = traveller.spends(first.plus(44), 14, BERLIN);
    let text = &traveller.transcript;
    for early in away.iter().chain(&back) {
        assert!(*early > 0, "too late\n{text}");
    }
    // the lead is 40 minutes; after a flight a reminder errs on the early side
    assert!(away.iter().chain(&back).all(|early| *early < 240), "{text}");
    let settled = away[8..].iter().chain(&back[8..]);
    assert!(settled.clone().all(|early| *early < 110), "{text}");
}

#[test]
fn over_the_date_line_and_to_half_an_hours_zones_it_is_the_same() {
    for (there, longest) in [
        ("Pacific/Auckland", 260),
        ("Asia/Kathmandu", 240),
        ("America/Los_Angeles", 260),
    ] {
        let mut traveller = Traveller::lives_in("America/Sao_Paulo");
        let first = night("2026-11-01");
        traveller.spends(first, 20, "America/Sao_Paulo");
        let away = traveller.spends(first.plus(20), 16, there);
        let text = &traveller.transcript;
        assert!(
            away.iter().all(|early| (1..longest).contains(early)),
            "{text}"
        );
    }
}

#[test]
fn a_plan_says_that_the_body_has_not_caught_up_until_it_has() {
    let (_folder, app) = app();
    app.save_settings(&at_every_hour(Travel::FollowLocal))
        .expect("saves");
    thirty_nights_at_home(&app);
    let landed = now(NEW_YORK, "2026-11-01T12:30");
    wake(&app, WakeReason::ZoneChanged, &landed);
    let says = |days| {
        let plan = app
            .plan_for(landed.night().plus(days), &landed)
            .expect("plans");
        plan.reasons.iter().find_map(|reason| match reason {
            Reason::BodyClock { minutes_later } => Some(*minutes_later),
            _ => None,
        })
    };
    let told: Vec<Option<i16>> = (0..8).map(says).collect();
    let expected = [-360, -300, -240, -180, -120, -60].map(Some);
    assert_eq!(told[..6], expected);
    assert_eq!(told[6..], [None, None]);
}

/// Minutes after noon of the onset planned with.
fn counts_with(plan: &Plan) -> i32 {
    minutes_after_noon(plan.onset).into()
}

#[test]
fn whoever_keeps_the_time_of_home_teaches_it_no_times_of_the_clock_abroad() {
    let (_folder, app) = app();
    app.save_settings(&at_every_hour(Travel::Ask))
        .expect("saves");
    thirty_nights_at_home(&app);
    let before = app.plan(&now(BERLIN, "2026-11-01T10:00")).expect("plans");
    let landed = now(NEW_YORK, "2026-11-01T10:00");
    wake(&app, WakeReason::ZoneChanged, &landed);
    app.answer_zone(ZoneAnswer::KeepHome, &landed)
        .expect("answers");
    for days in 0..12 {
        let night = night("2026-11-01").plus(days);
        wake(
            &app,
            WakeReason::Launch,
            &now(NEW_YORK, &format!("{night}T10:00")),
        );
        if days % 2 == 0 {
            // legs that keep the time of Berlin: nine in the evening there is three in the afternoon here
            let tap = now(NEW_YORK, &format!("{night}T15:05"));
            app.symptoms_started(&tap).expect("notes");
        } else {
            let morning = now(NEW_YORK, &format!("{}T08:00", night.plus(1)));
            let told = told(night, Time::constant(14, 55, 0, 0));
            app.log(&told, &morning).expect("logs");
        }
    }
    let there = now(NEW_YORK, "2026-11-13T10:00");
    let after = app.plan(&there).expect("plans");
    assert_eq!(after.zone, BERLIN);
    let moved = (counts_with(&after) - counts_with(&before)).abs();
    assert!(moved <= 15, "{before:#?}\n{after:#?}");
    // and home again, as if nothing had been
    let home = now(BERLIN, "2026-11-13T16:00");
    wake(&app, WakeReason::ZoneChanged, &home);
    let home = app.plan(&home).expect("plans");
    assert!(
        (counts_with(&home) - counts_with(&after)).abs() <= 5,
        "{home:#?}"
    );
}

#[test]
fn a_massage_abroad_answers_for_the_night_that_runs_at_home() {
    let (folder, app) = app();
    app.save_settings(&at_every_hour(Travel::KeepHome))
        .expect("saves");
    wake(&app, WakeReason::Launch, &now(BERLIN, "2026-11-20T12:30"));
    // 13:00 in Tokyo begins a new night there; in Berlin it is five in the morning
    let there = now(TOKYO, "2026-11-23T13:00");
    wake(&app, WakeReason::ZoneChanged, &there);
    let mut store = Store::open(folder.path()).expect("opens");
    for record in &journal(7, &there, FailSafe::DeviceTimer).records[..5] {
        store.append(record, &there.zone).expect("is written");
    }
    let remind = |text| {
        let plan = app.plan_for(night(text), &there).expect("plans");
        plan.remind.map(|wall| wall.to_string())
    };
    assert_eq!(remind("2026-11-22"), None);
    let next = Some("2026-11-23T18:50:00".to_owned());
    assert_eq!(remind("2026-11-23"), next, "the next evening is untouched");
}

#[test]
fn a_time_asked_for_abroad_is_the_next_time_the_clock_there_shows_it_in_tonights_night() {
    let asked = |place: &str, wall: &str, hour| {
        let (_folder, app) = app();
        app.save_settings(&at_every_hour(Travel::KeepHome))
            .expect("saves");
        wake(&app, WakeReason::Launch, &now(BERLIN, "2026-11-20T12:30"));
        let there = now(place, wall);
        wake(&app, WakeReason::ZoneChanged, &there);
        let time = Time::constant(hour, 0, 0, 0);
        match app.remind_tonight_at(time, &there) {
            Ok(_) => {
                let plan = app.plan(&there).expect("plans");
                let at = plan.remind_at.expect("a reminder");
                Ok((zone(place).to_datetime(at).to_string(), plan.night))
            }
            Err(AppError::Invalid(refused)) => Err(refused.field),
            Err(other) => Err(other.to_string()),
        }
    };
    // six in the morning in New York is noon in Berlin: there a new night has begun, and it is tonight's
    let tonight = night("2026-11-22");
    assert_eq!(
        asked(NEW_YORK, "2026-11-22T06:30", 13),
        Ok(("2026-11-22T13:00:00".to_owned(), tonight))
    );
    // eight in the morning in Tokyo is midnight in Berlin: last night still runs there
    assert_eq!(
        asked(TOKYO, "2026-11-23T08:00", 11),
        Ok(("2026-11-23T11:00:00".to_owned(), tonight))
    );
    assert_eq!(
        asked(TOKYO, "2026-11-23T08:00", 7),
        Err("at".to_owned()),
        "it has passed in that night"
    );
}

#[test]
fn a_start_of_the_phone_is_not_blamed_for_what_was_overdue_before_it_was_switched_off() {
    let (_folder, app) = app();
    app.save_settings(&Settings::default()).expect("saves");
    wake(&app, WakeReason::Launch, &now(BERLIN, "2026-11-20T12:30"));
    // the reminder of 18:50 never came; somebody looks in at nine
    wake(&app, WakeReason::Launch, &now(BERLIN, "2026-11-20T22:00"));
    // off from ten to the next evening, over the reminder of the 21st
    let morning = now(BERLIN, "2026-11-21T22:00");
    wake(&app, WakeReason::Boot, &morning);
    let audit = app.audit(2, &morning).expect("audits");
    let causes: Vec<(Night, Option<Cause>)> = audit
        .deliveries
        .iter()
        .map(|audited| &audited.delivery)
        .filter(|delivery| delivery.kind == AlarmKind::Evening)
        .map(|delivery| (delivery.night, delivery.hindered_by))
        .collect();
    let off = Some(Cause::PhoneOff);
    assert_eq!(
        causes,
        [(night("2026-11-20"), None), (night("2026-11-21"), off)]
    );
}
