//! The smoke test: one supervised device test in real time, as a person does it the first evening.

use anyhow::{Result, bail};
use lull_core::session::{EndReason, ProgramKind, Stopped};
use serde_json::json;

use crate::cell::{did, transcript, watched_afterwards};
use crate::device::Device;
use crate::evening::{Evening, find, radio};
use crate::lab::Peripheral;
use crate::verdict::differences;

/// Found, bonded, started, stopped, seen to stand still.
pub(crate) async fn run() -> Result<()> {
    let device = Device::Omp;
    let peripheral = Peripheral::add(device.kind(), &json!({}), 1)?;
    let evening = Evening::new("smoke")?;
    let radio = radio();
    evening.keep(device, &find(&radio, &peripheral.address).await?)?;
    let origin = evening.now();
    let (run, port) = evening.prepare(ProgramKind::DeviceTest, &radio)?;
    let told = evening.run(run, &port, async { Ok(()) }).await?;
    let motor = watched_afterwards(&evening, &told, &peripheral).await?;
    println!("told: {}", told.line(origin));
    println!("did:  {}", did(&motor, origin));
    let wrong = differences(&told, &motor, origin);
    let outcome = told
        .end
        .map(|(_, outcome)| (outcome.reason, outcome.stopped));
    let stats = peripheral.stats()?;
    let whole = outcome == Some((EndReason::Complete, Stopped::Observed))
        && motor.log.iter().any(|turn| turn.1 > 0)
        && stats.links == 1
        && stats.paired == 1;
    if !whole || !wrong.is_empty() {
        bail!(
            "{wrong:?}\n{stats:?}\n{}",
            transcript(&told, &peripheral, origin)?
        );
    }
    println!("test smoke::a_device_test_over_real_bluez ... ok");
    println!("test result: ok. 1 passed; 0 failed; 0 ignored");
    Ok(())
}
