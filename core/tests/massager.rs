//! The simulated massager's promises, from the device's side: nothing is left running, whatever the phone does.
//!
//! Time is an argument here, so whole nights take no time.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "fuzzed/massager_control.rs"]
mod massager_control;

use std::time::Duration;

use lull_core::device::{Channel, WriteMode};
use lull_core::driver::radio::sim::gatt::{AttError, GattRequest};
use lull_core::driver::radio::sim::massager::Massager;
use lull_core::driver::radio::sim::peripheral::{LinkId, Outgoing, Peripheral, Unreachable};
use lull_core::driver::radio::sim::profile::{
    CONTROL_POINT, FEATURE, Feature, SESSION_STATUS, State, StopReason, flag,
};
use lull_core::driver::radio::sim::{SimFault, What};
use massager_control::{Act, Night, transcript};
use proptest::prelude::*;

const SECOND: Duration = Duration::from_secs(1);

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(pair).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A massager with a phone beside it and a clock in the hand.
struct Bedside {
    massager: Massager,
    now: Duration,
}

impl Bedside {
    fn new() -> Self {
        Self::with(Feature::default())
    }

    fn with(feature: Feature) -> Self {
        let mut massager = Massager::new(feature, Duration::ZERO);
        massager.link_up(Duration::ZERO);
        Self {
            massager,
            now: Duration::ZERO,
        }
    }

    /// 25 minutes at 60 % without ramps, under the default link-loss rule, in control.
    fn running() -> Self {
        let mut bedside = Self::new();
        bedside.prepare("03dc0500000000");
        assert_eq!(bedside.order("0744332211"), "800701");
        bedside
    }

    fn prepare(&mut self, session: &str) {
        for order in ["00", session, "02ff3c"] {
            assert_eq!(self.order(order), format!("80{}01", &order[..2]));
        }
    }

    fn order(&mut self, order: &str) -> String {
        let order = bytes(order);
        hex(&self.massager.control_point(order[0], &order[1..], self.now))
    }

    fn wait(&mut self, seconds: u64) {
        self.wait_ms(seconds * 1000);
    }

    fn wait_ms(&mut self, millis: u64) {
        self.now += Duration::from_millis(millis);
        self.massager.advance(self.now);
    }

    /// Waits, saying "I am here" every three seconds.
    fn wait_in_touch(&mut self, seconds: u64) {
        for _ in 0..seconds / 3 {
            self.wait(3);
            assert_eq!(self.order("09"), "800901");
        }
        self.wait(seconds % 3);
    }

    fn motor(&self) -> u8 {
        self.massager.motor_percent()
    }

    fn stopped_by(&self) -> StopReason {
        assert_eq!(self.motor(), 0, "{}", self.transcript());
        self.massager.status().stop_reason
    }

    fn transcript(&self) -> String {
        transcript(&self.massager)
    }
}

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

/// A massager's radio end and one phone on it.
struct OnAir {
    peripheral: Peripheral,
    link: LinkId,
    now: Duration,
    requests: u64,
}

impl OnAir {
    fn connected() -> Self {
        let massager = Massager::new(Feature::default(), Duration::ZERO);
        let mut peripheral = Peripheral::new(massager);
        let link = peripheral.connect(None, Duration::ZERO).expect("free");
        Self {
            peripheral,
            link,
            now: Duration::ZERO,
            requests: 0,
        }
    }

    fn subscribed() -> Self {
        let mut on_air = Self::connected();
        assert!(matches!(on_air.ask(GattRequest::Bond), Some(Ok(_))));
        for channel in [CONTROL_POINT, SESSION_STATUS] {
            let subscribed = on_air.ask(GattRequest::Subscribe(channel));
            assert_eq!(subscribed, Some(Ok(vec![])));
        }
        on_air
    }

    fn running() -> Self {
        let mut on_air = Self::subscribed();
        for order in ["00", "03dc0500000000", "040100", "02ff3c", "0744332211"] {
            assert_eq!(on_air.write(order), Some(Ok(vec![])));
        }
        on_air.heard();
        on_air
    }

    fn ask(&mut self, request: GattRequest) -> Option<Result<Vec<u8>, AttError>> {
        self.requests += 1;
        let number = self.requests;
        self.peripheral
            .request(self.link, number, request, self.now);
        self.answer()
    }

    fn answer(&mut self) -> Option<Result<Vec<u8>, AttError>> {
        let is_answer = |out: &Outgoing| matches!(out, Outgoing::Answer { .. });
        match self.peripheral.take(self.link, self.now, is_answer)? {
            Outgoing::Answer { result, .. } => Some(result),
            Outgoing::Value { .. } | Outgoing::Dropped => None,
        }
    }

