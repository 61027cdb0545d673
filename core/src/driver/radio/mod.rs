//! The port that moves bytes. Narrow on purpose: a Swift CoreBluetooth radio must fit behind it one day.
//!
//! Contract, held by one conformance suite against every radio: one operation is under way per connection; every call
//! ends by itself within its own deadline; a lost link is an event *and* visible in [`Connection::is_up`].

#[cfg(feature = "ble")]
pub mod ble;
#[cfg(feature = "ble")]
mod sightings;
pub mod sim;

#[cfg(feature = "ble")]
pub use ble::BleRadio;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
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
    /// Tells each sighting as it comes, until `patience` is over or `sink` breaks off. A device is told when it is first
    /// heard, at once when what it says of itself changes, and about once a second as long as it is heard: who was not
    /// told of for some seconds is gone.
    ///
    /// Dropping the future ends the watch.
    ///
    /// # Errors
    /// A fault of the own side ([`LinkFault::is_own_side`]), at the beginning or in the middle.
    async fn watch(&self, patience: Duration, sink: &mut Sink<'_>) -> Result<(), LinkFault>;

    /// Devices seen within `patience`, each once, newest advertisement.
    ///
    /// # Errors
    /// As [`Radio::watch`].
    async fn scan(&self, patience: Duration) -> Result<Vec<Sighting>, LinkFault> {
        let mut seen = BTreeMap::new();
        let mut take = |sighting: Sighting| {
            seen.insert(sighting.address.clone(), sighting);
            ControlFlow::Continue(())
        };
        self.watch(patience, &mut take).await?;
        Ok(seen.into_values().collect())
    }

    /// # Errors
    /// Any [`LinkFault`]; never later than `patience`.
    async fn connect(
        &self,
        address: &Address,
        patience: Duration,
    ) -> Result<Box<dyn Connection>, LinkFault>;

    /// Forgets the bond with this device, so that the next [`Connection::bond`] makes a new one. Harmless when there is
    /// none. An open connection to it may end with it.
    ///
    /// # Errors
    /// A fault of the own side; [`LinkFault::Rejected`] where only the person can do it, in the system's settings.
    async fn forget(&self, address: &Address) -> Result<(), LinkFault>;
}

/// Takes sightings; says whether the watch goes on.
pub type Sink<'a> = dyn FnMut(Sighting) -> ControlFlow<()> + Send + 'a;

#[async_trait]
pub trait Connection: Send + Sync + core::fmt::Debug {
    /// Makes a bond, or finds that there is one. Comes before the first thing that needs it.
    ///
    /// # Errors
    /// [`LinkFault::PairingRefused`], [`LinkFault::BondLost`] or any other, never later than `patience`.
    async fn bond(&self, patience: Duration) -> Result<(), LinkFault>;

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
