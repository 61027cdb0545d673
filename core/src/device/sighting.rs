//! What an advertisement is: a device Lull can drive, one it knows and refuses, one that contradicts itself, or a
//! stranger.

use super::registry::{self, Family, Refused};
use super::{Advertisement, Fact, Match, Refusal};

/// What is to be thought of a device that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One family takes it for its own.
    Drivable {
        family: Family,
        /// [`Match::Maybe`]: the person must know that it is theirs.
        sureness: Match,
        /// What stands in the way of a start as it is now, and can be changed.
        obstacle: Option<Refusal>,
    },
    /// Known, and never driven.
    Refused(Refused),
    /// It says that it is several kinds of device at once, such as one by its name and another by its services. It is
    /// not offered: whichever driver was taken, its bytes could mean something else.
    Contradictory {
        families: Vec<Family>,
    },
    Stranger,
}

/// Never panics, whatever the bytes.
#[must_use]
pub fn judge(advertisement: &Advertisement) -> Verdict {
    if let Some(refused) = registry::refused(advertisement) {
        return Verdict::Refused(refused);
    }
    let found = registry::identify(advertisement);
    match found[..] {
        [] => Verdict::Stranger,
        [(sureness, family)] => Verdict::Drivable {
            family,
            sureness,
            obstacle: obstacle(family, advertisement),
        },
        _ => Verdict::Contradictory {
            families: found.into_iter().map(|(_, family)| family).collect(),
        },
    }
}

fn obstacle(family: Family, advertisement: &Advertisement) -> Option<Refusal> {
    let facts = family.driver().decode_advertisement(advertisement);
    facts.into_iter().find_map(|fact| match fact {
        Fact::Unusable { refusal } => Some(refusal),
        Fact::Capable { .. }
        | Fact::Accepted { .. }
        | Fact::Refused { .. }
        | Fact::State(_)
        | Fact::Unreadable { .. }
        | Fact::Unsupported { .. }
        | Fact::Power { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::device::{omp, sem6000};

    /// The service that SwitchBot's service data is listed under.
    const SWITCHBOT: Uuid = Uuid::from_u128(0x0000_fd3d_0000_1000_8000_0080_5f9b_34fb);

    fn massager() -> Advertisement {
        Advertisement {
            name: Some("Feet".into()),
            services: vec![omp::SERVICE],
            ..Advertisement::default()
        }
    }

    #[test]
    fn the_name_of_one_device_with_the_service_of_another_is_not_offered() {
        let mut liar = massager();
        liar.name = Some("SEM6000".into());
        assert!(matches!(sem6000::identify(&liar), Match::Maybe));
        let families = vec![Family::OpenMassager, Family::Sem6000];
        assert_eq!(judge(&liar), Verdict::Contradictory { families });
    }

    #[test]
    fn one_device_that_says_it_is_two_is_not_offered() {
        let mut liar = massager();
        // a Bot, too
        liar.service_data = vec![(SWITCHBOT, vec![0x48, 0x90, 0xd9])];
        assert!(matches!(judge(&liar), Verdict::Contradictory { .. }));
    }

    #[test]
    fn a_name_alone_makes_no_device() {
        let named = Advertisement {
            name: Some("ShellyPlusPlugS-083A8D012345".into()),
            ..Advertisement::default()
        };
        assert_eq!(judge(&named), Verdict::Stranger);
    }

    #[test]
    fn a_bot_in_press_mode_is_offered_with_what_stands_in_the_way() {
        let bot = Advertisement {
            manufacturer_data: vec![(0x0969, vec![1, 2, 3, 4, 5, 6])],
            service_data: vec![(SWITCHBOT, vec![0x48, 0x10, 0xe1])],
            ..Advertisement::default()
        };
        assert_eq!(
            judge(&bot),
            Verdict::Drivable {
                family: Family::Bot,
                sureness: Match::Sure,
                obstacle: Some(Refusal::PressMode)
            }
        );
    }

    #[test]
    fn the_european_plug_mini_is_refused_whatever_else_it_says() {
        let mut plug = massager();
        plug.service_data = vec![(SWITCHBOT, vec![0x3f, 0, 0])];
        plug.manufacturer_data = vec![(0x0969, vec![0; 12])];
        assert_eq!(judge(&plug), Verdict::Refused(Refused::PlugMiniEu));
    }
}
