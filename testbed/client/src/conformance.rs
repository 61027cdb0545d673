//! What a session may rely on, asked of the real radio: the very suite that the simulated radios pass, with the lab's
//! massager behind BlueZ. And what only a real stack can be asked.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use jiff::tz::TimeZone;
use lull_core::device::link::LinkFault;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::SimFault;
use lull_core::driver::radio::{Address, Radio};
use serde_json::{Value, json};

use self::promises::{Bench, Hands, PATIENCE, for_each_promise};
use crate::bluez;
use crate::cell::Numbers;
use crate::evening::radio;
use crate::lab::Peripheral;

#[path = "../../../core/tests/conformance/mod.rs"]
#[allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a promise fails by panicking, as in the tests it is from"
)]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "some promises only a simulation can keep"
)]
mod promises;

/// As long as an operation of the real radio may take; its own rule, seen from outside.
const OPERATION_PATIENCE: Duration = Duration::from_secs(4);
/// A promise that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(300);
const NEVER: u64 = 1_000_000;

/// The lab's massager, as the suite handles it.
#[derive(Debug)]
struct LabMassager {
    peripheral: Peripheral,
    clock: Clock,
}

impl LabMassager {
    fn tell(&self, command: &Value) {
        let told = self.peripheral.command(command);
        assert!(told.is_ok(), "{told:?}");
    }
}

impl Hands for LabMassager {
    fn inject(&self, fault: SimFault) {
        self.tell(&in_the_lab(&fault));
    }

    fn inject_after(&self, delay: Duration, fault: SimFault) {
        let peripheral = self.peripheral.clone();
        tokio::spawn(async move {
            tokio::time::sleep(delay).await;
            // the promise misses it when it does not come
            let _ = peripheral.command(&in_the_lab(&fault));
        });
    }

    fn heal(&self) {
        for command in [
            json!({"cmd": "fault"}),
            json!({"cmd": "mute", "on": false}),
            json!({"cmd": "hide", "on": false}),
            json!({"cmd": "pairing", "accept": true}),
        ] {
            self.tell(&command);
        }
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }
}

/// The lab's words for the faults the suite asks for.
#[allow(
    clippy::wildcard_enum_match_arm,
    clippy::panic,
    reason = "the others are not asked for, and asking must be noticed"
)]
fn in_the_lab(fault: &SimFault) -> Value {
    match fault {
        SimFault::PowerCut { .. } => json!({"cmd": "drop", "for": NEVER}),
        SimFault::Drop => json!({"cmd": "drop", "for": 0}),
        SimFault::Slow { millis } => {
            let slow = Duration::from_millis(u64::from(*millis)).as_secs_f64();
            json!({"cmd": "fault", "slow": slow})
        }
        SimFault::Silent => json!({"cmd": "mute", "on": true}),
        SimFault::ForgetBond => json!({"cmd": "forget_bonds"}),
        SimFault::RefusePairing => json!({"cmd": "pairing", "accept": false}),
        other => panic!("the lab has no {other:?}"),
    }
}

/// A fresh massager within reach, and its place on the air.
fn bench(numbers: &mut Numbers) -> Result<(Bench, Peripheral)> {
    let peripheral = Peripheral::add("omp", &json!({}), numbers.next())?;
    let radio: Arc<dyn Radio> = radio();
    let bench = Bench {
        impatient: Arc::clone(&radio),
        radio,
        operation_patience: OPERATION_PATIENCE,
        address: Address(peripheral.address.clone()),
        nowhere: Address("F0:FF:FF:FF:FF:FF".to_owned()),
        massager: Box::new(LabMassager {
            peripheral: peripheral.clone(),
            clock: Clock::system(TimeZone::UTC),
        }),
    };
    Ok((bench, peripheral))
}

macro_rules! run_all {
    ($($name:ident),* $(,)?) => {
        async fn promises(tally: &mut Tally, only: &[String]) -> Result<()> {
            $(if wanted(stringify!($name), only) {
                let (bench, peripheral) = bench(&mut tally.numbers)?;
                let promise = tokio::spawn(promises::$name(bench));
                tally.held(stringify!($name), promise).await;
                peripheral.remove()?;
                bluez::forget(&peripheral.address).await?;
            })*
            Ok(())
        }
    };
}
for_each_promise!(run_all);

fn wanted(name: &str, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|one| one == name)
}

/// What held so far.
#[derive(Debug, Default)]
struct Tally {
    numbers: Numbers,
    passed: u32,
    failed: u32,
}

impl Tally {
    async fn held(&mut self, name: &str, promise: tokio::task::JoinHandle<()>) {
        let stop = promise.abort_handle();
        let trouble = match tokio::time::timeout(LONGEST, promise).await {
            Ok(Ok(())) => {
                println!("test conformance::{name} ... ok");
                self.passed += 1;
                return;
            }
            // what it panicked with is on the console already
            Ok(Err(trouble)) => trouble.to_string(),
            Err(_) => {
                stop.abort();
                "it hangs".to_owned()
            }
        };
        println!("test conformance::{name} ... FAILED\n    {trouble}");
        self.failed += 1;
    }
}

/// Every promise, or only these; true when all hold.
pub(crate) async fn run(only: &[String]) -> Result<bool> {
    let mut tally = Tally::default();
    promises(&mut tally, only).await?;
    if only.is_empty() {
        let (own, peripheral) = bench(&mut tally.numbers)?;
        let promise = tokio::spawn(an_adapter_that_is_off_is_told_as_that(own));
        let name = "an_adapter_that_is_off_is_told_as_that";
        tally.held(name, promise).await;
        bluez::power(true).await?;
        peripheral.remove()?;
        let (own, peripheral) = bench(&mut tally.numbers)?;
        let promise = tokio::spawn(a_bond_is_made_once(own, peripheral.clone()));
        tally.held("a_bond_is_made_once", promise).await;
        peripheral.remove()?;
    }
    let word = if tally.failed == 0 { "ok" } else { "FAILED" };
    println!(
        "test result: {word}. {} passed; {} failed; 0 ignored",
        tally.passed, tally.failed
    );
    Ok(tally.failed == 0 && tally.passed > 0)
}

async fn an_adapter_that_is_off_is_told_as_that(bench: Bench) {
    assert!(bluez::power(false).await.is_ok());
    let connected = bench.radio.connect(&bench.address, PATIENCE).await;
    assert_eq!(connected.err(), Some(LinkFault::BluetoothOff));
    let seen = bench.radio.scan(Duration::from_secs(1)).await;
    assert_eq!(seen.err(), Some(LinkFault::BluetoothOff), "and stays off");
}

async fn a_bond_is_made_once(bench: Bench, massager: Peripheral) {
    for _ in 0..2 {
        let connected = bench.radio.connect(&bench.address, PATIENCE).await;
        assert!(connected.is_ok(), "{connected:?}");
        if let Ok(phone) = connected {
            assert_eq!(phone.bond(PATIENCE).await, Ok(()));
            phone.disconnect().await;
        }
    }
    let paired = massager.stats().ok().map(|stats| stats.paired);
    assert_eq!(paired, Some(1));
}
