//! Session and link composed: inputs in, effects out, time as an argument.

use crate::device::link;
use crate::session::journal::Record;
use crate::session::{Command, SessionEvent};

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
