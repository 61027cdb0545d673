//! What the owner wants of the device, how far it has come, and when it is tried again.

use std::time::Duration;

use super::steps::{Job, JobKind};
use super::{Link, LinkFault, News, Phase};
use crate::device::{DeviceState, Fact, Feedback, Intent, Level, Motion, Rest};
use crate::time::Now;

/// A `Run` that was not answered is repeated this often; the session id makes that harmless.
const MOST_RETRIES: u32 = 3;
/// Pause before an unanswered `Run` is repeated.
const RUN_AGAIN: Duration = Duration::from_millis(500);
/// Time from one attempt to stop to the next: the second comes this soon,
const STOP_AGAIN: Duration = Duration::from_secs(2);
/// each later one this much later than the one before,
const STOP_SLOWER: Duration = Duration::from_secs(1);
/// and none later than this.
const STOP_SLOWEST: Duration = Duration::from_secs(5);
/// A stop that met a busy radio or device.
const STOP_WHEN_BUSY: Duration = Duration::from_millis(500);

#[derive(Clone, Copy, Debug)]
pub(super) struct Want {
    pub(super) intent: Intent,
    /// Not tried before.
    due: Duration,
    attempts: u32,
    told_sent: bool,
    told_acknowledged: bool,
    acknowledged: bool,
    /// Seen to stand still after the stop was acknowledged.
    still: bool,
    failed: bool,
    /// Its last attempt got no answer, so the device is asked for its state before the next.
    unsure: bool,
}

/// Why an attempt came to nothing.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// The device refused a frame, as the fact says.
    Refused(Fact),
    /// It did not answer, or not with something readable.
    Unanswered,
    /// The radio could not do a step.
    Radio(LinkFault),
}

impl Want {
    fn new(intent: Intent, now: Duration) -> Self {
        Self {
            intent,
            due: now,
            attempts: 0,
            told_sent: false,
            told_acknowledged: false,
            acknowledged: false,
            still: false,
            failed: false,
            unsure: false,
        }
    }

    fn is_open(&self, feedback: Feedback) -> bool {
        match self.intent {
            Intent::Run { .. } => !self.acknowledged && !self.failed,
            Intent::Stop => {
                let seen = match feedback {
                    Feedback::None | Feedback::Acknowledged => true,
                    Feedback::Switched | Feedback::Observed => self.still,
                };
                !(self.acknowledged && seen)
            }
        }
    }
}

impl Link {
    pub(super) fn set_want(&mut self, intent: Intent, now: &Now) {
        if let Some(want) = &self.want {
            let known = want.intent == intent && !want.failed;
            if known || want.intent == Intent::Stop {
                return;
            }
        }
        self.want = Some(Want::new(intent, now.monotonic));
        let may_be_touched = self.left_alone_for().is_none();
        if intent == Intent::Stop && may_be_touched && matches!(self.phase, Phase::Waiting { .. }) {
            // A stop does not wait for the pause between two attempts to connect.
            self.phase = Phase::Waiting {
                until: now.monotonic,
            };
        }
        let job = self.job.as_ref();
        let setting_up = job.is_some_and(|job| job.kind == JobKind::SetUp);
        if setting_up || self.phase != Phase::Connected {
            return;
        }
        if intent == Intent::Stop || self.outbox.is_some() {
            self.drop_job();
        }
    }

    /// Leaves whatever keeps the motor turning.
    pub(super) fn drop_running(&mut self) {
        if self.job.as_ref().is_some_and(Job::is_about_running) {
            self.drop_job();
        }
    }

    /// Leaves the work under way; a request that the radio has not taken yet is taken back.
    fn drop_job(&mut self) {
        self.job = None;
        if self.outbox.take().is_some() {
            self.flight = None;
        }
    }

    pub(super) fn wants_stop(&self) -> bool {
        self.want.is_some_and(|want| want.intent == Intent::Stop)
    }

    pub(super) fn wants_run(&self) -> bool {
        self.want.is_some_and(|want| want.intent != Intent::Stop)
    }

