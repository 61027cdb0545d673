//! Whole nights: plan, reminder, session on the simulated massager, log, tomorrow's plan. Real store, real driver, real
//! loop; only time is paused. A failing test prints the night's transcript.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod nights;

use std::time::Duration;

use jiff::civil::time;
use lull_core::app::AppError;
use lull_core::diary::{Entry, Helped, Onset, OnsetSource, Score, Symptoms};
use lull_core::driver::radio::sim::SimFault;
use lull_core::driver::store::Store;
use lull_core::plan::Basis;
use lull_core::reminder::{Action, AlarmKind, Capabilities, WakeReason};
use lull_core::session::{Command, EndReason, ProgramKind, SessionEvent, SessionId, Stopped};

use nights::{Evening, at_minute, faults};

#[tokio::test(start_paused = true)]
async fn from_the_plan_to_tomorrows_plan() {
    let evening = Evening::new();
    let now = evening.clock.now();
    let schedule = evening
        .app
        .wake(WakeReason::Launch, &now, &Capabilities::default())
        .expect("wakes");
    let reminder = schedule
        .alarms
        .iter()
        .find(|alarm| alarm.kind == AlarmKind::Evening)
        .expect("an evening alarm");
    evening.note(&format!(
        "planned {} at {}",
        reminder.id.as_str(),
        reminder.wall
    ));

    evening.wait_until(reminder.at).await;
    let now = evening.clock.now();
    evening.app.alarm_fired(&reminder.id, &now).expect("kept");
    evening.app.alarm_shown(&reminder.id, &now).expect("kept");
    evening
        .app
        .alarm_acted(&reminder.id, Action::Start, &now)
        .expect("kept");

    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::Complete, Stopped::Observed),
        "{}",
        evening.story()
    );

    let tonight = now.night();
    for back in 0..5 {
        let mut entry = Entry::empty(tonight.plus(-back));
        entry.symptoms = Some(Symptoms::Yes);
        entry.onset = Some(Onset::At {
            time: time(20, 40, 0, 0),
            source: OnsetSource::Recalled,
        });
        entry.severity = Some(Score::new("severity", 6).expect("in range"));
        entry.helped = Some(Helped::Yes);
        evening.app.log(&entry, &evening.clock.now()).expect("kept");
    }
    let before = evening.app.plan(&now).expect("plans");
    let after = evening
        .app
        .plan_for(tonight.plus(1), &evening.clock.now())
        .expect("plans");
    evening.note(&format!(
        "tonight {:?} {:?}, tomorrow {:?} {:?}",
        before.basis, before.remind, after.basis, after.remind
    ));
    assert_eq!(after.basis, Basis::Diary, "{}", evening.story());
    let early = time(20, 0, 0, 0)..time(20, 40, 0, 0);
    assert!(early.contains(&after.onset), "{}", evening.story());

    let audit = evening.app.audit(1, &evening.clock.now()).expect("audits");
    assert_eq!(
        (audit.on_time, audit.late, audit.missed),
        (1, 0, 0),
        "{}",
        evening.story()
    );
    insta::assert_snapshot!(evening.story());
}

#[tokio::test(start_paused = true)]
async fn louder_softer_pause_and_resume_reach_the_motor() {
    let evening = Evening::new();
    let outcome = evening
        .run(
            ProgramKind::Evening,
            &[
                at_minute(6, Command::LevelUp),
                at_minute(7, Command::LevelDown),
                at_minute(8, Command::Pause),
                at_minute(10, Command::Resume),
                at_minute(12, Command::Stop),
                at_minute(12, Command::Stop),
            ],
        )
        .await;
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::StoppedByPerson, Stopped::Observed),
        "{}",
        evening.story()
    );
    insta::assert_snapshot!(evening.story());
}

#[tokio::test(start_paused = true)]
async fn a_link_cut_for_seconds_goes_on_without_restarting_the_program() {
    let evening = Evening::new();
    evening.massager.inject_after(
        Duration::from_secs(8 * 60),
        SimFault::DropFor { seconds: 12 },
    );
    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::Complete, Stopped::Observed),
        "{}",
        evening.story()
    );
    assert!(
        evening.saw(|event| *event == SessionEvent::LinkBack),
        "{}",
        evening.story()
    );
    assert_eq!(
        evening.began_to_turn(),
        1,
        "the program was restarted\n{}",
        evening.story()
    );
}

#[tokio::test(start_paused = true)]
async fn a_link_lost_for_good_is_told_with_a_time_and_the_motor_is_off_by_then() {
    let evening = Evening::new();
    evening.massager.inject_after(
        Duration::from_secs(8 * 60),
        SimFault::DropFor { seconds: 3600 },
    );
    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::LinkLost, Stopped::ByFailSafe),
        "{}",
        evening.story()
    );
    assert_eq!(evening.massager.motor().percent(), 0, "{}", evening.story());
    evening.assert_off_when_told();
}

