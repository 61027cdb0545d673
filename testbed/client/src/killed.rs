//! The app dies at each line of its journal while the device goes on; a fresh process says what became of the session.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};
use lull_core::driver::store::Store;
use lull_core::reminder::{Arg, Capabilities, NoticeKind, WakeReason};
use lull_core::session::ProgramKind;
use lull_core::session::journal::What;
use lull_core::time::{Now, instant_of};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::process::Command;

use crate::bluez;
use crate::cell::{Cell, Numbers, did, transcript, wait_until};
use crate::device::Device;
use crate::evening::{Evening, SESSION, find, radio};
use crate::fault::Turned;
use crate::lab::{Motor, Peripheral};
use crate::told::{Told, since};
use crate::verdict::{at, unshown};

/// How often the journal is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// More lines than a device test writes,
const MOST_LINES: usize = 40;
/// and fewer than any.
const FEWEST_LINES: usize = 3;

/// What a fresh process says of the session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Word {
    /// A notice about a cut-off session: what it says of the motor.
    pub(crate) stopped: Option<String>,
    /// The moment by which the device stands still, where one is named; the minute it names is over then.
    pub(crate) by: Option<Timestamp>,
}

/// One session for each line.
pub(crate) async fn each_line(device: Device, numbers: &mut Numbers) -> Result<Cell> {
    for lines in 1..=MOST_LINES {
        let (mut cell, ended) = killed_after(lines, device, numbers).await?;
        if ended && lines <= FEWEST_LINES {
            cell.wrong.push("no journal is that short".to_owned());
        }
        if ended || !cell.wrong.is_empty() {
            return Ok(cell);
        }
    }
    bail!("a journal of more than {MOST_LINES} lines")
}

