//! What a Plug Mini advertises of itself: relay, power, and whether the maker's app set a timer on it.

use crate::device::Advertisement;
use crate::device::switchbot;

/// The state in the manufacturer data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advert {
    /// Its Bluetooth address as printed; iOS tells no other.
    pub address: [u8; 6],
    /// 1 to 255; rises when the relay changes, not when the power does.
    pub sequence: u8,
    pub on: bool,
    /// Set in the maker's app; the one backstop there is.
    pub delay_set: bool,
    /// Set in the maker's app; the one backstop there is.
    pub timer_set: bool,
    pub clock_is_set: bool,
    /// More than 15 A flowed.
    pub overload: bool,
    /// Tenths of a watt, 0 to 32767.
    pub deciwatts: u16,
}

impl Advert {
    /// `None` when the advertisement carries no such state.
    #[must_use]
    pub fn of(advertisement: &Advertisement) -> Option<Self> {
        Self::decode(switchbot::maker_data(advertisement)?)
    }

    /// Of the manufacturer data without the company identifier. Bytes after the known ones are left alone.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let [
            a,
            b,
            c,
            d,
            e,
            f,
            sequence,
            relay,
            flags,
            _wifi,
            high,
            low,
            ..,
        ] = *bytes
        else {
            return None;
        };
        let on = match relay {
            0x80 => true,
            0x00 => false,
            _ => return None,
        };
        Some(Self {
            address: [a, b, c, d, e, f],
            sequence,
            on,
            delay_set: flags & 0x01 != 0,
            timer_set: flags & 0x02 != 0,
            clock_is_set: flags & 0x04 != 0,
            overload: high & 0x80 != 0,
            deciwatts: u16::from_be_bytes([high & 0x7f, low]),
        })
    }

    #[must_use]
    pub fn milliwatts(&self) -> u32 {
        u32::from(self.deciwatts) * 100
    }

    /// Something in the maker's app will switch it at some time. Whether off and when is not told.
    #[must_use]
    pub const fn has_backstop(&self) -> bool {
        self.delay_set || self.timer_set
    }
}
