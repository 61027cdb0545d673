//! Which of the many advertisements heard are worth telling: new devices and new words at once, the rest now and then.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Address, Sighting};

/// A device that goes on saying the same is told of this often. Some advertise fifty times a second.
const TOLD_AGAIN: Duration = Duration::from_secs(1);

/// What was told of each device, and when.
#[derive(Debug, Default)]
pub(super) struct Sightings {
    told: BTreeMap<Address, (Duration, Sighting)>,
}

impl Sightings {
    /// The sighting, if it is worth telling at `now` on any clock that never goes back.
    pub(super) fn heard(&mut self, sighting: Sighting, now: Duration) -> Option<Sighting> {
        let fresh = match self.told.get(&sighting.address) {
            None => true,
            Some((at, told)) => {
                says_something_else(told, &sighting) || now.saturating_sub(*at) >= TOLD_AGAIN
            }
        };
        if !fresh {
            return None;
        }
        self.told
            .insert(sighting.address.clone(), (now, sighting.clone()));
        Some(sighting)
    }
}

/// Signal strength changes with every advertisement and is no word of the device.
fn says_something_else(told: &Sighting, heard: &Sighting) -> bool {
    let (told, heard) = (&told.advertisement, &heard.advertisement);
    told.name != heard.name
        || told.services != heard.services
        || told.manufacturer_data != heard.manufacturer_data
        || told.service_data != heard.service_data
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::Advertisement;

    fn sighting(name: &str, manufacturer: u8, rssi_dbm: i16) -> Sighting {
        Sighting {
            address: Address(name.into()),
            advertisement: Advertisement {
                name: Some(name.into()),
                manufacturer_data: vec![(0x0ba9, vec![manufacturer])],
                rssi_dbm: Some(rssi_dbm),
                ..Advertisement::default()
            },
        }
    }

    #[test]
    fn a_chatty_device_is_told_of_once_a_second_with_its_newest_signal() {
        let mut sightings = Sightings::default();
        let mut told = Vec::new();
        for tenth in 0..30_u16 {
            let heard = sighting("plug", 1, -40 - i16::try_from(tenth).expect("small"));
            let now = Duration::from_millis(u64::from(tenth) * 100);
            told.extend(
                sightings
                    .heard(heard, now)
                    .and_then(|told| told.advertisement.rssi_dbm),
            );
        }
        assert_eq!(told, [-40, -50, -60]);
    }

    #[test]
    fn a_new_device_and_a_new_word_are_told_at_once() {
        let mut sightings = Sightings::default();
        let now = Duration::from_millis(10);
        assert!(sightings.heard(sighting("plug", 1, -40), now).is_some());
        assert!(sightings.heard(sighting("plug", 1, -41), now).is_none());
        assert!(sightings.heard(sighting("plug", 2, -41), now).is_some());
        assert!(sightings.heard(sighting("bot", 1, -41), now).is_some());
    }
}
