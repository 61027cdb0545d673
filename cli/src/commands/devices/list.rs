//! `lull devices list`: what was added, what stops each, and what is still to do.

use clap::Args;
use lull_core::device::DeviceChoice;
use lull_core::device::kept::{KeptDevice, Reach};
use lull_core::device::mains::Learned;
use lull_core::session::ProgramKind;
use serde_json::{Value, json};

use crate::exit::Failure;
use crate::output::Out;
use crate::stage::Stage;
use crate::words::devices;

#[derive(Debug, Args)]
pub(crate) struct List {}

impl List {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        let kept = app.devices()?;
        let chosen = app.settings()?.device;
        let out = stage.out;
        if out.is_json() {
            let list: Vec<Value> = kept.iter().map(as_json).collect();
            return out.json(&list);
        }
        if kept.is_empty() {
            return out.say(devices::NONE_YET);
        }
        for device in &kept {
            let is_chosen = chosen == DeviceChoice::Kept { id: device.id };
            show(out, device, is_chosen)?;
        }
        Ok(())
    }
}

/// One device, with everything a person should know of it.
pub(super) fn show(out: Out, device: &KeptDevice, is_chosen: bool) -> Result<(), Failure> {
    out.heading(&devices::heading(device, is_chosen))?;
    for (label, value) in devices::facts(device) {
        out.fact(label, &value)?;
    }
    Ok(())
}

/// Without its secret.
pub(super) fn as_json(device: &KeptDevice) -> Value {
    let (address, socket) = match &device.reach {
        Reach::Bluetooth { address } => (Some(address), None),
        Reach::Socket { path } => (None, Some(path)),
    };
    let watts = |part: fn(Learned) -> u32| device.learned.map(part).map(f64::from);
    json!({
        "id": device.id,
        "name": device.name,
        "kind": device.configuration.kind(),
        "address": address,
        "socket": socket,
        "experimental": device.configuration.is_experimental(),
        "has_secret": device.configuration.has_secret(),
        "fail_safe": device.fail_safe(),
        "no_fail_safe_accepted_at": device.no_fail_safe_accepted_at,
        "evidence": device.evidence(),
        "added_at": device.added_at,
        "test": device.test,
        "ready": device.may_run(ProgramKind::Evening).is_ok(),
        "idle_watts": watts(|learned| learned.idle().get()).map(|milliwatts| milliwatts / 1000.0),
        "running_watts": watts(|learned| learned.running().get()).map(|milliwatts| milliwatts / 1000.0),
    })
}
