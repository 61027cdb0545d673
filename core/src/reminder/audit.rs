//! Whether reminders really came: planned, fired, shown, acted on.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Action, AlarmId, AlarmKind};
use crate::time::Night;

/// A reminder that fired up to so many minutes after its time came on time.
pub const ON_TIME_WITHIN_MINUTES: u16 = 2;
/// A reminder not seen to fire so many minutes after its time is counted as missed; until then it may still come.
pub const MISSED_AFTER_MINUTES: u16 = 15;

/// What is known of one alarm: when it was wanted and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    /// The time it was last wanted for ([`super::Alarm::wanted`], not the earlier moment an inexact alarm is armed at).
    pub planned: Timestamp,
    /// When it last fired; after a snooze it fires again.
    pub fired: Option<Timestamp>,
    /// When it was last shown.
    pub shown: Option<Timestamp>,
    /// The last answer.
    pub acted: Option<(Timestamp, Action)>,
    /// The system would not take it.
    pub refused: bool,
}

/// How the reminders of some nights fared. What may still come, and what was answered without being seen to fire, is
/// in `deliveries` and in no count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// In the order in which they were planned.
    pub deliveries: Vec<Delivery>,
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
    /// Of the late ones, in whole minutes; 0 when none was late.
    pub worst_delay_minutes: u32,
}

/// Counts what became of `deliveries`, seen from `now`.
#[must_use]
pub fn summarise(deliveries: &[Delivery], now: Timestamp) -> Audit {
    let mut audit = Audit::default();
    for delivery in deliveries {
        match fate(delivery, deliveries, now) {
            Fate::OnTime => audit.on_time += 1,
            Fate::Late { minutes } => {
                audit.late += 1;
                audit.worst_delay_minutes = audit.worst_delay_minutes.max(minutes);
            }
            Fate::Missed => audit.missed += 1,
            Fate::Open => {}
        }
    }
    audit.deliveries = deliveries.to_vec();
    audit
        .deliveries
        .sort_by(|a, b| (a.planned, &a.id).cmp(&(b.planned, &b.id)));
    audit
}

enum Fate {
    OnTime,
    Late {
        minutes: u32,
    },
    Missed,
    /// Not decided, or not known.
    Open,
}

fn fate(delivery: &Delivery, all: &[Delivery], now: Timestamp) -> Fate {
    // Some systems tell only that it was shown.
    if let Some(came) = delivery.fired.or(delivery.shown) {
        let delay = came.duration_since(delivery.planned);
        return if delay <= minutes(ON_TIME_WITHIN_MINUTES) {
            Fate::OnTime
        } else {
            let minutes = u32::try_from(delay.as_mins()).unwrap_or(u32::MAX);
            Fate::Late { minutes }
        };
    }
    let overdue = now.duration_since(delivery.planned) > minutes(MISSED_AFTER_MINUTES);
    if overdue && delivery.acted.is_none() && !replaced(delivery, all) {
        Fate::Missed
    } else {
        Fate::Open
    }
}

/// Whether the system refused this alarm and took another for the same purpose.
fn replaced(delivery: &Delivery, all: &[Delivery]) -> bool {
    delivery.refused
        && all.iter().any(|other| {
            !other.refused && other.kind == delivery.kind && other.night == delivery.night
        })
}

fn minutes(count: u16) -> SignedDuration {
    SignedDuration::from_mins(count.into())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-{text}Z").parse().expect("a timestamp")
    }

    fn planned(day: i8, time: &str) -> Delivery {
        let night = Night::new(date(2026, 11, day));
        Delivery {
            id: AlarmId::new(AlarmKind::Evening, night),
            kind: AlarmKind::Evening,
            night,
            planned: at(&format!("{day:02}T{time}")),
            fired: None,
            shown: None,
            acted: None,
            refused: false,
        }
    }

    fn fired(day: i8, time: &str, fired: &str) -> Delivery {
        Delivery {
            fired: Some(at(&format!("{day:02}T{fired}"))),
            ..planned(day, time)
        }
    }

    #[test]
    fn thirteen_on_time_and_one_late_by_22_minutes_reads_so() {
        let mut deliveries: Vec<Delivery> = (1..14)
            .map(|day| fired(day, "18:50:00", "18:51:59"))
            .collect();
        deliveries.insert(5, fired(20, "18:50:00", "19:12:40"));
        let audit = summarise(&deliveries, at("21T12:00:00"));
        assert_eq!((audit.on_time, audit.late, audit.missed), (13, 1, 0));
        assert_eq!(audit.worst_delay_minutes, 22);
        assert!(
            audit
                .deliveries
                .is_sorted_by_key(|delivery| delivery.planned)
        );
    }

    #[test]
    fn two_minutes_are_on_time_and_a_second_more_is_late() {
        let audit = summarise(&[fired(20, "18:50:00", "18:52:00")], at("21T12:00:00"));
        assert_eq!((audit.on_time, audit.late), (1, 0));
        let audit = summarise(&[fired(20, "18:50:00", "18:52:01")], at("21T12:00:00"));
        assert_eq!((audit.on_time, audit.late), (0, 1));
        assert_eq!(audit.worst_delay_minutes, 2);
    }

    #[test]
    fn an_early_reminder_is_on_time() {
        let audit = summarise(&[fired(20, "18:50:00", "17:55:00")], at("21T12:00:00"));
        assert_eq!((audit.on_time, audit.late), (1, 0));
    }

    #[test]
    fn nothing_is_missed_before_a_quarter_of_an_hour_has_passed() {
        let deliveries = [planned(20, "18:50:00"), planned(21, "18:50:00")];
        assert_eq!(summarise(&deliveries, at("20T19:05:00")).missed, 0);
        assert_eq!(summarise(&deliveries, at("20T19:05:01")).missed, 1);
        assert_eq!(summarise(&deliveries, at("22T12:00:00")).missed, 2);
    }

    #[test]
    fn an_answered_reminder_was_not_missed_although_its_firing_was_not_seen() {
        let answered = Delivery {
            acted: Some((at("20T20:00:00"), Action::Start)),
            ..planned(20, "18:50:00")
        };
        let audit = summarise(&[answered], at("21T12:00:00"));
        assert_eq!((audit.on_time, audit.late, audit.missed), (0, 0, 0));
    }

    #[test]
    fn a_refused_reminder_is_missed_unless_another_took_its_place() {
        let refused = Delivery {
            refused: true,
            ..planned(20, "18:50:00")
        };
        let noon = at("21T12:00:00");
        assert_eq!(summarise(std::slice::from_ref(&refused), noon).missed, 1);
        let both = [refused, fired(20, "18:50:00", "18:50:30")];
        let audit = summarise(&both, noon);
        assert_eq!((audit.on_time, audit.missed), (1, 0));
    }
}
