//! One link: an operation at a time, every value in order, and when the link counts as lost.
//!
//! An operation that was begun is never dropped, however impatient the caller is: BlueZ goes on with it and refuses the
//! next one until then. Streams of values neither end nor fail when a link is lost, so the loss is listened to and
//! looked for.

use std::collections::{BTreeSet, VecDeque};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use btleplug::api::{
    CentralEvent, CentralState, CharPropFlags, Characteristic, Peripheral as _, ValueNotification,
    WriteType,
};
use btleplug::platform::Peripheral;
use futures_util::{FutureExt, Stream, StreamExt};
use tokio::sync::{oneshot, watch};
use tokio::time::{MissedTickBehavior, timeout};

use super::adapter::{Events, address_of};
use super::faults::Trouble;
use super::{Door, QUICK, Shared};
use crate::device::link::LinkFault;
use crate::device::{Channel, WriteMode};
use crate::driver::clock::in_the_world_now;
use crate::driver::radio::{Connection, RadioEvent};

/// How long an operation may take, waiting for its turn included.
const OPERATION_PATIENCE: Duration = Duration::from_secs(4);
/// Pause before an operation that met another one is asked again.
const MEANWHILE: Duration = Duration::from_millis(100);
/// How often the link is looked at, besides being listened to: a crash of bluetoothd tells nobody.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// BlueZ takes two seconds to let go.
const DISCONNECTING: Duration = Duration::from_secs(4);
/// The event of a loss comes this soon after the error of the operation it cut off.
const LOSS_SHOWS_WITHIN: Duration = Duration::from_millis(300);

pub(super) type Values = Pin<Box<dyn Stream<Item = ValueNotification> + Send>>;

/// A link to one device. Dropping it ends the link.
pub(super) struct BleConnection {
    shared: Arc<Shared>,
    peripheral: Peripheral,
    inbox: Arc<Inbox>,
    /// One operation at a time, held until the system is done with it.
    turn: Arc<tokio::sync::Mutex<()>>,
    /// Dropped, it tells the listener to let go.
    _holding: oneshot::Sender<()>,
}

struct Inbox {
    letters: Mutex<Letters>,
    /// Kept until the system has let go.
    door: Mutex<Option<Door>>,
    touched: watch::Sender<()>,
}

#[derive(Default)]
struct Letters {
    subscribed: BTreeSet<Channel>,
    values: VecDeque<(Channel, Vec<u8>)>,
    down: bool,
    /// The own end let go: whatever comes now belongs to nobody.
    closed: bool,
}

impl core::fmt::Debug for BleConnection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("BleConnection")
            .field("address", &address_of(&self.peripheral))
            .field("is_up", &self.is_up())
            .finish_non_exhaustive()
    }
}

impl BleConnection {
    pub(super) fn new(
        shared: Arc<Shared>,
        peripheral: Peripheral,
        values: Values,
        events: Events,
        door: Door,
    ) -> Self {
        let inbox = Arc::new(Inbox {
            letters: Mutex::default(),
            door: Mutex::new(Some(door)),
            touched: watch::Sender::new(()),
        });
        let (holding, released) = oneshot::channel();
        let listener = Listener {
            shared: Arc::clone(&shared),
            peripheral: peripheral.clone(),
            inbox: Arc::clone(&inbox),
        };
        tokio::spawn(listener.listen(values, events, released));
        Self {
            shared,
            peripheral,
            inbox,
            turn: Arc::default(),
            _holding: holding,
        }
    }

    /// The one with this UUID that can do what is asked, else the first: two services may use the same UUID.
    fn characteristic(
        &self,
        channel: Channel,
        able: CharPropFlags,
    ) -> Result<Characteristic, LinkFault> {
        let of_this_name = || {
            let services = self.peripheral.services().into_iter();
            services
                .flat_map(|service| service.characteristics)
                .filter(|characteristic| characteristic.uuid == channel.0)
        };
        of_this_name()
            .find(|characteristic| characteristic.properties.intersects(able))
            .or_else(|| of_this_name().next())
            .ok_or(LinkFault::Rejected)
    }