#[tokio::test(start_paused = true)]
async fn a_silent_massager_is_never_called_stopped() {
    let evening = Evening::new();
    evening
        .massager
        .inject_after(Duration::from_secs(8 * 60), SimFault::Silent);
    let outcome = evening
        .run(ProgramKind::Evening, &[at_minute(10, Command::Stop)])
        .await;
    assert_eq!(outcome.stopped, Stopped::ByFailSafe, "{}", evening.story());
    assert_eq!(evening.massager.motor().percent(), 0, "{}", evening.story());
}

#[tokio::test(start_paused = true)]
async fn a_massager_another_phone_holds_is_said_to_be_busy() {
    let evening = Evening::new();
    evening.massager.inject(SimFault::Busy);
    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    let fault = lull_core::device::link::LinkFault::Busy;
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::NotReached { fault }, Stopped::NeverRan),
        "{}",
        evening.story()
    );
}

#[tokio::test(start_paused = true)]
async fn bluetooth_that_is_off_or_not_allowed_is_said_and_nothing_turns() {
    use lull_core::device::link::LinkFault;
    for fault in [LinkFault::BluetoothOff, LinkFault::PermissionMissing] {
        let evening = Evening::new();
        evening.massager.break_phone(Some(fault));
        let outcome = evening.run(ProgramKind::Evening, &[]).await;
        assert_eq!(
            (outcome.reason, outcome.stopped),
            (EndReason::NotReached { fault }, Stopped::NeverRan),
            "{}",
            evening.story()
        );
        assert_eq!(evening.began_to_turn(), 0, "{}", evening.story());
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_start_never_turns_the_motor() {
    let evening = Evening::new();
    evening.massager.inject(SimFault::Refuse { code: 0x82 });
    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    assert!(
        matches!(outcome.reason, EndReason::Refused { .. }),
        "{outcome:?}\n{}",
        evening.story()
    );
    assert_eq!(evening.began_to_turn(), 0, "{}", evening.story());
}

#[tokio::test(start_paused = true)]
async fn the_massagers_own_stop_button_ends_the_session() {
    let evening = Evening::new();
    evening.press_stop_button_after(Duration::from_secs(300));
    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    let cause = lull_core::device::StopCause::DeviceButton;
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::StoppedByDevice { cause }, Stopped::Observed),
        "{}",
        evening.story()
    );
}

#[tokio::test(start_paused = true)]
async fn a_power_cut_is_told_and_nothing_resumes_by_itself() {
    let evening = Evening::new();
    evening
        .massager
        .inject_after(Duration::from_secs(400), SimFault::PowerCut { seconds: 5 });
    let outcome = evening.run(ProgramKind::Evening, &[]).await;
    assert_eq!(outcome.stopped, Stopped::Observed, "{}", evening.story());
    assert!(
        matches!(outcome.reason, EndReason::StoppedByDevice { .. }),
        "{outcome:?}\n{}",
        evening.story()
    );
    assert_eq!(evening.began_to_turn(), 1, "{}", evening.story());
}

#[tokio::test(start_paused = true)]
async fn a_sagging_motor_is_told_once_a_level() {
    let evening = Evening::new();
    evening
        .massager
        .inject_after(Duration::from_secs(600), SimFault::Sag { percent: 30 });
    evening.run(ProgramKind::Evening, &[]).await;
    assert!(
        evening.saw(|event| matches!(event, SessionEvent::Sagging { .. })),
        "{}",
        evening.story()
    );
}

#[tokio::test(start_paused = true)]
async fn another_process_stops_the_session_through_the_diary() {
    let evening = Evening::new();
    let stop = async {
        tokio::time::sleep(Duration::from_secs(120)).await;
        let mut other = Store::open(evening.app.data()).expect("opens");
        let id = evening
            .app
            .open_session()
            .expect("reads")
            .expect("a session");
        assert!(other.request_stop(id).expect("asks"));
    };
    let (outcome, ()) = tokio::join!(evening.run(ProgramKind::Evening, &[]), stop);
    assert_eq!(
        (outcome.reason, outcome.stopped),
        (EndReason::StoppedByPerson, Stopped::Observed),
        "{}",
        evening.story()
    );
}

