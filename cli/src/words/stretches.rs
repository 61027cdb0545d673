//! The three calf stretches after a massage: what to do, in two lines each.

use lull_core::session::program::StepKind;

/// One stretch: its name, and what to do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) name: &'static str,
    pub(crate) how: &'static str,
}

/// In the order they are done; the core numbers them from 1.
pub(crate) const STRETCHES: [Stretch; 3] = [
    Stretch {
        name: "Wall stretch, straight knee",
        how: "Hands on the wall, one foot back, its heel down and knee straight. Lean in until the calf \
              pulls softly. Change legs half-way.",
    },
    Stretch {
        name: "Wall stretch, bent knee",
        how: "The same stand, the back knee a little bent, heel still down: now it pulls lower in the \
              calf. Change legs half-way.",
    },
    Stretch {
        name: "Seated stretch with a towel",
        how: "Sit with straight legs, a towel around the balls of the feet. Draw it towards you, back \
              straight, and breathe slowly.",
    },
];

/// The stretch with that number, counted from 1; the last for any later number.
pub(crate) fn stretch(exercise: u8) -> Stretch {
    let index = usize::from(exercise.saturating_sub(1)).min(STRETCHES.len() - 1);
    STRETCHES[index]
}

/// What to do in a step that is a stretch.
pub(crate) fn how(step: StepKind) -> Option<&'static str> {
    match step {
        StepKind::Stretch { exercise } => Some(stretch(exercise).how),
        StepKind::WarmUp { .. } | StepKind::Hold { .. } | StepKind::RampDown => None,
    }
}

pub(crate) const INTRODUCTION: &str =
    "Three calf stretches of 45 seconds. Nothing should hurt; leave out what does.";
