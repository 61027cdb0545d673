//! Medicines, iron tests and the words for the doctor.

use std::collections::BTreeSet;

use jiff::civil::Time;
pub use lull_core::app::{LabRecord, MedicineRecord};
pub use lull_core::diary::{Background, ForDoctor, Lab, Medicine, MedicineClass};

use super::Day;

/// Backgrounds, each once.
pub type Backgrounds = BTreeSet<Background>;

uniffi::custom_type!(
    /// Backgrounds, each once.
    Backgrounds, Vec<Background>, {
        remote,
        lower: |backgrounds| backgrounds.into_iter().collect(),
        try_lift: |list| Ok(list.into_iter().collect()),
    }
);

/// A medicine as the person takes it.
#[uniffi::remote(Record)]
pub struct Medicine {
    pub name: String,
    pub class: MedicineClass,
    /// Empty: not said.
    pub dose: String,
    pub times: Vec<Time>,
    /// First day; absent: longer ago than the diary.
    pub since: Option<Day>,
    /// Last day; absent: still taken.
    pub until: Option<Day>,
}

/// A medicine with the number it is changed by.
#[uniffi::remote(Record)]
pub struct MedicineRecord {
    pub id: i64,
    pub medicine: Medicine,
}

/// What kind of medicine it is, in the person's or doctor's word.
#[uniffi::remote(Enum)]
pub enum MedicineClass {
    DopamineAgonist,
    Levodopa,
    Gabapentinoid,
    Opioid,
    Iron,
    Ssri,
    Tricyclic,
    Lithium,
    Antipsychotic,
    SedatingAntihistamine,
    Other,
    Unknown,
}

/// An iron test as the laboratory wrote it.
#[uniffi::remote(Record)]
pub struct Lab {
    pub date: Day,
    /// Tenths of ng/mL, the same as tenths of µg/L.
    pub ferritin_tenths: Option<u32>,
    /// Tenths of a percent.
    pub tsat_tenths: Option<u32>,
    pub remark: String,
}

/// An iron test with the number it is taken out by.
#[uniffi::remote(Record)]
pub struct LabRecord {
    pub id: i64,
    pub lab: Lab,
}

/// What the person wants on the doctor's page.
#[uniffi::remote(Record)]
pub struct ForDoctor {
    /// At most three.
    pub questions: Vec<String>,
    pub background: Backgrounds,
}

/// What a doctor will ask about anyway.
#[uniffi::remote(Enum)]
pub enum Background {
    FamilyHistory,
    KidneyDisease,
    Neuropathy,
    Parkinsons,
    Pregnancy,
}
