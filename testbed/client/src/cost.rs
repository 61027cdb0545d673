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

/// How often it is measured: what others did meanwhile is counted in, so the least is nearest to the truth.
const TIMES: usize = 3;

/// Half an hour on the massager that sends a value each second: what it costs this process.
pub(crate) async fn run() -> Result<bool> {
    let mut numbers = Numbers::default();
    let mut least = f64::INFINITY;
    for _ in 0..TIMES {
        let (busy, ticks) = session(&mut numbers).await?;
        println!("in 30 min {busy:.2} s awake, {ticks:.2} s by the guest's ticks");
        least = least.min(busy);
    }
    println!(
        "FIGURE session, in 30 min: {least:.2} s awake at the least of {TIMES}; peak memory {:.1} MB",
        f64::from(peak_kb()?) / 1024.0
    );
    Ok(true)
}

/// Seconds awake and by the guest's ticks, scaled to half an hour.
async fn session(numbers: &mut Numbers) -> Result<(f64, f64)> {
    let number = numbers.next();
    let massager = Peripheral::add(Device::Omp.kind(), &json!({}), number)?;
    let evening = Evening::new(&format!("session-{number}"))?;
    let radio = radio();
    evening.keep(Device::Omp, &find(&radio, &massager.address).await?)?;
    let (ticks, awake) = (cpu_s()?, busy::seconds());
    let began = evening.now();
    let (run, port) = evening.prepare(ProgramKind::Evening, &radio)?;
    let told = evening.run(run, &port, async { Ok(()) }).await?;
    let (ticks, awake) = (cpu_s()? - ticks, busy::seconds() - awake);
    let (ended, _) = told.end.context("no end")?;
    let lasted = ended.duration_since(began).as_secs_f64();
    if massager.motor()?.turned_s() < 1000.0 {
        bail!("that was no whole session: {}", told.line(began));
    }
    massager.remove()?;
    let scale = HALF_AN_HOUR.as_secs_f64() / lasted;
    Ok((awake * scale, ticks * scale))
}

/// The most memory this process ever had.
pub(crate) fn peak_kb() -> Result<u32> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("no peak")?.parse()?)
}

/// User and system time of this process by the guest's kernel. It counts whole steps of its timer, and this program mostly
/// wakes by that very timer: too much, and by how much is not known.
fn cpu_s() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').context("no name in stat")?;
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks = ticks.map(str::parse::<u32>).sum::<Result<u32, _>>()?;
    // the unit of that file, whatever the kernel's own is
    Ok(f64::from(ticks) / 100.0)
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
