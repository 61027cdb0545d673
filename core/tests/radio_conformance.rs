//! One suite for every radio: what a session may rely on, whatever moves the bytes.
//!
//! The massager behind each radio is the simulated one; its clock runs with paused time in process, and fast behind
//! the socket, where two processes' worth of real input and output take part.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![cfg(unix)]

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use lull_core::device::link::LinkFault;
use lull_core::device::{Channel, WriteMode};
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::{
    MassagerSocket, OPERATION_PATIENCE, SimFault, SimulatedMassager, SocketRadio,
};
use lull_core::driver::radio::{Address, Connection, Radio, RadioEvent, Sighting};
use lull_core::time::Now;
use tokio::task::JoinHandle;

const SERVICE: &str = "c3d80001-e052-4231-871f-7c0b53630c48";
const FEATURE: &str = "c3d80002-e052-4231-871f-7c0b53630c48";
const CONTROL_POINT: &str = "c3d80003-e052-4231-871f-7c0b53630c48";
const STATUS: &str = "c3d80004-e052-4231-871f-7c0b53630c48";

const PATIENCE: Duration = Duration::from_secs(10);

/// A radio, the massager it reaches, and what they need to live.
struct Bench {
    radio: Arc<dyn Radio>,
    /// The same, but its operations give up soon.
    impatient: Arc<dyn Radio>,
    address: Address,
    nowhere: Address,
    massager: SimulatedMassager,
    _served: Option<(JoinHandle<()>, tempfile::TempDir)>,
}

impl Bench {
    fn in_process() -> Self {
        let massager = SimulatedMassager::new(clock(1));
        let radio = Arc::new(massager.radio());
        Self {
            impatient: radio.clone(),
            radio,
            address: SimulatedMassager::address(),
            nowhere: Address("elsewhere".into()),
            massager,
            _served: None,
        }
    }

    fn socket() -> Self {
        let massager = SimulatedMassager::new(clock(50));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("massager");
        let socket = MassagerSocket::bind(&path, massager.clone()).expect("a free path");
        let server = tokio::spawn(async move {
            socket.serve().await.expect("a socket of our own");
        });
        let text = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
        let radio = SocketRadio::at(&text(&path)).with_operation_patience(PATIENCE);
        let soon = Duration::from_millis(100);
        Self {
            address: radio.address(),
            impatient: Arc::new(radio.clone().with_operation_patience(soon)),
            radio: Arc::new(radio),
            nowhere: Address(text(&folder.path().join("nobody"))),
            massager,
            _served: Some((server, folder)),
        }
    }

    async fn connect(&self) -> Phone {
        let connection = self.radio.connect(&self.address, PATIENCE).await;
        Phone(connection.expect("a free massager within reach"))
    }

    async fn connect_and_subscribe(&self) -> Phone {
        let phone = self.connect().await;
        phone.bond(PATIENCE).await.expect("a willing massager");
        phone.subscribe(channel(CONTROL_POINT)).await.expect("up");
        phone.subscribe(channel(STATUS)).await.expect("up");
        phone
    }
}

fn clock(speed: u32) -> Clock {
    let at = "2026-11-21T20:00:00Z".parse().expect("a timestamp");
    Clock::starting_at(Now::new(at, TimeZone::UTC, Duration::ZERO), speed)
}

