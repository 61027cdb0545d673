//! Voltcraft SEM6000 and SPB012BLE plugs (devices.md 1.4): which frames switch one with its off-timer armed before.
//!
//! [`frames`] knows the bytes, [`driver`] the order. From traces of one source only, so grade C.

pub mod driver;
pub mod frames;

use uuid::Uuid;

use super::{Advertisement, Channel, Match};

pub use driver::Sem6000;
pub use frames::{Frame, OffTimer, Pin};

/// Read: the maker's letters, then firmware and hardware revision.
pub const VENDOR: Channel = slot(0xfff1);
pub const COMMAND: Channel = slot(0xfff3);
/// Notified: one answer to each command.
pub const ANSWER: Channel = slot(0xfff4);

const fn slot(slot: u16) -> Channel {
    Channel(Uuid::from_u128(
        0x0000_0000_0000_1000_8000_0080_5f9b_34fb | (slot as u128) << 96,
    ))
}

/// Names the maker and its sellers print on the box.
const NAMES: [&str; 4] = ["sem6000", "sem-6000", "spb012", "voltcraft"];

/// Never sure: the person may have named it anything, and its service is shared by half of all cheap devices. The
/// vendor's letters, read on connecting, decide.
#[must_use]
pub fn identify(advertisement: &Advertisement) -> Match {
    let name = advertisement.name.as_deref().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    if NAMES.iter().any(|known| name.contains(known)) {
        Match::Maybe
    } else {
        Match::No
    }
}
