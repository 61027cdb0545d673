//! What the person can set, and the safety check before the first start.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Time;
pub use lull_core::session::safety::{Condition, Gate, SafetyCheck};
pub use lull_core::settings::{
    FreeEvenings, Reminders, Repeat, Settings, Swipe, Travel, Weekday, Window,
};

use super::{DeviceChoice, Level, ProgramKind};

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

/// Days of the week, each once.
pub type Weekdays = BTreeSet<Weekday>;

uniffi::custom_type!(
    /// Days of the week, each once.
    Weekdays, Vec<Weekday>, {
        remote,
        lower: |days| days.into_iter().collect(),
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
    /// Other habits on some evenings, such as those before Saturday and Sunday.
    pub free_evenings: Option<FreeEvenings>,
    /// Minutes between reminder and predicted onset, 5 to 180.
    pub lead_minutes: u16,
    /// The level the evening program holds, in percent.
    pub hold_level: Level,
    /// Reminders come only inside this window.
    pub window: Window,
    /// The evening reminder comes at this time, whatever the diary says; absent: it follows the plan.
    pub pinned: Option<Time>,
    /// Whether the morning log is asked by a reminder.
    pub morning_log: bool,
    /// Every other reminder.
    pub reminders: Reminders,
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

/// A day of the week; of a night, that of its evening.
#[uniffi::remote(Enum)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Evenings with other habits.
#[uniffi::remote(Record)]
pub struct FreeEvenings {
    /// "Friday" is the evening before Saturday.
    pub evenings: Weekdays,
    pub bedtime: Time,
    pub rising: Time,
    /// Absent: no other than on ordinary evenings, or not known.
    pub onset: Option<Time>,
}

/// Every reminder there is beside the morning log. Each can be turned off by itself.
#[uniffi::remote(Record)]
pub struct Reminders {
    /// The reminder before the symptoms.
    pub evening: bool,
    /// Minutes before the reminder at which it is announced, 5 to 180; absent: not announced.
    pub pre_notice_minutes: Option<u16>,
    pub repeat: Repeat,
    /// A second reminder at lights-out for a short session.
    pub top_up: bool,
    /// A daily reminder from the night on for which none was laid out any more.
    pub safety_net: bool,
    /// The time of the safety net; absent: that of the reminder on an ordinary evening.
    pub fallback: Option<Time>,
    /// On the last night laid out, a request to open the app.
    pub open_app: bool,
    pub swipe: Swipe,
    /// Evenings without any evening reminder.
    pub quiet_evenings: Weekdays,
    pub travel: Travel,
}

/// How often a reminder that nobody answered comes again.
#[uniffi::remote(Record)]
pub struct Repeat {
    /// Minutes from one to the next, 5 to 60.
    pub every_minutes: u16,
    /// At most so many, 0 to 6.
    pub most: u8,
}

/// What swiping a reminder away means.
#[uniffi::remote(Enum)]
pub enum Swipe {
    /// A short snooze, as often as a reminder is repeated.
    Snooze,
    /// Seen: nothing more comes this evening.
    Quiet,
}

/// What becomes of reminders where the clock is another one than at home.
#[uniffi::remote(Enum)]
pub enum Travel {
    /// The person is asked once in each new zone; until they answer, the clock on the wall counts.
    Ask,
    /// Always the clock on the wall.
    FollowLocal,
    /// Always the clock at home.
    KeepHome,
}

/// What the person answered to the safety check.
#[uniffi::remote(Record)]
pub struct SafetyCheck {
    pub answered_at: Timestamp,
    /// Conditions that apply; empty means none does.
    pub conditions: Conditions,
    /// The person says a doctor agreed although a condition applies.
    pub doctor_agreed: bool,
    /// Nobody answered: it was filled in to try a simulated massager, and opens no other.
    #[uniffi(default = false)]
    pub rehearsal: bool,
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

/// What screens offer where a person picks from a few, smallest first; any other value in the settings' ranges is as
/// good and is shown beside these.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Offers {
    /// Between reminder and expected onset.
    pub lead_minutes: Vec<u16>,
    /// Before the reminder; no notice is offered beside them.
    pub pre_notice_minutes: Vec<u16>,
    /// The level held, in percent.
    pub hold_levels: Vec<Level>,
    /// How often an unanswered reminder comes again: from not at all to so many times.
    pub repeats_up_to: u8,
    pub repeat_every_minutes: Vec<u16>,
    /// What one tap on "later" or "earlier" moves tonight's reminder by.
    pub move_minutes: i16,
    /// Nights looked back on in trends.
    pub trend_nights: Vec<u16>,
    /// Nights on the page for the doctor.
    pub report_nights: Vec<u16>,
    /// Nights looked back on before the person picks, in trends, report and audit.
    pub nights_at_first: u16,
    /// Massages to start without a reminder, the usual one first.
    pub massages: Vec<OfferedMassage>,
    /// Times got up because of the legs.
    pub got_up: Vec<u8>,
    /// At rest before symptoms began.
    pub rest_minutes: Vec<u16>,
    /// Relief after moving or a massage, where it did not last the night.
    pub relief_minutes: Vec<u16>,
    /// Length of a walk.
    pub walk_minutes: Vec<u16>,
}

/// A massage to start without a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OfferedMassage {
    pub program: ProgramKind,
    /// How long it lasts where nothing is paused.
    pub minutes: u16,
    /// The shell stays dark and silent meanwhile.
    pub is_quiet: bool,
}

impl From<ProgramKind> for OfferedMassage {
    fn from(program: ProgramKind) -> Self {
        Self {
            program,
            minutes: program.minutes(),
            is_quiet: program.is_quiet(),
        }
    }
}

impl From<lull_core::settings::Offers> for Offers {
    fn from(offers: lull_core::settings::Offers) -> Self {
        let lull_core::settings::Offers {
            lead_minutes,
            pre_notice_minutes,
            hold_levels,
            repeats_up_to,
            repeat_every_minutes,
            move_minutes,
            trend_nights,
            report_nights,
            nights_at_first,
            massages,
            got_up,
            rest_minutes,
            relief_minutes,
            walk_minutes,
        } = offers;
        Self {
            lead_minutes: lead_minutes.to_vec(),
            pre_notice_minutes: pre_notice_minutes.to_vec(),
            hold_levels: hold_levels
                .iter()
                .map(|&percent| Level::from_percent_clamped(percent))
                .collect(),
            repeats_up_to,
            repeat_every_minutes: repeat_every_minutes.to_vec(),
            move_minutes,
            trend_nights: trend_nights.to_vec(),
            report_nights: report_nights.to_vec(),
            nights_at_first,
            massages: massages.iter().copied().map(OfferedMassage::from).collect(),
            got_up: got_up.to_vec(),
            rest_minutes: rest_minutes.to_vec(),
            relief_minutes: relief_minutes.to_vec(),
            walk_minutes: walk_minutes.to_vec(),
        }
    }
}
