//! `lull forget-everything`: the whole diary, overwritten, for good.

use clap::Args;

use crate::exit::Failure;
use crate::prompt::Question;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Forget {
    /// Delete the backups and everything set aside as well
    #[arg(long)]
    backups: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

impl Forget {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let app = stage.open()?;
        if !self.yes {
            let text = words::keeping::ask_forget(&app.backups(), &app.set_aside(), self.backups);
            let question = Question {
                field: "yes",
                flag: "--yes",
                text: &text,
            };
            if !stage.prompter.confirm(question, false)? {
                return Err(Failure::Left);
            }
        }
        let (forgotten, _) = app.forget_everything(self.backups, &stage.now())?;
        if stage.out.is_json() {
            return stage.out.json(&forgotten);
        }
        stage.out.say(&words::keeping::forgotten(&forgotten))?;
        for path in &forgotten.left {
            stage.out.item(&path.display().to_string())?;
        }
        Ok(())
    }
}
