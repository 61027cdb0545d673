//! `lull devices rename`.

use clap::Args;
use lull_core::device::kept::DeviceName;

use super::list;
use crate::exit::Failure;
use crate::stage::Stage;
use crate::words::devices;

#[derive(Debug, Args)]
pub(crate) struct Rename {
    /// The device, by its name or the beginning of it
    #[arg(value_name = "NAME")]
    device: String,
    /// What it shall be called
    #[arg(value_name = "NEW NAME")]
    name: String,
}

impl Rename {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let name = DeviceName::new(&self.name)?;
        let app = stage.open()?;
        let before = app.find_device(&self.device)?;
        let device = app.rename_device(before.id, &name)?;
        if stage.out.is_json() {
            return stage.out.json(&list::as_json(&device));
        }
        stage.out.say(&devices::renamed(&before.name, &device.name))
    }
}
