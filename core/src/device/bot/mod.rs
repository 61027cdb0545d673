//! SwitchBot Bot (devices.md 1.2): an arm that pushes a rocker switch on or off, and knows nothing of the massager.
//!
//! [`frames`] knows the bytes on the link, [`advert`] those of the advertisement, [`driver`] when it may be used at all:
//! only in switch mode. In press mode the same press starts and stops, and nobody knows which comes next.

pub mod advert;
pub mod driver;
pub mod frames;

use super::switchbot::{self, COMPANY, COMPANY_BEFORE, SERVICE};
use super::{Advertisement, Match};

pub use advert::Advert;
pub use driver::Bot;
pub use frames::{Frame, Info, Password};

/// The type byte of the service data.
const TYPE: u8 = b'H';

/// Below this charge (percent) it is not started: the press that stops must still work (a design choice; the maker
/// names no number).
pub const LEAST_BATTERY_PERCENT: u8 = 20;

/// What the arm does when it is told to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Down and up again, whatever the button does.
    Press,
    /// Push for on, pull for off.
    Switch,
}

/// Whether an advertisement is a Bot's.
#[must_use]
pub fn identify(advertisement: &Advertisement) -> Match {
    if switchbot::device_type(advertisement) != Some(TYPE) {
        return Match::No;
    }
    let mut companies = advertisement.manufacturer_data.iter();
    let of_the_maker = companies.any(|(company, _)| matches!(*company, COMPANY | COMPANY_BEFORE));
    if of_the_maker || advertisement.services.contains(&SERVICE) {
        Match::Sure
    } else {
        Match::Maybe
    }
}
