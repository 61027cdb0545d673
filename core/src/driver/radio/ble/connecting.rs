//! How a link comes about: directly, after a scan, or not, and then why.
//!
//! Measured with BlueZ: a connection attempt that nobody waits for goes on and must be cancelled, which makes BlueZ
//! forget an unpaired device; an attempt right after a disconnection may never be answered; a device that was heard
//! half a minute ago need not be there.

use std::sync::Arc;
use std::time::Duration;

use btleplug::api::{CentralEvent, Peripheral as _};
use btleplug::platform::Peripheral;
use futures_util::StreamExt;
use tokio::time::{Instant, timeout, timeout_at};

use super::Shared;
use super::adapter::{Adapter, Events};
use super::connection::{BleConnection, Values};
use super::faults::Trouble;
use crate::device::link::LinkFault;
use crate::driver::clock::in_the_world_now;
use crate::driver::radio::{Address, Connection};

/// No connection is asked for sooner than this after the last one was let go of.
const BREATHING_SPACE: Duration = Duration::from_millis(300);
/// Kept back from every patience to cancel what failed and to find out why.
const AFTERMATH: Duration = Duration::from_millis(2500);
/// A device that cannot be connected but is heard within this is held by somebody else.
const LISTENING: Duration = Duration::from_millis(1500);
/// For cancelling an attempt.
const CANCELLING: Duration = Duration::from_millis(900);
/// Attempts in one call: the second for a handle that died or an older attempt that stood in the way.
const ATTEMPTS: usize = 3;

/// Connects and finds out what the device offers.
pub(super) async fn connect(
    shared: &Arc<Shared>,
    address: &Address,
    patience: Duration,
) -> Result<Box<dyn Connection>, LinkFault> {
    let began = in_the_world_now();
    let end = began + patience;
    let enough = end - AFTERMATH.min(patience / 2);
    // held by a link of this very radio, or by one that is just being let go of
    let Ok(door) = timeout_at(enough, shared.enter(address)).await else {
        return Err(LinkFault::Busy);
    };
    if let Some(let_go) = shared.let_go_at(address) {
        tokio::time::sleep_until((let_go + BREATHING_SPACE).min(enough)).await;
    }
    let mut last = Trouble::HandleDied;
    for attempt in 0..ATTEMPTS {
        let adapter = shared.station.adapter().await.map_err(Trouble::fault)?;
        let found = find(&adapter, address, attempt > 0);
        let (peripheral, events) = match timeout_at(enough, found).await {
            Ok(Ok(found)) => found,
            Ok(Err(trouble)) => return Err(trouble.fault()),
            Err(_) => return Err(own_side(shared).await.unwrap_or(LinkFault::NotFound)),
        };
        match try_once(shared, &peripheral, events, enough).await {
            Ok((values, events)) => {
                let shared = Arc::clone(shared);
                let connection = BleConnection::new(shared, peripheral, values, events, door);
                return Ok(Box::new(connection));
            }
            Err(trouble) => last = trouble,
        }
        match last {
            Trouble::HandleDied | Trouble::InProgress if in_the_world_now() < enough => {
                cancel(shared, &peripheral, end).await;
                tokio::time::sleep(BREATHING_SPACE).await;
            }
            Trouble::Fault(LinkFault::TimedOut)
            | Trouble::HandleDied
            | Trouble::InProgress
            | Trouble::Unlikely => {
                cancel(shared, &peripheral, end).await;
                return Err(why_not(shared, &adapter, address, last, end).await);
            }
            Trouble::Fault(fault) => {
                cancel(shared, &peripheral, end).await;
                return Err(own_side(shared).await.unwrap_or(fault));
            }
        }
    }
    Err(last.fault())
}

/// The device as the system knows it; else, or when that knowledge proved stale, as it is heard. With it the events of the
/// adapter from before any attempt: its short life must not be missed.
async fn find(
    adapter: &Adapter,
    address: &Address,
    anew: bool,
) -> Result<(Peripheral, Events), Trouble> {
    let known = adapter.known().await?;
    match known.device(address) {
        Some(peripheral) if !anew => Ok((peripheral.clone(), adapter.events().await?)),
        // the events of the search serve on: asking for them costs the system four calls
        Some(_) | None => adapter.heard(address, &known).await,
    }
}

