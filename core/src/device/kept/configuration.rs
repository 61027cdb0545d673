//! Which driver a kept device gets: its kind, and what that kind needs to know of the very device.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::device::bot::{self, Bot};
use crate::device::described::{Described, Description};
use crate::device::mains::Learned;
use crate::device::omp::OpenMassager;
use crate::device::plug_mini::PlugMini;
use crate::device::registry::Family;
use crate::device::sem6000::{Pin, Sem6000};
use crate::device::shelly::{self, ShellyPlug};
use crate::device::{Driver, Evidence};
use crate::invalid::{Invalid, Reason};

/// The kinds of devices that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    OpenMassager,
    /// A massager behind a Shelly plug.
    ShellyPlug,
    /// A massager behind a Voltcraft SEM6000 plug.
    Sem6000,
    PlugMini,
    Bot,
    /// By a file of the person's.
    Described,
}

/// A kind with what it needs: a password, a PIN or a description. Checked once, when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    made: Made,
    secret: Option<Secret>,
    description: Option<String>,
}

/// A password or PIN. Shown nowhere: not in logs, not in messages, not in JSON.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Made {
    OpenMassager,
    ShellyPlug(Option<shelly::Password>),
    Sem6000(Pin),
    PlugMini,
    Bot(Option<bot::Password>),
    Described(Box<Description>),
}

impl DeviceKind {
    pub const ALL: [Self; 6] = [
        Self::OpenMassager,
        Self::ShellyPlug,
        Self::Sem6000,
        Self::PlugMini,
        Self::Bot,
        Self::Described,
    ];

    /// The kind of a family that an advertisement can mean; `None` for what has no radio.
    #[must_use]
    pub const fn of(family: Family) -> Option<Self> {
        match family {
            Family::OpenMassager => Some(Self::OpenMassager),
            Family::ShellyPlug => Some(Self::ShellyPlug),
            Family::Sem6000 => Some(Self::Sem6000),
            Family::PlugMini => Some(Self::PlugMini),
            Family::Bot => Some(Self::Bot),
            Family::Manual => None,
        }
    }

    /// Whether the system may keep a bond with this kind, to be forgotten with the device: an open massager is bonded at
    /// each start, a plug of firmware 2.0 and a described device where the person paired them.
    #[must_use]
    pub const fn may_be_paired(self) -> bool {
        match self {
            Self::OpenMassager | Self::ShellyPlug | Self::Described => true,
            Self::Sem6000 | Self::PlugMini | Self::Bot => false,
        }
    }

    /// Whether it measures what flows through it, so that a test can learn what the massager behind it draws.
    #[must_use]
    pub const fn has_meter(self) -> bool {
        match self {
            Self::ShellyPlug | Self::Sem6000 => true,
            Self::OpenMassager | Self::PlugMini | Self::Bot | Self::Described => false,
        }
    }

    /// The secret this kind can take, by the name of its field; `None` for kinds without.
    #[must_use]
    pub const fn secret_field(self) -> Option<&'static str> {
        match self {
            Self::ShellyPlug | Self::Bot => Some("password"),
            Self::Sem6000 => Some("pin"),
            Self::OpenMassager | Self::PlugMini | Self::Described => None,
        }
    }
}

impl Secret {
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// For the storage and the drivers alone.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Configuration {
    /// `secret`: the password of a Shelly or Bot where one is set in its maker's app, or the PIN of a SEM6000 where it is
    /// no longer 0000. `description`: the file of a described device.
    ///
    /// # Errors
    /// [`Invalid`] `password`, `pin`, `description` or a field of the description.
    pub fn new(
        kind: DeviceKind,
        secret: Option<Secret>,
        description: Option<String>,
    ) -> Result<Self, Invalid> {
        if secret.is_some() && kind.secret_field().is_none() {
            let other = "family".to_owned();
            return Err(Invalid::new("password", Reason::Contradicts { other }));
        }
        if description.is_some() && kind != DeviceKind::Described {
            let other = "family".to_owned();
            return Err(Invalid::new("description", Reason::Contradicts { other }));
        }
        let text = secret.as_ref().map(Secret::text);
        let made = match kind {
            DeviceKind::OpenMassager => Made::OpenMassager,
            DeviceKind::PlugMini => Made::PlugMini,
            DeviceKind::ShellyPlug => Made::ShellyPlug(text.map(shelly::Password::of).transpose()?),
            DeviceKind::Sem6000 => Made::Sem6000(text.map_or(Ok(Pin::default()), pin)?),
            DeviceKind::Bot => Made::Bot(text.map(bot::Password::of).transpose()?),
            DeviceKind::Described => {
                let file = description
                    .as_ref()
                    .ok_or_else(|| Invalid::new("description", Reason::Missing))?;
                Made::Described(Box::new(Description::from_json(file.as_bytes())?))
            }
        };
        Ok(Self {
            made,
            secret,
            description,
        })
    }

