//! What belongs to no single night: medicines with dose, time and class, iron tests, and what the person wants to ask.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason, shown};
use crate::time::Now;

/// Longest name, dose or remark that is kept, in bytes of UTF-8.
pub const WORDS_MAX_BYTES: usize = 200;
/// Most times a day of one medicine.
pub const TIMES_MAX: usize = 8;
/// Most questions of the doctor's page, and the longest one in bytes of UTF-8.
pub const QUESTIONS_MAX: usize = 3;
pub const QUESTION_MAX_BYTES: usize = 300;

/// A medicine as the person takes it. A changed dose is a new one: the old one is stopped, so that the change stays on
/// the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medicine {
    /// As on the package.
    pub name: String,
    pub class: MedicineClass,
    /// In the person's own words, such as `0.18 mg`; empty: not said.
    pub dose: String,
    /// When it is taken; empty: not said.
    pub times: Vec<Time>,
    /// First day; `None`: longer ago than the diary.
    pub since: Option<Date>,
    /// Last day; `None`: still taken.
    pub until: Option<Date>,
}

/// What kind of medicine it is: the person's or doctor's word, never ours. Named after the classes of the WHO's ATC index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedicineClass {
    /// Pramipexole, ropinirole, rotigotine and others (ATC N04BC).
    DopamineAgonist,
    /// Levodopa (ATC N04BA).
    Levodopa,
    /// Gabapentin, pregabalin (ATC N02BF).
    Gabapentinoid,
    Opioid,
    Iron,
    /// Selective serotonin reuptake inhibitors (ATC N06AB).
    Ssri,
    /// Tricyclic antidepressants (ATC N06AA).
    Tricyclic,
    Lithium,
    Antipsychotic,
    /// First-generation, sedating ones, such as diphenhydramine.
    SedatingAntihistamine,
    Other,
    Unknown,
}

impl MedicineClass {
    pub const ALL: [Self; 12] = [
        Self::DopamineAgonist,
        Self::Levodopa,
        Self::Gabapentinoid,
        Self::Opioid,
        Self::Iron,
        Self::Ssri,
        Self::Tricyclic,
        Self::Lithium,
        Self::Antipsychotic,
        Self::SedatingAntihistamine,
        Self::Other,
        Self::Unknown,
    ];

    /// Classes that may make restless legs worse for some people (AASM clinical practice guideline 2024/25 and Mayo
    /// Clinic Proceedings 2021, as cited by secondary sources). A topic for the doctor: ask, do not stop on your own.
    #[must_use]
    pub fn may_worsen(self) -> bool {
        match self {
            Self::Ssri
            | Self::Tricyclic
            | Self::Lithium
            | Self::Antipsychotic
            | Self::SedatingAntihistamine => true,
            Self::DopamineAgonist
            | Self::Levodopa
            | Self::Gabapentinoid
            | Self::Opioid
            | Self::Iron
            | Self::Other
            | Self::Unknown => false,
        }
    }

    /// Under these, symptoms can slowly come earlier and spread (augmentation; Allen 2011, RLS Foundation 2018).
    #[must_use]
    pub fn is_dopaminergic(self) -> bool {
        match self {
            Self::DopamineAgonist | Self::Levodopa => true,
            Self::Gabapentinoid
            | Self::Opioid
            | Self::Iron
            | Self::Ssri
            | Self::Tricyclic
            | Self::Lithium
            | Self::Antipsychotic
            | Self::SedatingAntihistamine
            | Self::Other
            | Self::Unknown => false,
        }
    }

    /// The class of a substance by its international name, as a proposal the person can change; `Unknown` for any other.
    #[must_use]
    pub fn of_substance(name: &str) -> Self {
        let name = name.to_lowercase();
        SUBSTANCES
            .iter()
            .find(|(substance, _)| name.contains(substance))
            .map_or(Self::Unknown, |(_, class)| *class)
    }
}