async fn try_once(
    shared: &Arc<Shared>,
    peripheral: &Peripheral,
    mut events: Events,
    enough: Instant,
) -> Result<(Values, Events), Trouble> {
    let mut attempt = Attempt(Some(peripheral.clone()));
    let connecting = timeout_at(enough, peripheral.connect()).await;
    attempt.0 = None;
    match connecting {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            let trouble = Trouble::from(error);
            // a lost bond is still called a bond on this side
            if is_bonded(shared, peripheral).await && came_and_went(&mut events, peripheral).await {
                return Err(LinkFault::BondLost.into());
            }
            return Err(trouble);
        }
        Err(_) => return Err(LinkFault::TimedOut.into()),
    }
    let discovering = timeout_at(enough, peripheral.discover_services()).await;
    discovering.unwrap_or(Err(btleplug::Error::TimedOut(Duration::ZERO)))?;
    Ok((peripheral.notifications().await?, events))
}

/// An attempt whose caller goes away is ended as well: BlueZ would connect one day with nobody waiting.
struct Attempt(Option<Peripheral>);

impl Drop for Attempt {
    fn drop(&mut self) {
        if let Some(peripheral) = self.0.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(async move {
                // it may have ended by itself
                let _ = timeout(CANCELLING, peripheral.disconnect()).await;
            });
        }
    }
}

/// A bonded device that drops every link at once does not know the key any more. Error texts differ between versions of
/// BlueZ, these two events do not.
async fn came_and_went(events: &mut Events, peripheral: &Peripheral) -> bool {
    let id = peripheral.id();
    let mut came = false;
    let both = async {
        while let Some(event) = events.next().await {
            match event {
                CentralEvent::DeviceConnected(of) if of == id => came = true,
                CentralEvent::DeviceDisconnected(of) if of == id && came => return true,
                CentralEvent::DeviceDiscovered(_)
                | CentralEvent::DeviceUpdated(_)
                | CentralEvent::DeviceConnected(_)
                | CentralEvent::DeviceDisconnected(_)
                | CentralEvent::DeviceServicesModified(_)
                | CentralEvent::ManufacturerDataAdvertisement { .. }
                | CentralEvent::ServiceDataAdvertisement { .. }
                | CentralEvent::ServicesAdvertisement { .. }
                | CentralEvent::RssiUpdate { .. }
                | CentralEvent::StateUpdate(_) => {}
            }
        }
        false
    };
    timeout(Duration::from_millis(200), both)
        .await
        .unwrap_or(false)
}

/// Ends an attempt that would otherwise go on without anybody waiting for it.
async fn cancel(shared: &Shared, peripheral: &Peripheral, end: Instant) {
    let limit = (in_the_world_now() + CANCELLING).min(end);
    // it may have ended by itself
    let _ = timeout_at(limit, peripheral.disconnect()).await;
    shared.let_go(&super::adapter::address_of(peripheral));
}

/// Why no connection came about in time. Listening also makes the system know the device again for the next attempt.
async fn why_not(
    shared: &Shared,
    adapter: &Adapter,
    address: &Address,
    trouble: Trouble,
    end: Instant,
) -> LinkFault {
    if let Some(fault) = own_side(shared).await {
        return fault;
    }
    let limit = (in_the_world_now() + LISTENING).min(end);
    let listening = async { adapter.heard(address, &adapter.known().await?).await };
    match (timeout_at(limit, listening).await, trouble) {
        // it is there and lets nobody in
        (Ok(Ok(_)), Trouble::Fault(LinkFault::TimedOut)) => LinkFault::Busy,
        (Ok(Ok(_)), trouble) => trouble.fault(),
        (Ok(Err(_)) | Err(_), _) => LinkFault::NotFound,
    }
}

/// What is wrong with the own side, if anything is.
async fn own_side(shared: &Shared) -> Option<LinkFault> {
    let trouble = shared.station.adapter().await.err()?;
    Some(trouble.fault()).filter(|fault| fault.is_own_side())
}

#[cfg(target_os = "linux")]
async fn is_bonded(shared: &Shared, peripheral: &Peripheral) -> bool {
    let device = super::adapter::id_of(peripheral);
    shared.pairing.is_paired(&device).await.unwrap_or(false)
}

/// Phones do not say; their own error codes do.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unused_async, reason = "the same face as on Linux")]
async fn is_bonded(_shared: &Shared, _peripheral: &Peripheral) -> bool {
    false
}
