//! Whether reminders really came: planned, fired, shown, acted on.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Action, AlarmId, AlarmKind};
use crate::time::Night;

/// A reminder that fired up to so many minutes after its time came on time.
pub const ON_TIME_WITHIN_MINUTES: u16 = 2;
/// A reminder not seen to fire so many minutes after its time is counted as missed; until then it may still come.
pub const MISSED_AFTER_MINUTES: u16 = 15;

/// Why a reminder did not come on time, as far as it can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    NotificationsOff,
    BackgroundRestricted,
    ExactAlarmsOff,
    /// The app was stopped by force.
    ForceStopped,
    /// The phone was off, or started anew.
    PhoneOff,
    /// The app was updated, which takes its alarms away.
    Updated,
    /// The clock or its zone was changed.
    ClockChanged,
    /// The system would not take the alarm.
    Refused,
    Unknown,
}

/// What is known of one alarm: when it was wanted and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    /// The time it was last wanted for ([`super::Alarm::wanted`], not the earlier moment an inexact alarm is armed at).
    pub planned: Timestamp,
    /// When the system was last to fire it: later than `planned` where it was missed and comes late.
    pub armed: Timestamp,
    /// When it last fired; after a snooze it fires again.
    pub fired: Option<Timestamp>,
    /// When it was last shown.
    pub shown: Option<Timestamp>,
    /// The last answer.
    pub acted: Option<(Timestamp, Action)>,
    /// The system would not take it.
    pub refused: bool,
    /// How often it was swiped away.
    pub swipes: u8,
    /// What stood in its way when it was last planned, or when it was found overdue.
    pub hindered_by: Option<Cause>,
    /// The system that held it tells nobody when it rings: silence is no sign of a miss.
    pub untold: bool,
}

impl Delivery {
    /// An alarm of which nothing is known but when it is wanted.
    #[must_use]
    pub fn planned(id: AlarmId, kind: AlarmKind, night: Night, planned: Timestamp) -> Self {
        Self {
            id,
            kind,
            night,
            planned,
            armed: planned,
            fired: None,
            shown: None,
            acted: None,
            refused: false,
            swipes: 0,
            hindered_by: None,
            untold: false,
        }
    }

    /// The first sign that it came. Some systems tell only that it was shown.
    #[must_use]
    pub fn came(&self) -> Option<Timestamp> {
        self.fired.or(self.shown)
    }
}

/// What became of one alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// It may still come.
    Open,
    OnTime,
    /// By so many whole minutes.
    Late {
        minutes: u32,
    },
    Missed,
    /// Answered, without being seen to come.
    Answered,
    /// The system would not take it and took another for the same purpose.
    Replaced,
    /// It was due, and the system that held it tells nobody whether it rang.
    Untold,
}

/// One alarm and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Audited {
    #[serde(flatten)]
    pub delivery: Delivery,
    #[serde(flatten)]
    pub fate: Fate,
    /// The person was not reminded when they should have been: worth a line of its own where the audit is shown.
    pub spoilt: bool,
}

/// How the reminders of some nights fared. What neither came nor was missed is in `deliveries` and in no count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// In the order in which they were planned.
    pub deliveries: Vec<Audited>,
    /// Evening reminders that came on time; the counts of the other kinds are in `kinds`.
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
    /// Of the late ones, in whole minutes; 0 when none was late.
    pub worst_delay_minutes: u32,
    /// Why evening reminders were late or missed.
    pub causes: Vec<CauseCount>,
    /// Every kind that was planned.
    pub kinds: Vec<KindCount>,
}

/// How many evening reminders one cause spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseCount {
    pub cause: Cause,
    pub late: u32,
    pub missed: u32,
}

/// How the alarms of one kind fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCount {
    pub kind: AlarmKind,
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
}

/// Counts what became of `deliveries`, seen from `now`.
#[must_use]
pub fn summarise(deliveries: &[Delivery], now: Timestamp) -> Audit {
    let mut audit = Audit::default();
    let mut kinds = BTreeMap::<AlarmKind, KindCount>::new();
    let mut causes = BTreeMap::<Cause, CauseCount>::new();
    for delivery in deliveries {
        let kind = delivery.kind;
        let counts = kinds.entry(kind).or_insert(KindCount {
            kind,
            on_time: 0,
            late: 0,
            missed: 0,
        });
        let cause = cause(delivery);
        let mut blame = CauseCount {
            cause,
            late: 0,
            missed: 0,
        };
        let fate = fate(delivery, deliveries, now);
        audit.deliveries.push(Audited {
            delivery: delivery.clone(),
            fate,
            spoilt: matches!(fate, Fate::Late { .. } | Fate::Missed),
        });
        match fate {
            Fate::OnTime => counts.on_time += 1,
            Fate::Late { minutes } => {
                counts.late += 1;
                blame.late = 1;
                if kind == AlarmKind::Evening {
                    audit.worst_delay_minutes = audit.worst_delay_minutes.max(minutes);
                }
            }
            Fate::Missed => {
                counts.missed += 1;
                blame.missed = 1;
            }
            Fate::Open | Fate::Answered | Fate::Replaced | Fate::Untold => {}
        }
        if kind == AlarmKind::Evening && blame.late + blame.missed > 0 {
            causes
                .entry(cause)
                .and_modify(|known| {
                    known.late += blame.late;
                    known.missed += blame.missed;
                })
                .or_insert(blame);
        }
    }
    if let Some(evenings) = kinds.get(&AlarmKind::Evening) {
        audit.on_time = evenings.on_time;
        audit.late = evenings.late;
        audit.missed = evenings.missed;
    }
    audit.causes = causes.into_values().collect();
    audit.kinds = kinds.into_values().collect();
    audit.deliveries.sort_by(|a, b| {
        let (a, b) = (&a.delivery, &b.delivery);
        (a.planned, &a.id).cmp(&(b.planned, &b.id))
    });
    audit
}

