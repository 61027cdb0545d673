//! `lull devices add`: keeps a device under a name. Nothing is sent to it; the test comes next.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use lull_core::app::{App, AppError};
use lull_core::device::described::reading::LONGEST_FILE;
use lull_core::device::hearing::Heard;
use lull_core::device::kept::{
    Configuration, DeviceError, DeviceKind, DeviceName, NewDevice, Reach,
};
use lull_core::invalid::{Invalid, Reason};

use super::scan::Ear;
use super::{list, secret};
use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::prompt::{Prompter, Question};
use crate::stage::Stage;
use crate::words::devices;

/// How long a device is listened for.
const LISTEN: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Its address, as lull devices scan shows it; left out, what is near is offered
    #[arg(value_name = "ADDRESS")]
    address: Option<String>,
    /// What you call it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What it is: open-massager, shelly, plug-mini, bot or sem6000 [default: what it says itself]
    #[arg(long, value_name = "KIND")]
    family: Option<String>,
    /// A device you describe yourself in this JSON file, see docs/devices/described.md
    #[arg(long, value_name = "FILE", conflicts_with = "family")]
    describe: Option<PathBuf>,
    /// Its password from its maker's app is asked for, or read as one line of standard input
    #[arg(long)]
    password: bool,
    /// Its PIN is asked for, or read as one line of standard input
    #[arg(long, conflicts_with = "password")]
    pin: bool,
    /// Add it although its bytes are known from one source only
    #[arg(long)]
    experimental: bool,
    /// A simulated massager at this socket, see lull massager
    #[arg(long, value_name = "PATH", conflicts_with_all = ["address", "family", "describe"])]
    simulated_at: Option<String>,
}

impl Add {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let name = self.name.as_deref().map(DeviceName::new).transpose()?;
        let told = self.told_kind()?;
        let description = self.describe.as_deref().map(description).transpose()?;
        let app = stage.open()?;
        let (reach, kind, heard) = self.whereabouts(stage, &app, told)?;
        let wants_secret = self.password || self.pin;
        if wants_secret && kind.secret_field() != Some(if self.pin { "pin" } else { "password" }) {
            let field = if self.pin { "pin" } else { "password" };
            return Err(Failure::invalid(
                field,
                devices::no_such_secret(kind, field),
            ));
        }
        let secret = wants_secret
            .then(|| secret::read(stage.prompter, kind))
            .transpose()?;
        let new = NewDevice {
            name: match name {
                Some(name) => name,
                None => ask_name(stage.prompter, heard.as_ref())?,
            },
            reach,
            configuration: Configuration::new(kind, secret, description)?,
            experimental: self.experimental,
        };
        let new = agreed(stage, new)?;
        let device = app
            .add_device(&new, &stage.now())
            .map_err(|error| explained(error, &new))?;
        if stage.out.is_json() {
            return stage.out.json(&list::as_json(&device));
        }
        list::show(stage.out, &device, false)?;
        stage.out.blank()?;
        stage.out.say(&devices::test_comes_next(&device))
    }

    fn told_kind(&self) -> Result<Option<DeviceKind>, Invalid> {
        if self.describe.is_some() {
            return Ok(Some(DeviceKind::Described));
        }
        let family = self.family.as_deref();
        family
            .map(|text| input::word("family", text, &devices::KINDS))
            .transpose()
    }

    fn whereabouts(
        &self,
        stage: &Stage,
        app: &App,
        told: Option<DeviceKind>,
    ) -> Result<(Reach, DeviceKind, Option<Heard>), Failure> {
        if let Some(path) = &self.simulated_at {
            let path = path.clone();
            return Ok((Reach::Socket { path }, DeviceKind::OpenMassager, None));
        }
        match (&self.address, told) {
            (Some(address), Some(kind)) => {
                let address = address.clone();
                Ok((Reach::Bluetooth { address }, kind, None))
            }
            (Some(address), None) => {
                let all = listen(stage, app)?;
                let heard = all
                    .into_iter()
                    .find(|heard| heard.address.eq_ignore_ascii_case(address))
                    .ok_or_else(|| Failure::device(devices::not_heard(address)))?;
                let kind = drivable(&heard)?;
                Ok((reach(&heard), kind, Some(heard)))
            }
            (None, told) => {
                if stage.prompter != Prompter::Person {
                    return Err(Failure::invalid("address", devices::ADDRESS_NEEDED));
                }
                let all = listen(stage, app)?;
                let heard = choose(stage.prompter, all, told)?;
                let kind = told.map_or_else(|| drivable(&heard), Ok)?;
                Ok((reach(&heard), kind, Some(heard)))
            }
        }
    }
}

