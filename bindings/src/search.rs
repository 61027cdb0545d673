//! Devices as they are found.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use lull_core::driver::radio::{Radio, Sighting};
use tokio::sync::watch;

use crate::cancel::{CancelToken, unless_cancelled};
use crate::error::ApiError;
use crate::mirror::{Count, DeviceChoice};
use crate::worker::{Bench, Worker};

/// How long a radio is asked for devices.
const PATIENCE: Duration = Duration::from_secs(10);

/// Something a tap on Start could drive.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundDevice {
    /// What to put into the settings to use it.
    pub choice: DeviceChoice,
    /// As the device calls itself; absent when it has no radio or no name.
    pub name: Option<String>,
    /// Signal strength in dBm; nearer to 0 is nearer by.
    pub signal_dbm: Option<i16>,
}

/// A radio to ask, and what a device found on it is called in the settings.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) radio: Arc<dyn Radio>,
    pub(crate) choice: DeviceChoice,
}

/// A search under way. It owns a thread only while it searches; letting go of it ends it.
#[derive(Debug, uniffi::Object)]
pub struct DeviceSearch {
    finds: watch::Receiver<Finds>,
    worker: Worker,
}

/// A device, or why one radio could not be asked.
type Find = Result<FoundDevice, ApiError>;

#[derive(Debug)]
struct Finds {
    all: Vec<Find>,
    complete: bool,
}