    /// A stop that was never tried since it was wanted, or is being tried.
    pub(super) fn owes_a_stop(&self) -> bool {
        let open = self.want.is_some_and(|want| {
            want.intent == Intent::Stop && want.is_open(self.driver.capabilities().feedback)
        });
        let trying = self
            .job
            .as_ref()
            .is_some_and(|job| job.kind == JobKind::Do(Intent::Stop));
        open && (trying || self.want.is_some_and(|want| want.attempts == 0))
    }

    pub(super) fn forget_run(&mut self) {
        if !self.wants_stop() {
            self.want = None;
        }
    }

    pub(super) fn want_deadline(&self) -> Option<Duration> {
        let feedback = self.driver.capabilities().feedback;
        let open = self.want.filter(|want| want.is_open(feedback));
        open.map(|want| want.due)
    }

    /// The next thing to do for what is wanted, when something is due.
    pub(super) fn begin_wanted(&mut self, now: &Now) -> bool {
        if self.want_deadline().is_none_or(|due| now.monotonic < due) {
            return false;
        }
        let Some(want) = &mut self.want else {
            return false;
        };
        let intent = want.intent;
        match intent {
            Intent::Stop => {
                let wait = STOP_AGAIN.saturating_add(STOP_SLOWER.saturating_mul(want.attempts));
                want.due = now.monotonic.saturating_add(wait.min(STOP_SLOWEST));
                want.attempts = want.attempts.saturating_add(1);
                want.acknowledged = false;
                want.still = false;
            }
            Intent::Run { until, .. } => {
                if let Some(state) = self.session.over {
                    self.fail_run(Some(Fact::State(state)));
                    return true;
                }
                if now.monotonic >= until {
                    self.fail_run(None);
                    return true;
                }
                let asks = if want.unsure {
                    self.driver.refresh()
                } else {
                    Vec::new()
                };
                want.unsure = false;
                if !asks.is_empty() {
                    self.job = Some(Job::new(JobKind::Refresh, asks));
                    return true;
                }
            }
        }
        let steps = self.driver.encode(intent, &self.terms, now);
        self.job = Some(Job::new(JobKind::Do(intent), steps));
        true
    }

    pub(super) fn sent(&mut self, intent: Intent) {
        let Some(want) = self.want.as_mut().filter(|want| want.intent == intent) else {
            self.news.push_back(News::Sent(intent));
            return;
        };
        if !want.told_sent {
            want.told_sent = true;
            self.news.push_back(News::Sent(intent));
        }
    }

    pub(super) fn acknowledged(&mut self, intent: Intent) {
        if let Intent::Run { level, .. } = intent {
            self.session.started |= level != Level::OFF;
        }
        let Some(want) = self.want.as_mut().filter(|want| want.intent == intent) else {
            self.news.push_back(News::Acknowledged(intent));
            return;
        };
        want.acknowledged = true;
        if !want.told_acknowledged {
            want.told_acknowledged = true;
            self.sent(intent);
            self.news.push_back(News::Acknowledged(intent));
        }
    }