async fn killed_after(lines: usize, device: Device, numbers: &mut Numbers) -> Result<(Cell, bool)> {
    let number = numbers.next();
    let peripheral = Peripheral::add(device.kind(), &json!({}), number)?;
    let evening = Evening::new(&number.to_string())?;
    evening.keep(device, &find(&radio(), &peripheral.address).await?)?;
    let origin = evening.now();
    let mut app = Command::new(std::env::current_exe()?)
        .arg("session")
        .args(["--folder".as_ref(), evening.folder.as_os_str()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let store = Store::open(&evening.folder)?;
    while store.records(SESSION)?.len() < lines && app.try_wait()?.is_none() {
        tokio::time::sleep(LOOK).await;
    }
    let killed = evening.now();
    // harmless when it has ended by itself
    let _ = app.kill().await;
    let ended = store
        .records(SESSION)?
        .iter()
        .any(|record| matches!(record.what, What::Ended { .. }));
    drop(store);
    let word = word(&evening.folder).await?;
    let told_at = evening.now();
    // the device's own timer, at the longest, when nothing was named
    wait_until(&evening, word.by).await;
    let motor = peripheral.motor()?;
    // the life that lasts to the end shows that the motor would have turned in the others
    let turned = if ended {
        Turned::Surely
    } else {
        Turned::Perhaps
    };
    let wrong = differences(&word, ended, &motor, told_at, origin)
        .into_iter()
        .chain(unshown(&motor, turned, true))
        .map(|line| format!("line {lines}: {line}"))
        .collect();
    let transcript = transcript(&Told::default(), &peripheral, origin)?;
    peripheral.remove()?;
    bluez::forget(&peripheral.address).await?;
    let said = match (&word.stopped, word.by) {
        (None, _) => "nothing to say".to_owned(),
        (Some(_), Some(by)) => format!("cut off, off by {}", since(origin, by)),
        (Some(stopped), None) => format!("cut off, {stopped}"),
    };
    let cell = Cell {
        device,
        sessions: u32::try_from(lines).unwrap_or(u32::MAX),
        told: format!("killed {}: {said}", since(origin, killed)),
        did: did(&motor, origin),
        wrong,
        transcript,
    };
    Ok((cell, ended))
}

fn differences(
    word: &Word,
    ended: bool,
    motor: &Motor,
    told_at: Timestamp,
    origin: Timestamp,
) -> Vec<String> {
    let mut wrong = Vec::new();
    if word.stopped.is_some() == ended {
        wrong.push(if ended {
            "the journal has its end, and it is called cut off".to_owned()
        } else {
            "it was cut off, and nobody says so".to_owned()
        });
    }
    let on_after = |moment: Timestamp| {
        motor.percent > 0
            || motor
                .log
                .last()
                .and_then(|turn| at(turn.0))
                .is_some_and(|last| last > moment)
    };
    let ran = motor.log.iter().any(|turn| turn.1 > 0);
    match (word.stopped.as_deref(), word.by) {
        (Some(_), Some(by)) if on_after(by) => {
            wrong.push(format!("told off by {}, and it was on", since(origin, by)));
        }
        (Some("never_ran"), None) if ran => wrong.push("told never ran, and it did".to_owned()),
        (Some("by_fail_safe" | "observed" | "switched_off" | "acknowledged"), None)
            if on_after(told_at) =>
        {
            wrong.push("told that it stands still, and it was on".to_owned());
        }
        (Some(_) | None, _) => {}
    }
    wrong
}

/// Asks a fresh process.
async fn word(folder: &Path) -> Result<Word> {
    let output = Command::new(std::env::current_exe()?)
        .arg("wake")
        .args(["--folder".as_ref(), folder.as_os_str()])
        .stdin(Stdio::null())
        .output()
        .await?;
    serde_json::from_slice(&output.stdout).with_context(|| {
        format!(
            "the fresh process said {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// The app that is going to die: one session to its end.
pub(crate) async fn app(folder: &Path) -> Result<()> {
    let evening = Evening::open(folder)?;
    let (run, port) = evening.prepare(ProgramKind::DeviceTest, &radio())?;
    let told = evening.run(run, &port, async { Ok(()) }).await?;
    println!("{}", told.line(evening.now()));
    Ok(())
}

/// The fresh process: what the next wake says.
pub(crate) fn wake(folder: &Path) -> Result<()> {
    let evening = Evening::open(folder)?;
    let now = evening.clock.now();
    let schedule = evening
        .app()
        .wake(WakeReason::Launch, &now, &Capabilities::default())?;
    let notice = schedule
        .notices
        .iter()
        .find(|notice| notice.kind == NoticeKind::SessionInterrupted);
    let argument = |name: &str| notice.and_then(|notice| notice.message.args.get(name));
    let by = match argument("stops_by") {
        Some(Arg::Time(time)) => Some(over(*time, &now)),
        _ => None,
    };
    let stopped = match argument("stopped") {
        Some(Arg::Word(word)) => Some(word.clone()),
        _ => None,
    };
    println!("{}", json!(Word { stopped, by }));
    Ok(())
}

/// When the minute that a notice names is over. It names a clock time without a day: a person takes the nearest one, on
/// whichever side of midnight.
fn over(time: Time, now: &Now) -> Timestamp {
    let today = now.local().date().to_datetime(time);
    [0, -24, 24]
        .map(|hours| {
            let minute_over = SignedDuration::from_hours(hours) + SignedDuration::from_mins(1);
            instant_of(today.saturating_add(minute_over), &now.zone)
        })
        .into_iter()
        .min_by_key(|at| at.duration_since(now.at).abs())
        .unwrap_or(now.at)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use jiff::tz::TimeZone;

    use super::*;

    fn over_at(now: &str, named: Time) -> String {
        let at = now.parse().expect("a timestamp");
        let now = Now::new(at, TimeZone::UTC, Duration::ZERO);
        over(named, &now).to_string()
    }

    #[test]
    fn a_clock_time_is_the_nearest_one_also_across_midnight() {
        let just_before = "2026-11-29T23:58:00Z";
        assert_eq!(
            over_at(just_before, time(23, 59, 0, 0)),
            "2026-11-30T00:00:00Z"
        );
        assert_eq!(
            over_at(just_before, time(0, 10, 0, 0)),
            "2026-11-30T00:11:00Z"
        );
        let just_after = "2026-11-30T00:02:00Z";
        assert_eq!(
            over_at(just_after, time(23, 55, 0, 0)),
            "2026-11-29T23:56:00Z"
        );
        assert_eq!(
            over_at(just_after, time(0, 1, 0, 0)),
            "2026-11-30T00:02:00Z"
        );
    }
}
