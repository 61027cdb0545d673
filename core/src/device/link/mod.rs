//! The connection machine: brings a link up, runs a driver's steps on it one at a time, reconnects, gives up.
//!
//! Sans-IO: [`Link::handle`] takes an input, [`Link::poll_request`] gives what the radio shall do,
//! [`Link::poll_news`] what the session must know, [`Link::poll_deadline`] when to call again.
//!
//! A request is under way from the moment it is polled until its answer, the loss of the link or a deadline here,
//! whichever comes first; after a deadline only [`Request::Disconnect`] follows, and a later answer is ignored. Nothing
//! but `Stop` follows a `Stop`, and a session the device says it ended is never started again.

mod connection;
mod patience;
mod sequence;
mod steps;
#[cfg(test)]
mod tests;
mod want;

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use self::patience::Patience;
use self::steps::Job;
use self::want::Want;
use super::{Capabilities, Channel, DeviceState, Driver, Fact, Intent, Terms, WriteMode};
use crate::time::Now;

/// A connection attempt has this long, discovery of services included.
pub const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// Bonding may show the person a question of the system's own. The Security Manager Protocol gives up after 30 s
/// itself (Bluetooth Core Specification, volume 3 part H, 3.4).
pub const BOND_WITHIN: Duration = Duration::from_secs(30);
/// Every other request.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Names one request, so that a late answer to an old one is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpId(pub u64);

/// What the radio shall do. At most one is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Connect,
    Disconnect,
    Bond,
    Read(Channel),
    Subscribe(Channel),
    Write {
        channel: Channel,
        bytes: Vec<u8>,
        mode: WriteMode,
    },
}

/// What happened to the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Bring the link up and keep it up.
    Open,
    /// Let go of it once nothing is left to do: a wanted `Stop` still gets one attempt on a link that is up.
    Close,
    /// Make the device do this; the newest intent wins, `Stop` goes before everything and is final: a `Run` after it is
    /// ignored.
    Want(Intent),
    /// The radio answered a request; a read carries its value.
    Done {
        op: OpId,
        result: Result<Vec<u8>, LinkFault>,
    },
    /// The device sent a value by itself.
    Notified { channel: Channel, bytes: Vec<u8> },
    /// The radio noticed that the link is gone.
    Dropped,
    /// The deadline passed. Early or repeated calls are harmless.
    Timeout,
}

/// Why the radio could not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkFault {
    /// Not within reach, without power, or not advertising.
    NotFound,
    /// Another phone holds the device.
    Busy,
    TimedOut,
    Disconnected,
    /// The device answered with a protocol error.
    Rejected,
    /// There is an adapter, and it is switched off.
    BluetoothOff,
    /// This machine has no adapter, or it was unplugged.
    NoAdapter,
    /// The system's Bluetooth service (on Linux bluetoothd) does not run.
    ServiceMissing,
    PermissionMissing,
    /// One side has lost the bond: it must be forgotten here and made anew.
    BondLost,
    /// The device, the person or the system did not let a bond come about.
    PairingRefused,
}

impl LinkFault {
    /// Nothing can be done on the radio as it is now, whatever the device does.
    #[must_use]
    pub const fn is_own_side(self) -> bool {
        match self {
            Self::BluetoothOff
            | Self::NoAdapter
            | Self::ServiceMissing
            | Self::PermissionMissing => true,
            Self::NotFound
            | Self::Busy
            | Self::TimedOut
            | Self::Disconnected
            | Self::Rejected
            | Self::BondLost
            | Self::PairingRefused => false,
        }
    }

    /// A connection attempt that ends so may have been a connection for the device.
    #[must_use]
    pub const fn may_have_touched(self) -> bool {
        match self {
            Self::TimedOut
            | Self::Disconnected
            | Self::Rejected
            | Self::BondLost
            | Self::PairingRefused => true,
            Self::NotFound
            | Self::Busy
            | Self::BluetoothOff
            | Self::NoAdapter
            | Self::ServiceMissing
            | Self::PermissionMissing => false,
        }
    }
}

