//! What a Shelly's advertisement says before anything is written to it: which plug, and whether it can be driven.

use crate::device::Advertisement;

/// Allterco's company identifier.
const COMPANY: u16 = 0x0ba9;

/// The maker's data of one advertisement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advert {
    /// `None` for a device that is no plug we know.
    pub model: Option<Model>,
    /// `None` when the advertisement has no flags.
    pub flags: Option<Flags>,
    /// In the order in which it is printed on the plug.
    pub address: Option<[u8; 6]>,
}

/// The bits of the first block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags(u16);

impl Flags {
    #[must_use]
    pub const fn password_set(self) -> bool {
        self.0 & 1 << 1 != 0
    }

    #[must_use]
    pub const fn calls_over_bluetooth(self) -> bool {
        self.0 & 1 << 2 != 0
    }

    #[must_use]
    pub const fn pairing(self) -> bool {
        self.0 & 1 << 4 != 0
    }
}

/// The plugs that are known to speak the same calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    PlusPlugS,
    PlusPlugUk,
    PlusPlugIt,
    PlusPlugUs,
    PlugSGen3,
    AzPlug,
    OutdoorPlugSGen3,
    PlugPmGen3,
    PlugMGen3,
    PlugUsGen4,
}

impl Model {
    const fn of(number: u16) -> Option<Self> {
        Some(match number {
            0x1800 => Self::PlusPlugS,
            0x1801 => Self::PlusPlugUk,
            0x1803 => Self::PlusPlugIt,
            0x1804 => Self::PlusPlugUs,
            0x1805 => Self::PlugSGen3,
            0x1850 => Self::AzPlug,
            0x1853 => Self::OutdoorPlugSGen3,
            0x1854 => Self::PlugPmGen3,
            0x1865 => Self::PlugMGen3,
            0x1852 => Self::PlugUsGen4,
            _ => return None,
        })
    }

    /// The maker's own name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PlusPlugS => "Shelly Plus Plug S",
            Self::PlusPlugUk => "Shelly Plus Plug UK",
            Self::PlusPlugIt => "Shelly Plus Plug IT",
            Self::PlusPlugUs => "Shelly Plus Plug US",
            Self::PlugSGen3 => "Shelly Plug S Gen3",
            Self::AzPlug => "Shelly AZ Plug",
            Self::OutdoorPlugSGen3 => "Shelly Outdoor Plug S Gen3",
            Self::PlugPmGen3 => "Shelly Plug PM Gen3",
            Self::PlugMGen3 => "Shelly Plug M Gen3",
            Self::PlugUsGen4 => "Shelly Plug US Gen4",
        }
    }
}

/// Why a plug that was found cannot be driven as it is set up now; each is undone in the maker's app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Bluetooth is on, but calls over it are not enabled.
    CallsOff,
    /// A password protects its calls.
    PasswordSet,
}

impl Advert {
    /// `None` when the advertisement is not of this maker.
    #[must_use]
    pub fn of(advertisement: &Advertisement) -> Option<Self> {
        let data = &advertisement.manufacturer_data;
        let (_, data) = data.iter().find(|(company, _)| *company == COMPANY)?;
        let mut advert = Self {
            model: None,
            flags: None,
            address: None,
        };
        let mut rest = data.as_slice();
        loop {
            rest = match *rest {
                [0x01, low, high, ref rest @ ..] => {
                    advert.flags = Some(Flags(u16::from_le_bytes([low, high])));
                    rest
                }
                [0x0a, f, e, d, c, b, a, ref rest @ ..] => {
                    advert.address = Some([a, b, c, d, e, f]);
                    rest
                }
                [0x0b, low, high, ref rest @ ..] => {
                    advert.model = Model::of(u16::from_le_bytes([low, high]));
                    rest
                }
                // Blocks carry no length, so nothing after an unknown or cut one can be read.
                _ => return Some(advert),
            };
        }
    }

    /// What stands in the way of driving it. Without flags nothing is known to.
    #[must_use]
    pub fn obstacle(&self) -> Option<Obstacle> {
        let flags = self.flags?;
        if !flags.calls_over_bluetooth() {
            Some(Obstacle::CallsOff)
        } else if flags.password_set() {
            Some(Obstacle::PasswordSet)
        } else {
            None
        }
    }
}
