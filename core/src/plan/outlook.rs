//! What one moment knows of all nights: the diary is looked at once, then any night is planned from it.

use super::Plan;
use super::body_clock::BodyClock;
use super::estimate::Estimate;
use super::learner::Learner;
use super::past::{self, PastNight};
use super::tonight::put_together;
use crate::diary::History;
use crate::settings::Settings;
use crate::time::{Night, Now};

/// Nights from last night on whose plans are made together: a wake asks for these.
const NIGHTS_TOGETHER: i32 = 16;

/// The plans of as many nights as are wanted, seen from one moment. A wake asks for a fortnight of them.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    history: &'a History,
    settings: &'a Settings,
    now: &'a Now,
    /// From `first` on, one after the other.
    first: Night,
    estimates: Vec<Estimate>,
}

impl<'a> Outlook<'a> {
    #[must_use]
    pub fn new(history: &'a History, settings: &'a Settings, now: &'a Now) -> Self {
        let first = now.night().plus(-1);
        let end = first.plus(NIGHTS_TOGETHER);
        Self {
            history,
            settings,
            now,
            first,
            estimates: estimates(first, end, history, settings, now),
        }
    }

    /// The plan of a night; the same as [`super::for_night`]'s.
    #[must_use]
    pub fn night(&self, night: Night) -> Plan {
        let estimate = usize::try_from(night.since(self.first))
            .ok()
            .and_then(|place| self.estimates.get(place));
        match estimate {
            Some(estimate) => put_together(
                night,
                estimate.clone(),
                self.history,
                self.settings,
                self.now,
            ),
            None => super::for_night(night, self.history, self.settings, self.now),
        }
    }
}

/// What is expected of the nights from `first` on, up to but without `end`.
pub(super) fn estimates(
    first: Night,
    end: Night,
    history: &History,
    settings: &Settings,
    now: &Now,
) -> Vec<Estimate> {
    let today = now.night();
    let body = BodyClock::new(history);
    let mut all = Vec::new();
    let mut from = first;
    while from < end {
        // A night's plan does not look at that night's log. So a logged night ends a run, and what comes after it is
        // learnt anew; nights from tomorrow on see the same diary.
        let logged = (0..end.since(from) - 1)
            .map(|days| from.plus(days))
            .take_while(|night| *night <= today)
            .find(|night| past::is_logged(*night, history));
        let to = logged.map_or(end, |night| night.plus(1));
        run(
            from,
            to,
            &past::before(from, history, &body, now),
            settings,
            &body,
            &mut all,
        );
        from = to;
    }
    all
}

fn run(
    from: Night,
    to: Night,
    seen: &[PastNight],
    settings: &Settings,
    body: &BodyClock,
    into: &mut Vec<Estimate>,
) {
    let nights = seen.first().zip(seen.last());
    let mut learner = Learner::new(
        settings,
        nights.map(|(first, last)| (first.night, last.night)),
        body,
    );
    for night in seen {
        learner.learn(night);
    }
    for days in 0..to.since(from) {
        let night = from.plus(days);
        learner.advance(night);
        let expected = learner.expect(night);
        into.push(Estimate::new(night, &learner, &expected, seen, settings));
    }
}
