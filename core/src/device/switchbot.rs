//! What all SwitchBot devices share: addresses in GATT and in advertisements, and the status byte of every answer.
//!
//! Source: the maker's published BLE API (devices.md 1.1 and 1.2).

use uuid::Uuid;

use super::{Advertisement, Channel, Refusal};

pub const SERVICE: Uuid = slot(0x0d00);
/// Written without response, at most 20 bytes.
pub const WRITE: Channel = Channel(slot(0x0002));
/// Notifies one answer for every frame, in order. No answer says which frame it answers.
pub const NOTIFY: Channel = Channel(slot(0x0003));

/// Company identifier of the maker.
pub const COMPANY: u16 = 0x0969;
/// The one older firmware used.
pub const COMPANY_BEFORE: u16 = 0x0059;
/// Service data that begin with the type of the device.
pub const DATA: Uuid = short(0xfd3d);
/// The one older firmware used.
pub const DATA_BEFORE: Uuid = short(0x0d00);

/// The first byte of every frame.
pub const HEADER: u8 = 0x57;
/// The first byte of the answer to an accepted frame.
pub const OK: u8 = 0x01;

/// The top bit of the type byte says something about the device's state.
const TYPE_BITS: u8 = 0x7f;

const fn slot(slot: u16) -> Uuid {
    Uuid::from_u128(0xcba2_0000_224d_11e6_9fb8_0002_a5d5_c51b | (slot as u128) << 96)
}

const fn short(id: u16) -> Uuid {
    Uuid::from_u128(0x0000_0000_0000_1000_8000_0080_5f9b_34fb | (id as u128) << 96)
}

/// What kind of device the service data name; they come in the scan response, so only an active scan has them.
#[must_use]
pub fn device_type(advertisement: &Advertisement) -> Option<u8> {
    type_data(advertisement)?
        .first()
        .map(|first| first & TYPE_BITS)
}

/// The service data that begin with the type.
#[must_use]
pub fn type_data(advertisement: &Advertisement) -> Option<&[u8]> {
    let carried = |wanted: Uuid| {
        let mut data = advertisement.service_data.iter();
        data.find(|(service, data)| *service == wanted && !data.is_empty())
    };
    let (_, data) = carried(DATA).or_else(|| carried(DATA_BEFORE))?;
    Some(data)
}

/// The maker's manufacturer data, company identifier taken off where the phone left it in front (iOS does).
///
/// Only looks at the maker's companies: newer firmware also sends an iBeacon beside them.
#[must_use]
pub fn maker_data(advertisement: &Advertisement) -> Option<&[u8]> {
    let mut data = advertisement.manufacturer_data.iter();
    let (company, data) = data.find(|(company, _)| matches!(*company, COMPANY | COMPANY_BEFORE))?;
    // An address that happens to begin so is told apart by the length: six bytes, or six and six more.
    let doubled = data.len() % 6 == 2;
    let without = data.strip_prefix(&company.to_le_bytes());
    Some(without.filter(|_| doubled).unwrap_or(data))
}

/// What the status byte of an answer refuses; `None` when it accepts.
#[must_use]
pub const fn refusal(status: u8) -> Option<Refusal> {
    Some(match status {
        OK => return None,
        0x02 => Refusal::Failed,
        0x03 => Refusal::Busy,
        0x04 | 0x05 => Refusal::NotSupported,
        0x06 => Refusal::LowSupply,
        0x07 | 0x09 => Refusal::PasswordNeeded,
        code => Refusal::Other { code },
    })
}

/// How many answers to older frames a recipe makes up for with further questions. A device that is further behind has
/// to be connected to anew before anything it says proves something.
pub const MOST_MADE_UP_FOR: u8 = 16;
