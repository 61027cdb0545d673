//! Whether there is Bluetooth at all, what is heard on it, and which device an address means.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::time::Duration;

use btleplug::api::{
    Central, CentralEvent, CentralState, Manager as _, Peripheral as PeripheralFace,
};
use btleplug::platform::{Adapter as PlatformAdapter, Manager, Peripheral, PeripheralId};
use futures_util::{Stream, StreamExt};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::QUICK;
use super::faults::Trouble;
use crate::device::Advertisement;
use crate::device::link::LinkFault;
use crate::driver::clock::in_the_world_now;
use crate::driver::radio::sightings::Sightings;
use crate::driver::radio::{Address, Sighting, Sink};

/// How often a watch makes sure that it still hears: nobody says when a scan has ended.
const STILL_THERE: Duration = Duration::from_secs(2);
/// A watch outlives a restart of the system's Bluetooth that takes no longer.
const RECOVERING: Duration = Duration::from_secs(6);
/// A system that has just been asked for the first time may not know yet whether Bluetooth is on.
const SETTLING: Duration = Duration::from_secs(2);
const SETTLING_STEP: Duration = Duration::from_millis(100);

pub(super) type Events = Pin<Box<dyn Stream<Item = CentralEvent> + Send>>;

/// A connection to the system is made anew at most so often: the library never closes one, and a system bus gives each
/// user 256.
const RENEWED_AFTER: Duration = Duration::from_secs(60);

/// The connection to the system's Bluetooth, made at its first use.
#[derive(Debug, Default)]
pub(super) struct Station {
    manager: Mutex<Option<(Manager, Instant)>>,
}

/// One adapter that is switched on.
#[derive(Clone, Debug)]
pub(super) struct Adapter {
    adapter: PlatformAdapter,
    name: String,
}

impl Station {
    /// The adapter to use: the first that is switched on.
    pub(super) async fn adapter(&self) -> Result<Adapter, Trouble> {
        match timeout(QUICK, self.first_that_is_on()).await {
            Ok(found) => found,
            Err(_) => {
                self.renew().await;
                Err(LinkFault::ServiceMissing.into())
            }
        }
    }

    async fn first_that_is_on(&self) -> Result<Adapter, Trouble> {
        let adapters = match self.adapters().await {
            Ok(adapters) => adapters,
            Err(trouble) => {
                self.renew().await;
                return Err(trouble);
            }
        };
        // one that is off can be switched on; one that fails is the last thing to tell of
        let (mut off, mut failed) = (None, None);
        for adapter in adapters {
            match is_on(&adapter).await {
                Ok(true) => {
                    let info = adapter.adapter_info().await.unwrap_or_default();
                    let name = info.split(' ').next().unwrap_or_default().to_owned();
                    return Ok(Adapter { adapter, name });
                }
                Ok(false) => off = Some(LinkFault::BluetoothOff.into()),
                Err(trouble) => failed = Some(trouble),
            }
        }
        Err(off.or(failed).unwrap_or(LinkFault::NoAdapter.into()))
    }

    async fn adapters(&self) -> Result<Vec<PlatformAdapter>, Trouble> {
        let mut place = self.manager.lock().await;
        let (manager, _) = match place.take() {
            Some(kept) => place.insert(kept),
            None => place.insert((Manager::new().await?, in_the_world_now())),
        };
        Ok(manager.adapters().await?)
    }

    /// A connection to a system bus that was restarted stays dead.
    async fn renew(&self) {
        let mut place = self.manager.lock().await;
        let is_old = |(_, made): &(Manager, Instant)| in_the_world_now() - *made >= RENEWED_AFTER;
        if place.as_ref().is_some_and(is_old) {
            *place = None;
        }
    }

