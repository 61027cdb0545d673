//! Running a driver's steps on a connected link, one request at a time, and learning from what comes back.

use std::time::Duration;

use super::sequence::{Progress, Sequence};
use super::want::Trouble;
use super::{Link, LinkFault, News, Request};
use crate::device::{Channel, Fact, Intent, Step};
use crate::time::Now;

/// Pause before a keep-alive that the radio could not send is tried again, at most.
const ALIVE_AGAIN: Duration = Duration::from_secs(1);

/// A sequence of steps and what it is for.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) kind: JobKind,
    sequence: Sequence,
    acknowledged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JobKind {
    SetUp,
    /// Ask for the device's state before an unanswered command is repeated.
    Refresh,
    Do(Intent),
    KeepAlive,
}

/// What a value said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Clear,
    None,
    /// A device that must not be driven.
    Foreign,
}

impl Job {
    pub(super) fn new(kind: JobKind, steps: Vec<Step>) -> Self {
        Self {
            kind,
            sequence: Sequence::new(steps),
            acknowledged: false,
        }
    }

    /// Whether a refusal of `command` would end it.
    fn can_be_refused(&self, command: u8) -> bool {
        match self.kind {
            JobKind::Do(_) | JobKind::KeepAlive => self.sequence.awaits_answer_to(command),
            JobKind::SetUp | JobKind::Refresh => false,
        }
    }

    pub(super) fn is_about_running(&self) -> bool {
        match self.kind {
            JobKind::Refresh | JobKind::KeepAlive | JobKind::Do(Intent::Run { .. }) => true,
            JobKind::SetUp | JobKind::Do(Intent::Stop) => false,
        }
    }
}

impl Link {
    /// One step of work on a connected link; false when only an input or a deadline can change anything.
    pub(super) fn work(&mut self, now: &Now) -> bool {
        if self.closing && !self.owes_a_stop() {
            if self.flight.is_none() {
                self.let_go(now);
            }
            return false;
        }
        self.follow_newest(now);
        let Some(job) = &mut self.job else {
            return self.flight.is_none() && self.begin_something(now);
        };
        if self.flight.is_some() && !job.sequence.is_asked() {
            // left over from a step that was skipped
            return false;
        }
        let progress = job.sequence.advance(now.monotonic);
        let kind = job.kind;
        let newly_acknowledged = !job.acknowledged && job.sequence.is_acknowledged();
        job.acknowledged |= newly_acknowledged;
        if let JobKind::Do(intent) = kind
            && newly_acknowledged
        {
            self.acknowledged(intent);
        }
        match progress {
            Progress::Ask(request) => {
                if let JobKind::Do(intent) = kind
                    && matches!(request, Request::Write { .. })
                {
                    self.sent(intent);
                }
                self.ask(request, now);
                false
            }
            Progress::Blocked => false,
            Progress::Finished => {
                self.job = None;
                match kind {
                    JobKind::SetUp => self.set_up(now),
                    JobKind::Refresh => self.take_up_again(now),
                    JobKind::Do(_) | JobKind::KeepAlive => {}
                }
                true
            }
            Progress::Unanswered => {
                self.job_failed(Trouble::Unanswered, now);
                true
            }
        }
    }

    /// Turns a `Run` under way into the newest one wanted, or leaves it where that is harmless.
    fn follow_newest(&mut self, now: &Now) {
        let (Some(job), Some(want)) = (&mut self.job, &self.want) else {
            return;
        };
        let JobKind::Do(Intent::Run { .. }) = job.kind else {
            return;
        };
        if job.kind == JobKind::Do(want.intent) {
            return;
        }
        let newer = self.driver.encode(want.intent, &self.terms, now);
        if job.sequence.redirect(&newer) {
            job.kind = JobKind::Do(want.intent);
        } else if job.sequence.can_yield_to(&newer) {
            self.job = None;
        }
    }

    fn begin_something(&mut self, now: &Now) -> bool {
        if self.begin_wanted(now) {
            return true;
        }
        match self.alive_due() {
            Some((due, steps)) if due <= now.monotonic => {
                self.job = Some(Job::new(JobKind::KeepAlive, steps));
                true
            }
            Some(_) | None => false,
        }
    }

    /// When the device must hear of us again, and how; only while it runs because it is wanted.
    fn alive_due(&self) -> Option<(Duration, Vec<Step>)> {
        let running = self.session.started && self.session.over.is_none() && self.wants_run();
        let (period, steps) = self.driver.keep_alive(&self.terms).filter(|_| running)?;
        Some((self.last_heard_of_us.saturating_add(period), steps))
    }

    pub(super) fn work_deadline(&self) -> Option<Duration> {
        if let Some(job) = &self.job {
            return job.sequence.deadline();
        }
        if self.flight.is_some() {
            return None;
        }
        let alive = self.alive_due().map(|(due, _)| due);
        self.want_deadline().into_iter().chain(alive).min()
    }

    pub(super) fn answered(&mut self) {
        if let Some(job) = &mut self.job {
            job.sequence.answered();
        }
    }

