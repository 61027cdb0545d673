//! What a screen shows of the session.

use std::time::Duration;

use super::super::program::{ProgramStep, StepKind};
use super::super::view::{LinkState, SessionView, Stage};
use super::{Phase, Session, wall};
use crate::time::Now;

impl Session {
    /// The session at `now`.
    #[must_use]
    pub fn view(&self, now: &Now) -> SessionView {
        let program = &self.order.program;
        let elapsed = self.elapsed(now).min(program.total());
        let remaining = program.total().saturating_sub(elapsed);
        let (step_index, step, into) = match program.at(elapsed) {
            Some(position) => (position.index, position.step, position.into),
            None => {
                let nothing = ProgramStep {
                    kind: StepKind::RampDown,
                    duration: Duration::ZERO,
                };
                let last = program.steps.last().copied().unwrap_or(nothing);
                (program.steps.len().saturating_sub(1), last, last.duration)
            }
        };
        let running = matches!(self.phase, Phase::Running { .. });
        let drives = program.kind.drives_device();
        SessionView {
            id: self.order.id,
            program: program.kind,
            is_quiet: program.kind.is_quiet(),
            stage: match self.phase {
                Phase::New | Phase::Connecting { .. } => Stage::Connecting,
                Phase::Starting { .. } => Stage::Starting,
                Phase::Running { .. } => Stage::Running,
                Phase::Paused { .. } => Stage::Paused,
                Phase::Stopping { .. } => Stage::Stopping,
                Phase::Ended { reason, stopped } => Stage::Ended { reason, stopped },
            },
            step: step.kind,
            step_index,
            step_count: program.steps.len(),
            step_remaining: step.duration.saturating_sub(into),
            elapsed,
            remaining,
            ends_at: wall(now, now.monotonic + remaining),
            level: self.progress,
            link: if drives {
                self.link
            } else {
                LinkState::NoRadio
            },
            motion: self.device.map(|device| device.motion),
            motor: self.motor_seen(),
            power: self.power,
            learned: self.watts_seen.learned(),
            fail_safe: self.fail_safe(),
            stops_by: self
                .stops_by()
                .filter(|_| self.ended().is_none())
                .map(|by| wall(now, by)),
            can_pause: running
                && self
                    .capabilities
                    .as_ref()
                    .is_none_or(|capable| capable.pause),
            can_resume: matches!(self.phase, Phase::Paused { .. }),
            can_change_level: running
                && drives
                && self
                    .capabilities
                    .as_ref()
                    .is_some_and(|capable| capable.levels.is_some()),
        }
    }
}
