//! How often and how long a connection is tried, and how long between two tries.

use std::time::Duration;

use super::LinkFault;

/// A device that was never reached is given up after this many attempts,
const MOST_ATTEMPTS: u32 = 3;
/// or this long after opening, whichever comes first.
const LONGEST_SEARCH: Duration = Duration::from_secs(30);
/// Pauses before the first, second, ... reconnection; the last one is for all later ones.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(5),
];
/// A link that lasted so long starts over with the shortest pause; one that breaks at once does not.
const LASTING: Duration = Duration::from_secs(10);

/// A device whose link was lost is touched so often in vain, then left alone until it has surely stopped by itself.
const MOST_TOUCHES: u32 = 4;

/// The record of failures since the link was opened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patience {
    opened_at: Duration,
    failures: u32,
    up_since: Option<Duration>,
    was_up: bool,
    /// Tries since the link was up that reached the device and did not bring the link back.
    touches_in_vain: u32,
    told: Option<LinkFault>,
    last: Option<LinkFault>,
}

impl Patience {
    pub(super) fn opened(now: Duration) -> Self {
        Self {
            opened_at: now,
            ..Self::default()
        }
    }

    /// Something that may last longer than a search took so long; the search goes on as if it had taken no time.
    pub(super) fn waited_for_the_person(&mut self, took: Duration) {
        self.opened_at = self.opened_at.saturating_add(took);
    }

    pub(super) fn came_up(&mut self, now: Duration) {
        self.up_since = Some(now);
        self.was_up = true;
        self.touches_in_vain = 0;
        self.told = None;
    }

    /// Records a failed attempt or a lost link.
    pub(super) fn failed(&mut self, fault: LinkFault, now: Duration) {
        self.last = Some(fault);
        let lasted = self.up_since.take().map(|up| now.saturating_sub(up));
        if lasted.is_some_and(|lasted| lasted >= LASTING) {
            self.failures = 0;
        }
        self.failures = self.failures.saturating_add(1);
    }

    /// A try to bring the link back reached the device and came to nothing.
    pub(super) fn touched_in_vain(&mut self) {
        self.touches_in_vain = self.touches_in_vain.saturating_add(1);
    }

    /// One more touch would only let the device count anew to its own stop.
    pub(super) const fn leaves_alone(&self) -> bool {
        self.touches_in_vain >= MOST_TOUCHES
    }

    pub(super) fn pause(&self) -> Duration {
        let nth = usize::try_from(self.failures.saturating_sub(1)).unwrap_or(usize::MAX);
        PAUSES[nth.min(PAUSES.len() - 1)]
    }

    /// Why the last attempt failed; an attempt that is still under way has simply taken too long.
    pub(super) fn last_fault(&self) -> LinkFault {
        self.last.unwrap_or(LinkFault::TimedOut)
    }

    /// Whether a fault is new since the link was up, so that each is told once.
    pub(super) fn is_news(&mut self, fault: LinkFault) -> bool {
        self.was_up && self.told.replace(fault) != Some(fault)
    }

    /// It was up at least once, so it is brought back for as long as it is wanted.
    pub(super) const fn was_up(&self) -> bool {
        self.was_up
    }

    pub(super) fn is_exhausted(&self, now: Duration) -> bool {
        let too_late = self.gives_up_at().is_some_and(|end| end <= now);
        too_late || (!self.was_up && self.failures >= MOST_ATTEMPTS)
    }

    /// When a search without any success ends.
    pub(super) fn gives_up_at(&self) -> Option<Duration> {
        (!self.was_up).then(|| self.opened_at.saturating_add(LONGEST_SEARCH))
    }
}