impl DeviceSearch {
    /// Offers a manual massager at once, then what the radios in `places` see.
    pub(crate) fn start(places: impl FnOnce() -> Vec<Place>) -> Result<Arc<Self>, ApiError> {
        let manual = FoundDevice {
            choice: DeviceChoice::Manual,
            name: None,
            signal_dbm: None,
        };
        let (teller, finds) = watch::channel(Finds {
            all: vec![Ok(manual)],
            complete: false,
        });
        let bench = Bench::new()?;
        let places = bench.within(places);
        let worker = bench.start("lull-search", move || async move {
            for place in places {
                let found = look(&place).await;
                teller.send_modify(|finds| finds.all.extend(found));
            }
            teller.send_modify(|finds| finds.complete = true);
        })?;
        Ok(Arc::new(Self { finds, worker }))
    }
}

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
impl DeviceSearch {
    /// What was found after the first `seen` finds, as soon as there is something; nothing more once every radio was
    /// asked. An error is a find too: it belongs to one radio, go on with the next.
    ///
    /// Giving a call up loses nothing, by dropping it (Kotlin) or by `cancel` (Swift; the call then ends with
    /// `ApiError.Cancelled`, which is not a find).
    #[uniffi::method(default(cancel = None))]
    pub async fn next(
        &self,
        seen: Count,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<Option<FoundDevice>, ApiError> {
        let heard = async {
            match self.worker.hear(find(self.finds.clone(), seen)).await {
                Ok(find) => find.transpose(),
                // our own fault is the last find, told once
                Err(_) if seen > self.finds.borrow().all.len() => Ok(None),
                Err(fault) => Err(fault),
            }
        };
        unless_cancelled(cancel.as_deref(), heard).await
    }
}

async fn find(mut finds: watch::Receiver<Finds>, seen: usize) -> Option<Find> {
    let news = finds.wait_for(|finds| finds.all.len() > seen || finds.complete);
    match news.await.map(|finds| finds.all.get(seen).cloned()) {
        Ok(find) => find,
        // broken off before it was complete: whoever waits learns of the fault
        Err(_) => pending().await,
    }
}

async fn look(place: &Place) -> Vec<Find> {
    match place.radio.scan(PATIENCE).await {
        Ok(seen) => seen
            .into_iter()
            .map(|seen| Ok(found(place, seen)))
            .collect(),
        Err(fault) => vec![Err(fault.into())],
    }
}

fn found(place: &Place, seen: Sighting) -> FoundDevice {
    FoundDevice {
        choice: place.choice.clone(),
        name: seen.advertisement.name,
        signal_dbm: seen.advertisement.rssi_dbm,
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use lull_core::device::Advertisement;
    use lull_core::device::link::LinkFault;
    use lull_core::driver::radio::{Address, Connection, Sink};

    use super::*;
    use crate::error::Permission;

    /// Sees what it is told to see.
    #[derive(Debug)]
    enum Air {
        Has(&'static str),
        Fails(LinkFault),
        Silent,
        Breaks,
    }

    #[async_trait]
    impl Radio for Air {
        async fn watch(&self, _patience: Duration, sink: &mut Sink<'_>) -> Result<(), LinkFault> {
            let _ = match self {
                Self::Has(name) => sink(Sighting {
                    address: Address((*name).into()),
                    advertisement: Advertisement {
                        name: Some((*name).into()),
                        rssi_dbm: Some(-50),
                        ..Advertisement::default()
                    },
                }),
                Self::Fails(fault) => return Err(*fault),
                Self::Silent => pending().await,
                Self::Breaks => panic!("broken radio"),
            };
            Ok(())
        }

        async fn connect(
            &self,
            _address: &Address,
            _patience: Duration,
        ) -> Result<Box<dyn Connection>, LinkFault> {
            Err(LinkFault::NotFound)
        }

        async fn forget(&self, _address: &Address) -> Result<(), LinkFault> {
            Ok(())
        }
    }

    fn search(radios: Vec<Air>) -> Arc<DeviceSearch> {
        let place = |radio| Place {
            radio: Arc::new(radio) as Arc<dyn Radio>,
            choice: DeviceChoice::Simulated,
        };
        DeviceSearch::start(|| radios.into_iter().map(place).collect()).unwrap()
    }

    #[tokio::test]
    async fn a_manual_massager_comes_first_and_a_silent_radio_does_not_hold_it_back() {
        let search = search(vec![Air::Silent]);
        let first = search.next(0, None).await.unwrap().unwrap();
        assert_eq!(first.choice, DeviceChoice::Manual);
    }

    #[tokio::test]
    async fn every_radio_is_heard_and_a_fault_belongs_to_one_of_them() {
        let search = search(vec![
            Air::Fails(LinkFault::BluetoothOff),
            Air::Fails(LinkFault::PermissionMissing),
            Air::Fails(LinkFault::Busy),
            Air::Fails(LinkFault::NotFound),
            Air::Has("calf massager"),
        ]);
        assert_eq!(search.next(1, None).await, Err(ApiError::BluetoothOff));
        let missing = ApiError::PermissionMissing {
            which: Permission::Bluetooth,
        };
        assert_eq!(search.next(2, None).await, Err(missing));
        assert_eq!(search.next(3, None).await, Err(ApiError::DeviceBusy));
        assert_eq!(search.next(4, None).await, Err(ApiError::DeviceNotFound));
        let found = search.next(5, None).await.unwrap().unwrap();
        assert_eq!(found.name.as_deref(), Some("calf massager"));
        assert_eq!(found.signal_dbm, Some(-50));
        assert_eq!(search.next(6, None).await, Ok(None));
    }

    #[tokio::test]
    async fn a_search_that_breaks_says_so_once_and_ends() {
        let search = search(vec![Air::Breaks]);
        let broken = search.next(1, None).await;
        assert!(
            matches!(&broken, Err(ApiError::Internal { .. })),
            "{broken:?}"
        );
        assert_eq!(search.next(2, None).await, Ok(None));
    }

    #[tokio::test]
    async fn a_wait_for_a_silent_radio_can_be_cancelled() {
        let search = search(vec![Air::Silent]);
        let token = CancelToken::new().unwrap();
        let waiting = tokio::spawn({
            let (search, token) = (Arc::clone(&search), Arc::clone(&token));
            async move { search.next(1, Some(token)).await }
        });
        tokio::task::yield_now().await;
        token.cancel().unwrap();
        assert_eq!(waiting.await.unwrap(), Err(ApiError::Cancelled));
    }
}
