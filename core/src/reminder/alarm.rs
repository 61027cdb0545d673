//! One thing the phone's operating system must fire, and what the person can answer to it.

use core::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::Message;
use crate::session::program::ProgramKind;
use crate::settings::REPEATS;
use crate::time::Night;

/// One thing the phone's operating system must fire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// Kind and night, such as `evening-2026-11-21`: planning twice gives the same set.
    pub id: AlarmId,
    pub kind: AlarmKind,
    pub night: Night,
    /// When the system is to fire; the first time, where it repeats by itself.
    pub at: Timestamp,
    /// When the person is to be reminded. Later than `at` for an inexact evening alarm, which is armed early; earlier
    /// than `at` for a reminder that was missed and comes late. Being on time is judged against this.
    pub wanted: Timestamp,
    /// `at` on the wall, for systems whose alarms follow the wall clock.
    pub wall: DateTime,
    pub zone: String,
    pub exactness: Exactness,
    pub recurrence: Recurrence,
    pub message: Message,
    pub actions: Vec<Action>,
    /// From here on the alarm is pointless and is taken back, also when already shown.
    pub expires: Timestamp,
}

/// Kind and night, such as `evening-2026-11-21`; of a repetition also which one, such as `repeat-2-2026-11-21`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AlarmId(String);

impl AlarmId {
    /// The id of the night's alarm of a kind; of repetitions, the first one's.
    #[must_use]
    pub fn new(kind: AlarmKind, night: Night) -> Self {
        match kind {
            AlarmKind::Repeat => Self::repeat(1, night),
            AlarmKind::Evening
            | AlarmKind::PreNotice
            | AlarmKind::TopUp
            | AlarmKind::MorningLog
            | AlarmKind::SafetyNet
            | AlarmKind::OpenApp => Self(format!("{}-{night}", kind.word())),
        }
    }

    /// The id of the night's repetition of that number, from 1 on.
    #[must_use]
    pub fn repeat(number: u8, night: Night) -> Self {
        Self(format!("{}-{number}-{night}", AlarmKind::Repeat.word()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// On the screen it takes the place of the one with the same place: a repetition that of the reminder it repeats, a
    /// reminder that of its announcement. Whatever answers one of them has answered them all.
    #[must_use]
    pub fn place(&self) -> Self {
        match Self::parse(&self.0) {
            Some((_, kind, night)) => Self::new(kind.stands_for(), night),
            None => self.clone(),
        }
    }

    /// Reads an id back; `None` when this is not one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Self, AlarmKind, Night)> {
        let (kind, night) = AlarmKind::ALL.into_iter().find_map(|kind| {
            let rest = text.strip_prefix(kind.word())?.strip_prefix('-')?;
            let date = match kind {
                AlarmKind::Repeat => {
                    let (number, date) = rest.split_once('-')?;
                    let (_, most) = REPEATS;
                    let known = (1..=most).any(|known| known.to_string() == number);
                    known.then_some(date)?
                }
                AlarmKind::Evening
                | AlarmKind::PreNotice
                | AlarmKind::TopUp
                | AlarmKind::MorningLog
                | AlarmKind::SafetyNet
                | AlarmKind::OpenApp => rest,
            };
            Some((kind, date.parse().ok().map(Night::new)?))
        })?;
        Some((Self(text.to_owned()), kind, night))
    }
}

impl fmt::Display for AlarmId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// Symptoms will probably start soon.
    Evening,
    /// The same again, because nobody answered.
    Repeat,
    /// The reminder will come in a while.
    PreNotice,
    /// Lights out: time for a short session.
    TopUp,
    /// Log last night.
    MorningLog,
    /// No reminder was laid out for this night any more; one comes at a fixed time.
    SafetyNet,
    /// The last night laid out: open Lull, so that it can go on.
    OpenApp,
}

impl AlarmKind {
    pub const ALL: [Self; 7] = [
        Self::Evening,
        Self::Repeat,
        Self::PreNotice,
        Self::TopUp,
        Self::MorningLog,
        Self::SafetyNet,
        Self::OpenApp,
    ];