/// What the session must know of the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Connected, set up, capabilities read.
    Up(Box<Capabilities>),
    /// The link is gone; it is being brought back unless `gave_up`, which only a link that was never up does. Told once
    /// per fault, and not at all for failed attempts before the first success.
    Down {
        fault: LinkFault,
        gave_up: bool,
    },
    /// A lost link was there again for the device without being of use: a device that counts from the loss of its link
    /// to its own stop counts from now. `gone` once it is away again; otherwise the link is being set up.
    Touched {
        gone: bool,
    },
    /// The intent's first byte went out.
    Sent(Intent),
    /// The device acknowledged every frame of the intent.
    Acknowledged(Intent),
    /// The device refused a frame of the intent (`fact` says how and is not reported a second time), ended the session
    /// by itself (`fact` is its state), or never answered (`None`). A `Run` is not tried again until it is wanted anew;
    /// a `Stop` is, and every failed attempt is told.
    Failed {
        intent: Intent,
        fact: Option<Fact>,
    },
    Fact(Fact),
}

/// The connection machine of one device and one session.
#[derive(Debug)]
pub struct Link {
    driver: Box<dyn Driver>,
    terms: Terms,
    phase: Phase,
    /// Set up, and not lost since.
    up: bool,
    flight: Option<Flight>,
    outbox: Option<(OpId, Request)>,
    news: VecDeque<News>,
    last_op: u64,
    job: Option<Job>,
    want: Option<Want>,
    session: Session,
    patience: Patience,
    /// Last write that surely reached the device, for the keep-alive.
    last_heard_of_us: Duration,
    closing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Never opened, let go of, or given up.
    Idle,
    /// Between two connection attempts.
    Waiting {
        until: Duration,
    },
    Connecting,
    Connected,
    /// Hanging up.
    Leaving {
        then: Afterwards,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Afterwards {
    Reconnect,
    Rest,
}

/// The one request under way.
#[derive(Clone, Copy, Debug)]
struct Flight {
    op: OpId,
    asked: Asked,
    began: Duration,
    deadline: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Connect,
    Disconnect,
    Bond,
    Read(Channel),
    Subscribe,
    Write,
}

/// What is known of this session on the device.
#[derive(Clone, Copy, Debug, Default)]
struct Session {
    /// What the device last said on this connection.
    state: Option<DeviceState>,
    /// It was acknowledged or seen to run under our id.
    started: bool,
    /// How the device said that it is over. Never left again.
    over: Option<DeviceState>,
}

impl Link {
    #[must_use]
    pub fn new(mut driver: Box<dyn Driver>, terms: Terms) -> Self {
        driver.assigned(&terms);
        Self {
            driver,
            terms,
            phase: Phase::Idle,
            up: false,
            flight: None,
            outbox: None,
            news: VecDeque::new(),
            last_op: 0,
            job: None,
            want: None,
            session: Session::default(),
            patience: Patience::default(),
            last_heard_of_us: Duration::ZERO,
            closing: false,
        }
    }

    /// Takes in what happened; requests, news and the deadline are then polled. Never blocks.
    pub fn handle(&mut self, input: Input, now: &Now) {
        match input {
            Input::Open => self.open(now),
            Input::Close => self.close(),
            Input::Want(intent) => self.set_want(intent, now),
            Input::Done { op, result } => self.done(op, result, now),
            Input::Notified { channel, bytes } => {
                if self.phase == Phase::Connected {
                    self.learn(channel, &bytes, now);
                }
            }
            Input::Dropped => {
                if self.phase == Phase::Connected {
                    self.lost(LinkFault::Disconnected, now);
                }
            }
            Input::Timeout => {}
        }
        self.expire(now);
        while self.advance(now) {}
    }

    /// What the radio shall do next, each request once.
    pub fn poll_request(&mut self) -> Option<(OpId, Request)> {
        self.outbox.take()
    }

    /// What happened, in order, each news once.
    pub fn poll_news(&mut self) -> Option<News> {
        self.news.pop_front()
    }

    /// When [`Input::Timeout`] is due on the monotonic clock; `None` when nothing is waited for.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Duration> {
        let flight = self.flight.map(|flight| flight.deadline);
        let phase = match self.phase {
            Phase::Waiting { until } => Some(until),
            Phase::Connected => self.work_deadline(),
            Phase::Idle | Phase::Connecting | Phase::Leaving { .. } => None,
        };
        [flight, phase, self.give_up_deadline()]
            .into_iter()
            .flatten()
            .min()
    }

    #[must_use]
    pub fn driver(&self) -> &dyn Driver {
        &*self.driver
    }

    /// Connected and set up.
    #[must_use]
    pub const fn is_up(&self) -> bool {
        self.up
    }

    /// Nothing is under way and nothing will be, until [`Input::Open`].
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.phase == Phase::Idle
    }

