//! The face driven as a shell drives it, but from Rust: what crosses is what the core decided.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::{Time, time};
use lull::{
    Action, AlarmKind, ApiError, App, AppConfig, Basis, CancelToken, Capabilities, Command,
    EndReason, Entry, Moment, NoticeKind, Onset, OnsetSource, ProgramKind, SafetyCheck,
    SessionEvent, SessionHandle, SessionId, SessionRequest, SimulatedFault, Stage, Stopped,
    Symptoms, WakeReason, ZoneAnswer,
};

/// How much faster than the world sessions run: half an hour takes a few seconds.
const SPEED: u32 = 240;
/// Only a broken test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// One person's phone: a diary in a folder of its own and the simulated massager.
struct Phone {
    app: Arc<App>,
    folder: tempfile::TempDir,
}

impl Phone {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(AppConfig {
            data_folder: folder.path().to_str().unwrap().to_owned(),
            simulated_speed: SPEED,
            simulated_socket: None,
            bluetooth: false,
        })
        .unwrap();
        let mut settings = app.settings().unwrap();
        settings.usual_onset = Some(time(21, 0, 0, 0));
        settings.safety = Some(SafetyCheck {
            answered_at: moment(15, 0).at,
            conditions: [].into(),
            doctor_agreed: false,
            rehearsal: false,
        });
        app.save_settings(settings).unwrap();
        Self { app, folder }
    }

    fn start(&self, program: ProgramKind, id: u32) -> Result<Arc<SessionHandle>, ApiError> {
        let request = SessionRequest {
            program,
            id: SessionId(id),
            device: None,
            legs_now: None,
            level: None,
            after_bath: false,
        };
        self.app.start_session(request, moment(20, 25))
    }

    fn massager(&self) -> Arc<lull::SimulatedMassager> {
        self.app.simulated_massager(moment(18, 0)).unwrap()
    }
}

/// Tonight at this time on a wall in Berlin.
fn moment(hour: i8, minute: i8) -> Moment {
    let wall = jiff::civil::date(2026, 11, 21).at(hour, minute, 0, 0);
    let at = wall.in_tz("Europe/Berlin").unwrap().timestamp();
    Moment {
        at,
        zone: "Europe/Berlin".into(),
        monotonic_ms: u64::try_from(at.as_millisecond() - 1_790_000_000_000).unwrap(),
    }
}

const ALLOWED: Capabilities = Capabilities {
    exact_alarms: true,
    notifications: true,
    slots: 40,
    background_restricted: false,
    force_stopped: false,
    repeating_alarms: true,
    reports_firing: true,
};

