//! Whose clock counts: the one on the wall, or the one at home while the person is somewhere else.
//!
//! Reminders, bedtime and rising go together: they all follow the same clock.

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Arg, HORIZON_NIGHTS, Notice, NoticeKind, notices};
use crate::settings::Travel;
use crate::time::Now;

/// Where the person was when last looked, as names of the tz database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residence {
    /// The zone whose clock the person lives by.
    pub home: String,
    /// The zone the person is in and keeps the time of home in.
    pub kept_in: Option<String>,
}

/// What the person answers in a new zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneAnswer {
    KeepHome,
    /// The clock here counts, and here is home from now on.
    FollowLocal,
}

/// Whose clock counts now.
#[derive(Clone, Debug, PartialEq)]
pub struct Whereabouts {
    /// The same moment in the zone to plan with.
    pub now: Now,
    /// What is to be remembered.
    pub residence: Residence,
    /// Not answered yet; until then the clock on the wall counts.
    pub asks: bool,
}

/// Looks where the person is. The first look ever makes it home.
#[must_use]
pub fn look(travel: Travel, residence: Option<&Residence>, now: &Now) -> Whereabouts {
    let here = zone_name(now);
    let lives_here = |asks| Whereabouts {
        now: now.clone(),
        residence: Residence {
            home: here.clone(),
            kept_in: None,
        },
        asks,
    };
    let Some(residence) = residence else {
        return lives_here(false);
    };
    // a home the tz database no longer knows is none
    let Ok(home) = TimeZone::get(&residence.home) else {
        return lives_here(false);
    };
    if same_clock(&home, now) {
        return Whereabouts {
            now: now.clone(),
            residence: Residence {
                home: residence.home.clone(),
                kept_in: None,
            },
            asks: false,
        };
    }
    let at_home = || Whereabouts {
        now: Now {
            zone: home.clone(),
            ..now.clone()
        },
        residence: residence.clone(),
        asks: false,
    };
    match travel {
        Travel::FollowLocal => lives_here(false),
        Travel::KeepHome => at_home(),
        Travel::Ask if residence.kept_in.as_ref() == Some(&here) => at_home(),
        Travel::Ask => Whereabouts {
            now: now.clone(),
            residence: Residence {
                home: residence.home.clone(),
                kept_in: None,
            },
            asks: true,
        },
    }
}

/// What is to be remembered after the person's answer.
#[must_use]
pub fn answered(answer: ZoneAnswer, residence: Option<Residence>, now: &Now) -> Residence {
    let here = zone_name(now);
    match (answer, residence) {
        (ZoneAnswer::KeepHome, Some(Residence { home, .. })) => Residence {
            home,
            kept_in: Some(here),
        },
        (ZoneAnswer::KeepHome, None) | (ZoneAnswer::FollowLocal, _) => Residence {
            home: here,
            kept_in: None,
        },
    }
}

impl Whereabouts {
    /// The question whose clock counts, while it is open.
    #[must_use]
    pub fn question(&self) -> Option<Notice> {
        self.asks.then(|| Notice {
            kind: NoticeKind::ZoneChanged,
            message: notices::message(
                "notice.zone_changed",
                [
                    ("home", Arg::Word(self.residence.home.clone())),
                    ("here", Arg::Word(zone_name(&self.now))),
                ],
            ),
        })
    }
}

/// The zone's name in the tz database, or its offset where it has none.
pub(super) fn zone_name(now: &Now) -> String {
    let zone = &now.zone;
    zone.iana_name()
        .map_or_else(|| zone.to_offset(now.at).to_string(), str::to_owned)
}

