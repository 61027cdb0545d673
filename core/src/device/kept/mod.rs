//! Devices the person has added: what is kept of one, and when it may be driven.
//!
//! [`name`] decides what a device may be called and which one a word means, [`configuration`] which driver it gets.

pub mod configuration;
pub mod name;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::mains::Learned;
use super::{Driver, Evidence, FailSafe};
use crate::invalid::{Invalid, Reason};
use crate::session::{EndReason, ProgramKind};

pub use configuration::{Configuration, DeviceKind, Secret};
pub use name::DeviceName;

/// Names a kept device in settings and journals. Never used again once its device was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub i64);

/// Where a kept device is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reach", rename_all = "snake_case")]
pub enum Reach {
    /// The address the radio knows it by: a Bluetooth address, on phones the system's own identifier.
    Bluetooth { address: String },
    /// A simulated massager in a process of its own.
    Socket { path: String },
}

/// Who is touched by what a choice switches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// It is simulated.
    Nobody,
    /// A person, by a massager they switch themselves.
    ByHand,
    /// A person, by a massager that is switched over the radio.
    ByRadio,
}

/// A device the person has added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDevice {
    pub id: DeviceId,
    pub name: DeviceName,
    pub reach: Reach,
    pub configuration: Configuration,
    /// What the massager behind a plug draws, learnt in the supervised test.
    pub learned: Option<Learned>,
    pub added_at: Timestamp,
    /// The last supervised test; `None` until there was one.
    pub test: Option<DeviceTest>,
    /// When the person took note that nothing stops it without the phone; `None` until then.
    pub no_fail_safe_accepted_at: Option<Timestamp>,
}

/// What a person saw in the supervised test: the lowest level for ten seconds, then stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceTest {
    pub at: Timestamp,
    pub result: TestResult,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestResult {
    /// It started and it stopped.
    Passed,
    DidNotStart,
    /// It had to be stopped by hand.
    DidNotStop,
}

impl TestResult {
    /// What can have been seen in a test that ended so: only one that ran to its end can have been passed.
    #[must_use]
    pub const fn possible_after(reason: &EndReason) -> &'static [Self] {
        match reason {
            EndReason::Complete => &[Self::Passed, Self::DidNotStart, Self::DidNotStop],
            EndReason::StoppedByPerson
            | EndReason::StoppedByDevice { .. }
            | EndReason::LinkLost
            | EndReason::NotReached { .. }
            | EndReason::Refused { .. }
            | EndReason::PausedTooLong
            | EndReason::HardCap
            | EndReason::StorageFailed
            | EndReason::Interrupted
            | EndReason::NotDriven => &[Self::DidNotStart, Self::DidNotStop],
        }
    }
}

/// A device to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    pub name: DeviceName,
    pub reach: Reach,
    pub configuration: Configuration,
    /// The person wants it although its bytes are known from one source only.
    pub experimental: bool,
}

/// Why a device cannot be added, named or driven. Nothing was changed and nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeviceError {
    #[error("no device is called {name}")]
    Unknown { name: String, known: Vec<String> },
    #[error("{name} may be any of several devices")]
    Ambiguous { name: String, names: Vec<String> },
    #[error("another device is called {name}")]
    NameTaken { name: String },
    /// The same device is kept already, under this name.
    #[error("this device is kept already, as {name}")]
    AlreadyKept { name: String },
    /// Its bytes come from one source that nobody confirmed: the person must want that.
    #[error("this kind of device is experimental")]
    Experimental { kind: DeviceKind },
    /// Its supervised test comes before the first massage; `failed` when the last one was not passed.
    #[error("{name} has not passed its test")]
    NotTested { name: String, failed: bool },
    /// The person has not yet taken note that nothing stops it without the phone.
    #[error("nothing stops {name} without the phone")]
    NoFailSafe { name: String },
    /// A session runs on it.
    #[error("a session runs on {name}")]
    InUse { name: String },
    /// The device was forgotten since it was chosen.
    #[error("the device was forgotten")]
    Forgotten,
}

impl Reach {
    /// Longer addresses and paths are refused; a Unix socket's path has at most 108 bytes.
    const LONGEST: usize = 255;

    /// # Errors
    /// [`Invalid`] `address` or `socket` when it is empty, too long or has control characters in it.
    pub fn validate(&self) -> Result<(), Invalid> {
        let (field, text) = match self {
            Self::Bluetooth { address } => ("address", address),
            Self::Socket { path } => ("socket", path),
        };
        if text.trim().is_empty() {
            return Err(Invalid::new(field, Reason::Missing));
        }
        if text.len() > Self::LONGEST {
            let max_bytes = u64::try_from(Self::LONGEST).unwrap_or(u64::MAX);
            let got_bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
            return Err(Invalid::new(
                field,
                Reason::TooLong {
                    max_bytes,
                    got_bytes,
                },
            ));
        }
        if text.chars().any(char::is_control) {
            return Err(Invalid::new(field, Reason::ForbiddenCharacter));
        }
        Ok(())
    }

    #[must_use]
    pub const fn touch(&self) -> Touch {
        match self {
            Self::Bluetooth { .. } => Touch::ByRadio,
            Self::Socket { .. } => Touch::Nobody,
        }
    }
}

impl NewDevice {
    /// # Errors
    /// [`DeviceError::Experimental`] when the person must want it explicitly and did not.
    pub fn may_be_added(&self) -> Result<(), DeviceError> {
        if self.configuration.is_experimental() && !self.experimental {
            let kind = self.configuration.kind();
            return Err(DeviceError::Experimental { kind });
        }
        Ok(())
    }
}

