//! Programs: what a session does over time, as data.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::limits;
use super::stretches::STRETCHES;
use crate::device::Level;

/// Which program a session follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgramKind {
    /// Before symptoms: warm-up, hold to minute 25, ramp down.
    Evening,
    /// At lights-out, 12 minutes.
    TopUp,
    /// Three calf stretches, no device.
    Stretch,
    /// In the night, when the legs wake: a quarter of an hour, without a sound.
    Acute,
    /// Trying out a device under the person's eyes: the start level for 10 seconds, then stop.
    DeviceTest,
}

/// A program's steps in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub kind: ProgramKind,
    pub steps: Vec<ProgramStep>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramStep {
    pub kind: StepKind,
    pub duration: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum StepKind {
    /// A low level first, whatever the person chose.
    WarmUp { level: Level },
    /// The person's level; louder and softer work here.
    Hold { level: Level },
    /// From the level held down to still.
    RampDown,
    /// A calf stretch, by its number in the guide; the motor is off.
    Stretch { exercise: u8 },
}

/// Where a program stands after some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub index: usize,
    pub step: ProgramStep,
    /// Time since the step began.
    pub into: Duration,
}

impl ProgramKind {
    /// Whether a motor turns in it.
    #[must_use]
    pub fn drives_device(self) -> bool {
        match self {
            Self::Evening | Self::TopUp | Self::Acute | Self::DeviceTest => true,
            Self::Stretch => false,
        }
    }

    /// Whether a shell stays dark and silent while it runs: others sleep, and so shall the person soon.
    #[must_use]
    pub fn is_quiet(self) -> bool {
        match self {
            Self::Acute => true,
            Self::Evening | Self::TopUp | Self::Stretch | Self::DeviceTest => false,
        }
    }
}

impl ProgramKind {
    /// How long it lasts where nothing is paused and no device is in its way, in whole minutes.
    #[must_use]
    pub fn minutes(self) -> u16 {
        let total = Program::new(self, Level::OFF).total();
        u16::try_from(total.as_secs().div_ceil(60)).unwrap_or(u16::MAX)
    }
}

impl Program {
    /// The program of that kind, holding `hold` where it holds.
    #[must_use]
    pub fn new(kind: ProgramKind, hold: Level) -> Self {
        let step = |kind, seconds| ProgramStep {
            kind,
            duration: Duration::from_secs(seconds),
        };
        let warm_up = StepKind::WarmUp {
            level: limits::START_LEVEL,
        };
        let steps = match kind {
            ProgramKind::Evening => vec![
                step(warm_up, 5 * 60),
                step(StepKind::Hold { level: hold }, 20 * 60),
                step(StepKind::RampDown, 60),
            ],
            ProgramKind::TopUp => vec![
                step(warm_up, 60),
                step(StepKind::Hold { level: hold }, 10 * 60),
                step(StepKind::RampDown, 60),
            ],
            ProgramKind::Acute => vec![
                step(warm_up, 30),
                step(StepKind::Hold { level: hold }, 13 * 60 + 30),
                step(StepKind::RampDown, 60),
            ],
            ProgramKind::Stretch => STRETCHES
                .iter()
                .map(|stretch| ProgramStep {
                    kind: StepKind::Stretch {
                        exercise: stretch.exercise,
                    },
                    duration: stretch.hold,
                })
                .collect(),
            ProgramKind::DeviceTest => vec![step(warm_up, 10)],
        };
        Self { kind, steps }
    }

    #[must_use]
    pub fn total(&self) -> Duration {
        self.steps.iter().map(|step| step.duration).sum()
    }

    /// Where the program stands after `elapsed`; `None` at and after its end.
    #[must_use]
    pub fn at(&self, elapsed: Duration) -> Option<Position> {
        let mut into = elapsed;
        for (index, step) in self.steps.iter().enumerate() {
            if into < step.duration {
                return Some(Position {
                    index,
                    step: *step,
                    into,
                });
            }
            into -= step.duration;
        }
        None
    }

