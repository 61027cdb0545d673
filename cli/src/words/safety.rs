//! The safety check in plain words. What is asked comes from makers' contraindications; it is no medical advice.

use lull_core::session::safety::{Condition, Gate};

pub(crate) const INTRODUCTION: &str = "Before the first massage: makers of massagers ask some people to see a doctor \
     first. Does any of these apply to you?";
pub(crate) const QUESTION: &str = "Which of these apply?";
pub(crate) const DOCTOR_QUESTION: &str = "Has your doctor agreed to massage on the legs?";
pub(crate) const RECORDED: &str =
    "Your answer is kept in the diary with its time; change it with lull setup --safety.";
pub(crate) const STRETCHES_INSTEAD: &str = "No massage tonight; the stretches need no massager.";
pub(crate) const ASKED_ANEW: &str =
    "The safety check was only answered for a rehearsal, so it is asked before the first massage.";

/// The words of `--safety`.
pub(crate) const CONDITIONS: [(&str, Condition); 8] = [
    ("pregnancy", Condition::Pregnancy),
    ("blood-clots", Condition::BloodClots),
    ("active-implant", Condition::ActiveImplant),
    ("broken-skin", Condition::BrokenSkin),
    ("neuropathy", Condition::Neuropathy),
    (
        "recent-surgery-or-fracture",
        Condition::RecentSurgeryOrFracture,
    ),
    ("epilepsy", Condition::Epilepsy),
    ("bleeding-or-heart", Condition::BleedingOrHeart),
];

pub(crate) fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::Pregnancy => "pregnancy",
        Condition::BloodClots => "blood clots, deep vein thrombosis, a swollen leg",
        Condition::ActiveImplant => "a pacemaker or another active implant",
        Condition::BrokenSkin => "open or inflamed skin on the legs",
        Condition::Neuropathy => "numb feet or neuropathy, also from diabetes",
        Condition::RecentSurgeryOrFracture => "recent surgery, a fracture, metal or a new joint",
        Condition::Epilepsy => "epilepsy or seizures",
        Condition::BleedingOrHeart => "blood thinners, bleeding, heart disease, high pressure",
    }
}

/// Why no massage may start.
pub(crate) fn gate(gate: &Gate) -> String {
    match gate {
        Gate::Open => "safety: the check is answered; a massage may start.".to_owned(),
        Gate::NotAnswered => "safety: the safety check comes before the first massage; answer it with lull setup, or \
             with lull setup --safety none when nothing of it applies."
            .to_owned(),
        Gate::AskDoctorFirst { conditions } => {
            let named: Vec<_> = conditions.iter().map(|one| condition(*one)).collect();
            format!(
                "safety: ask your doctor first ({}); when your doctor has agreed, say so with lull setup --doctor-agreed.",
                named.join("; ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_can_be_named_on_the_command_line() {
        for condition in Condition::ALL {
            assert!(
                CONDITIONS.iter().any(|(_, named)| *named == condition),
                "{condition:?} has no word"
            );
        }
    }
}