/// International nonproprietary names and their ATC class; English spellings, with the German one where it differs.
const SUBSTANCES: &[(&str, MedicineClass)] = &[
    ("pramipexol", MedicineClass::DopamineAgonist),
    ("ropinirol", MedicineClass::DopamineAgonist),
    ("rotigotin", MedicineClass::DopamineAgonist),
    ("cabergolin", MedicineClass::DopamineAgonist),
    ("levodopa", MedicineClass::Levodopa),
    ("gabapentin", MedicineClass::Gabapentinoid),
    ("pregabalin", MedicineClass::Gabapentinoid),
    ("oxycodon", MedicineClass::Opioid),
    ("methadon", MedicineClass::Opioid),
    ("buprenorphin", MedicineClass::Opioid),
    ("tramadol", MedicineClass::Opioid),
    ("ferrous", MedicineClass::Iron),
    ("ferric", MedicineClass::Iron),
    ("citalopram", MedicineClass::Ssri),
    ("fluoxetin", MedicineClass::Ssri),
    ("fluvoxamin", MedicineClass::Ssri),
    ("paroxetin", MedicineClass::Ssri),
    ("sertralin", MedicineClass::Ssri),
    ("amitriptylin", MedicineClass::Tricyclic),
    ("clomipramin", MedicineClass::Tricyclic),
    ("doxepin", MedicineClass::Tricyclic),
    ("imipramin", MedicineClass::Tricyclic),
    ("nortriptylin", MedicineClass::Tricyclic),
    ("trimipramin", MedicineClass::Tricyclic),
    ("lithium", MedicineClass::Lithium),
    ("haloperidol", MedicineClass::Antipsychotic),
    ("olanzapin", MedicineClass::Antipsychotic),
    ("quetiapin", MedicineClass::Antipsychotic),
    ("risperidon", MedicineClass::Antipsychotic),
    ("diphenhydramin", MedicineClass::SedatingAntihistamine),
    ("doxylamin", MedicineClass::SedatingAntihistamine),
    ("hydroxyzin", MedicineClass::SedatingAntihistamine),
];

impl Medicine {
    /// Whether it was taken on that day.
    #[must_use]
    pub fn taken_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub fn validate(&self, now: &Now) -> Result<(), Invalid> {
        if self.name.trim().is_empty() {
            return Err(Invalid::new("name", Reason::Missing));
        }
        check_words("name", &self.name, WORDS_MAX_BYTES)?;
        check_words("dose", &self.dose, WORDS_MAX_BYTES)?;
        if self.times.len() > TIMES_MAX {
            let reason = Reason::OutOfRange {
                min: 0,
                max: TIMES_MAX as i64,
                got: i64::try_from(self.times.len()).unwrap_or(i64::MAX),
            };
            return Err(Invalid::new("times", reason));
        }
        check_past("since", self.since, now)?;
        check_past("until", self.until, now)?;
        if let (Some(since), Some(until)) = (self.since, self.until)
            && until < since
        {
            let other = "since".into();
            return Err(Invalid::new("until", Reason::Contradicts { other }));
        }
        Ok(())
    }
}

/// An iron test as the laboratory wrote it. Numbers are kept in tenths, because laboratories write one decimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lab {
    /// The day the blood was taken.
    pub date: Date,
    /// Ferritin in tenths of ng/mL, which is the same as tenths of µg/L; 0 to 10 000 ng/mL.
    pub ferritin_tenths: Option<u32>,
    /// Transferrin saturation in tenths of a percent; 0 to 100 %.
    pub tsat_tenths: Option<u32>,
    /// Which assay or laboratory, morning or not, iron taken before: in the person's own words. Assays differ.
    pub remark: String,
}

/// Largest values that are kept.
pub const FERRITIN_MAX_TENTHS: u32 = 100_000;
pub const TSAT_MAX_TENTHS: u32 = 1000;