    fn write(&mut self, order: &str) -> Option<Result<Vec<u8>, AttError>> {
        self.ask(GattRequest::Write {
            channel: CONTROL_POINT,
            bytes: bytes(order),
            mode: WriteMode::WithResponse,
        })
    }

    /// Every value that came out since the last look.
    fn heard(&mut self) -> Vec<(Channel, Vec<u8>)> {
        let is_value = |out: &Outgoing| matches!(out, Outgoing::Value { .. });
        let mut heard = Vec::new();
        while let Some(Outgoing::Value { channel, bytes }) =
            self.peripheral.take(self.link, self.now, is_value)
        {
            heard.push((channel, bytes));
        }
        heard
    }

    fn wait(&mut self, time: Duration) {
        self.now += time;
        self.peripheral.advance(self.now);
    }

    fn inject(&mut self, fault: SimFault) {
        self.peripheral.inject(fault, Duration::ZERO, self.now);
    }

    fn motor(&self) -> u8 {
        self.peripheral.massager().motor_percent()
    }
}

#[test]
fn the_attribute_protocols_own_errors_come_before_the_massagers() {
    let mut on_air = OnAir::connected();
    assert_eq!(on_air.write("00"), Some(Err(AttError(0x0f))), "bond");
    let subscribed = on_air.ask(GattRequest::Subscribe(SESSION_STATUS));
    assert_eq!(subscribed, Some(Err(AttError(0x0f))));
    let read = on_air.ask(GattRequest::Read(FEATURE));
    assert!(matches!(read, Some(Ok(_))), "open to everybody");
    on_air.ask(GattRequest::Bond);
    assert_eq!(on_air.write("00"), Some(Err(AttError(0xfd))), "subscribe");
    on_air.ask(GattRequest::Subscribe(CONTROL_POINT));
    assert_eq!(on_air.write(""), Some(Err(AttError(0x0d))), "empty");
    let long = "00".repeat(21);
    assert_eq!(on_air.write(&long), Some(Err(AttError(0x0d))), "too long");
    let read = on_air.ask(GattRequest::Read(CONTROL_POINT));
    assert_eq!(read, Some(Err(AttError(0x02))));
    let written = on_air.ask(GattRequest::Write {
        channel: FEATURE,
        bytes: vec![0],
        mode: WriteMode::WithResponse,
    });
    assert_eq!(written, Some(Err(AttError(0x03))));
    assert_eq!(on_air.heard(), [], "nothing was answered by the massager");
}

#[test]
fn an_order_before_the_last_answer_arrived_is_a_procedure_in_progress() {
    let mut on_air = OnAir::subscribed();
    on_air.inject(SimFault::Slow { millis: 300 });
    assert_eq!(on_air.write("00"), None, "not yet");
    on_air.wait(Duration::from_millis(300));
    assert_eq!(on_air.answer(), Some(Ok(vec![])), "written");
    assert_eq!(on_air.heard(), [], "but not answered");
    on_air.write("02ff3c");
    on_air.wait(Duration::from_millis(300));
    assert_eq!(on_air.answer(), Some(Err(AttError(0xfe))));
    assert_eq!(on_air.heard(), [(CONTROL_POINT, bytes("800001"))]);
    on_air.write("02ff3c");
    on_air.wait(Duration::from_millis(600));
    assert_eq!(on_air.answer(), Some(Ok(vec![])));
}