fn cause(delivery: &Delivery) -> Cause {
    if delivery.refused {
        Cause::Refused
    } else {
        delivery.hindered_by.unwrap_or(Cause::Unknown)
    }
}

fn fate(delivery: &Delivery, all: &[Delivery], now: Timestamp) -> Fate {
    let came = delivery.came().or_else(|| repeated(delivery, all));
    if let Some(came) = came {
        let delay = came.duration_since(delivery.planned);
        return if delay <= minutes(ON_TIME_WITHIN_MINUTES) {
            Fate::OnTime
        } else {
            let minutes = u32::try_from(delay.as_mins()).unwrap_or(u32::MAX);
            Fate::Late { minutes }
        };
    }
    if delivery.acted.is_some() {
        Fate::Answered
    } else if replaced(delivery, all) {
        Fate::Replaced
    } else if now.duration_since(delivery.planned) <= minutes(MISSED_AFTER_MINUTES)
        || (delivery.untold && delivery.armed > now)
    {
        Fate::Open
    } else if delivery.untold && !delivery.refused {
        Fate::Untold
    } else {
        Fate::Missed
    }
}

/// When an evening reminder that was not seen itself was made up for by a repetition.
fn repeated(delivery: &Delivery, all: &[Delivery]) -> Option<Timestamp> {
    let repeats = all.iter().filter(|other| {
        delivery.kind == AlarmKind::Evening
            && other.kind == AlarmKind::Repeat
            && other.night == delivery.night
    });
    let came = repeats.filter_map(Delivery::came);
    came.filter(|came| *came >= delivery.planned).min()
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
        let id = AlarmId::new(AlarmKind::Evening, night);
        let time = at(&format!("{day:02}T{time}"));
        Delivery::planned(id, AlarmKind::Evening, night, time)
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
                .is_sorted_by_key(|audited| audited.delivery.planned)
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
    fn where_the_system_tells_nobody_silence_is_no_miss_and_a_sign_still_counts() {
        let untold = |delivery: Delivery| Delivery {
            untold: true,
            ..delivery
        };
        let deliveries = [
            untold(planned(18, "18:50:00")),
            untold(fired(19, "18:50:00", "18:50:30")),
            untold(Delivery {
                refused: true,
                ..planned(20, "18:50:00")
            }),
            untold(planned(21, "18:50:00")),
        ];
        let audit = summarise(&deliveries, at("21T12:00:00"));
        let fates: Vec<Fate> = audit.deliveries.iter().map(|of| of.fate).collect();
        assert_eq!(
            fates,
            [Fate::Untold, Fate::OnTime, Fate::Missed, Fate::Open]
        );
        assert_eq!((audit.on_time, audit.missed), (1, 1));
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

    #[test]
    fn what_was_late_or_missed_is_counted_by_its_cause() {
        let hindered = |delivery: Delivery, cause| Delivery {
            hindered_by: Some(cause),
            ..delivery
        };
        let deliveries = [
            hindered(fired(1, "18:50:00", "18:50:10"), Cause::ExactAlarmsOff),
            hindered(fired(2, "18:50:00", "19:20:00"), Cause::ExactAlarmsOff),
            hindered(fired(3, "18:50:00", "19:20:00"), Cause::ExactAlarmsOff),
            hindered(planned(4, "18:50:00"), Cause::PhoneOff),
            planned(5, "18:50:00"),
            Delivery {
                refused: true,
                ..planned(6, "18:50:00")
            },
        ];
        let audit = summarise(&deliveries, at("21T12:00:00"));
        let count = |cause, late, missed| CauseCount {
            cause,
            late,
            missed,
        };
        assert_eq!(
            audit.causes,
            [
                count(Cause::ExactAlarmsOff, 2, 0),
                count(Cause::PhoneOff, 0, 1),
                count(Cause::Refused, 0, 1),
                count(Cause::Unknown, 0, 1),
            ]
        );
    }

    #[test]
    fn a_reminder_whose_repetition_came_was_late_and_not_missed() {
        let night = Night::new(date(2026, 11, 20));
        let repetition = Delivery {
            fired: Some(at("20T19:00:30")),
            ..Delivery::planned(
                AlarmId::repeat(1, night),
                AlarmKind::Repeat,
                night,
                at("20T19:00:00"),
            )
        };
        let audit = summarise(&[planned(20, "18:50:00"), repetition], at("21T12:00:00"));
        assert_eq!((audit.on_time, audit.late, audit.missed), (0, 1, 0));
        assert_eq!(audit.worst_delay_minutes, 10);
        // the counts above are of evening reminders; repetitions have their own
        assert_eq!(audit.kinds.len(), 2);
    }
}
