//! A clock that is set during a massage changes nothing of it: sessions are timed by the clock nobody can set.
#![allow(clippy::panic, reason = "a test fails by panicking")]

#[path = "fuzzed/session_inputs.rs"]
mod session_inputs;

use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use lull_core::device::{Capabilities, FailSafe, Feedback};
use lull_core::session::{Command, ProgramKind, SessionEvent};
use proptest::prelude::*;
use session_inputs::{Happening, Life, capabilities};

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0_u32..900).prop_map(Happening::Wait),
        1 => Just(Happening::Press(Command::Pause)),
        1 => Just(Happening::Press(Command::Resume)),
        1 => Just(Happening::Press(Command::LevelUp)),
        1 => Just(Happening::Press(Command::Stop)),
        1 => Just(Happening::LinkDrops),
        1 => Just(Happening::LinkReturns),
    ]
}

fn device() -> impl Strategy<Value = Capabilities> {
    let fail_safe = prop::sample::select(vec![
        FailSafe::None,
        FailSafe::DeviceTimer,
        FailSafe::DeviceTimerAndLinkLoss {
            after: Duration::from_secs(30),
        },
    ]);
    fail_safe.prop_map(|safe| capabilities(Feedback::Observed, safe))
}

/// Which events there were; the moments told in some of them follow the clock on the wall.
fn kinds(events: &[SessionEvent]) -> Vec<String> {
    let timeless = |event: &SessionEvent| {
        if matches!(event, SessionEvent::LinkLost { .. }) {
            "link lost".to_owned()
        } else if matches!(event, SessionEvent::StopNotConfirmed { .. }) {
            "stop not confirmed".to_owned()
        } else {
            format!("{event:?}")
        }
    };
    events.iter().map(timeless).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_clock_set_back_or_forward_or_to_another_zone_during_a_session_changes_nothing_of_it(
        device in device(),
        happenings in prop::collection::vec((happening(), -2_000_i64..2_000), 1..25),
    ) {
        let mut undisturbed = Life::new(ProgramKind::Evening, 60, device.clone(), true);
        let mut disturbed = Life::new(ProgramKind::Evening, 60, device, true);
        undisturbed.start();
        disturbed.start();
        let honolulu = TimeZone::get("Pacific/Honolulu").map_err(|_| TestCaseError::fail("a zone"))?;
        for (happening, minutes) in &happenings {
            disturbed.now.at += SignedDuration::from_mins(*minutes);
            if minutes % 5 == 0 {
                disturbed.now.zone = honolulu.clone();
            }
            undisturbed.happen(happening);
            disturbed.happen(happening);
            disturbed.check();
        }
        prop_assert_eq!(&undisturbed.wants, &disturbed.wants, "{}", disturbed.transcript);
        prop_assert_eq!(kinds(&undisturbed.events), kinds(&disturbed.events));
        prop_assert_eq!(undisturbed.session.ended(), disturbed.session.ended());
        disturbed.ends_left_alone();
    }
}