#[test]
fn the_status_is_notified_on_each_change_and_each_second_while_running() {
    let mut on_air = OnAir::running();
    on_air.wait(Duration::from_secs(10));
    let states: Vec<u8> = on_air.heard().iter().map(|(_, bytes)| bytes[1]).collect();
    assert_eq!(states, [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    on_air.write("0801");
    let heard = on_air.heard();
    let told: Vec<String> = heard.iter().map(|(_, bytes)| hex(bytes)).collect();
    assert_eq!(told[0], "800801");
    assert_eq!(told[1][2..], *"050100443322110a0000003c00ff0184030000");
    assert_eq!(told.len(), 2);
    on_air.wait(Duration::from_secs(899));
    assert_eq!(on_air.heard(), [], "resting is not running");
    on_air.wait(SECOND);
    assert_eq!(on_air.heard().len(), 1, "rested");
}

#[test]
fn a_refused_start_is_refused_once() {
    let mut on_air = OnAir::subscribed();
    on_air.inject(SimFault::Refuse { code: 0x83 });
    for order in ["00", "03dc0500000000", "0701000000", "0701000000"] {
        on_air.write(order);
    }
    let answers: Vec<String> = on_air
        .heard()
        .into_iter()
        .filter(|(channel, _)| *channel == CONTROL_POINT)
        .map(|(_, bytes)| hex(&bytes))
        .collect();
    assert_eq!(answers, ["800001", "800301", "800783", "800701"]);
}

#[test]
fn out_of_reach_for_a_while_is_away_and_then_back() {
    let mut on_air = OnAir::running();
    on_air.inject(SimFault::DropFor { seconds: 30 });
    assert!(!on_air.peripheral.is_up(on_air.link));
    assert_eq!(on_air.peripheral.advertisement(on_air.now), None);
    let away = on_air.peripheral.connect(None, on_air.now);
    assert_eq!(away, Err(Unreachable::Away));
    on_air.wait(Duration::from_secs(30));
    assert_eq!(on_air.motor(), 60, "detached: it goes on");
    assert!(on_air.peripheral.advertisement(on_air.now).is_some());
    assert!(on_air.peripheral.connect(None, on_air.now).is_ok());
}

#[test]
fn a_bond_lets_its_phone_in_until_the_massager_loses_it() {
    let mut on_air = OnAir::connected();
    let mut bond = || {
        let bonded = on_air.ask(GattRequest::Bond);
        let bytes = bonded.expect("answered").expect("willing");
        let number = u64::from_le_bytes(bytes.try_into().expect("a number"));
        serde_json::from_value(number.into()).expect("a bond")
    };
    let (first, second) = (bond(), bond());
    for known in [first, second] {
        on_air.inject(SimFault::Drop);
        let link = on_air.peripheral.connect(Some(known), on_air.now);
        on_air.link = link.expect("known");
        let read = on_air.ask(GattRequest::Read(SESSION_STATUS));
        assert!(matches!(read, Some(Ok(_))), "encrypted without asking");
    }
    on_air.inject(SimFault::ForgetBond);
    on_air.inject(SimFault::Drop);
    let lost = on_air.peripheral.connect(Some(first), on_air.now);
    assert_eq!(lost, Err(Unreachable::BondLost));
    let link = on_air.peripheral.connect(None, on_air.now);
    on_air.link = link.expect("anew");
    on_air.inject(SimFault::RefusePairing);
    let refused = on_air.ask(GattRequest::Bond);
    assert_eq!(refused, Some(Err(AttError(0x05))));
}

#[test]
fn held_by_another_phone_is_busy_until_healed() {
    let mut on_air = OnAir::connected();
    on_air.inject(SimFault::Busy);
    on_air.inject(SimFault::Drop);
    let busy = on_air.peripheral.connect(None, on_air.now);
    assert_eq!(busy, Err(Unreachable::Busy));
    on_air.peripheral.heal(on_air.now);
    assert!(on_air.peripheral.connect(None, on_air.now).is_ok());
}

#[test]
fn a_silent_massager_hears_nothing_and_its_own_rules_stop_it() {
    let mut on_air = OnAir::running();
    on_air.write("04000a");
    on_air.heard();
    on_air.wait(Duration::from_secs(8));
    on_air.heard();
    on_air.inject(SimFault::Silent);
    assert_eq!(on_air.write("0801"), None);
    assert_eq!(on_air.motor(), 60, "not heard");
    on_air.wait(Duration::from_secs(2));
    assert_eq!(on_air.motor(), 0);
    assert_eq!(on_air.heard(), [], "and nothing said");
    let reason = on_air.peripheral.massager().status().stop_reason;
    assert_eq!(reason, StopReason::KeepAliveMissed);
}

#[test]
fn garbage_repeats_with_its_seed_and_never_is_the_status() {
    let garbage = |seed| {
        let mut on_air = OnAir::running();
        on_air.inject(SimFault::Garbage { seed });
        on_air.wait(Duration::from_secs(60));
        on_air.heard()
    };
    let heard = garbage(1);
    assert!(heard.len() >= 60);
    assert!(heard.iter().all(|(_, bytes)| bytes.len() <= 20));
    let id = bytes("44332211");
    assert!(heard.iter().all(|(_, bytes)| bytes.get(4..8) != Some(&id)));
    assert_eq!(heard, garbage(1));
    assert_ne!(heard, garbage(2));
}

#[test]
fn a_sagging_motor_turns_less_than_commanded_and_says_so() {
    let mut on_air = OnAir::running();
    on_air.inject(SimFault::Sag { percent: 50 });
    on_air.wait(Duration::from_secs(10));
    assert_eq!(on_air.motor(), 30);
    let status = on_air.peripheral.massager().status();
    assert_eq!(status.commanded_percent, 60);
    assert_eq!(status.measured_percent, Some(30));
    let feature = on_air.ask(GattRequest::Read(FEATURE));
    let feature = feature.expect("answered").expect("readable");
    assert_eq!(u32::from(feature[2]) & flag::MOTION_MEASURED, 1 << 6);
}

#[test]
fn a_deaf_motor_turns_on_after_an_accepted_stop_until_the_plug_is_pulled() {
    let mut on_air = OnAir::running();
    on_air.wait(Duration::from_secs(10));
    on_air.inject(SimFault::Deaf);
    assert_eq!(on_air.write("0801"), Some(Ok(vec![])));
    assert_eq!(on_air.peripheral.massager().state(), State::Resting);
    assert_eq!(on_air.motor(), 60);
    on_air.inject(SimFault::PowerCut { seconds: 5 });
    assert_eq!(on_air.motor(), 0);
    on_air.wait(Duration::from_secs(5));
    assert_eq!(on_air.motor(), 0);
    assert!(on_air.peripheral.connect(None, on_air.now).is_ok());
}

#[test]
fn a_fault_may_be_ordered_for_later() {
    let mut on_air = OnAir::running();
    let later = Duration::from_secs(90);
    on_air.peripheral.inject(SimFault::Drop, later, on_air.now);
    on_air.wait(Duration::from_secs(3600));
    let told: Vec<_> = on_air.peripheral.massager().happenings().collect();
    let cut = told.iter().find(|told| told.what == What::Disconnected);
    assert_eq!(cut.map(|told| told.at), Some(later));
}

fn act() -> impl Strategy<Value = Act> {
    let level = (0..=105_u8).prop_map(|percent| vec![0x02, 0xff, percent]);
    let session = (0..=2000_u16, 0..=70_u16, 0..=70_u16).prop_map(|(duration, up, down)| {
        let words = [duration, up, down].map(u16::to_le_bytes);
        [&[0x03][..], words.as_flattened()].concat()
    });
    let rule = (0..=2_u8, 0..=70_u8).prop_map(|(policy, timeout)| vec![0x04, policy, timeout]);
    let start = (0..4_u8).prop_map(|id| vec![0x07, id, 0, 0, 0]);
    let halt = (1..=3_u8).prop_map(|how| vec![0x08, how]);
    let order = prop_oneof![
        4 => Just(vec![0x00]),
        4 => level,
        4 => session,
        2 => rule,
        6 => start,
        2 => halt,
        4 => Just(vec![0x09]),
        1 => Just(vec![0x01]),
        2 => prop::collection::vec(any::<u8>(), 1..=20),
    ];
    let wait = prop_oneof![
        4 => 0..3_000_u64,
        4 => 0..30_000_u64,
        1 => 0..2_000_000_u64,
    ];
    prop_oneof![
        12 => order.prop_map(Act::Write),
        6 => wait.prop_map(|millis| Act::Wait(Duration::from_millis(millis))),
        2 => Just(Act::Connect),
        1 => Just(Act::Disconnect),
        1 => Just(Act::PressButton),
        1 => Just(Act::PowerOff),
        2 => Just(Act::PowerOn),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_motor_never_turns_longer_or_stronger_than_allowed(
        acts in prop::collection::vec(act(), 1..80)
    ) {
        let mut night = Night::new();
        night.lives_through(&Act::Connect);
        for act in &acts {
            night.lives_through(act);
        }
        night.ends_by_itself();
    }

    #[test]
    fn arriving_late_or_often_makes_no_difference(
        orders in prop::collection::vec(act(), 1..30),
        looks in prop::collection::vec(0..4_000_u64, 1..60)
    ) {
        let mut punctual = Night::new();
        let mut watched = Night::new();
        let mut look = looks.iter().cycle();
        for act in core::iter::once(&Act::Connect).chain(&orders) {
            if let Act::Wait(time) = act {
                let until = watched.now + *time;
                punctual.now = until;
                punctual.massager.advance(until);
                while watched.now < until {
                    let step = Duration::from_millis(1 + *look.next().expect("endless"));
                    watched.now = (watched.now + step).min(until);
                    watched.massager.advance(watched.now);
                }
            } else {
                punctual.lives_through(act);
                watched.lives_through(act);
            }
        }
        prop_assert_eq!(transcript(&punctual.massager), transcript(&watched.massager));
        prop_assert_eq!(
            punctual.massager.status().to_bytes(),
            watched.massager.status().to_bytes()
        );
    }

    #[test]
    fn arbitrary_bytes_on_any_channel_are_answered_without_panic(
        writes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 1..40),
        seed in any::<u64>(),
    ) {
        let mut on_air = OnAir::subscribed();
        on_air.inject(SimFault::Garbage { seed });
        for bytes in writes {
            let too_long = bytes.len() > 20 || bytes.is_empty();
            let answer = on_air.ask(GattRequest::Write {
                channel: CONTROL_POINT,
                bytes,
                mode: WriteMode::WithResponse,
            });
            prop_assert_eq!(answer.expect("answered").is_err(), too_long);
            on_air.wait(SECOND);
            on_air.heard();
        }
    }
}
