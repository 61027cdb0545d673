//! Flags: patterns worth showing a doctor. Never a diagnosis, never advice on a medicine, never a notification.
//!
//! Every rule is a function of its own with its source in its comment. Thresholds marked *ours* are our reading of a
//! vaguer sentence of the source. Nights without an answer never raise a flag.

mod body;
mod nights;
mod pattern;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diary::MedicineClass;
use crate::diary::told::Told;
use crate::time::Night;

/// One pattern found, with the numbers it was found by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flag {
    pub kind: FlagKind,
    pub advice: Advice,
    pub evidence: Evidence,
}

/// Which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    WorseAfterSessions,
    Pregnancy,
    Augmentation,
    PatternChanged,
    LowMood,
    SleepPrevented,
    DaytimeSymptoms,
    NightWalking,
    NoImprovement,
    LowIron,
    IronNotTested,
    MedicineMayWorsen,
}

/// What the flag asks for. Every one is told with "discuss with your doctor".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Bring it along to the next visit.
    Discuss,
    /// One sign only: keep an eye on it.
    Watch,
    /// Stop the sessions and ask before going on.
    StopAndAsk,
    /// A topic; nothing is to be stopped or changed on one's own.
    AskDoNotStop,
    /// Talk to somebody soon; emergency numbers are shown beside it.
    TalkToSomebody,
}

/// The numbers behind a flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// So many of the last nights.
    Nights {
        found: u32,
        of: u32,
    },
    /// Mean severity before and after, over so many weeks.
    Means {
        before: f64,
        after: f64,
        weeks: u32,
    },
    /// Mean severity with and without a session in the last two weeks.
    Sides {
        with: f64,
        without: f64,
    },
    Iron {
        date: Date,
        ferritin_tenths: Option<u32>,
        tsat_tenths: Option<u32>,
    },
    /// When iron was last tested; `None`: no test is kept.
    LastTest {
        date: Option<Date>,
    },
    Medicine {
        name: String,
        class: MedicineClass,
    },
    Mood {
        days: u32,
        median: f64,
    },
    Pattern {
        shift: PatternShift,
    },
    /// The person said so.
    Said,
}

/// How the evening pattern moved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatternShift {
    /// Minutes the median onset came earlier, any shift of bedtime taken off.
    pub earlier_minutes: f64,
    /// Arms or trunk are named now and were not before.
    pub spread: bool,
    /// The rest it takes before symptoms halved.
    pub shorter_rest: bool,
    /// Median severity rose by two points or more.
    pub stronger: bool,
}

/// Every flag the diary raises, the weightiest first. `last_night` is the last night that is over.
#[must_use]
pub fn flags(told: &Told, last_night: Night) -> Vec<Flag> {
    let today = last_night.plus(1).date();
    let mut flags: Vec<Flag> = [
        nights::worse_after_sessions(told, last_night),
        body::pregnancy(told),
        pattern::changed(told, last_night),
        body::low_mood(told, last_night),
        nights::sleep_prevented(told, last_night),
        nights::daytime_symptoms(told, last_night),
        nights::night_walking(told, last_night),
        nights::no_improvement(told, last_night),
        body::low_iron(told),
        body::iron_not_tested(told, today),
    ]
    .into_iter()
    .flatten()
    .collect();
    flags.extend(body::medicines_that_may_worsen(told, today));
    flags
}
