//! The safety check before the first start ever: what is asked, and when a start is allowed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::device::kept::Touch;

/// A condition for which makers say "ask your doctor first" (union of makers' texts, devices.md 6 and product.md c4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Therabody, Hyperice; product.md A5 row 80.
    Pregnancy,
    /// Deep vein thrombosis, clots, phlebitis, leg swelling: Therabody, Restiffic (K102707).
    BloodClots,
    /// Pacemaker, ICD or other active implant: Therabody, Hyperice, Nidra.
    ActiveImplant,
    /// Open wounds, ulcers, eczema, cellulitis, fragile skin: 21 CFR 882.5895, Therabody, Nidra.
    BrokenSkin,
    /// Neuropathy, numb feet, diabetes with neuropathy: Therabody, Hyperice, Restiffic.
    Neuropathy,
    /// Recent surgery or fracture, metal at the site, joint replacement: Therabody, Hyperice, Nidra.
    RecentSurgeryOrFracture,
    /// Seizures: Hyperice, Nidra.
    Epilepsy,
    /// Blood thinners, a bleeding disorder, uncontrolled hypertension, heart disease: Therabody.
    BleedingOrHeart,
}

impl Condition {
    pub const ALL: [Self; 8] = [
        Self::Pregnancy,
        Self::BloodClots,
        Self::ActiveImplant,
        Self::BrokenSkin,
        Self::Neuropathy,
        Self::RecentSurgeryOrFracture,
        Self::Epilepsy,
        Self::BleedingOrHeart,
    ];
}

/// What the person answered, kept with its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyCheck {
    pub answered_at: Timestamp,
    /// Conditions that apply; empty means none does.
    pub conditions: BTreeSet<Condition>,
    /// The person says a doctor agreed although a condition applies.
    pub doctor_agreed: bool,
    /// Nobody answered: it was filled in so that a simulated massager could be tried. It opens no massager that touches
    /// somebody.
    #[serde(default)]
    pub rehearsal: bool,
}

/// Whether a massage may start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gate", rename_all = "snake_case")]
pub enum Gate {
    Open,
    /// The check was never answered.
    NotAnswered,
    /// A condition applies and no doctor was asked yet.
    AskDoctorFirst {
        conditions: BTreeSet<Condition>,
    },
}

/// Decides from the recorded answers; no answer is never a yes, and nobody's answer is none for a massager that touches
/// somebody.
#[must_use]
pub fn gate(check: Option<&SafetyCheck>, touch: Touch) -> Gate {
    match check {
        None => Gate::NotAnswered,
        Some(check) if check.rehearsal && touch != Touch::Nobody => Gate::NotAnswered,
        Some(check) if check.conditions.is_empty() || check.doctor_agreed => Gate::Open,
        Some(check) => Gate::AskDoctorFirst {
            conditions: check.conditions.clone(),
        },
    }
}
