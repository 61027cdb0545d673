//! A simulated massager inside this program: one machine, many hands on it.
//!
//! The massager is brought up to date at each access, and by deadline while somebody waits for it; no task runs behind
//! the scenes. It lives on when a connection ends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::bond::Bond;
use super::fault::SimFault;
use super::gatt::GattRequest;
use super::happening::Happening;
use super::in_process_radio::SimRadio;
use super::massager::Massager;
use super::motor::MotorLog;
use super::peripheral::{LinkId, Outgoing, Peripheral, Unreachable};
use super::profile::{Feature, State, StopReason};
use crate::device::link::LinkFault;
use crate::device::{Advertisement, Level};
use crate::driver::clock::Clock;
use crate::driver::radio::Address;

/// A massager to hold, to look at and to break. Clones are the same massager.
#[derive(Clone, Debug)]
pub struct SimulatedMassager {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    clock: Clock,
    peripheral: Mutex<Peripheral>,
    /// What is wrong with Bluetooth on the phone's side of the air.
    phone: Mutex<Option<LinkFault>>,
    /// Changes whenever somebody did something that others may wait for.
    touched: watch::Sender<()>,
}

/// The massager at one moment, as a person with a meter would find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// What the motor really turns at; 0 is still.
    pub motor: Level,
    pub state: State,
    pub last_stop: StopReason,
    pub session_id: u32,
    pub elapsed_s: u16,
    pub remaining_s: u16,
    pub rest_s: u16,
    pub powered: bool,
}

