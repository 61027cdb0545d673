//! What half an hour of a session costs this process: processor and memory.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use lull_core::session::{Command as Tap, ProgramKind};
use serde_json::json;

use crate::cell::Numbers;
use crate::device::Device;
use crate::evening::{Evening, find, radio};
use crate::lab::Peripheral;

/// What the cost is told for.
const HALF_AN_HOUR: Duration = Duration::from_secs(1800);

/// How long the session is watched, in the world's time: virtual time stands still while anybody works.
const WATCHED: Duration = Duration::from_secs(120);

/// Two minutes of a session on the massager that sends a value each second: what half an hour of that costs this process.
pub(crate) async fn run() -> Result<bool> {
    let mut numbers = Numbers::default();
    let massager = Peripheral::add(Device::Omp.kind(), &json!({}), numbers.next())?;
    let evening = Evening::new("session")?;
    let radio = radio();
    evening.keep(Device::Omp, &find(&radio, &massager.address).await?)?;
    let awake = busy::seconds();
    let began = evening.now();
    let (run, port) = evening.prepare(ProgramKind::TopUp, &radio)?;
    let script = async {
        tokio::time::sleep(WATCHED).await;
        port.command(Tap::Stop);
        Ok(())
    };
    let told = evening.run(run, &port, script).await?;
    let awake = busy::seconds() - awake;
    let (ended, _) = told.end.context("no end")?;
    let lasted = ended.duration_since(began).as_secs_f64();
    if massager.motor()?.turned_s() < 100.0 {
        bail!("that was no whole session: {}", told.line(began));
    }
    println!(
        "FIGURE session of {lasted:.0} s: awake for {awake:.2} s, {:.2} s in 30 min; peak memory {:.1} MB",
        awake * HALF_AN_HOUR.as_secs_f64() / lasted,
        f64::from(peak_kb()?) / 1024.0
    );
    Ok(true)
}

/// The most memory this process ever had.
pub(crate) fn peak_kb() -> Result<u32> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("no peak")?.parse()?)
}

/// How long the runtime's one thread was awake. Whoever else ran meanwhile on the guest's one processor, and on the machine
/// under it, is counted in; the call in which it waits for events is not.
pub(crate) mod busy {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use tokio::time::Instant;

    static BEGAN: OnceLock<Instant> = OnceLock::new();
    static WOKE: AtomicU64 = AtomicU64::new(0);
    static TOTAL: AtomicU64 = AtomicU64::new(0);

    fn nanoseconds() -> u64 {
        #[allow(
            clippy::disallowed_methods,
            reason = "the guest's clock is what is measured with"
        )]
        let began = BEGAN.get_or_init(Instant::now);
        u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    pub(crate) fn wakes() {
        WOKE.store(nanoseconds(), Ordering::Relaxed);
    }

    pub(crate) fn rests() {
        let busy = nanoseconds().saturating_sub(WOKE.load(Ordering::Relaxed));
        TOTAL.fetch_add(busy, Ordering::Relaxed);
    }

    pub(super) fn seconds() -> f64 {
        Duration::from_nanos(TOTAL.load(Ordering::Relaxed)).as_secs_f64()
    }
}
