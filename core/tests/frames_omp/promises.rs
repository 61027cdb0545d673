//! What is promised to stop the massager, and what it says of its own stops.

use std::time::Duration;

use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::FailSafe;
use lull_core::device::LinkLossRule;
use lull_core::device::StopCause;
use lull_core::device::Terms;
use lull_core::device::omp;
use lull_core::device::omp::OpenMassager;

use crate::fixtures::{SESSION, terms, unhex, written};

/// The status of our session, running at 60 %.
fn running(remaining_seconds: u16, rule: u8) -> Vec<u8> {
    let mut status = unhex("2a020000443322112c0192043c3cff0000000000");
    status[10..12].copy_from_slice(&remaining_seconds.to_le_bytes());
    status[15] = rule;
    status
}

#[test]
fn the_keep_alive_comes_at_a_third_of_the_timeout_in_force_and_not_at_all_when_detached() {
    let mut driver = OpenMassager::new();
    let minute = Duration::from_secs(60);
    let detached = terms(minute, LinkLossRule::Detached);
    let ten = terms(minute, LinkLossRule::StopAfter { seconds: 10 });
    let two = terms(minute, LinkLossRule::StopAfter { seconds: 2 });
    // allows detached sessions, 5 to 60 s
    driver.decode(
        omp::FEATURE,
        &unhex("01000b02000001140500080784032c01053c0000"),
    );
    let period = |driver: &OpenMassager, terms| driver.keep_alive(terms).map(|(period, _)| period);
    assert_eq!(period(&driver, &detached), None);
    assert_eq!(driver.fail_safe(&detached), FailSafe::DeviceTimer);
    assert_eq!(period(&driver, &ten), Some(Duration::from_secs(10) / 3));
    assert_eq!(period(&driver, &two), Some(Duration::from_secs(5) / 3));
    let after = Duration::from_secs(5);
    let five = FailSafe::DeviceTimerAndLinkLoss { after };
    assert_eq!(driver.fail_safe(&two), five);
    // does not: its longest timeout is the next best
    driver.decode(
        omp::FEATURE,
        &unhex("01000b00000001140500080784032c01053c0000"),
    );
    assert_eq!(period(&driver, &detached), Some(Duration::from_secs(20)));
    let (_, steps) = driver.keep_alive(&detached).expect("not detached");
    let steps: Vec<_> = steps.iter().map(written).collect();
    assert_eq!(steps, ["write 09", "wait 800901"]);
}

#[test]
fn a_timer_or_a_rule_other_than_the_one_that_was_set_is_promised_to_nobody() {
    let after = Duration::from_secs(10);
    let rule = FailSafe::DeviceTimerAndLinkLoss { after };
    let set = terms(
        Duration::from_secs(1500),
        LinkLossRule::StopAfter { seconds: 10 },
    );
    for (remaining, in_force, expected) in [
        (1500, 0, rule),
        (1502, 0, rule),
        (1503, 0, FailSafe::None),
        (u16::MAX, 1, FailSafe::None),
        (1500, 1, FailSafe::DeviceTimer),
        (1500, 2, FailSafe::DeviceTimer),
    ] {
        let mut driver = OpenMassager::new();
        driver.assigned(&set);
        driver.connected();
        let facts = driver.decode(omp::SESSION_STATUS, &running(remaining, in_force));
        assert_eq!(
            driver.fail_safe(&set),
            expected,
            "{remaining} s, rule {in_force}"
        );
        // Whoever shows the promise learns of the change together with its cause.
        let told = facts.iter().find_map(|fact| {
            let Fact::Capable { capabilities } = fact else {
                return None;
            };
            Some(capabilities.fail_safe)
        });
        assert_eq!(told, (expected != rule).then_some(expected), "{facts:?}");
        assert!(matches!(facts.last(), Some(Fact::State(_))), "{facts:?}");
        let again = driver.decode(omp::SESSION_STATUS, &running(remaining, in_force));
        assert_eq!(again.len(), 1, "told once: {again:?}");
        // Over is over: nothing of it concerns the next one.
        driver.decode(
            omp::SESSION_STATUS,
            &unhex("2a050100443322112c0100003c00ff0100000000"),
        );
        assert_eq!(driver.fail_safe(&set), rule);
    }
    let mut driver = OpenMassager::new();
    let other = Terms {
        session_id: SESSION + 1,
        ..set
    };
    driver.assigned(&other);
    driver.decode(omp::SESSION_STATUS, &running(u16::MAX, 1));
    assert_eq!(
        driver.fail_safe(&other),
        rule,
        "another's session is not ours"
    );
}

#[test]
fn a_lost_link_takes_no_doubt_back() {
    let set = terms(
        Duration::from_secs(1500),
        LinkLossRule::StopAfter { seconds: 10 },
    );
    let mut driver = OpenMassager::new();
    driver.assigned(&set);
    driver.connected();
    driver.decode(omp::SESSION_STATUS, &running(u16::MAX, 0));
    assert_eq!(driver.fail_safe(&set), FailSafe::None);
    // the link is lost and back, and the device has not told its state yet
    driver.connected();
    assert_eq!(driver.fail_safe(&set), FailSafe::None);
    driver.decode(omp::SESSION_STATUS, &running(1500, 1));
    driver.connected();
    assert_eq!(driver.fail_safe(&set), FailSafe::DeviceTimer);
    // the next session starts without the doubts about this one
    let next = Terms {
        session_id: SESSION + 1,
        ..set
    };
    driver.assigned(&next);
    let after = Duration::from_secs(10);
    let rule = FailSafe::DeviceTimerAndLinkLoss { after };
    assert_eq!(driver.fail_safe(&next), rule);
}

#[test]
fn a_fault_without_a_reason_is_named_by_its_bits_and_a_reason_goes_before_them() {
    for (state, reason, bits, expected) in [
        (6, 0, 0b0_0001, Some(StopCause::MotorFault)),
        (6, 0, 0b0_0010, Some(StopCause::OverTemperature)),
        (6, 0, 0b0_0100, Some(StopCause::LowSupply)),
        (6, 0, 0b0_1000, Some(StopCause::Interlock)),
        (6, 0, 0b1_0000, Some(StopCause::Other)),
        (6, 0, 0b1110_0000, None),
        (6, 2, 0b0_0001, Some(StopCause::DeviceButton)),
        (2, 0, 0b0_0001, None),
    ] {
        let mut status = running(60, 0);
        (status[1], status[2], status[3]) = (state, reason, bits);
        let facts = OpenMassager::new().decode(omp::SESSION_STATUS, &status);
        let [Fact::State(state)] = facts[..] else {
            panic!("{facts:?}");
        };
        assert_eq!(state.stopped_by, expected, "{bits:#b}");
    }
}
