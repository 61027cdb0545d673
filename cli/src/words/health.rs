//! Medicines, iron tests and the words for the doctor, in words.

use lull_core::app::{LabRecord, MedicineRecord};
use lull_core::diary::{Background, ForDoctor, Lab, Medicine, MedicineClass};

use super::time;

pub(crate) const CLASSES: [(&str, MedicineClass); 12] = [
    ("dopamine-agonist", MedicineClass::DopamineAgonist),
    ("levodopa", MedicineClass::Levodopa),
    ("gabapentinoid", MedicineClass::Gabapentinoid),
    ("opioid", MedicineClass::Opioid),
    ("iron", MedicineClass::Iron),
    ("ssri", MedicineClass::Ssri),
    ("tricyclic", MedicineClass::Tricyclic),
    ("lithium", MedicineClass::Lithium),
    ("antipsychotic", MedicineClass::Antipsychotic),
    (
        "sedating-antihistamine",
        MedicineClass::SedatingAntihistamine,
    ),
    ("other", MedicineClass::Other),
    ("unknown", MedicineClass::Unknown),
];

pub(crate) const BACKGROUNDS: [(&str, Background); 5] = [
    ("family-history", Background::FamilyHistory),
    ("kidney-disease", Background::KidneyDisease),
    ("neuropathy", Background::Neuropathy),
    ("parkinsons", Background::Parkinsons),
    ("pregnancy", Background::Pregnancy),
];

pub(crate) const NO_MEDICINES: &str =
    "No medicines yet. Add one with lull medicine add NAME --dose DOSE --times HH:MM.";
pub(crate) const NO_LABS: &str =
    "No iron tests yet. Add one with lull lab add --ferritin N --date DATE.";
pub(crate) const NO_QUESTIONS: &str =
    "No questions yet. Write up to three with lull questions --ask TEXT --ask TEXT.";
/// A topic for the doctor, never advice.
pub(crate) const MAY_WORSEN: &str = "This kind of medicine can make restless legs worse for some people. Ask your \
    doctor about it; do not stop it on your own.";

pub(crate) fn class(class: MedicineClass) -> &'static str {
    super::details::word(&CLASSES, &class)
}

pub(crate) fn background(background: Background) -> String {
    super::details::word(&BACKGROUNDS, &background).replace('-', " ")
}

/// `Pramipexole 0.18 mg, 19:00 (dopamine-agonist), since 2026-03-01`.
pub(crate) fn medicine(medicine: &Medicine) -> String {
    let mut text = medicine.name.replace(char::is_control, " ");
    if !medicine.dose.is_empty() {
        text.push_str(&format!(
            " {}",
            medicine.dose.replace(char::is_control, " ")
        ));
    }
    let times: Vec<_> = medicine.times.iter().map(|at| time(*at)).collect();
    if !times.is_empty() {
        text.push_str(&format!(", {}", times.join(" and ")));
    }
    text.push_str(&format!(" ({})", class(medicine.class)));
    if let Some(since) = medicine.since {
        text.push_str(&format!(", since {since}"));
    }
    if let Some(until) = medicine.until {
        text.push_str(&format!(", until {until}"));
    }
    text
}

pub(crate) fn numbered_medicine(kept: &MedicineRecord) -> String {
    format!("{}  {}", kept.id, medicine(&kept.medicine))
}

/// `41.2`, or `41` when the tenth is none.
pub(crate) fn tenths(tenths: u32) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

pub(crate) fn lab(lab: &Lab) -> String {
    let mut parts = Vec::new();
    if let Some(ferritin) = lab.ferritin_tenths {
        parts.push(format!("ferritin {} ng/mL", tenths(ferritin)));
    }
    if let Some(tsat) = lab.tsat_tenths {
        parts.push(format!("transferrin saturation {} %", tenths(tsat)));
    }
    if !lab.remark.is_empty() {
        parts.push(lab.remark.replace(char::is_control, " "));
    }
    format!("{}  {}", lab.date, parts.join(", "))
}

pub(crate) fn numbered_lab(kept: &LabRecord) -> String {
    format!("{}  {}", kept.id, lab(&kept.lab))
}

pub(crate) fn questions(words: &ForDoctor) -> Vec<String> {
    words
        .questions
        .iter()
        .map(|question| question.replace(char::is_control, " "))
        .collect()
}
