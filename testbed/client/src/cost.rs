//! What half an hour of a session costs this process: processor and memory.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use lull_core::session::ProgramKind;
use serde_json::json;

use crate::cell::Numbers;
use crate::device::Device;
use crate::evening::{Evening, find, radio};
use crate::lab::Peripheral;

/// What the cost is told for.
const HALF_AN_HOUR: Duration = Duration::from_secs(1800);

/// Half an hour on the massager that sends a value each second: what it costs this process, told as two figures.
pub(crate) async fn run() -> Result<()> {
    let mut numbers = Numbers::default();
    let massager = Peripheral::add(Device::Omp.kind(), &json!({"rest": 0}), numbers.next())?;
    let evening = Evening::new("session")?;
    let radio = radio();
    evening.keep(Device::Omp, &find(&radio, &massager.address).await?)?;
    let (before, busy_before) = (cpu_s()?, busy::seconds());
    let began = evening.now();
    let (run, port) = evening.prepare(ProgramKind::Evening, &radio)?;
    let told = evening.run(run, &port, async { Ok(()) }).await?;
    let (cpu, busy) = (cpu_s()? - before, busy::seconds() - busy_before);
    let (ended, outcome) = told.end.context("no end")?;
    let lasted = ended.duration_since(began).as_secs_f64();
    let turned = massager.motor()?.turned_s();
    let scale = HALF_AN_HOUR.as_secs_f64() / lasted;
    println!(
        "FIGURE session of {lasted:.0} s ({:?}), motor on for {turned:.0} s; in 30 min {:.2} s of CPU by the guest's ticks, \
         {:.2} s at most; peak memory {} kB",
        outcome.reason,
        cpu * scale,
        busy * scale,
        peak_kb()?
    );
    if turned < 1000.0 {
        bail!("that was no whole session:\n{}", told.line(began));
    }
    Ok(())
}

/// The most memory this process ever had.
pub(crate) fn peak_kb() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("no peak")?.parse()?)
}

/// User and system time of this process by the guest's kernel, which counts in steps of its timer.
fn cpu_s() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').context("no name in stat")?;
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks = ticks.map(str::parse::<u32>).sum::<Result<u32, _>>()?;
    // the unit of that file, whatever the kernel's own is
    Ok(f64::from(ticks) / 100.0)
}

/// How long the runtime's one thread was not at rest. Whoever else runs on the guest's one processor meanwhile, and on the
/// machine under it, is counted in: never too little.
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