fn channel(uuid: &str) -> Channel {
    Channel(uuid.parse().expect("a UUID"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(pair).collect()
}

struct Phone(Box<dyn Connection>);

impl core::ops::Deref for Phone {
    type Target = dyn Connection;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl Phone {
    async fn order(&self, order: &str) -> Result<(), LinkFault> {
        let channel = channel(CONTROL_POINT);
        self.write(channel, &bytes(order), WriteMode::WithResponse)
            .await
    }

    /// Writes an order and waits for its answer, passing over status values.
    async fn ordered(&self, order: &str) -> String {
        self.order(order).await.expect(order);
        self.next_on(CONTROL_POINT).await
    }

    async fn next_on(&self, uuid: &str) -> String {
        loop {
            match self.next_event().await {
                RadioEvent::Value { channel: of, bytes } if of == channel(uuid) => {
                    return hex(&bytes);
                }
                RadioEvent::Value { .. } => {}
                RadioEvent::Dropped => panic!("the link was lost"),
            }
        }
    }

    /// A session of 25 minutes at 60 % that needs no phone.
    async fn start_session(&self) {
        for order in ["00", "03dc0500000000", "040100", "02ff3c", "0744332211"] {
            let answer = self.ordered(order).await;
            assert_eq!(answer, format!("80{}01", &order[..2]));
        }
    }
}

async fn a_scan_sees_the_massager_by_its_service(bench: Bench) {
    let seen = bench.radio.scan(PATIENCE).await.expect("a radio");
    let [sighting] = seen.as_slice() else {
        panic!("one massager, but saw {seen:?}");
    };
    assert_eq!(sighting.address, bench.address);
    let service: uuid::Uuid = SERVICE.parse().expect("a UUID");
    assert_eq!(sighting.advertisement.services, [service]);
}

async fn a_scan_that_sees_nothing_ends_within_patience(bench: Bench) {
    bench.massager.inject(SimFault::PowerCut { seconds: 9000 });
    let seen = bench.radio.scan(Duration::from_millis(200)).await;
    assert_eq!(seen, Ok(vec![]));
}

async fn the_feature_reads_as_the_profiles_worked_example(bench: Bench) {
    let phone = bench.connect().await;
    let feature = phone.read(channel(FEATURE)).await.expect("readable");
    assert_eq!(hex(&feature), "01000b02000001140500080784032c01053c0000");
}

async fn an_order_before_subscribing_is_refused_and_changes_nothing(bench: Bench) {
    let phone = bench.connect().await;
    phone.bond(PATIENCE).await.expect("a willing massager");
    let before = phone.read(channel(STATUS)).await;
    assert_eq!(phone.order("00").await, Err(LinkFault::Rejected));
    assert_eq!(phone.read(channel(STATUS)).await, before);
}

async fn a_watch_tells_of_a_device_again_while_it_is_there(bench: Bench) {
    let mut seen = 0;
    let mut take = |sighting: Sighting| {
        assert_eq!(sighting.address, bench.address);
        seen += 1;
        if seen == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    assert_eq!(bench.radio.watch(PATIENCE, &mut take).await, Ok(()));
    assert_eq!(seen, 3, "and no more after breaking off");
}

async fn what_needs_a_bond_is_refused_without_and_done_with_it(bench: Bench) {
    let phone = bench.connect().await;
    let rejected = Err(LinkFault::Rejected);
    assert_eq!(phone.subscribe(channel(CONTROL_POINT)).await, rejected);
    assert_eq!(phone.order("00").await, rejected);
    for _ in 0..2 {
        assert_eq!(phone.bond(PATIENCE).await, Ok(()), "also when it is done");
    }
    phone.subscribe(channel(CONTROL_POINT)).await.expect("up");
    assert_eq!(phone.ordered("00").await, "800001");
}

async fn a_bond_outlives_its_link(bench: Bench) {
    drop(bench.connect_and_subscribe().await);
    bench.massager.inject(SimFault::RefusePairing);
    let phone = bench.connect().await;
    assert_eq!(phone.bond(PATIENCE).await, Ok(()), "nothing new is made");
    phone.subscribe(channel(CONTROL_POINT)).await.expect("up");
}

async fn a_lost_bond_is_told_and_healed_by_forgetting_it(bench: Bench) {
    drop(bench.connect_and_subscribe().await);
    bench.massager.inject(SimFault::ForgetBond);
    for _ in 0..2 {
        let lost = bench.radio.connect(&bench.address, PATIENCE).await;
        assert_eq!(lost.err(), Some(LinkFault::BondLost));
    }
    assert_eq!(bench.radio.forget(&bench.address).await, Ok(()));
    let phone = bench.connect_and_subscribe().await;
    assert_eq!(phone.ordered("00").await, "800001");
}

async fn a_massager_that_refuses_to_pair_is_told_from_one_that_is_silent(bench: Bench) {
    let phone = bench.connect().await;
    bench.massager.inject(SimFault::RefusePairing);
    let refused = Err(LinkFault::PairingRefused);
    assert_eq!(phone.bond(PATIENCE).await, refused);
    bench.massager.heal();
    bench.massager.inject(SimFault::Silent);
    let soon = Duration::from_millis(300);
    assert_eq!(phone.bond(soon).await, Err(LinkFault::TimedOut));
}

async fn forgetting_a_stranger_is_harmless(bench: Bench) {
    assert_eq!(bench.radio.forget(&bench.nowhere).await, Ok(()));
    assert_eq!(bench.radio.forget(&bench.address).await, Ok(()));
    bench.connect_and_subscribe().await;
}

async fn each_order_is_answered_once_after_its_write(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    for (order, answer) in [
        ("02ff3c", "800205"),
        ("00", "800001"),
        ("02ff3c", "800201"),
        ("0500", "800502"),
        ("0000", "800003"),
        ("0801", "800801"),
    ] {
        assert_eq!(phone.ordered(order).await, answer, "{order}");
    }
}

async fn a_running_session_notifies_each_second(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    phone.start_session().await;
    let mut elapsed = Vec::new();
    while elapsed.last() != Some(&8) {
        let status = bytes(&phone.next_on(STATUS).await);
        assert_eq!(status.len(), 20);
        if status[1] != 0 {
            elapsed.push(u16::from_le_bytes([status[8], status[9]]));
        }
    }
    elapsed.dedup();
    assert_eq!(elapsed, (0..=8).collect::<Vec<_>>());
}

async fn operations_are_done_one_at_a_time_in_order(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    bench.massager.inject(SimFault::Slow { millis: 20 });
    let (feature, first, status, subscribed) = tokio::join!(
        biased;
        phone.read(channel(FEATURE)),
        phone.order("00"),
        phone.read(channel(STATUS)),
        phone.subscribe(channel(STATUS)),
    );
    assert_eq!(feature.expect("read").len(), 20);
    first.expect("written");
    assert_eq!(status.expect("read").len(), 20);
    subscribed.expect("subscribed");
    assert_eq!(phone.next_on(CONTROL_POINT).await, "800001");
}

async fn disconnecting_is_an_event_and_harmless_when_repeated(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    assert!(phone.is_up());
    phone.disconnect().await;
    phone.disconnect().await;
    assert!(!phone.is_up());
    assert_eq!(phone.next_event().await, RadioEvent::Dropped);
    assert_eq!(phone.next_event().await, RadioEvent::Dropped);
    let read = phone.read(channel(FEATURE)).await;
    assert_eq!(read, Err(LinkFault::Disconnected));
    assert_eq!(phone.order("00").await, Err(LinkFault::Disconnected));
}

async fn a_lost_link_is_an_event_after_everything_that_came_before_it(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    phone.order("00").await.expect("written");
    bench.massager.inject(SimFault::Drop);
    let answer = RadioEvent::Value {
        channel: channel(CONTROL_POINT),
        bytes: bytes("800001"),
    };
    assert_eq!(phone.next_event().await, answer);
    assert_eq!(phone.next_event().await, RadioEvent::Dropped);
    assert!(!phone.is_up());
}

async fn an_operation_under_way_ends_when_the_link_is_lost(bench: Bench) {
    let phone = bench.connect().await;
    bench.massager.inject(SimFault::Slow { millis: 60_000 });
    bench
        .massager
        .inject_after(Duration::from_secs(2), SimFault::Drop);
    let read = phone.read(channel(FEATURE)).await;
    assert_eq!(read, Err(LinkFault::Disconnected));
}

async fn a_massager_that_is_not_there_is_not_found_within_patience(bench: Bench) {
    let patience = Duration::from_millis(300);
    let began = bench.massager.clock().now().monotonic;
    let connected = bench.radio.connect(&bench.nowhere, patience).await;
    assert_eq!(connected.err(), Some(LinkFault::NotFound));
    let took = bench.massager.clock().now().monotonic - began;
    let took = bench.massager.clock().in_the_world(took);
    assert!(took < PATIENCE, "took {took:?}");
}

async fn a_massager_without_power_is_found_once_power_is_back(bench: Bench) {
    bench.massager.inject(SimFault::PowerCut { seconds: 9000 });
    let patience = Duration::from_millis(300);
    let connected = bench.radio.connect(&bench.address, patience).await;
    assert_eq!(connected.err(), Some(LinkFault::NotFound));
    bench.massager.heal();
    assert!(bench.connect().await.is_up());
}

async fn a_second_connection_is_busy_until_the_first_ends(bench: Bench) {
    let first = bench.connect().await;
    let second = bench.radio.connect(&bench.address, PATIENCE).await;
    assert_eq!(second.err(), Some(LinkFault::Busy));
    assert!(first.is_up());
    first.disconnect().await;
    assert!(bench.connect().await.is_up());
}

async fn dropping_the_connection_frees_the_massager(bench: Bench) {
    drop(bench.connect().await);
    assert!(bench.connect().await.is_up());
}

async fn dropping_a_wait_for_an_event_loses_nothing(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    phone.start_session().await;
    let mut sequence = Vec::new();
    // some waits are cut off before anything can have come, some just before it comes
    for wait_ms in [0, 3, 700, 40, 290].into_iter().cycle() {
        if sequence.len() == 40 {
            break;
        }
        let clock = bench.massager.clock();
        let wait = clock.in_the_world(Duration::from_millis(wait_ms));
        let event = tokio::time::timeout(wait, phone.next_event()).await;
        if let Ok(RadioEvent::Value { channel: of, bytes }) = event {
            assert_eq!(of, channel(STATUS));
            sequence.push(bytes[0]);
        }
    }
    let unbroken = sequence[0]..sequence[0] + 40;
    assert_eq!(sequence, unbroken.collect::<Vec<_>>());
}

async fn dropping_an_operation_does_not_disturb_the_next(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    for _ in 0..5 {
        let read = phone.read(channel(STATUS));
        let _ = tokio::time::timeout(Duration::ZERO, read).await;
        let feature = phone.read(channel(FEATURE)).await.expect("up");
        assert_eq!(hex(&feature), "01000b02000001140500080784032c01053c0000");
    }
}

async fn every_call_to_a_silent_massager_ends_by_itself(bench: Bench) {
    let connected = bench.impatient.connect(&bench.address, PATIENCE).await;
    let phone = Phone(connected.expect("within reach"));
    bench.massager.inject(SimFault::Silent);
    let began = bench.massager.clock().now().monotonic;
    let status = channel(STATUS);
    assert_eq!(phone.read(status).await, Err(LinkFault::TimedOut));
    assert_eq!(phone.subscribe(status).await, Err(LinkFault::TimedOut));
    assert_eq!(phone.order("0801").await, Err(LinkFault::TimedOut));
    let took = bench.massager.clock().now().monotonic - began;
    assert!(took >= 3 * OPERATION_PATIENCE, "took {took:?}");
    assert!(phone.is_up(), "silence is not a lost link");
    phone.disconnect().await;
    assert!(!phone.is_up());
}

async fn a_late_answer_is_not_taken_for_the_next_ones(bench: Bench) {
    let connected = bench.impatient.connect(&bench.address, PATIENCE).await;
    let phone = Phone(connected.expect("within reach"));
    bench.massager.inject(SimFault::Slow { millis: 7_500 });
    assert_eq!(
        phone.read(channel(STATUS)).await,
        Err(LinkFault::TimedOut),
        "slower than any call may be"
    );
    bench.massager.heal();
    let feature = phone.read(channel(FEATURE)).await.expect("healed");
    assert_eq!(feature[0], 1, "a feature, not the late status");
    assert_eq!(feature.len(), 20);
}

async fn a_write_without_response_waits_for_nothing_and_changes_nothing(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    let (mode, order) = (WriteMode::WithoutResponse, bytes("00"));
    let lost = phone.write(channel(CONTROL_POINT), &order, mode);
    assert_eq!(lost.await, Ok(()));
    assert_eq!(phone.ordered("02ff3c").await, "800205");
}

async fn what_the_table_does_not_offer_is_rejected(bench: Bench) {
    let phone = bench.connect_and_subscribe().await;
    let rejected = Err(LinkFault::Rejected);
    let strange = channel("00001234-0000-1000-8000-00805f9b34fb");
    assert_eq!(phone.read(strange).await.map(|_| ()), rejected);
    assert_eq!(phone.subscribe(strange).await, rejected);
    assert_eq!(phone.subscribe(channel(FEATURE)).await, rejected);
    let read = phone.read(channel(CONTROL_POINT)).await;
    assert_eq!(read.map(|_| ()), rejected);
    for (uuid, order) in [(FEATURE, "00"), (STATUS, "00"), (CONTROL_POINT, "")] {
        let mode = WriteMode::WithResponse;
        let written = phone.write(channel(uuid), &bytes(order), mode).await;
        assert_eq!(written, rejected, "{uuid}");
    }
    assert_eq!(phone.order(&"00".repeat(21)).await, rejected);
}

/// Runs the whole suite against both radios. A test that hangs fails and shows what the massager went through.
macro_rules! against_both_radios {
    ($($name:ident),* $(,)?) => {
        mod in_process {
            $(#[tokio::test(start_paused = true)]
            async fn $name() {
                let longest = std::time::Duration::from_secs(36_000);
                super::held(super::Bench::in_process(), longest, super::$name).await;
            })*
        }

        mod socket {
            $(#[tokio::test]
            async fn $name() {
                let longest = std::time::Duration::from_secs(60);
                super::held(super::Bench::socket(), longest, super::$name).await;
            })*
        }
    };
}

async fn held<F: Future<Output = ()>>(bench: Bench, longest: Duration, test: fn(Bench) -> F) {
    let massager = bench.massager.clone();
    let ended = tokio::time::timeout(longest, test(bench)).await;
    assert!(ended.is_ok(), "hangs after:\n{}", massager.transcript());
}

against_both_radios!(
    a_scan_sees_the_massager_by_its_service,
    a_scan_that_sees_nothing_ends_within_patience,
    the_feature_reads_as_the_profiles_worked_example,
    a_watch_tells_of_a_device_again_while_it_is_there,
    what_needs_a_bond_is_refused_without_and_done_with_it,
    a_bond_outlives_its_link,
    a_lost_bond_is_told_and_healed_by_forgetting_it,
    a_massager_that_refuses_to_pair_is_told_from_one_that_is_silent,
    forgetting_a_stranger_is_harmless,
    an_order_before_subscribing_is_refused_and_changes_nothing,
    each_order_is_answered_once_after_its_write,
    a_running_session_notifies_each_second,
    operations_are_done_one_at_a_time_in_order,
    disconnecting_is_an_event_and_harmless_when_repeated,
    a_lost_link_is_an_event_after_everything_that_came_before_it,
    an_operation_under_way_ends_when_the_link_is_lost,
    a_massager_that_is_not_there_is_not_found_within_patience,
    a_massager_without_power_is_found_once_power_is_back,
    a_second_connection_is_busy_until_the_first_ends,
    dropping_the_connection_frees_the_massager,
    dropping_a_wait_for_an_event_loses_nothing,
    dropping_an_operation_does_not_disturb_the_next,
    every_call_to_a_silent_massager_ends_by_itself,
    a_late_answer_is_not_taken_for_the_next_ones,
    a_write_without_response_waits_for_nothing_and_changes_nothing,
    what_the_table_does_not_offer_is_rejected,
);