    fn ask(&mut self, request: Request, now: &Now) {
        if let Request::Write { channel, bytes, .. } = &request {
            self.driver.sending(*channel, bytes);
        }
        self.last_op += 1;
        let op = OpId(self.last_op);
        let (asked, within) = match &request {
            Request::Connect => (Asked::Connect, CONNECT_WITHIN),
            Request::Disconnect => (Asked::Disconnect, ANSWER_WITHIN),
            Request::Bond => (Asked::Bond, BOND_WITHIN),
            Request::Read(channel) => (Asked::Read(*channel), ANSWER_WITHIN),
            Request::Subscribe(_) => (Asked::Subscribe, ANSWER_WITHIN),
            Request::Write { .. } => (Asked::Write, ANSWER_WITHIN),
        };
        self.flight = Some(Flight {
            op,
            asked,
            began: now.monotonic,
            deadline: now.monotonic.saturating_add(within),
        });
        self.outbox = Some((op, request));
    }

    fn done(&mut self, op: OpId, result: Result<Vec<u8>, LinkFault>, now: &Now) {
        let unpolled = self
            .outbox
            .as_ref()
            .is_some_and(|(waiting, _)| *waiting == op);
        let Some(flight) = self.flight.filter(|flight| flight.op == op && !unpolled) else {
            return;
        };
        self.flight = None;
        match (flight.asked, result) {
            (Asked::Connect, Ok(_)) => self.connected(),
            (Asked::Connect, Err(fault)) => self.lost(fault, now),
            (Asked::Disconnect, _) => self.left(now),
            (Asked::Read(channel), Ok(value)) => self.read(channel, &value, now),
            (Asked::Bond, Ok(_)) => {
                // the person's time is not the search's
                let took = now.monotonic.saturating_sub(flight.began);
                self.patience.waited_for_the_person(took);
                self.answered();
            }
            (Asked::Subscribe, Ok(_)) => self.answered(),
            // Going on without the bond would let the device ask for it, which ends in half a minute of silence.
            (Asked::Bond, Err(fault)) => self.useless(fault, now),
            (Asked::Write, Ok(_)) => {
                self.last_heard_of_us = flight.began;
                self.answered();
            }
            (Asked::Read(_) | Asked::Subscribe | Asked::Write, Err(fault)) => {
                self.step_failed(fault, now);
            }
        }
    }

    /// Ends what has lasted too long: the request under way, or the whole search.
    fn expire(&mut self, now: &Now) {
        let late = |flight: &Flight| flight.deadline <= now.monotonic;
        match self.flight.filter(late).map(|flight| flight.asked) {
            // The radio may still be at it, so it is told to let go before anything else.
            Some(
                Asked::Connect | Asked::Bond | Asked::Read(_) | Asked::Subscribe | Asked::Write,
            ) => {
                self.useless(LinkFault::TimedOut, now);
            }
            Some(Asked::Disconnect) => {
                self.flight = None;
                self.outbox = None;
                self.left(now);
            }
            None => {}
        }
        if self.patience_is_over(now) {
            self.give_up(self.patience.last_fault(), now);
        }
    }

    /// One step towards what is wanted; false when only a new input or a deadline can change anything.
    fn advance(&mut self, now: &Now) -> bool {
        match self.phase {
            Phase::Idle | Phase::Connecting | Phase::Leaving { .. } => false,
            Phase::Waiting { until } => self.connect_when_due(until, now),
            Phase::Connected => self.work(now),
        }
    }
}
