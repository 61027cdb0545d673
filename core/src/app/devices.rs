//! The devices the person has added: adding, naming, testing and forgetting them, and which driver a choice means.

use rusqlite::Connection;

use super::{App, AppError};
use crate::device::kept::{
    DeviceError, DeviceId, DeviceName, DeviceTest, KeptDevice, NewDevice, TestResult, Touch, name,
};
use crate::device::mains::Learned;
use crate::device::registry;
use crate::device::{DeviceChoice, Driver};
use crate::driver::store::journal::open_sessions;
use crate::driver::store::ownership::Vacancy;
use crate::driver::store::{devices, journal, settings};
use crate::session::EndReason;
use crate::session::journal::What;
use crate::time::Now;

/// What went with a forgotten device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    pub device: KeptDevice,
    /// It was what a tap on Start drives; that is now a massager the person switches by hand, which claims nothing.
    pub was_chosen: bool,
}

impl App {
    /// Every kept device, by name.
    ///
    /// # Errors
    /// The storage's own.
    pub fn devices(&self) -> Result<Vec<KeptDevice>, AppError> {
        self.read(|connection| Ok(devices::all(connection)?))
    }

    /// # Errors
    /// [`DeviceError::Forgotten`] when there is none, or no more; else the storage's own.
    pub fn device(&self, id: DeviceId) -> Result<KeptDevice, AppError> {
        self.read(|connection| kept(connection, id))
    }

    /// Who is touched by what this choice switches on. A kept device that was forgotten counts as a real one.
    ///
    /// # Errors
    /// The storage's own.
    pub fn touch_of(&self, choice: &DeviceChoice) -> Result<Touch, AppError> {
        Ok(match choice {
            DeviceChoice::Simulated | DeviceChoice::SimulatedAt { .. } => Touch::Nobody,
            DeviceChoice::Manual => Touch::ByHand,
            DeviceChoice::Kept { id } => self.read(|connection| {
                let device = devices::one(connection, *id)?;
                Ok::<_, AppError>(device.map_or(Touch::ByRadio, |device| device.reach.touch()))
            })?,
        })
    }

    /// The device a word means: its name in any case, or the beginning of one name only.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] or [`DeviceError::Ambiguous`]; else the storage's own.
    pub fn find_device(&self, word: &str) -> Result<KeptDevice, AppError> {
        let devices = self.devices()?;
        Ok(name::find(&devices, word)?.clone())
    }

    /// Keeps a device. Nothing is sent to it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] or [`DeviceError::Experimental`], [`DeviceError::NameTaken`], [`DeviceError::AlreadyKept`];
    /// else the storage's own.
    pub fn add_device(&self, new: &NewDevice, now: &Now) -> Result<KeptDevice, AppError> {
        new.reach.validate()?;
        new.may_be_added()?;
        self.write(|connection| {
            let kept_ones = devices::all(connection)?;
            if let Some(same) = kept_ones.iter().find(|kept| kept.reach == new.reach) {
                let name = same.name.to_string();
                return Err(DeviceError::AlreadyKept { name }.into());
            }
            is_free(&kept_ones, &new.name, None)?;
            let id = devices::add(connection, new, now.at)?;
            kept(connection, id)
        })
    }

    /// # Errors
    /// [`DeviceError::NameTaken`], [`DeviceError::Forgotten`]; else the storage's own.
    pub fn rename_device(&self, id: DeviceId, name: &DeviceName) -> Result<KeptDevice, AppError> {
        self.write(|connection| {
            kept(connection, id)?;
            is_free(&devices::all(connection)?, name, Some(id))?;
            devices::rename(connection, id, name)?;
            kept(connection, id)
        })
    }

