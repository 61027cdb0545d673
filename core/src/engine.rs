//! Session and link composed: inputs in, effects out, time as an argument.
//!
//! The contract of both machines holds for the whole: [`Engine::handle`] never blocks, [`Engine::poll_effect`] is
//! drained until empty, [`Engine::poll_deadline`] is read again after every input, timeouts may come early or twice.

use std::collections::VecDeque;
use std::time::Duration;

use crate::device::Driver;
use crate::device::link::{self, Link};
use crate::session::journal::Record;
use crate::session::machine::{Order, Output};
use crate::session::{Command, EndReason, Session, SessionEvent, SessionView, Stopped};
use crate::time::Now;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Begin. Repeating it changes nothing.
    Start,
    Command(Command),
    /// From the radio.
    Link(link::Input),
    /// A journal line could not be written.
    PersistFailed,
    Timeout,
}

/// Something the runtime must do, strictly in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write the line to disk before the next effect runs.
    Persist(Record),
    Radio {
        op: link::OpId,
        request: link::Request,
    },
    Event(SessionEvent),
}

/// One session on one device.
#[derive(Debug)]
pub struct Engine {
    session: Session,
    link: Link,
    /// Journal lines and events; they go before any radio request that follows from the same input.
    pending: VecDeque<Effect>,
}

impl Engine {
    #[must_use]
    pub fn new(order: Order, driver: Box<dyn Driver>) -> Self {
        let session = Session::new(order, driver.has_radio());
        let link = Link::new(driver, *session.terms());
        Self {
            session,
            link,
            pending: VecDeque::new(),
        }
    }

    pub fn handle(&mut self, input: Input, now: &Now) {
        match input {
            Input::Start => self.session.start(now),
            Input::Command(command) => self.session.command(command, now),
            Input::Link(input) => self.link.handle(input, now),
            Input::PersistFailed => self.session.persist_failed(now),
            Input::Timeout => {
                self.link.handle(link::Input::Timeout, now);
                self.session.timeout(now);
            }
        }
        self.settle(now);
    }

    /// Journal and events first, so that an intent is on disk before its first byte goes out.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        if let Some(effect) = self.pending.pop_front() {
            return Some(effect);
        }
        self.link
            .poll_request()
            .map(|(op, request)| Effect::Radio { op, request })
    }

    /// When to call with [`Input::Timeout`], on the monotonic clock.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Duration> {
        match (self.session.poll_deadline(), self.link.poll_deadline()) {
            (Some(session), Some(link)) => Some(session.min(link)),
            (session, link) => session.or(link),
        }
    }

    #[must_use]
    pub fn ended(&self) -> Option<(EndReason, Stopped)> {
        self.session.ended()
    }

    /// Nothing is under way on the link, and nothing will be: what was to be said to the device has been said.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.link.is_at_rest() || !self.link.driver().has_radio()
    }

    #[must_use]
    pub fn view(&self, now: &Now) -> SessionView {
        self.session.view(now)
    }

    /// Lets session and link talk until both are quiet.
    fn settle(&mut self, now: &Now) {
        loop {
            while let Some(output) = self.session.poll_output() {
                match output {
                    Output::Journal(what) => {
                        self.pending.push_back(Effect::Persist(Record {
                            session: self.session.id(),
                            at: now.at,
                            what,
                        }));
                    }
                    Output::Event(event) => self.pending.push_back(Effect::Event(event)),
                    Output::OpenLink => self.link.handle(link::Input::Open, now),
                    Output::Want(intent) => self.link.handle(link::Input::Want(intent), now),
                    Output::CloseLink => self.link.handle(link::Input::Close, now),
                }
            }
            let Some(news) = self.link.poll_news() else {
                break;
            };
            self.session.news(news, now);
        }
    }
}
