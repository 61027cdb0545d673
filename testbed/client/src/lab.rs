//! The devices' side: commands to the lab's socket, and what it answers.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

const SOCKET: &str = "/run/lab.sock";

/// One change of a motor: when by the guest's clock, to which percent, and why.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Turn(pub(crate) f64, pub(crate) u8, pub(crate) String);

/// What a motor really did. No fault can make it lie.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Motor {
    pub(crate) percent: u8,
    pub(crate) log: Vec<Turn>,
    /// When the log was read, by the guest's clock.
    pub(crate) now: f64,
}

impl Motor {
    /// For how many seconds it turned so far, by its own log.
    pub(crate) fn turned_s(&self) -> f64 {
        let ends = self.log.iter().skip(1).map(|turn| turn.0);
        let spans = self.log.iter().zip(ends.chain([self.now]));
        spans
            .filter(|(turn, _)| turn.1 > 0)
            .map(|(turn, end)| (end - turn.0).max(0.0))
            .sum()
    }
}

/// Everything that happened to a device, for a transcript.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Story {
    pub(crate) story: Vec<(f64, String)>,
    pub(crate) motor: Vec<Turn>,
}

/// What a device counted.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Stats {
    pub(crate) links: u32,
    /// Bonds made.
    pub(crate) paired: u32,
    /// No cut of the link is waited for any more.
    pub(crate) cut_came: bool,
}

/// A device on the air.
#[derive(Clone, Debug)]
pub(crate) struct Peripheral {
    id: String,
    pub(crate) address: String,
}

impl Peripheral {
    /// Puts the `number`th device of this guest on the air. Each has an address of its own, so that BlueZ remembers
    /// nothing of the one before.
    pub(crate) fn add(kind: &str, options: &Value, number: u16) -> Result<Self> {
        let [high, low] = number.to_be_bytes();
        let address = format!("F0:00:00:00:{high:02X}:{low:02X}");
        Self::add_at(kind, options, number, &address)
    }

    /// The same at an address that another device had.
    pub(crate) fn add_at(kind: &str, options: &Value, number: u16, address: &str) -> Result<Self> {
        let peripheral = Self {
            id: format!("{kind}-{number}"),
            address: address.to_owned(),
        };
        tell(&json!({
            "cmd": "add", "id": peripheral.id, "kind": kind, "addr": peripheral.address, "options": options,
        }))?;
        Ok(peripheral)
    }

    /// Gives this device a command of `Peripheral.command`; `command` names it and its arguments.
    pub(crate) fn command(&self, command: &Value) -> Result<Value> {
        let mut command = command.clone();
        command["dev"] = json!(self.id);
        tell(&command)
    }

    pub(crate) fn motor(&self) -> Result<Motor> {
        Ok(serde_json::from_value(
            self.command(&json!({"cmd": "motor"}))?,
        )?)
    }

    pub(crate) fn story(&self) -> Result<Story> {
        Ok(serde_json::from_value(
            self.command(&json!({"cmd": "story"}))?,
        )?)
    }

    pub(crate) fn stats(&self) -> Result<Stats> {
        Ok(serde_json::from_value(
            self.command(&json!({"cmd": "stats"}))?,
        )?)
    }

    pub(crate) fn remove(&self) -> Result<()> {
        self.command(&json!({"cmd": "remove"})).map(drop)
    }
}

/// Takes every device off the air.
pub(crate) fn clear() -> Result<()> {
    let answer = tell(&json!({"cmd": "list"}))?;
    let ids = answer.get("peripherals").and_then(Value::as_array);
    for id in ids.into_iter().flatten() {
        tell(&json!({"cmd": "remove", "dev": id}))?;
    }
    Ok(())
}

/// One command to the lab, answered at once.
pub(crate) fn tell(command: &Value) -> Result<Value> {
    let mut socket = UnixStream::connect(SOCKET).context("the lab does not run")?;
    writeln!(socket, "{command}")?;
    let mut line = String::new();
    BufReader::new(socket).read_line(&mut line)?;
    let answer: Value = serde_json::from_str(&line).context("the lab answered no JSON")?;
    if let Some(error) = answer.get("error") {
        bail!("the lab refused {command}: {error}");
    }
    Ok(answer)
}
