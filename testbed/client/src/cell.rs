//! One cell of the fault matrix: one device, one fault, one whole session, and whether told and did agree.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use lull_core::driver::radio::Radio;
use lull_core::session::Command;
use serde_json::{Value, json};

use crate::bluez;
use crate::crash::session;
use crate::device::Device;
use crate::evening::{Evening, find, radio};
use crate::fault::{Act, Cut, Fault, Turned, When};
use crate::lab::{Motor, Peripheral};
use crate::told::{Told, since};
use crate::verdict::{at, differences, unshown};

/// A session that has not ended by then never will.
const LONGEST: Duration = Duration::from_secs(3 * 3600);
/// How long the motor is watched after the end and after the last promised moment.
const AFTERWARDS: Duration = Duration::from_secs(20);
/// More steps than any handshake and stop have,
const MOST_STEPS: u32 = 60;
/// and fewer than any has.
const FEWEST_STEPS: u32 = 3;

/// What became of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) device: Device,
    /// How many sessions it took.
    pub(crate) sessions: u32,
    pub(crate) told: String,
    pub(crate) did: String,
    /// Empty when told and did agree.
    pub(crate) wrong: Vec<String>,
    /// Of the session that differs, else of the last one.
    pub(crate) transcript: String,
}

/// One session played out.
pub(crate) struct Played {
    pub(crate) told: Told,
    pub(crate) motor: Motor,
    pub(crate) origin: Timestamp,
    pub(crate) transcript: String,
    /// What was to go wrong went wrong.
    pub(crate) fault_came: bool,
    /// The cut that was waited for came.
    cut_came: bool,
}

/// Numbers the devices of this guest.
#[derive(Debug, Default)]
pub(crate) struct Numbers(u16);

impl Numbers {
    pub(crate) fn next(&mut self) -> u16 {
        self.0 += 1;
        self.0
    }
}

/// Plays the cell.
pub(crate) async fn play(fault: &Fault, device: Device, numbers: &mut Numbers) -> Result<Cell> {
    match fault.when {
        When::BeforeStart | When::MidSession | When::AtStop => {
            let played = session(fault, device, &fault.options(), None, numbers).await?;
            let wrong = wrong(&played, fault.turned(device));
            Ok(cell(device, 1, &played, wrong))
        }
        When::EachOperation(cut) => each_operation(fault, device, cut, numbers).await,
        When::EachJournalLine => crate::killed::each_line(device, numbers).await,
    }
}

/// Everything that speaks against the session: what was told wrong, and what it was to show and did not.
pub(crate) fn wrong(played: &Played, turned: Turned) -> Vec<String> {
    let mut wrong = differences(&played.told, &played.motor, played.origin);
    wrong.extend(unshown(&played.motor, turned, played.fault_came));
    wrong
}

fn cell(device: Device, sessions: u32, played: &Played, wrong: Vec<String>) -> Cell {
    Cell {
        device,
        sessions,
        told: played.told.line(played.origin),
        did: did(&played.motor, played.origin),
        wrong,
        transcript: played.transcript.clone(),
    }
}

/// The link ends at the first step, at the second, and so on, until a session ran through without meeting its cut.
async fn each_operation(
    fault: &Fault,
    device: Device,
    cut: Cut,
    numbers: &mut Numbers,
) -> Result<Cell> {
    let mut worst: Option<Cell> = None;
    for step in 1..=MOST_STEPS {
        let played = session(fault, device, &fault.options(), Some((cut, step)), numbers).await?;
        let came = played.cut_came;
        // the last session meets no fault, and shows that the handshake was whole
        let turned = if came {
            fault.turned(device)
        } else {
            Turned::Surely
        };
        let mut wrong = wrong(&played, turned);
        if !came && step <= FEWEST_STEPS {
            wrong.push("no handshake is that short".to_owned());
        }
        for line in &mut wrong {
            line.insert_str(0, &format!("step {step}: "));
        }
        let failed = !wrong.is_empty();
        if came || failed || worst.is_none() {
            worst = Some(cell(device, step, &played, wrong));
        }
        if failed || !came {
            return worst.context("no step at all");
        }
    }
    anyhow::bail!("a handshake of more than {MOST_STEPS} steps")
}