/// Follows a session until an event is told; everything heard so far stays in `heard`.
async fn until(
    session: &SessionHandle,
    heard: &mut Vec<SessionEvent>,
    seen: &mut u64,
    wanted: impl Fn(&SessionEvent) -> bool,
) {
    let follow = async {
        while !heard.iter().any(&wanted) {
            let update = session.next_update(*seen, None).await.unwrap();
            let update = update.unwrap_or_else(|| panic!("ended without it: {heard:#?}"));
            *seen = update.number;
            heard.extend(update.events);
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, follow).await;
    assert!(in_time.is_ok(), "nothing new after {heard:#?}");
}

async fn to_the_end(session: &SessionHandle) -> (Vec<SessionEvent>, EndReason, Stopped) {
    let (mut heard, mut seen) = (Vec::new(), 0);
    let is_end = |event: &SessionEvent| matches!(event, SessionEvent::Ended { .. });
    until(session, &mut heard, &mut seen, is_end).await;
    assert_eq!(session.next_update(seen, None).await, Ok(None));
    match heard.last() {
        Some(SessionEvent::Ended { reason, stopped }) => {
            let end = (*reason, *stopped);
            (heard, end.0, end.1)
        }
        _ => panic!("something was told after the end: {heard:#?}"),
    }
}

#[tokio::test]
async fn an_evening_crosses_the_face_from_plan_to_log() {
    let phone = Phone::new();
    let app = &phone.app;
    let plan = app.plan(moment(15, 0)).unwrap();
    assert_eq!(plan.basis, Basis::OwnOnset);
    assert_eq!(plan.remind.unwrap().time(), time(20, 20, 0, 0));

    let schedule = app
        .wake(WakeReason::Launch, moment(15, 0), ALLOWED)
        .unwrap();
    let alarm = schedule
        .alarms
        .iter()
        .find(|alarm| alarm.kind == AlarmKind::Evening)
        .unwrap();
    app.schedule_applied(schedule.generation, Vec::new(), moment(15, 0))
        .unwrap();
    app.alarm_fired(alarm.id.clone(), moment(20, 20)).unwrap();
    app.alarm_shown(alarm.id.clone(), moment(20, 20)).unwrap();
    app.alarm_acted(alarm.id.clone(), Action::Start, moment(20, 21))
        .unwrap();

    let session = phone.start(ProgramKind::Evening, 7).unwrap();
    let (heard, reason, stopped) = to_the_end(&session).await;
    assert_eq!(
        heard[..2],
        [SessionEvent::Connecting, SessionEvent::Connected]
    );
    assert_eq!((reason, stopped), (EndReason::Complete, Stopped::Observed));
    assert!(matches!(session.view().unwrap().stage, Stage::Ended { .. }));
    assert_eq!(phone.massager().motor().unwrap().percent(), 0);

    let audit = app.audit(1, moment(23, 0)).unwrap();
    assert_eq!((audit.on_time, audit.missed), (1, 0), "{audit:?}");
    app.log(an_entry(), moment(23, 0)).unwrap();
    let nights = app.nights(None, None).unwrap();
    assert_eq!(nights.len(), 1);
    assert_eq!(nights[0].entry, an_entry());
    assert_eq!(nights[0].sessions[0].end, Some(EndReason::Complete));
}

#[tokio::test]
async fn a_second_start_is_the_same_session() {
    let phone = Phone::new();
    let first = phone.start(ProgramKind::Evening, 1).unwrap();
    let second = phone.start(ProgramKind::Evening, 2).unwrap();
    assert!(Arc::ptr_eq(&first, &second));
    assert!(phone.app.running_session().unwrap().is_some());
    second.stop().unwrap();
    assert_eq!(to_the_end(&first).await.1, EndReason::StoppedByPerson);
}

#[tokio::test]
async fn a_dropped_link_is_told_and_found_again() {
    let phone = Phone::new();
    let session = phone.start(ProgramKind::Evening, 7).unwrap();
    let (mut heard, mut seen) = (Vec::new(), 0);
    until(&session, &mut heard, &mut seen, |event| {
        *event == SessionEvent::Running
    })
    .await;
    phone.massager().inject(SimulatedFault::Drop, None).unwrap();
    until(&session, &mut heard, &mut seen, |event| {
        *event == SessionEvent::LinkBack
    })
    .await;
    let tells_when_it_stops =
        |event: &SessionEvent| matches!(event, SessionEvent::LinkLost { stops_by: Some(_) });
    assert!(heard.iter().any(tells_when_it_stops), "{heard:#?}");
    session.command(Command::Stop).unwrap();
    assert_eq!(to_the_end(&session).await.2, Stopped::Observed);
}

#[tokio::test]
async fn a_waiting_pull_can_be_given_up_both_ways_and_nothing_is_lost() {
    let phone = Phone::new();
    let session = phone.start(ProgramKind::DeviceTest, 7).unwrap();
    let token = CancelToken::new().unwrap();
    token.cancel().unwrap();
    let given_up = session.next_update(0, Some(Arc::clone(&token))).await;
    assert_eq!(given_up, Err(ApiError::Cancelled));
    // dropped after one poll
    let pull = session.next_update(u64::MAX, None);
    assert!(tokio::time::timeout(Duration::ZERO, pull).await.is_err());
    let (heard, ..) = to_the_end(&session).await;
    assert_eq!(
        to_the_end(&session).await.0,
        heard,
        "a later reader hears the same"
    );
}

#[test]
fn the_clock_that_counts_is_told_with_its_zone_and_every_plan_says_the_same() {
    let phone = Phone::new();
    let home = moment(18, 0);
    phone
        .app
        .wake(WakeReason::Launch, home.clone(), ALLOWED)
        .unwrap();
    let there = Moment {
        zone: "America/New_York".to_owned(),
        ..home
    };
    phone
        .app
        .wake(WakeReason::ZoneChanged, there.clone(), ALLOWED)
        .unwrap();
    let asked = phone.app.clock_that_counts(there.clone()).unwrap();
    assert_eq!(
        (asked.zone.as_str(), asked.asks),
        ("America/New_York", true)
    );
    phone
        .app
        .answer_zone(ZoneAnswer::KeepHome, there.clone())
        .unwrap();
    let kept = phone.app.clock_that_counts(there.clone()).unwrap();
    assert_eq!((kept.zone.as_str(), kept.asks), ("Europe/Berlin", false));
    assert_eq!(kept.wall.time(), time(18, 0, 0, 0));
    let plan = phone.app.plan(there).unwrap();
    assert_eq!((plan.zone, plan.night), (kept.zone, kept.night));
    assert!(plan.remind_at.is_some());
}

#[test]
fn letting_go_of_app_and_session_cuts_it_off_and_the_next_wake_says_so() {
    let phone = Phone::new();
    let session = phone.start(ProgramKind::Evening, 7).unwrap();
    let Phone { app, folder } = phone;
    let data_folder = folder.path().to_str().unwrap().to_owned();
    drop(session);
    drop(app);
    let app = App::open(AppConfig {
        data_folder,
        simulated_speed: SPEED,
        simulated_socket: None,
        bluetooth: false,
    })
    .unwrap();
    // the cut-off session lets go of the diary on its own thread
    for _ in 0..10_000 {
        let schedule = app
            .wake(WakeReason::Launch, moment(23, 0), ALLOWED)
            .unwrap();
        let is_interruption = |notice: &lull::Notice| notice.kind == NoticeKind::SessionInterrupted;
        if schedule.notices.iter().any(is_interruption) {
            app.acknowledge_notices().unwrap();
            let again = app.wake(WakeReason::Tap, moment(23, 1), ALLOWED).unwrap();
            assert!(!again.notices.iter().any(is_interruption));
            return;
        }
        std::thread::yield_now();
    }
    panic!("no word of the session that was cut off");
}

#[test]
fn two_hundred_calls_at_once_all_get_their_answer() {
    let phone = Phone::new();
    std::thread::scope(|scope| {
        for number in 0..200 {
            let app = &phone.app;
            scope.spawn(move || match number % 4 {
                0 => app.log(an_entry(), moment(23, 0)).map(drop).unwrap(),
                1 => app.plan(moment(18, 0)).map(drop).unwrap(),
                2 => app.nights(None, None).map(drop).unwrap(),
                _ => app.settings().map(drop).unwrap(),
            });
        }
    });
    assert_eq!(phone.app.nights(None, None).unwrap().len(), 1);
}

fn an_entry() -> Entry {
    Entry {
        night: lull_core::time::Night::new(jiff::civil::date(2026, 11, 21)),
        symptoms: Some(Symptoms::Yes),
        onset: Some(Onset::At {
            time: Time::constant(21, 10, 0, 0),
            source: OnsetSource::Recalled,
        }),
        severity: Some(4),
        sleep_quality: Some(7),
        got_up: Some(1),
        bedtime: None,
        helped: None,
        body_parts: [].into(),
        details: None,
        note: "long bus ride".into(),
    }
}
