//! `lull massager`: a simulated massager in a process of its own, so that killing the app does not kill the device.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::{Happening, MassagerSocket, SimFault, SimulatedMassager};
use serde_json::json;

use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::signals::LeaveRequests;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Massager {
    /// Where others reach it: lull session start --device socket:PATH
    #[arg(long, value_name = "PATH")]
    socket: PathBuf,
    /// How much faster than the world its clock runs
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    speed: String,
    /// Something that goes wrong, at once or that many seconds after switching on: refuse:CODE, busy,
    /// forget_bond, refuse_pairing, silent, slow:MILLIS, drop, drop_for:SECONDS, garbage:SEED, sag:PERCENT, deaf, power_cut:SECONDS
    #[arg(long, value_name = "KIND[@SECONDS]")]
    fault: Vec<String>,
}

impl Massager {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let speed = input::speed(&self.speed)?;
        let faults = self
            .fault
            .iter()
            .map(|text| fault(text))
            .collect::<Result<Vec<_>, _>>()?;
        device::runtime()?.block_on(async {
            let mut leave = LeaveRequests::listen().map_err(|error| device::no_runtime(&error))?;
            let massager = SimulatedMassager::new(Clock::starting_at(stage.now(), speed));
            for (fault, delay) in faults {
                massager.inject_after(delay, fault);
            }
            let socket = MassagerSocket::bind(&self.socket, massager.clone())
                .map_err(|error| Failure::device(words::failure::socket(&self.socket, &error)))?;
            let out = stage.out;
            if out.is_json() {
                out.json_line(&json!({ "what": "listening", "socket": self.socket }))?;
            } else {
                out.line(words::massager_listens(&self.socket))?;
            }
            let mut happenings = massager.happenings();
            let mut serving = std::pin::pin!(socket.serve());
            loop {
                tokio::select! {
                    ended = &mut serving => {
                        return ended.map_err(|error| {
                            Failure::device(words::failure::socket(&self.socket, &error))
                        });
                    }
                    happening = happenings.next() => print(out, &happening)?,
                    () = leave.next() => return Ok(()),
                }
            }
        })
    }
}

fn print(out: Out, happening: &Happening) -> Result<(), Failure> {
    if !out.is_json() {
        return out.line(happening);
    }
    let mut line = json!(happening);
    if let Some(line) = line.as_object_mut() {
        line.insert("at".to_owned(), json!(happening.at.as_secs_f64()));
    }
    out.json_line(&line)
}

/// Reads `KIND[@SECONDS]`.
fn fault(text: &str) -> Result<(SimFault, Duration), Failure> {
    let (kind, seconds) = match text.split_once('@') {
        Some((kind, seconds)) => (kind, input::small::<u32>("fault", seconds, 0, 86_400)?),
        None => (text, 0),
    };
    Ok((kind.parse()?, Duration::from_secs(seconds.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_a_kind_and_a_moment() {
        assert_eq!(
            fault("sag:40@90").expect("a fault"),
            (SimFault::Sag { percent: 40 }, Duration::from_secs(90))
        );
        assert_eq!(
            fault("busy").expect("a fault"),
            (SimFault::Busy, Duration::ZERO)
        );
        for bad in ["bored", "busy@", "busy@-1", "busy@soon", "@3", ""] {
            match fault(bad) {
                Err(Failure::Invalid { field, .. }) => assert_eq!(field, "fault", "{bad}"),
                other => panic!("{bad}: {other:?}"),
            }
        }
    }
}
