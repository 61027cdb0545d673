//! `lull devices pair`: a bond made on purpose, for a device that listens to nobody it does not know.

use clap::Args;
use serde_json::json;

use super::list;
use crate::device;
use crate::exit::Failure;
use crate::stage::Stage;
use crate::words::devices;

#[derive(Debug, Args)]
pub(crate) struct Pair {
    /// The device, by its name or the beginning of it
    #[arg(value_name = "NAME")]
    device: String,
}

impl Pair {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let kept = stage.open()?.find_device(&self.device)?;
        if !kept.configuration.kind().may_be_paired() {
            return Err(Failure::invalid("device", devices::never_paired(&kept)));
        }
        device::pair(&kept)?;
        if stage.out.is_json() {
            return stage.out.json(&json!({ "paired": list::as_json(&kept) }));
        }
        stage.out.say(&devices::paired(&kept))?;
        stage.out.item(&devices::test_it(&kept))
    }
}
