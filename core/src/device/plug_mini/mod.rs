//! SwitchBot Plug Mini, US and JP (devices.md 1.1): a mains plug that anyone in range can switch, and that nothing but
//! the phone switches off again.
//!
//! [`frames`] knows the bytes on the link, [`advert`] those of the advertisement, [`driver`] the order and what an
//! answer proves. The EU model obeys a key from the maker's account only; it is recognised and refused.

pub mod advert;
pub mod driver;
pub mod frames;

use super::switchbot::{self, COMPANY};
use super::{Advertisement, Match};

pub use advert::Advert;
pub use driver::PlugMini;
pub use frames::Frame;

/// The type bytes of the US and the JP model, small letters in use and capital ones while being added to an account.
const TYPES: [u8; 4] = [b'g', b'j', b'G', b'J'];
/// Those of the EU model.
const EU_TYPES: [u8; 2] = [0x3f, 0x1f];

/// Whether an advertisement is such a plug's. Without the type byte (a passive scan) it is nobody's: the maker's locks
/// and curtains look the same.
#[must_use]
pub fn identify(advertisement: &Advertisement) -> Match {
    let is_plug = switchbot::device_type(advertisement).is_some_and(is_type);
    let companies = &advertisement.manufacturer_data;
    match (
        is_plug,
        companies.iter().any(|(company, _)| *company == COMPANY),
    ) {
        (true, true) => Match::Sure,
        (true, false) => Match::Maybe,
        (false, _) => Match::No,
    }
}

fn is_type(found: u8) -> bool {
    TYPES.contains(&found)
}

/// Whether it is the EU model's.
#[must_use]
pub fn is_eu(advertisement: &Advertisement) -> bool {
    switchbot::device_type(advertisement).is_some_and(|found| EU_TYPES.contains(&found))
}
