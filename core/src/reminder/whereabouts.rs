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
    /// What is to be remembered; `None` as long as the phone was only in places without a name.
    pub residence: Option<Residence>,
    /// Not answered yet; until then the clock on the wall counts.
    pub asks: bool,
}

/// Looks where the person is. The first look ever makes it home.
///
/// A zone without a name in the tz database is never made home, because nobody could find it again: its clock counts
/// while the phone is in it, unless home's always does, and nothing is asked.
#[must_use]
pub fn look(travel: Travel, residence: Option<&Residence>, now: &Now) -> Whereabouts {
    let at_wall = |residence| Whereabouts {
        now: now.clone(),
        residence,
        asks: false,
    };
    let here = now.zone.iana_name();
    let lives_here = || at_wall(here.map(lives_in));
    let Some(residence) = residence else {
        return lives_here();
    };
    // a home the tz database no longer knows is none
    let Ok(home) = TimeZone::get(&residence.home) else {
        return lives_here();
    };
    if same_clock(&home, now) {
        return at_wall(Some(lives_in(&residence.home)));
    }
    let at_home = || Whereabouts {
        now: Now {
            zone: home.clone(),
            ..now.clone()
        },
        residence: Some(residence.clone()),
        asks: false,
    };
    match (travel, here) {
        (Travel::KeepHome, _) => at_home(),
        (Travel::FollowLocal, Some(_)) => lives_here(),
        (Travel::Ask, Some(here)) if residence.kept_in.as_deref() == Some(here) => at_home(),
        (Travel::Ask, Some(_)) => Whereabouts {
            asks: true,
            ..at_wall(Some(lives_in(&residence.home)))
        },
        (Travel::FollowLocal | Travel::Ask, None) => at_wall(Some(lives_in(&residence.home))),
    }
}

/// What is to be remembered after the person's answer. Where the place has no name, an answer changes nothing: there is
/// no question.
#[must_use]
pub fn answered(answer: ZoneAnswer, residence: Option<Residence>, now: &Now) -> Option<Residence> {
    let Some(here) = now.zone.iana_name() else {
        return residence;
    };
    Some(match (answer, residence) {
        (ZoneAnswer::KeepHome, Some(Residence { home, .. })) => Residence {
            home,
            kept_in: Some(here.to_owned()),
        },
        (ZoneAnswer::KeepHome, None) | (ZoneAnswer::FollowLocal, _) => lives_in(here),
    })
}

fn lives_in(home: &str) -> Residence {
    Residence {
        home: home.to_owned(),
        kept_in: None,
    }
}

impl Whereabouts {
    /// The question whose clock counts, while it is open.
    #[must_use]
    pub fn question(&self) -> Option<Notice> {
        let home = self.residence.as_ref().filter(|_| self.asks)?;
        Some(Notice {
            kind: NoticeKind::ZoneChanged,
            message: notices::message(
                "notice.zone_changed",
                [
                    ("home", Arg::Word(home.home.clone())),
                    ("here", Arg::Word(self.now.zone_name())),
                ],
            ),
        })
    }
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
        assert_eq!(first.residence, Some(home("Europe/Berlin")));
        assert!(!first.asks);
        let again = look(Travel::Ask, first.residence.as_ref(), &now("Europe/Berlin"));
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
            seen = look(Travel::Ask, seen.residence.as_ref(), &here);
        }
        let kept = answered(ZoneAnswer::KeepHome, seen.residence.clone(), &here);
        let after = look(Travel::Ask, kept.as_ref(), &here);
        assert_eq!((zone(&after), after.asks), ("Europe/Berlin", false));
        let followed = answered(ZoneAnswer::FollowLocal, seen.residence, &here);
        let after = look(Travel::Ask, followed.as_ref(), &here);
        assert_eq!((zone(&after), after.asks), ("America/New_York", false));
        assert_eq!(after.residence, Some(home("America/New_York")));
    }

    #[test]
    fn an_answer_holds_for_its_zone_and_ends_at_home() {
        let berlin = home("Europe/Berlin");
        let kept = answered(ZoneAnswer::KeepHome, Some(berlin), &now("America/New_York"));
        let next = look(Travel::Ask, kept.as_ref(), &now("Asia/Tokyo"));
        assert!(next.asks, "another zone is another question");
        let back = look(Travel::Ask, kept.as_ref(), &now("Europe/Berlin"));
        assert_eq!((zone(&back), back.asks), ("Europe/Berlin", false));
        assert_eq!(back.residence, Some(home("Europe/Berlin")));
        let away_again = look(
            Travel::Ask,
            back.residence.as_ref(),
            &now("America/New_York"),
        );
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
        assert_eq!(seen.residence, Some(home("Europe/Berlin")));
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
        assert_eq!(kept.residence, Some(residence.clone()));
        let followed = look(Travel::FollowLocal, Some(&residence), &here);
        assert_eq!(
            (zone(&followed), followed.asks),
            ("America/New_York", false)
        );
        assert_eq!(followed.residence, Some(home("America/New_York")));
    }

    #[test]
    fn a_place_without_a_name_is_never_home_and_never_asked_about() {
        let nameless = Now {
            zone: TimeZone::fixed(jiff::tz::offset(-7)),
            ..now("UTC")
        };
        for travel in [Travel::Ask, Travel::FollowLocal, Travel::KeepHome] {
            let first = look(travel, None, &nameless);
            assert_eq!((first.residence, first.asks), (None, false), "{travel:?}");
            assert_eq!(first.now, nameless);
            let berlin = home("Europe/Berlin");
            let away = look(travel, Some(&berlin), &nameless);
            assert_eq!(away.residence, Some(berlin), "{travel:?}");
            let keeps = travel == Travel::KeepHome;
            assert_eq!(away.now.zone.iana_name().is_some(), keeps, "{travel:?}");
            assert!(!away.asks);
        }
        for answer in [ZoneAnswer::KeepHome, ZoneAnswer::FollowLocal] {
            let berlin = Some(home("Europe/Berlin"));
            assert_eq!(answered(answer, berlin.clone(), &nameless), berlin);
        }
    }

    #[test]
    fn a_home_nobody_knows_any_more_is_none() {
        let seen = look(
            Travel::KeepHome,
            Some(&home("Mars/Olympus")),
            &now("Asia/Tokyo"),
        );
        assert_eq!(seen.residence, Some(home("Asia/Tokyo")));
        assert!(!seen.asks);
    }
}