    pub(super) fn read(&mut self, channel: Channel, value: &[u8], now: &Now) {
        match self.learn(channel, value, now) {
            Meaning::Clear => match (self.driver.read_again(channel), &mut self.job) {
                (Some(pause), Some(job)) => job.sequence.again(now.monotonic, pause),
                (Some(_), None) | (None, _) => {
                    let interlude = self.driver.interlude();
                    if let Some(job) = self.job.as_mut().filter(|_| !interlude.is_empty()) {
                        job.sequence.interpose(interlude);
                    }
                    self.answered();
                }
            },
            // A device that was understood before does not change its version in mid-session.
            Meaning::Foreign if !self.patience.was_up() => {
                self.give_up(LinkFault::Rejected, now);
            }
            Meaning::None | Meaning::Foreign => self.job_failed(Trouble::Unanswered, now),
        }
    }

    pub(super) fn step_failed(&mut self, fault: LinkFault, now: &Now) {
        match fault {
            LinkFault::Disconnected
            | LinkFault::BluetoothOff
            | LinkFault::NoAdapter
            | LinkFault::ServiceMissing
            | LinkFault::PermissionMissing => {
                self.lost(fault, now);
            }
            LinkFault::BondLost | LinkFault::PairingRefused => self.useless(fault, now),
            // Not even a timeout is a reason to hang up: while a device that hears nothing stays connected it counts
            // the seconds to its own stop, and each new link could make it count anew.
            LinkFault::NotFound | LinkFault::Busy | LinkFault::TimedOut | LinkFault::Rejected => {
                self.job_failed(Trouble::Radio(fault), now);
            }
        }
    }

    fn job_failed(&mut self, trouble: Trouble, now: &Now) {
        let Some(mut job) = self.job.take() else {
            return;
        };
        match job.kind {
            JobKind::SetUp if self.wants_stop() => {
                // A stop needs neither limits nor state: whatever can be set up is enough for it.
                job.sequence.skip();
                self.job = Some(job);
            }
            JobKind::SetUp => {
                let fault = match trouble {
                    Trouble::Radio(fault) => fault,
                    Trouble::Refused(_) | Trouble::Unanswered => LinkFault::Rejected,
                };
                self.useless(fault, now);
            }
            JobKind::Refresh => self.refresh_failed(trouble, now),
            JobKind::KeepAlive => self.not_heard(trouble, now),
            // The frames were accepted; only the look afterwards failed.
            JobKind::Do(_) if job.acknowledged => {}
            JobKind::Do(intent) => self.attempt_failed(intent, trouble, now),
        }
    }

    fn not_heard(&mut self, trouble: Trouble, now: &Now) {
        match trouble {
            Trouble::Refused(fact) => self.news.push_back(News::Fact(fact)),
            // The write arrived, and that is what counts.
            Trouble::Unanswered => {}
            Trouble::Radio(_) => {
                if let Some((period, _)) = self.driver.keep_alive(&self.terms) {
                    let again = now.monotonic.saturating_add(ALIVE_AGAIN.min(period));
                    self.last_heard_of_us = again.saturating_sub(period);
                }
            }
        }
    }

    /// Takes in a value, asked for or not.
    pub(super) fn learn(&mut self, channel: Channel, value: &[u8], now: &Now) -> Meaning {
        let mut meaning = Meaning::Clear;
        for fact in self.driver.decode(channel, value) {
            match &fact {
                Fact::State(state) => {
                    let state = *state;
                    self.news.push_back(News::Fact(fact));
                    self.observe(state, now);
                }
                Fact::Refused { command, .. } => {
                    let command = *command;
                    let answers = |job: &Job| job.can_be_refused(command);
                    if self.job.as_ref().is_some_and(answers) {
                        self.job_failed(Trouble::Refused(fact), now);
                    } else {
                        self.news.push_back(News::Fact(fact));
                    }
                }
                Fact::Capable { .. } => {
                    let capabilities = Box::new(self.told_capabilities());
                    self.news
                        .push_back(News::Fact(Fact::Capable { capabilities }));
                }
                Fact::Unsupported { .. } => {
                    meaning = Meaning::Foreign;
                    self.news.push_back(News::Fact(fact));
                }
                Fact::Unreadable { .. } => {
                    meaning = Meaning::None;
                    self.news.push_back(News::Fact(fact));
                }
                Fact::Unusable { .. } => {
                    let starts = |job: &Job| matches!(job.kind, JobKind::Do(Intent::Run { .. }));
                    if self.job.as_ref().is_some_and(starts) {
                        self.job_failed(Trouble::Refused(fact), now);
                    } else {
                        self.news.push_back(News::Fact(fact));
                    }
                }
                Fact::Accepted { .. } | Fact::Power { .. } => {
                    self.news.push_back(News::Fact(fact));
                }
            }
        }
        if let Some(job) = &mut self.job {
            job.sequence.saw(channel, value);
        }
        meaning
    }
}
