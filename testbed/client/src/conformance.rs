//! What a session may rely on, asked of the real radio: the checks of core/tests/radio_conformance.rs by the same names,
//! with the lab's massager behind BlueZ instead of the simulated one.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use lull_core::device::link::LinkFault;
use lull_core::device::{Channel, WriteMode};
use lull_core::driver::radio::{Address, Connection, Radio, RadioEvent};
use serde_json::json;

use crate::bluez;
use crate::cell::Numbers;
use crate::evening::{find, radio};
use crate::lab::Peripheral;

const FEATURE: &str = "c3d80002-e052-4231-871f-7c0b53630c48";
const CONTROL_POINT: &str = "c3d80003-e052-4231-871f-7c0b53630c48";
const STATUS: &str = "c3d80004-e052-4231-871f-7c0b53630c48";
const WORKED_EXAMPLE: &str = "01000b02000001140500080784032c01053c0000";
const PATIENCE: Duration = Duration::from_secs(9);
/// A check that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(300);

struct Bench {
    radio: Arc<dyn Radio>,
    massager: Peripheral,
    address: Address,
}

struct Phone(Box<dyn Connection>);

macro_rules! checks {
    ($run:ident: $($name:ident),* $(,)?) => {
        /// Every check; true when all hold.
        pub(crate) async fn $run() -> Result<bool> {
            let mut numbers = Numbers::default();
            let (mut passed, mut failed) = (0, 0);
            $(
                let bench = Bench::new(&mut numbers).await?;
                let done = tokio::time::timeout(LONGEST, $name(&bench)).await;
                match done.unwrap_or_else(|_| Err(anyhow!("it hangs"))) {
                    Ok(()) => {
                        println!("test conformance::{} ... ok", stringify!($name));
                        passed += 1;
                    }
                    Err(error) => {
                        println!("test conformance::{} ... FAILED\n    {error:#}", stringify!($name));
                        failed += 1;
                    }
                }
                bench.done().await?;
            )*
            let word = if failed == 0 { "ok" } else { "FAILED" };
            println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored");
            Ok(failed == 0)
        }
    };
}

checks!(run:
    the_feature_reads_as_the_profiles_worked_example,
    an_order_before_subscribing_is_refused,
    each_order_is_answered_once_after_its_write,
    a_running_session_notifies_each_second,
    operations_are_done_one_at_a_time_in_order,
    disconnecting_is_an_event_and_harmless_when_repeated,
    a_lost_link_is_an_event,
    an_operation_under_way_ends_when_the_link_is_lost,
    a_massager_that_is_not_there_is_not_found_within_patience,
    a_massager_out_of_reach_is_found_once_it_is_back,
    dropping_the_connection_frees_the_massager,
    every_call_to_a_silent_massager_ends_by_itself,
    what_the_table_does_not_offer_is_rejected,
    an_adapter_that_is_off_is_told_as_that,
    a_bond_is_made_once_and_found_again,
);

impl Bench {
    async fn new(numbers: &mut Numbers) -> Result<Self> {
        let massager = Peripheral::add("omp", &json!({}), numbers.next())?;
        let radio = radio();
        let address = find(&radio, &massager.address).await?;
        Ok(Self {
            radio,
            massager,
            address,
        })
    }

    async fn done(self) -> Result<()> {
        self.massager.remove()?;
        bluez::forget(&self.massager.address).await
    }

    async fn connect(&self) -> Result<Phone> {
        let connected = self.radio.connect(&self.address, PATIENCE).await;
        Ok(Phone(connected.map_err(told)?))
    }

    async fn bonded(&self) -> Result<Phone> {
        let phone = self.connect().await?;
        phone.0.bond(PATIENCE).await.map_err(told)?;
        for uuid in [CONTROL_POINT, STATUS] {
            phone.0.subscribe(channel(uuid)?).await.map_err(told)?;
        }
        Ok(phone)
    }
}

