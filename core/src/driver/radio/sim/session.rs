//! The massager's own session: its clock, and which level it wants at each moment.

use std::time::Duration;

use super::profile::{SessionTerms, StopReason};

/// Upwards the motor gains one percent in this time: 10 % per second (safety rule 4 of the profile).
pub(super) const PERCENT_UP_TAKES: Duration = Duration::from_millis(100);

const SECOND: Duration = Duration::from_secs(1);

/// A session from Start to its end. Its clock stands still in a pause; the hard limit's does not.
#[derive(Clone, Debug)]
pub(super) struct Session {
    id: u32,
    terms: SessionTerms,
    started: Duration,
    ran_before_pause: Duration,
    running_since: Option<Duration>,
    closing: Option<Closing>,
    /// When the motor may next gain a percent or follow a ramp.
    next_move: Option<Duration>,
    next_second: Duration,
}

/// A ramp down to the session's end, on the session's clock.
#[derive(Clone, Copy, Debug)]
struct Closing {
    from: Duration,
    length: Duration,
    from_percent: u8,
    reason: StopReason,
}

impl Session {
    pub(super) fn start(id: u32, terms: SessionTerms, now: Duration) -> Self {
        Self {
            id,
            terms,
            started: now,
            ran_before_pause: Duration::ZERO,
            running_since: Some(now),
            closing: None,
            next_move: Some(now + PERCENT_UP_TAKES),
            next_second: now + SECOND,
        }
    }

    pub(super) const fn id(&self) -> u32 {
        self.id
    }

    pub(super) const fn terms(&self) -> SessionTerms {
        self.terms
    }

    pub(super) const fn is_paused(&self) -> bool {
        self.running_since.is_none()
    }

    pub(super) const fn is_closing(&self) -> bool {
        self.closing.is_some()
    }

    /// Time on the session's own clock.
    pub(super) fn ran(&self, now: Duration) -> Duration {
        let since = self.running_since.unwrap_or(now);
        self.ran_before_pause + now.saturating_sub(since)
    }

    pub(super) fn pause(&mut self, now: Duration) {
        self.ran_before_pause = self.ran(now);
        self.running_since = None;
        self.next_move = None;
    }

    pub(super) fn resume(&mut self, now: Duration) {
        if self.is_paused() {
            self.running_since = Some(now);
            self.next_move = Some(now + PERCENT_UP_TAKES);
            self.next_second = now + SECOND;
        }
    }

    /// Begins the ramp down that ends the session with `reason`; a ramp down under way goes on as it is.
    pub(super) fn close(&mut self, from_percent: u8, reason: StopReason, now: Duration) {
        if self.closing.is_none() {
            self.closing = Some(Closing {
                from: self.ran(now),
                length: secs(self.terms.ramp_down_s),
                from_percent,
                reason,
            });
            self.next_move = Some(now + PERCENT_UP_TAKES);
        }
    }

    /// The level the session wants now, before the limit on how fast the motor may rise.
    pub(super) fn wanted_percent(&self, target_percent: u8, now: Duration) -> u8 {
        if self.is_paused() {
            return 0;
        }
        let ran = self.ran(now);
        let opening = share(target_percent, ran, secs(self.terms.ramp_up_s));
        match self.closing {
            None => opening,
            Some(closing) => {
                let left = (closing.from + closing.length).saturating_sub(ran);
                opening.min(share(closing.from_percent, left, closing.length))
            }
        }
    }

    /// The motor has reached `commanded` of a `target`; says when it must be looked at again.
    pub(super) fn plan_move(&mut self, commanded_percent: u8, target_percent: u8, now: Duration) {
        let opening = self.ran(now) < secs(self.terms.ramp_up_s);
        let moving = opening
            || self.closing.is_some()
            || self.wanted_percent(target_percent, now) != commanded_percent;
        if self.is_paused() || !moving {
            self.next_move = None;
        } else if self.next_move.is_none_or(|at| at <= now) {
            // an order in between must not shorten the wait, or repeated orders would raise the level faster
            self.next_move = Some(now + PERCENT_UP_TAKES);
        }
    }

    pub(super) fn move_is_due(&self, now: Duration) -> bool {
        self.next_move.is_some_and(|at| at <= now)
    }

    /// True once for each full second of running.
    pub(super) fn take_second(&mut self, now: Duration) -> bool {
        let due = !self.is_paused() && self.next_second <= now;
        if due {
            self.next_second += SECOND;
        }
        due
    }

    /// True when the ramp down before the natural end begins.
    pub(super) fn closing_is_due(&self, now: Duration) -> bool {
        self.closes_at().is_some_and(|at| at <= now)
    }

    /// Why the session ends now by itself, if it does.
    pub(super) fn end_due(&self, longest: Duration, now: Duration) -> Option<StopReason> {
        if self.ends_at().is_some_and(|at| at <= now) {
            return Some(
                self.closing
                    .map_or(StopReason::SessionComplete, |closing| closing.reason),
            );
        }
        (now >= self.started + longest).then_some(StopReason::HardLimit)
    }

    /// Until it ends by itself, if nobody pauses it (again).
    pub(super) fn remaining(&self, longest: Duration, now: Duration) -> Duration {
        let own = self.end_on_own_clock().saturating_sub(self.ran(now));
        own.min((self.started + longest).saturating_sub(now))
    }

    pub(super) fn next_deadline(&self, longest: Duration) -> Duration {
        let mut next = self.started + longest;
        if !self.is_paused() {
            next = next.min(self.next_second);
        }
        for at in [self.ends_at(), self.closes_at(), self.next_move]
            .into_iter()
            .flatten()
        {
            next = next.min(at);
        }
        next
    }

    fn end_on_own_clock(&self) -> Duration {
        self.closing.map_or(secs(self.terms.duration_s), |closing| {
            closing.from + closing.length
        })
    }

    fn ends_at(&self) -> Option<Duration> {
        self.on_the_clock(self.end_on_own_clock())
    }

    fn closes_at(&self) -> Option<Duration> {
        if self.terms.ramp_down_s == 0 || self.closing.is_some() {
            return None;
        }
        self.on_the_clock(secs(self.terms.duration_s).saturating_sub(secs(self.terms.ramp_down_s)))
    }

    fn on_the_clock(&self, ran: Duration) -> Option<Duration> {
        self.running_since
            .map(|since| since + ran.saturating_sub(self.ran_before_pause))
    }
}

pub(super) const fn secs(seconds: u16) -> Duration {
    Duration::from_secs(seconds as u64)
}

/// `percent` grown in proportion to `part` of `whole`, rounded down.
fn share(percent: u8, part: Duration, whole: Duration) -> u8 {
    if part >= whole {
        return percent;
    }
    let grown = u128::from(percent) * part.as_millis() / whole.as_millis().max(1);
    u8::try_from(grown).unwrap_or(percent)
}
