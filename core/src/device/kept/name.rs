//! What a kept device may be called, and which one a word means.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{DeviceError, KeptDevice};
use crate::invalid::{Invalid, Reason};

/// How the person calls a device: 1 to 40 characters, never one of the words that mean something else on a command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeviceName(String);

const LONGEST: usize = 40;

/// Words that choose something else.
const TAKEN: [&str; 4] = ["simulated", "manual", "socket", "none"];

impl DeviceName {
    /// Spaces around it are dropped.
    ///
    /// # Errors
    /// [`Invalid`] `name`.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let refused = |reason| Err(Invalid::new("name", reason));
        let malformed = |expected: &str| {
            refused(Reason::Malformed {
                expected: expected.to_owned(),
                got: text
                    .chars()
                    .take(LONGEST)
                    .filter(|c| !c.is_control())
                    .collect(),
            })
        };
        if text.is_empty() {
            refused(Reason::Missing)
        } else if text.chars().count() > LONGEST {
            malformed("a name of at most 40 characters")
        } else if text.chars().any(char::is_control) || text.starts_with('-') {
            malformed("a name of letters, digits and signs that does not begin with -")
        } else if TAKEN.contains(&key(text).as_str()) || text.contains(':') {
            malformed(
                "a name of its own: without a colon, and not simulated, manual, socket or none",
            )
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two names with the same key are one name.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The device a word means: its name in any case, or the beginning of one name only.
///
/// # Errors
/// [`DeviceError::Unknown`] with the names there are, [`DeviceError::Ambiguous`] with those it may be.
pub fn find<'a>(devices: &'a [KeptDevice], word: &str) -> Result<&'a KeptDevice, DeviceError> {
    let wanted = key(word);
    if let Some(exact) = devices.iter().find(|device| device.name.key() == wanted) {
        return Ok(exact);
    }
    let begins =
        |device: &&KeptDevice| !wanted.is_empty() && device.name.key().starts_with(&wanted);
    let meant: Vec<&KeptDevice> = devices.iter().filter(begins).collect();
    let names = |devices: &[&KeptDevice]| {
        let names = devices.iter().map(|device| device.name.to_string());
        names.collect::<Vec<_>>()
    };
    let name = word.trim().to_owned();
    match meant[..] {
        [only] => Ok(only),
        [] => Err(DeviceError::Unknown {
            name,
            known: names(&devices.iter().collect::<Vec<_>>()),
        }),
        _ => Err(DeviceError::Ambiguous {
            name,
            names: names(&meant),
        }),
    }
}

impl fmt::Display for DeviceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DeviceName {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::new(&text)
    }
}

impl From<DeviceName> for String {
    fn from(name: DeviceName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::{Configuration, DeviceId, DeviceKind, Reach};
    use super::*;

    fn called(names: &[&str]) -> Vec<KeptDevice> {
        let device = |(id, name): (i64, &&str)| KeptDevice {
            id: DeviceId(id),
            name: DeviceName::new(name).expect(name),
            reach: Reach::Socket {
                path: id.to_string(),
            },
            configuration: Configuration::new(DeviceKind::OpenMassager, None, None)
                .expect("needs nothing"),
            learned: None,
            added_at: Timestamp::UNIX_EPOCH,
            test: None,
            no_fail_safe_accepted_at: None,
        };
        (1..).zip(names).map(device).collect()
    }

    #[test]
    fn a_device_is_found_by_its_name_in_any_case_or_by_a_beginning_that_fits_one() {
        let devices = called(&["Füße", "Feet", "Feet upstairs", "calves"]);
        for (word, id) in [
            ("FÜSSE", None),
            ("füße", Some(1)),
            ("feet", Some(2)),
            ("feet u", Some(3)),
            ("CAL", Some(4)),
        ] {
            let found = find(&devices, word).ok().map(|device| device.id.0);
            assert_eq!(found, id, "{word}");
        }
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones_and_an_ambiguous_one_those_it_may_be() {
        let devices = called(&["Feet", "Feed"]);
        assert_eq!(
            find(&devices, "arms").expect_err("no such"),
            DeviceError::Unknown {
                name: "arms".into(),
                known: vec!["Feet".into(), "Feed".into()]
            }
        );
        assert!(
            matches!(find(&devices, "fee"), Err(DeviceError::Ambiguous { names, .. }) if names.len() == 2)
        );
        assert!(matches!(
            find(&devices, ""),
            Err(DeviceError::Unknown { .. })
        ));
    }

    #[test]
    fn names_that_mean_something_else_or_cannot_be_read_are_refused() {
        for bad in [
            "",
            "  ",
            "Manual",
            "simulated",
            "socket:/tmp/a",
            "a\nb",
            "--yes",
            &"x".repeat(41),
        ] {
            assert_eq!(DeviceName::new(bad).expect_err(bad).field, "name", "{bad}");
        }
        assert_eq!(
            DeviceName::new("  Oma's Fußmatte ")
                .expect("a name")
                .as_str(),
            "Oma's Fußmatte"
        );
    }
}