    /// Runs one operation when its turn has come. What the caller does not wait for goes on to its own end.
    async fn operate<T, F>(
        &self,
        operation: impl Fn(Peripheral) -> F + Send + 'static,
    ) -> Result<T, LinkFault>
    where
        T: Send + 'static,
        F: Future<Output = btleplug::Result<T>> + Send,
    {
        let deadline = in_the_world_now() + OPERATION_PATIENCE;
        let (peripheral, inbox) = (self.peripheral.clone(), Arc::clone(&self.inbox));
        let turn = Arc::clone(&self.turn);
        let (keeping, mut kept) = oneshot::channel::<()>();
        let running = tokio::spawn(async move {
            // one that was given up before its turn came must not be done any more
            let turn = tokio::select! {
                biased;
                _ = &mut kept => return Err(LinkFault::TimedOut.into()),
                turn = turn.lock_owned() => turn,
            };
            loop {
                if inbox.open().down {
                    return Err(LinkFault::Disconnected.into());
                }
                let done = operation(peripheral.clone()).await.map_err(Trouble::from);
                match done {
                    Err(Trouble::InProgress) if in_the_world_now() + MEANWHILE < deadline => {
                        tokio::time::sleep(MEANWHILE).await;
                    }
                    done => {
                        drop(turn);
                        return done;
                    }
                }
            }
        });
        let done = tokio::select! {
            biased;
            done = running => done.unwrap_or(Err(LinkFault::Rejected.into())),
            () = self.inbox.went_down() => Err(LinkFault::Disconnected.into()),
            () = tokio::time::sleep_until(deadline) => Err(LinkFault::TimedOut.into()),
        };
        drop(keeping);
        match done {
            Ok(done) => Ok(done),
            // the device's own word, unless the link is gone, which shows at once
            Err(Trouble::Unlikely) if self.is_lost().await => Err(LinkFault::Disconnected),
            // the system knows nothing of the device any more: the link is gone, whatever else
            Err(Trouble::HandleDied | Trouble::Fault(LinkFault::ServiceMissing)) => {
                self.inbox.change(|letters| letters.down = true);
                Err(LinkFault::Disconnected)
            }
            Err(trouble) => Err(trouble.fault()),
        }
    }

    async fn may_still_be_held(&self) -> bool {
        let connected = timeout(QUICK, self.peripheral.is_connected()).await;
        matches!(connected, Ok(Ok(true)) | Err(_))
    }

    async fn is_lost(&self) -> bool {
        let _ = timeout(LOSS_SHOWS_WITHIN, self.inbox.went_down()).await;
        self.inbox.open().down
    }
}

#[async_trait]
impl Connection for BleConnection {
    #[cfg(target_os = "linux")]
    async fn bond(&self, patience: Duration) -> Result<(), LinkFault> {
        let _turn = self.turn.lock().await;
        let device = super::adapter::id_of(&self.peripheral);
        let pairing = timeout(patience, self.shared.pairing.pair(&device, patience));
        tokio::pin!(pairing);
        let bonded = tokio::select! {
            biased;
            bonded = &mut pairing => bonded,
            // a refusal that ends the link is a refusal, and its word may come after the event
            () = self.inbox.went_down() => timeout(LOSS_SHOWS_WITHIN, &mut pairing)
                .await
                .unwrap_or(Ok(Err(LinkFault::Disconnected.into()))),
        };
        bonded
            .unwrap_or(Err(LinkFault::TimedOut.into()))
            .map_err(Trouble::fault)
    }

    /// A phone pairs by itself when the device asks for it, and asks the person on its own.
    #[cfg(not(target_os = "linux"))]
    async fn bond(&self, _patience: Duration) -> Result<(), LinkFault> {
        if self.is_up() {
            Ok(())
        } else {
            Err(LinkFault::Disconnected)
        }
    }

    async fn read(&self, channel: Channel) -> Result<Vec<u8>, LinkFault> {
        let of = self.characteristic(channel, CharPropFlags::READ)?;
        self.operate(move |peripheral| {
            let of = of.clone();
            async move { peripheral.read(&of).await }
        })
        .await
    }

    async fn write(
        &self,
        channel: Channel,
        bytes: &[u8],
        mode: WriteMode,
    ) -> Result<(), LinkFault> {
        let (able, mode) = match mode {
            WriteMode::WithResponse => (CharPropFlags::WRITE, WriteType::WithResponse),
            WriteMode::WithoutResponse => (
                CharPropFlags::WRITE_WITHOUT_RESPONSE,
                WriteType::WithoutResponse,
            ),
        };
        let of = self.characteristic(channel, able)?;
        let bytes: Arc<[u8]> = bytes.into();
        self.operate(move |peripheral| {
            let (of, bytes) = (of.clone(), Arc::clone(&bytes));
            async move { peripheral.write(&of, &bytes, mode).await }
        })
        .await
    }

    async fn subscribe(&self, channel: Channel) -> Result<(), LinkFault> {
        let of = self.characteristic(channel, CharPropFlags::NOTIFY | CharPropFlags::INDICATE)?;
        // before the request: the first value may come before its answer
        let new = self
            .inbox
            .change(|letters| letters.subscribed.insert(channel));
        let subscribed = self
            .operate(move |peripheral| {
                let of = of.clone();
                async move { peripheral.subscribe(&of).await }
            })
            .await;
        if subscribed.is_err() && new {
            self.inbox
                .change(|letters| letters.subscribed.remove(&channel));
        }
        subscribed
    }

    async fn next_event(&self) -> RadioEvent {
        self.inbox
            .wait(|letters| match letters.values.pop_front() {
                Some((channel, bytes)) => Some(RadioEvent::Value { channel, bytes }),
                None => letters.down.then_some(RadioEvent::Dropped),
            })
            .await
    }

