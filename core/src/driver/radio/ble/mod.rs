//! Real Bluetooth LE, through btleplug. The only place that knows the library; no type of its leaves.
//!
//! | module | decides |
//! |---|---|
//! | `adapter` | whether there is Bluetooth at all, and which device an address means |
//! | `connecting` | how a link comes about, and why not |
//! | `connection` | one operation at a time, everything in order, and when the link counts as lost |
//! | `faults` | what an error of the library means |
//! | `bluez` | on Linux: pairing, forgetting, scanning, which btleplug cannot do or not without harm |
//!
//! Everything here was measured against BlueZ 5.66 and 5.82 on an emulated radio; no real device and no phone has met it.
//! The differences of phones are written from btleplug's source and documents.

mod adapter;
#[cfg(target_os = "linux")]
mod bluez;
mod connecting;
mod connection;
mod faults;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, timeout};

use self::adapter::Station;
use super::{Address, Connection, Radio, Sink};
use crate::device::link::LinkFault;
use crate::driver::clock::in_the_world_now;

/// Calls that only ask the system.
const QUICK: Duration = Duration::from_secs(3);

/// Bluetooth LE as the system offers it. Clones share one connection to the system.
///
/// Nothing is asked of the system before the first call, so that a phone shows its question for the permission when
/// the person looks for a device and not before. That first call binds the radio to the tokio runtime it is made in:
/// each runtime needs a radio of its own.
#[derive(Clone, Debug, Default)]
pub struct BleRadio {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    station: Station,
    #[cfg(target_os = "linux")]
    pairing: bluez::Pairing,
    /// When each link was let go of: see [`connecting`].
    let_go: Mutex<BTreeMap<Address, Instant>>,
    /// One link to a device at a time: the end of an old one would end a new one.
    doors: Mutex<BTreeMap<Address, Arc<tokio::sync::Mutex<()>>>>,
}

/// Held by the one link to a device until the system has let go of it.
type Door = tokio::sync::OwnedMutexGuard<()>;

impl BleRadio {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

#[async_trait]
impl Radio for BleRadio {
    async fn watch(&self, patience: Duration, sink: &mut Sink<'_>) -> Result<(), LinkFault> {
        let watching = self.shared.station.watch(sink);
        match timeout(patience, watching).await {
            Ok(Ok(())) | Err(_) => Ok(()),
            Ok(Err(trouble)) => Err(trouble.fault()),
        }
    }

    async fn connect(
        &self,
        address: &Address,
        patience: Duration,
    ) -> Result<Box<dyn Connection>, LinkFault> {
        connecting::connect(&self.shared, address, patience).await
    }

    async fn forget(&self, address: &Address) -> Result<(), LinkFault> {
        self.shared.forget(address).await
    }
}

impl Shared {
    #[cfg(target_os = "linux")]
    async fn forget(&self, address: &Address) -> Result<(), LinkFault> {
        let forgetting = async {
            let adapter = self.station.adapter().await?;
            if let Some(device) = adapter.known().await?.device(address) {
                let device = adapter::id_of(device);
                self.pairing.forget(adapter.name(), &device).await?;
            }
            Ok(())
        };
        let forgotten = timeout(QUICK * 2, forgetting).await;
        forgotten
            .unwrap_or(Err(LinkFault::TimedOut.into()))
            .map_err(faults::Trouble::fault)
    }

    /// Only the person can, in the system's settings.
    #[cfg(not(target_os = "linux"))]
    #[allow(clippy::unused_async, reason = "the same face as on Linux")]
    async fn forget(&self, _address: &Address) -> Result<(), LinkFault> {
        Err(LinkFault::Rejected)
    }

    async fn enter(&self, address: &Address) -> Door {
        let door = {
            // plain data: a panic elsewhere leaves it usable
            let mut doors = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(doors.entry(address.clone()).or_default())
        };
        door.lock_owned().await
    }

    fn let_go(&self, address: &Address) {
        self.leavings().insert(address.clone(), in_the_world_now());
    }

    fn let_go_at(&self, address: &Address) -> Option<Instant> {
        self.leavings().get(address).copied()
    }

    fn leavings(&self) -> MutexGuard<'_, BTreeMap<Address, Instant>> {
        // plain data: a panic elsewhere leaves it usable
        self.let_go.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
