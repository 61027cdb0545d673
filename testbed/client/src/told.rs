//! What the person was told of a session: its events with their moments, and its end.

use std::fmt::Write as _;

use jiff::Timestamp;
use lull_core::driver::runtime::Outcome;
use lull_core::session::SessionEvent;

/// One session as the person saw it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) events: Vec<(Timestamp, SessionEvent)>,
    pub(crate) end: Option<(Timestamp, Outcome)>,
}

/// A promise: the device stands still by itself at this moment unless the link comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) given: Timestamp,
    pub(crate) by: Timestamp,
    /// When it was overtaken: the link came back, or the moment was put off.
    pub(crate) until: Option<Timestamp>,
}

/// So often a word on the same loss, in time, may put off the moment told before it: a device that is touched in vain
/// counts anew, and after four touches Lull leaves it alone.
const MOST_PUT_OFF: u32 = 4;

impl Told {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "only events that promise something about the motor matter here"
    )]
    pub(crate) fn promises(&self) -> Vec<Promise> {
        let mut promises: Vec<Promise> = Vec::new();
        // of the loss that lasts: where its last promise is, and how often it was told
        let mut loss: Option<(usize, u32)> = None;
        for (at, event) in &self.events {
            match event {
                SessionEvent::LinkLost { stops_by: Some(by) } => {
                    let (last, times) = loss.unwrap_or((promises.len(), 0));
                    if (1..=MOST_PUT_OFF).contains(&times)
                        && let Some(promise) = promises.get_mut(last)
                    {
                        promise.until.get_or_insert(*at);
                    }
                    loss = Some((promises.len(), times + 1));
                    promises.push(Promise {
                        given: *at,
                        by: *by,
                        until: None,
                    });
                }
                SessionEvent::StopNotConfirmed { stops_by: Some(by) } => promises.push(Promise {
                    given: *at,
                    by: *by,
                    until: None,
                }),
                SessionEvent::LinkBack => {
                    loss = None;
                    for promise in &mut promises {
                        promise.until.get_or_insert(*at);
                    }
                }
                _ => {}
            }
        }
        promises
    }

    /// In a line, times from `origin`.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "only events that promise something about the motor matter here"
    )]
    pub(crate) fn line(&self, origin: Timestamp) -> String {
        let mut line = String::new();
        for (at, event) in &self.events {
            let words = match event {
                SessionEvent::LinkLost { stops_by } => match stops_by {
                    Some(by) => format!(
                        "link lost {}, off by {}",
                        since(origin, *at),
                        since(origin, *by)
                    ),
                    None => format!("link lost {}, pull the plug", since(origin, *at)),
                },
                SessionEvent::LinkBack => format!("link back {}", since(origin, *at)),
                SessionEvent::StopNotConfirmed { stops_by } => match stops_by {
                    Some(by) => format!(
                        "stop not confirmed {}, off by {}",
                        since(origin, *at),
                        since(origin, *by)
                    ),
                    None => format!("stop not confirmed {}, pull the plug", since(origin, *at)),
                },
                SessionEvent::CommandRefused { refusal } => format!("refused: {refusal:?}"),
                _ => continue,
            };
            let _ = write!(line, "{words}; ");
        }
        match &self.end {
            Some((at, outcome)) => {
                let _ = write!(
                    line,
                    "{} {}: {}",
                    short(&outcome.reason),
                    since(origin, *at),
                    short(&outcome.stopped)
                );
            }
            None => line.push_str("no end"),
        }
        line
    }
}

/// Seconds from `origin`, as `+75.2 s`.
pub(crate) fn since(origin: Timestamp, at: Timestamp) -> String {
    format!("{:+.1} s", at.duration_since(origin).as_secs_f64())
}

/// A value as its name, without the braces of its fields' syntax.
fn short(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").replace(" { ", "(").replace(" }", ")")
}
