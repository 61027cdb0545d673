//! Which changes the phone is notified of, and which a person beside the massager is told.

use super::happening::What;
use super::massager::{LinkLossRule, Massager};
use super::profile::{State, StopReason};
use super::session::Session;

/// What a changed status is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face {
    state: State,
    session: Option<u32>,
    target_percent: u8,
    rule: LinkLossRule,
    reason: StopReason,
}

impl Face {
    pub(super) const fn of_new(target_percent: u8, rule: LinkLossRule) -> Self {
        Self {
            state: State::Idle,
            session: None,
            target_percent,
            rule,
            reason: StopReason::None,
        }
    }
}

impl Massager {
    /// Notices what changed, for the phone and for the diary.
    pub(super) fn settle(&mut self) {
        let face = Face {
            state: self.state(),
            session: self.session.as_ref().map(Session::id),
            target_percent: self.target_percent,
            rule: self.rule,
            reason: self.last.reason,
        };
        if face != self.told {
            self.note_change(self.told, face);
            self.told = face;
            self.owe_status();
        }
    }

    fn note_change(&mut self, before: Face, after: Face) {
        let mut note = |what| self.diary.note(self.now, what);
        if before.session.is_some() && before.session != after.session {
            note(What::Stopped {
                reason: after.reason,
            });
        }
        match (&self.session, before.session) {
            (Some(session), None) => note(What::Started {
                session_id: session.id(),
                longest_s: session.terms().duration_s,
            }),
            (Some(_), Some(_)) if before.state == State::Paused && after.state != State::Paused => {
                note(What::Resumed);
            }
            (Some(_), Some(_)) | (None, _) => {}
        }
        let to_percent = after.target_percent;
        let same_level = before.target_percent == to_percent;
        match after.state {
            state if state == before.state && same_level => {}
            State::RampingUp => note(What::Rising { to_percent }),
            State::Holding => note(What::Running {
                percent: to_percent,
            }),
            State::RampingDown if before.state != State::RampingDown => note(What::RampingDown),
            State::Paused if before.state != State::Paused => note(What::Paused),
            State::Idle if before.state == State::Resting => note(What::Rested),
            State::RampingDown | State::Paused | State::Idle | State::Resting => {}
        }
    }

    pub(super) fn owe_status(&mut self) {
        self.status_due = true;
    }
}
