//! Open Massager Profile 1.0: which frames bring such a massager to an intent, and what it says of itself.
//!
//! [`frames`] knows the bytes, [`driver`] the order in which they go out.

pub mod driver;
pub mod frames;

use uuid::Uuid;

use super::{Advertisement, Channel, Match};

pub use driver::OpenMassager;
pub use frames::{Feature, Frame, Response, Status};

/// The advertised service. A new major version would have another one.
pub const SERVICE: Uuid = slot(0x0001);
pub const FEATURE: Channel = Channel(slot(0x0002));
/// Written with response, answered by an indication.
pub const CONTROL_POINT: Channel = Channel(slot(0x0003));
pub const SESSION_STATUS: Channel = Channel(slot(0x0004));

/// The only major version this driver speaks.
pub const MAJOR: u8 = 1;

const fn slot(slot: u16) -> Uuid {
    Uuid::from_u128(0xc3d8_0000_e052_4231_871f_7c0b_5363_0c48 | (slot as u128) << 96)
}

/// Whether an advertisement is such a massager's: it names the service, or it does not.
#[must_use]
pub fn identify(advertisement: &Advertisement) -> Match {
    let listed = advertisement.services.contains(&SERVICE);
    let carried = advertisement
        .service_data
        .iter()
        .any(|(service, _)| *service == SERVICE);
    if listed || carried {
        Match::Sure
    } else {
        Match::No
    }
}
