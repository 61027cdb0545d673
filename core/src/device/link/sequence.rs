//! One recipe of steps under way: which step is next, what it waits for, and when the waiting has been long enough.

use std::time::Duration;

use super::Request;
use crate::device::{Channel, Step};

/// A driver's steps, run strictly in order.
#[derive(Debug)]
pub(super) struct Sequence {
    steps: Vec<Step>,
    at: usize,
    stage: Stage,
    /// The value that the next step waits for came already: indications overtake the answer to their write.
    arrived: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Fresh,
    /// With the radio.
    Asked,
    /// Read, but not to the end: the same is read again then.
    Again {
        at: Duration,
    },
    Waiting {
        until: Duration,
    },
}

/// How far a sequence can go now.
#[derive(Debug)]
pub(super) enum Progress {
    /// The radio must do this; [`Sequence::answered`] goes on.
    Ask(Request),
    Blocked,
    Finished,
    /// A value that was waited for did not come.
    Unanswered,
}

impl Sequence {
    pub(super) fn new(steps: Vec<Step>) -> Self {
        Self {
            steps,
            at: 0,
            stage: Stage::Fresh,
            arrived: false,
        }
    }

    pub(super) fn advance(&mut self, now: Duration) -> Progress {
        while let Some(step) = self.steps.get(self.at) {
            let request = match step {
                Step::Bond => Request::Bond,
                Step::Read(channel) => Request::Read(*channel),
                Step::Subscribe(channel) => Request::Subscribe(*channel),
                Step::Write {
                    channel,
                    bytes,
                    mode,
                } => Request::Write {
                    channel: *channel,
                    bytes: bytes.clone(),
                    mode: *mode,
                },
                Step::WaitFor { within, .. } => {
                    if self.wait(now, *within) {
                        return Progress::Unanswered;
                    }
                    return Progress::Blocked;
                }
                Step::Delay(pause) => {
                    if self.wait(now, *pause) {
                        self.next();
                        continue;
                    }
                    return Progress::Blocked;
                }
            };
            return match self.stage {
                Stage::Fresh | Stage::Waiting { .. } => {
                    self.stage = Stage::Asked;
                    self.arrived = false;
                    Progress::Ask(request)
                }
                Stage::Again { at } if now >= at => {
                    // what an earlier part said of the value still counts
                    self.stage = Stage::Asked;
                    Progress::Ask(request)
                }
                Stage::Asked | Stage::Again { .. } => Progress::Blocked,
            };
        }
        Progress::Finished
    }

    /// True once the wait that begins here has passed.
    fn wait(&mut self, now: Duration, length: Duration) -> bool {
        let until = match self.stage {
            Stage::Waiting { until } => until,
            Stage::Fresh | Stage::Asked | Stage::Again { .. } => now.saturating_add(length),
        };
        self.stage = Stage::Waiting { until };
        now >= until
    }

    fn next(&mut self) {
        self.at += 1;
        self.stage = Stage::Fresh;
        self.arrived = false;
    }

    /// Puts these steps before the next one; what arrived so far answers none of them.
    pub(super) fn interpose(&mut self, steps: Vec<Step>) {
        let next = (self.at + 1).min(self.steps.len());
        self.steps.splice(next..next, steps);
        self.arrived = false;
    }

    /// The radio did what it was asked.
    pub(super) fn answered(&mut self) {
        if self.stage == Stage::Asked {
            let arrived = self.arrived;
            self.next();
            if arrived {
                self.next();
            }
        }
    }

    /// The radio did what it was asked, and there is more to read after a pause.
    pub(super) fn again(&mut self, now: Duration, pause: Duration) {
        if self.stage == Stage::Asked {
            self.stage = Stage::Again {
                at: now.saturating_add(pause),
            };
        }
    }

    /// Goes past the step under way, whatever became of it.
    pub(super) fn skip(&mut self) {
        self.next();
    }

    /// Whether the step under way is with the radio.
    pub(super) fn is_asked(&self) -> bool {
        self.stage == Stage::Asked
    }

    /// A value came: it may be the one that is waited for, now or as soon as the step under way is done.
    pub(super) fn saw(&mut self, from: Channel, value: &[u8]) {
        let Some(Step::WaitFor {
            channel,
            starts_with,
            ..
        }) = self.awaited()
        else {
            return;
        };
        if *channel != from || !value.starts_with(starts_with) {
            return;
        }
        if self.stage == Stage::Asked {
            self.arrived = true;
        } else {
            self.next();
        }
    }

    fn awaited(&self) -> Option<&Step> {
        let waits = |step: &&Step| matches!(step, Step::WaitFor { .. });
        let at = self.at + usize::from(self.stage == Stage::Asked);
        self.steps.get(at).filter(waits)
    }

    /// Whether an answer to this command would be one to the frame sent last.
    pub(super) fn awaits_answer_to(&self, command: u8) -> bool {
        if self.stage == Stage::Fresh || self.awaited().is_none() {
            return false;
        }
        let begun = self.steps.iter().take(self.at + 1).rev();
        let last_frame = begun.into_iter().find_map(|step| match step {
            Step::Write { bytes, .. } => Some(bytes),
            Step::Bond
            | Step::Read(_)
            | Step::Subscribe(_)
            | Step::WaitFor { .. }
            | Step::Delay(_) => None,
        });
        last_frame.is_some_and(|bytes| bytes.first() == Some(&command))
    }

    /// Nothing is left that the device could refuse: only reads and pauses remain.
    pub(super) fn is_acknowledged(&self) -> bool {
        self.steps.iter().skip(self.at).all(|step| match step {
            Step::Read(_) | Step::Delay(_) => true,
            Step::Bond | Step::Subscribe(_) | Step::Write { .. } | Step::WaitFor { .. } => false,
        })
    }

    /// Takes over a newer recipe when it begins with everything already begun here.
    pub(super) fn redirect(&mut self, newer: &[Step]) -> bool {
        let mut begun = self.at + usize::from(self.stage != Stage::Fresh);
        if matches!(self.steps.get(begun), Some(Step::WaitFor { .. })) && begun > 0 {
            begun += 1;
        }
        let shared = newer.get(..begun) == self.steps.get(..begun);
        if shared {
            self.steps = newer.to_vec();
        }
        shared
    }

    /// Whether it can be left here without an answer outstanding and without losing something `newer` needs.
    pub(super) fn can_yield_to(&self, newer: &[Step]) -> bool {
        let answered = !matches!(self.steps.get(self.at), Some(Step::WaitFor { .. }));
        let between_frames = self.stage == Stage::Fresh && answered;
        let rest = self.steps.get(self.at..);
        between_frames && (newer.get(self.at..) != rest || newer.len() != self.steps.len())
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        match self.stage {
            Stage::Waiting { until } | Stage::Again { at: until } => Some(until),
            Stage::Fresh | Stage::Asked => None,
        }
    }
}
