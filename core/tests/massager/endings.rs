//! Everything that ends a session other than its own end: phones lost and silent, buttons, power, reset.

use lull_core::driver::radio::sim::profile::StopReason;

use crate::fixtures::Bedside;

#[test]
fn a_lost_phone_stops_the_session_after_the_agreed_time() {
    let mut bedside = Bedside::running();
    bedside.order("040014");
    bedside.wait(15);
    bedside.massager.link_down(bedside.now);
    bedside.wait_ms(19_900);
    assert_eq!(bedside.motor(), 60);
    bedside.wait_ms(100);
    assert_eq!(bedside.stopped_by(), StopReason::LinkLost);
}

#[test]
fn a_phone_that_comes_back_in_time_finds_its_session_but_not_its_control() {
    let mut bedside = Bedside::running();
    bedside.wait(9);
    bedside.massager.link_down(bedside.now);
    bedside.wait(9);
    bedside.massager.link_up(bedside.now);
    bedside.wait(9);
    assert_eq!(bedside.motor(), 60, "{}", bedside.transcript());
    assert_eq!(bedside.order("02ff1e"), "800205");
    assert_eq!(bedside.order("00"), "800001");
    assert_eq!(bedside.order("02ff1e"), "800201");
}

#[test]
fn a_phone_that_falls_silent_stops_the_session() {
    let mut bedside = Bedside::running();
    bedside.wait_in_touch(60);
    assert_eq!(bedside.motor(), 60);
    bedside.wait_ms(9_900);
    assert_eq!(bedside.motor(), 60);
    bedside.wait_ms(100);
    assert_eq!(bedside.stopped_by(), StopReason::KeepAliveMissed);
}

#[test]
fn even_a_refused_order_shows_that_the_phone_is_there() {
    let mut bedside = Bedside::running();
    for _ in 0..20 {
        bedside.wait(9);
        assert_eq!(bedside.order("ff"), "80ff02");
    }
    assert_eq!(bedside.motor(), 60);
}

#[test]
fn stop_needs_no_control_and_everything_else_does() {
    let mut bedside = Bedside::running();
    bedside.massager.link_down(bedside.now);
    bedside.massager.link_up(bedside.now);
    for order in ["01", "02ff3c", "03dc0500000000", "04000a", "0744332211"] {
        assert_eq!(bedside.order(order), format!("80{}05", &order[..2]));
    }
    assert_eq!(bedside.order("0802"), "800805");
    assert_eq!(bedside.order("0803"), "800805");
    assert_eq!(bedside.order("09"), "800901");
    assert_eq!(bedside.order("0801"), "800801");
    assert_eq!(bedside.stopped_by(), StopReason::Client);
    assert_eq!(bedside.order("0801"), "800801", "a repeated stop");
}

#[test]
fn the_stop_button_always_works() {
    let mut bedside = Bedside::running();
    bedside.wait(5);
    bedside.massager.press_stop_button(bedside.now);
    assert_eq!(bedside.stopped_by(), StopReason::UserAtDevice);
    let before = bedside.massager.status();
    bedside.massager.press_stop_button(bedside.now);
    assert_eq!(bedside.massager.status(), before, "pressed while still");
}

#[test]
fn power_comes_back_to_a_still_massager_that_knows_why() {
    let mut bedside = Bedside::running();
    bedside.wait(8);
    bedside.massager.power_off(bedside.now);
    assert_eq!(bedside.motor(), 0);
    bedside.wait(5);
    bedside.massager.power_on(bedside.now);
    assert_eq!(bedside.stopped_by(), StopReason::PowerWasLost);
    bedside.massager.link_up(bedside.now);
    bedside.order("00");
    assert_eq!(bedside.order("0744332211"), "800785", "the same session");
    assert_eq!(
        bedside.order("0701000000"),
        "8007808403",
        "the rest is not slept off without power"
    );
    bedside.wait(900);
    assert_eq!(
        bedside.order("0701000000"),
        "800785",
        "its terms were forgotten"
    );
}

#[test]
fn reset_stops_forgets_and_releases_control() {
    let mut bedside = Bedside::running();
    bedside.order("040100");
    bedside.wait(8);
    assert_eq!(bedside.order("01"), "800101");
    assert_eq!(bedside.stopped_by(), StopReason::Reset);
    let status = bedside.massager.status();
    assert_eq!((status.target_percent, status.link_loss_policy), (0, 0));
    assert_eq!(bedside.order("02ff3c"), "800205");
}
