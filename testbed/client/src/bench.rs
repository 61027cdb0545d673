//! How fast Lull is beside a bare btleplug program and beside bleak, in one guest, in turns.
//!
//! Every moment but the tap is read from the plug's own log, so that no program judges itself. Each program is a process of
//! its own that finds a plug BlueZ has never met, and meets it again after the plug has dropped the link.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use btleplug::api::{Central, CentralEvent, Manager as _, Peripheral as _, ScanFilter, WriteType};
use btleplug::platform::Manager;
use clap::ValueEnum;
use futures_util::StreamExt;
use jiff::Timestamp;
use lull_core::session::{Command as Tap, ProgramKind};
use serde::Deserialize;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use uuid::Uuid;

use crate::bluez;
use crate::cell::Numbers;
use crate::cost::peak_kb;
use crate::device::Device;
use crate::evening::{Evening, radio};
use crate::lab::Peripheral;

const WRITE: Uuid = Uuid::from_u128(0xcba2_0002_224d_11e6_9fb8_0002_a5d5_c51b);
const NOTIFY: Uuid = Uuid::from_u128(0xcba2_0003_224d_11e6_9fb8_0002_a5d5_c51b);
const ON: &str = "570f50010180";
const OFF: &str = "570f50010100";
/// How often the plug's log is looked at.
const LOOK: Duration = Duration::from_millis(5);
/// A program that has not written by then hangs: BlueZ itself gives up after half a minute.
const LONGEST: Duration = Duration::from_secs(20);

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Program {
    Lull,
    Btleplug,
    Bleak,
}

impl Program {
    const ALL: [Self; 3] = [Self::Lull, Self::Btleplug, Self::Bleak];

    fn name(self) -> &'static str {
        match self {
            Self::Lull => "Lull",
            Self::Btleplug => "btleplug",
            Self::Bleak => "bleak",
        }
    }
}

/// What one run of a program took.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    tap_to_link_ms: Option<f64>,
    tap_to_on_ms: Option<f64>,
    drop_to_write_ms: Option<f64>,
    peak_mb: Option<f64>,
}

type Figure = fn(&Run) -> Option<f64>;

/// A line of a program.
#[derive(Debug, Deserialize)]
struct Line {
    tap: Option<f64>,
    peak_kb: Option<u32>,
}

/// `rounds` of each program in turns, and the table.
pub(crate) async fn run(rounds: u32) -> Result<bool> {
    let mut numbers = Numbers::default();
    let mut runs: Vec<(Program, Run)> = Vec::new();
    for round in 0..rounds {
        // another one begins each round
        let first = usize::try_from(round)? % Program::ALL.len();
        for turn in 0..Program::ALL.len() {
            let program = Program::ALL[(first + turn) % Program::ALL.len()];
            let run = once(program, &mut numbers).await?;
            println!("{} {run:?}", program.name());
            runs.push((program, run));
        }
    }
    print!("{}", table(&runs));
    Ok(true)
}

async fn once(program: Program, numbers: &mut Numbers) -> Result<Run> {
    let number = numbers.next();
    let plug = Peripheral::add(Device::PlugMini.kind(), &json!({}), number)?;
    let mut command = match program {
        Program::Bleak => {
            let mut python = Command::new("python3");
            python.args(["-S", "-s", "/payload/bleak_tap.py"]);
            python.env("PYTHONPATH", "/payload/py:/lab/py");
            python
        }
        Program::Lull | Program::Btleplug => {
            let mut own = Command::new(std::env::current_exe()?);
            own.args(["bench-one", program.name().to_lowercase().as_str()]);
            own
        }
    };
    let mut child = command
        .arg(&plug.address)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("it prints")?).lines();
    let mut run = Run::default();
    let measured = measure(&plug, &mut lines, &mut run);
    // what hangs is told as that: no figure
    let _ = tokio::time::timeout(LONGEST * 2, measured)
        .await
        .ok()
        .transpose()?;
    let ended = tokio::time::timeout(LONGEST, child.wait()).await;
    if ended.is_err() {
        child.kill().await?;
    }
    plug.remove()?;
    bluez::forget(&plug.address).await?;
    Ok(run)
}

type Lines = tokio::io::Lines<BufReader<tokio::process::ChildStdout>>;

/// Fills in what the program came to.
async fn measure(plug: &Peripheral, lines: &mut Lines, run: &mut Run) -> Result<()> {
    let tap = told(lines).await?.tap.context("no tap")?;
    let Some(on) = wrote(plug, ON, tap).await? else {
        return Ok(());
    };
    run.tap_to_on_ms = Some((on - tap) * 1e3);
    let story = plug.story()?.story;
    let linked = story
        .iter()
        .find(|(at, what)| *at > tap && what == "linked");
    run.tap_to_link_ms = linked.map(|(at, _)| (at - tap) * 1e3);
    // the link is up a while, as in a session
    tokio::time::sleep(Duration::from_secs(2)).await;
    let dropped = now();
    plug.command(&json!({"cmd": "drop", "for": 0}))?;
    let again = wrote(plug, "", dropped).await?;
    run.drop_to_write_ms = again.map(|again| (again - dropped) * 1e3);
    if again.is_some() {
        let peak_kb = told(lines).await?.peak_kb.context("no peak")?;
        run.peak_mb = Some(f64::from(peak_kb) / 1024.0);
    }
    Ok(())
}

