//! What a session is: its length, levels, pauses and rest, and the orders that are refused.

use lull_core::driver::radio::sim::profile::Feature;
use lull_core::driver::radio::sim::profile::State;
use lull_core::driver::radio::sim::profile::StopReason;

use crate::fixtures::{Bedside, hex};

#[test]
fn an_evening_runs_and_ends_by_itself() {
    let mut bedside = Bedside::new();
    bedside.prepare("03dc053c001e00");
    assert_eq!(bedside.order("040100"), "800401");
    assert_eq!(bedside.order("0744332211"), "800701");
    bedside.wait(300);
    assert_eq!(
        hex(&bedside.massager.status().to_bytes()),
        "00020000443322112c01b0043c3cff0100000000"
    );
    bedside.massager.link_down(bedside.now);
    bedside.wait(2 * 3600);
    assert_eq!(
        bedside.transcript(),
        "\
0:00:00.0  connected
0:00:00.0  session 11223344 started, ends by itself after 25:00
0:00:00.0  rising to 60 %
0:01:00.0  running at 60 %
0:05:00.0  disconnected
0:24:30.0  ramping down
0:25:00.0  stopped: session complete
0:40:00.0  rested, ready again
motor:
0:00:20.0 to 0:01:00.0  0 -> 60 %
0:24:30.1 to 0:24:50.1  60 -> 0 %
"
    );
}

#[test]
fn the_same_start_twice_is_one_session_and_after_its_end_none() {
    let mut bedside = Bedside::running();
    bedside.wait(5);
    let before = bedside.massager.status();
    assert_eq!(bedside.order("0744332211"), "800701");
    assert_eq!(bedside.massager.status(), before);
    assert_eq!(
        bedside.order("0755332211"),
        "800785",
        "another while it runs"
    );
    assert_eq!(bedside.order("0801"), "800801");
    assert_eq!(bedside.order("0744332211"), "800785", "at once");
    bedside.wait(1000);
    assert_eq!(bedside.order("0744332211"), "800785", "after the rest");
    assert_eq!(bedside.order("0755332211"), "800701", "a new one");
}

#[test]
fn rest_between_sessions_is_enforced_and_told() {
    let mut bedside = Bedside::running();
    bedside.order("0801");
    assert_eq!(bedside.massager.state(), State::Resting);
    assert_eq!(bedside.order("0701000000"), "8007808403");
    bedside.wait_ms(899_500);
    assert_eq!(bedside.massager.status().rest_s, 1);
    assert_eq!(bedside.order("0701000000"), "8007800100");
    bedside.wait_ms(500);
    assert_eq!(bedside.massager.state(), State::Idle);
    assert_eq!(bedside.order("0701000000"), "800701");
}

#[test]
fn up_takes_its_time_and_down_is_immediate() {
    let mut bedside = Bedside::running();
    bedside.wait_ms(1900);
    assert_eq!(bedside.motor(), 0, "below the lowest level it stands still");
    bedside.wait_ms(100);
    assert_eq!(bedside.motor(), 20);
    for _ in 0..20 {
        // repeating an order does not hurry it
        bedside.order("02ff3c");
        bedside.wait_ms(50);
    }
    assert_eq!(bedside.motor(), 30);
    bedside.wait(3);
    assert_eq!(bedside.motor(), 60);
    bedside.order("02ff19");
    assert_eq!(bedside.motor(), 25);
    assert_eq!(bedside.massager.state(), State::Holding);
    bedside.order("02ff64");
    bedside.wait(1);
    assert_eq!(bedside.motor(), 35);
    bedside.order("0801");
    assert_eq!(bedside.motor(), 0);
}

#[test]
fn a_pause_stops_the_motor_and_the_sessions_clock() {
    let mut bedside = Bedside::running();
    bedside.wait_in_touch(100);
    assert_eq!(bedside.order("0802"), "800801");
    assert_eq!(bedside.motor(), 0);
    assert_eq!(bedside.massager.state(), State::Paused);
    bedside.wait_in_touch(200);
    let status = bedside.massager.status();
    assert_eq!((status.elapsed_s, status.remaining_s), (100, 1400));
    assert_eq!(bedside.order("0744332211"), "800701");
    bedside.wait_in_touch(10);
    assert_eq!(bedside.motor(), 60);
    let status = bedside.massager.status();
    assert_eq!((status.elapsed_s, status.remaining_s), (110, 1390));
}

#[test]
fn a_forgotten_pause_ends_with_the_longest_session() {
    let mut bedside = Bedside::running();
    bedside.order("040100");
    bedside.wait(60);
    bedside.order("0802");
    bedside.wait(1739);
    assert_eq!(bedside.massager.state(), State::Paused);
    assert_eq!(bedside.massager.status().remaining_s, 1);
    bedside.wait(1);
    assert_eq!(bedside.stopped_by(), StopReason::HardLimit);
}