impl KeptDevice {
    /// A fresh driver with this device's configuration.
    #[must_use]
    pub fn driver(&self) -> Box<dyn Driver> {
        self.configuration.driver(self.learned)
    }

    /// What stops it without the phone, as far as its kind promises.
    #[must_use]
    pub fn fail_safe(&self) -> FailSafe {
        self.driver().capabilities().fail_safe
    }

    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.driver().capabilities().evidence
    }

    #[must_use]
    pub fn has_passed_its_test(&self) -> bool {
        self.test
            .is_some_and(|test| test.result == TestResult::Passed)
    }

    /// Whether a program may drive it: what has no fail-safe is taken note of before its first start, and the supervised
    /// test comes before the first massage.
    ///
    /// # Errors
    /// [`DeviceError::NotTested`] or [`DeviceError::NoFailSafe`].
    pub fn may_run(&self, program: ProgramKind) -> Result<(), DeviceError> {
        let name = || self.name.to_string();
        let tested = match program {
            ProgramKind::Evening | ProgramKind::TopUp | ProgramKind::Acute => {
                self.has_passed_its_test()
            }
            ProgramKind::DeviceTest | ProgramKind::Stretch => true,
        };
        if !tested {
            return Err(DeviceError::NotTested {
                name: name(),
                failed: self.test.is_some(),
            });
        }
        let warned = self.no_fail_safe_accepted_at.is_some();
        if program.drives_device() && !warned && self.fail_safe() == FailSafe::None {
            return Err(DeviceError::NoFailSafe { name: name() });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(kind: DeviceKind) -> KeptDevice {
        KeptDevice {
            id: DeviceId(1),
            name: DeviceName::new("feet").expect("a name"),
            reach: Reach::Bluetooth {
                address: "AA:BB:CC:DD:EE:FF".into(),
            },
            configuration: Configuration::new(kind, None, None).expect("needs nothing"),
            learned: None,
            added_at: Timestamp::UNIX_EPOCH,
            test: None,
            no_fail_safe_accepted_at: None,
        }
    }

    fn tested(kind: DeviceKind, result: TestResult) -> KeptDevice {
        let at = Timestamp::UNIX_EPOCH;
        KeptDevice {
            test: Some(DeviceTest { at, result }),
            ..kept(kind)
        }
    }

    #[test]
    fn a_massage_waits_for_the_supervised_test_and_the_test_for_nothing() {
        let plug = kept(DeviceKind::ShellyPlug);
        assert_eq!(plug.may_run(ProgramKind::DeviceTest), Ok(()));
        for program in [ProgramKind::Evening, ProgramKind::TopUp, ProgramKind::Acute] {
            let refused = plug.may_run(program).expect_err("never tested");
            let failed = false;
            assert_eq!(
                refused,
                DeviceError::NotTested {
                    name: "feet".into(),
                    failed
                }
            );
        }
        let passed = tested(DeviceKind::ShellyPlug, TestResult::Passed);
        assert_eq!(passed.may_run(ProgramKind::Evening), Ok(()));
    }

    #[test]
    fn a_test_that_was_not_passed_opens_nothing() {
        for result in [TestResult::DidNotStart, TestResult::DidNotStop] {
            let refused = tested(DeviceKind::ShellyPlug, result).may_run(ProgramKind::Evening);
            assert!(
                matches!(refused, Err(DeviceError::NotTested { failed: true, .. })),
                "{refused:?}"
            );
        }
    }

    #[test]
    fn what_nothing_stops_is_not_even_tested_before_the_person_took_note() {
        for kind in [DeviceKind::Bot, DeviceKind::PlugMini] {
            let mut device = kept(kind);
            let refused = device.may_run(ProgramKind::DeviceTest);
            assert!(
                matches!(refused, Err(DeviceError::NoFailSafe { .. })),
                "{refused:?}"
            );
            device.no_fail_safe_accepted_at = Some(Timestamp::UNIX_EPOCH);
            assert_eq!(device.may_run(ProgramKind::DeviceTest), Ok(()));
        }
    }

    #[test]
    fn a_kind_known_from_one_source_is_added_only_when_that_is_wanted() {
        let new = |kind, experimental| NewDevice {
            name: DeviceName::new("feet").expect("a name"),
            reach: Reach::Bluetooth {
                address: "1".into(),
            },
            configuration: Configuration::new(kind, None, None).expect("needs nothing"),
            experimental,
        };
        let kind = DeviceKind::Sem6000;
        assert_eq!(
            new(kind, false).may_be_added(),
            Err(DeviceError::Experimental { kind })
        );
        assert_eq!(new(kind, true).may_be_added(), Ok(()));
        assert_eq!(new(DeviceKind::ShellyPlug, false).may_be_added(), Ok(()));
    }

    #[test]
    fn an_address_without_anything_in_it_is_refused_by_its_field() {
        for (reach, field) in [
            (
                Reach::Bluetooth {
                    address: "  ".into(),
                },
                "address",
            ),
            (
                Reach::Bluetooth {
                    address: "a".repeat(300),
                },
                "address",
            ),
            (
                Reach::Socket {
                    path: "a\nb".into(),
                },
                "socket",
            ),
        ] {
            assert_eq!(reach.validate().expect_err("bad").field, field);
        }
    }
}
