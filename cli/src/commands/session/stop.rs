//! `lull session stop`: asks the lull that owns the session; where that one is dead, asks the massager itself.

use std::time::Duration;

use clap::Args;
use lull_core::app::App;
use lull_core::device::DeviceChoice;
use lull_core::driver::store::Store;
use lull_core::driver::store::ownership::SessionOwnership;
use lull_core::session::journal::{Record, What};
use lull_core::session::{EndReason, SessionId, Stopped};
use serde_json::json;

use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::stage::Stage;
use crate::words;
use crate::words::events::{self, Motor};

/// How long we wait to see the owner's session end. The owner goes on trying after that.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(100);

#[derive(Debug, Args)]
pub(crate) struct Stop {
    /// The massager to ask where no lull runs a session [default: that of the last session, else as set up]
    #[arg(long, value_name = "DEVICE")]
    device: Option<String>,
}

impl Stop {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let chosen = self.device.as_deref().map(input::device).transpose()?;
        let app = stage.open()?;
        let chosen = chosen.map(|word| word.resolve(&app)).transpose()?;
        let mut store = Store::open(app.data())?;
        let open = store.open_sessions()?.last().copied();
        let owned = SessionOwnership::is_held(app.data())?;
        match open {
            Some(session) if owned => ask_owner(stage.out, &mut store, session),
            Some(_) | None => {
                let of_session = match open {
                    Some(session) => store.records(session)?.iter().find_map(device_of),
                    None => None,
                };
                self.ask_device(stage, &app, chosen.or(of_session))
            }
        }
    }

    /// Nobody runs a session: whatever the massager still does, it is told to stop.
    fn ask_device(
        &self,
        stage: &Stage,
        app: &App,
        known: Option<DeviceChoice>,
    ) -> Result<(), Failure> {
        let out = stage.out;
        let choice = match known {
            Some(choice) => choice,
            None => app.settings()?.device,
        };
        let seen = match &choice {
            // inside this program there is a massager only while a session runs
            DeviceChoice::Simulated | DeviceChoice::Manual => None,
            DeviceChoice::SimulatedAt { .. } | DeviceChoice::Kept { .. } => {
                let runtime = device::runtime()?;
                Some(runtime.block_on(async {
                    let clock = device::clock(&stage.time, &choice, 1);
                    device::stop(app, &choice, &clock).await
                })?)
            }
        };
        if out.is_json() {
            return out.json(&json!({ "session": null, "device": choice, "stopped": seen }));
        }
        match seen {
            Some(stopped) => {
                out.say(words::session::NO_OWNER)?;
                out.say(words::session::stopped(stopped))
            }
            None => out.say(words::session::NO_STOP_NEEDED),
        }
    }
}

fn ask_owner(out: Out, store: &mut Store, session: SessionId) -> Result<(), Failure> {
    store.request_stop(session)?;
    if !out.is_json() {
        out.say(words::session::STOP_REQUESTED)?;
    }
    let ended = device::runtime()?.block_on(ended(store, session))?;
    let driven = store.records(session)?.iter().find_map(device_of);
    let motor = match driven {
        Some(DeviceChoice::Manual) => Motor::ByHand,
        Some(
            DeviceChoice::Simulated | DeviceChoice::SimulatedAt { .. } | DeviceChoice::Kept { .. },
        )
        | None => Motor::Driven,
    };
    if out.is_json() {
        return out.json(&json!({
            "session": session,
            "reason": ended.map(|(reason, _)| reason),
            "stopped": ended.map(|(_, stopped)| stopped),
        }));
    }
    match ended {
        Some((reason, stopped)) => out.say(&events::ended(reason, stopped, motor)),
        None => Err(Failure::device(words::session::STOP_NOT_SEEN)),
    }
}

/// How the session ended, once its journal says so.
async fn ended(store: &Store, session: SessionId) -> Result<Option<(EndReason, Stopped)>, Failure> {
    let mut look = tokio::time::interval(LOOK_EVERY);
    for _ in 0..PATIENCE.as_millis() / LOOK_EVERY.as_millis() {
        look.tick().await;
        let end = store.records(session)?.iter().find_map(end_of);
        if end.is_some() {
            return Ok(end);
        }
    }
    Ok(None)
}

fn end_of(record: &Record) -> Option<(EndReason, Stopped)> {
    match &record.what {
        What::Ended { reason, stopped } => Some((*reason, *stopped)),
        What::Began { .. } | What::FailSafe { .. } | What::Wants { .. } | What::Observed { .. } => {
            None
        }
    }
}

fn device_of(record: &Record) -> Option<DeviceChoice> {
    match &record.what {
        What::Began { device, .. } => Some(device.clone()),
        What::FailSafe { .. } | What::Wants { .. } | What::Observed { .. } | What::Ended { .. } => {
            None
        }
    }
}