fn reach(heard: &Heard) -> Reach {
    Reach::Bluetooth {
        address: heard.address.clone(),
    }
}

/// What the device says it is, where that can be driven.
fn drivable(heard: &Heard) -> Result<DeviceKind, Failure> {
    heard
        .kind()
        .ok_or_else(|| Failure::device(devices::why_not(heard)))
}

fn listen(stage: &Stage, app: &App) -> Result<Vec<Heard>, Failure> {
    let ear = Ear::new(app.devices()?);
    if !stage.out.is_json() {
        crate::output::remark(&format!("  {}", devices::LISTENING));
    }
    device::runtime()?.block_on(async {
        let radio = device::ear(None);
        ear.listen(&*radio, LISTEN, |_| Ok(())).await
    })?;
    Ok(ear.all())
}

/// Asks which of the devices that were heard; strangers only for a kind the person names.
fn choose(prompter: Prompter, all: Vec<Heard>, told: Option<DeviceKind>) -> Result<Heard, Failure> {
    let offered: Vec<Heard> = all
        .into_iter()
        .filter(|heard| heard.kept.is_none())
        .filter(|heard| told.is_some() || heard.kind().is_some())
        .collect();
    let labels: Vec<String> = offered.iter().map(devices::choice).collect();
    let answers: Vec<(usize, &str)> = labels.iter().map(String::as_str).enumerate().collect();
    if answers.is_empty() {
        let seconds = u32::try_from(LISTEN.as_secs()).unwrap_or(u32::MAX);
        return Err(Failure::device(devices::nothing_heard(seconds, 0)));
    }
    let question = Question {
        field: "address",
        flag: "its address",
        text: devices::ASK_WHICH,
    };
    let chosen = prompter.choose(question, &answers, 0)?;
    offered
        .into_iter()
        .nth(chosen)
        .ok_or_else(|| Failure::invalid("address", devices::ADDRESS_NEEDED))
}

fn ask_name(prompter: Prompter, heard: Option<&Heard>) -> Result<DeviceName, Failure> {
    let question = Question {
        field: "name",
        flag: "--name NAME",
        text: devices::ASK_NAME,
    };
    let own = heard.and_then(|heard| heard.name.as_deref().map(devices::readable));
    let own = own.filter(|name| DeviceName::new(name).is_ok());
    prompter.text(question, own, DeviceName::new)
}

/// Asks whether an experimental kind is wanted, where somebody can answer.
fn agreed(stage: &Stage, mut new: NewDevice) -> Result<NewDevice, Failure> {
    let must_ask = new.may_be_added().is_err() && stage.prompter == Prompter::Person;
    if must_ask {
        stage
            .out
            .as_text()
            .say(&devices::experimental(new.configuration.kind()))?;
        let question = Question {
            field: "experimental",
            flag: "--experimental",
            text: devices::ASK_EXPERIMENTAL,
        };
        new.experimental = stage.prompter.confirm(question, false)?;
    }
    Ok(new)
}

fn explained(error: AppError, new: &NewDevice) -> Failure {
    if let AppError::Device(DeviceError::NameTaken { name }) = &error {
        return Failure::invalid("name", devices::name_taken(name, &new.name));
    }
    error.into()
}

/// Reads a description file; a longer one than any description is not read to its end.
fn description(path: &Path) -> Result<String, Failure> {
    let failed = |error: &std::io::Error| Failure::file("describe", path, error);
    let length = std::fs::metadata(path)
        .map_err(|error| failed(&error))?
        .len();
    let most = u64::try_from(LONGEST_FILE).unwrap_or(u64::MAX);
    if length > most {
        return Err(Invalid::new(
            "describe",
            Reason::TooLong {
                max_bytes: most,
                got_bytes: length,
            },
        )
        .into());
    }
    let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|_| Invalid::new("describe", Reason::NotUtf8).into())
}
