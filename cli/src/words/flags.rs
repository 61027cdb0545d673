//! Flags and cards in words. Every flag ends with the doctor; none says what somebody has.

use lull_core::diary::cards::{Card, Sure};
use lull_core::diary::flags::{Advice, Evidence, FlagKind, PatternShift};

use super::{count, health};

pub(crate) const NONE: &str = "No flags. That means that no rule found its pattern in what was logged, and nothing more: \
    if something worries you, discuss it with your doctor.";
pub(crate) const NO_DIAGNOSIS: &str =
    "These are patterns in your diary, not a diagnosis. lull report makes a page to bring along.";

pub(crate) fn title(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::WorseAfterSessions => "Worse on nights with a session",
        FlagKind::Pregnancy => "Pregnancy",
        FlagKind::Augmentation => "Earlier and further under your medicine",
        FlagKind::PatternChanged => "Your evening pattern changed",
        FlagKind::LowMood => "Low mood for two weeks",
        FlagKind::SleepPrevented => "Sleep prevented on most nights",
        FlagKind::DaytimeSymptoms => "Symptoms by day, at rest",
        FlagKind::NightWalking => "Up at night because of your legs",
        FlagKind::NoImprovement => "No improvement after four weeks",
        FlagKind::LowIron => "Iron stores on the low side",
        FlagKind::IronNotTested => "Iron not tested for a year",
        FlagKind::MedicineMayWorsen => "A medicine that can make it worse for some",
    }
}

pub(crate) fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Discuss => "Discuss with your doctor.",
        Advice::Watch => {
            "One sign only: keep an eye on it, and discuss with your doctor if it goes on."
        }
        Advice::StopAndAsk => {
            "Stop the sessions for now and discuss with your doctor before going on."
        }
        Advice::AskDoNotStop => {
            "Discuss with your doctor. Do not stop or change a medicine on your own."
        }
        Advice::TalkToSomebody => {
            "Discuss with your doctor soon. If you think of harming yourself, call your local emergency \
             number (112 in Europe, 911 or 988 in the United States) or a crisis line now."
        }
    }
}

pub(crate) fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Nights { found, of } => {
            format!("On {found} of the last {}.", count(*of, "night", "nights"))
        }
        Evidence::Means {
            before,
            after,
            weeks,
        } => format!(
            "Mean severity {before:.1} before and {after:.1} after {}.",
            count(*weeks, "week", "weeks")
        ),
        Evidence::Sides { with, without } => format!(
            "Mean severity {with:.1} on nights with a session and {without:.1} on nights without, two weeks running. Sessions \
             may simply fall on bad evenings."
        ),
        Evidence::Iron {
            date,
            ferritin_tenths,
            tsat_tenths,
        } => {
            let mut told = Vec::new();
            told.extend(
                ferritin_tenths.map(|value| format!("ferritin {} ng/mL", health::tenths(value))),
            );
            told.extend(
                tsat_tenths
                    .map(|value| format!("transferrin saturation {} %", health::tenths(value))),
            );
            format!(
                "{} on {date}. A guideline looks closer from 75 ng/mL or below 20 % on; these limits have not been tested in \
                 trials, and assays differ. No iron without a doctor.",
                told.join(", ")
            )
        }
        Evidence::LastTest { date: None } => {
            "No test is kept here. A guideline advises regular tests.".to_owned()
        }
        Evidence::LastTest { date: Some(date) } => {
            format!("The last test kept here is of {date}. A guideline advises regular tests.")
        }
        Evidence::Medicine { name, class } => format!(
            "{} ({}) is of a class that can make restless legs worse for some people.",
            name.replace(char::is_control, " "),
            health::class(*class)
        ),
        Evidence::Mood { days, median } => {
            format!(
                "Mood around {median:.0} of 10 on {}.",
                count(*days, "day", "days")
            )
        }
        Evidence::Pattern { shift } => pattern(shift),
        Evidence::Said => "You said so: sessions only after your obstetrician agreed.".to_owned(),
    }
}

fn pattern(shift: &PatternShift) -> String {
    let mut told = vec![format!(
        "symptoms start {:.0} min earlier than a month before",
        shift.earlier_minutes
    )];
    if shift.spread {
        told.push("arms or trunk are new".to_owned());
    }
    if shift.shorter_rest {
        told.push("half the rest brings them on".to_owned());
    }
    if shift.stronger {
        told.push("they are two points stronger or more".to_owned());
    }
    let told = told.join(", ");
    let mut sentence = told.clone();
    if let Some(first) = told.chars().next() {
        sentence.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    sentence.push('.');
    sentence
}

pub(crate) fn source(card: &Card) -> String {
    let sure = match card.sure {
        Sure::WellSupported => "well supported",
        Sure::GoodPractice => "good practice, not tested in trials",
        Sure::SomeSupport => "some support",
        Sure::Weak => "weak",
    };
    format!("How sure: {sure}. Source: {}.", card.source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_advice_sends_to_a_doctor_and_none_tells_to_stop_a_medicine() {
        for one in [
            Advice::Discuss,
            Advice::Watch,
            Advice::StopAndAsk,
            Advice::AskDoNotStop,
            Advice::TalkToSomebody,
        ] {
            let told = advice(one).to_lowercase();
            assert!(told.contains("discuss with your doctor"), "{told}");
        }
        assert!(advice(Advice::AskDoNotStop).contains("Do not stop"));
    }

    #[test]
    fn a_changed_pattern_tells_its_signs() {
        let told = pattern(&PatternShift {
            earlier_minutes: 150.0,
            spread: true,
            shorter_rest: false,
            stronger: true,
        });
        assert_eq!(
            told,
            "Symptoms start 150 min earlier than a month before, arms or trunk are new, they are two points stronger or more."
        );
    }
}
