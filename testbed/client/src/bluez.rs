//! The phone's side of trouble: its adapter and its Bluetooth service, switched, killed and brought back.

use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::json;
use tokio::process::Command;

use crate::lab;

const ADAPTER: &str = "/org/bluez/hci0";
const START: &str = "/lab/guest/start-bluetoothd";
const PID: &str = "/run/bluetoothd.pid";
const LOG: &str = "/run/bluetoothd.log";

/// Switches the adapter on or off, as a person does in the system's settings.
pub(crate) async fn power(on: bool) -> Result<()> {
    call(&[
        ADAPTER,
        "org.freedesktop.DBus.Properties.Set",
        "string:org.bluez.Adapter1",
        "string:Powered",
        if on {
            "variant:boolean:true"
        } else {
            "variant:boolean:false"
        },
    ])
    .await
}

/// Removes the device and its bond on our side. Harmless when BlueZ does not know it.
pub(crate) async fn forget(address: &str) -> Result<()> {
    let path = format!(
        "objpath:{ADAPTER}/dev_{}",
        address.to_uppercase().replace(':', "_")
    );
    // unknown to BlueZ is forgotten, too
    let _ = call(&[ADAPTER, "org.bluez.Adapter1.RemoveDevice", &path]).await;
    Ok(())
}

/// kill -9, as the system's out-of-memory killer does.
pub(crate) async fn kill() -> Result<()> {
    let pid = std::fs::read_to_string(PID).context("bluetoothd was never started")?;
    succeed("/bin/busybox", &["kill", "-9", pid.trim()]).await
}

/// Starts bluetoothd and waits until the adapter is powered.
pub(crate) async fn start() -> Result<()> {
    succeed(START, &[]).await
}

/// Whether bluetoothd runs: it was started last, and is neither gone nor a dead process that nobody has waited for.
pub(crate) fn is_alive() -> bool {
    let Ok(pid) = std::fs::read_to_string(PID) else {
        return false;
    };
    let state = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
    // the name stands in brackets and may hold anything; the state comes after it
    state.is_ok_and(|stat| {
        stat.rsplit_once(") ")
            .is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
    })
}

/// The end of what bluetoothd logged.
pub(crate) fn last_words() -> String {
    let log = std::fs::read_to_string(LOG).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    let end = lines
        .get(lines.len().saturating_sub(12)..)
        .unwrap_or_default();
    end.iter().map(|line| format!("    | {line}\n")).collect()
}

/// The adapter leaves the machine.
pub(crate) fn unplug() -> Result<()> {
    lab::tell(&json!({"cmd": "unplug"})).map(drop)
}

/// It is plugged in again.
pub(crate) fn plug_in() -> Result<()> {
    lab::tell(&json!({"cmd": "plug_in"})).map(drop)
}

async fn call(arguments: &[&str]) -> Result<()> {
    let head = ["--system", "--print-reply", "--dest=org.bluez"];
    succeed("dbus-send", &[&head, arguments].concat()).await
}

async fn succeed(program: &str, arguments: &[&str]) -> Result<()> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .await
        .with_context(|| format!("cannot start {program}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{program} {}: {}", arguments.join(" "), said.trim());
    }
    Ok(())
}
