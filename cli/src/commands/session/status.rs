//! `lull session status`: what runs, told from the journal on disk.

use clap::Args;
use lull_core::device::{Intent, Level};
use lull_core::driver::store::Store;
use lull_core::driver::store::ownership::SessionOwnership;
use lull_core::session::SessionId;
use lull_core::session::journal::{Record, What};
use serde_json::json;

use crate::device;
use crate::exit::Failure;
use crate::stage::Stage;
use crate::words;
use crate::words::session::Journalled;

#[derive(Debug, Args)]
pub(crate) struct Status {}

impl Status {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        let data = app.data().to_owned();
        let store = Store::open(&data)?;
        let owned = SessionOwnership::is_held(&data)?;
        let open = match store.open_sessions()?.last() {
            Some(session) => told(*session, &store.records(*session)?),
            None => None,
        };
        let open = match open {
            Some(open) => Some(Journalled {
                massager: device::called(&app, &open.device)?,
                ..open
            }),
            None => None,
        };
        let out = stage.out;
        if out.is_json() {
            return out.json(&json!({
                "running": owned && open.is_some(),
                "session": open.as_ref().map(as_json),
            }));
        }
        match open {
            None => out.say(words::session::NO_STOP_NEEDED),
            Some(open) => {
                for (label, value) in words::session::journalled(&open, &stage.now().zone) {
                    out.fact(label, &value)?;
                }
                if !owned {
                    out.blank()?;
                    out.say(words::session::CUT_OFF)?;
                }
                Ok(())
            }
        }
    }
}

fn as_json(open: &Journalled) -> serde_json::Value {
    json!({
        "id": open.id,
        "program": open.program,
        "device": open.device,
        "started_at": open.began,
        "ends_by": open.latest_end,
        "wanted": open.wanted,
        "observed": open.observed,
    })
}

/// What the journal tells of a session; `None` when it never began.
fn told(id: SessionId, records: &[Record]) -> Option<Journalled> {
    let mut told: Option<Journalled> = None;
    for record in records {
        match (&record.what, &mut told) {
            (
                What::Began {
                    program,
                    device,
                    latest_end,
                    ..
                },
                told @ None,
            ) => {
                *told = Some(Journalled {
                    id,
                    program: *program,
                    device: device.clone(),
                    massager: String::new(),
                    began: record.at,
                    latest_end: *latest_end,
                    wanted: None,
                    observed: None,
                });
            }
            (What::Wants { intent }, Some(told)) => {
                told.wanted = Some(match intent {
                    Intent::Run { level, .. } => *level,
                    Intent::Stop => Level::OFF,
                });
            }
            (What::Observed { level }, Some(told)) => told.observed = Some(*level),
            (
                What::Began { .. }
                | What::FailSafe { .. }
                | What::Wants { .. }
                | What::Observed { .. }
                | What::Ended { .. },
                _,
            ) => {}
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use jiff::civil::date;
    use lull_core::device::{DeviceChoice, LinkLossRule, Terms};
    use lull_core::session::ProgramKind;
    use lull_core::time::Night;

    use super::*;

    #[test]
    fn the_last_wanted_and_the_last_observed_level_are_told() {
        let id = SessionId(7);
        let line = |what| Record {
            session: id,
            at: Timestamp::UNIX_EPOCH,
            what,
        };
        let level = Level::from_percent_clamped;
        let run = |percent| What::Wants {
            intent: Intent::Run {
                level: level(percent),
                until: Duration::ZERO,
            },
        };
        let began = What::Began {
            night: Night::new(date(2026, 11, 21)),
            program: ProgramKind::Evening,
            device: DeviceChoice::Simulated,
            terms: Terms {
                session_id: 7,
                device_timer: Duration::from_secs(1800),
                link_loss: LinkLossRule::StopAfter { seconds: 30 },
            },
            latest_end: Timestamp::UNIX_EPOCH,
            legs_now: None,
        };
        let observed = What::Observed { level: level(20) };
        let journal = [began, run(20), observed, run(50)].map(line);
        let told = told(id, &journal).expect("it began");
        assert_eq!(told.wanted, Some(level(50)));
        assert_eq!(told.observed, Some(level(20)));
    }
}
