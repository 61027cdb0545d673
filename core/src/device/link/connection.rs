//! Bringing the link up, bringing it back, and letting go of it.

use std::time::Duration;

use super::patience::Patience;
use super::steps::{Job, JobKind};
use super::{Afterwards, Asked, Link, LinkFault, News, Phase, Request};
use crate::device::{Capabilities, FAIL_SAFE_GRACE, FailSafe};
use crate::time::Now;

impl Link {
    pub(super) fn open(&mut self, now: &Now) {
        self.closing = false;
        match self.phase {
            Phase::Idle => {
                self.patience = Patience::opened(now.monotonic);
                self.phase = Phase::Waiting {
                    until: now.monotonic,
                };
            }
            Phase::Leaving { .. } => {
                self.patience = Patience::opened(now.monotonic);
                self.phase = Phase::Leaving {
                    then: Afterwards::Reconnect,
                };
            }
            Phase::Waiting { .. } | Phase::Connecting | Phase::Connected => {}
        }
    }

    pub(super) fn close(&mut self) {
        self.closing = true;
        self.forget_run();
        match self.phase {
            Phase::Waiting { .. } => self.phase = Phase::Idle,
            Phase::Leaving { .. } => {
                self.phase = Phase::Leaving {
                    then: Afterwards::Rest,
                };
            }
            // Setting up is kept: a stop that is still owed needs it, and so does a change of mind.
            Phase::Connected => self.drop_running(),
            Phase::Idle | Phase::Connecting => {}
        }
    }

    pub(super) fn connect_when_due(&mut self, until: Duration, now: &Now) -> bool {
        if now.monotonic < until {
            return false;
        }
        if !self.driver.has_radio() {
            self.connected();
            return true;
        }
        self.phase = Phase::Connecting;
        self.ask(Request::Connect, now);
        false
    }

    pub(super) fn connected(&mut self) {
        self.phase = Phase::Connected;
        if self.patience.was_up() {
            self.news.push_back(News::Touched { gone: false });
        }
        self.session.state = None;
        let steps = self.driver.connected();
        self.job = Some(Job::new(JobKind::SetUp, steps));
    }

    pub(super) fn set_up(&mut self, now: &Now) {
        self.up = true;
        self.patience.came_up(now.monotonic);
        self.last_heard_of_us = now.monotonic;
        let capabilities = self.told_capabilities();
        self.news.push_back(News::Up(Box::new(capabilities)));
        self.take_up_again(now);
    }

    /// The driver's capabilities with what really stops the device under this session's terms.
    pub(super) fn told_capabilities(&self) -> Capabilities {
        Capabilities {
            fail_safe: self.driver.fail_safe(&self.terms),
            ..self.driver.capabilities()
        }
    }

    /// No link: it could not be made, or the radio says that it is gone.
    pub(super) fn lost(&mut self, fault: LinkFault, now: &Now) {
        self.fall_back(fault, HangUp::No, now);
    }

    /// There may be a link, but it is of no use.
    pub(super) fn useless(&mut self, fault: LinkFault, now: &Now) {
        self.fall_back(fault, HangUp::Yes, now);
    }

    fn fall_back(&mut self, fault: LinkFault, hang_up: HangUp, now: &Now) {
        let touched = match self.phase {
            Phase::Connected => !self.up,
            Phase::Connecting => fault.may_have_touched(),
            Phase::Idle | Phase::Waiting { .. } | Phase::Leaving { .. } => false,
        };
        if touched && self.patience.was_up() {
            self.patience.touched_in_vain();
            self.news.push_back(News::Touched { gone: true });
        }
        self.patience.failed(fault, now.monotonic);
        let hopeless = match fault {
            LinkFault::BluetoothOff
            | LinkFault::NoAdapter
            | LinkFault::ServiceMissing
            | LinkFault::PermissionMissing
            | LinkFault::BondLost
            | LinkFault::PairingRefused => !self.patience.was_up(),
            LinkFault::NotFound
            | LinkFault::Busy
            | LinkFault::TimedOut
            | LinkFault::Disconnected
            | LinkFault::Rejected => self.patience.is_exhausted(now.monotonic),
        };
        if self.closing {
            self.leave(Afterwards::Rest, hang_up, now);
        } else if hopeless {
            self.end_search(fault, hang_up, now);
        } else {
            if self.patience.is_news(fault) {
                let gave_up = false;
                self.news.push_back(News::Down { fault, gave_up });
            }
            self.leave(Afterwards::Reconnect, hang_up, now);
        }
    }

    /// Whether a search that never succeeded has lasted long enough.
    pub(super) fn patience_is_over(&self, now: &Now) -> bool {
        self.give_up_deadline()
            .is_some_and(|deadline| deadline <= now.monotonic)
    }

    pub(super) fn give_up_deadline(&self) -> Option<Duration> {
        match self.phase {
            // a person who is asked by the system may need longer; the request has its own deadline
            Phase::Connected if self.is_bonding() => None,
            Phase::Waiting { .. } | Phase::Connecting | Phase::Connected => {
                self.patience.gives_up_at()
            }
            Phase::Idle | Phase::Leaving { .. } => None,
        }
    }

    fn is_bonding(&self) -> bool {
        self.flight
            .is_some_and(|flight| flight.asked == Asked::Bond)
    }

    /// Stops trying; the owner may open again.
    pub(super) fn give_up(&mut self, fault: LinkFault, now: &Now) {
        let hang_up = match self.phase {
            Phase::Connecting | Phase::Connected => HangUp::Yes,
            Phase::Idle | Phase::Waiting { .. } | Phase::Leaving { .. } => HangUp::No,
        };
        self.end_search(fault, hang_up, now);
    }

    fn end_search(&mut self, fault: LinkFault, hang_up: HangUp, now: &Now) {
        let gave_up = true;
        self.news.push_back(News::Down { fault, gave_up });
        self.leave(Afterwards::Rest, hang_up, now);
    }

    /// How long nothing may touch a device that cannot be got through to: until the moment by which the person was told
    /// that it stops. A device whose own rule does not count from the link needs no such peace.
    pub(super) fn left_alone_for(&self) -> Option<Duration> {
        let FailSafe::DeviceTimerAndLinkLoss { after } = self.driver.fail_safe(&self.terms) else {
            return None;
        };
        self.patience
            .leaves_alone()
            .then(|| after.saturating_add(FAIL_SAFE_GRACE))
    }

    pub(super) fn let_go(&mut self, now: &Now) {
        self.leave(Afterwards::Rest, HangUp::Yes, now);
    }

    fn leave(&mut self, then: Afterwards, hang_up: HangUp, now: &Now) {
        self.up = false;
        self.job = None;
        self.flight = None;
        self.outbox = None;
        self.session.state = None;
        self.phase = Phase::Leaving { then };
        match hang_up {
            HangUp::Yes if self.driver.has_radio() => self.ask(Request::Disconnect, now),
            HangUp::Yes | HangUp::No => self.left(now),
        }
    }

    pub(super) fn left(&mut self, now: &Now) {
        let Phase::Leaving { then } = self.phase else {
            return;
        };
        self.phase = match then {
            Afterwards::Reconnect => Phase::Waiting {
                until: now.monotonic.saturating_add(
                    self.left_alone_for()
                        .unwrap_or_else(|| self.patience.pause()),
                ),
            },
            Afterwards::Rest => {
                // A later opening must not start what belonged to this one.
                self.forget_run();
                Phase::Idle
            }
        };
    }
}

/// Whether the radio must be told to let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HangUp {
    Yes,
    No,
}
