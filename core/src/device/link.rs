//! The connection machine: brings a link up, runs a driver's steps on it one at a time, reconnects, gives up.
//!
//! Sans-IO: [`Link::handle`] takes an input, [`Link::poll_request`] gives what the radio shall do,
//! [`Link::poll_news`] what the session must know, [`Link::poll_deadline`] when to call again.

use serde::{Deserialize, Serialize};

use super::{Capabilities, Channel, Fact, Intent, WriteMode};

/// Names one request, so that a late answer to an old one is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpId(pub u64);

/// What the radio shall do. At most one is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Connect,
    Disconnect,
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
    /// Let go of it once nothing is left to do.
    Close,
    /// Make the device do this; the newest intent wins, `Stop` goes before everything.
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
    NotFound,
    /// Another phone holds the device.
    Busy,
    TimedOut,
    Disconnected,
    /// The device answered with a protocol error.
    Rejected,
    BluetoothOff,
    PermissionMissing,
}

/// What the session must know of the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Connected, set up, capabilities read.
    Up(Box<Capabilities>),
    /// The link is gone; it is being brought back unless `gave_up`.
    Down {
        fault: LinkFault,
        gave_up: bool,
    },
    /// The intent's first byte went out.
    Sent(Intent),
    /// The device acknowledged every frame of the intent.
    Acknowledged(Intent),
    /// The device refused a frame of the intent, or never answered it.
    Failed {
        intent: Intent,
        fact: Option<Fact>,
    },
    Fact(Fact),
}
#[derive(Debug)]
pub struct Link;
impl Link {
    pub fn new(_d: Box<dyn super::Driver>, _t: super::Terms) -> Self {
        Self
    }
    pub fn handle(&mut self, _i: Input, _n: &crate::time::Now) {}
    pub fn poll_request(&mut self) -> Option<(OpId, Request)> {
        None
    }
    pub fn poll_news(&mut self) -> Option<News> {
        None
    }
    pub fn poll_deadline(&self) -> Option<std::time::Duration> {
        None
    }
}
