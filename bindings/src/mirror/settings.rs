//! What the person can set, and the safety check before the first start.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Time;
pub use lull_core::session::safety::{Condition, Gate, SafetyCheck};
pub use lull_core::settings::{Settings, Window};

use super::{DeviceChoice, Level};

/// The conditions of a safety check, each once.
pub type Conditions = BTreeSet<Condition>;

uniffi::custom_type!(
    /// The conditions of a safety check, each once.
    Conditions, Vec<Condition>, {
        remote,
        lower: |conditions| conditions.into_iter().collect(),
        try_lift: |list| Ok(list.into_iter().collect()),
    }
);

/// What the person told about their evenings.
#[uniffi::remote(Record)]
pub struct Settings {
    /// Lights out on an ordinary evening.
    pub usual_bedtime: Time,
    /// Getting up on an ordinary morning.
    pub usual_rising: Time,
    /// When the person says their legs usually start, if they know.
    pub usual_onset: Option<Time>,
    /// Minutes between reminder and predicted onset, 5 to 180.
    pub lead_minutes: u16,
    /// The level the evening program holds, in percent.
    pub hold_level: Level,
    /// Reminders come only inside this window.
    pub window: Window,
    /// Whether the morning log is asked by a reminder.
    pub morning_log: bool,
    /// The answered safety check; absent until it was answered.
    pub safety: Option<SafetyCheck>,
    /// What a tap on Start drives.
    pub device: DeviceChoice,
}

/// Earliest and latest time of an evening reminder within a night, which runs from noon to noon.
#[uniffi::remote(Record)]
pub struct Window {
    pub earliest: Time,
    pub latest: Time,
}

/// What the person answered to the safety check.
#[uniffi::remote(Record)]
pub struct SafetyCheck {
    pub answered_at: Timestamp,
    /// Conditions that apply; empty means none does.
    pub conditions: Conditions,
    /// The person says a doctor agreed although a condition applies.
    pub doctor_agreed: bool,
}

/// A condition for which makers of massagers say "ask your doctor first".
#[uniffi::remote(Enum)]
pub enum Condition {
    Pregnancy,
    /// Deep vein thrombosis, clots, phlebitis, leg swelling.
    BloodClots,
    /// Pacemaker, ICD or other active implant.
    ActiveImplant,
    /// Open wounds, ulcers, eczema, cellulitis, fragile skin.
    BrokenSkin,
    /// Neuropathy, numb feet, diabetes with neuropathy.
    Neuropathy,
    /// Recent surgery or fracture, metal at the site, joint replacement.
    RecentSurgeryOrFracture,
    Epilepsy,
    /// Blood thinners, a bleeding disorder, uncontrolled hypertension, heart disease.
    BleedingOrHeart,
}

/// Whether a massage may start.
#[uniffi::remote(Enum)]
pub enum Gate {
    Open,
    /// The check was never answered.
    NotAnswered,
    /// A condition applies and no doctor was asked yet.
    AskDoctorFirst {
        conditions: Conditions,
    },
}