    /// An attempt at `intent` came to nothing. Acknowledged ones cannot fail any more.
    pub(super) fn attempt_failed(&mut self, intent: Intent, trouble: Trouble, now: &Now) {
        let current = self.want.as_mut().filter(|want| want.intent == intent);
        let Some(want) = current else {
            // Wanted no more; the newer one has its own try.
            if let Trouble::Refused(fact) = trouble {
                let fact = Some(fact);
                self.news.push_back(News::Failed { intent, fact });
            }
            return;
        };
        let busy = matches!(trouble, Trouble::Radio(LinkFault::Busy));
        let may_help = match &trouble {
            Trouble::Refused(_) => false,
            Trouble::Unanswered => true,
            Trouble::Radio(fault) => match fault {
                LinkFault::Busy | LinkFault::TimedOut => true,
                LinkFault::NotFound
                | LinkFault::Disconnected
                | LinkFault::Rejected
                | LinkFault::BluetoothOff
                | LinkFault::NoAdapter
                | LinkFault::ServiceMissing
                | LinkFault::PermissionMissing
                | LinkFault::BondLost
                | LinkFault::PairingRefused => false,
            },
        };
        let fact = match trouble {
            Trouble::Refused(fact) => Some(fact),
            Trouble::Unanswered | Trouble::Radio(_) => None,
        };
        match intent {
            Intent::Stop => {
                if busy {
                    want.due = now.monotonic.saturating_add(STOP_WHEN_BUSY);
                }
                self.news.push_back(News::Failed { intent, fact });
            }
            Intent::Run { .. } if may_help && want.attempts < MOST_RETRIES => {
                want.attempts += 1;
                want.due = now.monotonic.saturating_add(RUN_AGAIN);
                want.unsure = true;
            }
            Intent::Run { .. } => self.fail_run(fact),
        }
    }

    /// The device was asked for its state before a repeat, and did not tell.
    pub(super) fn refresh_failed(&mut self, trouble: Trouble, now: &Now) {
        if let Some(want) = self.want.filter(|want| want.intent != Intent::Stop) {
            self.attempt_failed(want.intent, trouble, now);
        }
    }

    fn fail_run(&mut self, fact: Option<Fact>) {
        let Some(want) = self
            .want
            .as_mut()
            .filter(|want| want.intent != Intent::Stop)
        else {
            return;
        };
        if !want.acknowledged && !want.failed {
            let intent = want.intent;
            self.news.push_back(News::Failed { intent, fact });
        }
        want.failed = true;
    }

    /// The device told its state: what does that mean for the session and for what is wanted?
    pub(super) fn observe(&mut self, state: DeviceState, now: &Now) {
        self.session.state = Some(state);
        let ours = state.session_id == Some(self.terms.session_id);
        if let Some(want) = self
            .want
            .as_mut()
            .filter(|want| want.intent == Intent::Stop)
        {
            match state.at_rest() {
                Rest::Still => want.still |= want.acknowledged,
                Rest::Turning if ours && want.still => {
                    want.still = false;
                    want.due = now.monotonic;
                }
                Rest::Turning | Rest::TurnsThoughStopped | Rest::Paused | Rest::Fault => {}
            }
        }
        match state.motion {
            Motion::Running | Motion::Paused => self.session.started |= ours,
            Motion::Still | Motion::Fault if ours => self.ended(state),
            Motion::Still | Motion::Fault => {}
        }
    }

    /// The device ended this session; it is never started again.
    fn ended(&mut self, state: DeviceState) {
        self.session.over.get_or_insert(state);
        self.fail_run(Some(Fact::State(state)));
        self.drop_running();
    }

    /// After a reconnection or an unanswered command: what of the wanted is still to be done?
    pub(super) fn take_up_again(&mut self, now: &Now) {
        if let Some(state) = self.session.state {
            let ours = state.session_id == Some(self.terms.session_id);
            if self.session.started && !ours {
                self.ended(state);
            }
        }
        let done = self.session.state.is_some_and(|state| self.does(&state));
        let Some(want) = &mut self.want else { return };
        match want.intent {
            Intent::Run { .. } if done => {
                let intent = want.intent;
                self.acknowledged(intent);
            }
            Intent::Run { .. } => want.acknowledged = false,
            Intent::Stop => {
                want.due = now.monotonic;
                want.acknowledged = false;
                want.still = false;
            }
        }
    }

    /// Whether the device already does what is wanted, by its own word.
    fn does(&self, state: &DeviceState) -> bool {
        let Some(Want {
            intent: Intent::Run { level, .. },
            ..
        }) = self.want
        else {
            return false;
        };
        let turns = match state.motion {
            Motion::Running => level != Level::OFF && state.level == level,
            Motion::Paused => level == Level::OFF,
            Motion::Still | Motion::Fault => false,
        };
        turns && state.session_id == Some(self.terms.session_id)
    }
}