#[test]
fn pauses_do_not_stretch_a_session_beyond_the_longest() {
    let mut bedside = Bedside::running();
    bedside.order("040100");
    bedside.order("0802");
    bedside.wait(600);
    bedside.order("0744332211");
    bedside.wait(1199);
    assert_eq!(bedside.motor(), 60);
    bedside.wait(1);
    assert_eq!(bedside.stopped_by(), StopReason::HardLimit);
}

#[test]
fn ramping_down_then_stopping_takes_the_sessions_own_ramp() {
    let mut bedside = Bedside::new();
    bedside.prepare("03dc0500001e00");
    bedside.order("040100");
    bedside.order("0701000000");
    bedside.wait(60);
    assert_eq!(bedside.order("0803"), "800801");
    assert_eq!(bedside.massager.state(), State::RampingDown);
    assert_eq!(bedside.massager.status().remaining_s, 30);
    bedside.wait(10);
    assert_eq!(bedside.motor(), 40);
    assert_eq!(bedside.order("02ff64"), "800201");
    bedside.wait(5);
    assert_eq!(bedside.motor(), 30, "a ramp down only goes down");
    bedside.wait(15);
    assert_eq!(bedside.stopped_by(), StopReason::Client);
}

#[test]
fn a_softer_level_early_in_the_opening_ramp_does_not_let_the_motor_stall() {
    let mut bedside = Bedside::new();
    // 42 s, ramp up in 13 s, to 30 %
    for order in ["00", "032a000d000000", "02ff1e", "0744332211"] {
        assert_eq!(bedside.order(order), format!("80{}01", &order[..2]));
    }
    bedside.wait_ms(8_700);
    assert_eq!(bedside.motor(), 20, "{}", bedside.transcript());
    assert_eq!(bedside.order("02ff19"), "800201");
    bedside.wait_ms(300);
    assert_eq!(bedside.motor(), 20, "{}", bedside.transcript());
    bedside.wait(6);
    assert_eq!(bedside.motor(), 25, "{}", bedside.transcript());
}

#[test]
fn an_order_that_makes_no_sense_is_refused_by_code() {
    let mut bedside = Bedside::new();
    bedside.order("00");
    for (order, code, why) in [
        ("0000", "03", "trailing byte"),
        ("02ff3c00", "03", "trailing byte"),
        ("02ff", "03", "missing byte"),
        ("0804", "03", "unknown way to stop"),
        ("02013c", "03", "second channel"),
        ("02ff65", "03", "above 100 %"),
        ("02ff13", "03", "below the lowest level"),
        ("03000000000000", "03", "no duration: nothing runs for ever"),
        ("03090700000000", "03", "longer than the longest session"),
        ("033c001f001e00", "03", "ramps longer than the session"),
        ("03dc052d010000", "03", "ramp longer than the longest"),
        ("040004", "03", "too short a link loss"),
        ("04003d", "03", "too long a link loss"),
        ("040200", "03", "unknown rule"),
        ("0500", "02", "no programs"),
        ("06", "02", "no such op"),
        ("80", "02", "an answer is no order"),
        ("0701000000", "85", "no session set"),
        ("0802", "85", "nothing to pause"),
    ] {
        let op = &order[..2];
        assert_eq!(bedside.order(order), format!("80{op}{code}"), "{why}");
    }
}

#[test]
fn a_level_is_rounded_down_to_the_step() {
    let mut bedside = Bedside::new();
    bedside.order("00");
    for (asked, set) in [("14", 20), ("18", 20), ("19", 25), ("64", 100), ("00", 0)] {
        assert_eq!(bedside.order(&format!("02ff{asked}")), "800201");
        assert_eq!(bedside.massager.status().target_percent, set, "{asked}");
    }
}

#[test]
fn while_a_session_lasts_its_terms_stand() {
    let mut bedside = Bedside::running();
    assert_eq!(bedside.order("03dc0500000000"), "800301", "the same again");
    assert_eq!(bedside.order("03100500000000"), "800385", "others");
}

#[test]
fn a_massager_that_can_do_less_says_so() {
    let plain = Feature {
        flags: 0,
        ..Feature::default()
    };
    let mut bedside = Bedside::with(plain);
    bedside.order("00");
    assert_eq!(bedside.order("02ff3c"), "800202", "on and off only");
    assert_eq!(bedside.order("040100"), "800403", "never detached");
    assert_eq!(bedside.order("03dc053c000000"), "800303", "no ramp");
    assert_eq!(bedside.order("03dc0500000000"), "800301");
    assert_eq!(bedside.order("0701000000"), "800701");
    bedside.wait_in_touch(15);
    assert_eq!(bedside.motor(), 100);
    bedside.massager.press_stop_button(bedside.now);
    assert_eq!(bedside.motor(), 100, "no button to press");
}
