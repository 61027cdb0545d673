//! `lull audit`: whether reminders really came.

use clap::Args;

use crate::exit::Failure;
use crate::input;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// How many nights back
    #[arg(
        long,
        value_name = "N",
        default_value = "14",
        allow_hyphen_values = true
    )]
    nights: String,
}

impl Audit {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let nights = input::small::<u16>("nights", &self.nights, 1, 3660)?;
        let now = stage.now();
        let audit = stage.open()?.audit(nights, &now)?;
        let out = stage.out;
        if out.is_json() {
            return out.json(&audit);
        }
        if audit.deliveries.is_empty() {
            return out.say(words::reminder::NOTHING_TO_AUDIT);
        }
        out.heading(&words::reminder::audit(&audit))?;
        for cause in &audit.causes {
            out.item(&words::reminder::cause(cause))?;
        }
        for audited in &audit.deliveries {
            out.line(format_args!(
                "  {}  {:<16}  {}",
                audited.delivery.night,
                words::reminder::alarm(audited.delivery.kind),
                words::reminder::delivery(audited, &now)
            ))?;
        }
        Ok(())
    }
}