/// A laboratory's number as it is written, with at most one decimal, in tenths: `41.2` or `41,2` is 412.
///
/// # Errors
/// [`Invalid`] with the given field when it is not such a number.
pub fn tenths(field: &str, text: &str) -> Result<u32, Invalid> {
    let digits = |part: &str| {
        (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let text = text.trim();
    let (whole, tenth) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    Some((whole, tenth))
        .filter(|(whole, tenth)| digits(whole) && digits(tenth) && tenth.len() == 1)
        .and_then(|(whole, tenth)| {
            whole
                .parse::<u32>()
                .ok()?
                .checked_mul(10)?
                .checked_add(tenth.parse().ok()?)
        })
        .ok_or_else(|| {
            let expected = "a number with at most one decimal, such as 41.2".to_owned();
            let got = shown(text);
            Invalid::new(field, Reason::Malformed { expected, got })
        })
}

impl Lab {
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub fn validate(&self, now: &Now) -> Result<(), Invalid> {
        check_past("date", Some(self.date), now)?;
        if self.ferritin_tenths.is_none() && self.tsat_tenths.is_none() {
            return Err(Invalid::new("ferritin", Reason::Missing));
        }
        for (field, value, max) in [
            ("ferritin", self.ferritin_tenths, FERRITIN_MAX_TENTHS),
            ("tsat", self.tsat_tenths, TSAT_MAX_TENTHS),
        ] {
            if let Some(got) = value.filter(|value| *value > max) {
                let reason = Reason::OutOfRange {
                    min: 0,
                    max: i64::from(max / 10),
                    got: i64::from(got / 10),
                };
                return Err(Invalid::new(field, reason));
            }
        }
        check_words("remark", &self.remark, WORDS_MAX_BYTES)
    }
}

/// What the person wants on the doctor's page beside what the diary tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForDoctor {
    /// "My three questions", at most three.
    pub questions: Vec<String>,
    pub background: BTreeSet<Background>,
}

/// What a doctor will ask about anyway; for the page only, nothing is decided from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Background {
    FamilyHistory,
    KidneyDisease,
    Neuropathy,
    Parkinsons,
    Pregnancy,
}

impl ForDoctor {
    /// # Errors
    /// [`Invalid`] names the first field that cannot be kept.
    pub fn validate(&self) -> Result<(), Invalid> {
        if self.questions.len() > QUESTIONS_MAX {
            let reason = Reason::OutOfRange {
                min: 0,
                max: QUESTIONS_MAX as i64,
                got: i64::try_from(self.questions.len()).unwrap_or(i64::MAX),
            };
            return Err(Invalid::new("questions", reason));
        }
        self.questions
            .iter()
            .try_for_each(|question| check_words("questions", question, QUESTION_MAX_BYTES))
    }
}

fn check_words(field: &str, words: &str, max_bytes: usize) -> Result<(), Invalid> {
    if words.len() > max_bytes {
        let reason = Reason::TooLong {
            max_bytes: max_bytes as u64,
            got_bytes: words.len() as u64,
        };
        return Err(Invalid::new(field, reason));
    }
    if words.contains('\0') {
        return Err(Invalid::new(field, Reason::ForbiddenCharacter));
    }
    Ok(())
}

fn check_past(field: &str, day: Option<Date>, now: &Now) -> Result<(), Invalid> {
    let today = now.local().date();
    if let Some(day) = day {
        if day > today {
            let reason = Reason::InFuture {
                latest: today.to_string(),
                got: day.to_string(),
            };
            return Err(Invalid::new(field, reason));
        }
        if day.year() < 1900 {
            let got = day.to_string();
            return Err(Invalid::new(field, Reason::NotADate { got }));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::tenths;

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic_or_an_endless_message(text in ".{0,400}") {
            if let Err(refused) = tenths("f", &text) {
                prop_assert!(refused.to_string().chars().count() < 400);
            }
        }
    }

    #[test]
    fn laboratory_numbers_are_read_with_point_or_comma_and_one_decimal() {
        assert_eq!(tenths("ferritin", "41.2"), Ok(412));
        assert_eq!(tenths("ferritin", "41,2"), Ok(412));
        assert_eq!(tenths("ferritin", "75"), Ok(750));
        for bad in ["", "-1", "41.25", "1.", ".5", "forty", "1e3", "99999999"] {
            assert_eq!(tenths("ferritin", bad).expect_err(bad).field, "ferritin");
        }
    }
}