    /// Forgets a device with everything that was learnt about it. The diary keeps its sessions.
    ///
    /// # Errors
    /// [`DeviceError::InUse`] when a session on it was cut off that nobody has settled; [`AppError::SessionRunning`] while
    /// any session runs; [`DeviceError::Forgotten`]; else the storage's own.
    pub fn forget_device(&self, id: DeviceId) -> Result<Forgotten, AppError> {
        // held to the end, so that no session begins on it meanwhile
        let vacancy = Vacancy::look(self.data())?;
        self.write(|connection| {
            let device = kept(connection, id)?;
            if is_driven(connection, id)? {
                let name = device.name.to_string();
                return Err(DeviceError::InUse { name }.into());
            }
            if vacancy.is_none() {
                return Err(AppError::SessionRunning { id: None });
            }
            devices::forget(connection, id)?;
            let kept_settings = settings::load(connection)?;
            let chosen = kept_settings.filter(|kept| kept.device == DeviceChoice::Kept { id });
            let was_chosen = chosen.is_some();
            if let Some(mut chosen) = chosen {
                chosen.device = DeviceChoice::Manual;
                settings::save(connection, &chosen)?;
            }
            Ok(Forgotten { device, was_chosen })
        })
    }

    /// Records what the person saw in the supervised test, that is, in the latest device test
    /// on it. `learned` replaces the watts known so far where there is any.
    ///
    /// # Errors
    /// [`DeviceError::NotTested`] when it cannot have been seen ([`TestResult::possible_after`]);
    /// [`DeviceError::Forgotten`]; else the storage's own.
    pub fn record_device_test(
        &self,
        id: DeviceId,
        result: TestResult,
        learned: Option<Learned>,
        now: &Now,
    ) -> Result<KeptDevice, AppError> {
        self.write(|connection| {
            let device = kept(connection, id)?;
            let ended = journal::end_of_last_test(connection, &DeviceChoice::Kept { id })?;
            // before its first test, and while one runs, as little can have been passed as after one that Lull never drove
            let possible = TestResult::possible_after(&ended.unwrap_or(EndReason::NotDriven));
            if !possible.contains(&result) {
                return Err(DeviceError::NotTested {
                    name: device.name.to_string(),
                    failed: ended.is_some(),
                }
                .into());
            }
            let at = now.at;
            devices::set_test(connection, id, DeviceTest { at, result })?;
            if learned.is_some() && result == TestResult::Passed {
                devices::set_learned(connection, id, learned)?;
            }
            kept(connection, id)
        })
    }

    /// The person took note that nothing stops this device without the phone.
    ///
    /// # Errors
    /// [`DeviceError::Forgotten`]; else the storage's own.
    pub fn accept_no_fail_safe(&self, id: DeviceId, now: &Now) -> Result<KeptDevice, AppError> {
        self.write(|connection| {
            kept(connection, id)?;
            devices::accept_no_fail_safe(connection, id, now.at)?;
            kept(connection, id)
        })
    }

    /// A fresh driver for a choice.
    ///
    /// # Errors
    /// [`DeviceError::Forgotten`]; else the storage's own.
    pub fn driver_for(&self, choice: &DeviceChoice) -> Result<Box<dyn Driver>, AppError> {
        match choice {
            DeviceChoice::Kept { id } => Ok(self.device(*id)?.driver()),
            DeviceChoice::Simulated | DeviceChoice::SimulatedAt { .. } => {
                Ok(registry::Family::OpenMassager.driver())
            }
            DeviceChoice::Manual => Ok(registry::Family::Manual.driver()),
        }
    }
}

fn kept(connection: &Connection, id: DeviceId) -> Result<KeptDevice, AppError> {
    devices::one(connection, id)?.ok_or_else(|| DeviceError::Forgotten.into())
}

fn is_free(
    devices: &[KeptDevice],
    name: &DeviceName,
    own: Option<DeviceId>,
) -> Result<(), DeviceError> {
    let others = devices.iter().filter(|device| Some(device.id) != own);
    match others
        .into_iter()
        .find(|device| device.name.key() == name.key())
    {
        Some(other) => Err(DeviceError::NameTaken {
            name: other.name.to_string(),
        }),
        None => Ok(()),
    }
}

/// Whether a session without an end began on it.
fn is_driven(connection: &Connection, id: DeviceId) -> Result<bool, AppError> {
    let choice = DeviceChoice::Kept { id };
    for session in open_sessions(connection)? {
        let records = journal::records(connection, session)?;
        let began = records
            .iter()
            .any(|record| matches!(&record.what, What::Began { device, .. } if *device == choice));
        if began {
            return Ok(true);
        }
    }
    Ok(false)
}