#[tokio::test(start_paused = true)]
async fn a_second_session_is_refused_while_one_runs_and_while_resting() {
    let evening = Evening::new();
    let second = async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let error = evening.prepare_as(SessionId(2), ProgramKind::Evening).err();
        assert!(
            matches!(error, Some(AppError::SessionRunning { .. })),
            "{error:?}"
        );
    };
    let stop = [at_minute(3, Command::Stop)];
    let (outcome, ()) = tokio::join!(evening.run(ProgramKind::Evening, &stop), second);
    assert_eq!(outcome.stopped, Stopped::Observed, "{}", evening.story());
    let error = evening.prepare_as(SessionId(2), ProgramKind::Evening).err();
    assert!(matches!(error, Some(AppError::Resting { .. })), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_late_copy_of_an_old_start_is_not_a_second_session() {
    let evening = Evening::new();
    let outcome = evening.run(ProgramKind::Stretch, &[]).await;
    assert_eq!(outcome.reason, EndReason::Complete, "{}", evening.story());
    let error = evening.prepare(ProgramKind::Stretch).err();
    assert!(
        matches!(&error, Some(AppError::Invalid(invalid)) if invalid.field == "session_id"),
        "{error:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn no_massage_starts_before_the_safety_check() {
    let evening = Evening::without_safety_check();
    let error = evening.prepare(ProgramKind::Evening).err();
    assert!(matches!(error, Some(AppError::Safety(_))), "{error:?}");
    let outcome = evening.run(ProgramKind::Stretch, &[]).await;
    assert_eq!(
        outcome.reason,
        EndReason::Complete,
        "stretching needs no check\n{}",
        evening.story()
    );
}

/// Process death at every line of the journal: the next wake says what became of the session, once, and by the time it
/// names the motor is off.
#[tokio::test(start_paused = true)]
async fn cut_off_at_every_line_of_the_journal_the_next_wake_tells_the_truth() {
    let whole = Evening::new();
    whole
        .run(ProgramKind::Evening, &[at_minute(6, Command::LevelUp)])
        .await;
    let lines = whole.journal_lines();
    assert!(
        lines > 12,
        "the journal is thinner than thought: {lines}\n{}",
        whole.story()
    );
    for cut_after in 1..lines {
        let evening = Evening::new();
        evening
            .run_until_line(
                ProgramKind::Evening,
                &[at_minute(6, Command::LevelUp)],
                cut_after,
            )
            .await;
        // the last lines are written in one breath: then the end was kept too
        let ended = evening.ended_in_the_journal();
        let now = evening.clock.now();
        let told = evening.interruption_notices(&now);
        assert_eq!(
            told.len(),
            usize::from(!ended),
            "cut after line {cut_after}: {told:?}\n{}",
            evening.story()
        );
        let again = evening.interruption_notices(&now);
        assert_eq!(told, again, "cut after line {cut_after}");
        evening.assert_off_by(told.first(), cut_after).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_motor_measured_to_turn_on_is_never_called_stopped() {
    let evening = Evening::new();
    // sagging makes this massager measure its motor; deaf makes the motor turn on
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let sag = SimFault::Sag { percent: 90 };
    evening.massager.inject_after(minutes(6), sag);
    evening.massager.inject_after(minutes(7), SimFault::Deaf);
    let stop = [at_minute(8, Command::Stop)];
    let outcome = evening.run(ProgramKind::Evening, &stop).await;
    let motor = evening.massager.motor().percent();
    assert_ne!(motor, 0, "{}", evening.story());
    assert_eq!(outcome.stopped, Stopped::Unknown, "{}", evening.story());
}

/// Each try to come back is a link for the massager, and lets it count anew to its own stop.
#[tokio::test(start_paused = true)]
async fn a_bond_lost_behind_a_lost_link_lets_the_massager_stop_when_it_was_told() {
    for second in [30, 302, 900, 1510] {
        let evening = Evening::new();
        let after = Duration::from_secs(second);
        evening.massager.inject_after(after, SimFault::ForgetBond);
        evening.massager.inject_after(after, SimFault::Drop);
        let outcome = evening.run(ProgramKind::Evening, &[]).await;
        assert_eq!(outcome.stopped, Stopped::ByFailSafe, "{}", evening.story());
        assert_eq!(evening.massager.motor().percent(), 0, "{}", evening.story());
        evening.assert_off_when_told();
    }
}

/// Every fault at every part of an evening. Whatever Lull said at the end, the motor agrees.
#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_the_motor_is_off_by_the_time_the_person_was_told() {
    let mut told = String::new();
    for fault in faults() {
        for second in [0, 1, 30, 302, 900, 1510, 1559] {
            let evening = Evening::new();
            evening
                .massager
                .inject_after(Duration::from_secs(second), fault);
            let outcome = evening.run(ProgramKind::Evening, &[]).await;
            // A deaf motor that nothing measures turns on against the massager's own word; nobody can see that.
            let unseen = fault == SimFault::Deaf && evening.massager_says_it_rests();
            let motor = evening.massager.motor().percent();
            let line = format!("{fault} at {second} s: {outcome:?}, motor {motor} %");
            let agrees = match outcome.stopped {
                Stopped::Observed
                | Stopped::SwitchedOff
                | Stopped::Acknowledged
                | Stopped::ByFailSafe => motor == 0 || unseen,
                Stopped::NeverRan => evening.began_to_turn() == 0,
                Stopped::Unknown => true,
            };
            assert!(agrees, "{line}\n{}", evening.story());
            told.push_str(&line);
            told.push('\n');
        }
    }
    insta::assert_snapshot!(told);
}
