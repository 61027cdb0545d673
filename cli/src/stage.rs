//! What every command has at hand: where the diary is, what time it is, where text goes and who answers questions.

use std::path::PathBuf;

use console::Term;
use lull_core::app::App;
use lull_core::time::Now;

use crate::args::Global;
use crate::clock::TimeSource;
use crate::exit::Failure;
use crate::output::{Out, remark};
use crate::prompt::Prompter;
use crate::words;

#[derive(Debug)]
pub(crate) struct Stage {
    data: Option<PathBuf>,
    pub(crate) time: TimeSource,
    pub(crate) out: Out,
    pub(crate) prompter: Prompter,
}

impl Stage {
    /// # Errors
    /// [`Failure::Invalid`] when `--now` is no moment.
    pub(crate) fn new(global: Global) -> Result<Self, Failure> {
        Ok(Self {
            data: global.data,
            time: TimeSource::new(global.now.as_deref())?,
            out: Out::new(global.json),
            prompter: Prompter::new(),
        })
    }

    pub(crate) fn now(&self) -> Now {
        self.time.now()
    }

    /// Opens the diary, making its folder when it is missing, and says on stderr what was found damaged.
    pub(crate) fn open(&self) -> Result<App, Failure> {
        let app = self.open_silently()?;
        let damage = app.damage();
        for damage in &damage {
            remark(&format!("lull: {}", words::keeping::damage(damage)));
        }
        // where nobody reads it, it is told again, until a person was there
        if !damage.is_empty() && Term::stderr().is_term() {
            // a note of it that cannot be made costs one more telling, and no command
            let _ = app.acknowledge_damage();
        }
        if app.is_forgetting() {
            remark(&format!("lull: {}", words::keeping::STILL_FORGETTING));
        }
        Ok(app)
    }

    /// The same for a command that shows notices itself.
    pub(crate) fn open_silently(&self) -> Result<App, Failure> {
        Ok(App::open(&self.data_folder()?)?)
    }

    pub(crate) fn data_folder(&self) -> Result<PathBuf, Failure> {
        let from_environment = || {
            std::env::var_os("LULL_DATA")
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let of_platform = || {
            directories::ProjectDirs::from("", "", "lull").map(|dirs| dirs.data_dir().to_owned())
        };
        self.data
            .clone()
            .or_else(from_environment)
            .or_else(of_platform)
            .ok_or_else(|| Failure::invalid("data", words::failure::no_data_folder()))
    }
}
