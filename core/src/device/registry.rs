//! Which drivers there are, and which of them an advertisement means.

use super::bot::{self, Bot};
use super::manual::Manual;
use super::omp::{self, OpenMassager};
use super::plug_mini::{self, PlugMini};
use super::sem6000::{self, Sem6000};
use super::shelly::{self, ShellyPlug};
use super::{Advertisement, Driver, Match};

/// A family of devices that one driver speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    OpenMassager,
    /// A massager behind a Shelly plug.
    ShellyPlug,
    /// A massager behind a Voltcraft SEM6000 plug.
    Sem6000,
    PlugMini,
    Bot,
    /// No radio, so no advertisement is ever its.
    Manual,
}

impl Family {
    pub const ALL: [Self; 6] = [
        Self::OpenMassager,
        Self::ShellyPlug,
        Self::Sem6000,
        Self::PlugMini,
        Self::Bot,
        Self::Manual,
    ];

    #[must_use]
    pub fn driver(self) -> Box<dyn Driver> {
        match self {
            Self::OpenMassager => Box::new(OpenMassager::new()),
            Self::ShellyPlug => Box::new(ShellyPlug::new()),
            Self::Sem6000 => Box::new(Sem6000::new()),
            Self::PlugMini => Box::new(PlugMini::new()),
            Self::Bot => Box::new(Bot::new(None)),
            Self::Manual => Box::new(Manual),
        }
    }

    fn identify(self, advertisement: &Advertisement) -> Match {
        match self {
            Self::OpenMassager => omp::identify(advertisement),
            Self::ShellyPlug => shelly::identify(advertisement),
            Self::Sem6000 => sem6000::identify(advertisement),
            Self::PlugMini => plug_mini::identify(advertisement),
            Self::Bot => bot::identify(advertisement),
            Self::Manual => Match::No,
        }
    }
}

/// Every family that takes the advertisement for its own, the surest first; empty for a device we cannot drive.
///
/// At most one is [`Match::Sure`]: what two families are sure of lies to at least one of them, so it is only a
/// [`Match::Maybe`] to both, which the person's choice and the first reads on the connection decide.
#[must_use]
pub fn identify(advertisement: &Advertisement) -> Vec<(Match, Family)> {
    let mut found: Vec<_> = Family::ALL
        .into_iter()
        .map(|family| (family.identify(advertisement), family))
        .filter(|(sureness, _)| *sureness != Match::No)
        .collect();
    let sure = |found: &&mut (Match, Family)| found.0 == Match::Sure;
    if found.iter_mut().filter(sure).count() > 1 {
        for (sureness, _) in &mut found {
            *sureness = Match::Maybe;
        }
    }
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    found
}

/// A device that is recognised and not driven. Its `Display` is the terminal's English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refused {
    #[error(
        "SwitchBot Plug Mini (EU): it only obeys a key that its maker keeps in an account, so Lull cannot switch it. \
         A Shelly plug or a Voltcraft SEM6000 does the same without an account"
    )]
    PlugMiniEu,
}

/// Why a device that no driver takes is known and refused; `None` for a stranger.
#[must_use]
pub fn refused(advertisement: &Advertisement) -> Option<Refused> {
    plug_mini::is_eu(advertisement).then_some(Refused::PlugMiniEu)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_profiles_service_is_recognised_among_others() {
        let advertisement = Advertisement {
            name: Some("Feet".into()),
            services: vec![Uuid::from_u128(0x180f), omp::SERVICE],
            ..Advertisement::default()
        };
        assert_eq!(
            identify(&advertisement),
            [(Match::Sure, Family::OpenMassager)]
        );
    }

    #[test]
    fn a_stranger_belongs_to_no_family() {
        let advertisement = Advertisement {
            name: Some("Open Massager".into()),
            services: vec![omp::FEATURE.0],
            ..Advertisement::default()
        };
        assert_eq!(identify(&advertisement), []);
    }

    #[test]
    fn only_the_manual_massager_has_no_radio() {
        for family in Family::ALL {
            let by_hand = family == Family::Manual;
            assert_eq!(family.driver().has_radio(), !by_hand, "{family:?}");
        }
    }
}