impl Phone {
    async fn order(&self, order: &str) -> Result<Result<(), LinkFault>> {
        let mode = WriteMode::WithResponse;
        let (channel, bytes) = (channel(CONTROL_POINT)?, bytes(order)?);
        Ok(self.0.write(channel, &bytes, mode).await)
    }

    async fn ordered(&self, order: &str) -> Result<String> {
        self.order(order).await?.map_err(told)?;
        self.next_on(CONTROL_POINT).await
    }

    async fn next_on(&self, uuid: &str) -> Result<String> {
        let wanted = channel(uuid)?;
        loop {
            match self.0.next_event().await {
                RadioEvent::Value { channel, bytes } if channel == wanted => {
                    return Ok(hex(&bytes));
                }
                RadioEvent::Value { .. } => {}
                RadioEvent::Dropped => bail!("the link was lost"),
            }
        }
    }

    async fn until_dropped(&self) {
        while self.0.next_event().await != RadioEvent::Dropped {}
    }
}

fn told(fault: LinkFault) -> anyhow::Error {
    anyhow!("{fault:?}")
}

fn channel(uuid: &str) -> Result<Channel> {
    Ok(Channel(uuid.parse()?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Result<Vec<u8>> {
    let pairs = (0..hex.len()).step_by(2);
    pairs
        .map(|at| {
            let pair = hex.get(at..at + 2).context("pairs of digits")?;
            Ok(u8::from_str_radix(pair, 16)?)
        })
        .collect()
}

async fn the_feature_reads_as_the_profiles_worked_example(bench: &Bench) -> Result<()> {
    let phone = bench.connect().await?;
    let feature = phone.0.read(channel(FEATURE)?).await.map_err(told)?;
    ensure!(hex(&feature) == WORKED_EXAMPLE, "{}", hex(&feature));
    Ok(())
}

async fn an_order_before_subscribing_is_refused(bench: &Bench) -> Result<()> {
    let phone = bench.connect().await?;
    phone.0.bond(PATIENCE).await.map_err(told)?;
    let ordered = phone.order("00").await?;
    ensure!(ordered == Err(LinkFault::Rejected), "{ordered:?}");
    Ok(())
}

async fn each_order_is_answered_once_after_its_write(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    for (order, answer) in [
        ("02ff3c", "800205"),
        ("00", "800001"),
        ("02ff3c", "800201"),
        ("0500", "800502"),
        ("0000", "800003"),
        ("0801", "800801"),
    ] {
        let got = phone.ordered(order).await?;
        ensure!(got == answer, "{order} was answered {got}");
    }
    Ok(())
}

async fn a_running_session_notifies_each_second(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    for order in ["00", "03dc0500000000", "040100", "02ff3c", "0744332211"] {
        phone.ordered(order).await?;
    }
    let mut elapsed = Vec::new();
    while elapsed.last() != Some(&8) {
        let status = bytes(&phone.next_on(STATUS).await?)?;
        ensure!(status.len() == 20, "{} bytes", status.len());
        elapsed.push(status[8]);
    }
    elapsed.dedup();
    ensure!(elapsed == (0..=8).collect::<Vec<_>>(), "{elapsed:?}");
    phone.ordered("0801").await.map(drop)
}

async fn operations_are_done_one_at_a_time_in_order(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    let (feature, first, status) = tokio::join!(
        biased;
        phone.0.read(channel(FEATURE)?),
        phone.order("00"),
        phone.0.read(channel(STATUS)?),
    );
    ensure!(hex(&feature.map_err(told)?) == WORKED_EXAMPLE);
    first?.map_err(told)?;
    ensure!(status.map_err(told)?.len() == 20);
    ensure!(phone.next_on(CONTROL_POINT).await? == "800001");
    Ok(())
}

async fn disconnecting_is_an_event_and_harmless_when_repeated(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    ensure!(phone.0.is_up());
    phone.0.disconnect().await;
    phone.0.disconnect().await;
    ensure!(!phone.0.is_up());
    phone.until_dropped().await;
    ensure!(phone.0.next_event().await == RadioEvent::Dropped);
    let read = phone.0.read(channel(FEATURE)?).await;
    ensure!(read == Err(LinkFault::Disconnected), "{read:?}");
    Ok(())
}

async fn a_lost_link_is_an_event(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    bench.massager.command(&json!({"cmd": "drop"}))?;
    phone.until_dropped().await;
    ensure!(!phone.0.is_up());
    Ok(())
}

async fn an_operation_under_way_ends_when_the_link_is_lost(bench: &Bench) -> Result<()> {
    let phone = bench.connect().await?;
    bench
        .massager
        .command(&json!({"cmd": "fault", "slow": 600}))?;
    let lose = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        bench.massager.command(&json!({"cmd": "drop"}))
    };
    let (read, lost) = tokio::join!(phone.0.read(channel(FEATURE)?), lose);
    lost?;
    ensure!(read == Err(LinkFault::Disconnected), "{read:?}");
    Ok(())
}

async fn a_massager_that_is_not_there_is_not_found_within_patience(bench: &Bench) -> Result<()> {
    bench
        .massager
        .command(&json!({"cmd": "vanish", "for": 100_000}))?;
    let connecting = bench.radio.connect(&bench.address, PATIENCE);
    let connected = tokio::time::timeout(PATIENCE + Duration::from_secs(1), connecting).await;
    let fault = connected.context("later than its patience")?.err();
    ensure!(fault == Some(LinkFault::NotFound), "{fault:?}");
    Ok(())
}

async fn a_massager_out_of_reach_is_found_once_it_is_back(bench: &Bench) -> Result<()> {
    bench
        .massager
        .command(&json!({"cmd": "hide", "on": true}))?;
    let fault = bench.radio.connect(&bench.address, PATIENCE).await.err();
    ensure!(fault == Some(LinkFault::NotFound), "{fault:?}");
    bench
        .massager
        .command(&json!({"cmd": "hide", "on": false}))?;
    ensure!(bench.connect().await?.0.is_up());
    Ok(())
}

async fn dropping_the_connection_frees_the_massager(bench: &Bench) -> Result<()> {
    drop(bench.connect().await?);
    ensure!(bench.connect().await?.0.is_up());
    Ok(())
}

async fn every_call_to_a_silent_massager_ends_by_itself(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    bench
        .massager
        .command(&json!({"cmd": "mute", "on": true}))?;
    let status = channel(STATUS)?;
    let calls = async {
        let read = phone.0.read(status).await.map(drop);
        (read, phone.order("0801").await)
    };
    let (read, ordered) = tokio::time::timeout(Duration::from_secs(15), calls).await?;
    let ordered = ordered?;
    ensure!(read.is_err() && ordered.is_err(), "{read:?} {ordered:?}");
    phone.0.disconnect().await;
    ensure!(!phone.0.is_up());
    Ok(())
}

async fn what_the_table_does_not_offer_is_rejected(bench: &Bench) -> Result<()> {
    let phone = bench.bonded().await?;
    let strange = channel("00001234-0000-1000-8000-00805f9b34fb")?;
    for read in [
        phone.0.read(strange).await.map(drop),
        phone.0.subscribe(strange).await,
        phone.0.subscribe(channel(FEATURE)?).await,
        phone.0.read(channel(CONTROL_POINT)?).await.map(drop),
        phone.order(&"00".repeat(21)).await?,
    ] {
        ensure!(read == Err(LinkFault::Rejected), "{read:?}");
    }
    Ok(())
}

async fn an_adapter_that_is_off_is_told_as_that(bench: &Bench) -> Result<()> {
    bluez::power(false).await?;
    let fault = bench.radio.connect(&bench.address, PATIENCE).await.err();
    bluez::power(true).await?;
    ensure!(fault == Some(LinkFault::BluetoothOff), "{fault:?}");
    Ok(())
}

async fn a_bond_is_made_once_and_found_again(bench: &Bench) -> Result<()> {
    bench.bonded().await?.0.disconnect().await;
    bench.bonded().await?;
    let paired = bench.massager.stats()?.paired;
    ensure!(paired == 1, "{paired} bonds");
    Ok(())
}
