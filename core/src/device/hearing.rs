//! What was heard of the devices around: each once, told anew only when it says something else of itself.

use std::collections::BTreeMap;

use super::kept::{DeviceId, DeviceKind, DeviceName, KeptDevice, Reach};
use super::sighting::{Verdict, judge};
use super::{Advertisement, Match};

/// A device that was heard, and what is to be thought of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub address: String,
    /// As it calls itself; anything may be in it.
    pub name: Option<String>,
    /// Signal strength in dBm; nearer to 0 is nearer by.
    pub signal_dbm: Option<i16>,
    pub verdict: Verdict,
    /// What it is kept as.
    pub kept: Option<(DeviceId, DeviceName)>,
}

/// Everything heard so far.
#[derive(Clone, Debug)]
pub struct Hearing {
    kept: Vec<KeptDevice>,
    heard: BTreeMap<String, Heard>,
}

impl Hearing {
    #[must_use]
    pub const fn new(kept: Vec<KeptDevice>) -> Self {
        Self {
            kept,
            heard: BTreeMap::new(),
        }
    }

    /// Takes in one advertisement; gives the device when it is first heard and when what it says of itself changed.
    pub fn take(&mut self, address: &str, advertisement: &Advertisement) -> Option<Heard> {
        let known = |kept: &&KeptDevice| match &kept.reach {
            Reach::Bluetooth { address: at } | Reach::Socket { path: at } => {
                at.eq_ignore_ascii_case(address)
            }
        };
        let kept = self.kept.iter().find(known);
        let news = Heard {
            address: address.to_owned(),
            name: advertisement.name.clone(),
            signal_dbm: advertisement.rssi_dbm,
            verdict: judge(advertisement),
            kept: kept.map(|kept| (kept.id, kept.name.clone())),
        };
        let before = self.heard.insert(address.to_owned(), news.clone());
        let same =
            before.is_some_and(|before| before.verdict == news.verdict && before.name == news.name);
        (!same).then_some(news)
    }

    /// The surest first, then the nearest.
    #[must_use]
    pub fn all(&self) -> Vec<Heard> {
        let mut all: Vec<Heard> = self.heard.values().cloned().collect();
        all.sort_by_key(|heard| {
            let nearest = core::cmp::Reverse(heard.signal_dbm.unwrap_or(i16::MIN));
            (rank(heard), nearest)
        });
        all
    }
}

impl Heard {
    /// Nothing Lull can drive: no family takes it for its own, and the person has not added it by a description.
    #[must_use]
    pub fn is_stranger(&self) -> bool {
        self.verdict == Verdict::Stranger && self.kept.is_none()
    }

    /// The kind a driver would take it for; `None` where none does.
    #[must_use]
    pub fn kind(&self) -> Option<DeviceKind> {
        match &self.verdict {
            Verdict::Drivable { family, .. } => DeviceKind::of(*family),
            Verdict::Refused(_) | Verdict::Contradictory { .. } | Verdict::Stranger => None,
        }
    }
}

fn rank(heard: &Heard) -> u8 {
    match heard.verdict {
        Verdict::Drivable {
            sureness: Match::Sure,
            ..
        } => 0,
        Verdict::Drivable { .. } => 1,
        Verdict::Stranger if heard.kept.is_some() => 1,
        Verdict::Refused(_) => 2,
        Verdict::Contradictory { .. } => 3,
        Verdict::Stranger => 4,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::device::kept::Configuration;
    use crate::device::omp;

    fn massager(name: &str, rssi: i16) -> Advertisement {
        Advertisement {
            name: Some(name.into()),
            services: vec![omp::SERVICE],
            rssi_dbm: Some(rssi),
            ..Advertisement::default()
        }
    }

    #[test]
    fn a_device_is_told_once_and_again_only_when_it_says_something_else() {
        let mut hearing = Hearing::new(Vec::new());
        assert!(hearing.take("a", &massager("Feet", -50)).is_some());
        let weaker = hearing.take("a", &massager("Feet", -70));
        assert_eq!(weaker, None, "only the signal changed");
        assert!(hearing.take("a", &massager("SEM6000", -70)).is_some());
        let all = hearing.all();
        assert_eq!(all.len(), 1);
        assert!(matches!(all[0].verdict, Verdict::Contradictory { .. }));
    }

    #[test]
    fn the_surest_come_first_and_of_those_the_nearest() {
        let mut hearing = Hearing::new(Vec::new());
        hearing.take("far", &massager("Feet", -80));
        hearing.take("near", &massager("Calves", -40));
        hearing.take("liar", &massager("SEM6000", -20));
        let order: Vec<String> = hearing
            .all()
            .into_iter()
            .map(|heard| heard.address)
            .collect();
        assert_eq!(order, ["near", "far", "liar"]);
    }

    #[test]
    fn a_device_the_person_added_is_no_stranger_whatever_it_says() {
        let kept = KeptDevice {
            id: DeviceId(3),
            name: DeviceName::new("Mat").expect("a name"),
            reach: Reach::Bluetooth {
                address: "AA:BB".into(),
            },
            configuration: Configuration::new(DeviceKind::OpenMassager, None, None)
                .expect("needs nothing"),
            learned: None,
            added_at: Timestamp::UNIX_EPOCH,
            test: None,
            no_fail_safe_accepted_at: None,
        };
        let mut hearing = Hearing::new(vec![kept]);
        let nameless = Advertisement::default();
        let heard = hearing.take("aa:bb", &nameless).expect("is new");
        assert_eq!(heard.verdict, Verdict::Stranger);
        assert!(!heard.is_stranger());
        let other = hearing.take("aa:cc", &nameless).expect("is new");
        assert!(other.is_stranger());
    }
}