impl SimulatedMassager {
    /// The massager of the profile's worked example, switched on now. `clock` is its own.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self::with_feature(clock, Feature::default())
    }

    #[must_use]
    pub fn with_feature(clock: Clock, feature: Feature) -> Self {
        let massager = Massager::new(feature, clock.now().monotonic);
        Self {
            shared: Arc::new(Shared {
                clock,
                peripheral: Mutex::new(Peripheral::new(massager)),
                phone: Mutex::new(None),
                touched: watch::Sender::new(()),
            }),
        }
    }

    /// The address [`SimRadio`] knows every massager in this program by.
    #[must_use]
    pub fn address() -> Address {
        Address("simulated".into())
    }

    #[must_use]
    pub fn radio(&self) -> SimRadio {
        SimRadio::new(self.clone())
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Makes something go wrong now.
    pub fn inject(&self, fault: SimFault) {
        self.inject_after(Duration::ZERO, fault);
    }

    /// Makes something go wrong `delay` from now, on the massager's clock.
    pub fn inject_after(&self, delay: Duration, fault: SimFault) {
        self.touch(|peripheral, now| peripheral.inject(fault, delay, now));
    }

    /// Breaks Bluetooth on the phones of this program, as when the person turns it off or takes back a permission: the
    /// link is cut, and nothing is heard or reached with that fault for a reason. `None` mends it.
    pub fn break_phone(&self, fault: Option<LinkFault>) {
        *unpoisoned(&self.shared.phone) = fault;
        if fault.is_some() {
            self.inject(SimFault::Drop);
        }
        self.touch(|_, _| ());
    }

    pub(super) fn phone(&self) -> Result<(), LinkFault> {
        unpoisoned(&self.shared.phone).map_or(Ok(()), Err)
    }

    /// Ends every fault of the massager, also those still to come.
    pub fn heal(&self) {
        self.touch(Peripheral::heal);
    }

    pub fn press_stop_button(&self) {
        self.touch(Peripheral::press_stop_button);
    }

    /// What the motor really turns at now.
    #[must_use]
    pub fn motor(&self) -> Level {
        self.inspect().motor
    }

    #[must_use]
    pub fn inspect(&self) -> Inspection {
        self.look(|peripheral, _| {
            let massager = peripheral.massager();
            let status = massager.status();
            Inspection {
                motor: Level::from_percent_clamped(massager.motor_percent()),
                state: status.state,
                last_stop: status.stop_reason,
                session_id: status.session_id,
                elapsed_s: status.elapsed_s,
                remaining_s: status.remaining_s,
                rest_s: status.rest_s,
                powered: massager.is_powered(),
            }
        })
    }

    /// What the motor did so far.
    #[must_use]
    pub fn motor_log(&self) -> MotorLog {
        self.look(|peripheral, _| peripheral.massager().motor_log().clone())
    }

    /// Everything that happened so far, one line each.
    #[must_use]
    pub fn transcript(&self) -> String {
        self.look(|peripheral, _| {
            let lines = peripheral.massager().happenings();
            lines.map(|happening| format!("{happening}\n")).collect()
        })
    }

    /// Follows what happens, from the beginning.
    #[must_use]
    pub fn happenings(&self) -> Happenings {
        Happenings {
            massager: self.clone(),
            next: 0,
        }
    }

    pub(super) fn advertisement(&self) -> Option<Advertisement> {
        self.look(Peripheral::advertisement)
    }

    pub(super) fn connect(&self, bond: Option<Bond>) -> Result<LinkId, Unreachable> {
        self.touch(|peripheral, now| peripheral.connect(bond, now))
    }

    pub(super) fn request(&self, link: LinkId, number: u64, request: GattRequest) {
        self.touch(|peripheral, now| peripheral.request(link, number, request, now));
    }

    pub(super) fn disconnect(&self, link: LinkId) {
        self.touch(|peripheral, now| peripheral.disconnect(link, now));
    }

    pub(super) fn forget(&self, link: LinkId) {
        self.touch(|peripheral, now| peripheral.forget(link, now));
    }

    pub(super) fn is_up(&self, link: LinkId) -> bool {
        self.look(|peripheral, _| peripheral.is_up(link))
    }

    /// Waits for the next thing on `link` that `wanted` accepts. Dropping the future loses nothing.
    pub(super) async fn next_out(
        &self,
        link: LinkId,
        wanted: impl Fn(&Outgoing) -> bool + Send,
    ) -> Outgoing {
        let take = move |peripheral: &mut Peripheral, now| peripheral.take(link, now, &wanted);
        self.wait(Some(link), take).await
    }

    /// Waits until `look` finds something.
    pub(super) async fn wait<T>(
        &self,
        link: Option<LinkId>,
        mut look: impl FnMut(&mut Peripheral, Duration) -> Option<T> + Send,
    ) -> T {
        let mut touched = self.shared.touched.subscribe();
        loop {
            touched.borrow_and_update();
            let (found, deadline) = self
                .look(|peripheral, now| (look(peripheral, now), peripheral.next_deadline(link)));
            if let Some(found) = found {
                return found;
            }
            let deadline = async {
                match deadline {
                    Some(at) => self.shared.clock.sleep_until(at).await,
                    None => core::future::pending().await,
                }
            };
            tokio::select! {
                () = deadline => {}
                // the sender lives as long as `self`
                _ = touched.changed() => {}
            }
        }
    }

    pub(super) fn touch<T>(&self, act: impl FnOnce(&mut Peripheral, Duration) -> T) -> T {
        let done = self.look(act);
        self.shared.touched.send_replace(());
        done
    }

    fn look<T>(&self, act: impl FnOnce(&mut Peripheral, Duration) -> T) -> T {
        let mut peripheral = self.lock();
        let now = self.shared.clock.now().monotonic;
        peripheral.advance(now);
        act(&mut peripheral, now)
    }

    fn lock(&self) -> MutexGuard<'_, Peripheral> {
        unpoisoned(&self.shared.peripheral)
    }
}

/// The machine is plain data: whatever a panicking thread left is still a massager.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What happens to a massager, in order. Following it also keeps the massager moving while nobody is connected.
#[derive(Debug)]
pub struct Happenings {
    massager: SimulatedMassager,
    next: u64,
}

impl Happenings {
    /// The next happening, when it happens. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Happening {
        let from = self.next;
        let (happening, next) = self
            .massager
            .wait(None, |peripheral, _| peripheral.massager().diary.from(from))
            .await;
        self.next = next;
        happening
    }
}
