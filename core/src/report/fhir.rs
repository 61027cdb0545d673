//! The diary as an HL7 FHIR R4 Bundle: a QuestionnaireResponse for every logged night, an Observation for every iron
//! test, a MedicationStatement for every medicine. <https://hl7.org/fhir/R4/>
//!
//! Nobody is named in it: the subject is "the person who kept this diary". Iron tests carry their LOINC codes (2276-4,
//! 2502-3); a person's own ratings carry none, because they belong to no published scale.

use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::diary::told::{Told, ToldNight};
use crate::diary::{Lab, Medicine, Onset, Score, Symptoms};
use crate::time::{Night, Now};

const LOINC: &str = "http://loinc.org";
const UCUM: &str = "http://unitsofmeasure.org";

/// A Bundle of type `collection`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: String,
    entry: Vec<BundleEntry>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct BundleEntry {
    resource: Resource,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
enum Resource {
    QuestionnaireResponse(QuestionnaireResponse),
    Observation(Observation),
    MedicationStatement(MedicationStatement),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct QuestionnaireResponse {
    status: &'static str,
    subject: Reference,
    /// The night's date; the moment it was written down is not told.
    authored: String,
    item: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    link_id: &'static str,
    text: &'static str,
    answer: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
enum Answer {
    #[serde(rename = "valueInteger")]
    Integer(i32),
    #[serde(rename = "valueTime")]
    Time(String),
    #[serde(rename = "valueString")]
    Text(String),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Observation {
    status: &'static str,
    code: CodeableConcept,
    subject: Reference,
    effective_date_time: String,
    value_quantity: Quantity,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note: Vec<Annotation>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct MedicationStatement {
    status: &'static str,
    medication_codeable_concept: CodeableConcept,
    subject: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_period: Option<Period>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dosage: Vec<Dosage>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct CodeableConcept {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coding: Vec<Coding>,
    text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Coding {
    system: &'static str,
    code: &'static str,
    display: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Reference {
    display: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Quantity {
    value: f64,
    unit: &'static str,
    system: &'static str,
    code: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Annotation {
    text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Dosage {
    text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Period {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
}

/// The nights from `from` to `to`, every iron test, and the medicines taken in that time.
#[must_use]
pub fn bundle(told: &Told, from: Night, to: Night, now: &Now) -> Bundle {
    let nights = told
        .between(from, to)
        .iter()
        .filter(|night| night.is_logged())
        .map(|night| Resource::QuestionnaireResponse(response(night)));
    let labs = told
        .labs
        .iter()
        .flat_map(observations)
        .map(Resource::Observation);
    let medicines = told
        .medicines
        .iter()
        .filter(|medicine| {
            medicine.until.is_none_or(|until| until >= from.date())
                && medicine
                    .since
                    .is_none_or(|since| since <= to.plus(1).date())
        })
        .map(|medicine| Resource::MedicationStatement(statement(medicine)));
    Bundle {
        resource_type: "Bundle",
        kind: "collection",
        timestamp: now.at.to_string(),
        entry: nights
            .chain(labs)
            .chain(medicines)
            .map(|resource| BundleEntry { resource })
            .collect(),
    }
}

const PERSON: Reference = Reference {
    display: "The person who kept this diary",
};

fn response(night: &ToldNight) -> QuestionnaireResponse {
    let entry = &night.entry;
    let details = &entry.details;
    let score = |score: Option<Score>| score.map(|score| Answer::Integer(score.value().into()));
    let time = |time: Option<Time>| time.map(|time| Answer::Time(clock(time)));
    let text = |text: Option<String>| text.map(Answer::Text);
    let minutes: u32 = night
        .sessions
        .iter()
        .map(|session| u32::from(session.minutes))
        .sum();
    let asked = [
        (
            "symptoms",
            "Did symptoms come that night?",
            text(entry.symptoms.map(|said| {
                match said {
                    Symptoms::Yes => "yes",
                    Symptoms::None => "no",
                    Symptoms::Unknown => "unknown",
                }
                .to_owned()
            })),
        ),
        (
            "onset",
            "When did they start?",
            match entry.onset {
                Some(Onset::At { time, .. }) => Some(Answer::Time(clock(time))),
                Some(Onset::DontKnow) => Some(Answer::Text("unknown".to_owned())),
                None => None,
            },
        ),
        (
            "severity",
            "Worst of the night, 0 to 10",
            score(entry.severity),
        ),
        (
            "sleep",
            "Sleep, 0 worst to 10 best",
            score(entry.sleep_quality),
        ),
        (
            "got-up",
            "Times got up because of the legs",
            entry.times_up().map(|times| Answer::Integer(times.into())),
        ),
        ("bedtime", "Lights out", time(entry.bedtime)),
        (
            "rest",
            "Minutes at rest before symptoms began",
            details
                .rest_minutes
                .map(|rest| Answer::Integer(rest.into())),
        ),
        (
            "sleepiness",
            "Sleepiness the day after, 0 to 10",
            score(details.sleepiness),
        ),
        (
            "mood",
            "Mood the day after, 0 to 10 (10 very good)",
            score(details.mood),
        ),
        (
            "sessions",
            "Minutes of massage sessions",
            (minutes > 0).then(|| Answer::Integer(i32::try_from(minutes).unwrap_or(i32::MAX))),
        ),
        (
            "note",
            "Note",
            text(Some(entry.note.trim().to_owned()).filter(|note| !note.is_empty())),
        ),
    ];
    QuestionnaireResponse {
        status: "completed",
        subject: PERSON,
        authored: night.night().to_string(),
        item: asked
            .into_iter()
            .filter_map(|(link_id, text, answer)| {
                Some(Item {
                    link_id,
                    text,
                    answer: vec![answer?],
                })
            })
            .collect(),
    }
}

fn observations(lab: &Lab) -> Vec<Observation> {
    let observation = |code, display, value: u32, unit, ucum| Observation {
        status: "final",
        code: CodeableConcept {
            coding: vec![Coding {
                system: LOINC,
                code,
                display,
            }],
            text: display.to_owned(),
        },
        subject: PERSON,
        effective_date_time: lab.date.to_string(),
        value_quantity: Quantity {
            value: f64::from(value) / 10.0,
            unit,
            system: UCUM,
            code: ucum,
        },
        note: Some(lab.remark.trim())
            .filter(|remark| !remark.is_empty())
            .map(|remark| Annotation {
                text: remark.to_owned(),
            })
            .into_iter()
            .collect(),
    };
    let ferritin = lab.ferritin_tenths.map(|value| {
        let display = "Ferritin [Mass/volume] in Serum or Plasma";
        observation("2276-4", display, value, "ng/mL", "ng/mL")
    });
    let tsat = lab.tsat_tenths.map(|value| {
        let display = "Iron saturation [Mass Fraction] in Serum or Plasma";
        observation("2502-3", display, value, "%", "%")
    });
    ferritin.into_iter().chain(tsat).collect()
}

fn statement(medicine: &Medicine) -> MedicationStatement {
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let times: Vec<String> = medicine.times.iter().map(|time| clock(*time)).collect();
    let dosage = [medicine.dose.trim().to_owned(), times.join(", ")];
    let dosage: Vec<String> = dosage.into_iter().filter(|part| !part.is_empty()).collect();
    let period = Period {
        start: day(medicine.since),
        end: day(medicine.until),
    };
    MedicationStatement {
        status: if medicine.until.is_some() {
            "completed"
        } else {
            "active"
        },
        medication_codeable_concept: CodeableConcept {
            coding: Vec::new(),
            text: medicine.name.trim().to_owned(),
        },
        subject: PERSON,
        effective_period: (medicine.since.is_some() || medicine.until.is_some()).then_some(period),
        dosage: (!dosage.is_empty())
            .then(|| Dosage {
                text: dosage.join("; "),
            })
            .into_iter()
            .collect(),
    }
}

/// `hh:mm:ss`, as the FHIR type `time` wants it.
fn clock(time: Time) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second()
    )
}
