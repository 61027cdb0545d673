//! The smoke tests: supervised device tests in real time, as a person does them the first evening.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use lull_core::driver::radio::{Address, Radio};
use lull_core::driver::runtime::Outcome;
use lull_core::session::{EndReason, ProgramKind, Stopped};
use serde_json::json;

use crate::cell::{did, transcript, watched_afterwards};
use crate::device::Device;
use crate::evening::{Evening, find, radio};
use crate::lab::{Peripheral, Stats};
use crate::verdict::differences;

const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) async fn run() -> Result<()> {
    let (outcome, stats) = device_test(Device::Omp, 1, false).await?;
    if outcome.stopped != Stopped::Observed || stats.links != 1 || stats.paired != 1 {
        bail!("{outcome:?} {stats:?}");
    }
    println!("test smoke::a_device_test_over_real_bluez ... ok");
    let (_, stats) = device_test(Device::Shelly, 2, true).await?;
    if stats.paired != 1 {
        bail!("{stats:?}");
    }
    println!("test smoke::a_plug_that_is_paired_on_purpose ... ok");
    println!("test result: ok. 2 passed; 0 failed; 0 ignored");
    Ok(())
}

/// Found, bonded (by its driver, or by the person for a firmware that `wants` it), started, stopped, seen to stand still.
async fn device_test(device: Device, number: u16, wants: bool) -> Result<(Outcome, Stats)> {
    let peripheral = Peripheral::add(device.kind(), &json!({ "bonding": wants }), number)?;
    let evening = Evening::new(&format!("smoke-{}", device.kind()))?;
    let radio = radio();
    let address = find(&radio, &peripheral.address).await?;
    evening.keep(device, &address)?;
    if wants {
        pair(&radio, &address).await?;
    }
    let origin = evening.now();
    let (run, port) = evening.prepare(ProgramKind::DeviceTest, &radio)?;
    let told = evening.run(run, &port, async { Ok(()) }).await?;
    let motor = watched_afterwards(&evening, &told, &peripheral).await?;
    println!("told: {}", told.line(origin));
    println!("did:  {}", did(&motor, origin));
    let wrong = differences(&told, &motor, origin);
    let stats = peripheral.stats()?;
    let turned = motor.log.iter().any(|turn| turn.1 > 0);
    let whole = told
        .end
        .map(|(_, outcome)| outcome)
        .filter(|outcome| outcome.reason == EndReason::Complete);
    match whole {
        Some(outcome) if turned && wrong.is_empty() => {
            peripheral.remove()?;
            Ok((outcome, stats))
        }
        Some(_) | None => bail!(
            "{wrong:?}\n{stats:?}\n{}",
            transcript(&told, &peripheral, origin)?
        ),
    }
}

/// What `lull devices pair` does.
async fn pair(radio: &Arc<dyn Radio>, address: &Address) -> Result<()> {
    let failed = |fault| anyhow!("cannot be paired: {fault:?}");
    let connection = radio.connect(address, PATIENCE).await.map_err(failed)?;
    let bonded = connection.bond(PATIENCE).await;
    connection.disconnect().await;
    bonded.map_err(failed)
}
