//! The port that moves bytes. Narrow on purpose: a Swift CoreBluetooth radio must fit behind it one day.
//!
//! Contract, held by one conformance suite against every radio: one operation is under way per connection; every call
//! ends by itself within its own deadline; a lost link is an event *and* visible in [`Connection::is_up`].

pub mod sim;

use std::time::Duration;

use async_trait::async_trait;

use crate::device::link::LinkFault;
use crate::device::{Advertisement, Channel, WriteMode};

/// Names a device to its radio: an address, a system's identifier or a socket path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(pub String);

/// A device as seen by a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub address: Address,
    pub advertisement: Advertisement,
}

/// What a connection reports by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RadioEvent {
    Value { channel: Channel, bytes: Vec<u8> },
    Dropped,
}

#[async_trait]
pub trait Radio: Send + Sync + core::fmt::Debug {
    /// Devices seen within `patience`, each once, newest advertisement.
    ///
    /// # Errors
    /// [`LinkFault::BluetoothOff`] or [`LinkFault::PermissionMissing`] when no scan is possible.
    async fn scan(&self, patience: Duration) -> Result<Vec<Sighting>, LinkFault>;

    /// # Errors
    /// Any [`LinkFault`]; never later than `patience`.
    async fn connect(
        &self,
        address: &Address,
        patience: Duration,
    ) -> Result<Box<dyn Connection>, LinkFault>;
}

#[async_trait]
pub trait Connection: Send + Sync + core::fmt::Debug {
    /// # Errors
    /// Any [`LinkFault`].
    async fn read(&self, channel: Channel) -> Result<Vec<u8>, LinkFault>;

    /// # Errors
    /// Any [`LinkFault`]; without response only what the own side can know.
    async fn write(&self, channel: Channel, bytes: &[u8], mode: WriteMode)
    -> Result<(), LinkFault>;

    /// Values of this channel come through [`Connection::next_event`] from now on.
    ///
    /// # Errors
    /// Any [`LinkFault`].
    async fn subscribe(&self, channel: Channel) -> Result<(), LinkFault>;

    /// The next value or the loss of the link. Dropping the future loses nothing.
    async fn next_event(&self) -> RadioEvent;

    fn is_up(&self) -> bool;

    /// Ends the link; harmless when it is already gone.
    async fn disconnect(&self);
}
