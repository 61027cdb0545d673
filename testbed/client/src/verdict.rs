//! Whether what the person was told of the motor is what the motor did.

use jiff::{SignedDuration, Timestamp};
use lull_core::driver::runtime::Outcome;
use lull_core::session::Stopped;

use crate::fault::Turned;
use crate::lab::Motor;
use crate::told::{Told, since};

/// Devices count whole seconds, and a link has its latency.
const SLACK: SignedDuration = SignedDuration::from_millis(1100);

/// Every way in which the person was told wrong; empty when the row agrees.
///
/// `motor` was looked at well after the end and after every promised moment.
pub(crate) fn differences(told: &Told, motor: &Motor, origin: Timestamp) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some((ended, outcome)) = told.end else {
        return vec!["the session never ended".to_owned()];
    };
    if let Some(claim) = off_at(&outcome, ended)
        && let Some(on) = on_since(motor, claim)
    {
        wrong.push(format!(
            "told {:?} at {}, and the motor was on at {}",
            outcome.stopped,
            since(origin, ended),
            since(origin, on)
        ));
    }
    if outcome.stopped == Stopped::NeverRan && motor.log.iter().any(|turn| turn.1 > 0) {
        wrong.push("told that it never ran, and it did".to_owned());
    }
    for promise in told.promises() {
        // a link that came back before the promised moment overtook the promise
        if promise.until.is_some_and(|until| until <= promise.by) {
            continue;
        }
        if is_on(motor, promise.by + SLACK) {
            wrong.push(format!(
                "told at {} that it is off by {}, and it was on",
                since(origin, promise.given),
                since(origin, promise.by)
            ));
        }
    }
    wrong
}

/// What the session was to show and did not: a motor that never moved agrees with whatever is told of it.
pub(crate) fn unshown(motor: &Motor, turned: Turned, fault_came: bool) -> Vec<String> {
    let mut unshown = Vec::new();
    if !fault_came {
        unshown.push("it was over before anything could go wrong".to_owned());
    }
    let seconds = motor.turned_s();
    match turned {
        Turned::Surely if seconds <= 0.0 => unshown.push("the motor never turned".to_owned()),
        Turned::Never if seconds > 0.0 => {
            unshown.push(format!(
                "the motor turned for {seconds:.1} s, and nothing could have made it"
            ));
        }
        Turned::Surely | Turned::Never | Turned::Perhaps => {}
    }
    unshown
}

/// From when on the motor must be still if the person was told the truth; `None` when nothing was claimed.
fn off_at(outcome: &Outcome, ended: Timestamp) -> Option<Timestamp> {
    match outcome.stopped {
        Stopped::Observed | Stopped::SwitchedOff | Stopped::Acknowledged | Stopped::ByFailSafe => {
            Some(ended)
        }
        Stopped::Unknown | Stopped::NeverRan => None,
    }
}

/// When the motor was first on at or after `from`.
fn on_since(motor: &Motor, from: Timestamp) -> Option<Timestamp> {
    if is_on(motor, from) {
        return Some(from);
    }
    motor
        .log
        .iter()
        .filter(|turn| turn.1 > 0)
        .filter_map(|turn| at(turn.0))
        .find(|at| *at > from)
}

fn is_on(motor: &Motor, when: Timestamp) -> bool {
    motor
        .log
        .iter()
        .take_while(|turn| at(turn.0).is_some_and(|at| at <= when))
        .last()
        .is_some_and(|turn| turn.1 > 0)
}

/// The guest's clock as the devices read it.
pub(crate) fn at(seconds: f64) -> Option<Timestamp> {
    let duration = SignedDuration::try_from_secs_f64(seconds).ok()?;
    Timestamp::from_duration(duration).ok()
}

#[cfg(test)]
mod tests {
    use lull_core::session::{EndReason, SessionEvent};

    use super::*;
    use crate::lab::Turn;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn motor(turns: &[(f64, u8)]) -> Motor {
        let log: Vec<Turn> = turns
            .iter()
            .map(|(at, percent)| Turn(1.8e9 + at, *percent, String::new()))
            .collect();
        Motor {
            percent: log.last().map_or(0, |turn| turn.1),
            log,
            now: 1.8e9 + 100.0,
        }
    }

    fn told(events: Vec<(Timestamp, SessionEvent)>, end: i64, stopped: Stopped) -> Told {
        let reason = EndReason::Complete;
        Told {
            events,
            end: Some((second(end), Outcome { reason, stopped })),
        }
    }