/// As [`session`], on whatever is left of the phone's Bluetooth.
pub(crate) async fn session_once(
    fault: &Fault,
    device: Device,
    options: &Value,
    cut: Option<(Cut, u32)>,
    numbers: &mut Numbers,
) -> Result<Played> {
    let number = numbers.next();
    let mut peripheral = Peripheral::add(device.kind(), options, number)?;
    let evening = Evening::new(&number.to_string())?;
    let radio: Arc<dyn Radio> = radio();
    evening.keep(device, &find(&radio, &peripheral.address).await?)?;
    if let Some((cut, step)) = cut {
        let (word, away) = match cut {
            Cut::Before => ("cut_before", 0),
            Cut::After => ("cut_after", 0),
            Cut::ForGood => ("cut_after", 1_000_000),
        };
        peripheral.command(&json!({"cmd": "fault", word: step, "cut_for": away}))?;
    }
    let length = fault.length();
    if fault.when == When::BeforeStart {
        for act in &fault.acts {
            if *act == Act::Impostor {
                peripheral.remove()?;
                let address = peripheral.address.clone();
                peripheral = Peripheral::add_at(device.impostor(), &json!({}), number, &address)?;
            } else {
                perform(act, device, &peripheral, None).await?;
            }
        }
    }
    let origin = evening.now();
    let (run, port) = evening.prepare(length.program(), &radio)?;
    let fault_came = std::cell::Cell::new(matches!(
        fault.when,
        When::BeforeStart | When::EachOperation(_)
    ));
    let script = async {
        if cut.is_some() {
            return Ok(());
        }
        let began = evening.now();
        sleep(length.fault_s()).await;
        let tap = |command: Command| port.command(command);
        if fault.when == When::MidSession {
            fault_came.set(true);
            for act in &fault.acts {
                perform(act, device, &peripheral, Some(&tap)).await?;
            }
        }
        let passed = evening.now().duration_since(began).as_secs();
        let passed = u64::try_from(passed).unwrap_or_default();
        sleep(length.stop_s().saturating_sub(passed)).await;
        if fault.when == When::AtStop {
            fault_came.set(true);
            for act in &fault.acts {
                perform(act, device, &peripheral, Some(&tap)).await?;
            }
        }
        port.command(Command::Stop);
        Ok(())
    };
    let told = tokio::time::timeout(LONGEST, evening.run(run, &port, script)).await;
    let told = match told {
        Ok(told) => told?,
        Err(_elapsed) => Told::default(),
    };
    let motor = watched_afterwards(&evening, &told, &peripheral).await?;
    let cut_came = cut.is_some() && peripheral.stats()?.cut_came;
    let transcript = transcript(&told, &peripheral, origin)?;
    peripheral.remove()?;
    for act in &fault.healed_by {
        let healed = perform(act, device, &peripheral, None).await;
        // a service that died by itself heals nothing, and the session can be judged all the same
        if bluez::is_alive() {
            healed?;
        }
    }
    bluez::forget(&peripheral.address).await?;
    Ok(Played {
        told,
        motor,
        origin,
        transcript,
        fault_came: fault_came.get(),
        cut_came,
    })
}

/// Waits until every promised moment is over, and a while more.
pub(crate) async fn watched_afterwards(
    evening: &Evening,
    told: &Told,
    peripheral: &Peripheral,
) -> Result<Motor> {
    let last = told.promises().iter().map(|promise| promise.by).max();
    wait_until(evening, last).await;
    peripheral.motor()
}

/// Until `moment` and a while more.
pub(crate) async fn wait_until(evening: &Evening, moment: Option<Timestamp>) {
    let ahead = moment.map_or(SignedDuration::ZERO, |moment| {
        moment.duration_since(evening.now())
    });
    let ahead = Duration::try_from(ahead).unwrap_or_default();
    tokio::time::sleep(ahead + AFTERWARDS).await;
}

async fn perform(
    act: &Act,
    device: Device,
    peripheral: &Peripheral,
    tap: Option<&dyn Fn(Command)>,
) -> Result<()> {
    match act {
        Act::Lab(command) => peripheral.command(command).map(drop),
        Act::Stretch => peripheral.command(&device.stretch()).map(drop),
        Act::Wait { seconds } => {
            sleep(*seconds).await;
            Ok(())
        }
        Act::Tap(command) => {
            tap.context("nobody can tap before the start")?(*command);
            Ok(())
        }
        Act::PowerOff => bluez::power(false).await,
        Act::PowerOn => bluez::power(true).await,
        Act::KillService => bluez::kill().await,
        Act::StartService => bluez::start().await,
        Act::Unplug => bluez::unplug(),
        Act::PlugIn => bluez::plug_in(),
        Act::ForgetHere => bluez::forget(&peripheral.address).await,
        Act::Impostor => anyhow::bail!("an impostor comes before the start"),
    }
}

async fn sleep(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// What the motor did, in a line.
pub(crate) fn did(motor: &Motor, origin: Timestamp) -> String {
    let mut line = String::new();
    let mut on = false;
    for turn in &motor.log {
        let now_on = turn.1 > 0;
        if now_on != on {
            on = now_on;
            let when = at(turn.0).map_or_else(String::new, |at| since(origin, at));
            let word = if on { "on" } else { "off" };
            let _ = write!(line, "{word} {when}");
            if !on {
                let _ = write!(line, " ({})", turn.2);
            }
            line.push_str("; ");
        }
    }
    match line.strip_suffix("; ") {
        Some(line) => line.to_owned(),
        None => "never on".to_owned(),
    }
}

/// Both sides' story in one order, for a person to read.
pub(crate) fn transcript(
    told: &Told,
    peripheral: &Peripheral,
    origin: Timestamp,
) -> Result<String> {
    let story = peripheral.story()?;
    let mut lines: Vec<(Timestamp, String)> = told
        .events
        .iter()
        .map(|(at, event)| (*at, format!("told   {event:?}")))
        .collect();
    lines.extend(
        story
            .story
            .iter()
            .filter_map(|(seconds, what)| Some((at(*seconds)?, format!("device {what}")))),
    );
    lines.extend(
        story
            .motor
            .iter()
            .filter_map(|turn| Some((at(turn.0)?, format!("MOTOR  {} % ({})", turn.1, turn.2)))),
    );
    lines.sort_by_key(|(at, _)| *at);
    Ok(lines.iter().fold(String::new(), |mut text, (at, what)| {
        let _ = writeln!(text, "{:>9} {what}", since(origin, *at));
        text
    }))
}