/// Whether two zones' clocks agree over the nights to plan: whoever goes from Berlin to Vienna is not asked.
fn same_clock(home: &TimeZone, now: &Now) -> bool {
    home == &now.zone
        || (0..=HORIZON_NIGHTS + 1).all(|days| {
            let at = now
                .at
                .saturating_add(SignedDuration::from_hours(24) * days)
                .unwrap_or(Timestamp::MAX);
            home.to_offset(at) == now.zone.to_offset(at)
        })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn now(zone: &str) -> Now {
        let at = "2026-11-21T18:00:00Z".parse().expect("a timestamp");
        let zone = TimeZone::get(zone).expect("bundled");
        Now::new(at, zone, Duration::ZERO)
    }

    fn home(zone: &str) -> Residence {
        Residence {
            home: zone.to_owned(),
            kept_in: None,
        }
    }

    fn zone(whereabouts: &Whereabouts) -> &str {
        whereabouts.now.zone.iana_name().expect("a name")
    }

    #[test]
    fn the_first_look_makes_a_home_and_asks_nothing() {
        let first = look(Travel::Ask, None, &now("Europe/Berlin"));
        assert_eq!(first.residence, home("Europe/Berlin"));
        assert!(!first.asks);
        let again = look(Travel::Ask, Some(&first.residence), &now("Europe/Berlin"));
        assert_eq!(again, first);
    }

    #[test]
    fn a_new_clock_is_asked_about_until_there_is_an_answer() {
        let residence = home("Europe/Berlin");
        let here = now("America/New_York");
        let mut seen = look(Travel::Ask, Some(&residence), &here);
        for _ in 0..3 {
            assert!(seen.asks);
            assert_eq!(zone(&seen), "America/New_York");
            let question = seen.question().expect("a question");
            let named = |name: &str| question.message.args.get(name).cloned();
            assert_eq!(named("home"), Some(Arg::Word("Europe/Berlin".to_owned())));
            assert_eq!(
                named("here"),
                Some(Arg::Word("America/New_York".to_owned()))
            );
            seen = look(Travel::Ask, Some(&seen.residence), &here);
        }
        let kept = answered(ZoneAnswer::KeepHome, Some(seen.residence.clone()), &here);
        let after = look(Travel::Ask, Some(&kept), &here);
        assert_eq!((zone(&after), after.asks), ("Europe/Berlin", false));
        let followed = answered(ZoneAnswer::FollowLocal, Some(seen.residence), &here);
        let after = look(Travel::Ask, Some(&followed), &here);
        assert_eq!((zone(&after), after.asks), ("America/New_York", false));
        assert_eq!(after.residence, home("America/New_York"));
    }

    #[test]
    fn an_answer_holds_for_its_zone_and_ends_at_home() {
        let berlin = home("Europe/Berlin");
        let kept = answered(ZoneAnswer::KeepHome, Some(berlin), &now("America/New_York"));
        let next = look(Travel::Ask, Some(&kept), &now("Asia/Tokyo"));
        assert!(next.asks, "another zone is another question");
        let back = look(Travel::Ask, Some(&kept), &now("Europe/Berlin"));
        assert_eq!((zone(&back), back.asks), ("Europe/Berlin", false));
        assert_eq!(back.residence, home("Europe/Berlin"));
        let away_again = look(Travel::Ask, Some(&back.residence), &now("America/New_York"));
        assert!(away_again.asks, "another journey is another question");
    }

    #[test]
    fn a_zone_whose_clock_agrees_is_no_new_one() {
        let seen = look(
            Travel::Ask,
            Some(&home("Europe/Berlin")),
            &now("Europe/Vienna"),
        );
        assert_eq!((zone(&seen), seen.asks), ("Europe/Vienna", false));
        assert_eq!(seen.residence, home("Europe/Berlin"));
        // the same clock today, but not in ten days
        let autumn = Now {
            at: "2026-10-20T18:00:00Z".parse().expect("a timestamp"),
            ..now("Africa/Johannesburg")
        };
        assert!(look(Travel::Ask, Some(&home("Europe/Berlin")), &autumn).asks);
    }

    #[test]
    fn who_always_keeps_or_always_follows_is_never_asked() {
        let residence = home("Europe/Berlin");
        let here = now("America/New_York");
        let kept = look(Travel::KeepHome, Some(&residence), &here);
        assert_eq!((zone(&kept), kept.asks), ("Europe/Berlin", false));
        assert_eq!(kept.residence, residence);
        let followed = look(Travel::FollowLocal, Some(&residence), &here);
        assert_eq!(
            (zone(&followed), followed.asks),
            ("America/New_York", false)
        );
        assert_eq!(followed.residence, home("America/New_York"));
    }

    #[test]
    fn a_home_nobody_knows_any_more_is_none() {
        let seen = look(
            Travel::KeepHome,
            Some(&home("Mars/Olympus")),
            &now("Asia/Tokyo"),
        );
        assert_eq!(seen.residence, home("Asia/Tokyo"));
        assert!(!seen.asks);
    }
}