    /// Tells what is heard until `sink` breaks off or the own side fails.
    pub(super) async fn watch(&self, sink: &mut Sink<'_>) -> Result<(), Trouble> {
        let adapter = self.adapter().await?;
        let mut hearing = Hearing::begin(&adapter, &adapter.known().await?).await?;
        let mut sightings = Sightings::default();
        let began = in_the_world_now();
        let mut ailing_since = None;
        loop {
            if let Some(id) = hearing.next_soon().await?
                && let Some(sighting) = adapter.sighting(&id).await
                && let Some(sighting) = sightings.heard(sighting, in_the_world_now() - began)
                && sink(sighting).is_break()
            {
                return Ok(());
            }
            if !hearing.is_due() {
                continue;
            }
            // first, so that a scan is never what switches an adapter on
            let well = match self.adapter().await {
                Ok(_) => hearing.keep_up().await,
                Err(trouble) => Err(trouble),
            };
            match well {
                Ok(()) => ailing_since = None,
                Err(trouble) => {
                    let since = *ailing_since.get_or_insert_with(in_the_world_now);
                    if in_the_world_now() - since >= RECOVERING {
                        return Err(trouble);
                    }
                    hearing.kept_up = in_the_world_now();
                }
            }
        }
    }
}

/// BlueZ says so at once; a phone that is asked for the first time needs a moment.
async fn is_on(adapter: &PlatformAdapter) -> Result<bool, Trouble> {
    let deadline = in_the_world_now() + SETTLING;
    loop {
        match adapter.adapter_state().await? {
            CentralState::PoweredOn => return Ok(true),
            CentralState::PoweredOff => return Ok(false),
            CentralState::Unknown if cfg!(target_os = "android") => {
                // not implemented there; what is wrong shows at the first scan
                return Ok(true);
            }
            // CoreBluetooth stays so while the person has not allowed it
            CentralState::Unknown if in_the_world_now() >= deadline => {
                return Err(LinkFault::PermissionMissing.into());
            }
            CentralState::Unknown => tokio::time::sleep(SETTLING_STEP).await,
        }
    }
}

impl Adapter {
    /// What the system calls it: `hci0`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The devices that the system knows; that says nothing about their being near.
    pub(super) async fn known(&self) -> Result<Known, Trouble> {
        let known = timeout(QUICK, self.adapter.peripherals()).await;
        Ok(Known(
            known.unwrap_or(Err(btleplug::Error::TimedOut(QUICK)))?,
        ))
    }

    /// The device, heard anew, and the events of the adapter from before it was heard.
    pub(super) async fn heard(
        &self,
        address: &Address,
        known: &Known,
    ) -> Result<(Peripheral, Events), Trouble> {
        let mut hearing = Hearing::begin(self, known).await?;
        loop {
            if let Some(id) = hearing.next_soon().await?
                && let Ok(peripheral) = self.adapter.peripheral(&id).await
                && address_of(&peripheral) == *address
            {
                return Ok((peripheral, hearing.events));
            }
            if hearing.is_due() {
                hearing.keep_up().await?;
            }
        }
    }

    pub(super) async fn events(&self) -> Result<Events, Trouble> {
        Ok(self.adapter.events().await?)
    }

    async fn sighting(&self, id: &PeripheralId) -> Option<Sighting> {
        let peripheral = self.adapter.peripheral(id).await.ok()?;
        let told = peripheral.properties().await.ok()??;
        let mut manufacturer_data: Vec<_> = told.manufacturer_data.into_iter().collect();
        let mut service_data: Vec<_> = told.service_data.into_iter().collect();
        manufacturer_data.sort();
        service_data.sort();
        Some(Sighting {
            address: address_of(&peripheral),
            advertisement: Advertisement {
                // never the alias: BlueZ makes one up of the address
                name: told.advertisement_name,
                services: told.services,
                manufacturer_data,
                service_data,
                rssi_dbm: told.rssi,
            },
        })
    }
}

/// The devices that the system knew at one time.
pub(super) struct Known(Vec<Peripheral>);

impl Known {
    pub(super) fn device(&self, address: &Address) -> Option<&Peripheral> {
        let mut all = self.0.iter();
        all.find(|peripheral| address_of(peripheral) == *address)
    }
}

/// A scan, and who is heard on it. Dropping it ends the scan.
struct Hearing {
    events: Events,
    scan: Scan,
    /// Known before the scan began: the system tells of them at once, near or not.
    remembered: BTreeSet<PeripheralId>,
    kept_up: Instant,
}