    /// Shortens the holding so that the whole lasts at most `longest`; shorter programs stay as they are.
    pub fn fit(&mut self, longest: Duration) {
        let mut over = self.total().saturating_sub(longest);
        // Holding goes first, then the ramp, and the warm-up last: starting low is a safety rule.
        let holding = |step: &ProgramStep| match step.kind {
            StepKind::Hold { .. } => 0,
            StepKind::RampDown | StepKind::Stretch { .. } => 1,
            StepKind::WarmUp { .. } => 2,
        };
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        order.sort_by_key(|index| self.steps.get(*index).map_or(0, holding));
        for index in order {
            if let Some(step) = self.steps.get_mut(index) {
                let cut = over.min(step.duration);
                step.duration -= cut;
                over -= cut;
            }
        }
    }

    /// The level the program holds; `None` when it holds none.
    #[must_use]
    pub fn hold_level(&self) -> Option<Level> {
        self.steps.iter().find_map(|step| match step.kind {
            StepKind::Hold { level } => Some(level),
            StepKind::WarmUp { .. } | StepKind::RampDown | StepKind::Stretch { .. } => None,
        })
    }

    /// Changes the level it holds from now on.
    pub fn set_hold_level(&mut self, to: Level) {
        for step in &mut self.steps {
            if let StepKind::Hold { level } = &mut step.kind {
                *level = to;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [ProgramKind; 5] = [
        ProgramKind::Evening,
        ProgramKind::TopUp,
        ProgramKind::Acute,
        ProgramKind::Stretch,
        ProgramKind::DeviceTest,
    ];

    #[test]
    fn the_evening_holds_until_minute_25_and_then_ramps_down() {
        let program = Program::new(ProgramKind::Evening, Level::from_percent_clamped(60));
        let kind = |seconds| {
            program
                .at(Duration::from_secs(seconds))
                .map(|position| position.step.kind)
        };
        assert_eq!(
            kind(0),
            Some(StepKind::WarmUp {
                level: limits::START_LEVEL
            })
        );
        assert_eq!(
            kind(5 * 60),
            Some(StepKind::Hold {
                level: Level::from_percent_clamped(60)
            })
        );
        assert_eq!(
            kind(25 * 60 - 1),
            Some(StepKind::Hold {
                level: Level::from_percent_clamped(60)
            })
        );
        assert_eq!(kind(25 * 60), Some(StepKind::RampDown));
        assert_eq!(kind(26 * 60), None);
    }

    #[test]
    fn every_program_is_within_the_limit_and_starts_low() {
        for kind in KINDS {
            let program = Program::new(kind, Level::from_percent_clamped(100));
            assert!(program.total() <= limits::LONGEST_PROGRAM, "{kind:?}");
            if kind.drives_device() {
                assert_eq!(
                    program.steps[0].kind,
                    StepKind::WarmUp {
                        level: limits::START_LEVEL
                    },
                    "{kind:?}"
                );
            }
        }
        assert_eq!(
            Program::new(ProgramKind::TopUp, Level::OFF).total(),
            Duration::from_secs(12 * 60)
        );
        assert_eq!(
            Program::new(ProgramKind::Acute, Level::OFF).total(),
            Duration::from_secs(15 * 60)
        );
        assert_eq!(
            Program::new(ProgramKind::Stretch, Level::OFF).total(),
            Duration::from_secs(3 * 45)
        );
    }

    #[test]
    fn a_device_with_a_shorter_timer_shortens_the_holding_first() {
        let mut program = Program::new(ProgramKind::Evening, Level::from_percent_clamped(60));
        program.fit(Duration::from_secs(15 * 60));
        assert_eq!(program.total(), Duration::from_secs(15 * 60));
        assert_eq!(program.steps[0].duration, Duration::from_secs(5 * 60));
        assert_eq!(program.steps[2].duration, Duration::from_secs(60));
        program.fit(Duration::from_secs(30));
        assert_eq!(program.total(), Duration::from_secs(30));
    }
}
