//! The radio that reaches a massager in this program, and one connection to it.

use std::ops::ControlFlow;
use std::time::Duration;

use async_trait::async_trait;

use super::bond::{Bond, Keyring};
use super::gatt::GattRequest;
use super::in_process::SimulatedMassager;
use super::peripheral::{LinkId, Outgoing, Peripheral, Unreachable};
use crate::device::link::LinkFault;
use crate::device::{Channel, WriteMode};
use crate::driver::clock::Clock;
use crate::driver::radio::{Address, Connection, Radio, RadioEvent, Sighting, Sink};

/// How often a massager that stays in sight is told of again, on its own clock.
const ADVERTISED_AGAIN: Duration = Duration::from_secs(1);

/// How long an operation may take before it counts as timed out, on the massager's clock.
pub const OPERATION_PATIENCE: Duration = Duration::from_secs(5);

/// The radio that reaches one [`SimulatedMassager`] in this program. All its waits are on the massager's clock.
#[derive(Clone, Debug)]
pub struct SimRadio {
    massager: SimulatedMassager,
    keyring: Keyring,
}

impl SimRadio {
    pub(super) fn new(massager: SimulatedMassager) -> Self {
        Self {
            massager,
            keyring: Keyring::default(),
        }
    }
}

#[async_trait]
impl Radio for SimRadio {
    async fn watch(&self, patience: Duration, sink: &mut Sink<'_>) -> Result<(), LinkFault> {
        self.massager.phone()?;
        let clock = self.massager.clock();
        let watching = async {
            loop {
                let advertisement = self.massager.wait(None, Peripheral::advertisement).await;
                let address = SimulatedMassager::address();
                let sighting = Sighting {
                    address,
                    advertisement,
                };
                if sink(sighting).is_break() {
                    return;
                }
                let next = clock.now().monotonic.saturating_add(ADVERTISED_AGAIN);
                clock.sleep_until(next).await;
            }
        };
        // a watch that saw nothing is a watch all the same
        let _ = within(clock, patience, watching).await;
        Ok(())
    }

    /// Nothing but the one massager can be seen here, so the first sighting completes the scan.
    async fn scan(&self, patience: Duration) -> Result<Vec<Sighting>, LinkFault> {
        let mut seen = None;
        let mut take = |sighting| {
            seen = Some(sighting);
            ControlFlow::Break(())
        };
        self.watch(patience, &mut take).await?;
        Ok(seen.into_iter().collect())
    }

    async fn connect(
        &self,
        address: &Address,
        patience: Duration,
    ) -> Result<Box<dyn Connection>, LinkFault> {
        let known = *address == SimulatedMassager::address();
        let connected = self.massager.wait(None, |peripheral, now| {
            if let Err(fault) = self.massager.phone() {
                return Some(Err(fault));
            }
            let bond = self.keyring.of(address);
            match known.then(|| peripheral.connect(bond, now))? {
                Ok(link) => Some(Ok(SimConnection {
                    massager: self.massager.clone(),
                    link,
                    keyring: self.keyring.clone(),
                    turn: tokio::sync::Mutex::new(0),
                })),
                Err(Unreachable::Busy) => Some(Err(LinkFault::Busy)),
                Err(Unreachable::BondLost) => Some(Err(LinkFault::BondLost)),
                Err(Unreachable::Away) => None,
            }
        });
        let connection = within(self.massager.clock(), patience, connected)
            .await
            .ok_or(LinkFault::NotFound)??;
        self.massager.touch(|_, _| ());
        Ok(Box::new(connection))
    }

    async fn forget(&self, address: &Address) -> Result<(), LinkFault> {
        self.keyring.forget(address);
        Ok(())
    }
}

/// One connection. Dropping it ends the link, as the death of a phone's app does.
#[derive(Debug)]
struct SimConnection {
    massager: SimulatedMassager,
    link: LinkId,
    keyring: Keyring,
    /// One operation at a time; holds the number of the last one.
    turn: tokio::sync::Mutex<u64>,
}

impl SimConnection {
    async fn operate(&self, request: GattRequest) -> Result<Vec<u8>, LinkFault> {
        let operation = async {
            let mut turn = self.turn.lock().await;
            *turn += 1;
            let number = *turn;
            self.massager.request(self.link, number, request);
            let answer = self
                .massager
                .next_out(self.link, |out| match out {
                    Outgoing::Answer { number: of, .. } => *of == number,
                    Outgoing::Dropped => true,
                    Outgoing::Value { .. } => false,
                })
                .await;
            match answer {
                Outgoing::Answer { result, .. } => result.map_err(|_| LinkFault::Rejected),
                Outgoing::Dropped | Outgoing::Value { .. } => Err(LinkFault::Disconnected),
            }
        };
        within(self.massager.clock(), OPERATION_PATIENCE, operation)
            .await
            .unwrap_or(Err(LinkFault::TimedOut))
    }
}

#[async_trait]
impl Connection for SimConnection {
    async fn bond(&self, patience: Duration) -> Result<(), LinkFault> {
        let address = SimulatedMassager::address();
        if self.keyring.of(&address).is_some() {
            return Ok(());
        }
        let bonding = self.operate(GattRequest::Bond);
        let bonded = within(self.massager.clock(), patience, bonding).await;
        let bytes = bonded
            .unwrap_or(Err(LinkFault::TimedOut))
            .map_err(refused)?;
        let bond = Bond::from_bytes(&bytes).ok_or(LinkFault::PairingRefused)?;
        self.keyring.keep(address, bond);
        Ok(())
    }

    async fn read(&self, channel: Channel) -> Result<Vec<u8>, LinkFault> {
        self.operate(GattRequest::Read(channel)).await
    }

    async fn write(
        &self,
        channel: Channel,
        bytes: &[u8],
        mode: WriteMode,
    ) -> Result<(), LinkFault> {
        let bytes = bytes.to_vec();
        let write = GattRequest::Write {
            channel,
            bytes,
            mode,
        };
        self.operate(write).await.map(|_| ())
    }

    async fn subscribe(&self, channel: Channel) -> Result<(), LinkFault> {
        self.operate(GattRequest::Subscribe(channel))
            .await
            .map(|_| ())
    }

    async fn next_event(&self) -> RadioEvent {
        let event = self.massager.next_out(self.link, |out| match out {
            Outgoing::Value { .. } | Outgoing::Dropped => true,
            Outgoing::Answer { .. } => false,
        });
        match event.await {
            Outgoing::Value { channel, bytes } => RadioEvent::Value { channel, bytes },
            Outgoing::Dropped | Outgoing::Answer { .. } => RadioEvent::Dropped,
        }
    }

    fn is_up(&self) -> bool {
        self.massager.is_up(self.link)
    }

    async fn disconnect(&self) {
        self.massager.disconnect(self.link);
    }
}

impl Drop for SimConnection {
    fn drop(&mut self) {
        self.massager.forget(self.link);
    }
}

/// A device has only one way to answer that it will not pair.
pub(super) fn refused(fault: LinkFault) -> LinkFault {
    if fault == LinkFault::Rejected {
        LinkFault::PairingRefused
    } else {
        fault
    }
}

/// What `future` gives, if it does so within `patience` on this clock.
async fn within<T>(
    clock: &Clock,
    patience: Duration,
    future: impl Future<Output = T>,
) -> Option<T> {
    let deadline = clock.now().monotonic.saturating_add(patience);
    tokio::select! {
        // an answer that came in time counts, however late it is looked at
        biased;
        done = future => Some(done),
        () = clock.sleep_until(deadline) => None,
    }
}