impl Hearing {
    async fn begin(adapter: &Adapter, known: &Known) -> Result<Self, Trouble> {
        // before the scan, so that nothing is missed
        let events = adapter.events().await?;
        Ok(Self {
            events,
            scan: Scan::start(adapter).await?,
            remembered: known.0.iter().map(PeripheralFace::id).collect(),
            kept_up: in_the_world_now(),
        })
    }

    /// The next device whose advertisement came in.
    async fn next(&mut self) -> Option<PeripheralId> {
        loop {
            match self.events.next().await? {
                CentralEvent::ManufacturerDataAdvertisement { id, .. }
                | CentralEvent::ServiceDataAdvertisement { id, .. }
                | CentralEvent::RssiUpdate { id, .. } => return Some(id),
                CentralEvent::DeviceDiscovered(id)
                | CentralEvent::DeviceUpdated(id)
                | CentralEvent::ServicesAdvertisement { id, .. }
                    if !self.remembered.contains(&id) =>
                {
                    return Some(id);
                }
                CentralEvent::DeviceDiscovered(_)
                | CentralEvent::DeviceUpdated(_)
                | CentralEvent::ServicesAdvertisement { .. }
                | CentralEvent::DeviceConnected(_)
                | CentralEvent::DeviceDisconnected(_)
                | CentralEvent::DeviceServicesModified(_)
                | CentralEvent::StateUpdate(_) => {}
            }
        }
    }

    /// The same, or nothing for a while.
    async fn next_soon(&mut self) -> Result<Option<PeripheralId>, Trouble> {
        match timeout(STILL_THERE, self.next()).await {
            Ok(Some(id)) => Ok(Some(id)),
            Ok(None) => Err(LinkFault::ServiceMissing.into()),
            Err(_) => Ok(None),
        }
    }

    fn is_due(&self) -> bool {
        in_the_world_now() - self.kept_up >= STILL_THERE
    }

    async fn keep_up(&mut self) -> Result<(), Trouble> {
        self.kept_up = in_the_world_now();
        self.scan.keep_up().await
    }
}

#[cfg(target_os = "linux")]
type Scan = LinuxScan;
#[cfg(not(target_os = "linux"))]
type Scan = PhoneScan;

/// On a connection of its own: btleplug would switch the adapter on, and allows one scan at a time.
#[cfg(target_os = "linux")]
struct LinuxScan(super::bluez::Discovery);

#[cfg(target_os = "linux")]
impl LinuxScan {
    async fn start(adapter: &Adapter) -> Result<Self, Trouble> {
        Ok(Self(super::bluez::Discovery::start(adapter.name()).await?))
    }

    async fn keep_up(&self) -> Result<(), Trouble> {
        self.0.keep_up().await
    }
}

/// One at a time for the whole app: the end of one scan would end the other.
#[cfg(not(target_os = "linux"))]
struct PhoneScan {
    adapter: PlatformAdapter,
    _turn: tokio::sync::MutexGuard<'static, ()>,
}

#[cfg(not(target_os = "linux"))]
impl PhoneScan {
    async fn start(adapter: &Adapter) -> Result<Self, Trouble> {
        static TURN: Mutex<()> = Mutex::const_new(());
        let turn = TURN.lock().await;
        let adapter = adapter.adapter.clone();
        adapter
            .start_scan(btleplug::api::ScanFilter::default())
            .await?;
        Ok(Self {
            adapter,
            _turn: turn,
        })
    }

    #[allow(clippy::unused_async, reason = "the same face as on Linux")]
    async fn keep_up(&self) -> Result<(), Trouble> {
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
impl Drop for PhoneScan {
    fn drop(&mut self) {
        let adapter = self.adapter.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                // a scan that cannot be ended has ended
                let _ = adapter.stop_scan().await;
            });
        }
    }
}

/// The name the system gives a device: under BlueZ `hci0/dev_..`, on Apple's systems a UUID of this phone's own.
pub(super) fn id_of(peripheral: &Peripheral) -> String {
    peripheral.id().to_string()
}

/// How Lull names a device: by its Bluetooth address, and where the system hides that (Apple's), by the system's id.
pub(super) fn address_of(peripheral: &Peripheral) -> Address {
    if cfg!(target_vendor = "apple") {
        Address(id_of(peripheral))
    } else {
        Address(peripheral.address().to_string())
    }
}