    #[must_use]
    pub const fn kind(&self) -> DeviceKind {
        match self.made {
            Made::OpenMassager => DeviceKind::OpenMassager,
            Made::ShellyPlug(_) => DeviceKind::ShellyPlug,
            Made::Sem6000(_) => DeviceKind::Sem6000,
            Made::PlugMini => DeviceKind::PlugMini,
            Made::Bot(_) => DeviceKind::Bot,
            Made::Described(_) => DeviceKind::Described,
        }
    }

    #[must_use]
    pub fn driver(&self, learned: Option<Learned>) -> Box<dyn Driver> {
        match &self.made {
            Made::OpenMassager => Box::new(OpenMassager::new()),
            Made::ShellyPlug(password) => Box::new(ShellyPlug::with(password.clone(), learned)),
            Made::Sem6000(pin) => Box::new(Sem6000::with(*pin, learned)),
            Made::PlugMini => Box::new(PlugMini::new()),
            Made::Bot(password) => Box::new(Bot::new(*password)),
            Made::Described(description) => Box::new(Described::new((**description).clone())),
        }
    }

    /// Whether its bytes are known from one source only, so that the person must want it explicitly.
    #[must_use]
    pub fn is_experimental(&self) -> bool {
        match self.driver(None).capabilities().evidence {
            Evidence::C | Evidence::D => true,
            Evidence::A | Evidence::B | Evidence::OwnDesign | Evidence::Human => false,
        }
    }

    #[must_use]
    pub const fn has_secret(&self) -> bool {
        self.secret.is_some()
    }

    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// For the store alone.
    #[cfg(feature = "driver")]
    pub(crate) fn secret(&self) -> Option<&Secret> {
        self.secret.as_ref()
    }
}

/// A wrong PIN is not shown, since it may be nearly right.
fn pin(text: &str) -> Result<Pin, Invalid> {
    let digits: Option<Vec<u8>> = text
        .bytes()
        .map(|byte| byte.is_ascii_digit().then(|| byte - b'0'))
        .collect();
    let digits: Option<[u8; 4]> = digits.and_then(|digits| digits.try_into().ok());
    let malformed = || {
        Invalid::new(
            "pin",
            Reason::Malformed {
                expected: "four digits".to_owned(),
                got: "•••".to_owned(),
            },
        )
    };
    Pin::try_from(digits.ok_or_else(malformed)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIBED: &str = r#"{
        "lull_device": 1, "name": "Mat", "identify": { "name": "FootPad*" },
        "service": "ffe5", "characteristic": "ffe9", "write": "with_response",
        "run": "aa {level}", "levels": { "min": 1, "max": 10 }, "stop": "aa 00"
    }"#;

    #[test]
    fn a_secret_is_never_shown() {
        let secret = || Some(Secret::new("4711"));
        for kind in [DeviceKind::ShellyPlug, DeviceKind::Sem6000, DeviceKind::Bot] {
            let configuration = Configuration::new(kind, secret(), None).expect("good");
            let mut driver = configuration.driver(None);
            let steps = driver.connected();
            let shown = format!("{configuration:?} {driver:?}");
            assert!(!shown.contains("4711"), "{shown}");
            assert!(!shown.contains("[4, 7, 1, 1]"), "{shown}");
            assert!(!steps.is_empty());
        }
        for bad in ["12", "12345", "12a4", "１２３４"] {
            let secret = Some(Secret::new(bad));
            let refused = Configuration::new(DeviceKind::Sem6000, secret, None).expect_err(bad);
            assert_eq!(refused.field, "pin");
            assert!(!refused.to_string().contains(bad), "{refused}");
        }
    }

    #[test]
    fn what_a_kind_does_not_know_is_refused_instead_of_ignored() {
        let secret = Some(Secret::new("1234"));
        let refused = Configuration::new(DeviceKind::PlugMini, secret, None).expect_err("none");
        assert_eq!(refused.field, "password");
        let file = Some(DESCRIBED.to_owned());
        let refused = Configuration::new(DeviceKind::Bot, None, file).expect_err("none");
        assert_eq!(refused.field, "description");
        let refused = Configuration::new(DeviceKind::Described, None, None).expect_err("no file");
        assert_eq!(refused.field, "description");
    }

    #[test]
    fn a_description_that_cannot_stop_is_refused_by_its_field() {
        let endless = DESCRIBED.replace(r#", "stop": "aa 00""#, "");
        let refused = Configuration::new(DeviceKind::Described, None, Some(endless));
        assert_eq!(refused.expect_err("no stop").field, "stop");
        let good = Configuration::new(DeviceKind::Described, None, Some(DESCRIBED.to_owned()));
        assert!(good.expect("good").is_experimental());
    }

    #[test]
    fn every_family_with_a_radio_can_be_kept() {
        for family in Family::ALL {
            assert_eq!(
                DeviceKind::of(family).is_some(),
                family.driver().has_radio()
            );
        }
    }
}
