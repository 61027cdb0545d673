//! Devices as they are found.

use std::future::pending;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use lull_core::device::Match;
use lull_core::device::hearing::{Heard, Hearing};
use lull_core::device::kept::KeptDevice;
use lull_core::device::registry::Refused;
use lull_core::device::sighting::Verdict;
use lull_core::driver::radio::{Radio, Sighting};
use tokio::sync::watch;

use crate::cancel::{CancelToken, unless_cancelled};
use crate::error::ApiError;
use crate::mirror::{Count, DeviceChoice, DeviceKind, Refusal};
use crate::worker::{Bench, Worker};

/// How long a radio is asked for devices.
const PATIENCE: Duration = Duration::from_secs(10);

/// Something a tap on Start could drive, or that must be added first.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundDevice {
    /// What to put into the settings to use it; absent for a device that is not kept yet.
    pub choice: Option<DeviceChoice>,
    /// As the device calls itself; absent when it has no radio or no name. A later find with the same address replaces an
    /// earlier one.
    pub name: Option<String>,
    /// Signal strength in dBm; nearer to 0 is nearer by.
    pub signal_dbm: Option<i16>,
    /// Where it was heard, to be added with `Reach.BLUETOOTH`.
    pub address: Option<String>,
    /// What it says it is, to be added as that.
    pub kind: Option<DeviceKind>,
    /// False: the person must know that it is theirs.
    pub sure: bool,
    /// What stands in the way of a start as it is now, and can be changed at the device or in its maker's app.
    pub obstacle: Option<Refusal>,
    /// Known and not offered.
    pub not_offered: Option<NotOffered>,
}

/// Why a device that was heard is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NotOffered {
    /// The European SwitchBot Plug Mini obeys only a key from its maker's account.
    PlugMiniEu,
    /// It says that it is several kinds of device at once.
    Contradictory,
}

/// A radio to ask.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) radio: Arc<dyn Radio>,
    /// The one device that can be found there; `None` where anything may be.
    pub(crate) choice: Option<DeviceChoice>,
    /// What is kept of the devices there.
    pub(crate) kept: Vec<KeptDevice>,
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
            choice: Some(DeviceChoice::Manual),
            name: None,
            signal_dbm: None,
            address: None,
            kind: None,
            sure: true,
            obstacle: None,
            not_offered: None,
        };
        let (teller, finds) = watch::channel(Finds {
            all: vec![Ok(manual)],
            complete: false,
        });
        let bench = Bench::new()?;
        let places = bench.within(places);
        let worker = bench.start("lull-search", move || async move {
            for place in places {
                look(&place, |find| {
                    teller.send_modify(|finds| finds.all.push(find));
                })
                .await;
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

/// Tells each device when it is first heard, and again when what it says of itself changes.
async fn look(place: &Place, mut tell: impl FnMut(Find) + Send) {
    let mut hearing = Hearing::new(place.kept.clone());
    let mut take = |sighting: Sighting| match &place.choice {
        // where only one device can be, it was that one
        Some(choice) => {
            tell(Ok(the_one(choice, &sighting)));
            ControlFlow::Break(())
        }
        None => {
            let news = hearing.take(&sighting.address.0, &sighting.advertisement);
            if let Some(found) = news.and_then(found) {
                tell(Ok(found));
            }
            ControlFlow::Continue(())
        }
    };
    if let Err(fault) = place.radio.watch(PATIENCE, &mut take).await {
        tell(Err(fault.into()));
    }
}

fn the_one(choice: &DeviceChoice, sighting: &Sighting) -> FoundDevice {
    FoundDevice {
        choice: Some(choice.clone()),
        name: sighting.advertisement.name.clone(),
        signal_dbm: sighting.advertisement.rssi_dbm,
        address: None,
        kind: None,
        sure: true,
        obstacle: None,
        not_offered: None,
    }
}

/// `None` for a stranger.
fn found(heard: Heard) -> Option<FoundDevice> {
    if heard.is_stranger() {
        return None;
    }
    let kind = heard.kind();
    let choice = heard.kept.map(|(id, _)| DeviceChoice::Kept { id });
    let (sure, obstacle, not_offered) = match heard.verdict {
        Verdict::Drivable {
            sureness, obstacle, ..
        } => (sureness == Match::Sure, obstacle, None),
        Verdict::Refused(Refused::PlugMiniEu) => (true, None, Some(NotOffered::PlugMiniEu)),
        Verdict::Contradictory { .. } => (true, None, Some(NotOffered::Contradictory)),
        // the person described it
        Verdict::Stranger => (true, None, None),
    };
    Some(FoundDevice {
        choice,
        name: heard.name,
        signal_dbm: heard.signal_dbm,
        address: Some(heard.address),
        kind,
        sure,
        obstacle,
        not_offered,
    })
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
            choice: Some(DeviceChoice::Simulated),
            kept: Vec::new(),
        };
        DeviceSearch::start(|| radios.into_iter().map(place).collect()).unwrap()
    }

    #[tokio::test]
    async fn a_manual_massager_comes_first_and_a_silent_radio_does_not_hold_it_back() {
        let search = search(vec![Air::Silent]);
        let first = search.next(0, None).await.unwrap().unwrap();
        assert_eq!(first.choice, Some(DeviceChoice::Manual));
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

    fn heard(name: &str, is_massager: bool) -> Option<FoundDevice> {
        let advertisement = Advertisement {
            name: Some(name.to_owned()),
            services: if is_massager {
                vec![lull_core::device::omp::SERVICE]
            } else {
                Vec::new()
            },
            ..Advertisement::default()
        };
        let mut hearing = Hearing::new(Vec::new());
        hearing.take("AA:BB", &advertisement).and_then(found)
    }

    #[test]
    fn a_massager_heard_over_bluetooth_comes_with_what_it_is_added_as() {
        let new = heard("Feet", true).unwrap();
        assert_eq!(new.choice, None);
        assert_eq!(new.kind, Some(DeviceKind::OpenMassager));
        assert_eq!(new.address.as_deref(), Some("AA:BB"));
    }

    #[test]
    fn a_liar_is_shown_and_not_offered_and_a_stranger_is_not_shown() {
        let liar = heard("SEM6000", true).unwrap();
        assert_eq!(liar.not_offered, Some(NotOffered::Contradictory));
        assert_eq!(liar.kind, None);
        assert_eq!(heard("television", false), None);
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
