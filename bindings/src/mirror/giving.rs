//! What the diary gives back: trends, the four-week check, associations, flags, cards and the page for the doctor.

pub use lull_core::diary::associations::{Association, Seen};
pub use lull_core::diary::cards::{Card, CardText, Sure, When};
pub use lull_core::diary::flags::{Advice, Evidence, Flag, FlagKind, PatternShift};
pub use lull_core::diary::four_weeks::{ComparedWeek, FourWeeks, Verdict, WeekSeen};
pub use lull_core::diary::spread::{Difference, Spread};
pub use lull_core::diary::trends::{NightGroup, Scale, Sessions, Trends, Week};
use lull_core::report::{DoctorPage, page::List};
use lull_core::time::Night;

pub use lull_core::report::Language;

use super::{Day, MedicineClass, Trigger};

/// How values lie.
#[uniffi::remote(Record)]
pub struct Spread {
    pub nights: u32,
    pub median: f64,
    /// A quarter of the values lie below.
    pub low: f64,
    /// A quarter of the values lie above.
    pub high: f64,
    pub least: f64,
    pub most: f64,
}

/// How one group of nights differs from another, in points.
#[uniffi::remote(Record)]
pub struct Difference {
    pub points: f64,
    pub low: f64,
    pub high: f64,
    /// How often chance alone would make a difference as large.
    pub chance: f64,
    /// The same as a count among a hundred such comparisons; 0 means fewer than one.
    pub chance_of_100: u8,
}

/// A stretch of nights.
#[uniffi::remote(Record)]
pub struct Trends {
    pub from: Night,
    pub to: Night,
    pub nights: u32,
    pub all: NightGroup,
    /// Oldest first.
    pub weeks: Vec<Week>,
    /// Where a chart of the weeks' onsets begins and ends.
    pub onset_scale: Option<Scale>,
    /// Negative is earlier.
    pub onset_minutes_per_week: Option<f64>,
    pub with_session: NightGroup,
    pub without_session: NightGroup,
    /// Severity with minus without; absent with too few nights.
    pub beside: Option<Difference>,
    pub sessions: Sessions,
}

/// What a group of nights was like.
#[uniffi::remote(Record)]
pub struct NightGroup {
    pub logged: u32,
    pub with_symptoms: u32,
    pub without_symptoms: u32,
    /// Minutes after noon.
    pub onset: Option<Spread>,
    /// Minutes from onset to lights-out.
    pub onset_before_bed: Option<Spread>,
    /// A night without symptoms is a 0.
    pub severity: Option<Spread>,
    pub mean_severity: Option<f64>,
    pub sleep: Option<Spread>,
    pub mean_sleep: Option<f64>,
    pub got_up: Option<Spread>,
    pub nights_up: u32,
    pub daytime: u32,
    pub rest: Option<Spread>,
}

/// Seven nights, fewer at the start of a stretch.
#[uniffi::remote(Record)]
pub struct Week {
    pub from: Night,
    pub to: Night,
    pub nights: u32,
    pub group: NightGroup,
    pub sessions: u32,
}

/// The ends of a chart, in minutes after noon.
#[uniffi::remote(Record)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
}

/// Sessions of a stretch.
#[uniffi::remote(Record)]
pub struct Sessions {
    pub count: u32,
    pub nights: u32,
    pub minutes: Option<Spread>,
    pub before_onset: u32,
    pub after_onset: u32,
}

/// The four-week check as far as it has come.
#[uniffi::remote(Record)]
pub struct FourWeeks {
    pub began: Night,
    pub baseline: WeekSeen,
    pub weeks: Vec<ComparedWeek>,
}

/// One week's nights.
#[uniffi::remote(Record)]
pub struct WeekSeen {
    pub from: Night,
    pub to: Night,
    pub mean_severity: Option<f64>,
    pub severity: Option<Spread>,
    pub mean_sleep: Option<f64>,
    pub session_nights: u32,
}

/// One week beside the baseline.
#[uniffi::remote(Record)]
pub struct ComparedWeek {
    pub seen: WeekSeen,
    pub difference: Option<Difference>,
    pub verdict: Verdict,
}

/// What can be said of a week.
#[uniffi::remote(Enum)]
pub enum Verdict {
    TooFewNights,
    NotOver,
    CouldBeChance,
    Lower,
    Higher,
}