    fn wrong(told: &Told, turns: &[(f64, u8)]) -> usize {
        differences(told, &motor(turns), second(0)).len()
    }

    #[test]
    fn a_motor_that_is_off_when_it_was_said_to_be_agrees() {
        let told = told(vec![], 20, Stopped::Observed);
        assert_eq!(wrong(&told, &[(1.0, 20), (19.0, 0)]), 0);
    }

    #[test]
    fn a_motor_on_at_the_end_or_on_again_after_it_differs() {
        for stopped in [
            Stopped::Observed,
            Stopped::Acknowledged,
            Stopped::ByFailSafe,
        ] {
            let told = told(vec![], 20, stopped);
            assert_eq!(wrong(&told, &[(1.0, 20), (21.0, 0)]), 1);
            assert_eq!(wrong(&told, &[(1.0, 20), (19.0, 0), (40.0, 20)]), 1);
        }
        let unknown = told(vec![], 20, Stopped::Unknown);
        assert_eq!(wrong(&unknown, &[(1.0, 20)]), 0);
    }

    #[test]
    fn what_never_ran_may_not_have_run() {
        let told = told(vec![], 20, Stopped::NeverRan);
        assert_eq!(wrong(&told, &[]), 0);
        assert_eq!(wrong(&told, &[(1.0, 20), (2.0, 0)]), 1);
    }

    #[test]
    fn a_promised_moment_is_kept_or_overtaken_by_the_link_coming_back() {
        let by = Some(second(40));
        let lost = (second(10), SessionEvent::LinkLost { stops_by: by });
        let back = (second(15), SessionEvent::LinkBack);
        let alone = told(vec![lost.clone()], 60, Stopped::ByFailSafe);
        assert_eq!(wrong(&alone, &[(1.0, 20), (40.5, 0)]), 0);
        assert_eq!(wrong(&alone, &[(1.0, 20), (45.0, 0)]), 1);
        let came_back = told(vec![lost, back], 60, Stopped::Observed);
        assert_eq!(wrong(&came_back, &[(1.0, 20), (59.0, 0)]), 0);
    }

    #[test]
    fn a_promised_moment_may_be_put_off_in_time_and_not_for_ever() {
        let lost = |at, by| {
            let stops_by = Some(second(by));
            (second(at), SessionEvent::LinkLost { stops_by })
        };
        let once = told(vec![lost(10, 40), lost(12, 42)], 60, Stopped::ByFailSafe);
        assert_eq!(wrong(&once, &[(1.0, 20), (42.0, 0)]), 0);
        assert_eq!(wrong(&once, &[(1.0, 20), (45.0, 0)]), 1);
        let late = told(vec![lost(10, 40), lost(50, 80)], 90, Stopped::ByFailSafe);
        assert_eq!(wrong(&late, &[(1.0, 20), (70.0, 0)]), 1);
        let often = |times: i64| {
            let words = (1..=times).map(|n| lost(n * 10, n * 10 + 15)).collect();
            told(words, 90, Stopped::ByFailSafe)
        };
        assert_eq!(
            wrong(&often(5), &[(1.0, 20), (64.0, 0)]),
            0,
            "touched four times"
        );
        assert_eq!(
            wrong(&often(6), &[(1.0, 20), (74.0, 0)]),
            1,
            "and once more"
        );
    }

    #[test]
    fn a_motor_that_never_moved_shows_nothing() {
        let moved = motor(&[(1.0, 20), (19.0, 0)]);
        assert!((moved.turned_s() - 18.0).abs() < 0.01);
        assert!(motor(&[(90.0, 20)]).turned_s() > 9.0, "still on");
        let still = motor(&[]);
        assert_eq!(unshown(&moved, Turned::Surely, true).len(), 0);
        assert_eq!(unshown(&still, Turned::Surely, true).len(), 1);
        assert_eq!(unshown(&moved, Turned::Never, true).len(), 1);
        assert_eq!(unshown(&still, Turned::Never, true).len(), 0);
        assert_eq!(unshown(&still, Turned::Perhaps, true).len(), 0);
        assert_eq!(unshown(&moved, Turned::Perhaps, false).len(), 1);
    }

    #[test]
    fn a_session_without_an_end_differs() {
        assert_eq!(wrong(&Told::default(), &[]), 1);
    }
}