async fn told(lines: &mut Lines) -> Result<Line> {
    let line = lines.next_line().await?.context("it ended early")?;
    serde_json::from_str(&line).with_context(|| format!("it said {line}"))
}

/// When the plug was first written these bytes, or any, after `from`; `None` when it was not.
async fn wrote(plug: &Peripheral, hex: &str, from: f64) -> Result<Option<f64>> {
    let end = from + LONGEST.as_secs_f64();
    while now() < end {
        let story = plug.story()?.story;
        let first = story
            .iter()
            .find(|(at, what)| *at > from && what.starts_with("wrote") && what.ends_with(hex));
        if let Some((at, _)) = first {
            return Ok(Some(*at));
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(None)
}

/// The program that is measured, in a process of its own.
pub(crate) async fn one(program: Program, address: &str) -> Result<()> {
    match program {
        Program::Lull => lull(address).await,
        Program::Btleplug => btleplug(address).await,
        Program::Bleak => bail!("that one is written in Python"),
    }
}

/// A session as a person starts it, from a diary with the kept plug in it.
async fn lull(address: &str) -> Result<()> {
    // a run that hung was killed, and its diary stays
    let evening = Evening::new(&format!("bench-{}", std::process::id()))?;
    let address = lull_core::driver::radio::Address(address.to_owned());
    evening.keep(Device::PlugMini, &address)?;
    let radio = radio();
    let tap = now();
    let (run, port) = evening.prepare(ProgramKind::TopUp, &radio)?;
    println!("{}", json!({"tap": tap}));
    let script = async {
        // long enough for the bench to drop the link, and for the session to come back
        tokio::time::sleep(Duration::from_secs(8)).await;
        port.command(Tap::Stop);
        Ok(())
    };
    evening.run(run, &port, script).await?;
    println!("{}", json!({"peak_kb": peak_kb()?}));
    Ok(())
}

/// What the shortest program over the same library does.
async fn btleplug(address: &str) -> Result<()> {
    let tap = now();
    let adapters = Manager::new().await?.adapters().await?;
    let adapter = adapters.first().context("no adapter")?;
    let mut events = adapter.events().await?;
    adapter.start_scan(ScanFilter::default()).await?;
    let plug = loop {
        let event = events.next().await.context("no more events")?;
        if let CentralEvent::DeviceDiscovered(id) = event {
            let plug = adapter.peripheral(&id).await?;
            if plug.address().to_string() == address {
                break plug;
            }
        }
    };
    adapter.stop_scan().await?;
    connect_and_write(&plug, ON).await?;
    println!("{}", json!({"tap": tap}));
    loop {
        let event = events.next().await.context("no more events")?;
        if matches!(event, CentralEvent::DeviceDisconnected(id) if id == plug.id()) {
            break;
        }
    }
    connect_and_write(&plug, OFF).await?;
    println!("{}", json!({"peak_kb": peak_kb()?}));
    Ok(plug.disconnect().await?)
}

async fn connect_and_write(plug: &btleplug::platform::Peripheral, frame: &str) -> Result<()> {
    plug.connect().await?;
    plug.discover_services().await?;
    let of = |uuid| {
        let mut all = plug.characteristics().into_iter();
        all.find(|one| one.uuid == uuid)
            .context("no such characteristic")
    };
    plug.subscribe(&of(NOTIFY)?).await?;
    let bytes: Vec<u8> = match frame {
        ON => vec![0x57, 0x0f, 0x50, 0x01, 0x01, 0x80],
        _ => vec![0x57, 0x0f, 0x50, 0x01, 0x01, 0x00],
    };
    Ok(plug
        .write(&of(WRITE)?, &bytes, WriteType::WithoutResponse)
        .await?)
}

/// Medians, and beside them how many runs hung.
fn table(runs: &[(Program, Run)]) -> String {
    use std::fmt::Write as _;
    let median = |program, figure: Figure| {
        let of: Vec<&Run> = runs
            .iter()
            .filter_map(|(one, run)| (*one == program).then_some(run))
            .collect();
        let mut figures: Vec<f64> = of.iter().filter_map(|run| figure(run)).collect();
        figures.sort_by(f64::total_cmp);
        let median = figures.get(figures.len() / 2).copied();
        (median.unwrap_or(f64::NAN), of.len() - figures.len())
    };
    let mut text = String::new();
    let figures: [(&str, Figure); 4] = [
        ("tap to link, ms", |run| run.tap_to_link_ms),
        ("tap to on-write, ms", |run| run.tap_to_on_ms),
        ("drop to next write, ms", |run| run.drop_to_write_ms),
        ("peak memory, MB", |run| run.peak_mb),
    ];
    for (name, figure) in figures {
        let (floor, _) = median(Program::Btleplug, figure);
        let _ = write!(text, "FIGURE {name:<23}");
        for program in Program::ALL {
            let (value, hung) = median(program, figure);
            let _ = write!(
                text,
                " | {} {value:.1} ({:.2} x)",
                program.name(),
                value / floor
            );
            if hung > 0 {
                let _ = write!(text, ", {hung} hung");
            }
        }
        text.push('\n');
    }
    text
}

#[allow(
    clippy::disallowed_methods,
    reason = "the guest's clock is what is measured with"
)]
fn now() -> f64 {
    Timestamp::now().as_duration().as_secs_f64()
}