/// One trigger's nights beside the others.
#[uniffi::remote(Record)]
pub struct Association {
    pub trigger: Trigger,
    pub nights_with: u32,
    pub nights_without: u32,
    pub mean_with: f64,
    pub mean_without: f64,
    pub difference: Difference,
    pub corrected_chance: f64,
    pub seen: Seen,
}

/// What can be said of a trigger.
#[uniffi::remote(Enum)]
pub enum Seen {
    CouldBeChance,
    Worse,
    Milder,
}

/// A pattern worth showing a doctor.
#[uniffi::remote(Record)]
pub struct Flag {
    pub kind: FlagKind,
    pub advice: Advice,
    pub evidence: Evidence,
}

/// Which rule.
#[uniffi::remote(Enum)]
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

/// What the flag asks for; every one is told with "discuss with your doctor".
#[uniffi::remote(Enum)]
pub enum Advice {
    Discuss,
    /// One sign only.
    Watch,
    StopAndAsk,
    AskDoNotStop,
    /// Emergency numbers are shown beside it.
    TalkToSomebody,
}

/// The numbers behind a flag.
#[uniffi::remote(Enum)]
pub enum Evidence {
    Nights {
        found: u32,
        of: u32,
    },
    Means {
        before: f64,
        after: f64,
        weeks: u32,
    },
    Sides {
        with: f64,
        without: f64,
    },
    Iron {
        date: Day,
        ferritin_tenths: Option<u32>,
        tsat_tenths: Option<u32>,
    },
    LastTest {
        date: Option<Day>,
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
    Said,
}

/// How the evening pattern moved.
#[uniffi::remote(Record)]
pub struct PatternShift {
    pub earlier_minutes: f64,
    pub spread: bool,
    pub shorter_rest: bool,
    pub stronger: bool,
}

/// A short text with its source and how sure it is.
#[uniffi::remote(Record)]
pub struct Card {
    pub key: String,
    pub when: When,
    pub sure: Sure,
    pub source: String,
    pub en: CardText,
    pub de: CardText,
}

#[uniffi::remote(Record)]
pub struct CardText {
    pub title: String,
    pub text: String,
}

/// When a card fits.
#[uniffi::remote(Enum)]
pub enum When {
    Always,
    FewSessions,
    FourWeeksOfSessions,
    CaffeineLogged,
    AlcoholLogged,
    LateExerciseLogged,
    IronNotTested,
    NightWalking,
    MedicineMayWorsen,
    Dopaminergic,
}

/// How sure a card is.
#[uniffi::remote(Enum)]
pub enum Sure {
    WellSupported,
    GoodPractice,
    SomeSupport,
    Weak,
}

/// A language of the page for the doctor.
#[uniffi::remote(Enum)]
pub enum Language {
    En,
    De,
}

/// The page for the doctor, to be read on a screen before it is handed over.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReportPage {
    pub title: String,
    /// Which nights it is about.
    pub period: String,
    /// In the page's order; what has nothing to say is left out.
    pub sections: Vec<ReportSection>,
    pub footer: String,
}

/// A heading and what stands below it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReportSection {
    pub title: String,
    pub lines: Vec<ReportLine>,
}

/// One line; a figure has a label before it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReportLine {
    pub label: Option<String>,
    pub text: String,
}

impl From<DoctorPage> for ReportPage {
    fn from(page: DoctorPage) -> Self {
        let DoctorPage {
            language: _,
            title,
            period,
            // a line to write on by hand
            name: _,
            figures,
            charts,
            // of the marks in the charts
            legend: _,
            medicines,
            iron,
            flags,
            triggers,
            questions,
            footer,
        } = page;
        let figure = |(label, text)| ReportLine {
            label: Some(label),
            text,
        };
        let figures = ReportSection {
            title: figures.title,
            // a chart is given by its sentence, which begins with its title
            lines: figures
                .lines
                .into_iter()
                .map(figure)
                .chain(charts.into_iter().map(|chart| line(chart.alt)))
                .collect(),
        };
        let lists = [medicines, iron, flags, triggers, questions];
        let lists = lists
            .into_iter()
            .map(|List { title, lines }| ReportSection {
                title,
                lines: lines.into_iter().map(line).collect(),
            });
        let sections = [figures].into_iter().chain(lists);
        Self {
            title,
            period,
            sections: sections
                .filter(|section| !section.lines.is_empty())
                .collect(),
            footer,
        }
    }
}

fn line(text: String) -> ReportLine {
    ReportLine { label: None, text }
}
