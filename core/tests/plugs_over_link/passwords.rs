//! Passwords and PINs, known and unknown.

use lull_core::device::Motion;
use lull_core::device::Refusal;

use crate::bench::{locked_shelly, refused, sem, shelly};

#[test]
fn a_shelly_with_a_password_refuses_the_start_for_that_reason() {
    let mut bench = shelly(512);
    bench.plug.password = Some("secret");
    bench.pass(5.0);
    bench.run();
    bench.pass(10.0);
    refused(&bench, Refusal::PasswordNeeded);
    assert!(!bench.is_on());
}

#[test]
fn a_shelly_with_a_password_is_started_and_stopped_by_who_knows_it() {
    for forgets_nonces in [false, true] {
        let mut bench = locked_shelly("secret", forgets_nonces);
        bench.starts_and_stops();
        let challenges = bench.plug.challenges;
        let expected = if forgets_nonces { 2..=u32::MAX } else { 1..=1 };
        assert!(
            expected.contains(&challenges),
            "{challenges}: {}",
            bench.story()
        );
        assert!(!bench.story().contains("secret"), "told in the clear");
    }
}

#[test]
fn a_shelly_with_a_password_that_still_runs_after_a_loss_is_left_alone() {
    for forgets_nonces in [false, true] {
        let mut bench = locked_shelly("secret", forgets_nonces);
        bench.loses_the_link_for(20.0);
        assert!(bench.is_on(), "{}", bench.story());
        assert_eq!(bench.plug.starts, 1, "{}", bench.story());
        let running = Some((Motion::Running, None));
        assert_eq!(bench.last(), running, "{}", bench.story());
    }
}

#[test]
fn a_wrong_password_is_tried_once_for_every_call_and_then_named_as_the_reason() {
    let mut bench = locked_shelly("Secret", true);
    bench.pass(5.0);
    bench.run();
    bench.pass(10.0);
    refused(&bench, Refusal::PasswordNeeded);
    assert!(!bench.is_on());
    // the look at the beginning and the start, each bare and proven
    assert_eq!(bench.plug.challenges, 4, "{}", bench.story());
}

#[test]
fn a_sem6000_with_another_pin_refuses_the_start_for_that_reason() {
    let mut bench = sem();
    bench.plug.pin = [1, 2, 3, 4];
    bench.pass(5.0);
    bench.run();
    bench.pass(10.0);
    refused(&bench, Refusal::PasswordNeeded);
    assert!(!bench.is_on());
}