    fn is_up(&self) -> bool {
        !self.inbox.open().down
    }

    async fn disconnect(&self) {
        let was_down = self.inbox.close();
        // after a loss that only we believe in, as when bluetoothd was away, the system may still hold the link
        if !was_down || self.may_still_be_held().await {
            // a link that cannot even be closed is gone
            let _ = timeout(DISCONNECTING, self.peripheral.disconnect()).await;
            self.shared.let_go(&address_of(&self.peripheral));
        }
        self.inbox.leave();
    }
}

/// Sorts what comes in, as long as the connection is held.
struct Listener {
    shared: Arc<Shared>,
    peripheral: Peripheral,
    inbox: Arc<Inbox>,
}

impl Listener {
    async fn listen(
        self,
        mut values: Values,
        mut events: Events,
        mut released: oneshot::Receiver<()>,
    ) {
        let mut came = false;
        let mut look = tokio::time::interval_at(in_the_world_now() + LOOK_EVERY, LOOK_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                value = values.next() => match value {
                    Some(value) => self.take(value),
                    None => break,
                },
                event = events.next() => match event {
                    Some(event) if self.is_a_loss(&event, came) => break,
                    Some(event) => came |= self.is_a_coming(&event),
                    None => break,
                },
                _ = look.tick() => if !self.still_stands().await {
                    break;
                },
                _ = &mut released => {
                    self.let_go().await;
                    return;
                }
            }
        }
        // what came before the loss is told before it
        while let Some(Some(value)) = values.next().now_or_never() {
            self.take(value);
        }
        let closing = self.inbox.change(|letters| {
            letters.down = true;
            letters.closed
        });
        // who is closing says when it is done
        if !closing {
            self.shared.let_go(&address_of(&self.peripheral));
            self.inbox.leave();
        }
    }

    fn take(&self, value: ValueNotification) {
        let channel = Channel(value.uuid);
        self.inbox.change(|letters| {
            if !letters.closed && letters.subscribed.contains(&channel) {
                letters.values.push_back((channel, value.value));
            }
        });
    }

    fn is_a_coming(&self, event: &CentralEvent) -> bool {
        matches!(event, CentralEvent::DeviceConnected(id) if *id == self.peripheral.id())
    }

    /// Events may be older than the link: a disconnection before this link `came` was another one's.
    fn is_a_loss(&self, event: &CentralEvent, came: bool) -> bool {
        match event {
            CentralEvent::DeviceDisconnected(id) => came && *id == self.peripheral.id(),
            CentralEvent::StateUpdate(state) => *state == CentralState::PoweredOff,
            CentralEvent::DeviceDiscovered(_)
            | CentralEvent::DeviceUpdated(_)
            | CentralEvent::DeviceConnected(_)
            | CentralEvent::DeviceServicesModified(_)
            | CentralEvent::ManufacturerDataAdvertisement { .. }
            | CentralEvent::ServiceDataAdvertisement { .. }
            | CentralEvent::ServicesAdvertisement { .. }
            | CentralEvent::RssiUpdate { .. } => false,
        }
    }

    /// An answer that does not come is no answer: a busy system is not a lost link.
    async fn still_stands(&self) -> bool {
        match timeout(QUICK, self.peripheral.is_connected()).await {
            Ok(Ok(connected)) => connected,
            Ok(Err(_)) => false,
            Err(_) => true,
        }
    }

    /// Nobody holds the connection any more.
    async fn let_go(&self) {
        if !self.inbox.close() {
            let _ = timeout(DISCONNECTING, self.peripheral.disconnect()).await;
            self.shared.let_go(&address_of(&self.peripheral));
        }
        self.inbox.leave();
    }
}

impl Inbox {
    /// Waits until `look` finds something. Dropping the future loses nothing.
    async fn wait<T>(&self, mut look: impl FnMut(&mut Letters) -> Option<T> + Send) -> T {
        let mut touched = self.touched.subscribe();
        loop {
            touched.borrow_and_update();
            let found = look(&mut self.open());
            if let Some(found) = found {
                return found;
            }
            // the sender lives as long as `self`
            let _ = touched.changed().await;
        }
    }

    async fn went_down(&self) {
        self.wait(|letters| letters.down.then_some(())).await;
    }

    /// The own end lets go. Whether the link was down before.
    fn close(&self) -> bool {
        self.change(|letters| {
            letters.closed = true;
            core::mem::replace(&mut letters.down, true)
        })
    }

    fn leave(&self) {
        // plain data: a panic elsewhere leaves it usable
        let mut door = self.door.lock().unwrap_or_else(PoisonError::into_inner);
        *door = None;
    }

    fn change<T>(&self, change: impl FnOnce(&mut Letters) -> T) -> T {
        let changed = change(&mut self.open());
        self.touched.send_replace(());
        changed
    }

    fn open(&self) -> MutexGuard<'_, Letters> {
        // plain data: a panic elsewhere leaves it usable
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
