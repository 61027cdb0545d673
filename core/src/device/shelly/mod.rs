//! Shelly Plus, Gen3 and Gen4 plugs over Bluetooth (devices.md 1.3): which requests switch one for a bounded time, and
//! what it says of itself.
//!
//! [`advert`] reads the advertisement, [`frames`] knows the requests, [`auth`] proves that one knows the password,
//! [`reply`] puts answers together and judges them, [`driver`] knows the order.

pub mod advert;
pub mod auth;
pub mod driver;
pub mod frames;
pub mod reply;

use uuid::Uuid;

use super::{Advertisement, Channel, Match};

pub use advert::{Advert, Model, Obstacle};
pub use auth::Password;
pub use driver::ShellyPlug;
pub use frames::{Frame, Request};

/// Mongoose OS remote procedure calls over GATT; other Mongoose devices have it too.
pub const SERVICE: Uuid = Uuid::from_u128(0x5f6d4f53_5f52_5043_5f53_56435f49445f);
/// Requests are written here in chunks, answers read in chunks.
pub const DATA: Channel = Channel(Uuid::from_u128(0x5f6d4f53_5f52_5043_5f64_6174615f5f5f));
/// The length of the request to come; whatever was half written before is forgotten.
pub const TX_CONTROL: Channel = Channel(Uuid::from_u128(0x5f6d4f53_5f52_5043_5f74_785f63746c5f));
/// The length of the answer that waits; 0 while there is none.
pub const RX_CONTROL: Channel = Channel(Uuid::from_u128(0x5f6d4f53_5f52_5043_5f72_785f63746c5f));

/// Whether an advertisement is such a plug's: the maker's data with a known plug model. Relays, bulbs and sensors of
/// the same maker are not, and neither is a plug model we have not read about.
#[must_use]
pub fn identify(advertisement: &Advertisement) -> Match {
    match Advert::of(advertisement) {
        Some(Advert { model: Some(_), .. }) => Match::Sure,
        Some(Advert { model: None, .. }) | None => Match::No,
    }
}
