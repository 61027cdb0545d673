//! A simulated massager: the Open Massager Profile, byte for byte. A product, not a mock.
//!
//! | module | decides |
//! |---|---|
//! | [`profile`] | which bytes the massager says and understands |
//! | [`massager`] | what it does at each moment (with `session`, `control`, `surroundings`, `motor`, `change`) |
//! | [`peripheral`], [`gatt`], `bond` | who is connected, what can be asked, what comes out when, what goes wrong |
//! | [`fault`], [`happening`] | what can be made to go wrong, what a person beside it notices |
//! | [`in_process`] | a massager inside this program |
//! | [`socket`] | the same massager in a process of its own, behind a Unix socket |
//!
//! Up to `peripheral` nothing reads a clock: time is an argument.

mod bond;
mod change;
mod control;
pub mod fault;
pub mod gatt;
pub mod happening;
pub mod in_process;
mod in_process_radio;
pub mod massager;
mod motor;
pub mod peripheral;
pub mod profile;
mod session;
#[cfg(unix)]
pub mod socket;
#[cfg(not(unix))]
#[path = "socket_elsewhere.rs"]
pub mod socket;
mod surroundings;

pub use bond::Bond;
pub use fault::SimFault;
pub use happening::{Happening, What};
pub use in_process::{Happenings, Inspection, SimulatedMassager};
pub use in_process_radio::{OPERATION_PATIENCE, SimRadio};
pub use motor::{MotorChange, MotorLog};
pub use profile::{Feature, State};
pub use socket::{MassagerSocket, RemoteMassager, SocketError, SocketRadio};
