//! `lull devices forget`: says what is lost, asks, and ends the system's pairing, too.

use clap::Args;
use serde_json::json;

use super::list;
use crate::device;
use crate::exit::Failure;
use crate::prompt::{Prompter, Question};
use crate::stage::Stage;
use crate::words::devices;

#[derive(Debug, Args)]
pub(crate) struct Forget {
    /// The device, by its name or the beginning of it
    #[arg(value_name = "NAME")]
    device: String,
    /// Forget it without asking
    #[arg(long)]
    yes: bool,
}

impl Forget {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        let kept = app.find_device(&self.device)?;
        let out = stage.out;
        if !self.yes {
            if stage.prompter == Prompter::Person {
                out.as_text().say(&devices::what_is_lost(&kept))?;
            }
            let question = Question {
                field: "forget",
                flag: "--yes",
                text: devices::ASK_FORGET,
            };
            if !stage.prompter.confirm(question, false)? {
                return out.say(devices::NOTHING_FORGOTTEN);
            }
        }
        let forgotten = app.forget_device(kept.id)?;
        // after the diary: a device that is still in use must keep its pairing
        let unpaired = device::unpair(&forgotten.device)?;
        if out.is_json() {
            return out.json(&json!({
                "forgotten": list::as_json(&forgotten.device),
                "was_chosen": forgotten.was_chosen,
                "pairing_removed": unpaired.map(|unpaired| unpaired.is_ok()),
            }));
        }
        out.say(&devices::forgotten(&forgotten.device))?;
        out.item(&devices::how_to_add_again(&forgotten.device))?;
        if let Some(Err(fault)) = unpaired {
            out.item(&devices::still_paired(fault))?;
        }
        if forgotten.was_chosen {
            out.item(devices::WAS_CHOSEN)?;
        }
        Ok(())
    }
}