    /// What a Start runs: what its reminder calls for; without one, the massage of the evening.
    #[must_use]
    pub fn program_of(reminder: Option<Self>) -> ProgramKind {
        reminder.map_or(ProgramKind::Evening, Self::program)
    }

    /// What a Start on it runs: a short session at lights-out, else the evening's massage.
    #[must_use]
    pub fn program(self) -> ProgramKind {
        match self {
            Self::TopUp => ProgramKind::TopUp,
            Self::Evening
            | Self::Repeat
            | Self::PreNotice
            | Self::MorningLog
            | Self::SafetyNet
            | Self::OpenApp => ProgramKind::Evening,
        }
    }

    /// The kind that is shown in its place.
    fn stands_for(self) -> Self {
        match self {
            Self::Evening | Self::Repeat | Self::PreNotice | Self::SafetyNet => Self::Evening,
            Self::TopUp | Self::MorningLog | Self::OpenApp => self,
        }
    }

    /// The word in alarm ids; never changed once released.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Evening => "evening",
            Self::Repeat => "repeat",
            Self::PreNotice => "pre-notice",
            Self::TopUp => "top-up",
            Self::MorningLog => "morning-log",
            Self::SafetyNet => "safety-net",
            Self::OpenApp => "open-app",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exactness {
    /// At the minute, also in the system's sleep.
    Exact,
    /// The system may be late, on Android up to an hour; an evening reminder is armed earlier for that.
    Inexact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    Once,
    /// Every day at the same time on the wall, until it is taken back.
    Daily,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    Start,
    Snooze {
        minutes: u16,
    },
    SkipTonight,
    AlreadyStarted,
    Log,
    OpenApp,
    /// Swiped or closed without an answer.
    Dismiss,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_reads_back_and_nothing_else_is_one() {
        let night = Night::new(jiff::civil::date(2026, 11, 21));
        for kind in AlarmKind::ALL {
            let id = AlarmId::new(kind, night);
            assert_eq!(AlarmId::parse(id.as_str()), Some((id.clone(), kind, night)));
        }
        for number in 1..=REPEATS.1 {
            let id = AlarmId::repeat(number, night);
            let read = AlarmId::parse(id.as_str());
            assert_eq!(read, Some((id.clone(), AlarmKind::Repeat, night)));
        }
        for text in [
            "",
            "evening",
            "evening-",
            "evening-2026-02-30",
            "evening-2-2026-11-21",
            "repeat-2026-11-21",
            "repeat-0-2026-11-21",
            "repeat-7-2026-11-21",
            "repeat-02-2026-11-21",
            "repeat--2026-11-21",
            "noon-2026-11-21",
        ] {
            assert_eq!(AlarmId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_calls_for_the_same_massage_has_one_place_and_the_rest_have_their_own() {
        let night = Night::new(jiff::civil::date(2026, 11, 21));
        let evening = AlarmId::new(AlarmKind::Evening, night);
        for id in [
            evening.clone(),
            AlarmId::repeat(2, night),
            AlarmId::new(AlarmKind::PreNotice, night),
            AlarmId::new(AlarmKind::SafetyNet, night),
        ] {
            assert_eq!(id.place(), evening, "{id}");
        }
        for kind in [AlarmKind::TopUp, AlarmKind::MorningLog, AlarmKind::OpenApp] {
            let id = AlarmId::new(kind, night);
            assert_eq!(id.place(), id);
        }
    }

    #[test]
    fn a_start_at_lights_out_is_a_short_one() {
        let short: Vec<_> = AlarmKind::ALL
            .into_iter()
            .filter(|kind| kind.program() == ProgramKind::TopUp)
            .collect();
        assert_eq!(short, [AlarmKind::TopUp]);
    }
}
